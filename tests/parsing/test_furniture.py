"""What stands around an answer gets into its own field, and never into a text."""

from __future__ import annotations

import pytest

from law4u_index.answer import Advocate, Link
from law4u_index.parsing import parse
from tests.parsing.small_pages import LEAD, QUESTION, only, page, shape

RELATED = (
    "<h3>Property Related Questions</h3><p>Discover clear and detailed answers to common questions about Property. "
    "Read on.</p>"
)
BODY = "<h2>Eligibility</h2><p>Any buyer may file.</p>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<title>x</title><h1>{QUESTION}</h1>",
        f"<title>{QUESTION} - Law4u</title><h2>{QUESTION}</h2>",
        f'<head><meta property="og:title" content="{QUESTION} | Law4u"></head><div class=z>{QUESTION}</div>',
        f"<title>{QUESTION} | law4u.in</title>",
        f"<title>Law4u - {QUESTION}</title><h1>Law4u</h1><div>Question: {QUESTION}</div>",
        f"<p>Subject: Fwd: {QUESTION}</p><p>{QUESTION}</p>",
        f"<nav><a href=/>Home</a><a href=/t>{QUESTION}</a></nav><h1>Can I Sue<br>A Builder?</h1>",
    ],
)
def test_the_title_is_found_wherever_it_stands_without_the_sites_name(markup: str) -> None:
    answer = parse(f"{markup}<p>Answer By law4u team</p><p>{LEAD}</p>")
    assert (answer.question, answer.summary) == (QUESTION, LEAD)


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("<p>Answer By law4u team</p>", "law4u team", None),
        ("<p>Answer By: Law4u  Team</p>", "law4u team", None),
        ("<div><span>Answer By</span> <b>law4u team</b> <span>31 Jan 2025</span></div>", "law4u team", "2025-01-31"),
        ("<p>Answer By Law4u Team | Published on January 31, 2025</p>", "law4u team", "2025-01-31"),
        ("<p>Answered by law4u team on 31/01/2025</p>", "law4u team", "2025-01-31"),
        ("<p>Answer By</p><p>Law4u Team</p><p>2025-01-31</p>", "law4u team", "2025-01-31"),
        ("<ul><li>Answer By law4u team</li><li>31st January, 2025</li></ul>", "law4u team", "2025-01-31"),
        ('<p>Answer By law4u team</p><time datetime="2025-01-31T10:00">last winter</time>', "law4u team", "2025-01-31"),
        ("<p>Last updated: 3 Feb 2025</p><p>Published on 31.01.2025</p>", None, "2025-01-31"),
        ("<p>Last updated on 3rd February 2025</p>", None, "2025-02-03"),
        ("<p>Published on 31/01/99999</p>", None, None),
        ('<p>Answer By law4u team</p><time datetime="99999-01-01">long ago</time>', "law4u team", None),
        ("<p>Published on 01-13-2025</p>", None, "2025-01-13"),
        ("<p>Answer By law4u team</p><p>31-02-2025</p>", "law4u team", None),
        ("<p>Answer By law4u team 30 February 2025</p>", "law4u team", None),
        ("<p>Answer By law4u team Friday, 31 January 2025</p>", "law4u team", "2025-01-31"),
        ("<p>Answer By law4u team | 31 जनवरी 2025</p>", "law4u team", "2025-01-31"),
        ("<p>Answer By law4u team</p><p>१२ अक्टूबर २०२४</p>", "law4u team", "2024-10-12"),
        ("<h5>Answer By</h5><h5>Law4u Team</h5>", "law4u team", None),
        ("<p>Answer By<br><b>Law4u Team</b></p>", "law4u team", None),
        ("<p>- Answer By Law4u Team</p>", "law4u team", None),
        ("<p>Contract Law | 31 Jan 2025 | Answer By law4u team</p>", "law4u team", "2025-01-31"),
        ("", None, None),
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_byline_and_date_are_read_above_and_below_the_answer(
    line: str, author: str | None, published: str | None, above: bool
) -> None:
    before, after = (line, "") if above else ("", line)
    answer = parse(f"<h1>{QUESTION}</h1>{before}<p>{LEAD}</p>{BODY}{after}<p>© 2025 Law4u</p>")
    assert (answer.author, answer.published) == (author, published)
    assert shape(answer) == [(1, "Eligibility", "Any buyer may file.", ())]


