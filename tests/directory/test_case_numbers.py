"""The form of case numbers; a right form proves nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import directory as rooms
from directory import Directory, case_number

WELL_FORMED = [
    ("（2017）京04民终367号", "北京", "民事二审", 367),
    ("(2021)川0104民诉前调801号", "四川", "诉前调解登记号（各地实际使用）", 801),
    ("（2024）浙02民诉前调595号", "浙江", "诉前调解登记号（各地实际使用）", 595),
    ("（2022）闽0921诉前调确3号", "福建", "诉前调解成功后的司法确认（2022-01-01 起，替代民特）", 3),
    ("〔2023〕粤0305民初123号之一", "广东", "民事一审", 123),
    ("（2025） 粤 0305 民 初 12 号", "广东", "民事一审", 12),
    ("(2026)最高法民申1号", "最高人民法院", "民事申请再审审查", 1),
    ("（2025）黔0102执55号", "贵州", "首次执行", 55),
    ("（2025）贵0102执保5号", "贵州", "执行保全", 5),
    ("（2024）京73知民初9号", "北京", "民事一审", 9),
    ("（2024）京民终9号", "北京", "民事二审", 9),
]


@pytest.mark.parametrize(("text", "court", "kind", "number"), WELL_FORMED)
def test_a_number_of_the_right_form(shipped: Directory, text: str, court: str, kind: str, number: int) -> None:
    (found,) = case_number(shipped, f"案号{text}，请查收")
    assert found.well_formed
    assert not found.old_style
    assert (found.court, found.kind, found.number) == (court, kind, number)
    assert f"案号{text}，请查收"[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text",
    ["（2024）法催字第12号", "（2025）深南民催100号", "（2026）催收1号", "（2025）最高法0101民初1号", "（2025）粤0305催收99号",
     "（2025）粤0305民初123456789号"],
)  # fmt: skip
def test_an_invented_number_is_not_well_formed(shipped: Directory, text: str) -> None:
    (found,) = case_number(shipped, text)
    assert not found.well_formed
    assert not found.old_style
    assert found.court is None


def test_a_number_of_before_2016_cannot_be_judged(shipped: Directory) -> None:
    (found,) = case_number(shipped, "（2013）民三终字第1号")
    assert found.old_style
    assert not found.well_formed


@pytest.mark.parametrize("text", ["", "国发（2024）12号", "尾号（2024）", "（2024）年12号文件之外", "第12号"])
def test_what_is_not_made_like_one_is_none(shipped: Directory, text: str) -> None:
    assert not any(found.well_formed for found in case_number(shipped, text))


def test_several_in_one_text_come_in_order(shipped: Directory) -> None:
    found = case_number(shipped, "（2025）粤0305民初1号、（2025）粤03民终2号")
    assert [one.number for one in found] == [1, 2]


def test_what_is_not_known_for_certain_is_marked(shipped: Directory) -> None:
    rules = shipped.case_numbers["since_2016"]
    assert rules.quality == "partial"
    assert {t.code for t in rules.types if t.quality == "partial"} == {"民特", "民督", "执保", "刑再", "民诉前调"}
    assert len([court for court in rules.courts if court.place]) == 31


_listed = rooms.load()


@settings(max_examples=60, deadline=None)
@given(st.text("（）(2025)粤京0305民初字第号 1终", max_size=40))
def test_any_text_is_read_and_spans_fit(text: str) -> None:
    for found in case_number(_listed, text):
        assert text[found.start : found.end] == found.text
