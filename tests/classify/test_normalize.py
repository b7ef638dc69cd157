"""The two views for matching, and the way back from them into the text as received."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classify import Classifier, normalize
from classify.normalize import View

WORDS = ["催收", "通讯录", "打断你的腿", "老赖", "逾期", "上门", "不想活"]
BETWEEN = ["", " ", "·", "/", "~", "_", "\u200b", "\u2060", "\u3000", "*", "．", "★"]


def plain(text: str, classifier: Classifier) -> View:
    return normalize.plain(text, classifier.normalizer)


def folded(text: str, classifier: Classifier) -> View:
    return normalize.folded(plain(text, classifier), classifier.normalizer)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("催收電話凍結帳戶", "催收电话冻结帐户"),
        ("ＡＢＣ１２３", "abc123"),
        ("①②③⓪", "1230"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("催\u200b收\ufeff", "催收"),
        ("唔想生嘅", "不想生的"),
        ("佢哋冇畀我", "他们没给我"),
        ("你好，世界！", "你好,世界!"),
    ],
)
def test_the_plain_view_reads_characters_as_what_they_stand_for(text: str, wanted: str, classifier: Classifier) -> None:
    assert plain(text, classifier).text == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("爆 通 讯 录", "爆通讯录"),
        ("无抵.押", "无抵押"),
        ("贷/款", "贷款"),
        ("担~保", "担保"),
        ("上*门", "上门"),
        ("还窾", "还款"),
        ("shang men", "上门"),
        ("崔收", "催收"),
        ("傻B", "傻逼"),
        ("还\n钱\n吧", "还钱吧"),
        ("zi sha", "自杀"),
    ],
)
def test_the_folded_view_reads_disguises_in_the_clear(text: str, wanted: str, classifier: Classifier) -> None:
    assert folded(text, classifier).text == wanted


@pytest.mark.parametrize("text", ["今天还。明天走", "wxyz", "等等...再说", "sbcd", "他说:好\n我说:行"])
def test_sentences_and_foreign_words_are_left_alone(text: str, classifier: Classifier) -> None:
    assert folded(text, classifier).text == text


@given(
    st.sampled_from(WORDS), st.lists(st.sampled_from(BETWEEN), min_size=6, max_size=6), st.text("前后，😀𝟙", max_size=6)
)
@settings(max_examples=80, deadline=None)
def test_a_disguised_word_is_read_and_its_span_slices_the_original(
    classifier: Classifier, word: str, between: list[str], around: str
) -> None:
    written = "".join(char + gap for char, gap in zip(word, between, strict=False)).rstrip("".join(BETWEEN))
    text = f"{around}：{written}。{around}"
    view = folded(text, classifier)
    at = view.text.find(word)
    assert at >= 0
    span = view.span(at, at + len(word))
    assert text[span.start : span.end] == written


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_every_character_of_both_views_comes_from_somewhere_in_the_text(classifier: Classifier, text: str) -> None:
    for view in (plain(text, classifier), folded(text, classifier)):
        assert len(view.text) == len(view.starts) == len(view.ends)
        assert all(0 <= a < b <= len(text) for a, b in zip(view.starts, view.ends, strict=True))
        assert list(view.starts) == sorted(view.starts)


@pytest.mark.parametrize("text", ["\ud800还钱", "\x00催收", "", "\u202e催收", "𠮷𠮷催收", "👨‍👩‍👧催收"])
def test_any_string_can_be_read(text: str, classifier: Classifier) -> None:
    view = folded(text, classifier)
    at = view.text.find("催收")
    if at >= 0:
        span = view.span(at, at + 2)
        assert text[span.start : span.end] == "催收"


def test_a_character_that_becomes_several_keeps_one_place(classifier: Classifier) -> None:
    text = "㈱催收"
    view = plain(text, classifier)
    assert view.span(0, 1) == view.span(0, len(view.text) - 2)
    span = view.span(view.text.find("催收"), len(view.text))
    assert text[span.start : span.end] == "催收"


def test_parts_and_the_rest_of_a_view_still_lead_to_the_text(classifier: Classifier) -> None:
    text = "他說：「還錢」，我怕"
    view = plain(text, classifier)
    at = view.text.find("还钱")
    part, rest = view.part(at, at + 2), view.without([(at, at + 2)])
    assert text[part.span(0, 2).start : part.span(0, 2).end] == "還錢"
    me = rest.text.find("我")
    assert text[rest.span(me, me + 1).start] == "我"
    assert rest.without([]) is rest
