"""Amounts of money: by their unit or sign, or by the word of paying, owing or costs before them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from classify.normalize import View
from classify.scan import scan
from model.classification import Attribute, AttributeKind, Span

_DIGITS: Final = "零〇一二两三四五六七八九十百千万几壹贰叁肆伍陆柒捌玖拾佰仟"
_LARGE: Final = "百千万佰仟"
_FIGURE: Final = r"\d[\d,]{0,15}(?:\.\d{1,4})?"
_YUAN: Final = "(?:元|块钱?|圆|港[币元]|美[元金])整?"
_OTHER: Final = r"(?!\s?(?:[人次个年月里米步件条字粉名台辆股]|用户|公里))"
_MARKED: Final = re.compile(
    rf"(?:(?:hk|us)?[¥$]|人民币|rmb)\s?(?P<a>{_FIGURE})(?!\d)(?:\s?(?P<au>[万千]))?(?:\s?[余多]?{_YUAN})?"
    rf"|(?<!\d)(?<!\d[,.])(?P<b>{_FIGURE})\s?(?P<bu>[万千wk]?)[余多]?{_YUAN}"
    rf"|(?<!\d)(?<!\d[,.])(?<![破量粉])(?P<c>{_FIGURE})\s?(?P<cu>[万w])(?![a-z]){_OTHER}"
    rf"|(?:人民币)?(?P<d>[{_DIGITS}]{{1,12}})(?:[余多]?{_YUAN}|(?<=[{_LARGE}])(?=的?(?:本金|利息|欠款|债|贷款)))"
)
_BEGINS: Final = re.compile(rf"[¥$]|\d(?<!\d\d)|[hu][ks]\$|rmb|人民币|[{_DIGITS}](?<![{_DIGITS}][{_DIGITS}])")
_TOLD: Final = re.compile(
    r"(?:本金|金额|欠款|余额|利息|房租|水电|到手|费|押金|定金|保证金|转(?<!\d转)|给(?=了?[你我他她])|还|欠|借|付|剩|扣|交|把|亏|赔)"
    r"(?:了|着|还|给|完)?(?:我们?|你们?|他们?|她)?了?这?[:为是只共]?\s?(?:"
    r"(?P<e>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{3,7}(?:\.\d{1,2})?)\s?(?P<eu>[千k]?)"
    rf"|(?P<d>[一二两三四五六七八九壹贰叁肆伍陆柒捌玖][{_LARGE}][{_DIGITS}]{{0,10}}))"
    r"(?![\da-z.,:/*-]{0,1}\d|[a-z*]|\s?[天日期号%分秒小点岁斤家位页])" + _OTHER
)
"""Figures without a unit are money only after such a word, and from three digits on."""
WORD_OF_MONEY: Final = re.compile(f"[元块圆{_LARGE}]")
"""What an amount without a digit cannot do without."""
_SCALE: Final = {"": 1, "万": 10000, "w": 10000, "千": 1000, "k": 1000}


def amounts(view: View, taken: frozenset[Span]) -> Iterator[Attribute]:
    """Every amount of a view; figures without a unit only where no other number, of the spans `taken`, lies."""
    marked = [_attribute(view, found) for found in scan(_MARKED, _BEGINS, view.text)]
    yield from marked
    covered = places((*taken, *(attribute.span for attribute in marked)))
    for found in _TOLD.finditer(view.text):
        told = _attribute(view, found, found.span("e" if found["e"] else "d"))
        if covered.isdisjoint(range(told.span.start, told.span.end)):
            yield told


def places(spans: Iterable[Span]) -> frozenset[int]:
    """Every code point that one of the spans covers."""
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _attribute(view: View, found: re.Match[str], place: tuple[int, int] | None = None) -> Attribute:
    return Attribute(AttributeKind.AMOUNT, _value(found.groupdict("")), view.span(*(place or found.span())))


def _value(groups: dict[str, str]) -> str:
    """Yuan as a plain decimal; an amount in Chinese figures is left as it is written."""
    for group, unit in (("a", "au"), ("b", "bu"), ("c", "cu"), ("e", "eu")):
        if groups.get(group):
            whole, _, part = groups[group].replace(",", "").partition(".")
            shift = len(str(_SCALE[groups[unit]])) - 1
            digits = whole + part[:shift].ljust(shift, "0")
            rest = part[shift:].rstrip("0")
            return (digits.lstrip("0") or "0") + (f".{rest}" if rest else "")
    return groups["d"]