@pytest.mark.parametrize(
    "heading",
    [
        "Copyright",
        "Copyright Act, 1957:",
        "Copyright Infringement",
        "Company:",
        "Registered Office",
        "Our Office Rules",
    ],
)
@pytest.mark.parametrize("tag", ["h3", "p"])
def test_a_heading_on_copyright_or_companies_ends_no_answer(heading: str, tag: str) -> None:
    answer = parse(
        f"<h1>{QUESTION}</h1><p>{LEAD}</p>{BODY}<{tag}><b>{heading}</b></{tag}><p>It comes by law.</p>"
        f"{RELATED}<p>Copyright 2025 Law4u</p>"
    )
    assert shape(answer)[-1][1:3] == (heading.rstrip(":"), "It comes by law.")


@pytest.mark.parametrize(
    "notice",
    [
        "© 2025 Law4u",
        "Copyright © 2025 Law4u.in",
        "Copyright (c) Law4u",
        "COPYRIGHT 2025 - LAW4U",
        "Copyright Law4u Private Limited",
        "Copyright @ 2025, All Rights Reserved",
        "Copyrights reserved",
        "Registered Office: 2nd Floor, Sample Nagar",
    ],
)
def test_a_copyright_notice_ends_the_answer(notice: str) -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>{LEAD}</p>{BODY}<p>{notice}</p><p>More of the site's own.</p>")
    assert shape(answer) == [(1, "Eligibility", "Any buyer may file.", ())]


HINDI_MONTHS = ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितम्बर", "अक्तूबर", "नवंबर", "दिसंबर"]


@pytest.mark.parametrize(("number", "month"), list(enumerate(HINDI_MONTHS, 1)))
def test_every_month_of_a_hindi_date_is_known(number: int, month: str) -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>Answer By law4u team</p><p>{LEAD}</p><p>5 {month} 2024</p>")
    assert answer.published == f"2024-{number:02}-05"


def test_a_byline_without_a_name_takes_no_paragraph_of_the_answer() -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>Answer By</p><p>{LEAD}</p>")
    assert (answer.author, answer.summary) == (None, LEAD)


def test_a_byline_without_a_name_takes_no_heading() -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>{LEAD}</p><p>Answer By</p>{BODY}")
    assert (answer.author, shape(answer)) == (None, [(1, "Eligibility", "Any buyer may file.", ())])


ONE_CARD = (
    "<h2>Our Verified Advocates</h2><p>Get expert legal advice instantly.</p><h4>Advocate Asha Rao</h4><p>Family,</p>"
)


@pytest.mark.parametrize(
    "words",
    ["Copyright Act, 1957", "Copyright", "Privacy Policy", "Terms and Conditions", "Company", "Advocate Fees"],
)
@pytest.mark.parametrize(
    "markup", ["<h2>{}</h2><p>Some words.</p>", "<h2>Papers</h2><ul><li>Deeds</li><li>{}</li><li>Bills</li></ul>"]
)
def test_a_line_like_one_of_the_footer_or_the_cards_ends_no_answer_before_them(words: str, markup: str) -> None:
    answer = parse(page(markup.format(words) + "<h2>Conclusion</h2><p>Act soon.</p>", below=ONE_CARD))
    assert words in str(answer.sections[0])
    assert (answer.sections[-1].text, answer.advocates) == ("Act soon.", (Advocate("Asha Rao", ("Family",), None),))


