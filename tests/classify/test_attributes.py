"""The floors that the reading of attributes keeps on the texts it is measured with."""

import json
from pathlib import Path

import pytest

from classify import Classifier, classify
from model.classification import AttributeKind, PhoneKind
from tests.classify import measure_attributes as measure

FLOOR = 0.95
"""Of phone numbers and links, by exact span; and of the kind of a phone number, where there are enough."""
ENOUGH = 10
FLOORS = {
    AttributeKind.PHONE: FLOOR,
    AttributeKind.LINK: FLOOR,
    AttributeKind.AMOUNT: 0.9,
    AttributeKind.ID_NUMBER: 0.9,
    AttributeKind.ACCOUNT: 0.9,
    AttributeKind.CASE_NUMBER: 0.9,
    AttributeKind.DAYS_OVERDUE: 0.9,
}


@pytest.fixture(scope="module", params=[measure.FILE, measure.SECOND], ids=["first", "second"])
def readings(request: pytest.FixtureRequest, classifier: Classifier) -> list[measure.Reading]:
    """Every text of a file, read."""
    return measure.run(measure.read(request.param), classifier)


@pytest.mark.parametrize("kind", list(FLOORS))
def test_attributes_are_found_to_the_character(readings: list[measure.Reading], kind: AttributeKind) -> None:
    assert measure.score(readings, kind).f1 >= FLOORS[kind], "\n".join(measure.wrong(readings))


@pytest.mark.parametrize("kind", list(PhoneKind))
def test_the_kind_of_a_number_is_told(readings: list[measure.Reading], kind: PhoneKind) -> None:
    score = measure.phone_score(readings, kind)
    few = score.right + score.missed < ENOUGH
    assert score.f1 >= FLOOR or (few and score.wrong + score.missed <= 1), "\n".join(measure.wrong(readings))


def test_the_table_shows_every_kind(readings: list[measure.Reading]) -> None:
    table = measure.table(readings)
    assert all(name in table for name in (*(kind.value for kind in measure.FIELDS), *(k.value for k in PhoneKind)))


def test_a_text_that_does_not_hold_what_it_is_said_to_hold_is_refused(tmp_path: Path) -> None:
    row: dict[str, object] = {name: [] for name in (*measure.FIELDS.values(), "dates")}
    row |= {"text": "请回电", "links": ["t.cn/a1"]}
    (tmp_path / "wrong.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match="substring"):
        measure.read(tmp_path / "wrong.jsonl")


@pytest.mark.parametrize(
    ("sender", "number"),
    [
        ("02158880000", "02158880000"),
        ("075588880000", "075588880000"),
        ("0377 6000000", "03776000000"),
        ("(021)58880000", "02158880000"),
        ("+86 21 5888 0000", "02158880000"),
        ("8675588880000", "075588880000"),
        ("88880000", "88880000"),
        ("668-8000", "6688000"),
    ],
)
def test_a_landline_is_read_as_a_sender_with_or_without_dash_and_area_code(
    sender: str, number: str, classifier: Classifier
) -> None:
    found = [a for a in classify(sender, classifier).attributes if a.kind is AttributeKind.PHONE]
    assert [(a.value, a.detail) for a in found] == [(number, PhoneKind.LANDLINE.value)]


@pytest.mark.parametrize("text", ["20240315", "账单88880000", "我有88880000个理由", "编号13800000000", "在12306上买票"])
def test_digits_that_nothing_announces_as_a_number_to_call_are_none(text: str, classifier: Classifier) -> None:
    assert not classify(text, classifier).values(AttributeKind.PHONE)
