"""What a reply shows is read off its parameters; who is to be told follows from that and from the directory of today."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.recall import decide, outdated
from cases.sights import sights
from db.shown import Shown
from model.locale import Locale
from model.reply import Json, Reply
from model.shown import Entry, EntryKind, Sight, Standing
from tests.fakes.clock import START

ZH, DAY = Locale.ZH_HANS, date(2026, 11, 21)
BODY: dict[str, Json] = {
    "id": "body",
    "name": "某处",
    "phone": "95000",
    "phone_note": "按 2",
    "web": "a.cn",
    "wechat": None,
    "how_to_find": "看官网",
    "checked_on": "2026-11-21",
}
OLD, WEB = Entry(EntryKind.PHONE, "95000", "按 2"), Entry(EntryKind.WEB, "a.cn")
SIGHT = Sight("body", "某处", ZH, (OLD, WEB), DAY)
NOW = Standing("body", "某处", (OLD, WEB), DAY)


def shown(person: str, sight: Sight = SIGHT, case: str = "c1", minutes: int = 0) -> Shown:
    at = START + timedelta(minutes=minutes)
    return Shown(f"{person}{minutes}", person, case, sight, at, at)


class TestSights:
    def test_a_contact_is_found_however_deep_it_lies(self) -> None:
        nested: tuple[dict[str, Json], ...] = (
            {"contact": BODY},
            {"who": {"kind": "platform", "line": BODY}},
            {"day": [[BODY], None]},
        )
        for params in nested:
            assert sights(Reply("x", params), ZH) == (SIGHT,)

    def test_a_further_line_belongs_to_its_company(self) -> None:
        line: dict[str, Json] = {"id": "body", "number": "400", "note": "信用卡", "please_check": False}
        (found,) = sights(Reply("who", {"line": BODY, "more_lines": [line]}), ZH)
        assert found == replace(SIGHT, entries=(OLD, WEB, Entry(EntryKind.PHONE, "400", "信用卡")))

    def test_a_sentence_counts_where_a_number_stands_in_it(self) -> None:
        bare: dict[str, Json] = {**BODY, "phone": None, "phone_note": None, "web": None}
        assert sights(Reply("x", {"contact": bare}), ZH) == ()
        (found,) = sights(Reply("x", {"contact": {**bare, "how_to_find": "打 10086"}}), ZH)
        assert found.entries == (Entry(EntryKind.HOW, "打 10086"),)

    def test_the_number_of_a_sender_is_no_contact(self) -> None:
        form: dict[str, Json] = {"id": "c12321", "number": "13000000001", "text": "x", "contact": None}
        assert sights(Reply("form", {**form, "labels": [{"id": "insult", "count": 2}]}), ZH) == ()

    def test_what_is_read_as_old_is_not_shown_again(self) -> None:
        assert sights(Reply("recalled", {"name": "某处", "old": [{"value": "95000", "note": None}]}), ZH) == ()

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from([*BODY, "number", "note", "x"]), inner, max_size=4)
            ),
            max_leaves=12,
        )
    )
    def test_whatever_the_parameters_are_every_sight_has_a_record_and_an_entry(self, value: Json) -> None:
        for sight in sights(Reply("x", {"params": value}), ZH):
            assert sight.entries
            assert all(entry.value for entry in sight.entries)


class TestWhoIsTold:
    def test_what_still_holds_is_not_outdated_whatever_was_added_or_checked_since(self) -> None:
        added = Entry(EntryKind.WECHAT, "公众号")
        assert outdated(SIGHT, replace(NOW, entries=(*NOW.entries, added), checked_on=DAY + timedelta(days=1))) == ()

    def test_a_note_is_part_of_a_number(self) -> None:
        assert outdated(SIGHT, replace(NOW, entries=(replace(OLD, note="按 3"), WEB))) == (OLD,)

    def test_where_there_is_no_record_any_more_nothing_holds(self) -> None:
        assert outdated(SIGHT, None) == SIGHT.entries

    def test_one_person_is_told_once_of_everything_she_saw_with_the_newest_case(self) -> None:
        older = replace(SIGHT, entries=(Entry(EntryKind.PHONE, "94000"),))
        rows = [shown("a", older), shown("a", minutes=1, case="c2"), shown("b", replace(SIGHT, entries=(WEB,)))]
        (due,) = decide(rows, dict.fromkeys(Locale, replace(NOW, entries=(WEB,))))
        assert (due.person_id, due.case_id) == ("a", "c2")
        assert due.old.entries == (older.entries[0], OLD)

    def test_each_sight_is_held_against_the_directory_in_its_own_language(self) -> None:
        english = replace(SIGHT, locale=Locale.EN, entries=(replace(OLD, note="then 2"),))
        standings = {**dict.fromkeys(Locale, NOW), Locale.EN: replace(NOW, entries=english.entries)}
        assert decide([shown("a"), shown("b", english)], standings) == ()
        assert [due.person_id for due in decide([shown("b", english)], dict.fromkeys(Locale, NOW))] == ["b"]
