"""What may stand between a provision and its Act, and between provisions that are named together: patterns."""

from __future__ import annotations

import re

from law4u_index.law.word_sets import word_set

LONGEST_SENTENCE = 300
"""Characters behind a provision within which its Act may be named."""

LONGEST_GAP = 60
"""Characters between provisions that are named together."""

LONGEST_LINK = 140
"""Characters between a provision and an Act right behind it, with an aside in brackets."""

LONGEST_LEAD = 24
"""Characters between an Act and a provision right behind it."""

_DETERMINERS = (
    r"(?:(?:THE|[TtS](?:h|b|li)[ec]|that|this|those|these|such|said|aforesaid|same|our|old|new|erstwhile|repealed|present|then"
    r"|aforementioned|latter|principal|parent)\s{1,2}){0,3}"
)
_MATTER = (
    "application|petition|complaint|case|notice|proceedings?|order|offence|suit|appeal|claim|bail|FIR|certificate|return"
    "|remedy|relief|statements?|recovery|trial|inquiry|deductions?|protection|benefit|charges?|provided|contained|given"
    r"|laid\sdown|as\sgiven"
)
BEHIND = re.compile(
    r"\s{0,2}(?:\([^()\x00]{2,90}\)\s{0,2})?(?:[Pp]art[\s-](?:I{1,2}|[12])\s{0,2})?(?P<comma>[,:–—-]\s{0,2}|(?P<point>\.\s))?"
    rf"(?P<link>(?:(?:{_MATTER})\s{{1,2}})?"
    r"(?:[Oo]f|OF|[Uu]nder|UNDER|[Ii]n|IN|to|from|as\sper|per|vide|u/|within)\s{1,2}"
    rf"|(?:{_MATTER})\s{{1,2}}(?=\())?"
    r"(?:(?:Part|Chapter|Schedule|the\s(?:\w{1,10}\s)?Schedule|Title)\s{1,2}(?:[IVXLA-Z0-9-]{1,6}\s{1,2})?"
    r"(?:of|to|in)\s{1,2})?" + _DETERMINERS + r"[\"'“‘(\[]{0,2}"
)
"""What may stand between a provision and an Act behind it: 'Section 138 (as amended) of the …'."""

AHEAD = re.compile(
    r"(?:['’]s)?[\"'”’)\]]?\s{0,2}[,:–—(-]?\s{0,2}(?:the\s{1,2})?"
    r"(?:(?:की|के|में|ki|ke|kee|ka|under|u/|vide|in|through|provides?\s(?:in|under)|and|has)\s{1,2})?"
)
"""What may stand between an Act and a provision behind it: 'IPC, Section 279', 'CrPC की धारा 125'."""

AND_AHEAD = re.compile(r"\band\s{1,2}$")
"""A provision behind 'and' alone is not of the Act before it: 'the IPC and Section 138 …'."""

MADE_UNDER = re.compile(r"\b(?:under|u/|vide)\s{0,2}$")
"""What stands between Rules and the section under which they were made."""

CHAIN = re.compile(
    r"[\s,;()/&\"'“”]{0,5}(?:(?i:and/or|and|or|read|with|r\s?/\s?w\.?|r\.w\.|along|also|as|well|punishable|under|further|the"
    r"|offences?|together|to|of|for|both|in|addition|like|u/|plus|provisions|either|और|तथा|व|एवं)(?![A-Za-z])[\s,./&]{0,4}){0,7}"
)
"""What stands between provisions that are named together: 'read with', 'and also punishable under'."""

READ_WITH = re.compile(r"read|r\s?/\s?w|r\.w|/", re.IGNORECASE)
"""What ties a provision to the one before it more than 'and' does."""

OF_OTHER = re.compile(
    r"\s{0,2}(?:\([^()\x00]{2,60}\)\s{0,2})?of\s{1,2}(?!(?:any|such|each|every)\s)(?:(?:the|this|that|these|those|his|her|their|its|your|our|my|an?|said)"
    r"\s{1,2}){0,2}(?P<word>[\w'’-]{1,30})"
)
"""What a provision is of, if that is no Act: 'Section 5 of this agreement'; see :data:`WHOSE`."""

POSSESSIVE = re.compile(r"['’]s?$")
EXHIBIT = re.compile(r"[A-Za-z]{3,8}\s{0,2}[Nn]os?\.")
"""How a thing put before a court is numbered, not an article of a law: 'Article No. 5'."""

CITED_ORDER = re.compile(r"(?:\A|[\n\x00(]|\b(?:under|of|in|and|or|per|with|see|through|by|to)\s)\Z")
"""What stands before an Order of the Code of Civil Procedure: 'a suit under Order 37', unlike 'Office Order 12'."""

LONGEST_BEFORE_ORDER = len(" through ")
DATED_ORDER = re.compile(r"\s{1,2}(?:dated|dt|passed|issued|made|by\s|of\s(?:[0-9]|the\s(?!Code)|an?\s))")
"""What stands behind the number of an order that a court or an office has made: 'Order 12 dated 5.6.2020'."""

PERSONS = word_set("accused appellant petitioner respondent deceased victim complainant defendant plaintiff applicant")
WHOSE = PERSONS | word_set(
    "directive fundamental offence crime murder course which whom them him it case husband wife all both one these "
    "those"
)
"""Words behind 'of' that say nothing against a provision of an Act: 'Section 138 of the accused's complaint'."""

