"""A reader finds every heading, list and step at its place, in whatever markup the page has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from law4u_index.answer import Example
from law4u_index.parsing import parse
from tests.parsing.small_pages import DRAWINGS, LEAD, QUESTION, Outline, expected, only, page, shape

TWO_LEVELS: Outline = [
    (
        "Key Elements of a Claim",
        [("Written Agreement", "It names the flat and its price."), ("Delay", "The date has passed.")],
    ),
    ("Common Challenges", [("Lost Receipts", "The bank keeps a copy of each payment.")]),
]


@pytest.mark.parametrize("draw", DRAWINGS)
def test_two_levels_are_told_apart_in_every_markup(draw: Callable[[Outline], str]) -> None:
    answer = parse(draw(TWO_LEVELS))
    assert answer.question == QUESTION
    assert answer.summary == LEAD
    assert shape(answer) == expected(TWO_LEVELS)


THREE = [
    (1, "Penalties for Rash Driving", "", ()),
    (2, "Motor Vehicles Act, 1988", "", ()),
    (3, "Section 184", "Dangerous driving costs a fine.", ()),
    (3, "Section 185", "So does drunk driving.", ()),
    (2, "Indian Penal Code (IPC)", "", ()),
    (3, "Section 279", "Rash driving on a public way.", ()),
]


@pytest.mark.parametrize(
    "draw",
    [
        lambda words, level: f"<h{level + 1}>{words}</h{level + 1}>",
        lambda words, _: f"<p><b>{words}:</b></p>",
        lambda words, _: f"<div>{words}</div>",
    ],
)
def test_topic_act_and_provision_make_three_levels(draw: Callable[[str, int], str]) -> None:
    body = "".join(draw(heading or "", level) + (f"<p>{text}</p>" if text else "") for level, heading, text, _ in THREE)
    assert shape(parse(page(body))) == THREE


def test_provisions_run_in_below_an_act_make_three_levels() -> None:
    body = (
        "<h3>Penalties for Rash Driving:</h3><p><b>Motor Vehicles Act, 1988:</b></p>"
        "<ul><li><b>Section 184:</b> Dangerous driving costs a "
        "fine.</li><li><b>Section 185:</b> So does drunk driving.</li></ul>"
        "<p><b>Indian Penal Code (IPC):</b></p><ul><li><b>Section 279:</b> Rash driving on a public way.</li></ul>"
    )
    assert shape(parse(page(body))) == THREE


NUMBERED = [
    (1, "Key Aspects of a Claim", "", ()),
    (2, "Legal Provision", "The Act lets any buyer file.", ()),
    (2, "Time Limit", "Ask within the limit that the Act sets.", ()),
]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Key Aspects of a Claim:</h2><p><strong>1.&nbsp;Legal "
        "Provision:</strong></p><p>The Act lets any buyer file.</p>"
        "<p><strong>2.&nbsp;Time Limit:</strong></p><p>Ask within the limit that the Act sets.</p>",
        "<p><b>Key Aspects of a Claim:</b></p><p><b>1. Legal Provision:</b><br>The Act lets any buyer file.</p>"
        "<p><b>2. Time Limit:</b> Ask within the limit that the Act sets.</p>",
        "<h3>Key Aspects of a Claim</h3><h3>1) Legal Provision</h3><p>The Act lets any buyer file.</p>"
        "<h3>2) Time Limit</h3><p>Ask within the limit that the Act sets.</p>",
        "<h3>Key Aspects of a Claim</h3><ol><li><p><strong>Legal "
        "Provision:</strong></p><p>The Act lets any buyer file.</p></li>"
        "<li><p><strong>Time Limit:</strong></p><p>Ask within the limit that the Act sets.</p></li></ol>",
        "<h3>Key Aspects of a Claim</h3><ol><li><strong>Legal "
        "Provision</strong></li></ol><p>The Act lets any buyer file.</p>"
        "<ol start=2><li><strong>Time Limit</strong></li></ol><p>Ask within the limit that the Act sets.</p>",
        "<div>Key Aspects of a Claim:</div><div>1. Legal Provision:</div><div>The Act lets any buyer file.</div>"
        "<div>2. Time Limit:</div><div>Ask within the limit that the Act sets.</div>",
        "<h3>Key Aspects of a Claim</h3><ul><li>Legal Provision: The Act lets any buyer file.</li>"
        "<li>Time Limit: Ask within the limit that the Act sets.</li></ul>",
        "<h4>Key Aspects of a Claim</h4><dl><dt>Legal Provision:</dt><dd>The Act lets any buyer file.</dd>"
        "<dt>Time Limit</dt><dd>Ask within the limit that the Act sets.</dd></dl>",
        "<h4>Key Aspects of a Claim</h4><table><tr><td>Legal Provision</td><td>The Act lets any buyer file.</td></tr>"
        "<tr><td>Time Limit</td><td>Ask within the limit that the Act sets.</td></tr></table>",
        "<h2>Key Aspects of a Claim</h2><p>Legal Provision: The Act lets "
        "any buyer file. Time Limit: Ask within the limit "
        "that the Act sets.</p>",
    ],
)
def test_numbered_parts_of_a_topic_are_its_sections_whatever_markup_they_have(body: str) -> None:
    assert shape(parse(page(body))) == NUMBERED


def test_a_page_all_in_one_paragraph_gives_the_sections_of_a_clean_one() -> None:
    flat = (
        "<p>Definition: A suit is a claim before a civil court. Eligibility: "
        "Any adult may sue; a minor sues through a friend. "
        "Section 138: Dishonour of Cheque: The payee may complain. Example: "
        "Scenario: Ravi lent money. Steps to take: He writes. "
        "He sues. Summary: Act soon.</p>"
    )
    answer = parse(f"<h1>{QUESTION}</h1><p>Answer By law4u team</p>{flat}")
    assert answer.summary == "Definition: A suit is a claim before a civil court."
    assert [s.heading for s in answer.sections] == [
        "Eligibility",
        "Section 138: Dishonour of Cheque",
        "Example",
        "Summary",
    ]
    assert answer.sections[1].text == "The payee may complain."
    assert answer.example == Example("Ravi lent money.", ("He writes.", "He sues."))


@pytest.mark.parametrize(
    "sentence",
    [
        "The law says one thing: you must act in time.",
        "Note: Fees differ by State.",
        "Remember the rule: keep copies.",
        "There are two ways: a complaint and a suit.",
        "The office is open from 10:30 to 5:00 on weekdays.",
        "The Act gives three reliefs: refund, interest and compensation.",
    ],
)
def test_a_sentence_with_a_colon_is_no_heading(sentence: str) -> None:
    answer = parse(page(f"<p>{sentence}</p>"))
    assert answer.summary == f"{LEAD}\n\n{sentence}"
    assert answer.sections == ()


@pytest.mark.parametrize(
    ("body", "ordered"),
    [
        ("<ol><li>File the form.</li><li>Pay the fee.</li></ol>", True),
        ("<ul><li>File the form.<li>Pay the fee.</ul>", False),
        ("<p>• File the form.</p><p>• Pay the fee.</p>", False),
        ("<p>&bull;&nbsp;File the form.<br>&bull;&nbsp;Pay the fee.</p>", False),
        ("<p>• File the form. • Pay the fee.</p>", False),
        ("<div>- File the form.</div><div>- Pay the fee.</div>", False),
        ("<p>1) File the form.</p><p>2) Pay the fee.</p>", True),
        ("<p>(a) File the form.<br>(b) Pay the fee.</p>", True),
        ("<p>Step 1: File the form.</p><p>Step 2: Pay the fee.</p>", True),
        ("<p>1. File the form. 2. Pay the fee.</p>", True),
        ("<div role=list><div role=listitem>File the form.</div><div role=listitem>Pay the fee.</div></div>", False),
    ],
)
def test_a_list_before_any_heading_is_a_section_without_one(body: str, ordered: bool) -> None:
    section = only(parse(page(body)))
    assert (section.heading, section.items, section.ordered) == (None, ("File the form.", "Pay the fee."), ordered)


@pytest.mark.parametrize("label", ["Definition", "Meaning", "Answer", "Short Answer"])
@pytest.mark.parametrize("markup", ["<p>{label}: {text}</p>", "<p><b>{label}:</b> {text}</p>"])
def test_a_first_paragraph_that_is_labelled_as_such_is_the_summary(label: str, markup: str) -> None:
    text = "A suit is a claim before a civil court."
    body = f"{markup.format(label=label, text=text)}<p>Eligibility: Any adult may sue.</p>"
    answer = parse(f"<h1>{QUESTION}</h1><p>Answer By law4u team</p>{body}")
    assert answer.summary == f"{label}: {text}"
    assert shape(answer) == [(1, "Eligibility", "Any adult may sue.", ())]


def test_a_definition_behind_the_first_paragraph_or_on_a_line_of_its_own_is_a_section() -> None:
    text = "A suit is a claim before a civil court."
    assert shape(parse(page(f"<p>Definition: {text}</p>"))) == [(1, "Definition", text, ())]
    assert shape(parse(f"<h1>{QUESTION}</h1><p>Answer By law4u team</p><h2>Definition:</h2><p>{text}</p>")) == [
        (1, "Definition", text, ())
    ]


@pytest.mark.parametrize(
    "citation",
    ["O. XXXIX R. 1 CPC", "O. 39 R. 1 CPC", "R. 7 of the Rules", "S. 138 NI Act", "s. 138 NI Act", "Art. 21"],
)
def test_a_paragraph_that_begins_with_a_short_citation_is_no_entry_of_a_list(citation: str) -> None:
    sentence = f"{citation} lets a court stop a sale until the suit is decided, and asks for three things."
    answer = parse(page(f"<p>{sentence}</p>"))
    assert (answer.summary, answer.sections) == (f"{LEAD}\n\n{sentence}", ())
    assert only(parse(page(f"<h2>{citation}</h2><p>It is often used.</p>"))).heading == citation


@pytest.mark.parametrize(
    "name", ["K. S. Puttaswamy v. Union of India", "S. Rangarajan v. P. Jagjivan Ram", "V. K. Rao"]
)
def test_the_initials_of_a_name_are_no_letters_of_a_list(name: str) -> None:
    sentence = f"{name} is read for what was said there of the rights that everybody has against the State."
    answer = parse(page(f"<p>{sentence}</p>"))
    assert (answer.summary, answer.sections) == (f"{LEAD}\n\n{sentence}", ())


def test_letters_count_entries_whatever_abbreviation_these_begin_with() -> None:
    answer = parse(page("<p>A. F.I.R. is lodged by you.</p><p>B. Statement is taken by them.</p>"))
    assert only(answer).items == ("F.I.R. is lodged by you.", "Statement is taken by them.")


def test_paragraphs_that_each_are_a_step_make_a_list() -> None:
    answer = parse(page("<p>Collect the receipts.</p><p>Send a notice by post.</p><p>File the form online.</p>"))
    assert answer.summary == LEAD
    assert only(answer).items == ("Collect the receipts.", "Send a notice by post.", "File the form online.")


EXAMPLE = Example("Ravi paid ten lakh and got nothing.", ("He writes to the builder.", "He files the form."))


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Example</h3><p>Scenario: {0}</p><p>Steps to take:</p><ul><li>{1}</li><li>{2}</li></ul>",
        "<h3>Example</h3><h4>Scenario:</h4><p>{0}</p><h4>Steps to take:</h4><ol><li>{1}</li><li>{2}</li></ol>",
        "<p><b>Example:</b></p><p><b>Scenario:</b> {0}</p><p><b>Steps to take:</b></p><p>• {1}<br>• {2}</p>",
        "<p><b>Example:</b> Scenario: {0} Steps to take: 1. {1} 2. {2}</p>",
        "<h2>Example</h2><p>Scenario: {0}</p><p>Steps to take:</p><p>{1}</p><p>{2}</p>",
        "<div>Example</div><div>Scenario: {0}</div><div>Steps to take:</div><div>1. {1}</div><div>2. {2}</div>",
        "<h2>Example</h2><ul><li>Scenario: {0}</li><li>Steps to take: {1} {2}</li></ul>",
        "<h2>Example</h2><ul><li><b>Scenario:</b> {0}</li>"
        "<li><b>Steps to take:</b><ol><li>{1}</li><li>{2}</li></ol></li></ul>",
        "<h2>Example</h2><p>• Scenario: {0}</p><p>• Steps to take:</p><p>1. {1}</p><p>2. {2}</p>",
    ],
)
def test_an_example_has_its_scenario_and_its_steps_and_keeps_its_place(body: str) -> None:
    answer = parse(page(body.format(EXAMPLE.scenario, *EXAMPLE.steps) + "<h2>Conclusion</h2><p>Act soon.</p>"))
    assert answer.example == EXAMPLE
    example, conclusion = answer.sections
    assert (example.heading, example.kind, example.items) == ("Example", "example", EXAMPLE.steps)
    assert example.text == f"Scenario: {EXAMPLE.scenario}\n\nSteps to take:"
    assert example.sections == ()
    assert (conclusion.heading, conclusion.kind, conclusion.text) == ("Conclusion", "summary", "Act soon.")


@pytest.mark.parametrize("words", ["Steps to be taken", "Steps to be followed", "Steps to follow", "Steps taken"])
def test_the_words_before_an_examples_steps_are_no_part_of_its_scenario(words: str) -> None:
    body = f"<h2>Example</h2><p>Scenario: {EXAMPLE.scenario}</p><p>{words}:</p>"
    answer = parse(page(f"{body}<ul><li>{EXAMPLE.steps[0]}</li><li>{EXAMPLE.steps[1]}</li></ul>"))
    assert answer.example == EXAMPLE


@pytest.mark.parametrize("end", ["।", "॥", "।”"])
def test_a_hindi_sentence_is_no_heading(end: str) -> None:
    sentence = f"मेहर पत्नी का अधिकार है{end}"
    found = parse(page(f"<h2>मेहर</h2><p>{sentence}</p><p>{LEAD}</p>"))
    assert shape(found) == [(1, "मेहर", f"{sentence}\n\n{LEAD}", ())]


def test_a_list_of_examples_is_no_worked_example() -> None:
    answer = parse(page("<h2>Examples Of Such Offences</h2><ul><li>Murder</li><li>Robbery</li></ul>"))
    assert (answer.example, only(answer).items) == (None, ("Murder", "Robbery"))


def test_an_example_in_hindi_is_the_worked_example() -> None:
    steps = "<ol><li>नोटिस भेजें।</li><li>मुकदमा करें।</li></ol>"
    body = f"<h3>उदाहरण:</h3><p>रवि ने उधार दिया।</p>{steps}<h3>निष्कर्ष</h3><p>जल्दी करें।</p>"
    answer = parse(page(body))
    assert answer.example == Example("रवि ने उधार दिया।", ("नोटिस भेजें।", "मुकदमा करें।"))
    assert [(section.heading, section.kind) for section in answer.sections] == [
        ("उदाहरण", "example"),
        ("निष्कर्ष", "summary"),
    ]


def test_labels_within_tips_stay_part_of_the_tips() -> None:
    tips = parse(
        page(
            "<h2>Safety Tips</h2><ul><li><b>Stay Alert:</b> Share no "
            "OTP.</li><li><b>Keep Proof:</b> Save bills.</li></ul>"
        )
    )
    assert only(tips).items == ("Stay Alert: Share no OTP.", "Keep Proof: Save bills.")


def test_tips_after_a_topic_with_parts_stand_beside_the_topic() -> None:
    body = (
        "<p>Key Elements of a Claim</p><p>Papers</p><p>They prove the "
        "payment.</p><p>Safety Tips</p><p>• Keep copies.</p>"
    )
    assert [s.heading for s in parse(page(body)).sections] == ["Key Elements of a Claim", "Safety Tips"]


@pytest.mark.parametrize("label", ["Summary", "Conclusion", "In short"])
def test_a_closing_label_ends_the_example_also_where_its_text_begins_small(label: str) -> None:
    answer = parse(
        page(
            "<h3>Example</h3><p>Scenario: Imran is sold a stolen phone.</p><p>Steps to take:</p>"
            f"<ol><li>Keep the bill</li><li>Tell the police</li></ol><p>{label}: <i>keep the bill.</i></p>"
        )
    )
    closing = answer.sections[-1]
    assert (closing.heading, closing.kind, closing.text) == (label, "summary", "keep the bill.")
    assert answer.example is not None
    assert answer.example.steps == ("Keep the bill", "Tell the police")


def test_a_topic_that_only_begins_with_summary_is_no_summary() -> None:
    body = (
        "<h3>Remedies Available</h3><p><b>Summary Suits:</b> They are quick.</p><p><b>Appeals:</b> They are slow.</p>"
    )
    (remedies,) = parse(page(body)).sections
    assert [s.heading for s in remedies.sections] == ["Summary Suits", "Appeals"]


def test_a_heading_named_contents_is_kept_when_text_follows_it() -> None:
    body = "<p>The Notice</p><p>Form</p><p>It is in writing.</p><p>Contents</p><p>It names the flat and the sum.</p>"
    assert [s.heading for s in parse(page(body)).walk()] == ["The Notice", "Form", "Contents"]


def test_entries_with_a_bold_name_and_a_list_of_their_own_are_sections() -> None:
    body = (
        "<ul><li><b>Papers</b><ul><li>Deed</li><li>Bill</li></ul></li><li><b>Fee</b><ul><li>Stamps</li></ul></li></ul>"
    )
    assert shape(parse(page(body))) == [(1, "Papers", "", ("Deed", "Bill")), (1, "Fee", "", ("Stamps",))]


def test_numbered_headings_after_one_with_text_of_its_own_stand_beside_it() -> None:
    body = (
        "<h2>Definition</h2><p>A claim is a request.</p><h2>1. "
        "Eligibility</h2><p>Any adult.</p><h2>2. Papers</h2><p>Deeds.</p>"
    )
    assert [(s.level, s.heading) for s in parse(page(body)).walk()] == [
        (1, "Definition"),
        (1, "Eligibility"),
        (1, "Papers"),
    ]


@pytest.mark.parametrize("number", ["1.", "1 .", "1)", "(1)", "1.1", "1.2.", "2.1.3", "Step 1:", "a)", "1️⃣", "❷"])
def test_a_heading_stands_without_what_counts_it(number: str) -> None:
    found = parse(page(f"<h2>{number} Legal Provision:</h2><p>Any buyer may file.</p>"))
    assert only(found).heading == "Legal Provision"


@pytest.mark.parametrize("picture", ["👉", "📌", "⚖️", "✅ 1.", "⚠️⚠️"])
def test_a_heading_stands_without_the_pictures_before_it(picture: str) -> None:
    found = only(parse(page(f"<h2>{picture} Conclusion</h2><p>Any buyer may file.</p>")))
    assert (found.heading, found.kind) == ("Conclusion", "summary")


@pytest.mark.parametrize("heading", ["2.5 Lakh And Above", "1.5 Times The Rent", "3.5 Per Cent Duty"])
def test_a_sum_with_which_a_heading_begins_is_no_number_of_it(heading: str) -> None:
    assert only(parse(page(f"<h2>{heading}</h2><p>Any buyer may file.</p>"))).heading == heading


def test_a_line_wrapped_in_mid_sentence_is_one_paragraph() -> None:
    answer = parse(page("<p>The buyer may ask for a refund<br>with interest from the builder.</p>"))
    assert answer.summary.endswith("The buyer may ask for a refund with interest from the builder.")


def test_a_text_that_a_program_made_of_a_page_is_read_without_its_marks_and_its_list_of_links() -> None:
    answer = parse(
        f"# {QUESTION}\n\n*Answer By law4u team*\n\n{LEAD}\n\n## Papers\n\n   * The deed of\n     sale\n   * Bills\n\n"
        "References\n\n   Visible links:\n   1. https://law4u.in/\n   2. https://law4u.in/find-lawyer\n"
    )
    assert (answer.author, answer.summary) == ("law4u team", LEAD)
    assert shape(answer) == [(1, "Papers", "", ("The deed of sale", "Bills"))]


def test_a_text_folded_for_a_narrow_window_is_read_in_whole_lines_and_stars_around_a_line_head_it() -> None:
    answer = parse(
        f"{QUESTION}\n\nA buyer may go to the authority\nwith papers.\n\n*What to take along*\n\n"
        "The deed, of which there\nare two.\n"
    )
    assert answer.summary == "A buyer may go to the authority with papers."
    assert shape(answer) == [(1, "What to take along", "The deed, of which there are two.", ())]


def test_a_line_that_goes_on_in_small_letters_behind_two_breaks_is_no_heading() -> None:
    found = only(parse(page("<h2>Refund</h2><p>The builder's money<br><br>comes with interest.</p>")))
    assert (found.text, found.sections) == ("The builder's money\n\ncomes with interest.", ())


def test_a_table_of_figures_is_text_and_no_heading() -> None:
    body = (
        "<table><tr><th>Court</th><th>Fee</th><th>Time</th></tr><tr><td>Civil<"
        "/td><td>₹100</td><td>Two days</td></tr></table>"
    )
    answer = parse(page(body))
    assert answer.sections == ()
    assert "Civil | ₹100 | Two days" in answer.summary


def test_the_names_of_a_tables_columns_are_text_and_no_headings() -> None:
    body = (
        "<h2>Penalties</h2><table><tr><th>Offence</th><th>Punishment Under the Act</th></tr>"
        "<tr><td>Drunken driving</td><td>Fine of ₹10,000</td></tr></table>"
    )
    section = only(parse(page(body)))
    assert section.text == "Offence | Punishment Under the Act"
    assert [(child.heading, child.text) for child in section.sections] == [("Drunken driving", "Fine of ₹10,000")]


def test_the_names_of_three_columns_head_no_section_before_a_long_row() -> None:
    body = (
        "<h2>Differences</h2><table><tr><th>Point</th><th>Bail</th><th>Parole</th></tr><tr><td>Who grants it</td>"
        "<td>The court in which the case against the accused is pending</td><td>The State government</td></tr></table>"
    )
    section = only(parse(page(body)))
    assert section.sections == ()
    assert section.text.startswith("Point | Bail | Parole\n\nWho grants it | The court")


def test_what_stands_beside_a_label_is_its_text_though_it_reads_like_a_heading() -> None:
    body = (
        "<h2>Fees</h2><table><tr><th>Civil Suit</th><td>Ad Valorem Court Fee</td></tr>"
        "<tr><td>Writ Petition</td><td><b>Fixed Court Fee</b></td></tr></table>"
    )
    sections = only(parse(page(body))).sections
    assert [(section.heading, section.text) for section in sections] == [
        ("Civil Suit", "Ad Valorem Court Fee"),
        ("Writ Petition", "Fixed Court Fee"),
    ]


def test_a_table_row_with_a_number_is_a_step() -> None:
    section = only(
        parse(
            page("<table><tr><td>1.</td><td>File the form.</td></tr><tr><td>2.</td><td>Pay the fee.</td></tr></table>")
        )
    )
    assert (section.items, section.ordered) == (("File the form.", "Pay the fee."), True)


def test_many_short_title_case_lines_in_a_row_are_a_list() -> None:
    answer = parse(
        page(
            "<h2>Papers</h2><p>Aadhaar Card</p><p>Sale Deed</p><p>Bank "
            "Statement</p><p>Allotment Letter</p><p>Photograph</p>"
        )
    )
    assert only(answer).items == ("Aadhaar Card", "Sale Deed", "Bank Statement", "Allotment Letter", "Photograph")


def test_spans_that_meet_without_a_space_are_two_lines() -> None:
    body = "<div><span class=q1>Legal Notice</span><span class=q2>The buyer sends it by post.</span></div>"
    assert shape(parse(page(body))) == [(1, "Legal Notice", "The buyer sends it by post.", ())]


def test_a_preformatted_page_is_read_line_by_line() -> None:
    answer = parse(
        f"<pre>{QUESTION}\n\nAnswer By law4u "
        f"team\n\n{LEAD}\n\nEligibility\n\nAny buyer may file.\n\n• one\n• two\n</pre>"
    )
    assert shape(answer) == [(1, "Eligibility", "Any buyer may file.", ("one", "two"))]


def test_a_numbered_label_after_a_list_is_the_next_section_and_no_entry_of_the_list() -> None:
    body = (
        "<h2>Key Aspects of a Claim</h2><p><b>1. Papers:</b> These are needed:</p><ul><li>Deed</li><li>Bill</li></ul>"
        "<p><b>2. Time Limit:</b> It is short.</p><h4>3. Fee:</h4><p>It is small.</p>"
    )
    assert shape(parse(page(body)))[1:] == [
        (2, "Papers", "These are needed:", ("Deed", "Bill")),
        (2, "Time Limit", "It is short.", ()),
        (2, "Fee", "It is small.", ()),
    ]


def test_numbered_labels_within_an_examples_steps_are_steps() -> None:
    body = (
        "<h2>Example</h2><p>Scenario: Ravi lent money.</p><p>Steps to take:</p>"
        "<p>1. <b>Notice:</b> He writes.</p><p>2. <b>Suit:</b> He sues.</p>"
    )
    assert parse(page(body)).example == Example("Ravi lent money.", ("Notice: He writes.", "Suit: He sues."))


def test_numbered_labels_within_tips_are_tips() -> None:
    body = "<h2>Safety Tips</h2><p><b>1. Stay Alert:</b> Share no OTP.</p><p><b>2. Keep Proof:</b> Save bills.</p>"
    assert only(parse(page(body))).items == ("Stay Alert: Share no OTP.", "Keep Proof: Save bills.")
