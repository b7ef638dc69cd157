"""A document as a PDF, for Word and as plain text: whole, the same each time, and silent about where it was made."""

import io
import re
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import documents
from evidence.documents import MOST_CHARACTERS, DocumentError
from evidence.glyphs import MISSING
from model.document import Document, Paragraph, Style, Table
from tests.evidence.papers import LINK, characters, made, page_count, streams

# What no file may hold, wherever it looks.
TRACES = re.compile(
    rb"telegram|undun|\bbot\b|python|/Author|dc:creator|dc:title|CreationDate|ModDate|CreateDate", re.IGNORECASE
)


def _word(document: Document) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(documents.docx(document)))


def _paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(documents.docx(document))).paragraphs]


def test_a_pdf_can_be_copied_from_character_by_character() -> None:
    document = made("一、请核查。", "二、请书面答复本人。")
    printed = [document.title, document.addressee, *(one.text for one in document.paragraphs), document.date]
    assert set("".join(printed)) <= characters(documents.pdf(document))


def test_the_same_document_gives_the_same_bytes() -> None:
    document = made("一、请核查。", rows=3)
    assert documents.pdf(document) == documents.pdf(document)
    assert documents.docx(document) == documents.docx(document)


def test_no_file_tells_who_made_it_when_or_with_what_it_was_made() -> None:
    document = made("一、请核查。", rows=2)
    printed = streams(documents.pdf(document))
    assert not TRACES.search(printed)
    (number,) = re.findall(rb"/Info (\d+) 0 R", printed)
    (about,) = re.findall(rb"\n" + number + rb" 0 obj\s*<<(.*?)>>", printed)
    assert re.fullmatch(rb"/Creator\(Typst [\d.]+\)", about)
    archive = _word(document)
    told = b"".join(archive.read(name) for name in archive.namelist() if not name.startswith("word/styles"))
    assert not re.search(rb"telegram|undun|\bbot\b|python", told, re.IGNORECASE)
    assert "docProps/app.xml" not in archive.namelist()
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = ElementTree.fromstring(archive.read("docProps/core.xml"))
    assert {(one.text or "") for one in core} == {"", "1", "1980-01-01T00:00:00Z"}


def test_four_pages_are_numbered_and_the_list_of_exhibits_begins_a_page_of_its_own() -> None:
    assert page_count(documents.pdf(made("一、请核查。"))) == 1
    assert page_count(documents.pdf(made("一、请核查。", rows=1))) == 2
    assert page_count(documents.pdf(made("一、请核查。", rows=90))) == 4
    assert len(documents.pages(made("一、请核查。", rows=90), ppi=20)) == 4


@pytest.mark.parametrize(
    "text", ["#let x = 1", "#panic()", '#read("/etc/passwd")', "$a^2$ *粗* _斜_ `码` @x <y>", "]#", "\\u{41}", "// 注"]
)
def test_what_a_person_wrote_is_printed_and_never_run(text: str) -> None:
    told = characters(documents.pdf(made(text)))
    assert set(text) <= told
    assert text in _paragraphs(made(text))


def test_a_character_without_a_glyph_is_marked_in_print_and_kept_in_the_other_files() -> None:
    document = made("她说😀，𠮷家，👨\u200d👩\ufe0f。")
    assert documents.unprintable(document) == "😀𠮷👨👩"
    told = characters(documents.pdf(document))
    assert MISSING in told
    assert not set("😀𠮷\u200d\ufe0f") & told
    assert "她说😀，𠮷家，👨\u200d👩\ufe0f。" in _paragraphs(document)
    assert "𠮷家" in documents.text(document)


def test_what_is_no_character_is_marked_in_every_file_and_marks_of_direction_are_not_printed() -> None:
    document = made("甲\x00乙\ud800丙\r\n丁", "左\u202e右")
    assert f"甲{MISSING}乙{MISSING}丙\n丁" in documents.text(document)
    assert f"甲{MISSING}乙{MISSING}丙\n丁" in _paragraphs(document)
    assert "\u202e" not in characters(documents.pdf(document))


def test_a_link_of_any_length_is_broken_without_a_sign_that_would_be_copied_with_it() -> None:
    told = characters(documents.pdf(made(LINK)))
    assert set(LINK) <= told
    assert not {"\u200b", "\u00ad"} & told


def test_word_is_told_the_chinese_face_by_name_and_where_the_page_numbers_are() -> None:
    archive = _word(made("一、请核查。"))
    page = archive.read("word/document.xml").decode()
    assert 'w:eastAsia="仿宋"' in page
    assert 'w:eastAsia="黑体"' in page
    assert "NUMPAGES" in archive.read("word/footer1.xml").decode()


def test_word_holds_every_paragraph_in_order_the_blanks_and_the_table() -> None:
    document = made("一、请核查。", "二、请答复。", rows=2)
    told = _paragraphs(document)
    assert told[:2] == [document.title, document.addressee]
    assert told[2:6] == [paragraph.text for paragraph in document.paragraphs]
    assert told[6].startswith("签名：＿")
    assert told[7] == document.date
    (table,) = docx.Document(io.BytesIO(documents.docx(document))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "内容"],
        ["1", "截图 1"],
        ["2", "截图 2"],
    ]


def test_plain_text_holds_everything_once_and_a_row_of_the_table_in_one_line() -> None:
    told = documents.text(made("一、请核查。", rows=1))
    assert told == (
        "关于请核查信息来源的函\n\n致：某某有限公司\n\n姓名：（　　　）；身份证号码：（本人填写）。\n\n请求\n一、请核查。\n\n"
        "签名：＿＿＿＿＿＿＿＿＿\n日期：　　　　年　　月　　日\n\n未委托任何人代理。\n\n附件\n序号：1；内容：截图 1\n"
    )


def test_a_document_beyond_all_measure_is_refused_in_every_form() -> None:
    document = made("字" * MOST_CHARACTERS)
    for make in (documents.pdf, documents.docx, documents.text):
        with pytest.raises(DocumentError, match="too long"):
            make(document)


def test_an_empty_document_is_a_page_all_the_same() -> None:
    assert page_count(documents.pdf(Document("某函"))) == 1
    assert documents.text(Document("某函")) == "某函\n"


def test_a_table_with_a_cell_too_few_is_no_table() -> None:
    with pytest.raises(ValueError, match="as many"):
        Table("附件", ("甲", "乙"), (1, 1), (("一",),))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=80), max_size=4), st.sampled_from(Style))
def test_any_text_makes_a_pdf_a_file_for_word_and_a_text(texts: list[str], style: Style) -> None:
    document = replace(made(), paragraphs=tuple(Paragraph(style, text) for text in texts))
    data = documents.pdf(document)
    assert data.startswith(b"%PDF-")
    assert page_count(data) >= 1
    assert _paragraphs(document)[0] == document.title
    assert documents.text(document).startswith(document.title)
