"""Samples of the look at a text that poses as an office: every office, and every feature once."""

from itertools import islice
from typing import Final

from cases.authority import FEATURES_SHOWN, ORDER
from model.locale import Locale
from model.reply import Button, Json, Reply
from tests.templates.bodies import body

_LAWYER: Final[dict[Locale, dict[str, Json]]] = {
    Locale.ZH_HANS: {"name": "律师、律所真伪查询", "how_to_find": "自己查到律所公开的电话打过去核实，或问 12348"},
    Locale.ZH_HANT: {"name": "律師、律所真偽查詢", "how_to_find": "自己查到律所公開的電話打過去核實，或問 12348"},
    Locale.EN: {
        "name": "Check of a lawyer",
        "how_to_find": "Find the firm’s public number yourself and ask, or ask 12348",
    },
}
_ROWS: Final = ((Button("today", "tonight"), Button("channels", "channels")), (Button("back", "card"),))


def posing(locale: Locale) -> dict[str, Reply]:
    """Every page of the look; the key is the name of its golden file."""
    court, advice = body(locale, "court_12368", is_open=False), body(locale, "legal_12348")
    bodies: dict[str, Json] = {
        "court": court | {"please_check": False},
        "police": body(locale, "p110"),
        "mediation": advice | {"please_check": True},
        "arbitration": advice | {"please_check": False},
        "lawyer": body(locale, "lender_internal") | _LAWYER[locale] | {"id": "lawyer_verify"},
    }
    base: dict[str, Json] = {
        "speaks": True,
        "court": None,
        "general": court | {"please_check": False},
        "advice": advice,
        "offices": [],
        "features": [],
        "read": True,
    }

    def page(*offices: str, features: tuple[str, ...] = (), **changes: Json) -> Reply:
        named: list[Json] = [{"id": office, "check": bodies.get(office)} for office in offices]
        return Reply("authority", base | {"offices": named, "features": list(features)} | changes, _ROWS)

    left = iter(ORDER)
    groups = list(iter(lambda: tuple(islice(left, FEATURES_SHOWN)), ()))
    names = ("police", "court", "mediation", "arbitration", "lawyer", "ministry")
    shown = {
        f"authority_{name}": page(name, features=group, court="浙江" if name == "court" else None)
        for name, group in zip(names, groups, strict=True)
    }
    return shown | {
        "authority_number_of_no_known_place": page("court", features=("number_formed",)),
        "authority_two": page("court", "procuratorate", features=("paper",), speaks=False),
        "authority_name_only": page("procuratorate"),
        "authority_mention_only": page("court", speaks=False),
        "authority_nobody": page(features=("hurry", "payee")),
        "authority_nothing_seen": page(),
        "authority_no_text": page(read=False),
    }
