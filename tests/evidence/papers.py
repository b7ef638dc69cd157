"""A document to try, and what a PDF holds: read without a PDF library, so that nothing is forgiven."""

import re
import zlib

from model.document import Document, Paragraph, Style, Table

LINK = "https://pay.example.test/" + "a1b2c3d4e5" * 12


def made(*texts: str, rows: int = 0, title: str = "关于请核查信息来源的函") -> Document:
    """A letter with these paragraphs, and a list of so many exhibits."""
    table = Table("附件", ("序号", "内容"), (1, 5), tuple((str(n), f"截图 {n}") for n in range(1, rows + 1)))
    return Document(
        title=title,
        addressee="致：某某有限公司",
        paragraphs=(
            Paragraph(Style.BODY, "姓名：（　　　）；身份证号码：（本人填写）。"),
            Paragraph(Style.HEADING, "请求"),
            *(Paragraph(Style.ITEM, text) for text in texts),
        ),
        table=table if rows else None,
        signature=("签名：",),
        date="日期：　　　　年　　月　　日",
        notes=("未委托任何人代理。",),
    )


def page_count(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", streams(data)))


def streams(data: bytes) -> bytes:
    """The whole file with every packed stream beside it unpacked."""
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    return data + b"\n".join(_unpacked(one) for one in packed)


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def characters(data: bytes) -> set[str]:
    """Every character that can be copied out of a PDF: what its fonts say their glyphs mean."""
    maps = re.findall(rb"begincmap(.*?)endcmap", streams(data), re.DOTALL)
    found = [re.findall(rb"^<[0-9a-fA-F]+> <([0-9a-fA-F]+)>", one, re.MULTILINE) for one in maps]
    return {c for some in found for code in some for c in bytes.fromhex(code.decode()).decode("utf-16-be")}
