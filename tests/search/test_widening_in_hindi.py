"""What people say in Hindi, in both scripts, and what answers call it."""

from __future__ import annotations

import pytest

from law4u_index import AnswerIndex
from law4u_index.index.analysis import TOKEN, fold
from law4u_index.law.hindi import GrammarWord, HindiWord, grammar_words
from law4u_index.search.lexicon import hindi_form
from law4u_index.search.widening import Widener
from tests.search.conftest import Build, an_answer, lexicon_of
from tests.search.said import everything, of_english, texts, widened

SAID = [
    ("sasur ne jahez maanga", "dowry | father-in-law"),
    ("makan malik deposit wapas nahi kar raha", "landlord | refund"),
    ("मेरे पति मुझे पीटते हैं", "domestic violence | cruelty"),
    ("pati roz sharab pee kar maarta hai", "husband | domestic violence | cruelty by husband"),
    ("mere pati ne dusri shadi kar li", "husband | bigamy"),
    ("sasural wale dahej ke liye tang karte hain", "in-laws | dowry | harassment"),
    ("biwi mayke chali gayi wapas nahi aa rahi", "restitution of conjugal rights"),
    ("bachche ki custody kisko milegi", "child custody"),
    ("talak ke baad guzara bhatta kitna milega", "divorce | maintenance"),
    ("bina talaq doosri shaadi ki saza", "bigamy | punishment"),
    ("padosi ne meri zameen par kabza kar liya", "neighbour | encroachment"),
    ("papa ki property me beti ka hissa", "daughter's share"),
    ("bhai ne sampatti mein hissa dene se mana kar diya", "share | refusal"),
    ("pushtaini zameen ka batwara kaise hoga", "ancestral property | partition"),
    ("zameen ka dakhil kharij kaise karaye", "mutation"),
    ("kirayedar makan khali nahi kar raha", "tenant | eviction"),
    ("builder flat nahi de raha hai", "delay in possession"),
    ("udhaar paise wapas nahi mil rahe", "recovery of money"),
    ("dost ne udhar liya ab de nahi raha", "friend | money lent"),
    ("cheque bounce ho gaya kya karu", "dishonour of cheque | remedy"),
    ("bank khata freeze kar diya police ne", "account frozen"),
    ("khate se paise kat gaye", "unauthorised transaction"),
    ("online thagi ki shikayat kahan kare", "cyber fraud | complaint"),
    ("kisi ne meri farzi id bana li", "fake profile"),
    ("ladka mera peecha karta hai", "stalking"),
    ("office me boss chhedta hai", "sexual harassment at workplace"),
    ("police fir nahi likh rahi", "registration of FIR"),
    ("police ne bina warrant giraftar kar liya", "arrest"),
    ("zamanat kaise milegi", "bail"),
    ("jhoothe case me phasaya gaya hu", "falsely implicated"),
    ("thane me rishwat maang rahe hain", "police station | bribe | demand"),
    ("jaan se maarne ki dhamki de raha hai", "criminal intimidation"),
    ("ladki bhaga le gaya", "elopement"),
    ("mera phone chori ho gaya", "stolen phone"),
    ("gaadi chori ho gayi bima claim nahi mila", "vehicle theft | insurance claim"),
    ("accident me takkar maar kar bhag gaya", "hit and run"),
    ("bina license gaadi chalane ka jurmana", "driving without licence | fine"),
    ("galat challan kat gaya", "wrong challan"),
    ("company ne bina notice naukri se nikal diya", "termination"),
    ("teen mahine se tankhwah nahi mili", "unpaid salary"),
    ("malik ne pf ka paisa nahi diya", "provident fund"),
    ("company experience letter nahi de rahi", "relieving letter"),
    ("garbhvati hone par naukri se nikala", "pregnant | wrongful termination"),
    ("aspatal ne galat ilaj kiya", "hospital | medical negligence"),
    ("dukandar ne kharab saman diya", "shopkeeper | defective product"),
    ("dukandaar mrp se zyada paisa liya", "shopkeeper | overcharging"),
    ("bijli ka bill galat aaya", "electricity bill"),
    ("coaching fees wapas nahi kar rahi", "refund of fees"),
    ("college marksheet nahi de raha", "return of original certificates"),
    ("rti ka jawab nahi mila", "first appeal"),
    ("mukkadma kab tak chalega", "case"),
    ("giraftaari se bachne ka tarika", "arrest | procedure"),
    ("vasiyat ke bina virasat kise milegi", "will | inheritance"),
    ("court marriage ke liye kya document chahiye", "documents required"),
    ("kutte ne kaat liya", "dog bite"),
    ("bete ne ghar se nikala buzurg maa baap", "senior citizens | parents"),
    ("मकान मालिक किराया बढ़ा रहा है", "landlord | rent increase"),
    ("मेरी तनख्वाह नहीं मिली", "unpaid salary"),
    ("पुलिस रिपोर्ट नहीं लिख रही", "registration of FIR"),
    ("पड़ोसी ने ज़मीन पर कब्ज़ा कर लिया", "neighbour | encroachment"),
    ("तलाक के बाद गुजारा भत्ता", "divorce | maintenance"),
    ("बच्चों की कस्टडी किसे मिलेगी", "child custody"),
    ("ससुराल वाले दहेज मांगते हैं", "in-laws | dowry demand"),
    ("चेक बाउंस हो गया", "dishonour of cheque"),
    ("झूठा केस कर दिया है", "false case"),
    ("रिश्वत मांगने की शिकायत कहाँ करें", "bribe | complaint"),
    ("जमानत कैसे मिलेगी", "bail"),
    ("हत्या की सजा कितनी है", "murder | punishment"),
    ("ऑनलाइन ठगी हो गई", "cyber fraud"),
    ("नौकरी से निकाल दिया", "wrongful termination"),
    ("वसीयत कैसे बनाएं", "will"),
    ("सड़क दुर्घटना का मुआवजा", "road accident | compensation"),
    ("डॉक्टर की लापरवाही से मौत", "medical negligence | death"),
    ("बिजली का बिल ज्यादा आया", "electricity bill"),
    ("makan malik ne bijli kaat di", "essential supply"),
    ("बिना वसीयत पापा गुजर गए", "intestate succession"),
    ("agent ne jhooth bolkar policy di", "mis-selling"),
    ("loan jaldi band karna hai", "prepayment penalty"),
    ("मेरा मोबाइल चोरी हो गया", "stolen phone"),
    ("बेटे माँ बाप को घर से निकाल रहे हैं", "parents | shared household"),
    ("पिता की संपत्ति में बेटी का हक", "daughter's right | father"),
    ("किरायेदार मकान खाली नहीं कर रहा", "tenant | eviction"),
    ("मुकद्दमा दायर करना है", "case"),
    ("jhoothe case me phasate hain", "falsely implicated"),
    ("saman bahar phek diya malik ne", "eviction without court order"),
    ("police fir nahi likhegi", "registration of FIR"),
    ("sarkari vakil muft me chahiye", "free legal aid"),
    ("चकबंदी में जमीन कम मिली", "consolidation of holdings"),
    ("ठेकेदार मकान अधूरा छोड़कर भाग गया", "contractor"),
    ("बच्ची के साथ गलत हरकत की", "child sexual abuse"),
    ("दुष्कर्म का केस", "rape"),
]


