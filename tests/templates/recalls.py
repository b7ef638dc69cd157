"""Samples of what somebody is told whose contact was corrected."""

from typing import Final

from model.locale import Locale
from model.reply import Json, Reply

_NOTE: Final[dict[Locale, Json]] = {
    Locale.ZH_HANS: "接通后按 2",
    Locale.ZH_HANT: "接通後按 2",
    Locale.EN: "then press 2",
}
_FIND: Final[dict[Locale, Json]] = {
    Locale.ZH_HANS: "看合同或 App 里的“放款方”，打它官网上的客服",
    Locale.ZH_HANT: "看合同或 App 裡的“放款方”，打它官網上的客服",
    Locale.EN: "Look up the lender in the contract and use the line on its own site",
}
_NAME: Final[dict[Locale, str]] = {
    Locale.ZH_HANS: "甲乙 & 丙丁金融",
    Locale.ZH_HANT: "甲乙 & 丙丁金融",
    Locale.EN: "Jiayi & Co.",
}


def recalls(locale: Locale) -> dict[str, Reply]:
    """Corrected, without a number now, replaced by another body, gone altogether, and right after all."""
    old: list[Json] = [{"value": "95000", "note": None}, {"value": "95001", "note": _NOTE[locale]}]
    blank: dict[str, Json] = dict.fromkeys(("phone", "phone_note", "web", "wechat", "how_to_find"))
    line: dict[str, Json] = {**blank, "id": "x", "name": _NAME[locale]}
    new: list[Json] = [{**line, "phone": "95002", "phone_note": _NOTE[locale]}, {**line, "web": "a.cn"}]
    base: dict[str, Json] = {
        "name": _NAME[locale],
        "old": old,
        "gone": False,
        "successor": None,
        "new": new,
        "how_to_find": _FIND[locale],
        "since": "2026-12-01",
    }
    return {
        "recalled": Reply("recalled", base),
        "recalled_by_sentence": Reply("recalled", base | {"new": [{**line, "how_to_find": _FIND[locale]}]}),
        "recalled_without_number": Reply("recalled", base | {"new": []}),
        "recalled_replaced": Reply("recalled", base | {"gone": True, "successor": "<12> & 34"}),
        "recalled_replaced_without_number": Reply("recalled", base | {"gone": True, "successor": "<12>", "new": []}),
        "recalled_gone": Reply("recalled", base | {"gone": True, "new": [], "how_to_find": None}),
        "recalled_right_after_all": Reply("recalled", base | {"old": []}),
    }
