"""The limits that conduct is counted against, with the documents they stand in and the force of each."""

from typing import Final

from directory.lawbook import Ground, Limit
from directory.tables import Directory
from directory.vocabulary import LicenceType, Quality
from model.contact_event import Basis, ConductLimit
from model.locale import Locale

# The kinds of lender for which there are rules of their own.
_SUPERVISED: Final = (
    LicenceType.BANK, LicenceType.CONSUMER_FINANCE, LicenceType.ONLINE_MICROLOAN, LicenceType.INSURER,
)  # fmt: skip


def conduct_limits(directory: Directory, locale: Locale, licence_type: str | None = None) -> tuple[ConductLimit, ...]:
    """The limits that can be counted, without what is not confirmed.

    A document for certain lenders is named as long as nobody knows the lender to be of another supervised kind; a limit
    that stands in no other document is then left out. Each document keeps its own force and is never called law.
    """
    found = (_limit(directory, limit, locale, licence_type) for limit in directory.limits.values())
    return tuple(sorted((limit for limit in found if limit), key=lambda limit: limit.id))


def _limit(directory: Directory, limit: Limit, locale: Locale, licence_type: str | None) -> ConductLimit | None:
    grounds = [directory.grounds[ground] for ground in limit.grounds]
    bases = tuple(_basis(ground, locale) for ground in grounds if _may_bind(ground, licence_type) and not ground.ended)
    if limit.measure is None or limit.most is None or limit.quality is not Quality.VERIFIED or not bases:
        return None
    return ConductLimit(limit.id, limit.measure, limit.most, limit.rule.to(locale), bases)


def _may_bind(ground: Ground, licence_type: str | None) -> bool:
    return not ground.licences or licence_type not in _SUPERVISED or licence_type in ground.licences


def _basis(ground: Ground, locale: Locale) -> Basis:
    return Basis(
        ground.title.to(locale), ground.force.value, ground.binds.to(locale), ground.effective or ground.published
    )
