"""Which letters and calls make sense for a case, in the order in which they are offered. Pure; the ladder says when.

For a lawful reminder, an official notice or what is no message of a collector there is no complaint to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cases.incident import Incident, IncidentKind
from cases.letter_plan import Known
from cases.routing import is_bystander
from model.case import CaseFacts
from model.letter import LetterKind, SheetKind

_SUPERVISED: Final = frozenset({"bank", "consumer_finance_company", "internet_insurer"})
_MICROLOAN: Final = "online_microloan"
# How the kind of a lender stands in its registered name.
_IN_NAME: Final[Mapping[str, str]] = {
    "小额贷款": _MICROLOAN,
    "小贷": _MICROLOAN,
    "消费金融": "consumer_finance_company",
    "银行": "bank",
}
_TO_COMPLAIN: Final = frozenset({IncidentKind.SUSPECTED, IncidentKind.UNSURE})


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which letters fit."""

    incident: Incident
    facts: CaseFacts
    licence: str | None
    known: Known

    @property
    def lender(self) -> str | None:
        """What the lender is licensed for: by the name in the contract, else as the company is on file."""
        named = self.facts.details.lender or ""
        return next((kind for word, kind in _IN_NAME.items() if word in named), self.licence)

    @property
    def after_lender(self) -> bool:
        """Whether the lender was asked already, or said that it did not send it."""
        return any(self.known.get(fact) for fact in ("filed", "denied", "refused"))

    @property
    def has_unknown_phone(self) -> bool:
        """Whether nobody said yet on whose phone something arrived; every request names that."""
        rows = self.known.get("rows")
        return isinstance(rows, list) and any(isinstance(r, dict) and r.get("receiver") == "unknown" for r in rows)

    @property
    def suspected(self) -> bool:
        """Whether anything in the case is suspected, or the running incident could not be told."""
        return bool(self.known.get("kinds")) or self.incident.kind in _TO_COMPLAIN


def letters_for(standing: Standing) -> tuple[LetterKind, ...]:
    """The letters for a case, the next one first; none where there is nothing to complain of."""
    if standing.incident.kind is IncidentKind.AD:
        return (LetterKind.SPAM_REPORT,)
    if not standing.suspected or not standing.known.get("rows"):
        return ()
    police = (LetterKind.POLICE,) if _for_police(standing) else ()
    if is_bystander(standing.incident, standing.facts):
        return (*police, LetterKind.STOP_CONTACT, LetterKind.SPAM_REPORT, LetterKind.PERSONAL_DATA, *_above(standing))
    return (*police, *_own(standing))


def _own(standing: Standing) -> tuple[LetterKind, ...]:
    first = LetterKind.LENDER_SECOND if standing.after_lender else LetterKind.LENDER_FIRST
    above = _above(standing) if standing.after_lender else ()
    ports = (LetterKind.NUMBER_LOOKUP,) if standing.known.get("ports") else ()
    unknown = (LetterKind.CREDITOR,) if standing.lender not in (*_SUPERVISED, _MICROLOAN) else ()
    return (first, *above, LetterKind.SPAM_REPORT, *unknown, LetterKind.PERSONAL_DATA, *ports)


def _above(standing: Standing) -> tuple[LetterKind, ...]:
    """Whoever supervises the lender, where that is known; nobody else is competent."""
    away = (LetterKind.NOT_OURS,) if standing.known.get("sent_away") else ()
    if standing.lender in _SUPERVISED:
        return (LetterKind.REGULATOR, LetterKind.REGULATOR_REPORT, *away)
    if standing.lender == _MICROLOAN:
        return (LetterKind.BUREAU, LetterKind.ASSOCIATION, *away)
    return away


def _for_police(standing: Standing) -> bool:
    return standing.incident.police or bool(standing.known.get("posed")) or standing.incident.traps


def sheets_for(standing: Standing) -> tuple[SheetKind, ...]:
    """The calls for a case; free legal help is always one of them."""
    if not standing.suspected or not standing.known.get("rows"):
        official = (SheetKind.COURT,) if standing.incident.kind is IncidentKind.OFFICIAL else ()
        return (*official, SheetKind.LEGAL_AID)
    posed, trap = bool(standing.known.get("posed")), standing.incident.traps
    found = {
        SheetKind.POLICE: _for_police(standing),
        SheetKind.FRAUD: trap,
        SheetKind.COURT: posed or bool(standing.known.get("case_numbers")),
        SheetKind.LENDER: True,
        SheetKind.REGULATOR: standing.lender in _SUPERVISED,
        SheetKind.CITY: standing.lender not in _SUPERVISED,
        SheetKind.LEGAL_AID: True,
    }
    return tuple(kind for kind, fits in found.items() if fits)