def dropped(text: str) -> list[str]:
    words = TOKEN.findall(fold(text))
    return [words[number] for number in sorted(widened(text).dropped)]


@pytest.mark.parametrize(("said", "meant"), SAID, ids=[said for said, _ in SAID])
def test_what_is_said_in_hindi_is_looked_for_in_english(said: str, meant: str) -> None:
    assert set(meant.split(" | ")) <= texts(widened(said))


def test_what_sounds_like_police_beside_hindi_is_police() -> None:
    assert "police" in texts(widened("polish wale aaye hai"))
    assert "insurance policy" not in texts(widened("polish wale aaye hai"))


def test_plain_english_is_not_heard_as_hindi() -> None:
    assert texts(widened("dirty toilet")) == set()  # once a Debts Recovery Tribunal, as डीआरटी sounds


@pytest.mark.parametrize("said", ["dont", "talk", "rotting"])
def test_an_everyday_english_word_is_not_heard_as_hindi_beside_hindi(said: str) -> None:
    assert texts(widened(f"patwari {said}")) == texts(widened("patwari"))


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("mera kiraya kaise wapas milega", ["mera", "kaise", "milega"]),
        ("ghar me chori", ["me"]),
        ("mujhe jail to nahi hogi", ["mujhe", "to", "nahi", "hogi"]),
        ("talaq me mehr", ["me"]),
        ("मुझे क्या करना चाहिए जब पति मारे", ["मुझे", "क्या", "करना", "चाहिए", "जब"]),
        ("main pati ke khilaf case kar sakti hu", ["main", "ke", "kar", "sakti", "hu"]),
        ("company ka cheque bounce director pe case", ["ka", "pe"]),
    ],
)
def test_hindi_grammar_is_dropped(said: str, gone: list[str]) -> None:
    assert dropped(said) == gone


