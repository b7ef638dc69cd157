"""What the schema allows is what the model knows."""

import re
from enum import StrEnum

import pytest

from db.proposals import ProposalState, Reason
from db.schema import SCHEMA
from model.case import EventKind, KeyKind, Level, Receiver, Status
from model.dialog import DialogState
from model.locale import Locale
from model.step import StepStatus

ENUMS: list[tuple[str, str, type[StrEnum]]] = [
    ("people", "locale", Locale),
    ("cases", "level", Level),
    ("cases", "status", Status),
    ("case_keys", "kind", KeyKind),
    ("items", "receiver", Receiver),
    ("events", "kind", EventKind),
    ("dialogs", "state", DialogState),
    ("steps", "status", StepStatus),
    ("proposals", "state", ProposalState),
    ("proposals", "reason", Reason),
]


@pytest.mark.parametrize(("table", "column", "enum"), ENUMS)
def test_a_column_allows_every_value_of_its_enum_and_no_other(table: str, column: str, enum: type[StrEnum]) -> None:
    schema = SCHEMA.read_text(encoding="utf-8")
    declared = re.search(rf"CREATE TABLE {table} \(.*?\n\);", schema, re.DOTALL)
    assert declared is not None
    allowed = re.search(rf"CHECK \({column} IN \((.*?)\)\)", declared[0], re.DOTALL)
    assert allowed is not None
    assert re.findall(r"'(.*?)'", allowed[1]) == [value.value for value in enum]
