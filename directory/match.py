"""Names of companies in a text: folded, compiled once, longest match first, look-alikes kept apart."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Final

import ahocorasick
import opencc

from directory.records import Platform, Rejected
from directory.vocabulary import LicenceType

_HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff"
# What is put between characters to get past filters: blanks, dots, strokes, and everything that has no width.
_FILLING: Final = re.compile(rf"(?<=[{_HAN}])(?:[^\S\n]|[.·•*_~^|/\\+=-])+(?=[{_HAN}])")
_INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BRACKETS: Final = "【】[]〔〕「」『』《》<>()"

# 中国银行业协会 is no bank, and a bank that an account is kept at does not dun.
_NO_BANK: Final = re.compile(r"银行(?:业|间|保险|监)")
_PAYEE_BEFORE: Final = re.compile(r"(?:开户行|收款行|汇入|转入|转到|打到|存入|转账至|转账到|汇款至)[:为是的]?$")
_PAYEE_AFTER: Final = re.compile(r"^(?:的?(?:账号|帐号|卡号|户名|收款|储蓄卡)|卡?尾号?\d*收款)")

_LENDING: Final = (
    r"(?:平台|app|软件|借款|贷款|借条|借钱|欠款|逾期|账单|账户|客服|官方|用户|金融|信用卡|银行|小额|公司|业务|产品)"
)
_CONTEXT_AFTER: Final = re.compile(rf"^[」》】]?的?{_LENDING}")
_CONTEXT_BEFORE: Final = re.compile(
    r"(?:您在|你在|我在|他在|她在|其在|本人在|来自|借了|欠了|欠|借的|平台|app|我是|这里是|这边是)[「《【]?$"
)


class Strength(IntEnum):
    """How much a name proves: nothing by itself, something beside a word of lending, or everywhere."""

    AMBIGUOUS = 1
    CONTEXT = 2
    FIRM = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at `text[start:end]` of the folded text."""

    start: int
    end: int
    name: str
    platforms: tuple[str, ...]
    strength: Strength
    beside_lending: bool

    @property
    def firm(self) -> bool:
        """Whether the name is enough by itself where it stands."""
        return self.strength is Strength.FIRM or (self.strength is Strength.CONTEXT and self.beside_lending)


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled names. `signatures` are whole signatures; `lines` and `hosts` lead back from a number or a link."""

    automaton: ahocorasick.Automaton
    names: Mapping[str, tuple[Strength, tuple[str, ...]]]
    signatures: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]
    lines: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, tuple[str, ...]]
    rejected: tuple[Rejected, ...]


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Width, case, script and fillings evened out, so that 閃 銀, 闪.银 and 闪银 are the same."""
    # A broken surrogate is no letter, and what is written in C refuses it.
    writable = text.encode("utf-8", errors="replace").decode()
    even = _INVISIBLE.sub("", unicodedata.normalize("NFKC", writable)).casefold()
    simplified: str = _to_simplified().convert(even)
    return _FILLING.sub("", simplified)


def fold_signature(text: str) -> str:
    """A signature without its brackets, folded."""
    return re.sub(r"\s+", "", fold(text).strip(_BRACKETS + " \t\n"))


