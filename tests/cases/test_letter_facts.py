"""From contacts to the facts of a letter: no names, no guessed times, articles by the day of the act; pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.letter_facts import ROWS, Bodies, Earlier, Marks, Material, cited_laws, known
from classify.conduct import conduct
from model.case import CaseFacts, Receiver, Role, ValueSource
from model.contact import Ground
from model.contact_event import ContactEvent, ContactKind
from model.labels import Label
from model.letter import LetterKind
from model.reply import Json

AT = datetime(2026, 11, 20, 14, 41, tzinfo=UTC)


def event(**changes: object) -> ContactEvent:
    base: dict[str, object] = {
        "at": AT,
        "kind": ContactKind.MESSAGE,
        "connected": None,
        "sender": "13000000001",
        "receiver": Receiver.ME,
        "source": ValueSource.ORIGIN,
        "labels": (Label.INSULT,),
    }
    return ContactEvent(**{**base, **changes})  # type: ignore[arg-type]  # a made-up event, field by field


def material(*events: ContactEvent, facts: CaseFacts | None = None, earlier: Earlier | None = None) -> Material:
    return Material(
        facts=facts or CaseFacts(),
        events=events,
        conduct=conduct(events, (), Role.UNKNOWN),
        marks=Marks(),
        bodies=Bodies(),
        laws=(),
        rules={},
        earlier=earlier or Earlier(),
        today=date(2026, 11, 22),
    )


def rows(found: dict[str, Json]) -> list[dict[str, Json]]:
    listed = found["rows"]
    assert isinstance(listed, list)
    return [row for row in listed if isinstance(row, dict)]


def test_what_a_chat_calls_its_sender_is_no_number_and_a_name_is_never_printed() -> None:
    found = known(material(event(sender="王小红"), event(sender="+8613000000001")), "")
    assert [row["number"] for row in rows(found)] == [None, "+8613000000001"]
    assert "王小红" not in str(found)


def test_the_moment_of_handing_on_is_no_time_and_a_time_that_was_told_says_so() -> None:
    handed_on, told = event(source=ValueSource.RECEIVED), event(source=ValueSource.CLAIMED)
    first, second = rows(known(material(handed_on, told), ""))
    assert first["at"] is None
    assert second["at"] == "2026-11-20T22:41"
    assert second["claimed"]


def test_of_a_long_case_the_newest_lines_stand_in_the_letter_and_the_rest_is_counted() -> None:
    every = [event(at=AT + timedelta(hours=n)) for n in range(ROWS + 5)]
    found = known(material(*every), "")
    assert len(rows(found)) == ROWS
    assert found["more_rows"] == 5
    assert rows(found)[-1]["at"] == "2026-11-21T14:41"
    assert found["since"] == "2026-11-20T22:41"


def test_only_ports_are_for_the_look_up_of_numbers() -> None:
    found = known(material(event(), event(sender="1069000000001"), event(sender="95188")), "")
    assert found["numbers"] == ["13000000001", "1069000000001", "95188"]
    assert found["ports"] == ["1069000000001", "95188"]


def test_bystanders_are_relations_and_nobody_says_whose_phone_it_was() -> None:
    found = known(material(event(receiver=Receiver.PARENT), event(receiver=Receiver.UNKNOWN)), "")
    assert found["others"] == ["parent"]


def test_a_role_that_nobody_told_is_no_fact() -> None:
    assert not {"owes", "owes_nothing", "guarantor"} & set(known(material(event()), ""))
    assert known(material(event(), facts=CaseFacts(role=Role.THIRD_PARTY)), "")["owes_nothing"] is True


def test_silence_is_counted_in_days_and_only_where_it_is_one() -> None:
    filed = Earlier(filed_on=date(2026, 11, 1), number="7")
    assert "silence" not in known(material(event(), earlier=filed), "")
    late = Earlier(filed_on=date(2026, 11, 1), number="7", is_silent=True)
    assert known(material(event(), earlier=late), "")["silence"] == {"on": "2026-11-01", "days": 21}


def test_a_case_without_any_contact_has_none_of_the_facts_of_one() -> None:
    assert not {"rows", "kinds", "night", "numbers", "since", "law"} & set(known(material(), ""))


def ground(id_: str, force: str = "law", article: str | None = "第一条", title: str = "甲法") -> Ground:
    return Ground(id_, title, "说明", force, article)


def test_one_act_is_cited_once_with_its_articles_and_none_where_one_depends_on_an_unknown_day() -> None:
    both = cited_laws([ground("cc_1"), ground("cc_2", article="第二条")], to_police=False)
    assert both == ({"title": "甲法", "article": "第一条、第二条", "force": "law"},)
    unknown = cited_laws([ground("cc_1"), ground("cc_2", article=None)], to_police=False)
    assert unknown[0]["article"] is None


@pytest.mark.parametrize("kind", list(LetterKind))
def test_criminal_law_is_cited_to_nobody_and_the_penalties_law_to_the_police_only(kind: LetterKind) -> None:
    laws = [
        ground("cl_274", title="乙"),
        ground("ps_50_1", title="丙"),
        ground("cc_1"),
        ground("w", "case", title="丁"),
    ]
    titles = {law["title"] for law in cited_laws(laws, to_police=kind is LetterKind.POLICE)}
    assert titles == ({"丙"} if kind is LetterKind.POLICE else {"甲法"})
