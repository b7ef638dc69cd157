"""Whatever is pressed or typed: an old number is marked wherever it is shown, and a very old one is shown nowhere."""

import re
from collections.abc import Iterator
from typing import Final

import pytest

from cases.verbs import VERBS, Press, encode
from directory import Directory
from directory.age import NATIONAL
from tests.driver import Person, World

# One dialect is enough: what is shown does not depend on where it is stored.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

MARK: Final = "用前请再核对"
# Between them, these lead to every kind of card: a lender with a line, a pose, a trap, an advert, a notice, a reminder.
MESSAGES: Final = (
    "招联的钱你打算赖到什么时候？臭不要脸的东西，欠钱不还全家不要脸。",
    "【招商银行】我是法院的，今晚不还就抓你坐牢，全家去你家堵门，打死你。",
    "你朋友欠京东白条的钱，你是他的紧急联系人，叫他马上还，不然天天打你电话骂死你。",
    "专业债务优化，停息挂账，征信修复，先交服务费，加微信办理。",
    "【人民法院】您有一份传票，案号（2026）粤0305民初12345号，请登录查看。",
    "【招商银行】您本期账单应还1200元，最后还款日11月25日，如已还款请忽略。",
)
# The mark of a body stands at its end: on the page of a single one, below what it takes and wants.
REACH: Final = 12
# What is no look-up of ours: an end, the operator's own door, and what only repeats the name that is being corrected.
NOT_WALKED: Final = frozenset({"delete", "delete_all", "bye", "admin", "report_entry", "propose", "proposal", "recall"})
SITUATIONS: Final = ("doctored_picture", "data_leak", "danger_now", "none")
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "role": ("borrower", "third_party", "guarantor"),
    "situation": SITUATIONS,
    "platform": ("unknown", "none", "zhaolian_xf", "cmb"),
    "when": ("today", "before"),
    "place": ("cn_50",),
}
# It is the sender of warnings, and nobody is to call it.
NO_LINE: Final = {"12381"}


def numbers_of(facts: Directory) -> set[str]:
    """Every number of the directory that is none of the national short ones."""
    told = [c.how_to_find.zh_hans for c in facts.channels.values() if c.how_to_find]
    inside = {number for text in told for number in re.findall(r"(?<!\d)\d{5,12}(?!\d)", text)}
    lines = {number for platform in facts.platforms.values() for number in platform.numbers}
    return ({c.phone for c in facts.channels.values() if c.phone} | lines | inside) - NATIONAL - NO_LINE


def ways_of(facts: Directory) -> set[str]:
    """Every address and every account of the directory, but those that are themselves the way to look something up."""
    webs = {c.web for c in facts.channels.values() if c.web}
    every = webs | {c.wechat.zh_hans for c in facts.channels.values() if c.wechat}
    told = " ".join(c.how_to_find.zh_hans for c in facts.channels.values() if c.how_to_find)
    return {way for way in every if way not in told}


def has(number: str, text: str) -> bool:
    return re.search(rf"(?<![\d-]){re.escape(number)}(?![\d-])", text) is not None


def presses(facts: Directory) -> Iterator[tuple[str, str]]:
    """Every verb with what it takes, and every look-up of a body or of a company with a line."""
    for verb in sorted(VERBS - NOT_WALKED):
        yield from ((verb, argument) for argument in ("", *ARGUMENTS.get(verb, ())))
    yield from (("channel", id_) for id_ in facts.channels)
    yield from (("channels", page) for page in ("2", "3", "4", "5", "local"))
    yield from (("who", p.id) for p in list(facts.platforms.values())[::4] if p.numbers)


async def walk(person: Person, world: World, facts: Directory) -> Iterator[str]:
    """Everything that one person sees, one text for each thing done."""
    seen: list[str] = []
    for text in MESSAGES:
        await person.forwards(text, sender="13000000001")
        seen.append(person.news())
        card = person.last()
        case = (await world.cases_of(person))[-1]
        for verb, argument in presses(facts) if text is MESSAGES[0] else _short():
            await person.presses_data(card, encode(Press(verb, case.id, argument)), forged=True)
            seen.append(person.news())
        await world.passes(hours=1)
    for command in sorted(VERBS - NOT_WALKED):
        await person.says(f"/{command}")
        seen.append(person.news())
    return iter(seen)


def _short() -> Iterator[tuple[str, str]]:
    yield from (("role", role) for role in ARGUMENTS["role"])
    yield from ((verb, "") for verb in ("tonight", "today", "steps", "form", "lender", "denied", "who", "card"))
    yield from (("situation", told) for told in SITUATIONS)


async def test_after_a_hundred_days_no_number_is_shown_without_the_mark(world: World, facts: Directory) -> None:
    person, numbers, marked = world.person("借款人"), numbers_of(facts), 0
    await world.passes(days=100)
    for text in await walk(person, world, facts):
        lines = text.split("\n")
        for number in numbers:
            place = next((place for place, line in enumerate(lines) if has(number, line)), None)
            if place is not None:
                marked += 1
                assert MARK in "".join(lines[place : place + REACH]), text
    assert marked > 100


async def test_after_two_hundred_days_no_number_no_address_and_no_account_is_shown(
    world: World, facts: Directory
) -> None:
    person, numbers, ways = world.person("借款人"), numbers_of(facts), ways_of(facts)
    await world.passes(days=200)
    national = 0
    for text in await walk(person, world, facts):
        assert not [number for number in numbers if has(number, text)], text
        assert not [way for way in ways if way in text], text
        national += "12378" in text
    assert national > 3
    assert not [number for number in numbers for button in person.buttons() if has(number, button)]


async def test_in_danger_nobody_is_told_to_check_a_number_first(world: World) -> None:
    person = world.person("借款人")
    await world.passes(days=400)
    for command in ("/despair", "/at_door", "/unsafe"):
        await person.says(command)
        person.sees("110")
        assert MARK not in person.news()


async def test_a_reminder_and_an_old_card_are_answered_with_what_holds_on_the_day_of_the_press(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(MESSAGES[0], sender="13000000001")
    await person.presses("存下来")
    await person.says("/tonight")
    await person.presses("明早 9 点提醒我")
    await world.passes(days=200)
    assert "95786" not in person.news()
    await person.presses("打开")
    assert "95786" not in person.news()
    await person.says("/card")
    person.sees("官方 App")
    assert "95786" not in person.news()
