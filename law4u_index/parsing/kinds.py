"""Which kind a section is of, told by the words of its heading; the kinds are those of :mod:`law4u_index.kinds`.

A heading speaks for itself where it has a word that belongs to one kind ('Penalties', 'How To Apply'); of
several such words the first decides. 'Tips', 'Example' and 'Summary' decide wherever they stand. Words that
say little ('Key', 'Important') count only where no other does. A bare Act or provision is part of its
parent's subject, and legal framework where the parent has none. What still tells nothing takes its parent's
kind; below the title that is 'other'.

A Hindi heading ends with what it is about ('अपील की प्रक्रिया' is a procedure), so there the last such word decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

from law4u_index.parsing.cleaning import in_small_letters

TOP_KINDS = frozenset({"tips", "example", "summary"})
"""Kinds of sections that stand by themselves at the end of an answer, below no other section."""

_DECISIVE = (
    ("example", r"(?:(?:practical|illustrative|simple|hypothetical|real[- ]life|worked|case|an?|sample"
                r"|for)\s)?"
                r"(?:example|examples(?! of\b)|illustrations?|case stud(?:y|ies)|example (?:scenario|case)s?|scenario"
                r"|sample case)\b"
                r"(?! (?:clause|format|form|letter))"),
    ("summary", r"(?:(?:in |a |brief |quick |final )?(?:summary|conclusions?|nutshell|closing"
                r"|final (?:thoughts|words?|remarks)"
                r"|concluding (?:remarks|thoughts)|summing up|to sum up|(?:key )?takeaways?"
                r"|(?:the )?bottom line|wrapping up|wrap-up)"
                r"|in (?:short|brief|a nutshell|closing))(?:$|\s?[:–—-]|\s(?:of|and|on|about|for)\b)"),
)  # fmt: skip
_CLOSING_TIPS = re.compile(
    r"\b(?:tips?|do['’]?s (?:and|&) don['’]?t['’]?s|dos and don['’]?ts|checklist|सुझाव|टिप्स)\b", re.I
)
_KEY_POINTS = re.compile(
    r"(?:the )?(?:(?:key|main|important|essential|core|major|basic|critical|salient|vital"
    r"|fundamental)\s){1,2}(?:legal )?"
    r"(?:aspects?|elements?|points?|features?|facts?|considerations?|factors?|principles?|things"
    r"|concepts?|components?"
    r"|characteristics|takeaways|highlights|ideas|conditions|requirements|ingredients|essentials)\b",
)
_TIPS = (
    r"tips?|do['’]?s (?:and|&) don['’]?t['’]?s|dos and don['’]?ts|precautions?|best practices"
    r"|safety (?:measures|advice|steps|guidelines)"
    r"|things to remember|points to (?:remember|note|keep in mind)|mistakes to avoid|checklists?"
    r"|practical (?:advice|pointers|suggestions|guidance)"
    r"|advice (?:for|to)|good practices?|preventive (?:measures|steps)|preventative measures|keep in mind"
    r"|safeguards to"
    r"|papers to keep|documents to keep|before you|recommendations?|suggestions|how to (?:stay safe"
    r"|protect yourself|avoid|prevent)"
    r"|what not to do|guidelines for (?:citizens|users|consumers|tenants|victims)"
)
_WORDS = (
    ("penalties", r"penalt(?:y|ies)|punishments?|punishable|punishes|fines?|imprisonment|jail|sanctions"
                  r"|consequences|prosecution"
                  r"|sentenc(?:e|es|ing)|liabilit(?:y|ies)|offences? and|criminal (?:liability|charges"
                  r"|complaint|case)|forfeiture|arrest and|disqualification"),
    ("remedies", r"remed(?:y|ies)|reliefs?|compensation|damages|recourse|redress(?:al)?|legal options"
                 r"|options|refunds?|recover(?:y|ing)|(?:getting|claiming) .{1,40} back|restitution"
                 r"|reimbursement"
                 r"|where to complain|helplines?|ombudsman|protections? (?:for|available|of)"
                 r"|legal protections?|interim protection"
                 r"|if .{1,40} refuses?|if it is refused|civil suit|injunctions?|appeals?|complaints?"
                 r"|what .{1,40} (?:can|may) (?:order|award|grant|claim)|what you can (?:do|claim)"
                 r"|writ(?: petition)?s?|review|revision|available actions|quashing|rehabilitation"
                 r"|victim (?:support|rights)|support"),
    ("challenges", r"challenges?|difficult(?:y|ies)|issues?|problems?|obstacles?|hurdles?|barriers?"
                   r"|concerns?|drawbacks?|disadvantages?|risks?"
                   r"|limitations|limits|exceptions?|pitfalls?|disputes?|criticisms?|controvers(?:y|ies)"
                   r"|defen[cs]es?|excuses|mistakes|gaps"
                   r"|what if|objections?|loopholes?|delays?|threats|misuse|complications?"
                   r"|when it is barred"),
    ("procedure", r"procedures?|process(?:es)?|steps?|how to|how (?:it is|is it|the|do|does|can|soon"
                  r"|long)|filing|file|apply(?:ing)?|applications?"
                  r"|registration|time limits?|limitation|timelines?|time[- ]frames?|deadlines?|duration"
                  r"|where (?:to|and how)|which court|jurisdiction"
                  r"|documents?|documentation|paperwork|papers|forms?|fees?|costs?|hearing|evidence|proof"
                  r"|notice|what (?:to do|you should do|must you do)"
                  r"|making (?:the|a|an)|petitions?|mediation|investigation|trial|inquiry|enquiry"
                  r"|execution|complaint process|reporting|verification"
                  r"|stages?|method|formalities|submission|appeal process|enforcement (?:process"
                  r"|procedure)|going (?:to|about)|authorit(?:y|ies) to approach"
                  r"|fir|police complaint|counselling|drafting|service of|initiation|approach(?:ing)?"
                  r"|who (?:can|may|has to) (?:file|apply)"),
    ("legal-framework", r"legal (?:provisions?|frameworks?|basis|position|aspects|definition|background"
                        r"|rights?|status|principles|standards|regime|grounds|validity|context"
                        r"|recognition|requirements|obligations|duties)"
                        r"|laws?|legislations?|statut(?:e|es|ory)|provisions?|frameworks?|regulations?"
                        r"|regulatory|constitution(?:al)?|applicable|governing"
                        r"|judgments?|judgements?|precedents?|case laws?|rulings|jurisprudence|treat(?:y"
                        r"|ies)|conventions?|amendments?|judicial|legality"
                        r"|rights?|duty|duties|obligations?|the two routes|grounds|validity"
                        r"|acts? and (?:rules|sections)|rules|sections?(?! \d)|policies|guidelines"
                        r"|codes? (?:and|of conduct)"),
    ("overview", r"definitions?|meaning|introduction|overview|background|what (?:is|are"
                 r"|does .{1,40} mean)|what an? .{1,40} is|understanding|concepts?"
                 r"|explanation|about|basics?|in general|nature|history|origin|purpose|objectives?"
                 r"|general"),
    ("key-points", r"key|main|essentials?|elements?|aspects?|features?|characteristics?|conditions?"
                   r"|eligibility|eligible|types?|kinds?|forms of|factors?"
                   r"|considerations?|principles?|requirements?|benefits?|advantages?|importance"
                   r"|significance|role|criteria|components?|categories"
                   r"|scope|points|highlights|ingredients|who (?:can|may|is|must)|differences?"
                   r"|comparison|ownership|custody|calculation"),
)  # fmt: skip
_STRONG_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS)
_DECISIVE_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _DECISIVE)
_TIPS_PATTERN = re.compile(rf"\b(?:{_TIPS})\b")
_PROVISION_PREFIX = re.compile(
    r"(?:(?:sections?|articles?|rules?|sec\.?|art\.?|order|धारा|अनुच्छेद)\s[\da-z][\w()./-]{0,20}(?:,? (?:and|to|or"
    r"|rules?) [\w()]{1,12})?"
    r"(?: of (?:the |that )?[^:]{0,80})?|[^:]{0,80}\b(?:act|code|sanhita|adhiniyam|constitution of india"
    r"|rules)(?:,? (?:1[789]|20)\d\d)?"
    r"(?:\s?\([^)]{1,40}\))?)\s?(?:$|[:–—-]\s?)"
)
_OF_AN_ACT = re.compile(r"^(?!section|article|rule|sec|art|order).*\b(?:under|as per|according to|in the|by the)\b")
_HINDI_FIRST = (
    ("example", "(?:(?:एक|सरल|व्यावहारिक) )?(?:उदाहरण|दृष्टांत|दृष्टान्त)"),
    ("summary", "निष्कर्ष|सारांश|संक्षेप(?: में)?"),
)
"""Words that decide where a heading begins with them."""
_HINDI_TIPS = (
    ("tips", "सुझाव|सलाह|टिप्स|सावधानी|सावधानियां|याद रखें|क्या (?:न|ना|नहीं) करें|कैसे बचें"
             "|ध्यान (?:दें|रखें|देने योग्य|रखने योग्य)|(?:सुरक्षा|बचाव) (?:के )?उपाय"),
)  # fmt: skip
_HINDI = (
    ("penalties", "सजा|दंड|दण्ड|जुर्मान[ाे]|कारावास|जेल|परिणाम"),
    ("remedies", "उपाय|उपचार|मुआवज[ाे]|क्षतिपूर्ति|हर्जान[ाे]|राहत|विकल्प|अपील|शिकायत|रिफंड"),
    ("challenges", "चुनौती|चुनौतियां|समस्या|समस्याएं|कठिनाई|कठिनाइयां|बाधाएं|जोखिम|अपवाद|विवाद|गलतियां|नुकसान"),
    ("procedure", "प्रक्रिया|तरीक[ाे]|कैसे|कहां|क्या (?:करें|करना चाहिए)|कदम|चरण|आवेदन|पंजीकरण|दस्तावेज|कागजात"
                  "|समय[ -]?सीमा|अवधि|शुल्क|फीस|खर्च|नोटिस|याचिका|सबूत|साक्ष्य"),
    ("legal-framework", "कानून|कानूनी (?:आधार|ढांचा|स्थिति)|अधिकार|कर्तव्य|नियम|अधिनियम|संहिता|संविधान"),
    ("overview", "परिभाषा|अर्थ|मतलब|परिचय|अवलोकन|पृष्ठभूमि|प्रस्तावना|उद्देश्य"),
    ("key-points", "तत्व|शर्त|शर्तें|पात्रता|योग्यता|प्रकार|विशेषताएं|लाभ|फायदे|महत्व|बातें|बिंदु"),
)  # fmt: skip
_HINDI_FAINT = (
    ("legal-framework", "प्रावधान|धारा|धाराएं|अनुच्छेद"),
    ("overview", "क्या (?:है|हैं|होता है|होती है|होते हैं)|के बारे में"),
    ("key-points", "मुख्य|प्रमुख|महत्वपूर्ण"),
)
"""Words that count only where no other does: 'सज़ा का प्रावधान' is about a penalty."""
_UMBRELLA = frozenset({"other", "key-points", "overview"})
_KEY_POINTS_RANK = 40


def _hindi(kinds: tuple[tuple[str, str], ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    r"""Return the patterns of whole words; ``\b`` stands before and behind each vowel sign, no letter to it."""
    letter = "[\\w\u0900-\u0963]"
    return tuple((kind, re.compile(f"(?<!{letter})(?:{words})(?!{letter})")) for kind, words in kinds)


_HINDI_FIRST_PATTERNS = _hindi(_HINDI_FIRST)
_HINDI_PATTERNS = tuple(map(_hindi, (_HINDI_TIPS, _HINDI, _HINDI_FAINT)))
_SPELLINGS = str.maketrans({"\u093c": None, "ँ": "ं"})
"""Pages write 'सज़ा' and 'सजा', 'याँ' and 'यां': the words above are without the dot, and with the second."""


@lru_cache(maxsize=4096)
def own_kind(heading: str) -> str | None:
    """Return the kind that a heading's own words name, or None where they name none."""
    words = in_small_letters(heading.strip())
    provision = _PROVISION_PREFIX.match(words)
    if provision is not None and not _OF_AN_ACT.search(provision.group()):
        words = words[provision.end() :]
    for kind, pattern in _DECISIVE_PATTERNS:
        if pattern.match(words):
            return kind
    if _TIPS_PATTERN.search(words):
        return "tips"
    if _KEY_POINTS.match(words):
        return "key-points"
    best: tuple[int, str] | None = None
    for kind, pattern in _STRONG_PATTERNS:
        match = pattern.search(words)
        if match is not None:
            # 'Key Legal Provisions': an umbrella word gives way to what follows it
            position = match.start() + (_KEY_POINTS_RANK if kind == "key-points" and match.start() == 0 else 0)
            if best is None or position < best[0]:
                best = (position, kind)
    if best is not None:
        return best[1]
    return None if words.isascii() else _hindi_kind(words.translate(_SPELLINGS))