@pytest.mark.parametrize(
    "said",
    [
        "what is the main ground for bail",
        "give it to me",
        "the par value of shares",
        "is mehr payable to the wife",
        "main ground for talaq",
        "do the police have the use of us",
        "hi",
        "salary company police notice",
    ],
)
def test_english_words_are_never_dropped_from_english(said: str) -> None:
    assert dropped(said) == []


@pytest.mark.parametrize("said", ["kya", "mera kya hoga", "नहीं", ""])
def test_a_query_of_nothing_but_grammar_keeps_its_words(said: str) -> None:
    assert dropped(said) == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mukkadma", "case"),
        ("jurmaanaa", "fine"),
        ("giraftaaree", "arrest"),
        ("jamaanath kaise mile", "bail"),
        ("vasiyyat", "will"),
        ("dhokhaadhadi", "fraud"),
        ("kirayedaaron", "tenant"),
        ("चोरियों", "theft"),
        ("मुकद्दमा", "case"),
        ("meri zamiin ka qabzaa", "illegal possession"),
    ],
)
def test_a_spelling_that_is_not_listed_is_found_by_its_sound(said: str, meant: str) -> None:
    assert meant in texts(widened(said))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("mujhe qubooltaa nahi", "confession"),
        ("usne churakar rakha", "theft"),
        ("वह चुराकर ले गया", "theft"),
        ("main churaunga nahi", "theft"),
    ],
)
def test_a_verb_is_found_by_the_sound_of_its_stem(said: str, meant: str) -> None:
    (found,) = widened(said).widenings
    assert meant in {alternative.text for alternative in found.alternatives}


@pytest.mark.parametrize("form", ["nikaal", "nikaalte", "nikaalkar", "nikaalega", "nikaalwaya", "निकाला", "निकालेंगे"])
def test_a_phrase_is_found_with_any_form_of_its_verb(form: str) -> None:
    own = HindiWord((("nikaal-",),), ("निकाल-",), ("removal",), 0.5, "General", "to take out", ())
    phrase = HindiWord((("ghar se nikaala",),), ("घर से निकाला",), ("eviction",), 0.8, "Family", "put out", ())
    by = Widener(lexicon_of(hindi=(own, phrase)))
    assert texts(by.widen([form], everything)) == {"removal"}
    assert texts(by.widen(["ghar", "se", form], everything)) == {"eviction"}