def test_the_label_over_the_byline_comes_before_what_the_related_questions_are_about() -> None:
    label = "<p>Criminal Law</p><p>Answer By law4u team</p>"
    assert parse(f"<h1>{QUESTION}</h1>{label}<p>{LEAD}</p>{RELATED}").category == "Criminal Law"


@pytest.mark.parametrize("tip", ["Seek legal advice", "Consult a lawyer", "Talk to a lawyer", "Report abuse", "Login"])
def test_a_tip_that_says_what_a_button_says_is_kept_and_the_button_is_not(tip: str) -> None:
    buttons = f"<ul><li><a href=/talk>{tip}</a></li></ul><p>{tip}</p>"
    found = only(parse(page(f"<h2>Tips</h2><ul><li>Keep the deed</li><li>{tip}</li></ul>{buttons}")))
    assert (found.items, found.text) == (("Keep the deed", tip), "")


def test_the_last_entry_of_a_list_is_kept_though_a_menu_might_have_it() -> None:
    steps = "<h2>Steps</h2><ol><li>Register</li><li>Login</li><li>Submit the form</li></ol>"
    first, second = parse(page(f"{steps}<h2>Tips</h2><ul><li>Search first</li></ul>")).sections
    assert (first.items, second.items) == (("Register", "Login", "Submit the form"), ("Search first",))


@pytest.mark.parametrize("words", ["Subscribe to our newsletter", "Have a legal question?"])
def test_a_call_upon_the_reader_ends_no_answer_that_goes_on_behind_it(words: str) -> None:
    fees, end = "<h2>Fees</h2><p>None.</p>", "<h2>Conclusion</h2><p>Act soon.</p>"
    for call in (f"<div>{words}</div>", f"<h3>{words}</h3><p>Write to us.</p>"):
        answer = parse(page(f"{fees}{call}{end}{call}", below=ONE_CARD))
        assert [section.text for section in answer.sections] == ["None.", "Act soon."]


def test_a_table_of_contents_is_no_list_of_the_answers() -> None:
    contents = "<p>On this page</p><ul><li><a href=#a>Papers</a></li><li><a href=#b>Fees</a></li></ul>"
    body = "<h2 id=a>Papers</h2><ul><li>Deeds</li></ul><h2 id=b>Fees</h2><p>None.</p>"
    assert shape(parse(page(contents + body))) == [(1, "Papers", "", ("Deeds",)), (1, "Fees", "None.", ())]


def test_a_sentence_on_copyright_ends_no_answer() -> None:
    assert only(parse(page("<h2>Law</h2><p>Copyright is infringed by copying.</p>"))).text == (
        "Copyright is infringed by copying."
    )


def test_a_picture_of_an_advocate_ends_no_answer_before_the_cards() -> None:
    answer = parse(page('<img alt="A lady advocate in court"><h2>Fees</h2><p>None.</p>', below=ONE_CARD))
    assert (only(answer).text, len(answer.advocates)) == ("None.", 1)


@pytest.mark.parametrize(
    "line", ["Copyright 2025 Law4u", "Copyright © Law4u", "Company", "Privacy Policy", "About The Author"]
)
def test_a_line_of_the_footer_ends_an_answer_behind_which_no_cards_come(line: str) -> None:
    found = only(parse(page(f"<h2>Fees</h2><p>None.</p><div>{line}</div><div>Pune 411001</div>")))
    assert (found.text, found.sections) == ("None.", ())


@pytest.mark.parametrize("words", ["Reviewed by a magistrate", "Published by the State", "Answer by post in a week"])
@pytest.mark.parametrize("markup", ["<ul><li>Pay the fee.</li><li>{}</li></ul>", "<p>Pay the fee.</p><p>- {}</p>"])
def test_an_entry_that_says_who_does_it_is_no_byline(words: str, markup: str) -> None:
    answer = parse(page(f"<h2>Fees</h2>{markup.format(words)}"))
    assert words in shape(answer)[0][3]


def test_a_date_in_the_answers_own_text_is_not_the_pages() -> None:
    assert parse(page("<p>The Act came into force on 1 July 2024.</p>")).published is None


