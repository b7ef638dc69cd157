"""Samples of the pages about steps, ladders and deadlines."""

from typing import Final

from model.locale import Locale
from model.reply import Button, Json, Reply
from tests.templates.bodies import body

PLAIN: Final = ("next_no_other", "step_date", "step_private", "step_not_kept", "step_remind", "due_changed")
FIELDS: Final = ("on", "receipt_number", "entry", "operator")
TITLE: Final[dict[Locale, str]] = {
    Locale.ZH_HANS: "银行业保险业消费投诉处理管理办法",
    Locale.ZH_HANT: "銀行業保險業消費投訴處理管理辦法",
    Locale.EN: "Measures on Complaints in Banking and Insurance",
}
HOLIDAY: Final[dict[Locale, str]] = {
    Locale.ZH_HANS: "国庆节",
    Locale.ZH_HANT: "國慶節",
    Locale.EN: "National Day",
}


def clock(**changes: Json) -> dict[str, Json]:
    """The end of a time in short."""
    base: dict[str, Json] = {"earliest": "2026-12-08", "latest": "2026-12-08", "certain": True, "stands_still": False}
    return base | {"late": False, "missed": False, "own": False, "advice": False} | changes


def climbs(locale: Locale) -> dict[str, Reply]:
    """The key is the name of the golden file."""
    plain = {name: Reply(name) for name in PLAIN}
    asked = {f"step_ask_{field}": Reply("step_ask", {"field": field}) for field in FIELDS}
    return plain | asked | _next(locale) | _steps() | _ladders() | _deadlines(locale)


def _next(locale: Locale) -> dict[str, Reply]:
    base: dict[str, Json] = {"rung": "keep_evidence", "sentence": "hand_in", "danger": False, "tonight": True}
    base |= {"contact": None, "opens": None, "ripe": True, "waits_for": None, "needs": [], "limit": None}
    both: list[Json] = ["bank_loan", "data_leak"]
    base["situations"] = both
    police: dict[str, Json] = {"rung": "police_report", "tonight": False, "contact": body(locale, "p110")}
    own = clock(own=True, earliest="2027-05-21", latest="2027-05-24", certain=False)
    closed: dict[str, Json] = {"rung": "nfra_complaint", "tonight": False, "sentence": "wait_for_hours"}
    closed |= {"contact": body(locale, "nfra_12378", is_open=False), "opens": "11-23 09:00"}
    later: dict[str, Json] = {"rung": "court_claim", "tonight": False, "ripe": False, "waits_for": "nfra_complaint"}
    reasons: list[Json] = [
        {"kind": "situation", "id": "bank_loan", "more": None},
        {"kind": "label", "id": "insult", "more": None},
        {"kind": "licence", "id": "bank", "more": None},
        {"kind": "lender", "id": "unknown", "more": None},
        {"kind": "read", "id": "port_number", "more": None},
        {"kind": "said", "id": "paid", "more": None},
        {"kind": "role", "id": "bystander", "more": None},
        {"kind": "role", "id": "other", "more": None},
        {"kind": "after", "id": "lender_complaint", "more": "overdue"},
        {"kind": "unless", "id": "read", "more": "goes_on"},
        {"kind": "waits_for", "id": "lender_complaint", "more": None},
        {"kind": "closed_now", "id": None, "more": None},
        {"kind": "no_contact", "id": None, "more": None},
        {"kind": "always", "id": None, "more": None},
    ]
    others: list[Json] = [{"rung": "spam_report", "usable": True}, {"rung": "nfra_complaint", "usable": False}]
    rows = ((Button("step_no:1", "step", "+spam_report"), Button("step_no:2", "step", "+nfra_complaint")),)
    return {
        "next": Reply("next", base, ((Button("step_done", "step"), Button("step_words", "letter")),)),
        "next_danger": Reply("next", base | police | {"danger": True, "limit": own}),
        "next_closed": Reply("next", base | closed),
        "next_later": Reply("next", base | later | {"needs": ["originals", "lender_name"], "situations": []}),
        "next_why": Reply("next_why", {"rung": "spam_report", "reasons": reasons, "contact": body(locale, "c12321")}),
        "next_other": Reply("next_other", {"rungs": others}, rows),
        "next_told": Reply("next_told", {"told": ["paid", "poses_as_lawyer"]}),
        "next_told_nothing": Reply("next_told", {"told": []}),
        "next_nothing": Reply(
            "next_nothing",
            {"sentence": "free_legal_aid", "situations": both, "contact": body(locale, "legal_12348")},
        ),
        "next_nothing_lawful": Reply(
            "next_nothing", {"sentence": "nothing_to_complain_of", "situations": [], "contact": None}
        ),
    }


def _step(**changes: Json) -> dict[str, Json]:
    base: dict[str, Json] = {"rung": "lender_complaint", "status": "filed", "outcome": None, "filed_on": "2026-11-23"}
    base |= {"receipt_number": "GD-20261123-7", "entry": "App 客服", "operator": "工号 88", "taken_on": None}
    base |= {"answered_on": None, "clock": clock(), "actor": "body", "sentence": "ask_how_it_stands", "then": None}
    return base | {"silent": False, "again": 1, "draft": False} | changes


