"""Lengths as Telegram counts them."""

from typing import Final

# What the copy button of Telegram takes (https://core.telegram.org/bots/api#copytextbutton), in UTF-16 units.
COPY_LIMIT: Final = 256


def utf16_units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
