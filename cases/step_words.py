"""Where the words for a rung are: which verb shows them. None where the sentence under the rung says it all."""

from collections.abc import Mapping
from typing import Final

from cases.keyboards import tap
from model.ladder import Wording
from model.letter import FormKind, LetterKind, SheetKind
from model.reply import Button

_SHEET, _LETTER, _FORM = "call_sheet", "letter", "form"
_COMPLAINT: Final = FormKind.COMPLAINT.value.removeprefix("form_")
_INFORMATION: Final = FormKind.INFORMATION.value.removeprefix("form_")

DOORS: Final[Mapping[Wording, tuple[str, str]]] = {
    Wording.CALL_110: (_SHEET, SheetKind.POLICE.value),
    Wording.CALL_LENDER: (_SHEET, SheetKind.LENDER.value),
    Wording.CALL_12378: (_SHEET, SheetKind.REGULATOR.value),
    Wording.CALL_12345: (_SHEET, SheetKind.CITY.value),
    Wording.CALL_12348: (_SHEET, SheetKind.LEGAL_AID.value),
    Wording.CALL_12368: (_SHEET, SheetKind.COURT.value),
    Wording.CALL_96110: (_SHEET, SheetKind.FRAUD.value),
    Wording.CALL_12356: ("despair", ""),
    Wording.FORM_12321: (_FORM, ""),
    Wording.FORM_12377: (_FORM, _INFORMATION),
    Wording.FORM_12315: (_FORM, _COMPLAINT),
    Wording.FORM_12337: (_FORM, _INFORMATION),
    Wording.FORM_COMPLAINT: (_FORM, _COMPLAINT),
    Wording.FORM_IN_APP: (_FORM, _INFORMATION),
    Wording.REPORT_TO_REGULATOR: (_LETTER, LetterKind.REGULATOR_REPORT.value),
    Wording.POLICE_OUTLINE: (_LETTER, LetterKind.POLICE.value),
    Wording.POLICE_REFUSED: (_SHEET, SheetKind.POLICE.value),
    Wording.STOP_CONTACT: ("reply", ""),
    Wording.PERSONAL_DATA_REQUEST: (_LETTER, LetterKind.PERSONAL_DATA.value),
    Wording.CREDITOR_IDENTITY: (_LETTER, LetterKind.CREDITOR.value),
    Wording.NUMBER_LOOKUP: (_LETTER, LetterKind.NUMBER_LOOKUP.value),
    Wording.DENIAL_IN_WRITING: ("denied", ""),
    Wording.NOT_OURS_IN_WRITING: (_LETTER, LetterKind.NOT_OURS.value),
    Wording.FIND_LENDER: ("lender", ""),
    Wording.CHECK_LAWYER: ("authority", ""),
}


def words_for(wording: Wording) -> tuple[Button, ...]:
    """The button to the words for a rung, where there are any."""
    door = DOORS.get(wording)
    return (tap("step_words", *door),) if door else ()
