"""One sample or more of every page besides the card, with typed parameters as the cases hand them over."""

from typing import Final

from model.locale import Locale
from model.reply import Button, ButtonKind, Json, Notice, Reply
from tests.templates.authority import posing
from tests.templates.bodies import aged, body
from tests.templates.cards import LOOK_UP
from tests.templates.checks import checks
from tests.templates.climbs import climbs, clock
from tests.templates.conduct import conducts
from tests.templates.documents import documents
from tests.templates.imports import imports
from tests.templates.letters import letter_pages
from tests.templates.lookups import lookups, register
from tests.templates.recalls import recalls

# Pages that take nothing.
PLAIN: Final = (
    "start",
    "help",
    "language",
    "language_set",
    "no_cases",
    "no_current",
    "no_text",
    "ask_role",
    "tell_friend",
    "tell_parents",
    "calls",
    "reply_words",
    "forgotten",
    "goodbye",
    "delete_all_ask",
    "answer_only_on",
    "answer_only_off",
    "wrong_ask",
    "wrong_thanks",
    "send_again",
    "sender_ask",
    "despair_safe",
    "remind",
    "expiry",
    "recall",
    "filed",
    "empty",
    "no_reply",
    *(f"media/{kind}" for kind in ("sticker", "poll", "location", "contact", "other", "too_big")),
    *(f"media/{kind}" for kind in ("animation", "dice", "game", "story", "disk_full")),
    "reading_right",
    *(f"error/{kind}" for kind in ("unknown", "gone", "not_understood", "too_much")),
)
NUMBERED: Final = ("type_words", "kept", "already_kept", "delete_ask", "moved", "merged", "split")
NOTICES: Final = ("kept", "deleted", "saved", "done", "calendar_title")
UNASKED: Final = ("remind", "expiry", "proposal_seen", "recall", "step_remind", "due_changed")

_TEXT: Final = "再不还 <今晚> 就去你家 & 单位。\n\n\n回 T 退订"


def pages(locale: Locale) -> dict[str, Reply]:
    """Every page but the card; the key is the name of its golden file."""
    plain = {name.replace("/", "_"): Reply(name) for name in PLAIN}
    numbered = {name: Reply(name, {"number": 3}) for name in NUMBERED}
    asked = _about() | _cases() | _said() | _guidance(locale) | _crisis(locale) | lookups(locale)
    more = recalls(locale) | posing(locale) | imports(locale) | conducts(locale) | climbs(locale) | letter_pages(locale)
    more |= documents() | checks()
    return plain | numbered | asked | more


def _about() -> dict[str, Reply]:
    known: dict[str, Json] = {"operator": "Undun Verein", "contact": "post@example.org", "place": "Zürich"}
    empty: dict[str, Json] = {"operator": None, "contact": None, "place": None}
    return {
        "about": Reply("about", known | {"answer_only": False}),
        "about_nobody": Reply("about", empty | {"answer_only": True}),
    }


def _line(number: int, name: str | None, expires_on: str | None) -> dict[str, Json]:
    level = "draft" if expires_on else "kept"
    return {
        "number": number,
        "name": name,
        "level": level,
        "items": 12,
        "opened_on": "2026-11-20",
        "expires_on": expires_on,
    }


def _item(number: int, **changes: Json) -> dict[str, Json]:
    unknown: dict[str, Json] = dict.fromkeys(("sent", "sent_source", "sender", "sender_source", "file"))
    base: dict[str, Json] = {"number": number, "received": "11-21 23:41", "receiver": "unknown", "labels": []}
    return unknown | {"machine": True, "handed_in": False} | base | changes


def _cases() -> dict[str, Reply]:
    listed: list[Json] = [_line(3, "招联金融", None), _line(2, None, "11-22 23:41")]
    items: list[Json] = [
        _item(11, sent="11-20 22:41", sent_source="origin", sender="1069000000001", sender_source="claimed"),
        _item(12, receiver="me", labels=[{"id": "insult"}, {"id": "threat_family"}]),
        _item(13, receiver="parent", file="photo", labels=[{"id": "lawful_reminder"}], handed_in=True)
        | {"sender": "1069000000001", "sender_source": "picture"},
    ]
    one: dict[str, Json] = {"kind": "suspected", "role": "borrower", "denied": True, "items": items, "count": 13}
    one["calls"] = 2
    one["step"] = {"rung": "lender_complaint", "status": "filed", "outcome": None, "on": "2026-11-23", "here": False}
    one["step"] |= {"clock": clock()}
    one |= {
        "receivers": [{"id": "me", "count": 9}, {"id": "parent", "count": 4}],
        "senders": [{"name": "1069000000001", "count": 8}, {"name": "13000000001", "count": 3}],
        "more_senders": 2,
        "handed_in": 4,
    }
    draft: dict[str, Json] = {"kind": "unread", "role": "unknown", "denied": False, "items": items[2:], "count": 1}
    draft["calls"] = 0
    draft["step"] = None
    draft |= {"receivers": [{"id": "unknown", "count": 1}], "senders": [], "more_senders": 0, "handed_in": 0}
    texts: list[Json] = [
        {"number": 1, "text": _TEXT, "machine": True},
        {"number": 2, "text": "钱什么时候还", "machine": False},
    ]
    move = Button("move_to:2", "move", "2"), Button("merge:2", "merge", "2")
    return {
        "cases": Reply("cases", {"cases": listed}, ((Button("case:3", "case", "3"),),)),
        "case": Reply("case", _line(3, "招联金融", None) | one),
        "case_draft": Reply("case", _line(2, None, "11-22 23:41") | draft),
        "original": Reply("original", {"items": texts, "more": 4}),
        "move_ask": Reply("move_ask", {"cases": listed}, ((Button("new_case", "move", "new"),), move)),
        "media_edited": Reply("media/edited", {"number": 4}),
        "media_edited_unknown": Reply("media/edited", {"number": None}),
    }


