"""Letters, call sheets and forms as the cases hand them over: a full set of facts, and one sample of every page."""

from typing import Final

from cases.letter_plan import letter
from model.letter import FormKind, Kind, LetterKind, SheetKind, Written
from model.locale import Locale
from model.reply import Button, ButtonKind, Json, Reply
from templates.letters import letter_words
from tests.templates.bodies import body

_ROW: Final[dict[str, Json]] = {
    "at": "2026-11-20T22:41",
    "call": False,
    "connected": None,
    "estimated": None,
    "number": "13000000001",
    "receiver": "me",
    "labels": ["obscenity", "insult"],
    "claimed": False,
}
_RULE: Final[dict[str, Json]] = {"title": "某某法", "article": "第一条", "force": "law"}

# Every fact that any sentence rests on, as `known` makes them.
FACTS: Final[dict[str, Json]] = {
    "name": "王某",
    "contract": "HT-2025-0001",
    "lender": "某某消费金融有限公司",
    "home": "浙江省杭州市",
    "loan_date": "2025-03",
    "overdue_date": "2025-09-01",
    "wish": "不要再联系我的父母。",
    "own_words": "那天晚上我父母也收到了，母亲整夜没睡。",
    "owes": True,
    "owes_nothing": True,
    "guarantor": True,
    "rows": [
        _ROW,
        _ROW | {"at": "2026-11-21", "call": True, "connected": False, "number": None, "receiver": "parent"},
        _ROW | {"at": None, "receiver": "unknown", "labels": []},
        _ROW | {"at": "2026-11-21T09:00", "call": True, "estimated": 20, "labels": [], "claimed": True},
    ],
    "more_rows": 3,
    "since": "2026-11-20T22:41",
    "numbers": ["13000000001", "1069000000001"],
    "ports": ["1069000000001"],
    "kinds": [{"id": "obscenity", "count": 2}, {"id": "insult", "count": 3}, {"id": "impersonation", "count": 1}],
    "posed": True,
    "others": ["parent", "friend"],
    "night": {"count": 2, "first": 22, "last": 8},
    "signature": "某某金融",
    "platform": "某某贷",
    "links": ["http://pay.example.test/x"],
    "payees": ["6200000000000000 张某"],
    "case_numbers": ["（2026）浙0106民初1号"],
    "company": "某某科技有限公司",
    "bureau": "某市地方金融管理局",
    "association": "某某协会",
    "spam_centre": "某某举报中心",
    "filed": {"on": "2026-11-01", "number": "GD-1", "body": "某某消费金融有限公司"},
    "silence": {"on": "2026-11-01", "days": 20},
    "denied": {"on": "2026-11-15", "body": "某某消费金融有限公司"},
    "refused": {"on": "2026-11-16", "body": "某某消费金融有限公司"},
    "sent_away_by": "某监管热线",
    "sent_away": {"on": "2026-11-17"},
    "law": [_RULE, {"title": "某指引（自律文件）", "article": None, "force": "self_discipline"}],
    "law_data": _RULE,
    "law_data_refusal": _RULE,
    "law_claim": _RULE,
    "law_contract": _RULE,
    "law_competent": _RULE,
    "law_register": _RULE,
    "law_refusal": _RULE,
    "law_receipt": {"receipt": "某回执", "notice": "立案某书"},
}
KINDS: Final[tuple[Kind, ...]] = (*LetterKind, *SheetKind, *FormKind)
# What nobody is at the same time.
OF_A_FRIEND: Final = frozenset({"owes", "guarantor", "contract", "loan_date", "overdue_date", "lender"})
OF_A_BORROWER: Final = frozenset({"owes_nothing", "guarantor"})


def written(kind: Kind, without: frozenset[str] = OF_A_BORROWER) -> Written:
    """A letter out of the full set of facts, without some."""
    return letter_words().write(letter(kind, {fact: v for fact, v in FACTS.items() if fact not in without}))


def letter_pages(locale: Locale) -> dict[str, Reply]:
    """One sample or more of every page about letters."""
    return _drafts() | _handed_out() | _sheets(locale) | _forms() | _facts() | _words()


