"""The warning of numbers that are passed around falsely as a company's. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cases.contacts import contact_params
from cases.naming import called
from directory import Directory, false_claims
from directory.records import Rejected
from model.case import CaseFacts
from model.locale import Locale
from model.reply import Json

# A line has room for so many; a message with more of them is a list, and nobody calls a list.
_NAMED: Final = 3


def warning(facts: CaseFacts, directory: Directory, locale: Locale, now: datetime) -> Json:
    """Which numbers of the incident are false, for whom, why, and the verified one; None where there is none."""
    records = _records(facts, directory)
    if not records:
        return None
    companies = _companies(facts, records)
    numbers: list[Json] = list(facts.false_numbers[:_NAMED])
    names: list[Json] = [called(directory.platforms[p], locale) for p in companies[:_NAMED]]
    return {
        "numbers": numbers,
        "names": names,
        "reason": records[0].reason.to(locale),
        "line": contact_params(directory, companies[0], locale, now) if len(companies) == 1 else None,
    }


def _records(facts: CaseFacts, directory: Directory) -> tuple[Rejected, ...]:
    """What the directory says of these numbers, of the company in question where there is one."""
    every = [record for number in facts.false_numbers for record in false_claims(directory, number)]
    about = {facts.platform_id, *facts.platform_candidates}
    return tuple(r for r in every if r.everywhere or not about.isdisjoint(r.platforms)) or tuple(every)


def _companies(facts: CaseFacts, records: Sequence[Rejected]) -> tuple[str, ...]:
    """Whose numbers they are not: the company of the case, else those they are passed around for."""
    if facts.platform_id:
        return (facts.platform_id,)
    claimed = dict.fromkeys(platform for record in records for platform in record.platforms)
    meant = tuple(platform for platform in claimed if platform in facts.platform_candidates)
    return meant or tuple(claimed)
