"""What was open when the facts were collected is said nowhere: each question has a check, or a reason why it needs none."""

from pathlib import Path

import pytest

from directory import Directory, check
from directory.open_questions import QUESTIONS, Question
from directory.vocabulary import Quality

NUMBERS = [*(f"A{n}" for n in range(1, 19)), *(f"B{n}" for n in range(1, 22)), "C1", "C2", "C3", "D"]

# What somebody might write, and the question that forbids it.
SAID = [
    ("A1", "12378 必须先向机构投诉"),
    ("A1", "12378 热线 24 小时"),
    ("A1", "12378 也受理小贷投诉"),
    ("A2", "网址 www.nfra.gov.cn"),
    ("A4", "48小时启动核查"),
    ("A4", "每天上限3件"),
    ("A7", "公众号 12321举报中心"),
    ("A7", "3+15 个工作日答复"),
    ("A8", "dxss.miit.gov.cn"),
    ("A8", "公众号「工信部12300」"),
    ("A9", "可以拨打 12381"),
    ("A10", "cyberpolice.cn"),
    ("A11", "www.12389.gov.cn"),
    ("A11", "www.12337.gov.cn"),
    ("A13", "liuyan.people.com.cn"),
    ("A15", "希望24热线"),
    ("A15", "010-82951332"),
    ("A17", "发 CSFZ 到 10010"),
    ("A18", "www.miinac.gov.cn"),
    ("B1", "催收间隔不少于 7 天"),
    ("B2", "一天不得超过 6 次"),
    ("B7", "2022 年第 9 号令第四十一条"),
    ("B9", "银保监发〔2026〕18号"),
    ("B13", "一年期 LPR 为 3.0%"),
    ("B14", "自律公约第十六条"),
    ("B15", "多次是指三次以上"),
    ("B16", "禁止接触也管短信骚扰"),
    ("B16", "只发短信也可以申请"),
    ("B17", "催收非法债务罪的司法解释"),
    ("B19", "国务院令第 291 号"),
    ("C2", "微粒贷案法院判决平台赔偿"),
    ("C3", "象山 65 人判刑"),
    ("D", "闪银没有放贷牌照"),
]


def test_every_open_question_has_a_check_or_a_reason() -> None:
    assert [question.number for question in QUESTIONS] == NUMBERS
    for question in QUESTIONS:
        held = question.patterns or question.withheld or question.no_article or question.not_cited
        assert held or question.reason, question.number


@pytest.mark.parametrize(("number", "text"), SAID)
def test_what_may_not_be_said_is_recognised(number: str, text: str) -> None:
    question = _question(number)
    assert any(pattern.search(text) for pattern in question.patterns)


def test_every_pattern_is_tried() -> None:
    for question in QUESTIONS:
        for pattern in question.patterns:
            tried = [text for number, text in SAID if number == question.number]
            assert any(pattern.search(text) for text in tried), pattern.pattern


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("channels/c12300.yaml", "- phone\n", "", "may not be shown"),
        ("channels/nfra_12378.yaml", "- before\n", "", "may not be shown"),
        ("laws/gbt45251_2025.yaml", "\nplain:", "\narticle:\n  zh-Hans: 第五条\n  zh-Hant: 第五條\n  en: Article 5\nplain:",
         "may not be named"),
        ("laws/case_weilidai.yaml", "\nrank:", "\nlabels:\n- insult\nrank:", "may not be cited"),
        ("channels/lfb_50.yaml", "\nquality:", "\nphone: 023-12345678\nquality:", "no bureau has a confirmed number"),
        ("channels/c12377.yaml", "zh-Hans: 在网上公开传播的", "zh-Hans: 你不欠这笔钱，在网上公开传播的", "begin with 若"),
        ("routes/borrower_bank.yaml", "zh-Hans: 若放款方是", "zh-Hans: 放款方是", "begin with 若"),
    ],
)  # fmt: skip
def test_a_record_that_answers_an_open_question_is_a_fault(
    copied: Path, name: str, old: str, new: str, told: str
) -> None:
    path = copied / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(told in problem.message for problem in check(copied))


def test_a_question_names_records_that_there_are(shipped: Directory) -> None:
    for question in QUESTIONS:
        assert {channel for channel, _ in question.withheld} <= shipped.channels.keys()
        assert {*question.no_article, *question.not_cited} <= shipped.grounds.keys()


def test_what_was_not_confirmed_is_never_cited(shipped: Directory) -> None:
    for ground in shipped.grounds.values():
        assert not (ground.quality is Quality.UNVERIFIED and ground.labels), ground.id


def _question(number: str) -> Question:
    return next(question for question in QUESTIONS if question.number == number)