def _said() -> dict[str, Reply]:
    said = {f"receiver_saved_{who}": Reply("receiver_saved", {"receiver": who}) for who in ("me", "family", "friends")}
    names: list[Json] = ["平安普惠", "中银普惠"]
    rows = tuple((Button(f"platform:{name}", "platform", "p"),) for name in names)
    return said | {
        "receiver_saved_unsure": Reply("receiver_saved", {"receiver": "unsure"}),
        **_read(),
        "whose": Reply("whose", {"count": 12}),
        "whose_one": Reply("whose", {"count": 1}),
        "platform_ask": Reply("platform_ask", {"names": names}, rows),
        "when_ask": Reply("when_ask", {"year": "2026"}, ((Button("when_since:2026", "when", "since"),),)),
        "when_ask_undated": Reply("when_ask", {"year": ""}),
        "situation_ask": Reply("situation_ask", {"situation": None}, ((Button("in_none", "situation", "none"),),)),
        "situation_ask_again": Reply("situation_ask", {"situation": "doctored_picture"}),
        "platform_ask_nameless": Reply("platform_ask", {"names": []}),
        "sender_saved": Reply("sender_saved", {"number": "1069000000001"}),
        "remind_set": Reply("remind_set", {"at": "11-22 09:00"}),
    }


def _read() -> dict[str, Reply]:
    """What comes of reading pictures."""
    look: list[Json] = [3, 8, 20, 41]
    named: dict[str, Json] = {"sender": "1069000000001", "sender_source": "picture"}
    timed: dict[str, Json] = {"sent": "2026-11-20 21:30", "sent_source": "picture"}
    nothing: dict[str, Json] = dict.fromkeys(("sender", "sender_source", "sent", "sent_source"))
    doubts: list[Json] = ["sender", "time", "side"]
    rows = ((Button("read_ok", "read_ok"), Button("look_at:3", "look_at", "3")),)
    runs = ((Button("items:8-12", "whose", "parent:8-12"),),)
    right = ((Button("this_is_right", "read_ok", "3"), Button("type_words", "type_words", "3")),)
    return {
        "reading_done": Reply("reading_done", {"clear": 53, "look": look, "more": 0, "count": 4, "days": 6}, rows),
        "reading_done_many": Reply(
            "reading_done", {"clear": 40, "look": look * 2, "more": 12, "count": 20, "days": 0}, rows
        ),
        "reading_done_clear": Reply("reading_done", {"clear": 12, "look": [], "more": 0, "count": 0, "days": 12}),
        "reading_item": Reply(
            "reading_item", named | timed | {"number": 3, "has_words": True, "doubts": ["day"]}, right
        ),
        "reading_item_blank": Reply("reading_item", nothing | {"number": 8, "has_words": False, "doubts": doubts}),
        "receiver_which": Reply("receiver_which", {"receiver": "parent", "first": 1, "last": 60}, runs),
        "receiver_items": Reply("receiver_items", {"receiver": "spouse", "count": 5, "left": 3}),
        "receiver_items_all": Reply("receiver_items", {"receiver": "other", "count": 5, "left": 0}),
        **_alike(),
        **_recordings(),
        "media_over_quota": Reply("media/over_quota", {"megabytes": 500}),
    }


def _recordings() -> dict[str, Reply]:
    """A recording that is kept, and one that a machine wrote down."""
    told: dict[str, Json] = {"number": 3, "length": "0:42", "silent": False, "asked": True}
    rows = ((Button("original", "original"), Button("this_is_right", "read_ok", "3")),)
    left = ((Button("no_words", "no_words"),),)
    type_it = ((Button("type_words", "type_words", "3"),),)
    return {
        "recording_kept": Reply("recording_kept", told, left),
        "recording_kept_silent": Reply(
            "recording_kept", told | {"length": None, "silent": True, "asked": False}, type_it
        ),
        "recording_heard": Reply("recording_heard", {"number": 3, "length": "1:02:03", "cut": True}, (*rows, *type_it)),
        "recording_left": Reply("recording_left"),
    }


