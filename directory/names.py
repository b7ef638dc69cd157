"""All names of all companies, folded and compiled once, each with how much it proves."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

import ahocorasick

from directory.folding import digits, fold, fold_signature
from directory.records import Platform, Rejected, Spelling
from directory.sounds import Ear, compile_ear, own_part
from directory.vocabulary import LicenceType

_COMPANY: Final = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|股份公司)$")
_BANK: Final = re.compile(r"[行银]$|^bank of")
_BRANDS: Final = (LicenceType.FACILITATION, LicenceType.ONLINE_MICROLOAN)
# Longer than an ordinary word that could hold it.
_LONG: Final = 5
_SHORT: Final = 2
# Two characters in front: most of those banks are called after a city.
_PLACE_BANK: Final = re.compile(r"(?:中国)?([\u3400-\u9fff]{2}).*银行")
_SOME_BANK: Final = ("那家", "那个", "一家", "这家", "那边的", "当地的", "本地的", "那边")
_CREDIT_CARDS: Final = ("信用卡", "的信用卡", "那张信用卡")
_CARDS: Final = ("卡", "的卡", "那张卡", "这张卡")
# A whole group calls itself that: 京东金融.
_GROUP: Final = "金融"
_LENDER: Final = re.compile(r"\b(?:Bank|Consumer Finance|Microloan)\b")


class Strength(IntEnum):
    """How much a name proves: nothing, something beside a word of lending, in a text about a debt, or everywhere."""

    AMBIGUOUS = 1
    CONTEXT = 2
    SHORT = 3
    FIRM = 4


@dataclass(frozen=True, slots=True)
class Name:
    """One folded name, and every company it can stand for.

    `edged` where a Latin letter or a digit stands at an edge; `wary` where it is a bank, at which an account may be
    kept; `bare` where it is only a signature of nobody known; `brand` where it is one company that is no bank and has
    no bank's name. Where others use it too it decides beside a second hint only, and `asks` are those to ask about
    without one. After one of the characters of `not_after` and before one of `not_before` it is part of an ordinary
    word.
    """

    text: str
    platforms: tuple[str, ...]
    strength: Strength
    edged: bool
    wary: bool
    bare: bool = False
    brand: bool = False
    asks: tuple[str, ...] = ()
    not_after: str = ""
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Matcher:
    """The compiled names. `signatures` are whole signatures; `lines` and `hosts` lead back from a number or a link."""

    automaton: ahocorasick.Automaton
    names: Mapping[str, Name]
    signatures: Mapping[str, tuple[str, ...]]
    near: Mapping[str, tuple[str, ...]]
    ear: Ear
    lines: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, tuple[str, ...]]
    rejected: Mapping[str, tuple[Rejected, ...]]
    rejected_starts: tuple[Rejected, ...]


def compile_names(platforms: Iterable[Platform], rejected: Iterable[Rejected], spelling: Spelling) -> Matcher:
    """Compile every name once. A name that is ambiguous for one company is ambiguous for all of them."""
    everyone, false = tuple(platforms), tuple(rejected)
    names = _merge(everyone, spelling)
    automaton = ahocorasick.Automaton()
    for ordinary in spelling.ordinary_words:
        automaton.add_word(ordinary, (len(ordinary), Name(ordinary, (), Strength.AMBIGUOUS, edged=False, wary=False)))
    for name in names.values():
        automaton.add_word(name.text, (len(name.text), name))
    if names:
        automaton.make_automaton()
    nobody = {p.id for p in everyone if p.licence_type is LicenceType.SIGNATURE}
    return Matcher(
        automaton=automaton,
        names=names,
        signatures=_gather((fold_signature(s), p.id) for p in everyone for s in p.sms_signatures),
        near=_near(p for p in everyone if p.id not in nobody),
        ear=compile_ear(_heard_names(names.values(), nobody), spelling),
        lines=_gather((digits(number), p.id) for p in everyone for number in p.numbers),
        hosts=_gather((p.web.removeprefix("www."), p.id) for p in everyone if p.web),
        rejected={digits(r.number): tuple(o for o in false if o.number == r.number) for r in false if r.number},
        rejected_starts=tuple(r for r in false if r.prefix),
    )


def _merge(everyone: tuple[Platform, ...], spelling: Spelling) -> Mapping[str, Name]:
    found: dict[str, dict[Strength, list[str]]] = {}
    for platform, name, strength in (*_names(everyone), *_of_banks(everyone)):
        found.setdefault(name, {}).setdefault(strength, []).append(platform)
    for name, owners in _shared(everyone).items():
        found.setdefault(name, {Strength.AMBIGUOUS: owners})
    licence = {platform.id: platform.licence_type for platform in everyone}
    merged = {name: _one(name, by, licence, spelling) for name, by in found.items()}
    own = {fold(name) for p in everyone for name in (p.name, *p.former_names, *p.sms_signatures)}
    asks = {text: who for text, who in (*_of_groups(merged), *_of_shops(merged)) if text not in own}
    return merged | {text: replace(merged[text], asks=who) for text, who in asks.items()}


def _of_groups(names: Mapping[str, Name]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The finance brand of a group of which several companies are on file: who of them lends, it does not tell."""
    for text, name in names.items():
        if text.endswith(_GROUP) and name.strength is Strength.FIRM:
            group = names.get(text.removesuffix(_GROUP))
            if group and len(group.platforms) > 1:
                yield text, tuple(dict.fromkeys((*name.platforms, *group.platforms)))


