"""The lexicon: every entry finds what it is for and spares what it only resembles."""

import re
from pathlib import Path

import pytest
import yaml

from classify import Classifier, gate, lexicon, match, normalize, patterns
from classify.records import LEXICON, TABLES, Entry, EntryKind, LexiconFile, Vocabulary, read
from model.errors import DataError
from model.labels import Label

FILES = [read(LEXICON / f"{label.value}.yaml", LexiconFile) for label in Label]
ENTRIES = [entry for file in FILES for entry in file.terms]
COMPANY = re.compile(r"[\u4e00-\u9fff]{2,}(?:消费金融|小额贷款|小贷|融资担保|资产管理|科技)(?:股份)?有限(?:责任)?公司")


def _found(text: str, classifier: Classifier) -> set[str]:
    view = normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer)
    return {hit.entry.id for hit in match.find(view, classifier.lexicon.entries, classifier.segmenter)}


def _entry(kind: EntryKind, term: str, unless: tuple[str, ...] = ()) -> Entry:
    return Entry(id="test.entry", term=term, kind=kind, weight=0.5, example="x", counterexample="y", unless=unless)


def _written(**changes: object) -> str:
    term: dict[str, object] = {
        "id": "test.one",
        "term": "甲",
        "kind": "word",
        "weight": "0.5",
        "example": "甲",
        "counterexample": "乙",
    }
    return yaml.safe_dump({"label": "insult", "source": "test", "terms": [term | changes]}, allow_unicode=True)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_finds_its_example_and_spares_its_counterexample(entry: Entry, classifier: Classifier) -> None:
    assert entry.id in _found(entry.example, classifier), entry.example
    assert entry.id not in _found(entry.counterexample, classifier), entry.counterexample


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.label.value)
def test_every_label_has_twenty_entries_or_more_and_says_where_they_come_from(file: LexiconFile) -> None:
    assert len(file.terms) >= 20
    assert len(file.source) > 20


def test_no_id_is_given_twice() -> None:
    ids = [entry.id for entry in ENTRIES]

    assert sorted(ids) == sorted(set(ids))


def test_no_company_is_named_in_the_lexicon() -> None:
    named = [e.id for e in ENTRIES for text in (e.term, e.example, e.counterexample, *e.unless) if COMPANY.search(text)]

    assert named == []


def test_no_set_of_the_vocabulary_lies_unused() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in [*LEXICON.glob("*.yaml"), TABLES / "crisis.yaml"])
    sets = read(TABLES / "vocabulary.yaml", Vocabulary).sets

    assert [name for name in sets if f"<{name}>" not in written and name != "debt"] == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"weight": "2"}, "insult.yaml"),
        ({"colour": "red"}, "colour"),
        ({"kind": "near", "term": "甲 .. 乙"}, "test.one"),
        ({"kind": "near", "term": "<nobody_wrote_this> ..3 乙"}, "nobody_wrote_this"),
        ({"kind": "regex", "term": "(甲"}, "test.one"),
        ({"unless": ["<nobody_wrote_this>"]}, "nobody_wrote_this"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_with_its_place(
    changes: dict[str, object], complaint: str, tmp_path: Path
) -> None:
    for file in LEXICON.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "insult.yaml").write_text(_written(**changes), encoding="utf-8")

    with pytest.raises(DataError, match=re.escape(complaint)):
        lexicon.load(tmp_path, TABLES)


def test_an_id_that_stands_in_two_files_is_refused(tmp_path: Path) -> None:
    for file in LEXICON.glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "insult.yaml").write_text(_written(id=FILES[1].terms[0].id), encoding="utf-8")

    with pytest.raises(DataError, match=re.escape(FILES[1].terms[0].id)):
        lexicon.load(tmp_path, TABLES)


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("上门催收", [{"上门催收"}]),
        ("(?:上门|登门)催收?", [{"上门", "登门"}, {"催"}]),
        ("(?:催)?还钱", [{"还钱"}]),
        ("[你您]欠.{0,4}钱", [{"欠"}, {"钱"}]),
        ("欠钱|还款", [{"欠钱", "还款"}]),
        (r"欠|\d+元", [{"欠", "元"}]),
        (r"欠|\d+", []),
        ("(?!不)还(?=钱)", [{"还"}]),
        ("(?:甲(?:乙|丙)|丁)", [{"甲", "丁"}]),
        ("很{2,3}多{0,2}", [{"很"}]),
    ],
)
def test_the_gate_of_an_expression_asks_for_what_it_cannot_match_without(source: str, needed: list[set[str]]) -> None:
    assert sorted(map(sorted, gate.gate(source))) == sorted(map(sorted, needed))


def test_every_gate_is_open_for_every_text_that_its_expression_matches() -> None:
    sets = {name: frozenset(words) for name, words in read(TABLES / "vocabulary.yaml", Vocabulary).sets.items()}
    compiled = [p for e in ENTRIES if e.kind is EntryKind.REGEX for p in patterns.compile_entry(e, sets)]
    texts = [text for entry in ENTRIES for text in (entry.example, entry.counterexample)]

    shut = [
        (pattern.entry.id, text)
        for pattern in compiled
        for text in texts
        if pattern.regex
        and pattern.regex.search(text)
        and not all(any(word in text for word in slot) for slot in pattern.slots)
    ]

    assert shut == []


def test_words_of_a_frame_stand_in_one_sentence_and_no_further_apart_than_the_gap(classifier: Classifier) -> None:
    matcher = match.build(patterns.compile_entry(_entry(EntryKind.NEAR, "兄弟们 ..3 打断腿"), {}))

    def hits(text: str) -> int:
        view = normalize.plain(text, classifier.normalizer)
        return len(match.find(view, matcher, classifier.segmenter))

    assert hits("兄弟们去打断腿") == 1
    assert hits("兄弟们明天去打断腿") == 1
    assert hits("兄弟们明天一定去打断腿") == 0
    assert hits("兄弟们。打断腿") == 0


def test_a_word_of_unless_takes_a_match_back_in_its_own_sentence_only(classifier: Classifier) -> None:
    matcher = match.build(patterns.compile_entry(_entry(EntryKind.WORD, "收拾你", ("电影",)), {}))

    def hits(text: str) -> int:
        view = normalize.plain(text, classifier.normalizer)
        return len(match.find(view, matcher, classifier.segmenter))

    assert hits("看我怎么收拾你") == 1
    assert hits("电影里那句看我怎么收拾你") == 0
    assert hits("电影好看。看我怎么收拾你") == 1