OTHER_PAPER = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:of|in|under|to|from)\s{1,2}(?:(?:the|this|that|said|our|your|a|an)\s{1,2})?"
    r"(?:[\w'’./&-]{1,20}\s{1,2}){0,5}?"
    r"(?:agreement|deed|lease|contract|treaty|conventions?|charter|covenant|protocol|declaration|memorandum|bye-?laws"
    r"|(?<!state\s)policy|statutes?\sof|directives?(?!\sprinciples)|gdpr|udhr|iccpr|icescr|cedaw|uncrc|crc|trips|gatt|gats|echr|club|model\slaw"
    r"|articles\sof\sassociation|constitution\sof\sthe\s(?!india))"
    r"|gdpr|udhr|iccpr|icescr|cedaw|uncrc|trips|gatt|gats|echr|below)\b",
    re.IGNORECASE,
)
"""A paper with articles or sections of its own, or foreign law, behind a provision."""

OTHER_PAPER_BEFORE = re.compile(
    r"(?:agreement|deed|lease|(?:articles|memorandum)\sof\s(?:association|understanding)|treaty|convention|charter|covenant"
    r"|protocol|declaration|directive|gdpr|udhr|iccpr|icescr|cedaw|uncrc|crc|trips|gatt|gats|echr|model\slaw|statute)"
    r"['’s]{0,2}(?:\s?\(\w{2,12}\)|,?\s\d{4})?\s{0,2}[,:–-]?\s{0,2}(?:in\s)?$",
    re.IGNORECASE,
)
"""The same before a provision: 'the lease deed, Section 5'."""

UNLISTED_IN_HINDI = re.compile(
    r"(?P<word>[ऀ-ॣॱ-ॿ]{1,30})[\s)]{1,2}(?:अधिनियम|एक्ट|क़?ानून|संहिता|नियमावली)(?:,?\s\(?[12][0-9]{3}\)?,?)?\s(?:की|के|का|में)\s\Z"
)
"""The end of an Act's name before a provision, which is no Act of the table: 'आबकारी अधिनियम की धारा 60'."""

LONGEST_UNLISTED_IN_HINDI = 60
NO_NAME_IN_HINDI = word_set(
    "उक्त इस उस इसी उसी इन उन नए नये पुराने मूल और एवं तथा व या में से को पर के की का ने कि भी तो लिए तहत अनुसार अंतर्गत अन्तर्गत "
    "ही यह वह जो जब यदि अगर लेकिन परंतु किंतु साथ बाद द्वारा हेतु"
)
"""Words before 'अधिनियम' with which it is an Act named elsewhere."""

PAPERS = word_set(
    "agreement association understanding deed lease treaty convention charter covenant protocol declaration directive "
    "gdpr udhr iccpr icescr cedaw uncrc crc trips gatt gats echr law statute"
)
"""Words with which :data:`OTHER_PAPER_BEFORE` ends: it is tried only where one of them stands."""

SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"’%])[.?!][\"”’)]?\s{1,3}(?=[A-Z\"“(])|[।\n\x00]")
SAME_RULES = re.compile(
    r"[\s,(]{1,3}(?:(?:and|or|r/w|read|with|as|well|also|more|particularly|specifically|especially|including|under|the|clause"
    r"|to|&)[\s,]{1,2}){0,6}"
)
"""What stands between a Rule of an Order and a further Rule of it: 'Rule 16, especially Rule 16(b)'."""

GLOSS = re.compile(
    r"(?:\s?\(|,\s(?=that\sis|namely|i\.))(?:(?:which\s(?:meant|means)|that\sis|namely|i\.\s?e\.),?\s)?(?:the\s)?"
)
"""What stands between 'the Act' and the name that tells which: 'the Act (the Companies Act, 1956)'."""

_FORMERLY = r"(?:[Ff]ormerly|[Ee]arlier|[Pp]reviously|[Ee]rstwhile)\s"
REPLACED = re.compile(
    r"(?:\b(?:replac(?:es?|ed|ing)|repeal(?:s|ed|ing)|supersede[sd]?|superseding|subsum(?:es?|ed|ing)|consolidat(?:es?|ed|ing)"
    r"|(?:in|took|takes|taken)\s(?:the\s)?place\sof|instead\sof)\s(?:the\s)?"
    r"(?:(?!(?:and|by|in|on|or|under|with)\s)[a-z0-9][\w-]{0,20}\s|British(?:-era)?\s){0,2}"
    rf"|\({_FORMERLY}(?:known\sas\s|called\s)?(?:the\s)?"
    rf"|\b{_FORMERLY}(?:[^.;()\x00]|\(\w{{1,4}}\)){{0,50}}[0-9](?:[^.;()\x00]|\(\w{{1,4}}\)){{0,20}})$"
)
"""What stands before an Act that another has replaced: 'which replaced the IPC', '(formerly Section 438 CrPC)'."""

LONGEST_REPLACED = 80
"""So many characters before an Act tell whether another has replaced it."""

GONE = re.compile(r"\s(?:की\sजगह|का\sस्थान|के\sस्थान|के\sबदले|(?:earlier|formerly|previously)\b)")
"""What stands behind such an Act: 'दंड प्रक्रिया संहिता की जगह', '(Section 302 of the IPC earlier)'."""

LONGEST_FORMERLY = len("(previously known as the ")
AND_REPLACED = re.compile(r",?\s(?:(?:and|&)\s)?(?:the\s)?")
"""What stands between Acts that were replaced together: 'replaced the IPC, the CrPC and the Evidence Act'."""
