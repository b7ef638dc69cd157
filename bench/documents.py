"""A PDF of four pages, beside the same engine setting as many characters on as many pages without any layout."""

import time
from collections.abc import Callable
from functools import partial

import typst
from pylopdf_fonts_zh_cn import serif_path

from bench.report import Figure, plain
from evidence import documents
from model.document import Document, Paragraph, Style, Table

ROUNDS = 15
_TEXT = "请核查是否贵机构或所委托机构所发，并告知核查结果；如委托了外部机构，请告知其全称。"
_BARE = b'#set page("a4")\n#set text(font: "Noto Serif SC", size: 12pt)\n#sys.inputs.text'


async def measure() -> list[str]:
    """Warm times of both, and the first time, which also reads the faces."""
    first = _milliseconds(partial(documents.pdf, _document(0)))
    folder = str(serif_path().parent)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    whole, bare, word = [], [], []
    # Each round sets another text: the engine remembers what it has set.
    for number in range(1, ROUNDS + 1):
        document = _document(number)
        text = f"{number}" + documents.text(document)
        whole.append(_milliseconds(partial(documents.pdf, document)))
        bare.append(_milliseconds(partial(_compile, text, fonts)))
        word.append(_milliseconds(partial(documents.docx, document)))
    return [
        Figure(f"a PDF of {_pages(_document(1))} pages", "ms", whole, "a bare compilation", bare).line(),
        Figure("the same for Word", "ms", word, "a bare compilation", bare).line(),
        plain("the first PDF, faces included", f"{first:.1f} ms"),
    ]


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _compile(text: str, fonts: typst.Fonts) -> object:
    return typst.compile(_BARE, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"text": text}, timestamp=0)


def _document(number: int) -> Document:
    """A letter of three pages, and a list of exhibits on the fourth one."""
    asks = tuple(Paragraph(Style.ITEM, f"{number}.{place}. {_TEXT}") for place in range(1, 41))
    rows = tuple((f"{number}.{place}", f"2026-11-{place:02} 23:10", _TEXT) for place in range(1, 21))
    table = Table("附件", ("序号", "时间", "内容"), (2, 4, 9), rows)
    return Document(f"关于第 {number} 件的函", "致：某某有限公司", asks, table, ("签名：",), "日期：", ("某注。",))


def _pages(document: Document) -> int:
    return len(documents.pages(document, ppi=20))