def _hindi_kind(words: str) -> str | None:
    """Return the kind that the Hindi words of a heading name, or None where they name none."""
    for kind, pattern in _HINDI_FIRST_PATTERNS:
        if pattern.match(words):
            return kind
    for patterns in _HINDI_PATTERNS:
        found = [(match.end(), kind) for kind, pattern in patterns for match in pattern.finditer(words)]
        if found:
            return max(found)[1]
    return None


def closes(heading: str) -> bool:
    """Tell whether a heading belongs to the end of an answer, below no other: its tips, its example, its summary."""
    kind = own_kind(heading)
    return kind in ("example", "summary") or (kind == "tips" and _CLOSING_TIPS.search(heading) is not None)


def kind_of(heading: str | None, parent: str | None = None) -> str:
    """Return the kind of a section.

    Args:
        heading: the section's heading; None for a list before any heading.
        parent: the kind of the section above it; None below the title.
    """
    if heading is None:
        return "procedure" if parent is None else parent
    own = own_kind(heading)
    if own in TOP_KINDS and parent is not None and parent not in _UMBRELLA and own != "tips":
        own = None
    if own is not None:
        return own
    if _PROVISION_PREFIX.match(in_small_letters(heading)) is not None:
        return "legal-framework" if parent is None or parent in _UMBRELLA else parent
    return parent or "other"
