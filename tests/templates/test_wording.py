"""What the sources of the wording may hold: no facts, no verdicts, nothing betrayed, everything in every language."""

import re
import shutil
from pathlib import Path
from typing import Final

import pytest
from jinja2 import Environment, meta

from model.case import Level, Receiver, Role, ValueSource
from model.contact import Hours
from model.incoming import Media
from model.labels import Label
from model.locale import Locale
from model.reply import Reply
from templates import Templates
from templates.render import ROOT, files
from templates.sources import fell_behind, main, refresh, translations
from tests.templates.cards import KINDS, LICENCES
from tests.templates.pages import UNASKED
from tests.templates.test_golden import SAMPLES

_EVERY: Final = files()
_IDS: Final = [path.relative_to(ROOT).as_posix() for path in _EVERY]
_STATEMENT: Final = re.compile(r"\A(\{#|#) source: [0-9a-f]{12}.*\n")

# A hotline has three digits or more; an id such as p110 names a record and is not shown.
_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z_])[0-9０-９](?:[ -]?[0-9０-９]){2,}(?![0-9A-Za-z])")
_FACTS: Final = ("《", "http", "www.", "第五十", "公众号", "公眾號", "工作日内", "工作日內", "working day")
_COMPANIES: Final = (
    *("闪银", "閃銀", "普信", "招联", "招聯", "花呗", "借呗", "微粒贷", "京东", "美团", "拍拍贷", "还呗", "分期乐"),
    *("微信", "支付宝", "WeChat", "Alipay"),
)
_VERDICTS: Final = (
    *("骗子", "騙子", "违法分子", "違法分子", "犯罪", "有罪", "罪犯", "诈骗", "詐騙", "黑社会", "老赖", "老賴"),
    *("保证", "保證", "一定能", "肯定能", "绝对", "絕對", "不用还", "不用還", "放心", "包你", "没有牌照", "沒有牌照"),
    *("guilty", "illegal", "criminal", "fraudster", "scam", "crime", "promise you", "certainly", "has no licence"),
)
_BETRAYING: Final = (
    *("债", "債", "欠", "催", "款", "贷", "貸", "钱", "錢", "账", "帳", "投诉", "投訴", "举报", "舉報", "短信", "骚扰"),
    *("騷擾", "公司", "平台", "银行", "銀行", "警", "证据", "證據", "案"),
    *(
        "debt",
        "owe",
        "loan",
        "lend",
        "collect",
        "money",
        "pay",
        "complain",
        "report",
        "harass",
        "company",
        "bank",
        "sms",
    ),
    *("police", "proof", "case", "folder"),
)


def source(path: Path) -> str:
    return _STATEMENT.sub("", path.read_text("utf-8"))


@pytest.mark.parametrize("path", _EVERY, ids=_IDS)
def test_a_source_holds_no_number_no_link_no_law_and_no_company(path: Path) -> None:
    text = source(path)
    assert not _NUMBER.search(text)
    assert not [fact for fact in (*_FACTS, *_COMPANIES) if fact in text]


@pytest.mark.parametrize("path", _EVERY, ids=_IDS)
def test_a_source_holds_no_verdict_and_no_promise(path: Path) -> None:
    # The name of a risk in a letter is no verdict of ours.
    text = source(path).lower().replace("unproved_crime", "")
    assert not [word for word in _VERDICTS if word in text]


def test_the_words_of_a_sender_are_printed_behind_a_spoiler_or_into_the_clipboard_only() -> None:
    printing = re.compile(r"\{\{[^}]*\btext\b[^}]*\}\}")
    found = {path.relative_to(ROOT).as_posix().split("/", 1)[1] for path in _EVERY if printing.search(source(path))}
    assert found == {"chat/original.html.j2", "copy/form_text.txt.j2"}
    for locale in Locale:
        original = source(ROOT / locale.value / "chat/original.html.j2")
        assert "<tg-spoiler>{{ item.text }}</tg-spoiler>" in original
        assert len(printing.findall(original)) == 1


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("template", UNASKED)
def test_a_message_nobody_asked_for_betrays_nothing(locale: Locale, template: str, wording: Templates) -> None:
    text = wording.render(Reply(template, unasked=True), locale).text.lower()
    assert not [word for word in _BETRAYING if word in text]


@pytest.mark.parametrize("locale", list(Locale))
def test_despair_is_answered_without_a_word_about_debts_and_complaints(locale: Locale, wording: Templates) -> None:
    # Help may name the police and say that nothing is kept; it says nothing of what brought the person here.
    silent = set(_BETRAYING) - {"警", "police", "owe", "pay"}
    for name in ("despair", "despair_safe", "despair_unsafe", "danger"):
        text = (
            wording.render(SAMPLES[locale][name], locale).text.lower().replace("短信报警", "").replace("短信報警", "")
        )
        text = text.replace("发短信到", "").replace("發短信到", "")
        assert not [word for word in silent if word in text], name


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", ["despair", "despair_safe", "despair_unsafe", "danger"])
def test_words_for_despair_say_that_nobody_of_the_profession_has_read_them(locale: Locale, name: str) -> None:
    assert source(ROOT / locale.value / f"chat/{name}.html.j2").startswith("{# not yet reviewed by a professional #}\n")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("name", ["start", "help", "about"])
