"""A document as a PDF, as a file that Word opens and changes, and as plain text. Blocks: run it in a thread.

The same document gives the same bytes each time. No file names a person, a place or a time of making in its metadata;
what the PDF names there is the engine that set it. A character that the font does not have is replaced by a mark.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import pylopdf_fonts_zh_cn
import typst

from evidence.glyphs import MISSING, Glyphs, glyphs
from model.document import Document, Style, Table
from model.errors import UndunError

# About two hundred pages: more is no letter, and its setting would hold up everybody else's.
MOST_CHARACTERS: Final = 200_000
# How long the setting of one document may take; four pages take a fraction of a second.
SECONDS: Final = 20.0

_SOURCE: Final = Path(__file__).with_name("document.typ")
_SERIF: Final = Path(pylopdf_fonts_zh_cn.serif_path())
_SANS: Final = Path(pylopdf_fonts_zh_cn.sans_path())
# What is no text at all, in any file (https://www.w3.org/TR/xml/#charsets).
_NO_TEXT: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class DocumentError(UndunError):
    """A document that cannot be set; the text says why and never holds what was to be printed."""


def pdf(document: Document) -> bytes:
    """The document as a PDF on A4. Raises DocumentError."""
    try:
        return bytes(typst.compile(_source(), **_compiled_from(document)))
    except typst.TypstError as error:
        # The engine's message may quote what was to be printed.
        raise DocumentError(type(error).__name__) from None


def pictures(document: Document, ppi: int = 96) -> tuple[bytes, ...]:
    """The pages of the same PDF as PNG pictures, to be looked at. Raises DocumentError."""
    try:
        pages = typst.compile(_source(), format="png", ppi=ppi, **_compiled_from(document))
    except typst.TypstError as error:
        raise DocumentError(type(error).__name__) from None
    return (pages,) if isinstance(pages, bytes) else tuple(pages)


def text(document: Document) -> str:
    """The document as plain text; the cells of a table stand in one line, behind the words of its head."""
    _hold_to_size(document)
    parts = [
        [document.title, document.addressee],
        *_sections(document),
        _table_lines(document.table),
        [*document.signature, document.date],
        [*document.notes],
    ]
    return _as_text("\n\n".join("\n".join(line for line in part if line) for part in parts if any(part)) + "\n")


def _sections(document: Document) -> list[list[str]]:
    """The paragraphs, each heading with what stands under it."""
    sections: list[list[str]] = [[]]
    for paragraph in document.paragraphs:
        if paragraph.style is Style.HEADING:
            sections.append([])
        sections[-1].append(paragraph.text)
    return sections


def _table_lines(table: Table | None) -> list[str]:
    if table is None:
        return []
    rows = ["；".join(f"{head}：{cell}" for head, cell in zip(table.head, row, strict=True)) for row in table.rows]
    return [table.heading, *rows]


def _compiled_from(document: Document) -> dict[str, Any]:
    _hold_to_size(document)
    return {
        "font_paths": _fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": {"document": json.dumps(_printed(document), ensure_ascii=False)},
        "timestamp": 0,
    }


@cache
def _source() -> bytes:
    return _SOURCE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The two faces of the wheel and nothing else: the same page on every machine."""
    folders = sorted({str(path.parent) for path in (_SERIF, _SANS)})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _printed(document: Document) -> Mapping[str, object]:
    """The document with nothing in it that its faces cannot print."""
    serif, sans = glyphs(_SERIF), glyphs(_SANS)
    faces = {Style.HEADING: sans, Style.BODY: serif, Style.ITEM: serif}
    return {
        "title": _face(serif, document.title),
        "addressee": _face(serif, document.addressee),
        "paragraphs": [[p.style.value, _face(faces[p.style], p.text)] for p in document.paragraphs],
        "table": _printed_table(document.table, serif, sans),
        "signature": [_face(serif, line) for line in document.signature],
        "date": _face(serif, document.date),
        "notes": [_face(serif, line) for line in document.notes],
    }


def _printed_table(table: Table | None, serif: Glyphs, sans: Glyphs) -> Mapping[str, object] | None:
    if table is None:
        return None
    return {
        "heading": _face(sans, table.heading),
        "head": [_face(sans, word) for word in table.head],
        "widths": list(table.widths),
        "rows": [[_face(serif, cell) for cell in row] for row in table.rows],
    }


def _face(face: Glyphs, value: str) -> str:
    return face.printable(_as_text(value))


def _as_text(value: str) -> str:
    """A text that every file can hold: line ends of one kind, a mark for what is no character."""
    return _NO_TEXT.sub(MISSING, value.replace("\r\n", "\n").replace("\r", "\n"))


def _hold_to_size(document: Document) -> None:
    cells = [cell for row in document.table.rows for cell in row] if document.table else []
    texts = [document.title, document.addressee, *(p.text for p in document.paragraphs), *cells, *document.notes]
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise DocumentError("the document is too long")
