"""The card in the situations that matter: twenty telling ones, and every combination for the measure."""

from collections.abc import Iterator
from itertools import product
from typing import Final

from model.labels import GROUP, Group, Label
from model.locale import Locale
from model.reply import Button, ButtonKind, Json, Reply
from tests.templates.bodies import aged, body, grounds

KINDS: Final = ("suspected", "lawful", "official", "ad", "article", "own_words", "other", "unsure", "unread")
ROLES: Final = ("unknown", "borrower", "third_party", "guarantor")
LICENCES: Final = (
    "bank",
    "consumer_finance_company",
    "online_microloan",
    "loan_facilitation_without_own_lending_licence",
    "collection_agency",
    "internet_insurer",
    "unlicensed",
    "defunct_or_collapsed",
)

CONDUCT: Final = tuple(label.value for label in Label if GROUP[label] is not Group.KIND)

_LENDING: Final = "loan_facilitation_without_own_lending_licence"
_CHECKED: Final = "2026-11-21"
_BLANK: Final[dict[str, Json]] = {
    **dict.fromkeys(("name", "entity", "licence", "line", "checked_on", "note")),
    "names": [],
}


def platform(licence: str | None = _LENDING, *, name: str = "闪银", phone: str | None = None) -> dict[str, Json]:
    """A company that a message names."""
    known: dict[str, Json] = {"kind": "platform", "name": name, "entity": "北京闪银奇异科技有限公司"}
    return _BLANK | known | {"licence": licence, "line": line(phone) if phone else None, "checked_on": _CHECKED}


def line(phone: str | None, *, please_check: bool = False) -> dict[str, Json]:
    """The line of a company as a contact, with what a template reads of it."""
    held: dict[str, Json] = {"id": "p", "name": "x", "phone": phone, "phone_note": None, "web": None, "wechat": None}
    withheld = phone is None
    return held | {"hours": "varies", "checked_on": _CHECKED, "please_check": please_check, "withheld": withheld}


def warning(*numbers: str, name: str = "招联金融", phone: str | None = "95786") -> dict[str, Json]:
    """Numbers that are passed around falsely."""
    given, names = list[Json](numbers), list[Json]([name] if name else [])
    reason = "只见于营销页，和核实过的不一致"
    return {"numbers": given, "names": names, "reason": reason, "line": line(phone) if phone else None}


