"""Letters in words: golden letters of every kind, no fact vanishes but with its sentences, nothing is betrayed."""

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.letter_facts import known
from cases.letter_plan import facts_of, letter
from model.letter import Kind, LetterKind, SheetKind
from model.locale import Locale
from model.reply import Json, Reply
from templates import Templates
from templates.letter_filters import BLANK
from templates.letters import ROOT, letter_words
from tests.templates.letters import FACTS, KINDS, OF_A_BORROWER, OF_A_FRIEND, written
from tests.templates.test_golden import GOLDEN
from tests.templates.test_wording import _COMPANIES, _FACTS, _NUMBER, _VERDICTS

FOLDER: Final = GOLDEN / "letters"
SOURCES: Final = sorted(ROOT.glob("*.j2"))
_EVERY: Final = [(kind, fact) for kind in KINDS for fact in sorted(facts_of(kind))]
_MAKER: Final = ("telegram", "机器人", "bot", "undun", "止扰", "用户名", "@", "人工智能")
# The company is named by the contract, or else as it is on file: one of the two is enough.
_ALTERNATIVES: Final = frozenset({"lender", "company"})
_TOOL: Final = "本材料由本人借助免费整理工具整理并核对，未委托任何人代理。"
# About a debt of one's own none of this is ever said.
_NEVER: Final = ("不用还", "不必还", "无需偿还", "不偿还", "躲", "失联", "免除")


def _golden(name: str, now: str, *, rewrite: bool) -> None:
    path = FOLDER / f"{name}.txt"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_reads_as_it_was_read_and_approved(kind: Kind, rewrite: bool) -> None:
    _golden(kind.value, f"{written(kind).text}\n", rewrite=rewrite)


@pytest.mark.parametrize("kind", [LetterKind.STOP_CONTACT, LetterKind.PERSONAL_DATA, SheetKind.POLICE])
def test_a_letter_of_somebody_who_owes_nothing_reads_as_approved(kind: Kind, rewrite: bool) -> None:
    _golden(f"{kind.value}_friend", f"{written(kind, OF_A_FRIEND).text}\n", rewrite=rewrite)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_of_a_case_of_which_almost_nothing_is_known_reads_as_approved(kind: Kind, rewrite: bool) -> None:
    bare = frozenset(FACTS) - {"rows", "law", "numbers"}
    _golden(f"{kind.value}_bare", f"{written(kind, bare).text}\n", rewrite=rewrite)


@pytest.mark.parametrize(("kind", "fact"), _EVERY)
def test_without_a_fact_exactly_its_sentences_are_gone_and_every_other_one_stays_as_it_was(
    kind: Kind, fact: str
) -> None:
    full, without = letter(kind, FACTS), letter(kind, {f: v for f, v in FACTS.items() if f != fact})
    gone = {sentence.id for sentence in full.sentences} - {sentence.id for sentence in without.sentences}
    assert gone == {sentence.id for sentence in full.sentences if fact in sentence.rests_on}
    left = {s.id: s.params for s in without.sentences}
    for sentence in full.sentences:
        if sentence.id in left and fact not in sentence.params:
            assert left[sentence.id] == sentence.params
    text = letter_words().write(without).text
    if any(fact in s.params and fact not in s.rests_on for s in full.sentences) and fact not in _ALTERNATIVES:
        assert BLANK in text
    assert not re.search(r"None|True|False|\{\{|。。|\n\n\n", text)


@given(st.sampled_from(KINDS), st.sets(st.sampled_from(sorted(FACTS))))
@settings(max_examples=150)
def test_whatever_is_known_no_sentence_stands_without_its_facts(kind: Kind, left: set[str]) -> None:
    made = letter(kind, {fact: FACTS[fact] for fact in left})
    assert all(set(sentence.rests_on) <= left for sentence in made.sentences)
    assert [s.id for s in made.sentences] == [s.id for s in letter(kind, FACTS).sentences if set(s.rests_on) <= left]
    assert "None" not in letter_words().write(made).text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_known_of_nothing_still_makes_a_sheet_of_paper_with_blanks(kind: Kind) -> None:
    text = letter_words().write(letter(kind, {})).text
    assert text.strip()
    assert "None" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_every_sentence_of_a_plan_has_wording(kind: Kind) -> None:
    named = {sentence.id for sentence in letter(kind, FACTS).sentences}
    assert named <= letter_words().wordings(kind.value)