def test_the_first_pages_say_what_is_never_asked_for(locale: Locale, name: str, wording: Templates) -> None:
    text = wording.render(SAMPLES[locale][name], locale).text
    never = {
        Locale.ZH_HANS: ("不收钱", "验证码", "身份证", "不会先私聊"),
        Locale.ZH_HANT: ("不收錢", "驗證碼", "身份證", "不會先私訊"),
    }
    assert all(
        word in text for word in never.get(locale, ("No fees", "codes", "ID numbers", "never write to you first"))
    )


def test_every_language_has_the_same_files() -> None:
    per_locale = {locale: {p.relative_to(ROOT / locale.value) for p in _of(locale)} for locale in Locale}
    assert per_locale[Locale.ZH_HANT] == per_locale[Locale.ZH_HANS] == per_locale[Locale.EN]


def _of(locale: Locale) -> list[Path]:
    return [path for path in _EVERY if path.relative_to(ROOT).parts[0] == locale.value]


# What the card works out for its parts.
_OWN_NAMES: Final = {
    *("words", "full", "danger", "bystander", "asked", "told", "asks", "aged", "crowded", "strained"),
}
_PAGES: Final = sorted(
    {
        re.sub(r"/card/.*", "/card", "/".join(p.parts))
        for p in (f.relative_to(ROOT / "zh-Hans") for f in _of(Locale.ZH_HANS))
        if p.suffix == ".j2"
    }
)


@pytest.mark.parametrize("page", _PAGES)
def test_every_language_reads_the_same_parameters(page: str) -> None:
    """The card counts as one page: a language with longer words may say a thing in another part of it."""
    zh_hans, zh_hant, en = (_read(ROOT / locale.value / page) for locale in Locale)
    assert zh_hant == zh_hans == en


def _read(page: Path) -> set[str]:
    paths = page.rglob("*.j2") if page.is_dir() else [page]
    return set().union(*(_variables(path) for path in paths)) - _OWN_NAMES


def _variables(path: Path) -> set[str]:
    environment = Environment(autoescape=True, trim_blocks=True)
    environment.filters["bare"] = str
    return meta.find_undeclared_variables(environment.parse(path.read_text("utf-8")))


def test_every_language_has_the_same_words(wording: Templates) -> None:
    keys = {locale: {t: set(words) for t, words in wording.words(locale).model_dump().items()} for locale in Locale}
    assert keys[Locale.ZH_HANT] == keys[Locale.ZH_HANS] == keys[Locale.EN]


def test_every_noun_of_the_model_has_a_word(wording: Templates) -> None:
    words = wording.words(Locale.ZH_HANS)
    assert set(words.labels) == {label.value for label in Label}
    assert set(words.roles) == {role.value for role in Role}
    assert set(words.receivers) == {receiver.value for receiver in Receiver}
    assert set(words.levels) == {level.value for level in Level}
    assert set(words.hours) == {hours.value for hours in Hours}
    assert set(words.sources) == {origin.value for origin in ValueSource}
    assert set(words.files) == {media.value for media in Media}
    assert set(words.kinds) == set(KINDS)
    assert set(LICENCES) <= set(words.licences)


@pytest.mark.parametrize("locale", list(Locale))
def test_a_button_takes_a_value_exactly_if_its_key_says_so(locale: Locale, wording: Templates) -> None:
    for key, text in wording.words(locale).buttons.items():
        assert ("{value}" in text) is key.endswith(":"), key


def test_no_button_holds_a_hotline_or_is_too_wide_for_half_a_row(wording: Templates) -> None:
    for locale in Locale:
        for wording_ in wording.words(locale).buttons.values():
            text = wording_.replace("{value}", "9")
            assert not _NUMBER.search(text)
            assert len(text) <= (26 if locale is Locale.EN else 13), text


def test_no_translation_fell_behind_its_source() -> None:
    assert [path.relative_to(ROOT).as_posix() for path in fell_behind()] == []


def test_a_translation_falls_behind_when_its_source_changes_until_it_is_refreshed(tmp_path: Path) -> None:
    root = tmp_path / "templates"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("__pycache__"))
    changed = root / Locale.ZH_HANS.value / "chat" / "kept.html.j2"
    changed.write_text("存好了。\n", "utf-8")
    behind = fell_behind(root)
    assert {path.relative_to(root).parts[0] for path in behind} == {Locale.ZH_HANT.value, Locale.EN.value}
    before = source(behind[0])
    for path in behind:
        refresh(path, root)
    assert fell_behind(root) == ()
    assert source(behind[0]) == before


def test_a_source_is_never_refreshed() -> None:
    with pytest.raises(ValueError, match="no translation"):
        refresh(ROOT / Locale.ZH_HANS.value / "words.yaml")


def test_a_translation_that_names_no_source_counts_as_behind(tmp_path: Path) -> None:
    root = tmp_path / "templates"
    shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns("__pycache__"))
    bare = translations(root)[0]
    bare.write_text(source(bare), "utf-8")
    assert fell_behind(root) == (bare,)


def test_the_command_prints_nothing_while_nothing_fell_behind(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == ""
