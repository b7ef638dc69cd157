"""A document as a PDF, as a file that Word opens and changes, and as plain text. Blocks: run it in a thread.

The same document gives the same bytes each time. No file names a person, a place or a time of making in its metadata;
what the PDF names there is the engine that set it. A character that its faces do not have is replaced by a mark.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeAlias

import pylopdf_fonts_zh_cn
import typst

from evidence.glyphs import MISSING, Glyphs, glyphs
from evidence.word import TO_SIGN, word
from model.document import Document, Style, Table
from model.errors import UndunError

# About eighty pages. More is no letter; its setting would take long and several hundred megabytes.
MOST_CHARACTERS: Final = 60_000
# How long the setting of one document may take; four pages take a fraction of a second.
SECONDS: Final = 20.0

_SOURCE: Final = Path(__file__).with_name("document.typ")
_SERIF: Final = Path(pylopdf_fonts_zh_cn.serif_path())
_SANS: Final = Path(pylopdf_fonts_zh_cn.sans_path())
# What is no text at all, in any file (https://www.w3.org/TR/xml/#charsets).
_NO_TEXT: Final = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Change: TypeAlias = Callable[[str], str]


class DocumentError(UndunError):
    """A document that cannot be set; the text says why and never holds what was to be printed."""


def pdf(document: Document) -> bytes:
    """The document as a PDF on A4. Raises DocumentError."""
    made = _compile(document, "pdf")
    if not isinstance(made, bytes):
        raise DocumentError("the engine gave no file")
    return made


def pages(document: Document, ppi: int = 96) -> tuple[bytes, ...]:
    """The pages of the same PDF as PNG pictures, to be looked at. Raises DocumentError."""
    made = _compile(document, "png", ppi)
    return (made,) if isinstance(made, bytes) else tuple(made)


def docx(document: Document) -> bytes:
    """The document as a file for Word, with every character that it is given. Raises DocumentError."""
    return word(_clean(document))


def text(document: Document) -> str:
    """The document as plain text; a row of a table is one line, each cell behind the word of its head.

    Raises DocumentError.
    """
    document = _clean(document)
    parts = [
        [document.title],
        [document.addressee],
        *_sections(document),
        [*(name + TO_SIGN for name in document.signature), document.date],
        [*document.notes],
        _table_lines(document.table),
    ]
    said = ["\n".join(line for line in part if line) for part in parts]
    return "\n\n".join(part for part in said if part) + "\n"


def unprintable(document: Document) -> str:
    """Each character of which the PDF has a mark only, once, in order. The other files have it itself."""
    lost: dict[str, None] = {}

    def noting(face: Glyphs) -> _Change:
        def note(value: str) -> str:
            lost.update(dict.fromkeys(face.missing(value)))
            return value

        return note

    _each(_clean(document), noting(glyphs(_SERIF)), noting(glyphs(_SANS)))
    return "".join(lost)


def _sections(document: Document) -> list[list[str]]:
    """The paragraphs, each heading with what stands under it, and what closes by itself."""
    sections: list[list[str]] = [[]]
    for paragraph in document.paragraphs:
        if paragraph.style in (Style.HEADING, Style.CLOSING):
            sections.append([])
        sections[-1].append(paragraph.text)
    return sections


def _table_lines(table: Table | None) -> list[str]:
    if table is None:
        return []
    rows = ["；".join(f"{head}：{cell}" for head, cell in zip(table.head, row, strict=True)) for row in table.rows]
    return [table.heading, *rows]


def _compile(document: Document, format_: Literal["pdf", "png"], ppi: int | None = None) -> bytes | list[bytes]:
    given = _each(_clean(document), glyphs(_SERIF).printable, glyphs(_SANS).printable)
    try:
        # One page comes alone, several pictures as a list, which the types of the engine do not know.
        made: bytes | list[bytes] = typst.compile(
            _source(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format=format_,
            ppi=ppi,
            sys_inputs={"document": json.dumps(asdict(given), ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as error:
        # The engine's own message may quote what was to be printed.
        raise DocumentError(type(error).__name__) from None
    return made


@cache
def _source() -> bytes:
    return _SOURCE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """The two faces of the wheel and nothing else: the same page on every machine."""
    folders = sorted({str(path.parent) for path in (_SERIF, _SANS)})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _each(document: Document, serif: _Change, sans: _Change) -> Document:
    """The document with every text changed, by the face that it is set in."""
    return replace(
        document,
        title=serif(document.title),
        addressee=serif(document.addressee),
        paragraphs=tuple(
            replace(one, text=(sans if one.style is Style.HEADING else serif)(one.text)) for one in document.paragraphs
        ),
        signature=tuple(map(serif, document.signature)),
        date=serif(document.date),
        notes=tuple(map(serif, document.notes)),
        table=document.table and _each_cell(document.table, serif, sans),
    )


def _each_cell(table: Table, serif: _Change, sans: _Change) -> Table:
    rows = tuple(tuple(map(serif, row)) for row in table.rows)
    return replace(table, heading=sans(table.heading), head=tuple(map(sans, table.head)), rows=rows)


def _clean(document: Document) -> Document:
    """The document as far as any file can hold it: line ends of one kind, a mark for what is no character at all."""
    size = 0

    def clean(value: str) -> str:
        nonlocal size
        size += len(value)
        return _NO_TEXT.sub(MISSING, value.replace("\r\n", "\n").replace("\r", "\n"))

    cleaned = _each(document, clean, clean)
    if size > MOST_CHARACTERS:
        raise DocumentError("the document is too long")
    return cleaned
