"""Many items make one incident, and the incident has one kind."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.incident import IncidentKind, Seen, sum_up
from model.case import Item, Receiver
from model.labels import GROUP, SEVERITY, Group, Label


def item(*labels: Label) -> Item:
    return Item("i", "c", 1, 1, 1, datetime(2026, 11, 21, tzinfo=UTC), Receiver.UNKNOWN, "", labels=labels)


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        ([Seen((Label.INSULT,)), Seen((Label.OTHER,))], IncidentKind.SUSPECTED),
        ([Seen((Label.DEBT_SERVICE_AD,))], IncidentKind.AD),
        ([Seen((Label.DEBT_SERVICE_AD, Label.MONEY_TRAP))], IncidentKind.SUSPECTED),
        ([Seen((Label.LAWFUL_REMINDER,)), Seen((Label.OWN_WORDS,))], IncidentKind.LAWFUL),
        ([Seen((Label.OFFICIAL_NOTICE,))], IncidentKind.OFFICIAL),
        ([Seen((Label.OWN_WORDS,), article=True)], IncidentKind.ARTICLE),
        ([Seen((Label.OWN_WORDS,))], IncidentKind.OWN_WORDS),
        ([Seen((Label.OTHER,))], IncidentKind.OTHER),
        ([Seen((), (Label.INSULT,), sure=False)], IncidentKind.UNSURE),
        ([Seen(readable=False)], IncidentKind.UNREAD),
    ],
)
def test_the_gravest_thing_decides_what_the_answer_is_about(seen: list[Seen], kind: IncidentKind) -> None:
    assert sum_up(seen).kind is kind


def test_kinds_are_counted_per_item_and_the_gravest_stands_first() -> None:
    incident = sum_up([Seen((Label.INSULT,)), Seen((Label.INSULT, Label.THREAT_FAMILY)), Seen(readable=False)])
    assert incident.counts == ((Label.THREAT_FAMILY, 1), (Label.INSULT, 2))
    assert (incident.texts, incident.unread) == (2, 1)


def test_one_insult_is_not_for_the_police_but_the_second_is_also_when_the_first_came_earlier() -> None:
    assert not sum_up([Seen((Label.INSULT,))]).police
    assert sum_up([Seen((Label.INSULT,)), Seen((Label.OBSCENITY,))]).police
    assert sum_up([Seen((Label.INSULT,))], earlier=[item(Label.OBSCENITY)]).police


def test_a_single_threat_is_for_the_police_at_once() -> None:
    assert sum_up([Seen((Label.THREAT_PERSON,))]).police


def test_a_trap_for_money_is_no_repeated_abuse() -> None:
    assert not sum_up([Seen((Label.MONEY_TRAP,))], earlier=[item(Label.MONEY_TRAP)]).police


SEEN = st.builds(
    Seen, st.lists(st.sampled_from(list(Label)), max_size=3, unique=True).map(tuple), st.just(()), st.booleans()
)


@given(st.lists(SEEN, max_size=6))
def test_the_order_of_arrival_never_changes_what_is_said(seen: list[Seen]) -> None:
    assert sum_up(seen) == sum_up(seen[::-1])


@given(st.lists(SEEN, max_size=6))
def test_no_kind_is_ever_counted_as_conduct_and_the_gravest_leads(seen: list[Seen]) -> None:
    labels = sum_up(seen).labels
    assert all(GROUP[label] is not Group.KIND for label in labels)
    assert [SEVERITY[label] for label in labels] == sorted((SEVERITY[label] for label in labels), reverse=True)
