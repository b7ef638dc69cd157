"""The three languages the bot speaks."""

from enum import StrEnum


class Locale(StrEnum):
    """Simplified Chinese is written first; the other two are complete."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    EN = "en"


_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def from_language_code(code: str | None) -> Locale:
    """The language for an IETF tag of a chat client; Simplified Chinese where it says nothing or something else."""
    tag = (code or "").lower()
    if tag.startswith(_TRADITIONAL):
        return Locale.ZH_HANT
    return Locale.EN if tag.startswith("en") else Locale.ZH_HANS