def _alike() -> dict[str, Reply]:
    """What may be one, by what it is alike in; then what was said of it."""
    two: dict[str, Json] = {"item": 8, "other": 3}
    rows = ((Button("is_same", "same", "8-3"), Button("is_different", "differ", "8-3")),)
    asked = {
        f"same_ask_{alike}": Reply("same_ask", two | {"alike": alike, "more": 0}, rows)
        for alike in ("bytes", "text", "words", "picture")
    }
    many = Reply("same_ask", two | {"alike": "text", "more": 11}, (*rows, (Button("all_same", "same", "all"),)))
    undo = ((Button("is_different", "differ", "8-3"),),)
    return asked | {
        "same_ask_many": many,
        "same_saved": Reply("same_saved", two | {"count": 1}, undo),
        "same_saved_all": Reply("same_saved", two | {"count": 12}),
        "same_not": Reply("same_not", two),
    }


def _guidance(locale: Locale) -> dict[str, Reply]:
    lender, report = body(locale, "lender_internal"), body(locale, "c12321")
    closed = body(locale, "nfra_12378", is_open=False)
    lookup, carrier = body(locale, "miit_number_lookup"), body(locale, "carrier_report")
    bare: dict[str, Json] = {"contact": None, "blocking": None}
    at_night: dict[str, Json] = {"night": True, "third_party": False, "trap": True, "lender_step": True}
    by_day: dict[str, Json] = {"night": False, "third_party": True, "trap": False, "lender_step": False}
    form: dict[str, Json] = {"id": "c12321", "contact": report}
    day: list[Json] = [closed, body(locale, "legal_12348", is_open=False)]
    night: list[Json] = [body(locale, "p110"), report]
    gone = aged(body(locale, "court_12368"), withheld=True, look_up=LOOK_UP[locale])
    old = aged(report) | {"web": None, "wechat": None, "withheld": True, "how_to_find": LOOK_UP[locale]}
    return {
        "tonight": Reply(
            "tonight", at_night | {"contact": report, "blocking": carrier}, _copying("copy_parents", "parents")
        ),
        "tonight_by_day_for_a_friend": Reply("tonight", by_day | bare),
        "lender": Reply("lender", {"name": "闪银", "contact": lender, "register": register(locale)}),
        "lender_nameless": Reply("lender", {"name": None, "contact": None, "register": register(locale)}),
        "form": Reply(
            "form",
            form | {"number": "1069000000001", "text": _TEXT, "third_party": True},
            (
                *_copying("copy_number", "form_number"),
                *_copying("copy_text", "form_text"),
                *_copying("copy_note", "form_note"),
            ),
        ),
        "form_without_number_and_text": Reply(
            "form", form | {"number": None, "text": None, "third_party": False}, _copying("copy_note", "form_note")
        ),
        "denied": Reply(
            "denied", {"name": "闪银", "contact": closed, "number_lookup": lookup}, _copying("copy", "denied")
        ),
        "denied_bare": Reply("denied", {"name": None, "contact": None, "number_lookup": None}),
        "steps": Reply("steps", {"day": day, "night": night}),
        "steps_by_day_only": Reply("steps", {"day": day, "night": []}),
        "today": Reply(
            "today",
            {"contact": report, "third_party": False, "number": "1069000000001"},
            _copying("copy", "call_lender"),
        ),
        "today_lender": Reply("today", {"contact": lender, "third_party": False, "number": None}),
        "today_friend": Reply("today", {"contact": closed, "third_party": True, "number": "1069000000001"}),
        "today_friend_bare": Reply("today", {"contact": None, "third_party": True, "number": None}),
        "platform_unknown": Reply("platform_unknown", {"contact": lender, "register": register(locale)}),
        "steps_old_check": Reply("steps", {"day": [aged(closed)], "night": [gone]}),
        "form_old_check": Reply("form", form | {"contact": old, "number": None, "text": None, "third_party": False}),
    }


def _copying(label: str, template: str) -> tuple[tuple[Button, ...], ...]:
    return ((Button(label, f"copy/{template}", kind=ButtonKind.COPY),),)


def _crisis(locale: Locale) -> dict[str, Reply]:
    def lines(*ids: str) -> dict[str, Json]:
        return {"lines": [body(locale, id_) for id_ in ids]}

    rows = ((Button("safe", "safe"), Button("unsafe", "unsafe")),)
    return {
        "despair": Reply("despair", lines("p12356", "p120", "p110"), rows),
        "despair_unsafe": Reply("despair_unsafe", lines("p120", "p110", "p12356")),
        "danger": Reply("danger", lines("p110", "p12110"), rows),
    }


def notices() -> tuple[Notice, ...]:
    """Every line over a pressed button."""
    return tuple(Notice(f"notice/{name}") for name in NOTICES)
