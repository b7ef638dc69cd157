"""Where the text of a rung is found: the verb and the argument of the button that opens it. Pure."""

from collections.abc import Mapping
from typing import Final

from model.ladder import Wording
from model.letter import LetterKind, SheetKind

_LETTERS: Final[Mapping[Wording, LetterKind]] = {
    Wording.REPORT_TO_REGULATOR: LetterKind.REGULATOR_REPORT,
    Wording.POLICE_OUTLINE: LetterKind.POLICE,
    Wording.POLICE_REFUSED: LetterKind.POLICE,
    Wording.STOP_CONTACT: LetterKind.STOP_CONTACT,
    Wording.PERSONAL_DATA_REQUEST: LetterKind.PERSONAL_DATA,
    Wording.CREDITOR_IDENTITY: LetterKind.CREDITOR,
    Wording.NUMBER_LOOKUP: LetterKind.NUMBER_LOOKUP,
    Wording.DENIAL_IN_WRITING: LetterKind.LENDER_SECOND,
    Wording.NOT_OURS_IN_WRITING: LetterKind.NOT_OURS,
}
_SHEETS: Final[Mapping[Wording, SheetKind]] = {
    Wording.CALL_110: SheetKind.POLICE,
    Wording.CALL_LENDER: SheetKind.LENDER,
    Wording.CALL_12378: SheetKind.REGULATOR,
    Wording.CALL_12345: SheetKind.CITY,
    Wording.CALL_12348: SheetKind.LEGAL_AID,
    Wording.CALL_12368: SheetKind.COURT,
    Wording.CALL_96110: SheetKind.FRAUD,
}
_OTHERS: Final[Mapping[Wording, tuple[str, str]]] = {
    Wording.FORM_12321: ("form", ""),
    Wording.FORM_COMPLAINT: ("form", "complaint"),
    Wording.FORM_12377: ("form", "information"),
    Wording.FORM_PUBLIC_SITE: ("form", "complaint"),
    Wording.FORM_IN_APP: ("form", "information"),
    Wording.FIND_LENDER: ("lender", ""),
    Wording.CALL_12356: ("despair", ""),
}


def door(wording: Wording) -> tuple[str, str] | None:
    """The verb and the argument that open a text; None for what is an instruction and has no page of its own."""
    if wording in _LETTERS:
        return "letter", _LETTERS[wording].value
    if wording in _SHEETS:
        return "call_sheet", _SHEETS[wording].value
    return _OTHERS.get(wording)
