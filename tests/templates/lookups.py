"""Samples of the look-ups: who is behind a name, the bodies, and what people say is wrong in the directory."""

from typing import Final

from model.locale import Locale
from model.reply import Button, Json, Reply
from tests.templates.bodies import aged, body
from tests.templates.cards import LOOK_UP

_REGISTER: Final[dict[Locale, dict[str, Json]]] = {
    Locale.ZH_HANS: {"name": "金融牌照查询", "how_to_find": "在金融监管总局网站查金融许可证；网址请自己核对"},
    Locale.ZH_HANT: {"name": "金融牌照查詢", "how_to_find": "在金融監管總局網站查金融許可證；網址請自己核對"},
    Locale.EN: {
        "name": "Licence look-up",
        "how_to_find": "Look up licences on the regulator’s site; check the address yourself",
    },
}
_STATEMENT: Final = {
    Locale.ZH_HANS: "没查到它自己的放贷牌照，也没查到现行的客服（截至 2026-11-21）；是否还在放贷不清楚",
    Locale.ZH_HANT: "沒查到它自己的放貸牌照，也沒查到現行的客服（截至 2026-11-21）；是否還在放貸不清楚",
    Locale.EN: "No lending licence of its own and no current line was found (as of 2026-11-21)",
}
_NOTE: Final = {Locale.ZH_HANS: "整个平台的总机", Locale.ZH_HANT: "整個平台的總機", Locale.EN: "Line of the whole app"}
_CARDS: Final = {Locale.ZH_HANS: "信用卡", Locale.ZH_HANT: "信用卡", Locale.EN: "Credit cards"}
_MORE: Final[dict[Locale, dict[str, Json]]] = {
    Locale.ZH_HANS: {
        "operator": "中国互联网协会受工业和信息化部委托设立",
        "hours_note": "线上随时，电话各页写的不一样",
        "refuses": "债怎么还；人身危险",
        "before": "先截图，拍到号码和时间",
    },
    Locale.ZH_HANT: {
        "operator": "中國互聯網協會受工業和信息化部委託設立",
        "hours_note": "線上隨時，電話各頁寫的不一樣",
        "refuses": "債怎麼還；人身危險",
        "before": "先截圖，拍到號碼和時間",
    },
    Locale.EN: {
        "operator": "Set up by the Internet Society of China",
        "hours_note": "Online any time; the pages differ on the hours of the line",
        "refuses": "How a debt is paid; danger",
        "before": "Take a picture with number and time first",
    },
}
_SAID: Final = {
    Locale.ZH_HANS: "官网上写的是另一个，▇ <已经停用> & 打不通",
    Locale.ZH_HANT: "官網上寫的是另一個，▇ <已經停用> & 打不通",
    Locale.EN: "Its site names another one, ▇ is <dead> & silent",
}


def lookups(locale: Locale) -> dict[str, Reply]:
    """Every page of the look-ups; the key is the name of its golden file."""
    return _names(locale) | _bodies(locale) | _proposals() | _operators(locale)


def _seen(locale: Locale, id_: str, *, is_open: bool = True, please_check: bool = False) -> dict[str, Json]:
    return body(locale, id_, is_open=is_open) | {"please_check": please_check}


def register(locale: Locale) -> dict[str, Json]:
    """The public register of lenders: no number, and the way to find it."""
    return _seen(locale, "miit_number_lookup") | _REGISTER[locale] | {"id": "license_lookup"}


def _line(locale: Locale, *, phone: str | None, please_check: bool = False) -> dict[str, Json]:
    note = _NOTE[locale] if phone else None
    found: dict[str, Json] = {"phone": phone, "phone_note": note, "withheld": phone is None}
    return _seen(locale, "lender_internal", please_check=please_check) | found


