"""A written letter as a document: what is a heading, what is one of a list, and what is left to be signed."""

import re
from collections.abc import Sequence
from typing import Final

from model.document import Document, Exhibit, Paragraph, Style, Table
from model.letter import Paragraphs, Written

# The name of a file by its ending: it shows on screens that others see, so it says nothing.
FILE_NAMES: Final = {"pdf": "材料.pdf", "docx": "材料.docx", "txt": "材料.txt", "ics": "日程.ics"}

_END: Final = "end"
_SIGN: Final = "签名："
# Where the line to be signed goes over into the day.
_TO_THE_DATE: Final = re.compile(r"\u3000{2,}(?=日期：)")
_BLANKS: Final = re.compile(r"\u3000+$")
_NUMBERED: Final = re.compile(r"(?:\d{1,3}\. |[一二三四五六七八九十]{1,3}、)")
_EXHIBITS: Final = "附件：材料清单"
_HEAD: Final = ("序号", "时间", "来自", "接收人", "内容", "SHA-256 前 12 位")
_WIDTHS: Final = (2, 4, 4, 3, 6, 4)
# As much of a digest as tells one file from another; the whole one stands in the list of the files themselves.
_DIGEST_SHOWN: Final = 12


def document(written: Written, exhibits: Sequence[Exhibit] = ()) -> Document:
    """A letter on paper, word for word, with its exhibits as a list behind it where there are any."""
    body = [part for part in written.parts if part.id != _END]
    before, signature, date, notes = _ending(written.part(_END))
    return Document(
        title=written.title,
        addressee=written.addressee,
        paragraphs=(*(one for part in body for one in _paragraphs(part)), *before),
        table=exhibit_table(exhibits) if exhibits else None,
        signature=signature,
        date=date,
        notes=notes,
    )


def exhibit_table(exhibits: Sequence[Exhibit]) -> Table:
    """The list of exhibits: number, when, from whom, to whom, what, and the beginning of its digest."""
    rows = tuple(
        (str(one.number), one.at, one.sender, one.receiver, one.what, one.digest[:_DIGEST_SHOWN]) for one in exhibits
    )
    return Table(_EXHIBITS, _HEAD, _WIDTHS, rows)


def _paragraphs(part: Paragraphs) -> list[Paragraph]:
    heading = [Paragraph(Style.HEADING, part.heading)] if part.heading else []
    return heading + [_paragraph(line) for text in part.lines for line in text.splitlines() if line.strip()]


def _paragraph(line: str) -> Paragraph:
    return Paragraph(Style.ITEM if _NUMBERED.match(line) else Style.BODY, line.strip())


def _ending(lines: Sequence[str]) -> tuple[list[Paragraph], tuple[str, ...], str, tuple[str, ...]]:
    """What stands before the signature, the lines to be signed and dated, and what stands under them."""
    place = next((place for place, line in enumerate(lines) if line.startswith(_SIGN)), len(lines))
    before = [Paragraph(Style.CLOSING, line) for line in lines[:place]]
    if place == len(lines):
        return before, (), "", ()
    signature, date = (*_TO_THE_DATE.split(lines[place], maxsplit=1), "")[:2]
    return before, (_BLANKS.sub("", signature),), date, tuple(lines[place + 1 :])