@pytest.mark.parametrize(
    ("above", "label", "below"),
    [
        ("", "", RELATED),
        ("", "<span>Property</span>", RELATED),
        ("<div>Home &gt; Property &gt; Can I Sue A Builder?</div>", "", ""),
        ("<ul><li><a href=/>Home</a></li><li><a href=/c>Property</a></li></ul>", "", ""),
        ("", "<p>Category: Property</p>", ""),
        ("", "<a href=/c/property>Property</a>", ""),
        ("", "", "<h3>Related Questions on Property</h3>"),
        (RELATED, "", ""),
        (
            "",
            "",
            "<h3>Related Questions</h3><p>Discover clear and detailed answers to common questions about Property.</p>",
        ),
    ],
)
def test_the_category_is_named_by_label_breadcrumbs_or_related_questions(above: str, label: str, below: str) -> None:
    answer = parse(f"{above}<h1>{QUESTION}</h1>{label}<p>Answer By law4u team</p><p>{LEAD}</p>{BODY}{below}")
    assert answer.category == "Property"
    assert answer.summary == LEAD


def test_words_below_the_related_questions_that_name_no_area_of_law_give_no_category() -> None:
    words = "<p>Discover clear and detailed answers to common questions about . Learn about procedures and more.</p>"
    assert parse(page(BODY, below=f"<h3>Related Questions</h3>{words}")).category is None


def test_a_line_between_title_and_byline_is_a_label_though_no_area_of_law_is_called_so() -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>Flats Under Construction</p><p>Answer By law4u team</p><p>{LEAD}</p>{BODY}")
    assert (answer.category, answer.summary) == ("Flats Under Construction", LEAD)


@pytest.mark.parametrize(
    "line", ["Home &gt; Property", "Asked by a tenant: Pune", "The buyer wins.", "12 people read this"]
)
def test_a_line_between_title_and_byline_that_reads_otherwise_is_no_label(line: str) -> None:
    answer = parse(f"<h1>{QUESTION}</h1><p>{line}</p><p>Answer By law4u team</p><p>{LEAD}</p>{BODY}")
    assert answer.category in (None, "Property")


def test_json_ld_gives_date_address_and_author_where_the_page_shows_none() -> None:
    data = (
        '{"@type":"QAPage","mainEntity":{"@type":"Question","name":"Can I Sue '
        'A Builder?","datePublished":"2025-01-31T10:00:00",'
        '"author":{"@type":"Organization","name":"Law4u Team"},"url":"https://law4u.in/answer/9/can-i-sue"}}'
    )
    crumbs = (
        '{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"n'
        'ame":"Property"}},{"name":"Can I Sue A Builder?"}]}'
    )
    markup = "".join(f'<script type="application/ld+json">{text}</script>' for text in (data, crumbs, "[broken"))
    answer = parse(f"<head>{markup}</head><h1>{QUESTION}</h1><p>{LEAD}</p>")
    assert (answer.id, answer.published, answer.author, answer.category) == (
        "9",
        "2025-01-31",
        "law4u team",
        "Property",
    )


CARDS = """
<h3>Our Verified Advocates</h3><p>Get expert legal advice instantly.</p>
<div><a href="/advocate/12/asha-rao"><img src=x alt="Advocate Asha Rao"></a><h4>Advocate Asha Rao</h4>
<p>Family,Insurance, ,Civil,</p><a href=/login>Get Advice</a></div>
<div><img src=x alt="Bina Sen( Advocate)"><b>Bina Sen( Advocate)</b><p>R.T.I</p><button>Get Advice</button></div>
<div>Adv. C K Nair<br>GST , Tax<br>Get Advice</div>
"""


