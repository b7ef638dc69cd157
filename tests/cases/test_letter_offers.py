"""Which letters and calls are offered: nothing where nothing is suspected, the competent body only, the police first."""

from datetime import date

import pytest

from cases.incident import Incident, IncidentKind
from cases.letter_earlier import earlier_of
from cases.letter_offers import Standing, letters_for, sheets_for
from cases.letter_plan import Known
from model.case import CaseFacts, Role
from model.labels import Label
from model.letter import CaseDetails, LetterKind, SheetKind
from model.reply import Json
from model.step import Filing, Outcome, Step, StepStatus

TODAY = date(2026, 11, 22)
SUSPECTED: Known = {"rows": [{}], "kinds": [{"id": "insult", "count": 1}]}
ABOVE = {LetterKind.REGULATOR, LetterKind.REGULATOR_REPORT, LetterKind.BUREAU, LetterKind.ASSOCIATION}


def standing(
    kind: IncidentKind = IncidentKind.SUSPECTED,
    role: Role = Role.BORROWER,
    licence: str | None = None,
    known: Known = SUSPECTED,
    lender: str | None = None,
    *,
    police: bool = False,
    traps: bool = False,
) -> Standing:
    counts = ((Label.INSULT, 1),) if kind is IncidentKind.SUSPECTED else ()
    incident = Incident(kind, counts, (), 1, 0, traps, False, police, False)
    return Standing(incident, CaseFacts(role=role, details=CaseDetails(lender=lender)), licence, known)


@pytest.mark.parametrize(
    "kind",
    [
        IncidentKind.LAWFUL,
        IncidentKind.OFFICIAL,
        IncidentKind.ARTICLE,
        IncidentKind.OWN_WORDS,
        IncidentKind.OTHER,
        IncidentKind.UNREAD,
    ],
)
def test_where_nothing_is_suspected_there_is_no_complaint_and_free_advice_stays(kind: IncidentKind) -> None:
    harmless = standing(kind, known={"rows": [{}]})
    assert letters_for(harmless) == ()
    assert SheetKind.LEGAL_AID in sheets_for(harmless)
    assert SheetKind.LENDER not in sheets_for(harmless)


def test_an_advert_of_debt_agents_is_reported_and_nothing_else() -> None:
    assert letters_for(standing(IncidentKind.AD)) == (LetterKind.SPAM_REPORT,)


def test_the_first_letter_goes_to_the_lender_and_those_above_wait_for_it() -> None:
    offered = letters_for(standing(licence="bank"))
    assert offered[0] is LetterKind.LENDER_FIRST
    assert not ABOVE & set(offered)


@pytest.mark.parametrize(
    ("licence", "lender", "above"),
    [
        ("bank", None, {LetterKind.REGULATOR, LetterKind.REGULATOR_REPORT}),
        ("consumer_finance_company", None, {LetterKind.REGULATOR, LetterKind.REGULATOR_REPORT}),
        ("online_microloan", None, {LetterKind.BUREAU, LetterKind.ASSOCIATION}),
        ("loan_facilitation_without_own_lending_licence", None, set()),
        (
            "loan_facilitation_without_own_lending_licence",
            "某某银行股份有限公司",
            {LetterKind.REGULATOR, LetterKind.REGULATOR_REPORT},
        ),
        (None, "某某小额贷款有限公司", {LetterKind.BUREAU, LetterKind.ASSOCIATION}),
        (None, None, set()),
    ],
)
def test_afterwards_only_the_body_is_offered_that_supervises_the_lender(
    licence: str | None, lender: str | None, above: set[LetterKind]
) -> None:
    known: dict[str, Json] = {**SUSPECTED, "denied": {"on": None, "body": None}}
    offered = letters_for(standing(licence=licence, known=known, lender=lender))
    assert offered[0] is LetterKind.LENDER_SECOND
    assert ABOVE & set(offered) == above


def test_who_owes_nothing_is_never_sent_to_negotiate_with_the_lender() -> None:
    offered = letters_for(standing(role=Role.THIRD_PARTY, licence="bank"))
    assert offered[0] is LetterKind.STOP_CONTACT
    assert LetterKind.LENDER_FIRST not in offered
    assert LetterKind.CREDITOR not in offered


@pytest.mark.parametrize("role", list(Role))
def test_a_threat_leads_to_the_police_first(role: Role) -> None:
    threatened = standing(role=role, police=True)
    assert letters_for(threatened)[0] is LetterKind.POLICE
    assert sheets_for(threatened)[0] is SheetKind.POLICE


def test_a_trap_leads_to_the_fraud_line() -> None:
    assert SheetKind.FRAUD in sheets_for(standing(traps=True))


def test_the_look_up_of_numbers_is_offered_for_ports_only() -> None:
    assert LetterKind.NUMBER_LOOKUP not in letters_for(standing())
    assert LetterKind.NUMBER_LOOKUP in letters_for(standing(known={**SUSPECTED, "ports": ["1069"]}))


def test_silence_is_only_what_was_called_overdue() -> None:
    filed = Step("s", "lender_complaint", status=StepStatus.FILED, filing=Filing(TODAY))
    assert not earlier_of([filed], CaseFacts()).is_silent
    late = Step("s", "lender_complaint", status=StepStatus.OVERDUE, filing=Filing(TODAY, receipt_number="7"))
    found = earlier_of([late], CaseFacts())
    assert (found.is_silent, found.filed_on, found.number) == (True, TODAY, "7")


def test_the_last_complaint_to_the_lender_is_the_one_that_is_cited() -> None:
    first = Step("a", "lender_complaint", status=StepStatus.ANSWERED, outcome=Outcome.DENIED, filing=Filing(TODAY))
    other = Step("b", "nfra_complaint", "nfra_12378", StepStatus.DISOWNED, Outcome.NOT_COMPETENT, Filing(TODAY))
    again = Step("c", "denial_in_writing", status=StepStatus.FILED, filing=Filing(TODAY, receipt_number="9"))
    found = earlier_of([first, other, again], CaseFacts())
    assert found.number == "9"
    assert found.sent_away
    assert found.sent_away_channel == "nfra_12378"
    assert earlier_of([first], CaseFacts()).is_denied
    assert earlier_of([], CaseFacts(denied=True)).is_denied
