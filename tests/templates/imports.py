"""Samples of an export as it is shown to be picked from, and of what was taken over."""

from typing import Final

from model.locale import Locale
from model.reply import Button, Json, Reply

_NAME: Final[dict[Locale, str]] = {Locale.ZH_HANS: "王 & 某", Locale.ZH_HANT: "王 & 某", Locale.EN: "Wang & Co."}


def imports(locale: Locale) -> dict[str, Reply]:
    """The preview as long as it gets and as short, and the end of it."""
    blank: dict[str, Json] = dict.fromkeys(("more", "own", "undated", "unused", "doubled", "pictures"), 0)
    one: dict[str, Json] = {
        "other": "1069000000001",
        "name": None,
        "messages": 41,
        "calls": 2,
        "nights": 12,
        "suspected": True,
        "picked": True,
    }
    friend: dict[str, Json] = {**one, "other": "13800000000", "name": _NAME[locale], "suspected": False, "nights": 0}
    nobody: dict[str, Json] = {**friend, "other": None, "name": None, "picked": False}
    offers: list[Json] = [one, one, friend, *([{**one, "name": None, "suspected": False, "picked": False}] * 4), nobody]
    full: dict[str, Json] = {
        "messages": 312,
        "calls": 45,
        "senders": 38,
        "more": 30,
        "own": 25,
        "undated": 3,
        "pictures": 4,
    }
    small: dict[str, Json] = {"messages": 12, "calls": 0, "senders": 1, "offers": [nobody]}
    rows = (
        (Button("import_marked:1069000000001", "import", "x.0"), Button("import_sender:13800000000", "import", "x.1")),
        (Button("import_all", "import", "x.all"), Button("import_picked", "import", "x.picked")),
        (Button("import_none", "import", "x.none"),),
    )
    done: dict[str, Json] = {
        "number": 3,
        "messages": 41,
        "calls": 2,
        "doubled": 0,
        "over": 0,
        "undated": 0,
        "most": 300,
    }
    return {
        "import_ask": Reply("import_ask", blank | full | {"offers": offers, "picked": 2, "keeps": True}, rows),
        "import_ask_answer_only": Reply("import_ask", blank | small | {"picked": 0, "keeps": False}),
        "import_done": Reply("import_done", done),
        "import_done_full": Reply("import_done", done | {"doubled": 5, "over": 112, "undated": 1}),
        "import_none": Reply("import_none"),
    } | {f"error_export_{kind}": Reply(f"error/export_{kind}") for kind in ("unknown", "broken", "too_big", "refused")}