def digits(number: str) -> str:
    """The digits of a number, with a leading country code of the mainland taken off."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", number) if c.isdigit() or c == "+")
    return re.sub(r"^(?:\+86|0086)", "", bare).replace("+", "00")


def host_of(link: str) -> str:
    """The host of a link in lower case, without its port."""
    bare = re.sub(r"^[a-z]+://", "", unicodedata.normalize("NFKC", link).strip().lower())
    return re.split(r"[/?#:]", bare.rsplit("@", 1)[-1] if "@" in bare.split("/")[0] else bare)[0].rstrip(".")


def compile_names(platforms: Iterable[Platform], rejected: Iterable[Rejected]) -> Matcher:
    """Compile every name once. A firm name of one company is never an ambiguous name of another."""
    everyone = tuple(platforms)
    names = _strongest(everyone)
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    if names:
        automaton.make_automaton()
    return Matcher(
        automaton=automaton,
        names=names,
        signatures=_gather((fold_signature(s), p.id) for p in everyone for s in p.sms_signatures),
        near=_near(everyone),
        lines=_gather((digits(p.phone.number), p.id) for p in everyone if p.phone),
        hosts=_gather((p.web.removeprefix("www."), p.id) for p in everyone if p.web),
        rejected=tuple(rejected),
    )


def hits(matcher: Matcher, folded: str) -> tuple[Hit, ...]:
    """The names in a folded text, longest first where they overlap, in the order of the text."""
    if not matcher.names:
        return ()
    spans = [(end - len(name) + 1, end + 1, name) for end, name in matcher.automaton.iter(folded)]
    taken: list[tuple[int, int, str]] = []
    for start, end, name in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= left or start >= right for left, right, _ in taken) and _is_word(folded, start, end):
            taken.append((start, end, name))
    return tuple(_hit(matcher, folded, *span) for span in sorted(taken) if _names_a_lender(folded, *span))


def near_signatures(matcher: Matcher, signature: str) -> tuple[str, ...]:
    """Companies whose name differs from a folded signature in one character; good for a question and nothing more."""
    if len(signature) < 4:
        return ()
    patterns = {signature[:i] + "?" + signature[i + 1 :] for i in range(len(signature))}
    return tuple(dict.fromkeys(p for pattern in sorted(patterns) for p in matcher.near.get(pattern, ())))


def _strongest(everyone: Iterable[Platform]) -> Mapping[str, tuple[Strength, tuple[str, ...]]]:
    found: dict[str, dict[Strength, list[str]]] = {}
    for platform, name, strength in _names(everyone):
        found.setdefault(name, {}).setdefault(strength, []).append(platform)
    best = {name: max(by) for name, by in found.items()}
    return {name: (best[name], tuple(dict.fromkeys(by[best[name]]))) for name, by in found.items()}


def _names(everyone: Iterable[Platform]) -> Iterator[tuple[str, str, Strength]]:
    for platform in everyone:
        ambiguous = {fold(name) for name in platform.ambiguous_aliases}
        context = {fold(name) for name in platform.context_aliases}
        firm = {fold(n) for n in (*platform.aliases, *platform.aliases_traditional, *platform.former_names)}
        for names, strength in (
            (ambiguous, Strength.AMBIGUOUS),
            (context - ambiguous, Strength.CONTEXT),
            (firm - context - ambiguous, Strength.FIRM),
        ):
            yield from ((platform.id, name, strength) for name in sorted(names))


def _near(everyone: Iterable[Platform]) -> Mapping[str, tuple[str, ...]]:
    """Every name with one character left open. A bare signature is nobody, so nothing is near to it."""
    known = [p for p in everyone if p.licence_type is not LicenceType.SIGNATURE]
    names = [(p.id, fold(n)) for p in known for n in (*p.aliases, *p.sms_signatures) if len(fold(n)) >= 4]
    return _gather((name[:i] + "?" + name[i + 1 :], who) for who, name in names for i in range(len(name)))


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, who in pairs:
        if who not in found.setdefault(key, []):
            found[key].append(who)
    return {key: tuple(who) for key, who in found.items()}


def _is_word(folded: str, start: int, end: int) -> bool:
    """Latin letters and digits at the edge of a name do not go on in the text: CBC is not in ICBC."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (_is_latin(folded[start]) and _is_latin(before)) and not (
        _is_latin(folded[end - 1]) and _is_latin(after)
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _names_a_lender(folded: str, start: int, end: int, name: str) -> bool:
    if name.endswith("银行") and _NO_BANK.match(folded, end - 2):
        return False
    payee = _PAYEE_BEFORE.search(folded[max(0, start - 8) : start]) or _PAYEE_AFTER.match(folded[end : end + 8])
    return not (name.endswith("行") and payee)


def _hit(matcher: Matcher, folded: str, start: int, end: int, name: str) -> Hit:
    strength, platforms = matcher.names[name]
    # A text that is the name and nothing else is an answer to "which company?".
    alone = folded.strip() == name
    beside = _CONTEXT_AFTER.match(folded[end : end + 8]) or _CONTEXT_BEFORE.search(folded[max(0, start - 6) : start])
    return Hit(start, end, name, platforms, strength, alone or bool(beside))