def _names(locale: Locale) -> dict[str, Reply]:
    blank: dict[str, Json] = dict.fromkeys(("entity", "place", "statement", "status", "status_as_of", "line"))
    base: dict[str, Json] = {
        **blank,
        "line_sure": True,
        "more_lines": [],
        "false_number": False,
        "checked_on": "2026-11-21",
        "register": register(locale),
    }
    far: list[Json] = [_seen(locale, "c12321"), _seen(locale, "lender_internal", is_open=False)]
    near: list[Json] = [far[1], _seen(locale, "nfra_12378", is_open=False)]
    lender: dict[str, Json] = {
        "name": "招联消费金融",
        "licence": "consumer_finance_company",
        "entity": "招联消费金融股份有限公司",
        "place": "广东深圳",
        "bodies": near,
    }
    closed: dict[str, Json] = {"status": "closed_collection_continues", "status_as_of": "2025-12"}
    cards: list[Json] = [{"id": "p", "number": "95555", "note": _CARDS[locale], "please_check": False}]
    unknown: dict[str, Json] = {"contract": _seen(locale, "lender_internal"), "register": register(locale)}
    rows = tuple((Button(f"platform:{name}", "who", "p"),) for name in ("普信恒业", "普信金融"))
    known: dict[str, dict[str, Json]] = {
        "who": lender | {"line": _line(locale, phone="95786"), "more_lines": cards},
        "who_unsure": lender | {"line": _line(locale, phone="95786", please_check=True), "line_sure": False},
        "who_check": lender
        | {
            "line": _line(locale, phone="95786", please_check=True),
            "more_lines": [{"id": "p", "number": "95555", "note": _CARDS[locale], "please_check": True}],
            "bodies": [_seen(locale, "nfra_12378", is_open=False, please_check=True)],
        },
        "who_old": lender | {"line": _line(locale, phone=None, please_check=True), "false_number": True},
        "who_facilitator": {
            "name": "闪银",
            "licence": "loan_facilitation_without_own_lending_licence",
            "statement": _STATEMENT[locale],
            "bodies": far,
        },
        "who_agency": {"name": "永雄", "licence": "collection_agency", "entity": "湖南永雄", "bodies": far},
        "who_closed": {"name": "钱站", "licence": "defunct_or_collapsed", "bodies": far, **closed},
        "who_signature": {"name": "普信金融", "licence": "unattributed_sms_signature", "bodies": far},
        "who_signature_unknown": {
            "name": "某某 <金融>",
            "licence": "unattributed_sms_signature",
            "checked_on": None,
            "bodies": [],
        },
    }
    return {name: Reply("who", {**base, **params}) for name, params in known.items()} | {
        "who_ask": Reply("who_ask", {"names": ["普信恒业", "普信金融"], "more": 0}, rows),
        "who_ask_many": Reply("who_ask", {"names": ["普信恒业", "普信金融"], "more": 4}, rows),
        "who_name": Reply("who_name"),
        "who_unknown": Reply("who_unknown", unknown | {"name": "甲 & 乙", "false_number": False}),
        "who_unknown_nameless": Reply("who_unknown", unknown | {"name": None, "false_number": False}),
        "who_unknown_number": Reply("who_unknown", unknown | {"name": "甲", "false_number": True}),
        "name_too_long": Reply("name_too_long", {"limit": 60}),
    }


def _bodies(locale: Locale) -> dict[str, Reply]:
    emergency: list[Json] = [_seen(locale, id_) for id_ in ("p110", "p12110", "p120", "p12356")]
    usable: list[Json] = [_seen(locale, "c12321")]
    later: list[Json] = [_seen(locale, id_, is_open=False) for id_ in ("nfra_12378", "court_12368", "legal_12348")]
    dated: dict[str, Json] = {"checked_on": "2026-11-21"}
    gone = aged(body(locale, "court_12368", is_open=False), withheld=True, look_up=LOOK_UP[locale])
    old: list[Json] = [_seen(locale, "c12321", please_check=True), register(locale), gone]
    bare: dict[str, Json] = {**dict.fromkeys(("operator", "hours_note", "refuses", "before")), "deadlines": []}
    said: dict[str, Json] = {**_MORE[locale], "deadlines": _limits("accept", "decide", more=30, times=2)}
    bound: dict[str, Json] = {"deadlines": _limits("answer", "answer_complex", binds=("bank", "online_microloan"))}
    buttons = ((Button("channel:12321", "channel", "c12321"), Button("more_channels", "channels", "2")),)
    return {
        "channels": Reply("channels", dated | {"emergency": emergency, "open": usable, "later": later}, buttons),
        "channels_by_day": Reply("channels", dated | {"emergency": emergency, "open": usable, "later": []}),
        "channels_closed": Reply("channels", dated | {"emergency": emergency, "open": [], "later": later}),
        "channels_more": Reply("channels_more", dated | {"bodies": old, "page": 2, "pages": 4}),
        "channels_local": Reply("channels_local", {"count": 31}, ((Button("first_channels", "channels"),),)),
        "channels_local_none": Reply("channels_local", {"count": 0}),
        "channel": Reply(
            "channel", said | {"contact": _seen(locale, "c12321", please_check=True), "sources": 6, "verified": True}
        ),
        "channel_closed": Reply(
            "channel",
            bare | bound | {"contact": _seen(locale, "nfra_12378", is_open=False), "sources": 1, "verified": True},
        ),
        "channel_open": Reply(
            "channel",
            bare
            | {"contact": _seen(locale, "nfra_12378"), "sources": 1, "verified": True, "deadlines": _limits("file")},
        ),
        "channel_unverified": Reply("channel", bare | {"contact": register(locale), "sources": 0, "verified": False}),
        "channel_withheld": Reply("channel", bare | {"contact": gone, "sources": 2, "verified": True}),
        "channel_ask": Reply("channel_ask", {"count": 3}, buttons),
        "channel_ask_none": Reply("channel_ask", {"count": 0}),
    }