def of_hindi(*rows: tuple[str, str, str]) -> Widener:
    words = (
        HindiWord(tuple((form,) for form in latin.split(", ")), (devanagari,), (meant,), 0.8, "General", "", ())
        for latin, devanagari, meant in rows
    )
    return Widener(lexicon_of(hindi=words, grammar=grammar_words()))


def test_whom_it_is_done_to_is_not_who_does_it() -> None:
    by = of_hindi(
        ("nikal-", "निकाल-", "removal"),
        ("bahu ne nikala", "बहू ने निकाला", "old parents"),
        ("bahu ko ghar se nikala", "बहू को घर से निकाला", "right of residence"),
        ("patni case", "पत्नी केस", "divorce"),
    )
    assert texts(widened("bahu ne hume nikala", everything, by)) == {"old parents"}
    assert texts(widened("bahu nikal rahi hai", everything, by)) == {"old parents"}
    assert texts(widened("बहू को कल निकाला", everything, by)) == {"removal"}
    assert texts(widened("bahu ko unke ghar se nikala", everything, by)) == {"right of residence"}
    assert texts(widened("bahu ne ghar se nikala", everything, by)) == {"removal"}
    assert texts(widened("patni ko mera case", everything, by)) == {"divorce"}


def test_where_a_thing_stood_belongs_to_its_negation() -> None:
    by = of_hindi(("kaam par mat aao", "काम पर मत आओ", "termination"), ("vetan nahi mila", "वेतन नहीं मिला", "wages"))
    assert texts(widened("mujhe kaam par mat aao bola", everything, by)) == {"termination"}
    assert texts(widened("usne kaam mat kiya hai", everything, by)) == set()
    assert texts(widened("vetan abhi nahi diya", everything, by)) == {"wages"}


@pytest.mark.parametrize("bank", ["bank", "bainc", "बैंक"])
def test_an_english_word_written_by_ear_makes_the_phrases_of_that_word(bank: str) -> None:
    own = HindiWord((("bainc",),), ("बैंक",), ("bank",), 0.9, "General", "", ())
    phrase = HindiWord((("bank ne tala",),), ("बाँक ने ताला",), ("SARFAESI",), 0.8, "General", "", ("bank",))
    by = Widener(lexicon_of(hindi=(own, phrase), grammar=grammar_words()))
    assert "SARFAESI" in texts(widened(f"{bank} ne mera tala", everything, by))


@pytest.mark.parametrize("said", ["mar gaya", "mar gya", "mar gyi", "मर गई"])
def test_grammar_within_a_phrase_may_be_spelt_in_each_of_its_ways(said: str) -> None:
    by = of_hindi(("mar-", "मर-", "beating"), ("mar gayi", "मर गया", "death"))
    assert texts(widened(f"kal {said}", everything, by)) == {"death"}


def test_a_word_that_only_a_phrase_lists_is_heard_as_the_one_that_sounds_so() -> None:
    by = of_hindi(("budhapa", "बुढ़ापा", "old age"), ("budhape me ghar", "बुढ़ापे में घर", "eviction of parents"))
    assert texts(widened("mere budhape me kaun dekhega", {"old", "age"}.__contains__, by)) == {"old age"}


def test_a_form_that_a_row_lists_by_itself_means_what_that_row_says() -> None:
    assert "gold" in texts(widened("mera sona chori ho gaya"))
    verb = HindiWord((("bhar-",),), ("भर-",), ("fill",), 0.5, "General", "to fill", ())
    noun = HindiWord((("bharti",),), ("भर्ती",), ("recruitment",), 0.8, "General", "into a job", ())
    by = Widener(lexicon_of(hindi=(verb, noun)))
    assert texts(by.widen(["bharti"], everything)) == {"recruitment"}


@pytest.mark.parametrize("word", ["mango", "bike", "lagoon", "maroon", "tore", "judo", "sun"])
def test_an_english_word_is_no_form_of_a_hindi_verb(word: str) -> None:
    assert not texts(widened(f"a {word} for sale", everything)) & {"demand", "sale", "heard", "damage", "add", "hurt"}
    assert not dropped(f"give me the {word} to use")


