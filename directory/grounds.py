"""Which rules suspected conduct may break: in force on the day of the act, binding on this kind of lender."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from directory.lawbook import Ground as GroundRecord
from directory.schema import Localised
from directory.tables import Directory
from directory.vocabulary import Force, LicenceType
from model.contact import Ground
from model.labels import Label
from model.locale import Locale

_BY_FORCE: Final = {force: place for place, force in enumerate(Force)}
_LAW: Final = (Force.LAW, Force.JUDICIAL, Force.REGULATION)
# The kinds of lender for which there are rules of their own.
_SUPERVISED: Final = (
    LicenceType.BANK, LicenceType.CONSUMER_FINANCE, LicenceType.ONLINE_MICROLOAN, LicenceType.INSURER,
)  # fmt: skip


def grounds(
    directory: Directory,
    labels: Iterable[Label],
    locale: Locale,
    act_date: date | None,
    limit: int,
    licence_type: str | None = None,
) -> tuple[Ground, ...]:
    """The rules that suspected conduct may break, strongest first, `limit` at most.

    A rule for one kind of lender is cited where the lender is of that kind, and there it has a place of its own; where
    the lender is not known, or is of no supervised kind, only what binds everybody is cited.

    The rule is the one that was in force on the day of the act in China; without a day, a rule whose articles were
    renumbered is named without its article. Where there is room for three, one place goes to the strongest rule below
    the law; it keeps its own force and is never called law.
    """
    given = frozenset(labels)
    lender = licence_type if licence_type in _SUPERVISED else None
    fitting = sorted(
        (r for r in directory.grounds.values() if not given.isdisjoint(r.labels) and not r.ended and _binds(r, lender)),
        key=lambda record: _weight(record, given),
    )
    in_force = [ground for record in fitting if (ground := _in_force(directory, record, locale, act_date))]
    own = [g for g in in_force if lender in directory.grounds[g.id].licences and Force(g.force) in _LAW]
    own.sort(key=lambda ground: len(directory.grounds[ground.id].licences))
    return tuple(_with_own(_mixed(_one_of_each(in_force), limit), own, limit))


def ground_on(directory: Directory, id_: str, locale: Locale, act_date: date | None) -> Ground | None:
    """One rule as of the day of an act; None where it is not on file, has ended or was not in force yet."""
    record = directory.grounds.get(id_)
    return _in_force(directory, record, locale, act_date) if record and not record.ended else None


def _binds(record: GroundRecord, lender: str | None) -> bool:
    """Whether a rule is for this lender. Self-discipline is cited as such as long as nobody is known to be outside."""
    if not record.licences:
        return True
    return lender in record.licences or (lender is None and record.force is Force.SELF_DISCIPLINE)


def _with_own(found: list[Ground], own: list[Ground], limit: int) -> list[Ground]:
    """The strongest rule for this kind of lender in the place of the second law, where there is room for one."""
    if not own or limit < 2 or own[0] in found:
        return found
    law = [ground for ground in found if Force(ground.force) in _LAW]
    soft = [ground for ground in found if Force(ground.force) not in _LAW]
    kept = law[: limit - 1 - len(soft)] or law[:1]
    return ([*kept, own[0], *soft])[:limit]


def _weight(record: GroundRecord, given: frozenset[Label]) -> tuple[int, int, int, str]:
    return _BY_FORCE[record.force], record.rank, -len(given.intersection(record.labels)), record.id


def _in_force(directory: Directory, record: GroundRecord, locale: Locale, act: date | None) -> Ground | None:
    """The ground as of a day, or None where it did not exist yet."""
    renumbered = bool(record.article_before or record.before)
    if act is None:
        return _ground(record, None if renumbered else record.article, locale)
    began = record.effective or record.published
    if began is None or act >= began:
        return _ground(record, record.article, locale)
    if record.before:
        earlier = directory.grounds[record.before]
        return _ground(earlier, earlier.article, locale)
    return _ground(record, record.article_before, locale, dated=False) if record.article_before else None


def _ground(record: GroundRecord, article: Localised | None, locale: Locale, *, dated: bool = True) -> Ground:
    return Ground(
        id=record.id,
        title=record.title.to(locale),
        plain=record.plain.to(locale),
        force=record.force.value,
        article=article.to(locale) if article else None,
        effective=record.effective.isoformat() if record.effective and dated else None,
    )


def _one_of_each(found: Iterable[Ground]) -> list[Ground]:
    """One rule of each law first, the others after, so that a short list does not cite one law three times."""
    every = list(found)
    first = {ground.title: ground for ground in reversed(every)}
    leading = [ground for ground in every if first[ground.title] is ground]
    return leading + [ground for ground in every if ground not in leading]


def _mixed(found: Sequence[Ground], limit: int) -> list[Ground]:
    law = [ground for ground in found if Force(ground.force) in _LAW]
    soft = [ground for ground in found if Force(ground.force) not in _LAW]
    if limit < 3 or not soft:
        return (law + soft)[:limit]
    return law[: limit - 1] + soft[: limit - len(law[: limit - 1])]