def test_each_card_is_one_advocate_with_areas_in_order() -> None:
    assert parse(page(BODY, below=CARDS + RELATED)).advocates == (
        Advocate("Asha Rao", ("Family", "Insurance", "Civil"), "https://law4u.in/advocate/12/asha-rao"),
        Advocate("Bina Sen", ("R.T.I",), None),
        Advocate("C K Nair", ("GST", "Tax"), None),
    )


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("advocate asha rao", "asha rao"),
        ("Advocate मीरा नायर", "मीरा नायर"),
        ("Adv.Asha Rao", "Asha Rao"),
        ("Asha Rao Advocate", "Asha Rao"),
        ("Asha Rao, Advocate", "Asha Rao"),
        ("Advocate Asha Rao( Advocate)", "Asha Rao"),
        ("Advocate Asha R.", "Asha R."),
        ("Advocate R. K.", "R. K."),
        ("Asha R.", "Asha R."),
        ("Advocate Asha Rao Jr.", "Asha Rao Jr."),
    ],
)
def test_a_name_is_without_advocate_however_it_is_written(line: str, name: str) -> None:
    card = f"<div><img src=x alt='{line}'><h4>{line}</h4><p>Family, Bail</p><a>Get Advice</a></div>"
    found = parse(page(BODY, below=f"<h3>Our Verified Advocates</h3>{card}{card.replace(line, 'Advocate B Sen')}"))
    assert found.advocates == (Advocate(name, ("Family", "Bail")), Advocate("B Sen", ("Family", "Bail")))


@pytest.mark.parametrize("title", ["Advocates for Family", "Family Verified Advocates", "Lawyers In Your City"])
def test_a_heading_right_before_the_cards_is_theirs_whatever_it_says(title: str) -> None:
    cards = f"<h3>{title}</h3><h4>Advocate Asha Rao</h4><p>Family</p>"
    assert shape(parse(page(BODY, below=cards))) == shape(parse(page(BODY)))
    answer = parse(page(BODY + "<h2>Choosing An Advocate</h2><p>Ask for the fee first.</p>", below=cards))
    assert answer.sections[-1].text == "Ask for the fee first."


def test_neither_a_menu_nor_the_answer_below_the_cards_is_one_of_them() -> None:
    body = "<h2>Legal Provision</h2><p>Section 7 of the Hindu Marriage Act, 1955.</p>"
    menu = "<nav><ul><li>Find Lawyer</li></ul></nav><p>Law4u App Download</p>"
    assert parse(page(body, above=menu)).advocates == ()
    assert parse(page(body, above=ONE_CARD)).advocates == (Advocate("Asha Rao", ("Family",), None),)


def test_cards_without_a_title_are_found_by_their_names() -> None:
    answer = parse(page(BODY, below=CARDS.split("</p>", 1)[1]))
    assert [advocate.name for advocate in answer.advocates] == ["Asha Rao", "Bina Sen", "C K Nair"]
    assert shape(answer) == [(1, "Eligibility", "Any buyer may file.", ())]


def test_related_links_are_absolute_canonical_and_each_once() -> None:
    links = (
        '<ul><li><a href="/answer/12/what-is-a-suit?x=1">What Is A Suit?</a></li>'
        '<li><a href="http://www.law4u.in/top-answer/13/fee/#a">2. What Is The Fee?</a></li></ul>'
        '<div><a href="/answer/14/x">Who Pays?</a><a href="//law4u.in/answer/15/z">Who Decides?</a></div>'
        '<div><h4>How Long?</h4><a href="../../answer/16/long">Read '
        'more</a></div><a href="/answer/12/what-is-a-suit">Again?</a>'
        "<a href=/category/property>View All</a><footer><a href=/answer/99/chrome>Not Related?</a></footer>"
    )
    answer = parse(page(BODY, below=RELATED + links), url="https://law4u.in/answer/1/a")
    assert answer.related == (
        Link("What Is A Suit?", "https://law4u.in/answer/12/what-is-a-suit"),
        Link("What Is The Fee?", "https://law4u.in/top-answer/13/fee"),
        Link("Who Pays?", "https://law4u.in/answer/14/x"),
        Link("Who Decides?", "https://law4u.in/answer/15/z"),
        Link("How Long?", "https://law4u.in/answer/16/long"),
    )


