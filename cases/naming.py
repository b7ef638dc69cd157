"""What a company is called before a person."""

from directory import Platform
from model.locale import Locale


def called(platform: Platform, locale: Locale) -> str:
    """A company as it signs: in Traditional script for those who read it, else as registered, also in English."""
    return platform.names.to(locale if locale is Locale.ZH_HANT else Locale.ZH_HANS)