def test_no_wording_is_left_over() -> None:
    used = {sentence.id for kind in KINDS for sentence in letter(kind, FACTS).sentences}
    blocks = set().union(*(letter_words().wordings(kind.value) for kind in KINDS))
    assert {name for name in blocks - used if not name.startswith("h_")} == {"title", "addressee"}
    assert {path.stem.removesuffix(".txt") for path in SOURCES} == {kind.value for kind in KINDS} | {"_shared"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_letter_source_holds_no_law_no_number_no_verdict_and_nothing_of_where_it_is_made(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not _NUMBER.search(text)
    assert not [word for word in (*_FACTS, *_COMPANIES, *_VERDICTS, *_NEVER) if word in text]
    assert not [word for word in _MAKER if word.lower() in text.lower()]


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_letter_ends_with_lines_for_signature_and_date_and_says_what_helped(kind: LetterKind) -> None:
    signature, tool = written(kind).text.splitlines()[-2:]
    assert "签名" in signature
    assert "日期" in signature
    assert tool == _TOOL


@pytest.mark.parametrize("kind", list(LetterKind))
def test_identity_numbers_are_for_the_person_to_write(kind: LetterKind) -> None:
    assert "身份证号码：（本人填写）" in written(kind).text


@pytest.mark.parametrize("without", [frozenset[str](), frozenset(FACTS) - {"rows"}])
def test_the_first_request_to_a_lender_always_asks_whether_it_was_its_own(without: frozenset[str]) -> None:
    text = written(LetterKind.LENDER_FIRST, without).text
    assert "请核查是否贵机构或所委托机构所发" in text


def test_an_unproved_link_is_called_unproved() -> None:
    for kind in LetterKind:
        for sentence in ("某某贷", "某某金融"):
            for line in written(kind).text.splitlines():
                if sentence in line and not line.startswith("致"):
                    assert "尚未证实" in line


def test_what_is_complained_of_stays_in_clear_and_bystanders_are_relations() -> None:
    text = written(LetterKind.POLICE).text
    for mark in ("13000000001", "某某金融", "http://pay.example.test/x", "6200000000000000", "本人父母的手机"):
        assert mark in text


def test_a_report_asks_for_no_money_and_a_complaint_for_no_punishment() -> None:
    assert not re.search(r"赔偿[^。]*请|退还|减免|不要再联系", written(LetterKind.REGULATOR_REPORT).text)
    for kind in (LetterKind.REGULATOR, LetterKind.BUREAU, LetterKind.LENDER_FIRST, LetterKind.LENDER_SECOND):
        assert not re.search("处罚|查处|严惩|举报|追究", written(kind).text)


def test_a_later_letter_cites_the_earlier_number_date_silence_and_denial() -> None:
    for kind in (LetterKind.LENDER_SECOND, LetterKind.REGULATOR, LetterKind.BUREAU):
        text = written(kind).text
        assert all(word in text for word in ("GD-1", "2026年11月1日", "20日", "不是我们发的"))


@pytest.mark.parametrize("kind", list(SheetKind))
def test_an_opening_takes_twenty_seconds_at_most(kind: SheetKind) -> None:
    for without in (OF_A_BORROWER, OF_A_FRIEND, frozenset[str]()):
        # Five characters a second, read calmly.
        assert len("".join(written(kind, without).part("opening"))) <= 120


@pytest.mark.parametrize("name", ["parents", "friend", "employer", "reply_own", "reply", "call_1", "call_2", "call_3"])
@pytest.mark.parametrize("locale", list(Locale))
def test_a_short_text_has_120_characters_at_most(name: str, locale: Locale, wording: Templates) -> None:
    page = wording._languages[locale].page(f"copy/{name}.txt.j2", {})
    assert 0 < len(page.strip()) <= 120


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("kind", [*LetterKind, *SheetKind])
def test_every_letter_and_call_has_a_gist_in_every_language(
    locale: Locale, kind: LetterKind | SheetKind, wording: Templates
) -> None:
    gist = wording._languages[locale].page(f"gist/{kind.value}.txt.j2", {}).strip()
    assert 0 < len(gist) <= (160 if locale is Locale.EN else 60)


@pytest.mark.parametrize("locale", list(Locale))
def test_the_longest_letter_fits_one_message(locale: Locale, wording: Templates) -> None:
    rows = FACTS["rows"]
    assert isinstance(rows, list)
    long = FACTS | {"rows": rows * 3, "own_words": "字" * 600, "wish": "字" * 200}
    blanks: list[Json] = ["name", "lender", "contract", "home", "loan_date", "overdue_date"]
    for kind in LetterKind:
        text = letter_words().write(letter(kind, long)).text
        page: dict[str, Json] = {
            "kind": kind.value,
            "letter": text,
            "blanks": blanks,
            "own_words": False,
            "keeps": False,
        }
        assert len(wording.render(Reply("letter", page), locale).text.encode("utf-16-le")) // 2 <= 4096


def test_no_golden_letter_is_left_over() -> None:
    friends = {f"{kind}_friend" for kind in ("stop_contact", "personal_data", "call_police")}
    named = {kind.value for kind in KINDS} | {f"{kind.value}_bare" for kind in KINDS} | friends
    assert {path.stem for path in FOLDER.iterdir()} == named


def test_every_fact_that_a_plan_rests_on_is_made_somewhere() -> None:
    source = Path(known.__code__.co_filename).read_text("utf-8")
    used = set().union(*(facts_of(kind) for kind in KINDS))
    assert used <= set(FACTS)
    details = {"name", "contract", "lender", "home", "loan_date", "overdue_date", "wish", "own_words"}
    bodies = {"platform", "company", "bureau", "association", "spam_centre", "sent_away_by"}
    built = {fact for fact in used - details - bodies if not fact.startswith("law")}
    assert not [fact for fact in built if f'"{fact}"' not in source]