@pytest.mark.parametrize(
    ("said", "as_listed"),
    [("सम्बंध", "संबंध"), ("माँ", "मां"), ("कम्पनी", "कंपनी"), ("गयी", "गई"), ("किराये", "किराए"), ("ज़मीन", "जमीन")],
)
def test_devanagari_is_compared_as_it_may_be_spelt(said: str, as_listed: str) -> None:
    assert hindi_form(said) == hindi_form(as_listed)


@pytest.mark.parametrize(("one", "other"), [("जन्म", "जंम"), ("तुम्हारा", "तुंहारा"), ("मूल्य", "मूल्ए"), ("यह", "एह")])
def test_other_nasals_and_glides_stay(one: str, other: str) -> None:
    assert hindi_form(one) != hindi_form(other)


@pytest.mark.parametrize("said", ["दुनिया", "गुरु", "चर्चा", "मौका", "भावना", "घोषणा"])
def test_a_word_in_devanagari_is_not_heard_as_one_with_other_vowels(said: str) -> None:
    assert not widened(f"मेरे {said} की बात").widenings


def test_a_word_by_sound_counts_less_than_one_as_it_is_listed() -> None:
    (listed,) = widened("jurmana").widenings
    (heard,) = widened("jurmmaanaa").widenings
    assert heard.alternatives[0].weight < listed.alternatives[0].weight


@pytest.mark.parametrize("said", ["appeal", "trick", "rest", "send", "notes", "valid"])
def test_an_english_word_of_the_index_is_not_heard_as_hindi(said: str) -> None:
    assert not widened(said, by=of_english((), ())).widenings


@pytest.mark.parametrize("said", ["gvh", "tlq", "कर"])
def test_a_word_too_short_is_not_heard(said: str) -> None:
    assert not widened(said, by=of_english((), ())).widenings


def test_english_words_of_a_hindi_phrase_do_not_make_a_query_hindi() -> None:
    assert not widened("banana stamp paper marriage train", by=of_english((), ())).widenings


def test_hindi_grammar_is_not_read_as_english_in_a_query_in_hindi() -> None:
    assert "same-sex" not in texts(widened("mere bhai jail gaye", everything))
    assert "same-sex" in texts(widened("can gay people marry", everything))


def test_a_word_that_is_english_too_is_hindi_in_hindi_company() -> None:
    assert "closed" in texts(widened("dukan band hai"))
    assert not widened("band music", by=of_english((), ())).widenings


def test_a_negation_belongs_to_its_phrase() -> None:
    assert "unpaid salary" in texts(widened("salary abhi tak nahin de rahe"))
    assert "unpaid salary" not in texts(widened("salary de rahe hain"))


def test_a_phrase_of_grammar_words_alone_can_mean_something() -> None:
    own = HindiWord((("kya kare",),), ("क्या करें",), ("remedy",), 0.5, "General", "what to do", ())
    grammar = (GrammarWord(("kya",), ("क्या",), "grammar", ()), GrammarWord(("kare",), ("करें",), "helper", ()))
    by = Widener(lexicon_of(hindi=(own,), grammar=grammar))
    assert texts(by.widen(["kya", "kare"], everything)) == {"remedy"}
    assert not by.widen(["kare"], everything).widenings


@pytest.mark.parametrize("said", ["muqadma vapas lena hai", "muqaddama waapas lena hai", "मुकदमा वापस लेना है"])
def test_a_phrase_is_heard_whatever_spellings_its_words_have(said: str) -> None:
    assert "withdrawal of case" in texts(widened(said, everything))