def _limits(*steps: str, more: int | None = None, times: int = 1, binds: tuple[str, ...] = ()) -> list[Json]:
    """Made-up time limits, so that nobody takes these pages for a source."""
    common: dict[str, Json] = {"times": times, "binds": list(binds), "law": "某某 <办法>" if binds else None}
    return [
        {**common, "step": step, "days": 11 * place, "working": step == "file", "more": more if place > 1 else None}
        for place, step in enumerate(steps, 1)
    ]


def _proposals() -> dict[str, Reply]:
    named: dict[str, Json] = {"name": "招联消费金融", "mistake": "number"}
    nameless: dict[str, Json] = {"name": None, "mistake": "missing"}
    refused = {
        f"proposal_refused_{reason}": Reply("proposal", named | {"state": "refused", "reason": reason})
        for reason in ("no_source", "unclear", "known")
    }
    return refused | {
        "report_ask": Reply("report_ask", {"name": "招联消费金融"}, ((Button("p_number", "report_entry", "x"),),)),
        "propose": Reply("propose", {"name": None}, ((Button("p_missing", "propose", "missing"),),)),
        "propose_named": Reply("propose", {"name": "甲 & 乙"}),
        "propose_noted": Reply("propose_noted", named | {"again": False}, ((Button("p_say", "propose", "say:x"),),)),
        "propose_noted_again": Reply("propose_noted", named | {"again": True}),
        "propose_noted_missing": Reply("propose_noted", nameless | {"again": False}),
        "propose_say": Reply("propose_say", {"limit": 300}, ((Button("p_enough", "propose", "stop"),),)),
        "propose_thanks": Reply("propose_thanks", {"taken_out": False}),
        "propose_thanks_taken_out": Reply("propose_thanks", {"taken_out": True}),
        "propose_full": Reply("propose_full", {"limit": 5}),
        "proposal_open": Reply("proposal", named | {"state": "open", "reason": None}),
        "proposal_accepted": Reply("proposal", nameless | {"state": "accepted", "reason": None}),
        "proposal_seen": Reply("proposal_seen", {}, ((Button("open", "proposal", "x"),),), unasked=True),
    }


def _operators(locale: Locale) -> dict[str, Reply]:
    one: dict[str, Json] = {
        "about": "platforms/zhaolian",
        "name": "招联消费金融",
        "mistake": "gone",
        "on": "2026-11-21",
    }
    none: dict[str, Json] = {"about": None, "name": None, "mistake": "missing", "on": "2026-11-20"}
    listed: list[Json] = [none | {"number": 1}, one | {"number": 2}]
    decided: dict[str, Json] = {"about": "platforms/zhaolian", "file": "DATA_DIR/directory/platforms/zhaolian.yaml"}
    rows = ((Button("accept", "admin", "accept:x"), Button("refuse_no_source", "admin", "refuse:x:no_source")),)
    return {
        "admin_proposals": Reply(
            "admin_proposals", {"proposals": listed, "more": 3}, ((Button("proposal:1", "admin", "proposal:x"),),)
        ),
        "admin_proposals_none": Reply("admin_proposals", {"proposals": [], "more": 0}),
        "admin_proposal": Reply("admin_proposal", one | {"said": _SAID[locale], "state": "open", "reason": None}, rows),
        "admin_proposal_bare": Reply("admin_proposal", none | {"said": None, "state": "open", "reason": None}),
        "admin_proposal_accepted": Reply("admin_proposal", one | {"said": None, "state": "accepted", "reason": None}),
        "admin_proposal_refused": Reply(
            "admin_proposal", one | {"said": None, "state": "refused", "reason": "unclear"}
        ),
        "admin_accepted": Reply("admin_decided", decided | {"state": "accepted"}),
        "admin_accepted_without_entry": Reply(
            "admin_decided", {"about": None, "file": "DATA_DIR/directory/", "state": "accepted"}
        ),
        "admin_refused": Reply("admin_decided", decided | {"state": "refused"}),
    }
