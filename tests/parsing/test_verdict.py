"""A page that is no answer is refused with the reason in words."""

from __future__ import annotations

import pytest

from law4u_index.errors import NotAnAnswer
from law4u_index.parsing import parse
from tests.parsing.small_pages import LEAD, page

LINKS = "".join(f'<li><a href="/answer/{number}/a-b">What Is {number}?</a></li>' for number in range(20))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (f"<h1>Criminal Law Questions</h1><ul>{LINKS}</ul>", "no question"),
        (f"<h1>Have A Problem At Home?</h1><ul>{LINKS}</ul>", "list of questions"),
        (f'<link rel=canonical href="https://law4u.in/top-answers/bail"><h1>Bail?</h1><ul>{LINKS}</ul>', "address"),
        (f"<title>404 Not Found</title><h1>Page Not Found</h1><p>{LEAD}</p>", "error page"),
        (f"<h1>Login</h1><p>{LEAD}</p>", "login"),
        (f"<h2>Sign In To Your Account</h2><title>Login | Law4u</title><p>{LEAD}</p>", "login|no question"),
        (f"<title>Advocate Asha Rao - Law4u</title><h1>Advocate Asha Rao</h1><p>{LEAD}</p>", "profile"),
        (f"<h1>Search results for bail</h1><p>{LEAD}</p>", "search results"),
        (f"<title>How To Sue - Law4u</title><h1>How To Sue In Five Steps</h1><p>{LEAD}</p>", "no question"),
        (
            (
                f"<script "
                f'type="application/ld+json">{{"@type":"BlogPosting","headline":"x"}}</script>'
                f"<h1>Can You Sue?</h1><p>{LEAD}</p>"
            ),
            "blog",
        ),
        (f"<a href=/>Home</a> <p>Blog</p><h1>Can You Sue?</h1><p>{LEAD}</p>", "blog"),
        ("<h1>Can You Sue A Builder?</h1><p>Soon.</p>", "no answer"),
        ("<div></div>", "no text"),
        ("<p>Law4u</p>", "no title"),
    ],
)
def test_other_pages_are_refused(markup: str, reason: str) -> None:
    with pytest.raises(NotAnAnswer, match=reason):
        parse(markup)


def test_a_page_of_another_part_of_the_site_is_refused_by_its_address() -> None:
    with pytest.raises(NotAnAnswer, match="address"):
        parse(f"<h1>Can You Sue?</h1><p>{LEAD}</p>", url="https://law4u.in/blog/can-you-sue")


def test_a_question_without_its_mark_is_an_answer_where_the_byline_says_so() -> None:
    assert parse(page("").replace("Builder?", "Builder")).question == "Can I Sue A Builder"


def test_a_bare_question_and_its_text_are_an_answer() -> None:
    answer = parse(f"<h1>Can you sue a builder?</h1><p>{LEAD}</p>")
    assert (answer.question, answer.author, answer.category) == ("Can you sue a builder?", None, None)


@pytest.mark.parametrize(
    "markup",
    [
        "<title>Just a moment...</title><h1>law4u.in</h1><h2>Verifying you are human</h2><p>This may take a while.</p>",
        "<h1>Sorry, you have been blocked</h1><p>This website is using a security service.</p>",
        "<h1>Too Many Requests</h1><p>Please slow down.</p>",
        "<h1>We'll be back soon!</h1><p>The site is being worked on.</p>",
        "<h1>A Database Error Occurred</h1><p>Unable to connect to the server.</p>",
    ],
)
@pytest.mark.parametrize("path", ["193/can-i-sue-a-builder", "193"])
def test_what_a_server_says_in_an_answers_place_is_refused(markup: str, path: str) -> None:
    with pytest.raises(NotAnAnswer, match="no question"):
        parse(markup, url=f"https://law4u.in/top-answer/{path}")


@pytest.mark.parametrize("words", ["Answer not found.", "This answer has been removed", "Please login to view it."])
def test_a_page_that_only_says_that_there_is_no_answer_is_refused(words: str) -> None:
    with pytest.raises(NotAnAnswer, match="no answer"):
        parse(f"<h1>Can You Sue?</h1><p>{words}</p>", url="https://law4u.in/answer/7/can-you-sue")


def test_a_title_without_a_question_mark_is_an_answers_where_its_address_has_the_words() -> None:
    answer = parse(
        f"<h1>Rights Of A Tenant</h1><p>{LEAD}</p>", url="https://law4u.in/answer/7/rights-of-tenants-a-guide"
    )
    assert answer.question == "Rights Of A Tenant"


def test_a_title_in_hindi_may_stand_under_an_english_address() -> None:
    html = (
        f'<link rel="canonical" href="https://law4u.in/answer/77/anticipatory-bail"><h1>अग्रिम जमानत</h1><p>{LEAD}</p>'
    )
    assert parse(html).id == "77"
