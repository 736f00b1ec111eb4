"""What people type when they mean a provision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law4u_index.law import acts, provision, provisions, query_provisions
from law4u_index.law.ids import parse_id


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("IPC 420", "ipc-1860/s/420"),
        ("420 IPC", "ipc-1860/s/420"),
        ("ipc420", "ipc-1860/s/420"),
        ("i.p.c. 420", "ipc-1860/s/420"),
        ("Section 138 NI Act", "nia-1881/s/138"),
        ("s. 138 negotiable instruments act", "nia-1881/s/138"),
        ("ni 138", "nia-1881/s/138"),
        ("bns 318(4)", "bns-2023/s/318(4)"),
        ("bharatiya nyay sanhita 103", "bns-2023/s/103"),
        ("article 21", "const-1950/a/21"),
        ("constitution 21", "const-1950/a/21"),
        ("अनुच्छेद 21", "const-1950/a/21"),
        ("order 39 rule 1 cpc", "cpc-1908/o/39/r/1"),
        ("ORDER XXXIX RULE 1 CPC", "cpc-1908/o/39/r/1"),
        ("order 7 rule 11", "cpc-1908/o/7/r/11"),
        ("order 37 cpc", "cpc-1908/o/37"),
        ("O.9 R.13 C.P.C.", "cpc-1908/o/9/r/13"),
        ("o 21 r 32 cpc", "cpc-1908/o/21/r/32"),
        ("O.XXXVII R.1 CPC", "cpc-1908/o/37/r/1"),
        ("Ord. VII R. 11", "cpc-1908/o/7/r/11"),
        ("dhara 420 ipc", "ipc-1860/s/420"),
        ("IPC ki dhara 302", "ipc-1860/s/302"),
        ("धारा 420 भा.दं.सं.", "ipc-1860/s/420"),
        ("ipc-1860/s/420", "ipc-1860/s/420"),
        ("IPC-1860/S/498a", "ipc-1860/s/498A"),
        ("hma-1955/s/13(1)(ia)", "hma-1955/s/13(1)(ia)"),
        ("section 420", "ipc-1860/s/420"),
        ("section 138", "nia-1881/s/138"),
        ("section 125", "crpc-1973/s/125"),
        ("dhara 498a", "ipc-1860/s/498A"),
        ("u/s 498-A", "ipc-1860/s/498A"),
        ("Section 376-DA IPC", "ipc-1860/s/376DA"),
        ("80-iac of income tax act", "ita-1961/s/80IAC"),
        ("302-ipc case", "ipc-1860/s/302"),
        ("120 b ipc", "ipc-1860/s/120B"),
        ("section 304 a", "ipc-1860/s/304A"),
        ("section 80c", "ita-1961/s/80C"),
        ("rule 138 cgst rules", "cgst-rules-2017/r/138"),
        ("section 397 companies act 1956", "companies-act-1956/s/397"),
        ("section 12 consumer protection act 1986", "cpa-1986/s/12"),
        ("66d it act", "ita-2000/s/66D"),
        ("FIR under section 154 of crpc", "crpc-1973/s/154"),
        ("498a", "ipc-1860/s/498A"),
        ("section 138 case without notice", "nia-1881/s/138"),
        ("is 506 bailable", "ipc-1860/s/506"),
        ("420 me kitni saza hai", "ipc-1860/s/420"),
        ("144 lagi hai", "crpc-1973/s/144"),
        ("498a/323/406/34", "ipc-1860/s/498A"),
        ("section 33 drugs & cosmetics act", "drugs-and-cosmetics-act-1940/s/33"),
        ("section 7 employees provident fund act", "epf-1952/s/7"),
        ("3 workmen's compensation act", "employees-compensation-act-1923/s/3"),
        ("section 8 arbitration act 1940", "arbitration-act-1940/s/8"),
        ("147 it act 1961", "ita-1961/s/147"),
        ("cpa 35", "cpa-2019/s/35"),
        ("section 12 cpa 1986", "cpa-1986/s/12"),
        ("section 34 sra", "sra-1963/s/34"),
        ("13(1)(i-a) hma", "hma-1955/s/13(1)(ia)"),
        ("8(1)(j)", "rti-2005/s/8(1)(j)"),
        ("156(3)", "crpc-1973/s/156(3)"),
        ("O6R17 CPC", "cpc-1908/o/6/r/17"),
        ("o1r10", "cpc-1908/o/1/r/10"),
        ("or 39 r 1", "cpc-1908/o/39/r/1"),
        ("आदेश 39 नियम 1", "cpc-1908/o/39/r/1"),
        ("dafa 302", "ipc-1860/s/302"),
        ("कलम 420", "ipc-1860/s/420"),
        ("आर्टिकल 21", "const-1950/a/21"),
        ("ndps 20(b)(ii)(b)", "ndps-1985/s/20(b)(ii)(B)"),
        ("13(1)(ia) hma", "hma-1955/s/13(1)(ia)"),
        ("sec 44ADA", "ita-1961/s/44ADA"),
        ("section 194IA", "ita-1961/s/194IA"),
        ("420ipc", "ipc-1860/s/420"),
        ("13hma", "hma-1955/s/13"),
        ("498 a", "ipc-1860/s/498A"),
        ("65B certificate", "iea-1872/s/65B"),
        ("41a notice from police", "crpc-1973/s/41A"),
        ("376DA", "ipc-1860/s/376DA"),
        ("497 adultery", "ipc-1860/s/497"),
        ("138 cheque bounce", "nia-1881/s/138"),
        ("164 statement", "crpc-1973/s/164"),
        ("307 me bail", "ipc-1860/s/307"),
        ("420 dhara lagi hai", "ipc-1860/s/420"),
        ("304 part ii", "ipc-1860/s/304"),
        ("part 2 of section 304 ipc", "ipc-1860/s/304"),
        ("section 304 part 2 ipc", "ipc-1860/s/304"),
        ("section no 420 ipc", "ipc-1860/s/420"),
        ("section no. 420", "ipc-1860/s/420"),
        ("u/s no 498a", "ipc-1860/s/498A"),
        ("article no 21", "const-1950/a/21"),
        ("ipc no. 420", "ipc-1860/s/420"),
        ("No. 420 IPC", "ipc-1860/s/420"),
        ("no 420 ipc case", "ipc-1860/s/420"),
        ("ipc #420", "ipc-1860/s/420"),
        ("ipc_420", "ipc-1860/s/420"),
        ("ipc=420", "ipc-1860/s/420"),
        ("IPC – 420", "ipc-1860/s/420"),
        ("ipc—sec 420", "ipc-1860/s/420"),
        ("dying declaration section 32", "iea-1872/s/32"),
        ("156 3 crpc", "crpc-1973/s/156(3)"),
        ("crpc 156 3", "crpc-1973/s/156(3)"),
        ("rule 9 order 39", "cpc-1908/o/39/r/9"),
        ("rule 9 of order XXXIX cpc", "cpc-1908/o/39/r/9"),
        ("ipc 376 in bns", "ipc-1860/s/376"),
        ("376 in bns", "bns-2023/s/376"),
        ("sec 10(10d) income tax act", "ita-1961/s/10(10D)"),
        ("section 3 mcoca", "mcoca-1999/s/3"),
        ("mcoca 21(4) bail", "mcoca-1999/s/21(4)"),
        ("up gangster act section 3", "up-gangsters-act-1986/s/3"),
        ("44ad", "ita-1961/s/44AD"),
        ("80TTB deduction", "ita-1961/s/80TTB"),
        ("148 notice", "ita-1961/s/148"),
        ("notice u/s 148", "ita-1961/s/148"),
        ("148A notice reply", "ita-1961/s/148A"),
        ("section 148 rioting", "ipc-1860/s/148"),
        ("482 bail", "bnss-2023/s/482"),
        ("section 482 quash", "crpc-1973/s/482"),
        ("101 murder", "bns-2023/s/101"),
        ("limitation act 137", "la-1963/a/137"),
        ("section 137 limitation act", "la-1963/a/137"),
        ("limitation act 5", "la-1963/s/5"),
        ("dhara 21 samvidhan", "const-1950/a/21"),
        ("section 377 constitution", "ipc-1860/s/377"),
        ("hindu succession act section 6 daughter", "hsa-1956/s/6"),
        ("article 12 state", "const-1950/a/12"),
        ("cheque bounce 138", "nia-1881/s/138"),
        ("370 article", "const-1950/a/370"),
        ("5 article 21", "const-1950/a/21"),
        ("13 1 ia hma", "hma-1955/s/13(1)(ia)"),
        ("ipc 376 2 n", "ipc-1860/s/376(2)(n)"),
        ("8 1 j rti act", "rti-2005/s/8(1)(j)"),
        ("ipc 420 bns", "ipc-1860/s/420"),
        ("bns 318 ipc", "bns-2023/s/318"),
        ("crpc 420 ipc", "ipc-1860/s/420"),
        ("pocso 376 ipc", "ipc-1860/s/376"),
        ("dowry 498a ipc", "ipc-1860/s/498A"),
        ("flat 12, 420 ipc", "ipc-1860/s/420"),
        ("हिन्दू विवाह एक्ट धारा 13", "hma-1955/s/13"),
        ("घरेलू हिंसा कानून धारा 12", "pwdva-2005/s/12"),
        ("धारा 420 भा०दं०सं०", "ipc-1860/s/420"),
        ("धारा ३०२ भा०द०वि०", "ipc-1860/s/302"),
    ],
)
def test_what_is_typed_is_understood(typed: str, expected: str) -> None:
    assert provision(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "can my landlord keep the deposit?",
        "how to file rti in 30 days",
        "bail",
        "42",
        "5 lakh rupees not returned",
        "section of society",
        "rule 7",
        "foo-1/s/x",
        "order pizza 3",
        "court order 3 months ago, still not paid",
        "maintenance order 10 lakh",
        "o I want divorce",
        "oh 3 cases",
        "act 5",
        "",
        "flat 304b maintenance",
        "room no 420",
        "fir no 420 ipc",
        "s. no. 420",
        "order no 5 of the collector",
        "no 12 of the list",
        "bns no 45 of 2023",
        "ni act no 26 of 1881",
        "form 16 income tax",
        "schedule 2 ndps",
        "paragraph 5 of the ipc",
        "500 rupees lost",
        "between 100-200",
        "call 100 or 112",
        "150cc bike",
        "24k gold",
        "e challan 500",
        "gunda act section 3",
        "negotiable instrumnts act 138",
        "order 99 cpc",
        "section 60 up excise act",
        "kerala police act 118",
        "o99r1",
        "theft or 3 years",
        "12(3) persons",
        "rule 4 order pizza",
        "250 compensation from airline",
        "rent 500",
        "flat 44ad",
        "2bhk flat 80ttb",
        "rti ki 30 din baad appeal",
        "पॉक्सो के 3 महीने बाद",
        "2-bhk flat",
        "a 3-man bench",
        "10-day notice",
        "chapters 5 and 6 of the ipc",
        "chapter 5, 6 and 7 of the crpc",
        "schedules 1 & 2 cpc",
        "parts 1 to 3 constitution",
        "court order 12 may",
        "cheque of 138 rupees",
        "section 5 lakh",
        "order 5 june 2020",
    ],
)
def test_what_is_no_provision_is_none(typed: str) -> None:
    assert provision(typed) is None


def test_several_provisions_are_all_meant() -> None:
    assert provisions("sections 406 and 420 ipc") == ("ipc-1860/s/406", "ipc-1860/s/420")
    assert provisions("section 125 crpc 144 bnss") == ("crpc-1973/s/125", "bnss-2023/s/144")
    assert provisions("section 3 and section 4 dowry act") == ("dpa-1961/s/3", "dpa-1961/s/4")
    assert provisions("279 337 338 ipc") == ("ipc-1860/s/279", "ipc-1860/s/337", "ipc-1860/s/338")
    assert provisions("dhara 323 504 506") == ("ipc-1860/s/323", "ipc-1860/s/504", "ipc-1860/s/506")
    assert provisions("279/337") == ("ipc-1860/s/279", "ipc-1860/s/337")
    assert provisions("107/151") == ("crpc-1973/s/107", "crpc-1973/s/151")
    assert provisions("articles 14 15 16") == ("const-1950/a/14", "const-1950/a/15", "const-1950/a/16")
    assert provisions("138 ni act or 12 dv act") == ("nia-1881/s/138", "pwdva-2005/s/12")
    assert provisions("302 vs 304 ipc") == ("ipc-1860/s/302", "ipc-1860/s/304")
    assert provisions("difference between 304 and 304b") == ("ipc-1860/s/304", "ipc-1860/s/304B")
    assert provisions("section 302 100 rupees") == ("ipc-1860/s/302",)
    assert provisions("ibc section 7 vs 9") == ("ibc-2016/s/7", "ibc-2016/s/9")
    assert provisions("dowry act 3 4") == ("dpa-1961/s/3", "dpa-1961/s/4")
    assert provisions("section 3 4 dowry act") == ("dpa-1961/s/3", "dpa-1961/s/4")
    assert provisions("ipc-1860/s/420 or crpc-1973/s/125") == ("ipc-1860/s/420", "crpc-1973/s/125")


def test_the_place_in_the_query_is_told_and_whether_the_act_was_said() -> None:
    query = "punishment under 420 ipc"
    found = query_provisions(query)[0]
    assert query[found.start : found.end] == "420 ipc"
    assert found.sure
    assert not query_provisions("what is section 420")[0].sure


@pytest.mark.parametrize("query", ["420 ipc in bns", "ipc 420 in bns", "section 420 ipc to bns", "crpc 125 to bnss"])
def test_the_code_in_which_a_counterpart_is_asked_for_belongs_to_the_provision(query: str) -> None:
    (found,) = query_provisions(query)
    assert query[found.start : found.end] == query
    assert found.ids[0].startswith(("ipc-1860/s/420", "crpc-1973/s/125"))


def test_a_code_with_a_number_of_its_own_is_another_provision() -> None:
    assert provisions("ipc 420 to bns 318") == ("ipc-1860/s/420", "bns-2023/s/318")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("IPC 420 BNS 318", "ipc-1860/s/420 bns-2023/s/318"),
        ("ipc 302, bns 103", "ipc-1860/s/302 bns-2023/s/103"),
        ("302 ipc 103 bns", "ipc-1860/s/302 bns-2023/s/103"),
        ("crpc 154 bnss 173 fir", "crpc-1973/s/154 bnss-2023/s/173"),
        ("ipc 420 406 bns 318 316", "ipc-1860/s/420 ipc-1860/s/406 bns-2023/s/318 bns-2023/s/316"),
        ("ipc 498a dowry act section 3", "ipc-1860/s/498A dpa-1961/s/3"),
        ("sebi 11b ipc 420", "sebi-1992/s/11B ipc-1860/s/420"),
        ("ni act 138 crpc 357", "nia-1881/s/138 crpc-1973/s/357"),
    ],
)
def test_acts_before_their_numbers_keep_them(query: str, expected: str) -> None:
    assert provisions(query) == tuple(expected.split())


@given(
    st.lists(
        st.sampled_from([("ipc", "ipc-1860"), ("bns", "bns-2023"), ("crpc", "crpc-1973"), ("bnss", "bnss-2023")]),
        min_size=2,
        max_size=4,
        unique=True,
    ),
    st.lists(st.integers(101, 350), min_size=4, max_size=4),
    st.booleans(),
)
def test_each_of_several_acts_has_the_number_on_its_own_side(
    acts: list[tuple[str, str]], numbers: list[int], is_before: bool
) -> None:
    typed = [
        f"section {number} {name}" if not is_before else f"{name} section {number}"
        for (name, _), number in zip(acts, numbers, strict=False)
    ]
    assert provisions(" ".join(typed)) == tuple(
        dict.fromkeys(f"{act}/s/{number}" for (_, act), number in zip(acts, numbers, strict=False))
    )


def test_a_number_that_nobody_knows_may_be_of_any_of_the_codes() -> None:
    assert provisions("section 87") == ("ipc-1860/s/87", "bns-2023/s/87", "crpc-1973/s/87", "bnss-2023/s/87")


def test_a_number_beside_any_name_of_an_act_is_of_that_act() -> None:
    for entry in acts():
        keyword = {"rules": "rule", "articles": "article"}.get(entry.shape, "section")
        for name in (*entry.aliases, *entry.typed, *entry.hindi):
            if len(name.split()) > 14 or {"&", "and"} <= set(name.split()):
                continue  # longer than anybody types, or neither one nor the other spelling
            for query in (f"{keyword} 1 {name}", f"{name} {keyword} 1"):
                found = provision(query)
                assert found is not None, query
                assert found.startswith(f"{entry.id}/"), query


def test_an_act_named_elsewhere_in_the_query_is_taken() -> None:
    assert provisions("section 12 complaint against husband domestic violence act") == ("pwdva-2005/s/12",)


@given(st.text(max_size=120))
def test_no_query_breaks_it(query: str) -> None:
    for found in query_provisions(query):
        assert 0 <= found.start < found.end <= len(query)
        assert all(parse_id(provision_id) for provision_id in found.ids)


WORDS = ["section", "420", "ipc", "498a", "(1)", "order", "xxxix", "rule", "1", "act", "धारा", "की", "/s/", "-", "a"]


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_mixture_of_legal_words_breaks_it(query: str) -> None:
    for found in query_provisions(query):
        assert all(parse_id(provision_id) for provision_id in found.ids)
