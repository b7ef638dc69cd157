"""How a letter prints what is not known, a day, a moment and the title of a rule."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

BLANK: Final = "（　　　）"
# What is an act of its own under its title; the others are no titles and stand without brackets.
_TITLED: Final = frozenset({"law", "regulation"})
# Whose phone it was, without a name: a relation is all that a body has to know.
_RELATIONS: Final[Mapping[str, str]] = {
    "me": "本人",
    "parent": "本人父母",
    "spouse": "本人配偶",
    "child": "本人子女",
    "friend": "本人朋友",
    "colleague": "本人同事",
    "other": "本人认识的人",
}


def blank(value: object) -> str:
    """What is known, or a blank to be filled in by hand."""
    return str(value) if value else BLANK


def on_day(value: str) -> str:
    """An ISO day or month as it is written in a letter."""
    if len(value) == len("2026-11"):
        return f"{int(value[:4])}年{int(value[5:])}月"
    day = date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日"


def moment(value: str) -> str:
    """An ISO local time in China, to the minute; a day alone stays a day."""
    if len(value) <= len("2026-11-20"):
        return on_day(value)
    at = datetime.fromisoformat(value)
    return f"{at.year}年{at.month}月{at.day}日{at.hour}时{at.minute:02}分"


def clock(value: str) -> str:
    """An ISO local time as somebody says it on the phone."""
    day = date.fromisoformat(value[:10])
    said = f"{day.month}月{day.day}日"
    if len(value) <= len("2026-11-20"):
        return said
    at = datetime.fromisoformat(value)
    return f"{said}{at.hour}点{at.minute}分" if at.minute else f"{said}{at.hour}点"


def cited(title: str, force: str) -> str:
    """A rule by its title; what is said of its force stays behind it."""
    name, bracket, note = title.partition("（")
    return f"《{name}》{bracket}{note}" if force in _TITLED else title


def relation(receiver: str) -> str:
    """Who received something, by the relation to whoever writes; a blank where nobody said."""
    return _RELATIONS.get(receiver, BLANK)


def phone_of(receiver: str) -> str:
    """On whose phone something arrived."""
    return f"{relation(receiver)}的手机"


def spoken(receiver: str) -> str:
    """Who received something, as one says it."""
    return relation(receiver).replace("本人", "我")


FILTERS: Final[Mapping[str, Callable[..., str]]] = {
    "blank": blank,
    "on_day": on_day,
    "moment": moment,
    "clock": clock,
    "cited": cited,
    "spoken": spoken,
    "phone_of": phone_of,
}