def reading(
    done: int, waiting: int, *, failed: int = 0, kept: int = 0, seconds: int = 20, late: bool = False
) -> dict[str, Json]:
    """How far the files of a card have come."""
    counted: dict[str, Json] = {"done": done, "waiting": waiting, "failed": failed, "kept": kept}
    return counted | {"seconds": seconds, "minutes": seconds // 60 if seconds > 120 else 0, "late": late}


def signature(*, listed: bool = True) -> dict[str, Json]:
    """A bare signature, in the directory or not."""
    named: dict[str, Json] = {"kind": "signature", "name": "普信金融"}
    known: dict[str, Json] = {"licence": "unattributed_sms_signature", "checked_on": _CHECKED}
    return _BLANK | named | (known if listed else {})


def nobody(kind: str = "unknown") -> dict[str, Json]:
    """No name: a number only, or nothing."""
    only: dict[str, Json] = {"kind": kind}
    return _BLANK | only


def several(count: int = 3) -> dict[str, Json]:
    """A name that fits several companies."""
    names: list[Json] = ["普惠金融服务", "普惠快捷", "平安普惠", "中银普惠"]
    return _BLANK | {"kind": "ambiguous", "names": names[:count]}


def params(locale: Locale, **changes: Json) -> dict[str, Json]:
    """A card with every key, changed where a situation differs."""
    base: dict[str, Json] = {
        "kind": "suspected",
        "items": 1,
        "pictures": 0,
        "labels": [{"id": "obscenity", "count": 1}, {"id": "insult", "count": 1}],
        "maybe": [],
        "role": "borrower",
        "third_party": False,
        "trap": False,
        "police": False,
        "authority": False,
        "verify": None,
        "who": nobody(),
        "contact": body(locale, "c12321"),
        "night": True,
        "grounds": grounds(locale),
        "warning": None,
        "situation": None,
        "ask_day": False,
        "level": "draft",
        "joined": None,
        "case": 1,
        "friend": None,
        "reading": None,
    }
    return base | changes


def labels(*ids: str, count: int = 1) -> list[Json]:
    """Labels of a card."""
    return [{"id": id_, "count": count} for id_ in ids]


def telling(locale: Locale) -> dict[str, Reply]:
    """The cards that are stored and read aloud."""
    closed = body(locale, "nfra_12378", is_open=False)
    advice = body(locale, "legal_12348")
    court = body(locale, "court_12368")
    cases: dict[str, dict[str, Json]] = {
        "borrower_shanyin": {"who": platform(), "police": True},
        "borrower_burst": {
            "items": 12,
            "pictures": 2,
            "labels": [
                {"id": "obscenity", "count": 4},
                {"id": "threat_family", "count": 2},
                {"id": "insult", "count": 6},
            ],
            "police": True,
            "who": platform("consumer_finance_company", name="招联金融", phone="95786"),
            "contact": closed,
        },
        "borrower_threat_kept": {
            "labels": labels("threat_person", "visit_threat", "exposure_threat", "insult", "false_legal_threat"),
            "police": True,
            "who": nobody("number"),
            "level": "kept",
            "night": False,
        },
        "borrower_court_claim": {
            "labels": labels("impersonation", "false_legal_threat"),
            "authority": True,
            "trap": True,
            "verify": court,
            "who": nobody("number"),
            "contact": body(locale, "lender_internal"),
            "night": False,
        },
        "borrower_trap": {"labels": labels("money_trap"), "trap": True, "who": signature(listed=False)},
        "borrower_agency": {"labels": labels("visit_threat"), "who": platform("collection_agency", name="永雄资产")},
        "borrower_ambiguous": {"labels": labels("insult"), "who": several()},
        "borrower_joined": {
            "who": platform("bank", name="招商银行", phone="95555"),
            "joined": 3,
            "level": "kept",
            "case": 3,
        },
        "guarantor_microloan": {"role": "guarantor", "labels": labels("insult"), "who": platform("online_microloan")},
        "unknown_defunct": {"role": "unknown", "who": platform("defunct_or_collapsed", name="旧贷宝")},
        "unknown_number": {"role": "unknown", "labels": labels("harassment_frequency"), "who": nobody("number")},
        "friend_puxin": {
            "role": "unknown",
            "friend": True,
            "third_party": True,
            "labels": labels("third_party_contact"),
            "who": signature(),
            "night": False,
        },
        "friend_shanyin_trap": {
            "role": "third_party",
            "friend": True,
            "third_party": True,
            "trap": True,
            "police": True,
            "labels": labels("obscenity", "third_party_contact", "insult"),
            "who": platform(),
            "level": "answer_only",
            "case": None,
        },
        "lawful_bank": _harmless("lawful", who=platform("bank", name="招商银行", phone="95555"), contact=advice),
        "lawful_unknown": _harmless("lawful", role="unknown", who=signature(listed=False), contact=advice),
        "official_court": _harmless("official", role="unknown", verify=court, contact=None, who=nobody()),
        "official_bare": _harmless("official", role="unknown", contact=advice, who=nobody("number")),
        "ad": _harmless("ad", labels=labels("debt_service_ad"), role="unknown"),
        "article": _harmless("article", level="answer_only", case=None),
        "own_words": _harmless("own_words", level="answer_only", case=None),
        "other": _harmless("other", level="answer_only", case=None),
        "unsure": _harmless("unsure", role="unknown", maybe=[{"id": "visit_threat"}, {"id": "insult"}], contact=None),
        "unread": _harmless("unread", items=0, pictures=3, role="unknown", contact=None, reading=reading(0, 3)),
        "unread_late": _harmless(
            "unread", items=0, pictures=1, role="unknown", contact=None, reading=reading(0, 1, seconds=240, late=True)
        ),
        "unread_failed": _harmless(
            "unread", items=0, pictures=2, role="unknown", contact=None, reading=reading(0, 0, failed=2)
        ),
        "unread_sound": _harmless(
            "unread", items=0, pictures=1, role="unknown", contact=None, reading=reading(0, 0, kept=1)
        ),
        "borrower_reading": {"items": 3, "pictures": 2, "reading": reading(3, 2)},
    }
    cases |= {
        "borrower_warned": {
            "who": platform(phone="95000"),
            "warning": warning("4008009999", name="闪银", phone="95000"),
        },
        "borrower_warned_nobodys": {"warning": warning("4008888888", "4009998888", name="", phone=None)},
        "borrower_old_check": {
            "who": old(platform("bank", name="招商银行", phone="95555"), withheld=False),
            "contact": aged(closed),
        },
        "borrower_withheld": {
            "labels": labels("impersonation"),
            "authority": True,
            "verify": aged(court, withheld=True, look_up=LOOK_UP[locale]),
            "who": old(platform("bank", name="招商银行", phone="95555"), withheld=True),
            "contact": aged(body(locale, "lender_internal")),
        },
        "borrower_strained": {
            "items": 12,
            "labels": labels("threat_person", "impersonation", "obscenity"),
            "authority": True,
            "verify": aged(court),
            "police": body(locale, "p110"),
            "who": old(platform("bank", name="招商银行", phone="95555"), withheld=False),
            "contact": aged(body(locale, "c12321")),
            "warning": warning("4008888888", "4009998888", name="招商银行", phone="95555"),
        },
        "borrower_told": {
            "who": platform("bank", name="招商银行", phone="95555") | {"note": _NOTE[locale]},
            "situation": "data_leak",
            "ask_day": True,
        },
        "own_words_warned": _harmless("own_words", level="answer_only", case=None, warning=warning("4008888888")),
    }
    made = {name: params(locale, **changes) for name, changes in cases.items()}
    return {f"card_{name}": Reply("card", card, _rows(card)) for name, card in made.items()}


def _harmless_forms(kind: str) -> tuple[dict[str, Json], ...]:
    """What is not suspected, with two files that were not read, and while they are being read."""
    files: dict[str, Json] = {"items": 12, "pictures": 2}
    return (_harmless(kind, **files), _harmless(kind, **files, reading=reading(10, 2, seconds=120)))


def _harmless(kind: str, **changes: Json) -> dict[str, Json]:
    plain: dict[str, Json] = {"kind": kind, "labels": [], "grounds": []}
    return plain | changes


def _rows(card: dict[str, Json]) -> tuple[tuple[Button, ...], ...]:
    end = (Button("keep", "keep"), Button("enough" if card["friend"] else "wrong_or_delete", "delete"))
    if card["kind"] != "suspected":
        return ((Button("original", "original"), Button("wrong", "wrong")), end)
    if card["friend"]:
        trap = Button("original", "original")
        reply = trap if card["trap"] else Button("copy_reply", "copy/reply", kind=ButtonKind.COPY)
        return ((reply, Button("form", "form")), (Button("tell_friend", "tell_friend"), Button("owe", "role")), end)
    if card["role"] == "unknown":
        asked = (Button("owe", "role", "borrower"), Button("not_owe", "role", "third_party"))
        return (asked, (Button("tonight", "tonight"), Button("original", "original")), end)
    return (
        (Button("tonight", "tonight"), Button("whose", "whose")),
        (Button("lender", "lender"), Button("original", "original")),
        end,
    )


def everybody() -> tuple[dict[str, Json], ...]:
    """Everything that can stand behind a message."""
    companies = [platform(licence, name="中银消费金融") for licence in LICENCES]
    called = [platform(licence, name="中银消费金融", phone="4008-786-878") for licence in (*LICENCES, None)]
    others = [signature(), signature(listed=False), several(), several(4), nobody("number"), nobody()]
    return (*companies, *called, *others)


def combinations(locale: Locale) -> Iterator[dict[str, Json]]:
    """Every kind for every role and everybody behind it; what is suspected in a plain, a heavy and a full form."""
    for kind, role, who, contact, trap in product(KINDS, ROLES, everybody(), _CONTACTS, (False, True)):
        said: dict[str, Json] = {"kind": kind, "role": role, "who": who, "trap": trap}
        body_: Json = body(locale, contact, is_open=contact != "nfra_12378")
        forms = _forms(locale) if kind == "suspected" else _harmless_forms(kind)
        for form, bystander in product(forms, (False, True) if kind in ("suspected", "lawful") else (False,)):
            friend: dict[str, Json] = {"third_party": bystander, "friend": bystander and role != "borrower"}
            yield params(locale, **said | friend | form | {"contact": body_})


def strained(locale: Locale) -> Iterator[dict[str, Json]]:
    """What makes a card longer still: a check that is long ago, and numbers that are passed around falsely."""
    told = warning("400-888-8888", "400-999-8888")
    for role, who, contact, trap, form in product(ROLES, everybody(), _CONTACTS, (False, True), _forms(locale)):
        for withheld, warned, friend in product((False, True), (None, told), (False, True)):
            said: dict[str, Json] = {"role": role, "who": old(who, withheld=withheld), "trap": trap, "warning": warned}
            said |= {"third_party": friend, "friend": friend and role != "borrower", **form}
            verify = form.get("verify")
            if isinstance(verify, dict):
                said["verify"] = aged(verify, withheld=withheld, look_up=LOOK_UP[locale])
            main = body(locale, contact, is_open=contact != "nfra_12378")
            kept = withheld and contact != "nfra_12378"
            yield params(locale, **said | {"contact": aged(main, withheld=kept, look_up=LOOK_UP[locale])})


_NOTE: Final = {
    Locale.ZH_HANS: "截至 2026-11-21，没查到它自己的放贷牌照",
    Locale.ZH_HANT: "截至 2026-11-21，沒查到它自己的放貸牌照",
    Locale.EN: "As of 2026-11-21 no lending licence of its own was found",
}
LOOK_UP: Final = {
    Locale.ZH_HANS: "在那家法院的官网查诉讼服务电话，不用短信里的号码",
    Locale.ZH_HANT: "在那家法院的官網查訴訟服務電話，不用短信裡的號碼",
    Locale.EN: "Look up the service line on that court’s own website, not in the message",
}


def old(who: dict[str, Json], *, withheld: bool) -> dict[str, Json]:
    """Somebody whose number was checked too long ago."""
    known = who["line"]
    if not isinstance(known, dict):
        return who
    return who | {"line": line(None if withheld else str(known["phone"]), please_check=True)}


_CONTACTS: Final = ("c12321", "nfra_12378", "lender_internal")


def _forms(locale: Locale) -> tuple[dict[str, Json], ...]:
    many = labels("threat_person", "impersonation", "obscenity", "third_party_contact", "insult", count=3)
    heavy: dict[str, Json] = {"items": 12, "pictures": 2, "labels": many[2:], "police": True}
    court, police = body(locale, "court_12368"), body(locale, "p110")
    full: dict[str, Json] = {"items": 12, "labels": many, "police": police, "authority": True, "verify": court}
    return ({}, heavy, full)
