"""The check before a letter leaves: what it finds, what it spares, and that it reads anything in linear time."""

import json
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.letter_plan import letter
from classify import Classifier, match, normalize, outgoing_model, outgoing_numbers, train_outgoing
from classify.outgoing import Checker, OutgoingFacts, RiskKind, Use, check, checker, load_rules, rules_alone
from classify.outgoing_records import FOLDER, OutgoingFile, read_files
from classify.records import Entry
from model.errors import DataError
from model.letter import Kind
from templates.letters import letter_words
from templates.rewrites import rewrites
from tests.classify.measure_letters import OPEN, figures, run
from tests.templates.letters import FACTS, KINDS

FILES = list(read_files().values())
ENTRIES = [entry for file in FILES for entry in file.terms]
TODAY = date(2026, 11, 21)
NOTHING = OutgoingFacts()


@pytest.fixture(scope="module")
def tables(classifier: Classifier) -> Checker:
    return checker(classifier)


def kinds(
    text: str, tables: Checker, use: Use = Use.LETTER, *, owes: bool | None = None, facts: OutgoingFacts = NOTHING
) -> set[RiskKind]:
    return {risk.kind for risk in check(text, use=use, owes=owes, facts=facts, today=TODAY, tables=tables)}


def _found(text: str, classifier: Classifier) -> set[str]:
    view = normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer)
    return {hit.entry.id for hit in match.find(view, load_rules().matcher, classifier.segmenter)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_rule_finds_its_example_and_spares_its_counterexample(entry: Entry, classifier: Classifier) -> None:
    assert entry.id in _found(entry.example, classifier), entry.example
    assert entry.id not in _found(entry.counterexample, classifier), entry.counterexample


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.kind.value)
def test_the_example_of_a_rule_is_a_risk_of_its_kind_for_whoever_the_rules_are_for(
    file: OutgoingFile, classifier: Classifier
) -> None:
    use = file.uses[0] if file.uses else Use.LETTER
    carried = [entry for entry in file.terms if entry.weight >= 0.5]
    missed = [e.id for e in carried if file.kind not in kinds(e.example, rules_alone(classifier), use, owes=file.owes)]
    assert missed == []


def test_there_are_more_than_twenty_kinds_each_with_a_file_and_a_rewrite() -> None:
    assert len(FILES) > 20
    assert {file.kind.value for file in FILES} <= rewrites()


def test_a_file_that_says_another_kind_is_refused_by_name(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "promise.yaml").write_bytes((FOLDER / "lie_low.yaml").read_bytes())
    with pytest.raises(DataError, match=r"promise\.yaml"):
        read_files(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("再打来我就弄死你。", RiskKind.THREAT_BACK),
        ("你们这群畜生。", RiskKind.INSULT_BACK),
        ("我保证下周五还清。", RiskKind.PROMISE),
        ("本人特此函告，逾期不回复视为同意停息挂账。", RiskKind.AGENT_PHRASE),
        ("多编几条，反正他们不会核。", RiskKind.FALSE_REPORT),
    ],
)
def test_plain_risks_are_found_with_their_very_words(text: str, kind: RiskKind, tables: Checker) -> None:
    found = [
        r for r in check(text, use=Use.LETTER, owes=None, facts=NOTHING, today=TODAY, tables=tables) if r.kind is kind
    ]
    assert found
    assert text[found[0].span.start : found[0].span.end].strip()
    assert found[0].reason == found[0].rewrite == kind.value


@pytest.mark.parametrize(
    "text",
    [
        "他们说要弄死我，我很害怕。",
        "对方让我保证下周五还清，我没有同意。",
        "是否构成敲诈勒索，请公安机关依法认定。",
        "我没有把录音发到抖音上。",
        "有个公司说可以停息挂账，我没有交钱。",
        "请核查是否贵机构或所委托机构所发，并告知核查结果。",
        "受理编号 202611050001234567，请查询进度。",
    ],
)
def test_what_is_denied_told_of_others_or_left_open_is_no_risk(text: str, tables: Checker) -> None:
    assert kinds(text, tables) == set()


def test_who_owes_decides_what_joins_a_debt_and_what_denies_one(tables: Checker) -> None:
    assert RiskKind.JOINING_THE_DEBT in kinds("我先替他还两千。", tables, Use.REPLY, owes=False)
    assert RiskKind.JOINING_THE_DEBT not in kinds("我先替他还两千。", tables, Use.REPLY, owes=True)
    assert RiskKind.DEBT_DENIAL in kinds("平台倒闭了，债也就没了。", tables, Use.REPLY, owes=True)
    assert RiskKind.DEBT_DENIAL not in kinds("平台倒闭了，债也就没了。", tables, Use.REPLY, owes=False)


