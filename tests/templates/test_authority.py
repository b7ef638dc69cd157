"""The look at a text that poses: it fits a screen, the check comes first, and nobody is told that a text is false."""

import pytest

from cases.authority import ORDER
from model.locale import Locale
from templates import Templates
from tests.templates.authority import posing
from tests.templates.measure import lines, visible

_SCREEN = {Locale.ZH_HANS: 18, Locale.ZH_HANT: 18, Locale.EN: 20}
_GENUINE = {Locale.ZH_HANS: "真的文书也可能", Locale.ZH_HANT: "真的文書也可能", Locale.EN: "Genuine papers may come"}
_CHECK_FIRST = {Locale.ZH_HANS: "先自己核对", Locale.ZH_HANT: "先自己核對", Locale.EN: "Check it yourself first"}
_NEVER = {
    Locale.ZH_HANS: ("是假的", "不用理", "别管它", "伪造", "冒充", "不必理", "忽略"),
    Locale.ZH_HANT: ("是假的", "不用理", "別管它", "偽造", "冒充", "不必理", "忽略"),
    Locale.EN: ("is false", "is fake", "can ignore", "forged", "just ignore", "no need"),
}
_SAMPLES = [(locale, name) for locale in Locale for name in posing(locale)]


@pytest.mark.parametrize(("locale", "name"), _SAMPLES)
def test_the_look_fits_a_screen_and_begins_with_the_check(locale: Locale, name: str, wording: Templates) -> None:
    text = visible(wording.render(posing(locale)[name], locale).text)
    assert lines(text, locale) <= _SCREEN[locale]
    assert text.startswith(_CHECK_FIRST[locale])


@pytest.mark.parametrize(("locale", "name"), _SAMPLES)
def test_nobody_is_told_that_it_is_false_or_to_ignore_it(locale: Locale, name: str, wording: Templates) -> None:
    text = wording.render(posing(locale)[name], locale).text
    assert _GENUINE[locale] in text
    assert not [words for words in _NEVER[locale] if words in text]


@pytest.mark.parametrize("locale", list(Locale))
def test_every_feature_says_something_of_its_own(locale: Locale, wording: Templates) -> None:
    base = posing(locale)["authority_court"]
    said = set()
    for kind in ORDER:
        reply = type(base)("authority", {**base.params, "features": [kind]})
        said.add(wording.render(reply, locale).text)
    assert len(said) == len(ORDER)