def test_figures_within_a_phrase_are_overlooked() -> None:
    assert "unpaid salary" in texts(widened("salary 3 mahine se nahi mili"))
    assert texts(widened("sacked 2 electricity 3 bill", everything, of_english())) >= {"electricity charges"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [("peshi nahi", "hearing"), ("पेशी नहीं", "hearing"), ("paise nahi", "unpaid dues"), ("paisaa nahin", "unpaid dues")],
)
def test_a_word_with_a_meaning_of_its_own_is_not_heard_as_another_that_sounds_so(said: str, meant: str) -> None:
    assert meant in texts(widened(said, everything))
    assert len({"hearing", "unpaid dues"} & texts(widened(said, everything))) == 1


def test_every_listed_spelling_of_a_word_makes_the_phrase_that_one_of_them_makes() -> None:
    by = Widener(
        lexicon_of(
            hindi=(
                HindiWord((("mukadma", "muqaddama"),), ("मुकदमा",), ("case",), 0.9, "Civil", "court case", ()),
                HindiWord((("mukadma vapas",),), ("वापस मुकदमा",), ("withdrawal",), 0.9, "Civil", "given up", ()),
            )
        )
    )
    (spelt,) = by.widen(["mukadma", "vapas"], everything).widenings
    for other in ("muqaddama", "मुकदमा"):
        assert by.widen([other, "vapas"], everything).widenings == (spelt,)


def test_the_phrase_that_explains_more_of_what_was_said_is_meant() -> None:
    found = texts(widened("court ka faisla aa gaya par paisa nahi de raha", everything))
    assert "execution of decree" in found
    assert "recovery suit" not in found


def test_a_hand_laid_on_somebody_is_another_thing_than_one_raised() -> None:
    assert "sexual harassment" in texts(widened("my boss puts his hand on me", everything))
    assert texts(widened("he raised his hand on me", everything)) == {"hurt", "assault", "cruelty"}


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("malik ne 4 mahine ki tankhwah nahi di", ["4"]),
        ("पति ने 2 साल से खर्चा नहीं दिया", ["2"]),
        ("jurmana 500", ["500"]),
        ("talaq after 2 years", []),
        ("bail in 60 days", []),
        ("4 mahine", []),
    ],
)
def test_figures_beside_hindi_words_only_count(said: str, figures: list[str]) -> None:
    words = TOKEN.findall(fold(said))
    assert [words[number] for number in sorted(widened(said, lambda term: term != "month").figures)] == figures


def test_an_answer_without_the_figure_of_a_question_in_hindi_has_all_of_it(build: Build) -> None:
    index: AnswerIndex = build(
        an_answer("1", "How To Get Unpaid Wages From An Employer?", "unpaid salary employer employer"),
        an_answer("2", "What Else?", "employer unpaid salary and 4 things more"),
        an_answer("3", "What Are 4 Things?", "4"),
    )
    assert [hit.id for hit in index.search("malik ne 4 mahine ki tankhwah nahi di")] == ["1", "2", "3"]


def test_a_hindi_word_stands_in_the_question_as_what_it_means(build: Build) -> None:
    index: AnswerIndex = build(
        an_answer("1", "What About Bail?", f"{'bail ' * 32} divorce divorce maintenance maintenance"),
        an_answer("2", "How Is A Divorce Had With Maintenance?", "bail"),
    )
    assert [hit.id for hit in index.search("talaq aur gujara bhatta")] == ["2", "1"]


def test_where_a_hindi_word_may_mean_several_things_no_answer_has_all_the_words(build: Build) -> None:
    on_the_matter = an_answer(
        "1", "When May A Tenant Be Put Out?", "A tenant may be put out by a court alone, as a tenant."
    )
    by_the_way = an_answer("2", "What Then?", f"{'He went away. ' * 40} The tenant of that house did not.")
    at_home = an_answer("3", "What Else?", "He stayed at home.")
    said = "kirayedar ka ghar"
    assert [hit.id for hit in build(on_the_matter, by_the_way).search(said)][:2] == ["2", "1"]
    assert [hit.id for hit in build(on_the_matter, by_the_way, at_home).search(said)][:2] == ["1", "2"]
