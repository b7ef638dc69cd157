"""A document as a file that Word and WPS open and change. The same document gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from model.document import Document, Style, Table

# What every Windows and WPS in China has; a phone without them falls back to a face of its own.
BODY_FACE: Final = "仿宋"
HEAD_FACE: Final = "黑体"
TITLE_FACE: Final = "宋体"

# The line that is signed on, where nothing can be drawn.
TO_SIGN: Final = "＿" * 9
_BODY: Final = Pt(14)
_SMALL: Final = Pt(10.5)
_MARGINS: Final = {"top_margin": 30, "bottom_margin": 28, "left_margin": 28, "right_margin": 26}
_LEFT_OF_SIGNATURE: Final = Mm(82)
# Neither who made a file nor with what is of any use to whoever reads it.
_TELLING: Final = ("/thumbnail", "/extended-properties")
# The first day that a zip archive can name; a core property has to have some day, so it gets the same one.
_NO_DAY: Final = (1980, 1, 1, 0, 0, 0)

# ruff: noqa: ANN401 - python-docx names no types that mypy could follow


def word(document: Document) -> bytes:
    """The document as .docx: plain paragraphs that can be changed, blanks where something is to be filled in."""
    made = docx.Document()
    _page(made)
    _line(made, document.title, TITLE_FACE, Pt(20), after=24, centred=True, bold=True)
    if document.addressee:
        _line(made, document.addressee, BODY_FACE, _BODY, after=6)
    for paragraph in document.paragraphs:
        _paragraph(made, paragraph.style, paragraph.text)
    _signing(made, document)
    for note in document.notes:
        _line(made, note, BODY_FACE, _SMALL, before=24)
    if document.table is not None:
        _table(made, document.table)
    _without_traces(made)
    out = io.BytesIO()
    made.save(out)
    return _same_each_time(out.getvalue())


def _page(made: Any) -> None:
    (section,) = made.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in _MARGINS.items():
        setattr(section, name, Mm(millimetres))
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")
    _run(foot, " / ", TITLE_FACE, _SMALL)
    _field(foot, "NUMPAGES")
    _language(made)


def _language(made: Any) -> None:
    """Chinese for the spelling of whoever opens it, in the style that all others rest on."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties = made.styles["Normal"].element.get_or_add_rPr()
    properties.append(language)


def _paragraph(made: Any, style: Style, text: str) -> None:
    if style is Style.HEADING:
        line = _line(made, text, HEAD_FACE, _BODY, before=12)
        line.paragraph_format.keep_with_next = True
        return
    line = _line(made, text, BODY_FACE, _BODY, before=14 if style is Style.CLOSING else 0)
    if style is Style.ITEM:
        line.paragraph_format.left_indent = 4 * _BODY
        line.paragraph_format.first_line_indent = -2 * _BODY
    else:
        line.paragraph_format.first_line_indent = 2 * _BODY


def _signing(made: Any, document: Document) -> None:
    lines = [*(name + TO_SIGN for name in document.signature), *([document.date] if document.date else [])]
    for place, text in enumerate(lines):
        line = _line(made, text, BODY_FACE, _BODY, before=30 if place == 0 else 12)
        line.paragraph_format.left_indent = _LEFT_OF_SIGNATURE
        line.paragraph_format.keep_together = True
        line.paragraph_format.keep_with_next = place + 1 < len(lines)


def _table(made: Any, table: Table) -> None:
    heading = _line(made, table.heading, HEAD_FACE, _BODY, after=6)
    heading.paragraph_format.page_break_before = True
    grid = made.add_table(rows=0, cols=len(table.head), style="Table Grid")
    grid.autofit = False
    width = Mm(210 - _MARGINS["left_margin"] - _MARGINS["right_margin"])
    widths = [width * share // sum(table.widths) for share in table.widths]
    for place, row in enumerate((table.head, *table.rows)):
        cells = grid.add_row().cells
        for cell, share, value in zip(cells, widths, row, strict=True):
            cell.width = share
            _run(cell.paragraphs[0], value, HEAD_FACE if place == 0 else BODY_FACE, _SMALL)
    _repeat_head(grid)


def _repeat_head(grid: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)


def _line(
    made: Any,
    text: str,
    face: str,
    size: Pt,
    *,
    before: float = 0,
    after: float = 0,
    centred: bool = False,
    bold: bool = False,
) -> Any:
    line = made.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    line.paragraph_format.line_spacing = 1.5
    run = _run(line, text, face, size)
    if bold:
        run.bold = True
    return line


def _run(line: Any, text: str, face: str, size: Pt) -> Any:
    """A stretch of text in one face: Word takes the East Asian one from a place of its own."""
    run = line.add_run(text)
    run.font.name, run.font.size = face, size
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)
    return run


def _field(line: Any, name: str) -> None:
    """A number that Word works out by itself."""
    run = _run(line, "", TITLE_FACE, _SMALL)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run._element.addprevious(field)
    field.append(run._element)
    run.text = "1"


def _without_traces(made: Any) -> None:
    relations = made.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_TELLING)]:
        del relations[key]
    properties = made.core_properties
    for name in ("author", "title", "subject", "keywords", "comments", "category", "last_modified_by"):
        setattr(properties, name, "")
    properties.created = properties.modified = datetime(*_NO_DAY, tzinfo=UTC)
    properties.revision = 1


def _same_each_time(archive: bytes) -> bytes:
    """The same archive with the same day on every entry: a zip names the moment it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(name))
    return out.getvalue()
