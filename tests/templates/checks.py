"""Samples of what is asked before a letter leaves."""

from model.reply import Button, Json, Reply
from templates.rewrites import rewrite

_COUNTED: dict[str, Json] = {"messages": 3, "calls": 0, "last": "2026年11月20日"}
_RULE: dict[str, Json] = {"title": "某某法", "article": "第一条", "plain": "过了期限就不再处理"}


def checks() -> dict[str, Reply]:
    """The key is the name of the golden file."""
    asked = {
        "check": _asked("insult_back", "这帮人 <不是东西>。", more=2),
        "check_late": _asked("late_penalty", "请处罚他。", rule=_RULE),
        "check_counted": _asked("invented_fact_count", "收到短信300条。"),
        "check_printed": Reply(
            "check", _params("unproved_crime", "这是敲诈。") | {"instead": None}, _rows("check_keep")
        ),
    }
    done = {f"check_done_{name}": Reply("check_done", {"choice": name}, _rows("check_go")) for name in "rkd"}
    cited: dict[str, Json] = {"title": "某某法", "article": "第一条"}
    return asked | done | {
        "check_true": Reply("check_true", {"rule": cited}, _rows("check_true", "look_again")),
        "check_enough": Reply("check_enough"),
        "check_alike": Reply("check_alike"),
    }  # fmt: skip


def _asked(reason: str, sentence: str, rule: Json = None, more: int = 0) -> Reply:
    return Reply(
        "check",
        _params(reason, sentence) | {"rule": rule, "more": more},
        _rows("check_rewrite", "check_keep", "check_strike"),
    )


def _params(reason: str, sentence: str) -> dict[str, Json]:
    instead = rewrite(reason, _COUNTED)
    return {"reason": reason, "sentence": sentence, "instead": instead, "rule": None, "more": 0}


def _rows(*labels: str) -> tuple[tuple[Button, ...], ...]:
    return tuple((Button(label, "check"),) for label in labels)