def _drafts() -> dict[str, Reply]:
    kinds: list[Json] = ["police", "lender_first", "spam_report"]
    blanks: list[Json] = ["name", "contract"]
    full: dict[str, Json] = {"blanks": [], "own_words": True, "keeps": True}
    bare: dict[str, Json] = {"blanks": blanks, "own_words": False, "keeps": False}
    drafts = {
        f"letter_{kind.value}": Reply("letter", {"kind": kind.value, "letter": written(kind).text} | full)
        for kind in LetterKind
    }
    few = frozenset(FACTS) - {"rows", "law_competent", "law_receipt"}
    page: dict[str, Json] = {"kind": "police", "letter": written(LetterKind.POLICE, few).text}
    asked = (tuple(Button(f"letter_{kind}", "letter", str(kind)) for kind in kinds),)
    return drafts | {
        "letter_ask": Reply("letter_ask", {"kinds": kinds}, asked),
        "letter_blanks": Reply("letter", page | bare, ((Button("letter_out", "letter_out", "police"),),)),
    }


def _handed_out() -> dict[str, Reply]:
    text: Json = written(LetterKind.STOP_CONTACT, OF_A_FRIEND).text
    line: dict[str, Json] = {"number": 2, "kind": "stop_contact", "title": "某信", "at": "2026-11-21 23:41"}
    page: dict[str, Json] = {"number": 2, "kind": "stop_contact", "letter": text, "until": "23:51"}
    return {
        "letter_out": Reply("letter_out", page, ((Button("letter_back", "letter_back", "2"),),)),
        "letter_stays": Reply("letter_stays", {"number": 2}),
        "letter_gone": Reply("letter_gone", {"number": 2}),
        "letters": Reply("letters", {"letters": [line], "count": 1}, ((Button("letters:2", "letters", "2"),),)),
        "letters_none": Reply("letters", {"letters": [], "count": 0}),
        "letter_again": Reply("letter_again", line | {"letter": text}),
    }


def _sheets(locale: Locale) -> dict[str, Reply]:
    channels = {
        SheetKind.LENDER: "lender_internal",
        SheetKind.REGULATOR: "nfra_12378",
        SheetKind.POLICE: "p110",
        SheetKind.LEGAL_AID: "legal_12348",
        SheetKind.COURT: "court_12368",
    }
    pages = {kind.value: _sheet(kind, body(locale, channels[kind]) if kind in channels else None) for kind in SheetKind}
    aid = body(locale, "legal_12348")
    none = {
        f"letter_none_{kind}": Reply("letter_none", {"kind": kind, "contact": aid})
        for kind in ("lawful", "official", "unread", "other")
    }
    asked: list[Json] = [kind.value for kind in SheetKind]
    return pages | none | {"call_sheet_ask": Reply("call_sheet_ask", {"kinds": asked})}


def _sheet(kind: SheetKind, contact: Json) -> Reply:
    made = written(kind)
    parts: dict[str, Json] = {p: [*made.part(p)] for p in ("answers", "ask_for", "not_ours", "not_from_us")}
    return Reply(
        "call_sheet", {"kind": kind.value, "contact": contact, "opening": "".join(made.part("opening"))} | parts
    )


def _forms() -> dict[str, Reply]:
    found = {}
    for kind in FormKind:
        parts = written(kind).parts
        fields: list[Json] = [
            {"label": p.heading, "value": "\n".join(p.lines), "fits": len("\n".join(p.lines)) <= 256} for p in parts
        ]
        fitting = [n for n, p in enumerate(parts, 1) if len("\n".join(p.lines)) <= 256]
        rows = tuple((Button(f"field:{n}", f"copy/field_{n}", kind=ButtonKind.COPY),) for n in fitting)
        found[kind.value] = Reply("form_fields", {"kind": kind.value, "fields": fields}, rows)
    return found


def _facts() -> dict[str, Reply]:
    fields: list[Json] = [{"id": "name", "value": "王某"}, {"id": "contract", "value": None}]
    return {
        "facts": Reply("facts", {"fields": fields, "number": 3}, ((Button("same_as:2", "facts", "same:2"),),)),
        "facts_ask": Reply("facts_ask", {"field": "loan_date", "value": None}),
        "facts_ask_again": Reply("facts_ask", {"field": "name", "value": "王某"}),
        "facts_private": Reply("facts_private", {"field": "contract"}),
        "facts_unclear": Reply("facts_unclear", {"field": "overdue_date"}),
    }


def _words() -> dict[str, Reply]:
    def copying(name: str) -> Reply:
        return Reply(name, {}, ((Button("copy", f"copy/{name.removeprefix('tell_')}", kind=ButtonKind.COPY),),))

    return {"tell_employer": copying("tell_employer"), "reply_own": copying("reply_own")}
