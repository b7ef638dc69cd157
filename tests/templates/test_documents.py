"""A letter on paper is the letter word for word: nothing is left out, nothing is added, and it can be signed."""

import pytest

from model.document import Exhibit, Style
from model.letter import LetterKind
from templates.documents import FILE_NAMES, document
from tests.templates.letters import OF_A_BORROWER, OF_A_FRIEND, written


@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize("without", [OF_A_BORROWER, OF_A_FRIEND])
def test_every_letter_is_on_paper_word_for_word_and_can_be_signed(kind: LetterKind, without: frozenset[str]) -> None:
    letter = written(kind, without)
    paper = document(letter)
    assert (paper.title, paper.addressee) == (letter.title, letter.addressee)
    lines = [one for part in letter.parts for one in (part.heading, *part.lines) if one]
    told = [one.text for one in paper.paragraphs] + [*paper.signature, paper.date, *paper.notes]
    assert "".join("".join(lines).split()) == "".join("".join(told).split())
    assert paper.signature == ("签名：",)
    assert paper.date.startswith("日期：　")
    assert paper.notes == ("本材料由本人借助免费整理工具整理并核对，未委托任何人代理。",)


def test_headings_lists_and_the_attachments_are_set_apart() -> None:
    paper = document(written(LetterKind.LENDER_FIRST))
    styles = {one.text[:5]: one.style for one in paper.paragraphs}
    assert styles["请求"] is Style.HEADING
    assert styles["一、请核查"] is Style.ITEM
    assert styles["1. 20"] is Style.ITEM
    assert styles["姓名：王某"] is Style.BODY
    assert styles["附件：上述"] is Style.CLOSING


def test_the_list_of_exhibits_shows_the_beginning_of_each_digest() -> None:
    exhibit = Exhibit(1, "2026-11-20 22:41", "13000000001", "本人", "短信截图", "ab" * 32)
    table = document(written(LetterKind.POLICE), [exhibit]).table
    assert table is not None
    assert table.rows == (("1", "2026-11-20 22:41", "13000000001", "本人", "短信截图", "abababababab"),)
    assert document(written(LetterKind.POLICE)).table is None


def test_the_name_of_a_file_betrays_nothing() -> None:
    for name in FILE_NAMES.values():
        assert not any(word in name for word in ("债", "催", "贷", "投诉", "报案", "止扰", "undun"))
