"""Names of people, by rule: a surname with one or two characters, and something beside it that only people have.

Careful on purpose: a word that happens to begin with a surname (高额, 方便, 安排) is no name. The dictionary of the
tokenizer tells words from names, and the cut tells where a name can begin.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict

from classify import records
from classify.segment import Segmenter


class _Table(BaseModel):
    """The words that names are recognised by, as they are written in `tables/names.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str
    surnames: str
    double_surnames: tuple[str, ...]
    titles: tuple[str, ...]
    kin: tuple[str, ...]
    before: tuple[str, ...]
    not_given: str


_WORDS: Final = records.read(records.TABLES / "names.yaml", _Table)
_SURNAMES: Final = _WORDS.surnames
_DOUBLE: Final = "|".join(_WORDS.double_surnames)
_FAMILY: Final = rf"(?:{_DOUBLE}|[{_SURNAMES}])"
_HAN: Final = "\u4e00-\u9fff"
_GIVEN: Final = rf"(?:[{_HAN}]{{2}}|[{_HAN}][*×]|[*×]{{1,2}}[{_HAN}]?|[{_HAN}])"
_ONE: Final = rf"(?:[*×]|[{_HAN}])"
_TITLE: Final = "|".join(_WORDS.titles)
_KIN: Final = "|".join(_WORDS.kin)
_AFTER: Final = (
    rf"(?=(?:{_TITLE})|,?[男女][,、]|[((,]?身份证|的?(?:{_KIN}|欠款|债务|借款|贷款|账单|逾期|案件|案)"
    r"|(?:本人|现在|已|因|目前|在我|在本|在[^,。]{1,12}(?:借|欠|贷|逾期|申请|办)|于|借|欠|逾期|拖欠|赖账|失联|恶意|未还|未按|至今"
    r"|名下|还钱|还款|贷|涉嫌|到底|这个|不还|不接|拒不|留了?您|留了?你|你好|您好)"
    r"|[,,:、]\s?(?:身份证|欠|借|逾期|你|您|住|电话|手机|男|女))"
)
_BEFORE: Final = "(?:" + "|".join(_WORDS.before) + "):?"
_MARKED: Final = (
    re.compile(rf"(?P<name>{_FAMILY}{_GIVEN}){_AFTER}"),
    re.compile(rf"(?P<name>{_FAMILY}{_ONE}){_AFTER}"),
    re.compile(rf"{_BEFORE}(?P<name>{_FAMILY}{_GIVEN})"),
    re.compile(rf"{_BEFORE}(?P<name>{_FAMILY}{_ONE})"),
)
_CERTAIN: Final = re.compile(
    rf"(?:[{_SURNAMES}](?:某某|某)(?!种|个|些|人|地)|(?:{_DOUBLE}|[{_SURNAMES}])(?:{_TITLE})|[{_SURNAMES}][*×]{{1,2}}(?=[{_HAN},]))"
)
_NOT_GIVEN: Final = frozenset(_WORDS.not_given)
"""Characters that sentences often hold and given names seldom do."""
_COMMON: Final = 200
"""A word that the dictionary has seen so often is a word, though its first character is a surname."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name at [start, end) of a text; `detail` is `masked` where a part of it is hidden, else empty."""

    value: str
    start: int
    end: int
    detail: str = ""


def names(text: str, segmenter: Segmenter) -> Iterator[Name]:
    """Names in the order of the text, none inside another; `text` is the text of a plain view."""
    last = 0
    for name in sorted(_candidates(text, segmenter), key=lambda n: (n.start, -n.end)):
        if name.start >= last:
            yield name
            last = name.end


def _candidates(text: str, segmenter: Segmenter) -> Iterator[Name]:
    for found in _CERTAIN.finditer(text):
        detail = "masked" if re.search("[某*×]", found[0]) else ""
        yield Name(found[0], found.start(), found.end(), detail)
    rough = {m.span("name") for pattern in _MARKED for m in pattern.finditer(text)}
    if not rough:
        return
    cuts = segmenter.cuts(text)
    for start, end in rough:
        value = text[start:end]
        masked = bool(re.search("[*×]", value))
        if masked or (start in cuts and end in cuts and _is_name(value, segmenter)):
            yield Name(value, start, end, "masked" if masked else "")


def _is_name(value: str, segmenter: Segmenter) -> bool:
    if _NOT_GIVEN.intersection(value[1:]) or segmenter.frequency(value) > _COMMON:
        return False
    if len(value) == 2 or value.startswith(_WORDS.double_surnames):
        return True
    return segmenter.frequency(value[:2]) <= 10 * _COMMON