def _steps() -> dict[str, Reply]:
    nothing: dict[str, Json] = dict.fromkeys(("receipt_number", "entry", "operator", "clock"))
    denied = _step(status="disowned", outcome="denied", answered_on="2026-11-25", clock=None)
    denied |= {"sentence": "ask_in_writing", "then": "denial_in_writing", "again": 2, "taken_on": "2026-11-24"}
    range_: dict[str, Json] = {"earliest": "2027-01-20", "latest": "2027-01-24", "certain": False}
    still = clock(earliest=None, latest=None, stands_still=True, certain=False)
    return {
        "step": Reply("step", _step(draft=True)),
        "step_range_silent": Reply("step", _step(silent=True, clock=clock(**range_, advice=True))),
        "step_no_time": Reply("step", _step(**nothing)),
        "step_no_time_silent": Reply("step", _step(silent=True, **nothing)),
        "step_late_silent": Reply("step", _step(status="overdue", silent=True, clock=clock(late=True))),
        "step_standing_still": Reply("step", _step(status="more_asked", sentence="supply", clock=still)),
        "step_denied": Reply("step", denied),
        "step_planned": Reply(
            "step",
            _step(**nothing)
            | {"rung": "police_report", "status": "planned", "filed_on": None, "sentence": "hand_in"}
            | {"clock": clock(own=True, missed=True)},
        ),
        "step_answer": Reply("step_answer", {"rung": "lender_complaint"}),
    }


def _row(rung: str, status: str, **changes: Json) -> dict[str, Json]:
    nothing: dict[str, Json] = {"outcome": None, "on": None, "clock": None, "here": False}
    return {"rung": rung, "status": status} | nothing | changes


def _ladders() -> dict[str, Reply]:
    rows: list[Json] = [
        _row("keep_evidence", "closed"),
        _row("police_report", "answered", outcome="refused"),
        _row("lender_complaint", "disowned", outcome="denied"),
        _row("spam_report", "filed", on="2026-11-23"),
        _row("data_request", "filed", clock=clock(earliest="2026-12-08", latest="2026-12-10", certain=False)),
        _row("denial_in_writing", "ready", here=True),
        _row("fcps_complaint", "ready"),
        _row("nfra_complaint", "later"),
        _row("court_claim", "later"),
    ]
    full: dict[str, Json] = {"number": 3, "situations": ["bank_loan", "third_party", "data_leak", "lawful"]}
    full |= {"rows": rows, "before": 4, "after": 3, "last": "hand_in"}
    empty: dict[str, Json] = {"number": 1, "situations": [], "rows": [], "before": 0, "after": 0}
    return {
        "ladder": Reply("ladder", full, ((Button("step_no:1", "step", "a"),), (Button("next", "next"),))),
        "ladder_empty": Reply("ladder", empty | {"last": "nothing_to_complain_of"}),
    }


def _deadlines(locale: Locale) -> dict[str, Reply]:
    rule: dict[str, Json] = {"amount": 15, "unit": "calendar_day", "kind": "statutory", "title": TITLE[locale]}
    rule |= {"article": None, "rolls": "open", "first_day_counts": False}
    base: dict[str, Json] = {"rung": "lender_complaint", "clock": clock(), "start": "2026-11-23"}
    base |= {"start_kind": "receipt", "assumed": True, "first_day": "2026-11-24", "rule": rule, "skipped": []}
    base |= {"more_skipped": 0, "made_up": [], "extensions": [], "open_end": False}
    skipped: list[Json] = [
        {"first": "2026-10-01", "last": "2026-10-07", "why": "holiday", "name": HOLIDAY[locale]},
        {"first": "2026-10-17", "last": "2026-10-18", "why": "weekend", "name": None},
        {"first": "2026-10-20", "last": "2026-10-22", "why": "suspended", "name": None},
        {"first": "2027-02-01", "last": "2027-02-05", "why": "not_announced", "name": None},
        {"first": "2027-02-06", "last": "2027-02-06", "why": "rolled", "name": None},
    ]
    working = rule | {"unit": "working_day", "kind": "experience", "title": None}
    long = base | {"start_kind": "taken", "assumed": False, "rule": working, "skipped": skipped, "more_skipped": 2}
    long |= {"made_up": ["2026-10-10"], "extensions": [{"amount": 30, "unit": "calendar_day"}]}
    long["clock"] = clock(earliest="2027-02-01", latest="2027-02-07", certain=False, advice=True)
    article = {Locale.ZH_HANS: "第二十五条", Locale.ZH_HANT: "第二十五條", Locale.EN: "Art. 25"}[locale]
    own_rule = rule | {"amount": 6, "unit": "month", "article": article, "first_day_counts": True}
    own = base | {"rung": "police_report", "start_kind": "act", "assumed": False, "rule": own_rule}
    own["clock"] = clock(own=True, earliest="2027-05-20", latest="2027-05-22", certain=False)
    still = base | {
        "clock": clock(earliest=None, latest=None, certain=False, stands_still=True),
        "start_kind": "filing",
    }
    still["extensions"] = [{"amount": 3, "unit": "working_day"}, {"amount": 1, "unit": "month"}]
    return {
        "deadline": Reply("deadline", base),
        "deadline_range": Reply("deadline", long),
        "deadline_own": Reply("deadline", own),
        "deadline_standing_still": Reply("deadline", still),
        "ics": Reply("ics", {"clock": clock()}),
        "ics_range": Reply("ics", {"clock": clock(certain=False, earliest="2026-12-05")}),
    }
