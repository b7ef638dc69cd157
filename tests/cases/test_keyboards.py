"""At most six buttons in at most three rows, whatever is known."""

from itertools import product

import pytest

from cases.incident import Incident, IncidentKind
from cases.keyboards import MOST_BUTTONS, MOST_ROWS, card_rows
from model.case import CaseFacts, Level, Role
from model.labels import Label

EVERY = list(product(IncidentKind, Role, Level, [False, True], [False, True], [False, True], [(), ("a", "b")]))


def incident(kind: IncidentKind, *, third_party: bool, traps: bool) -> Incident:
    counts = ((Label.INSULT, 1),) if kind is IncidentKind.SUSPECTED else ()
    return Incident(kind, counts, (), 1, 0, traps, third_party, police=False, authority=False)


@pytest.mark.parametrize(("kind", "role", "level", "third_party", "traps", "joined", "candidates"), EVERY)
def test_every_card_has_room_for_its_buttons(
    kind: IncidentKind,
    role: Role,
    level: Level,
    third_party: bool,
    traps: bool,
    joined: bool,
    candidates: tuple[str, ...],
) -> None:
    facts = CaseFacts(role=role, platform_candidates=candidates)
    rows = card_rows(incident(kind, third_party=third_party, traps=traps), facts, level, night=True, joined=joined)
    assert len(rows) <= MOST_ROWS
    assert all(rows)
    assert sum(len(row) for row in rows) <= MOST_BUTTONS
    labels = [button.label for row in rows for button in row]
    assert len(labels) == len(set(labels))


def shown(role: Role, *, third_party: bool, traps: bool = False, level: Level = Level.DRAFT) -> set[str]:
    made = incident(IncidentKind.SUSPECTED, third_party=third_party, traps=traps)
    rows = card_rows(made, CaseFacts(role=role), level, night=True, joined=False)
    return {button.label for row in rows for button in row}


def test_somebody_who_owes_nothing_can_always_leave_with_one_press() -> None:
    assert "enough" in shown(Role.THIRD_PARTY, third_party=False)
    assert "enough" in shown(Role.UNKNOWN, third_party=True)


def test_somebody_whose_position_is_unknown_is_asked_for_it() -> None:
    assert {"owe", "not_owe"} <= shown(Role.UNKNOWN, third_party=False)


def test_no_reply_is_offered_where_answering_would_confirm_a_live_number() -> None:
    assert "copy_reply" in shown(Role.THIRD_PARTY, third_party=True)
    assert "copy_reply" not in shown(Role.THIRD_PARTY, third_party=True, traps=True)


def test_consent_is_a_button_until_it_was_given() -> None:
    assert "keep" in shown(Role.BORROWER, third_party=False)
    assert "keep" not in shown(Role.BORROWER, third_party=False, level=Level.KEPT)
    assert "keep" not in shown(Role.BORROWER, third_party=False, level=Level.ANSWER_ONLY)


@pytest.mark.parametrize("role", list(Role))
def test_where_several_companies_fit_the_company_can_be_told_by_day(role: Role) -> None:
    made = incident(IncidentKind.SUSPECTED, third_party=False, traps=False)
    facts = CaseFacts(role=role, platform_candidates=("a", "b"))
    rows = card_rows(made, facts, Level.DRAFT, night=False, joined=False)
    assert "platform_ask" in {button.label for row in rows for button in row}
