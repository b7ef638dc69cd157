"""What the findings add up to, told as stories; and what holds for any text at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify import Classifier, classify, examples
from classify.records import LEXICON, LexiconFile, read
from model.classification import Classification, Speaker
from model.labels import GROUP, SEVERITY, Group, Label

SENTENCES = [entry.example for label in Label for entry in read(LEXICON / f"{label.value}.yaml", LexiconFile).terms]
PIECES = st.lists(
    st.one_of(
        st.sampled_from(SENTENCES),
        st.text(max_size=12),
        st.sampled_from(["\ud800", "「", "」", "：", "\n", "。", "\u200b"]),
    ),
    max_size=5,
).map("".join)


def _ids(text: str, classifier: Classifier) -> set[Label]:
    return set(classify(text, classifier).ids())


def _findings(opinion: Classification) -> list[tuple[Label, int, int]]:
    scores = [*opinion.labels, *opinion.maybe, *(s for quote in opinion.quotes for s in quote.labels)]
    return [(f.label, f.span.start, f.span.end) for s in scores for f in s.findings]


def test_a_signed_text_that_tells_a_friend_of_a_named_borrowers_debt(classifier: Classifier) -> None:
    text = "【云杉分期】您好，您是孙小梅的朋友吧？孙小梅在我平台借款8600元已逾期62天，请您转告她尽快还款。"

    assert {Label.THIRD_PARTY_CONTACT, Label.DATA_DISCLOSURE} <= _ids(text, classifier)
    assert classify(text, classifier).speaker is Speaker.COLLECTOR


@pytest.mark.parametrize(
    "text",
    [
        "【云杉分期】请转告韩松：其在我司所借7300元已逾期41天，请其尽快处理",
        "请告知陈静，其名下欠款8300元已逾期45天，请其速与我司联系",
        "【青山贷后】烦请转告您的朋友赵磊，其所借款项6100元已逾期30天，请其及时结清",
        "麻烦通知蒋雯，其贷款1.2万元逾期两个月，让其主动回电",
    ],
)
def test_a_named_debt_to_be_passed_on_is_a_contact_and_a_disclosure(text: str, classifier: Classifier) -> None:
    assert _ids(text, classifier) == {Label.THIRD_PARTY_CONTACT, Label.DATA_DISCLOSURE}


def test_a_named_debt_to_be_passed_on_with_a_visit_is_a_visit_threat_too(classifier: Classifier) -> None:
    text = "【云杉分期】请转告韩松：其在我司所借7300元已逾期41天，我司将安排走访"

    assert _ids(text, classifier) == {Label.THIRD_PARTY_CONTACT, Label.DATA_DISCLOSURE, Label.VISIT_THREAT}


@pytest.mark.parametrize(
    "text",
    [
        "【青山银行】您的信用卡本期账单1,208.30元，到期还款日12月3日，请按时还款",
        "【云杉分期】您的本期账单980元，到期还款日5月8日，请及时还款",
        "【江汀银行】您尾号0000的信用卡3月账单640.00元，还款日为3月21日，请按期还款",
    ],
)
def test_a_signed_bill_with_its_day_is_a_lawful_reminder(text: str, classifier: Classifier) -> None:
    opinion = classify(text, classifier)

    assert opinion.ids() == (Label.LAWFUL_REMINDER,)
    assert opinion.labels[0].score >= 0.6


def test_the_name_and_the_amount_told_to_the_borrower_are_no_disclosure(classifier: Classifier) -> None:
    text = "【云杉分期】孙小梅女士，您的借款8600元已逾期3天，请在App内还款，如已还请忽略。"

    assert not {Label.THIRD_PARTY_CONTACT, Label.DATA_DISCLOSURE} & _ids(text, classifier)


def test_a_nickname_without_an_amount_is_a_contact_and_no_disclosure(classifier: Classifier) -> None:
    assert _ids("麻烦你转告小刚，他的网贷该还款了", classifier) == {Label.THIRD_PARTY_CONTACT}


def test_obscene_abuse_is_obscenity_and_insult_even_where_it_names_no_debt(classifier: Classifier) -> None:
    assert {Label.OBSCENITY, Label.INSULT} <= _ids("操你妈的，你们云杉公司养的都是狗杂种", classifier)


def test_a_set_phrase_of_abuse_threatens_nobody(classifier: Classifier) -> None:
    threats = {Label.THREAT_PERSON, Label.THREAT_FAMILY}

    assert not threats & _ids("操你祖宗，还钱", classifier)
    assert not threats & _ids("欠債不還，正一冚家鏟", classifier)


def test_a_curse_of_death_on_the_family_is_an_insult_and_a_threat(classifier: Classifier) -> None:
    assert {Label.INSULT, Label.THREAT_FAMILY} <= _ids("再赖账就咒你断子绝孙，死全家", classifier)


def test_being_told_to_die_is_a_threat(classifier: Classifier) -> None:
    assert Label.THREAT_PERSON in _ids("还不起钱你怎么不去死", classifier)


def test_a_polite_visit_is_a_visit(classifier: Classifier) -> None:
    assert Label.VISIT_THREAT in _ids("您好，我司外访同事将于明日下午到您家中拜访，与您友好沟通还款事宜", classifier)


def test_a_courier_at_the_door_visits_nobody(classifier: Classifier) -> None:
    assert _ids("您好，快递员明天上午上门取件，请保持电话畅通", classifier).isdisjoint({Label.VISIT_THREAT})


def test_a_lawful_warning_said_once_is_no_false_threat(classifier: Classifier) -> None:
    text = "【青禾银行】您的贷款已逾期15天，欠款1200元，请在手机银行还款，逾期信息可能上报征信，我行可能依法起诉。"

    assert _ids(text, classifier) == {Label.LAWFUL_REMINDER}


def test_bear_the_consequences_alone_is_nothing(classifier: Classifier) -> None:
    assert all(GROUP[label] is Group.KIND for label in _ids("请尽快处理，后果自负", classifier))


def test_a_false_done_deed_without_a_claimed_office_impersonates_nobody(classifier: Classifier) -> None:
    found = _ids("你名下所有银行卡明天全部冻结，欠款不还就等着坐牢", classifier)

    assert Label.FALSE_LEGAL_THREAT in found
    assert Label.IMPERSONATION not in found


def test_a_court_that_names_its_case_and_sends_to_12368_is_official(classifier: Classifier) -> None:
    text = "【某某区人民法院】（2026）某0101民初12号案件开庭通知已送达，请登录人民法院在线服务查询，咨询请拨打12368。"

    assert _ids(text, classifier) == {Label.OFFICIAL_NOTICE}


def test_the_same_claim_with_a_mobile_number_is_impersonation(classifier: Classifier) -> None:
    text = "我是法院执行局的，你的案子已经立案，今天17点前还清欠款可以撤案，联系13900000000"

    assert Label.IMPERSONATION in _ids(text, classifier)


def test_an_account_with_a_quotation_accuses_in_the_quotation_only(classifier: Classifier) -> None:
    opinion = classify("我昨天被催收的骂了，他发短信说：「你这个老赖，今晚就打断你的腿」，我该怎么办？", classifier)

    assert opinion.ids() == (Label.OWN_WORDS,)
    assert {Label.INSULT, Label.THREAT_PERSON} <= {s.label for quote in opinion.quotes for s in quote.labels}


def test_an_empty_text_is_something_else(classifier: Classifier) -> None:
    assert classify("", classifier).ids() == (Label.OTHER,)


@settings(max_examples=150, deadline=None)
@given(text=PIECES)
def test_a_text_is_either_of_one_kind_or_of_none(text: str, classifier: Classifier) -> None:
    labels = classify(text, classifier).ids()
    kinds = [label for label in labels if GROUP[label] is Group.KIND]

    assert labels
    assert kinds == [] or labels == tuple(kinds[:1])


@settings(max_examples=150, deadline=None)
@given(text=PIECES)
def test_whoever_is_accused_is_shown_the_words_and_they_are_words_of_the_text(
    text: str, classifier: Classifier
) -> None:
    opinion = classify(text, classifier)

    for score in opinion.labels:
        assert GROUP[score.label] is Group.KIND or score.findings
    for _, start, end in _findings(opinion):
        assert 0 <= start < end <= len(text)
        assert text[start:end]


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_no_text_is_too_odd_to_be_classified(text: str, classifier: Classifier) -> None:
    opinion = classify(text + "\ud83d", classifier)

    assert opinion.severity == max(SEVERITY[label] for label in opinion.ids())
    assert all(0 <= s.score <= 1 for s in (*opinion.labels, *opinion.maybe))


@settings(max_examples=30, deadline=None)
@given(text=PIECES)
def test_the_same_text_gets_the_same_opinion(text: str, classifier: Classifier) -> None:
    assert classify(text, classifier) == classify(text, classifier)


def test_the_reasons_for_a_long_text_do_not_outgrow_it(classifier: Classifier) -> None:
    """Each entry speaks a few times at most, however often its words come back."""
    paragraph = "再不还钱就上门找你家人，老赖，冻结你所有银行卡。"
    few, many = paragraph * 8, paragraph * 800

    assert len(_findings(classify(many, classifier))) == len(_findings(classify(few, classifier)))


def test_a_long_text_takes_no_more_time_than_its_length_explains(classifier: Classifier) -> None:
    """Processor time: twenty times the text; a quadratic search would cost four hundred times as much."""
    paragraph = "再不还钱就上门找你家人，老赖，冻结你所有银行卡。说：「今晚打断你的腿」您的朋友欠款8600元，"

    def cost(length: int) -> float:
        text = (paragraph * (length // len(paragraph) + 1))[:length]
        start = time.process_time()
        classify(text, classifier)
        return time.process_time() - start

    cost(5000)
    short = max(min(cost(1700), cost(1700)), 0.001)

    assert min(cost(34000), cost(34000)) < 100 * short


def test_a_character_takes_hardly_longer_in_a_text_of_a_hundred_thousand_than_in_one_of_a_hundred(
    classifier: Classifier,
) -> None:
    """Processor time for a character, the best of three: within three times, for real messages one after the other."""
    texts = "\n".join(example.text for example in list(examples.corpus())[::2])[:100_000]
    assert len(texts) == 100_000

    def each(length: int) -> float:
        parts = [texts[at : at + length] for at in range(0, max(length, 20_000), length)]
        start = time.process_time()
        for part in parts:
            classify(part, classifier)
        return (time.process_time() - start) / sum(map(len, parts))

    short = min(each(100) for _ in range(3))

    assert min(each(100_000) for _ in range(3)) <= 3 * short


FRAGMENTS = (
    "1", "1 ", "1 1 1 1 ", "0123456789", "1,", "1.", "1*", "a", "a@", "a@a@", "a.", "www.", "【", "【【【", "「", "「「「",
    "」", "“", "(", "(2024)民", "…", "……", " ", "\n", "。", "，", "你", "我", "他们", "人", "张*", "张三", "一百", "说：",
    "刚", "刚刚", "现在", "门都", "逾期", "卡号", "不还", "想死", "昨天",
)  # fmt: skip


@pytest.mark.parametrize("tail", ["", ",5元", "收到"])
@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_repeated_fragment_takes_no_more_time_than_its_length_explains(
    fragment: str, tail: str, classifier: Classifier
) -> None:
    """Processor time, the best of two: ten times the text may not cost the hundredfold, as a quadratic search would."""

    def cost(length: int) -> float:
        text = (fragment * (length // len(fragment) + 1))[:length] + tail
        start = time.process_time()
        classify(text, classifier)
        return time.process_time() - start

    short = max(min(cost(4000), cost(4000)), 0.005)

    assert min(cost(40000), cost(40000)) <= 60 * short


@pytest.mark.parametrize("start", ["我", "他们", "写了", "不要", ""])
@pytest.mark.parametrize("word", ["刚刚", "刚", "一封", "几封", "为此", "现在"])
def test_a_stutter_that_a_pattern_could_read_in_many_ways_takes_little_time(
    start: str, word: str, classifier: Classifier
) -> None:
    """The words stand in the classes of adverbs of the lexicon, some of them within others."""
    end = "呢，你收到短信还钱在天台上报警来了，别想不开自杀遗书信号"
    begun = time.process_time()
    classify(start + word * 1000 + end, classifier)

    assert time.process_time() - begun < 2