@pytest.mark.parametrize("beside", ["<small>31 Jan 2025</small>", " <span>Property</span>"])
def test_what_stands_beside_a_related_link_is_no_part_of_its_question(beside: str) -> None:
    answer = parse(
        page(BODY, below=f'{RELATED}<ul><li><a href="/answer/12/suit">1. What Is A Suit?</a>{beside}</li></ul>')
    )
    assert answer.related == (Link("What Is A Suit?", "https://law4u.in/answer/12/suit"),)


def test_nothing_of_the_sites_chrome_gets_into_a_text() -> None:
    chrome = "<p>{}</p>"
    words = (
        "Law4u App Download", "Get Advice", "Read more", "Share on WhatsApp", "Advertisement",
        "Was this answer helpful?",
        "Copy link", "Accept all cookies", "Back to top", "1,120 views", "Share: Facebook | X | WhatsApp",
        "Image: Somebody's Pictures", "Tags: land, revenue", "4.5/5 (12 votes)",
    )  # fmt: skip
    hidden = (
        "<script>var secret = '<p>secret</p>'</script><style>.secret{}</style><noscript>secret</noscript>"
        "<template>secret</template><div hidden>secret</div><p style='display: none'>secret</p>"
        "<svg><text>secret</text></svg>"
        "<!-- secret --><!--[if IE]>secret<![endif]--><textarea>secret</textarea><Script>secret</Script>"
    )
    body = "".join(chrome.format(word) for word in words) + hidden + BODY + hidden + "".join(map(chrome.format, words))
    answer = parse(page(body, above="<p>We use cookies to improve your visit.</p>", below=RELATED))
    assert answer.summary == LEAD
    assert shape(answer) == [(1, "Eligibility", "Any buyer may file.", ())]


@pytest.mark.parametrize("title", ["Law4u Advocates", "Our Law4u's Verified Lawyers", "Meet Our Top Advocates"])
def test_the_title_of_the_advocates_is_no_section(title: str) -> None:
    answer = parse(page(BODY, below=f"<h3>{title}</h3><p>Advocate Asha Rao</p><p>Family</p>"))
    assert [advocate.name for advocate in answer.advocates] == ["Asha Rao"]
    assert title not in [section.heading for section in answer.sections]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.law4u.in/top-answer/193/sue-a-builder/?utm_source=x#top">',
        '<meta property="og:url" content="http://law4u.in/top-answer/193/sue-a-builder">',
        '<link rel=canonical href="https://law4u.in/"><meta property="og:url" content="http://13.233.1.2/top-answer/193/sue-a-builder">',
        "<!-- saved from url=(0042)https://law4u.in/top-answer/193/sue-a-builder?fbclid=1 -->",
        '<base href="https://law4u.in/top-answer/193/sue-a-builder">',
        '<base href="https://law4u.in/top-answer/193/"><link rel="canonical" href="sue-a-builder">',
        "<!-- Mirrored from law4u.in/top-answer/193/sue-a-builder by HTTrack Website Copier/3.x, Mon, 03 Mar 2025 -->",
        '<meta name="source-url" content="https://law4u.in/top-answer/193/sue-a-builder">',
        '<meta name="savepage-url" content="https://law4u.in/top-answer/193/sue-a-builder">',
    ],
)
def test_the_address_that_the_page_names_is_made_canonical(head: str) -> None:
    answer = parse(page(BODY, head=head))
    assert (answer.id, answer.url) == ("193", "https://law4u.in/top-answer/193/sue-a-builder")


