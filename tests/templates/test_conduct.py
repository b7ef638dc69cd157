"""The pages about calls and conduct fit: a phone screen outside the fold, and a caption under a picture."""

import pytest

from model.locale import Locale
from templates import Templates
from tests.templates.conduct import conducts
from tests.templates.measure import lines, visible

# What Telegram takes under a picture (https://core.telegram.org/bots/api#sendphoto), in UTF-16 units.
CAPTION = 1024
SCREEN = {Locale.ZH_HANS: 20, Locale.ZH_HANT: 20, Locale.EN: 24}


@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_fits_on_a_phone_screen(locale: Locale, wording: Templates) -> None:
    for name, reply in conducts(locale).items():
        text = visible(wording.render(reply, locale).text)
        assert reply.picture or lines(text, locale) <= SCREEN[locale], (name, lines(text, locale), text)


@pytest.mark.parametrize("locale", list(Locale))
def test_what_stands_under_a_picture_is_short_enough(locale: Locale, wording: Templates) -> None:
    for name, reply in conducts(locale).items():
        text = wording.render(reply, locale).text
        assert not reply.picture or len(text.encode("utf-16-le")) // 2 <= CAPTION, (name, len(text))
        assert not reply.picture or reply.slot is None


@pytest.mark.parametrize("locale", list(Locale))
def test_a_limit_is_never_held_up_as_law(locale: Locale, wording: Templates) -> None:
    words = wording.words(locale).forces
    text = wording.render(conducts(locale)["conduct"], locale).text
    assert not [word for word in (words["law"], words["regulation"]) if f"（{word}" in text or f"({word})" in text]
