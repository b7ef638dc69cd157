"""Rendering: nothing missing, nothing unescaped, nothing altered, nothing too long."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import templates
from model.errors import DataError
from model.locale import Locale
from model.reply import Button, ButtonKind, Json, Notice, Reply
from templates import Templates
from tests.templates.measure import faults
from tests.templates.pages import notices
from tests.templates.test_golden import SAMPLES

LOADED = templates.load()
_UNITS = 256
# What a phone can send; the one noncharacter is taken by the layout.
_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\ufdd0"), min_size=1, max_size=60)


@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_is_short_enough_and_well_formed(locale: Locale, wording: Templates) -> None:
    for name, reply in SAMPLES[locale].items():
        rendered = wording.render(reply, locale)
        assert 0 < len(rendered.text.encode("utf-16-le")) // 2 <= 4096, name
        assert not faults(rendered.text), (name, faults(rendered.text))
        copied = [b.copy for row in rendered.rows for b in row if b.copy is not None]
        assert all(0 < len(c.encode("utf-16-le")) // 2 <= _UNITS for c in copied), name


@pytest.mark.parametrize("locale", list(Locale))
def test_no_page_prints_what_belongs_to_the_program(locale: Locale, wording: Templates) -> None:
    leaked = re.compile(r"None|True|False|<built-in|\{\{|\{%|_[a-z]+_")
    for name, reply in SAMPLES[locale].items():
        text = wording.render(reply, locale).text.replace("<b>None", "")
        assert not leaked.search(text), (name, text)


@pytest.mark.parametrize("locale", list(Locale))
def test_no_line_ends_in_space_and_no_gap_is_wider_than_one_line(locale: Locale, wording: Templates) -> None:
    for name, reply in SAMPLES[locale].items():
        if name != "original":
            text = wording.render(reply, locale).text
            assert not re.search(r"[ \u3000]\n|\n\n\n|\n</blockquote>|。。|\.\.|，\n", text), name


@pytest.mark.parametrize("locale", list(Locale))
def test_every_notice_fits_over_a_button(locale: Locale, wording: Templates) -> None:
    for notice in notices():
        assert 0 < len(wording.render_notice(notice, locale)) <= 200
        bare = Notice(notice.template.removeprefix("notice/"))
        assert wording.render_notice(bare, locale) == wording.render_notice(notice, locale)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_missing_parameter_is_an_error_and_never_another_sentence(locale: Locale, wording: Templates) -> None:
    refused = 0
    for name, reply in SAMPLES[locale].items():
        whole = wording.render(reply, locale)
        for missing in reply.params:
            without = {key: value for key, value in reply.params.items() if key != missing}
            try:
                assert wording.render(replace(reply, params=without), locale) == whole, (name, missing)
            except DataError:
                refused += 1
    assert refused > 100


@pytest.mark.parametrize("value", [None, True])
def test_a_value_that_is_no_word_is_never_printed(value: Json, wording: Templates) -> None:
    with pytest.raises(DataError):
        wording.render(Reply("kept", {"number": value}), Locale.ZH_HANS)


@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_is_shown_unaltered_behind_its_spoiler(text: str) -> None:
    reply = Reply("original", {"items": [{"number": 1, "text": text, "machine": False}], "more": 0})
    shown = LOADED.render(reply, Locale.ZH_HANS).text
    spoiler = re.search(r"<tg-spoiler>(.*)</tg-spoiler>", shown, re.DOTALL)
    assert spoiler
    assert html.unescape(spoiler[1]) == text or "&" in text
    assert spoiler[1].replace("&lt;", "").replace("&gt;", "").count("<") == 0


@given(_TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_text_is_copied_unaltered(text: str) -> None:
    button = Button("copy_text", "copy/form_text", kind=ButtonKind.COPY)
    rendered = LOADED.render(Reply("kept", {"number": 1, "text": text, "machine": False}, ((button,),)), Locale.EN)
    assert rendered.rows[0][0].copy == text


def test_a_copy_of_more_than_256_units_is_refused_and_not_cut(wording: Templates) -> None:
    button = Button("copy_text", "copy/form_text", kind=ButtonKind.COPY)
    for text, fits in (("还" * 256, True), ("还" * 257, False), ("😀" * 128, True), ("😀" * 129, False)):
        reply = Reply("kept", {"number": 1, "text": text, "machine": False}, ((button,),))
        if fits:
            assert wording.render(reply, Locale.ZH_HANS).rows[0][0].copy == text
        else:
            with pytest.raises(DataError) as refused:
                wording.render(reply, Locale.ZH_HANS)
            assert text[0] not in str(refused.value)


@pytest.mark.parametrize("locale", list(Locale))
def test_names_of_companies_cannot_bring_in_markup(locale: Locale, wording: Templates) -> None:
    text = wording.render(Reply("sender_saved", {"number": "<a href='x'>A&B</a>"}), locale).text
    assert "&lt;a href=" in text
    assert "A&amp;B" in text
    assert not faults(text)


def test_a_button_takes_its_value_from_behind_the_colon(wording: Templates) -> None:
    rows = ((Button("merge:2", "merge", "2"), Button("platform:甲:乙{value}", "platform", "p")),)
    merge, platform = wording.render(Reply("kept", {"number": 1}, rows), Locale.ZH_HANS).rows[0]
    assert (merge.text, merge.verb, merge.argument, merge.copy) == ("和第 2 份合并", "merge", "2", None)
    assert platform.text == "甲:乙{value}"


def test_a_button_with_a_value_is_another_than_the_one_without(wording: Templates) -> None:
    rows = ((Button("case", "case"), Button("case:3", "case", "3")),)
    bare, numbered = wording.render(Reply("kept", {"number": 1}, rows), Locale.ZH_HANS).rows[0]
    assert (bare.text, numbered.text) == ("看这一份", "第 3 份")
    with pytest.raises(DataError, match="merge"):
        wording.render(Reply("kept", {"number": 1}, ((Button("merge", "merge"),),)), Locale.ZH_HANS)


def test_a_button_without_wording_is_an_error(wording: Templates) -> None:
    with pytest.raises(DataError, match="sell"):
        wording.render(Reply("kept", {"number": 1}, ((Button("sell", "sell"),),)), Locale.EN)


def test_the_digest_tells_one_wording_from_another(wording: Templates, tmp_path: object) -> None:
    assert wording.digest == templates.load().digest
    assert re.fullmatch(r"[0-9a-f]{64}", wording.digest)