def _of_shops(names: Mapping[str, Name]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A common word for a product that other companies have in the name of theirs: 白条, of which there is 移动白条."""
    firm = [name for name in names.values() if name.strength is Strength.FIRM]
    for text, name in names.items():
        if name.strength is Strength.CONTEXT and any(
            other.text.endswith(text) and not set(other.platforms) <= set(name.platforms) for other in firm
        ):
            yield text, name.platforms


def _one(name: str, by: Mapping[Strength, list[str]], licence: Mapping[str, LicenceType], spelling: Spelling) -> Name:
    strength = Strength.AMBIGUOUS if Strength.AMBIGUOUS in by else max(by)
    owners = [o for s in sorted(by, reverse=True) for o in by[s] if s is strength or strength is Strength.AMBIGUOUS]
    long = len(name) >= _LONG
    return Name(
        name,
        tuple(dict.fromkeys(owners)),
        strength,
        edged=any(edge.isascii() and edge.isalnum() for edge in (name[:1], name[-1:])),
        wary=bool(_BANK.search(name)) or any(licence[owner] is LicenceType.BANK for owner in owners),
        brand=len(owners) == 1 and licence[owners[0]] in _BRANDS,
        bare=all(licence[owner] is LicenceType.SIGNATURE for owner in owners),
        not_after="" if long else spelling.not_after.get(name[0], ""),
        not_before="" if long else spelling.not_before.get(name[-1], ""),
    )


def _names(everyone: Iterable[Platform]) -> Iterator[tuple[str, str, Strength]]:
    for platform in everyone:
        taken: set[str] = set()
        for names, strength in (
            (platform.ambiguous_aliases, Strength.AMBIGUOUS),
            (platform.context_aliases, Strength.CONTEXT),
            (platform.short_aliases, Strength.SHORT),
            ((*platform.aliases, *platform.aliases_traditional, *platform.former_names, *_registered(platform)),
             Strength.FIRM),
            (_labels(platform), Strength.SHORT),
        ):  # fmt: skip
            folded = {fold(name) for name in names} - taken
            taken |= folded
            yield from ((platform.id, name, strength) for name in sorted(folded))


def _registered(platform: Platform) -> Iterator[str]:
    """The names in the register, with and without what kind of company it is, and the English name of a lender."""
    for name in (*(platform.entity or "").split("、"), *platform.former_names):
        if name:
            yield name
            yield _COMPANY.sub("", name)
    if _LENDER.search(platform.names.en):
        yield platform.names.en.partition(" (")[0]


def _labels(platform: Platform) -> Iterator[str]:
    """What stands before the ending of an address of its own: people type it for the name."""
    host = (platform.web or "").removeprefix("www.")
    label, _, ending = host.partition(".")
    if label.isalpha() and ending in ("com", "cn", "com.cn"):
        yield label


def _of_banks(everyone: Iterable[Platform]) -> Iterator[tuple[str, str, Strength]]:
    """Cards, which only a bank has, and a bank of a place of which one does not know which: 重庆那家银行."""
    for platform in everyone:
        if platform.licence_type is not LicenceType.BANK:
            continue
        for name in (*platform.short_aliases, *platform.context_aliases, *platform.ambiguous_aliases):
            if not name.isascii() and len(name) == _SHORT and not name.endswith("卡"):
                yield from ((platform.id, f"{fold(name)}{card}", Strength.FIRM) for card in _CREDIT_CARDS)
                yield from ((platform.id, f"{fold(name)}{card}", Strength.CONTEXT) for card in _CARDS)
        place = _PLACE_BANK.match(platform.entity or "")
        if place:
            yield from ((platform.id, f"{place.group(1)}{link}银行", Strength.AMBIGUOUS) for link in _SOME_BANK)


def _shared(everyone: Iterable[Platform]) -> Mapping[str, list[str]]:
    """What two companies have in common before a word of the trade: 和信金融 and 和信普惠."""
    found: dict[str, list[str]] = {}
    for platform in everyone:
        if platform.licence_type is not LicenceType.BANK:
            for stem in {own_part(fold(name)) for name in platform.aliases}:
                found.setdefault(stem, []).append(platform.id)
    return {stem: owners for stem, owners in found.items() if len(stem) >= _SHORT and len(owners) > 1}


def _heard_names(names: Iterable[Name], nobody: set[str]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """What may be heard: a bare signature is nobody, so nothing sounds like it."""
    for name in names:
        if name.strength is not Strength.AMBIGUOUS and nobody.isdisjoint(name.platforms):
            yield name.text, name.platforms, name.strength is Strength.FIRM


def _near(known: Iterable[Platform]) -> Mapping[str, tuple[str, ...]]:
    """Every name with one character left open."""
    names = [(p.id, fold(n)) for p in known for n in (*p.aliases, *p.sms_signatures) if len(fold(n)) >= 4]
    return _gather((name[:i] + "?" + name[i + 1 :], who) for who, name in names for i in range(len(name)))


def _gather(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, who in pairs:
        if who not in found.setdefault(key, []):
            found[key].append(who)
    return {key: tuple(who) for key, who in found.items()}
