"""What came of earlier steps, as far as a later letter cites it: date, number, silence, denial. Pure."""

from collections.abc import Sequence
from typing import Final

from cases.letter_facts import Earlier
from model.case import CaseFacts
from model.step import Outcome, Step, StepStatus

# The steps that go to the lender itself.
_TO_LENDER: Final = frozenset({"lender_complaint", "denial_in_writing"})


def earlier_of(steps: Sequence[Step], facts: CaseFacts) -> Earlier:
    """The last complaint to the lender and what it led to. Silence is only what the clock called overdue, and a denial
    counts as well where the person said so without having recorded a complaint."""
    last = next((step for step in reversed(steps) if step.rung in _TO_LENDER and step.filing), None)
    away = next((step for step in reversed(steps) if step.outcome is Outcome.NOT_COMPETENT), None)
    filing = last.filing if last else None
    outcome = last.outcome if last else None
    answered = last.answered_on if last else None
    return Earlier(
        body=facts.details.lender,
        filed_on=filing.on if filing else None,
        number=filing.receipt_number if filing else None,
        is_silent=last is not None and last.status is StepStatus.OVERDUE,
        is_denied=facts.denied or outcome is Outcome.DENIED,
        denied_on=answered if outcome is Outcome.DENIED else None,
        refused_on=answered if outcome is Outcome.REFUSED else None,
        sent_away=away is not None,
        sent_away_on=away.answered_on if away else None,
        sent_away_channel=away.channel if away else None,
    )
