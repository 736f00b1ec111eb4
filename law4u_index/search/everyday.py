"""The words that everybody tells a story with: rare in answers on law, they would outweigh what the story is about.

'He came home and took the papers away': an index of legal texts has 'came' and 'took' in few answers, and by rarity
alone they would decide. So an everyday word has only a share of the weight that its rarity gives it
(:mod:`law4u_index.index.schema`). A few of these are words of the law as well ('case', 'child'): they tell little in
an index in which every answer is about a case.
"""

from __future__ import annotations

from law4u_index.index.analysis import terms_of
from law4u_index.search.lexicon import lexicon

EVERYDAY_SHARE = 0.6
"""The share of its rarity's weight that an everyday word has."""

EVERYDAY_WORDS = """
say says said saying tell tells told telling ask asks asked asking go goes going went gone come comes came coming
get gets got getting take takes took taken taking give gives gave given giving put puts putting make makes made making
keep keeps kept keeping let lets letting want wants wanted need needs needed know knows knew known think thinks thought
see sees saw seen seeing look looks looked looking happen happens happened happening try tries tried trying
use uses used using done start starts started starting stop stops stopped begin began become became turn turns turned
bring brings brought call calls called calling talk talks talked talking speak speaks spoke show shows showed shown
find finds found feel feels felt hear hears heard wait waits waited waiting stay stays stayed live lives lived living
leave leaves left leaving walk walks walked run runs ran running sit sat stand stood like likes liked seem seems seemed
mean means meant understand understood believe believed hope wish help helped follow followed send sends sent sending
receive received write writes wrote written read hold holds held set add added change changed work works worked working
play played move moved meet met buy bought pick picked lose lost throw threw catch caught eat ate sleep slept drink die
died

day days week weeks month months year years today yesterday tomorrow morning evening night afternoon hour hours minute
minutes date time times ago since last next later soon early late already still yet always never ever often sometimes
twice daily till until monday tuesday wednesday thursday friday saturday sunday january february march april may june
july august september october november december long recently suddenly immediately

one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty
ninety hundred thousand half couple few several many much lot first second third

even though although however really quite almost maybe perhaps actually simply properly well fine ok okay back away
along around near outside inside here there everywhere somewhere anywhere together alone instead without within less
least another whole every enough anymore rather please

man men woman women boy boys girl girls people person persons somebody someone anybody anyone nobody everybody everyone
guy fellow friend friends uncle aunt sir madam bhai neighbour neighbours father mother son daughter brother sister
husband wife parents child children kid kids family papa mummy dad mom cousin relative relatives

thing things something anything nothing everything way place side part kind sort problem problems matter issue question
reason case fact example home house room money paper papers number name word words story life world

good bad big small new old little great right wrong sure true real full free ready possible able low high
"""
"""In the forms that people say them in; what is compared is their terms."""


def everyday_terms() -> frozenset[str]:
    """Return the terms of :data:`EVERYDAY_WORDS`; a search looks them up where they are laid out."""
    return frozenset(terms_of(word)[0] for word in EVERYDAY_WORDS.split())


def share_of_rarity(term: str) -> float:
    """Return the share of its rarity's weight that a term has: one, or :data:`EVERYDAY_SHARE`."""
    return EVERYDAY_SHARE if lexicon().is_everyday(term) else 1.0
