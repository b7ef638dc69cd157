"""Every rung, sentence, state and situation has its words, and every page about steps fits on a phone screen."""

import re

import pytest

import directory
from cases.next_step import CIRCUMSTANCES
from model.ladder import Need, Sentence
from model.locale import Locale
from model.reply import Notice
from model.step import Outcome, StepStatus
from templates import Templates
from tests.templates.climbs import climbs
from tests.templates.measure import lines, visible

SCREEN = {Locale.ZH_HANS: 20, Locale.ZH_HANT: 20, Locale.EN: 24}
LISTED = directory.load()
_BLAMING = ("逾期未", "违规", "违法", "拖延", "illegal", "broke the law", "delays")


@pytest.mark.parametrize("locale", list(Locale))
def test_whatever_a_ladder_can_say_has_its_words(locale: Locale, wording: Templates) -> None:
    words = wording.words(locale)
    assert set(words.sentences) == {sentence.value for sentence in Sentence}
    assert set(words.rungs) == set(words.hows) == set(LISTED.rungs)
    assert set(words.ladders) == set(LISTED.ladders)
    assert set(words.step_statuses) == {status.value for status in StepStatus} | {"ready", "later"}
    assert set(words.outcomes) == {outcome.value for outcome in Outcome}
    assert set(words.needs) == {need.value for need in Need}


@pytest.mark.parametrize("locale", list(Locale))
def test_whatever_a_ladder_can_ask_for_has_its_words(locale: Locale, wording: Templates) -> None:
    asked = set(CIRCUMSTANCES) | {"denied", "platform_denies", "not_competent"}
    records = (*LISTED.ladders.values(), *LISTED.rungs.values())
    ways = [way for record in records for name in ("reached_by", "fits", "never") for way in getattr(record, name, ())]
    ways += [way for ladder in LISTED.ladders.values() for position in ladder.positions for way in position.unless]
    asked |= {one for way in ways for one in (*way.attributes, *way.taps)}
    assert asked <= set(wording.words(locale).circumstances)
    assert {f"told_{one}" for one in CIRCUMSTANCES} <= set(wording.words(locale).buttons)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_about_steps_fits_on_a_phone_screen(locale: Locale, wording: Templates) -> None:
    for name, reply in climbs(locale).items():
        text = visible(wording.render(reply, locale).text)
        most = SCREEN[locale] + (8 if name in ("next_why", "deadline_range") else 0)
        assert lines(text, locale) <= most, (name, lines(text, locale), text)


@pytest.mark.parametrize("locale", list(Locale))
def test_no_page_blames_a_body_and_a_range_names_both_ends(locale: Locale, wording: Templates) -> None:
    for name, reply in climbs(locale).items():
        text = wording.render(reply, locale).text.lower()
        assert not [word for word in _BLAMING if word in text], name
    found = wording.render(climbs(locale)["step_range_silent"], locale).text
    assert re.search("2027-01-20.*2027-01-24", found)


@pytest.mark.parametrize("locale", list(Locale))
def test_what_goes_into_a_calendar_tells_nothing(locale: Locale, wording: Templates) -> None:
    title = wording.render_notice(Notice("notice/calendar_title"), locale).lower()
    assert not [word for word in ("债", "債", "款", "投诉", "投訴", "催", "debt", "loan", "complain") if word in title]
