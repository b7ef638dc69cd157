"""One door for contacts, and nobody goes around it."""

import ast
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

import cases
import directory
from cases.contacts import as_params, contact_on, contact_params, further_lines, statement_on
from directory import Directory
from directory.age import NATIONAL
from model.locale import Locale

NOW: Final = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
HANS: Final = Locale.ZH_HANS
# What hands out a contact, a line or a mailbox of the directory.
DOORS: Final = frozenset({"contact", "platform_contact", "platform_phone", "second_lines", "shown", "mailbox"})
ROOM: Final = sorted(Path(cases.__file__).parent.glob("*.py"))


@pytest.fixture(scope="module")
def facts() -> Directory:
    return directory.load()


def doors_of(path: Path) -> set[str]:
    """What a module takes of the directory that hands out a contact."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in ("directory", "directory.contact"):
            named |= {alias.name for alias in node.names}
        if isinstance(node, ast.Import) and any(alias.name.startswith("directory") for alias in node.names):
            named |= DOORS
    return named & DOORS


def test_no_other_module_of_the_room_asks_the_directory_for_a_contact() -> None:
    assert {path.stem for path in ROOM if doors_of(path)} == {"contacts"}


@pytest.mark.parametrize(
    ("days", "phone", "check"), [(90, True, False), (91, True, True), (180, True, True), (181, False, True)]
)
def test_a_line_is_shown_then_marked_then_withheld(facts: Directory, days: int, phone: bool, check: bool) -> None:
    for id_ in ("zhaolian_xf", "court_12368"):
        body = contact_on(facts, id_, HANS, NOW + timedelta(days=days))
        assert body
        assert (bool(body.phone), body.please_check, body.withheld) == (phone, check, not phone)
        assert phone or body.how_to_find


def test_the_day_is_that_of_china(facts: Directory) -> None:
    evening = datetime(2027, 2, 19, 16, 30, tzinfo=UTC)  # already the 91st day there
    body = contact_on(facts, "zhaolian_xf", HANS, evening)
    assert body
    assert body.please_check
    before = contact_on(facts, "zhaolian_xf", HANS, evening - timedelta(hours=1))
    assert before
    assert not before.please_check


@pytest.mark.parametrize("locale", list(Locale))
def test_no_name_and_no_text_keeps_a_number_that_is_withheld(facts: Directory, locale: Locale) -> None:
    for channel in facts.channels.values():
        body = contact_on(facts, channel.id, locale, NOW + timedelta(days=200))
        assert body
        if channel.phone and channel.phone not in NATIONAL:
            told = " ".join(text for text in (body.name, body.how_to_find, body.phone_note, body.wechat) if text)
            assert channel.phone not in told, channel.id
            assert body.name.strip()


def test_further_lines_and_statements_go_with_the_line(facts: Directory) -> None:
    with_more = next(p for p in facts.platforms.values() if p.second_lines and p.phone)
    old, gone = NOW + timedelta(days=100), NOW + timedelta(days=200)
    assert all(isinstance(m, dict) and m["please_check"] for m in further_lines(facts, with_more.id, HANS, old))
    assert further_lines(facts, with_more.id, HANS, old)
    assert further_lines(facts, with_more.id, HANS, gone) == []
    douyin, plain = facts.platforms["douyin"], facts.platforms["shanyin_wecash"]
    assert "95152" in (statement_on(facts, douyin, HANS, old) or "")
    assert statement_on(facts, douyin, HANS, gone) is None
    assert statement_on(facts, plain, HANS, gone) == statement_on(facts, plain, HANS, NOW) is not None


def test_nothing_has_no_parameters_and_a_body_carries_its_day(facts: Directory) -> None:
    assert as_params(None) is None
    assert contact_params(facts, "shanyin_wecash", HANS, NOW) is None
    params = contact_params(facts, "nfra_12378", HANS, NOW)
    assert isinstance(params, dict)
    assert (params["id"], params["phone"], params["checked_on"]) == ("nfra_12378", "12378", "2026-11-21")