@pytest.mark.parametrize(
    "number", ["11010519491231002X", "6222 0212 3456 7890 128", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_number_of_a_card_is_found_however_it_is_spaced(number: str, tables: Checker) -> None:
    assert RiskKind.ID_NUMBER_INCLUDED in kinds(f"我的号码是{number}，请核实。", tables)


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("2026年5月20日他骂了我，请予以治安处罚。", True),
        ("2026年5月21日他骂了我，请予以治安处罚。", False),
        ("2026年5月20日起他天天骂我，一直到现在，请予以治安处罚。", False),
        ("2026年5月20日和11月2日他骂了我，请予以治安处罚。", False),
        ("去年三月他骂过我一次，请予以治安处罚。", True),
        ("2026年5月20日他骂了我，请核查。", False),
        ("2026年2月30日他骂了我，请予以治安处罚。", False),
    ],
)
def test_six_months_count_from_the_last_day_and_what_goes_on_is_not_late(
    text: str, late: bool, tables: Checker
) -> None:
    assert (RiskKind.LATE_PENALTY in kinds(text, tables)) is late


@pytest.mark.parametrize(
    ("today", "limit"),
    [(date(2026, 8, 31), date(2026, 2, 28)), (date(2026, 6, 30), date(2025, 12, 30)), (TODAY, date(2026, 5, 21))],
)
def test_six_months_back_end_on_a_day_that_exists(today: date, limit: date) -> None:
    assert outgoing_numbers.six_months_before(today) == limit


def test_a_count_above_what_the_case_kept_is_a_risk_and_one_within_it_is_none(tables: Checker) -> None:
    facts = OutgoingFacts(calls=14, messages=3)
    assert RiskKind.INVENTED_FACT in kinds("本月共收到300条短信。", tables, facts=facts)
    assert RiskKind.INVENTED_FACT not in kinds("本月共收到3条短信，14个电话。", tables, facts=facts)
    assert RiskKind.INVENTED_FACT not in kinds("本月共收到300条短信。", tables)


def test_a_day_that_is_still_to_come_cannot_have_brought_a_message(tables: Checker) -> None:
    assert RiskKind.INVENTED_FACT in kinds("2026年12月3日收到短信一条。", tables)
    assert RiskKind.INVENTED_FACT not in kinds("2026年11月3日收到短信一条。", tables)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(alphabet=st.characters(), max_size=120),
    use=st.sampled_from(Use),
    owes=st.sampled_from([None, True, False]),
)
def test_any_text_can_be_checked_and_every_span_lies_in_it(
    text: str, use: Use, owes: bool | None, tables: Checker
) -> None:
    for risk in check(text, use=use, owes=owes, facts=OutgoingFacts(1, 1), today=TODAY, tables=tables):
        assert 0 <= risk.span.start < risk.span.end <= len(text)


@pytest.mark.parametrize("piece", ["我保证", "2025年1月", "6 ", "你", "年月日", "不用还，", "（", "他们说"])
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str, tables: Checker) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        begun = time.perf_counter()
        kinds(text, tables)
        return time.perf_counter() - begun

    def best(length: int) -> float:
        return min(seconds(length) for _ in range(3))

    assert best(16_000) < 60 * max(best(1_600), 0.01)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
@pytest.mark.parametrize("owes", [True, False])
def test_no_rule_finds_a_risk_in_our_own_letters_but_the_payee_that_stays_in_clear(
    kind: Kind, owes: bool, classifier: Classifier
) -> None:
    text = letter_words().write(letter(kind, FACTS)).text
    assert kinds(text, rules_alone(classifier), owes=owes) <= {RiskKind.ID_NUMBER_INCLUDED}


def test_the_model_was_taught_the_letters_that_are_there() -> None:
    made = outgoing_model.load().made_from
    today = {name: digest for name, digest in train_outgoing.sources().items() if name.startswith("corpus/letters/")}
    assert {name: digest for name, digest in made.items() if name in today} == today


def test_no_measuring_line_is_among_the_letters_that_the_model_was_taught() -> None:
    taught = {passage.text for passage in train_outgoing.passages()}
    assert taught.isdisjoint(json.loads(line)["text"] for line in OPEN.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("content", [b"", b"PK", b"not an archive"])
def test_a_broken_model_is_refused_by_name(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "outgoing.npz"
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"outgoing\.npz"):
        outgoing_model.load(path)


def test_a_rude_sentence_is_not_made_harmless_by_calm_ones_beside_it(tables: Checker) -> None:
    calm = "请核查是否贵机构所发。谢谢您的帮助。"
    assert RiskKind.THREAT_BACK in kinds(f"{calm}再打来我就弄死你。{calm}", tables)


def test_the_figures_on_the_open_lines_do_not_fall(tables: Checker) -> None:
    recall, _, alarms = figures(run(OPEN, tables))
    assert recall >= 0.90
    assert alarms <= 0.05