@pytest.mark.parametrize("tag", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'])
def test_a_relative_address_that_the_page_names_is_the_sites(tag: str) -> None:
    answer = parse(page(BODY, head=tag.format("/top-answer/193/sue-a-builder?x=1")))
    assert (answer.id, answer.url) == ("193", "https://law4u.in/top-answer/193/sue-a-builder")


def test_a_relative_address_starts_where_the_page_is_from() -> None:
    head = '<link rel="canonical" href="/top-answer/193/sue-a-builder">'
    assert parse(page(BODY, head=head), url="https://example.org/page").url is None
    assert parse(page(BODY, head=head), url="https://law4u.in/").id == "193"


def test_the_callers_address_stands_in_where_the_page_names_none() -> None:
    answer = parse(page(BODY), url="http://www.law4u.in/answer/7/sue?x=1")
    assert (answer.id, answer.url) == ("7", "https://law4u.in/answer/7/sue")


def test_without_an_address_the_title_makes_the_id() -> None:
    answer = parse(page(BODY), url="https://example.org/page")
    assert (answer.id, answer.url) == ("can-i-sue-a-builder", None)


def test_the_menu_of_a_copied_text_does_not_make_it_a_blog() -> None:
    text = f"Home\nTop Answers\nBlog\nLogin\n\n{QUESTION}\n\nAnswer By law4u team\n\n{LEAD}\n\nOur Verified Advocates\n"
    assert parse(text).summary == LEAD


def test_a_text_with_its_address_on_a_line_gets_its_id_from_it() -> None:
    text = (
        f"https://law4u.in/answer/7/sue\n\n{QUESTION}\n\nAnswer By law4u team\n\n{LEAD}\n\n"
        f"Property Related Questions\n\nWho Pays? (https://law4u.in/answer/8/pays)\n"
    )
    answer = parse(text)
    assert (answer.id, answer.related) == ("7", (Link("Who Pays?", "https://law4u.in/answer/8/pays"),))


@pytest.mark.parametrize("line", ["Source: {}", "{}        1/2", "<{}>"])
@pytest.mark.parametrize("above", [True, False])
def test_the_address_that_a_print_or_a_clipping_bears_is_its_own_and_in_no_text(line: str, above: bool) -> None:
    line = line.format("https://law4u.in/answer/7/sue")
    text = f"{QUESTION}\n\n{line if above else ''}\n\nAnswer By law4u team\n\n{LEAD}\n\n{'' if above else line}\n"
    answer = parse(text)
    assert (answer.id, answer.category, answer.summary, answer.sections) == ("7", None, LEAD, ())


def test_a_page_that_a_browser_made_easy_to_read_keeps_its_address_and_its_author() -> None:
    answer = parse(
        f'<a href="https://law4u.in/answer/7/sue">law4u.in</a><h1>{QUESTION}</h1><div>law4u team</div>'
        f"<div>2–3 minutes</div><p>{LEAD}</p>{BODY}"
    )
    assert (answer.id, answer.author, answer.summary) == ("7", "law4u team", LEAD)


def test_links_start_from_where_the_page_says_that_they_do() -> None:
    markup = page(BODY, head='<base href="/">', below=f'{RELATED}<a href="answer/12/suit">What Is A Suit?</a>')
    found = parse(markup, url="https://law4u.in/answer/1/a").related
    assert found == (Link("What Is A Suit?", "https://law4u.in/answer/12/suit"),)


def test_dates_that_an_answer_is_ordered_by_are_its_own() -> None:
    timeline = (
        "<h2>How The Law Changed</h2><p>Two days matter here.</p>"
        "<h3>25 December 2023</h3><p>The President gave assent.</p><h3>1 July 2024</h3><p>It came into force.</p>"
        "<h2>Days To Remember</h2><ul><li>21 November 2025</li><li>1 April 2026</li></ul>"
    )
    answer = parse(f"<h1>{QUESTION}</h1><p>Answer By law4u team</p><p>31 January 2026</p><p>{LEAD}</p>{timeline}")
    assert answer.published == "2026-01-31"
    changed, days = answer.sections
    assert [part.heading for part in changed.sections] == ["25 December 2023", "1 July 2024"]
    assert days.items == ("21 November 2025", "1 April 2026")
