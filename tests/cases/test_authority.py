"""The features joined with the facts, and the button that leads to them."""

from itertools import product

import pytest

import directory
from cases.authority import FORMED, OFFICIAL_LINE, OLD_FORM, ORDER, OTHER_NUMBER, UNFORMED, look
from cases.incident import Incident, IncidentKind
from cases.keyboards import MOST_BUTTONS, MOST_ROWS, card_rows
from classify import Feature, FeatureKind, Office
from directory import Directory
from model.case import CaseFacts, Level, Role
from model.classification import Span
from model.labels import Label

COURT = Feature(FeatureKind.SPEAKS_AS, Span(0, 2), Office.COURT)
ARBITRATION = Feature(FeatureKind.SPEAKS_AS, Span(0, 2), Office.ARBITRATION)


@pytest.fixture(scope="module")
def facts() -> Directory:
    return directory.load()


def numbered(value: str) -> Feature:
    return Feature(FeatureKind.CASE_NUMBER, Span(0, 2), value=value)


@pytest.mark.parametrize(
    ("value", "kind", "place"),
    [
        ("(2025)浙0102民初1234号", FORMED, "浙江"),
        ("(2025)京 0105 民初 1234 号", FORMED, "北京"),
        ("(2024)法催字第12号", UNFORMED, None),
        ("(2025)深南民催100号", UNFORMED, None),
        ("(2013)民三终字第1号", OLD_FORM, None),
    ],
)
def test_a_number_in_a_courts_name_is_held_against_the_courts_form(
    value: str, kind: str, place: str | None, facts: Directory
) -> None:
    found = look(facts, [COURT, numbered(value)])
    assert (found.features, found.court) == ((kind,), place)


def test_the_number_of_another_office_is_not_held_against_the_courts_form(facts: Directory) -> None:
    assert look(facts, [ARBITRATION, numbered("(2025)深仲裁字第1234号")]).features == (OTHER_NUMBER,)


def test_a_short_number_is_official_where_the_directory_has_it_and_only_there(facts: Directory) -> None:
    for value, kind in (("12368", OFFICIAL_LINE), ("10999", FeatureKind.SHORT_NUMBER.value)):
        assert look(facts, [COURT, Feature(FeatureKind.SHORT_NUMBER, Span(0, 5), value=value)]).features == (kind,)


def test_every_kind_of_feature_has_its_place_in_the_order(facts: Directory) -> None:
    for kind in FeatureKind:
        found = look(facts, [COURT, Feature(kind, Span(0, 2), value="(2025)浙0102民初1号")])
        expected = 0 if kind in (FeatureKind.SPEAKS_AS, FeatureKind.NAMES) else 1
        assert len(found.features) == expected, kind
    assert len(ORDER) == len(set(ORDER))


def posing(kind: IncidentKind, *, third_party: bool, authority: bool = True) -> Incident:
    maybe = (Label.IMPERSONATION,) if kind is IncidentKind.UNSURE else ()
    return Incident(kind, (), maybe, 1, 0, traps=False, third_party=third_party, police=False, authority=authority)


@pytest.mark.parametrize(
    ("role", "level", "third_party", "night", "candidates"),
    list(product(Role, Level, [False, True], [False, True], [(), ("a", "b")])),
)
def test_the_look_is_on_every_card_of_a_text_that_poses_and_the_card_stays_as_small(
    role: Role, level: Level, third_party: bool, night: bool, candidates: tuple[str, ...]
) -> None:
    facts = CaseFacts(role=role, platform_candidates=candidates)
    for kind in (IncidentKind.SUSPECTED, IncidentKind.OFFICIAL, IncidentKind.UNSURE):
        made = posing(kind, third_party=third_party)
        rows = card_rows(made, facts, level, night=night, joined=False)
        labels = [button.label for row in rows for button in row]
        assert labels.count("authority") == 1
        assert len(rows) <= MOST_ROWS
        assert len(labels) <= MOST_BUTTONS
        assert (
            not night
            or role is Role.THIRD_PARTY
            or third_party
            or kind is not IncidentKind.SUSPECTED
            or ("despair" in labels)
        )


def test_a_text_that_poses_as_nobody_has_no_such_button() -> None:
    made = posing(IncidentKind.SUSPECTED, third_party=False, authority=False)
    rows = card_rows(made, CaseFacts(), Level.DRAFT, night=True, joined=False)
    assert "authority" not in [button.label for row in rows for button in row]
