"""What speaks for a closer look in a text that poses as a court, the police or a lawyer, and where it can be checked.

Nothing here calls a text genuine or false: a case number of the right form may be invented, and a genuine notice may
hurry. So the official way to check comes first, whatever was seen.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cases.card import current
from cases.keyboards import Rows, rows_back, tap
from cases.lookup import usable
from cases.reading import phone_in
from cases.turn import Answered, Turn
from classify import Feature, FeatureKind, Office, formal_features
from db import items
from directory import Directory, case_number
from directory.contact import may_show
from model.case import Case, Item
from model.labels import Label
from model.reply import Json, Reply

# One screen: five sentences, and two bodies at most to ask.
FEATURES_SHOWN: Final = 5
OFFICES_SHOWN: Final = 2
LEGAL_ADVICE: Final = "legal_12348"

# Whom to ask. Where no body is on file, the unit itself is to be found by its name.
_CHECK: Final[Mapping[Office, str]] = {
    Office.COURT: "court_12368",
    Office.POLICE: "p110",
    Office.ARBITRATION: LEGAL_ADVICE,
    Office.MEDIATION: LEGAL_ADVICE,
    Office.LAWYER: "lawyer_verify",
}
_POSING: Final = frozenset({Label.IMPERSONATION, Label.FALSE_LEGAL_THREAT, Label.OFFICIAL_NOTICE})
_OFFICES: Final = frozenset({FeatureKind.SPEAKS_AS, FeatureKind.NAMES})
# What a case number turns out to be, and where a number leads: told apart by the facts, so it is done here.
FORMED: Final = "number_formed"
UNFORMED: Final = "number_unformed"
OLD_FORM: Final = "number_old"
OTHER_NUMBER: Final = "number_other"
OFFICIAL_LINE: Final = "official_line"

# What matters most to somebody about to answer or to pay comes first; what genuine notices have too comes last.
ORDER: Final = (
    "payee",
    "withdrawal",
    "chat",
    "resale_mobile",
    "mobile",
    "abroad",
    FORMED,
    UNFORMED,
    OLD_FORM,
    "no_case_number",
    OFFICIAL_LINE,
    "hurry",
    "disguised_words",
    "demand",
    "no_unit",
    "handover",
    "link",
    "official_link",
    "paper",
    "file_number",
    OTHER_NUMBER,
    "date",
    "short_number",
    "line",
    "sms_port",
    "unit_named",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of one text: whom it speaks for or names, and its features in the order of `ORDER`.

    `court` is what the court code in a well-formed case number stands for. `read` tells a text without features from
    none at all.
    """

    offices: tuple[Office, ...] = ()
    speaks: bool = False
    features: tuple[str, ...] = ()
    court: str | None = None
    read: bool = False


async def authority(turn: Turn, case: Case | None, _argument: str) -> Answered:
    """The formal features of the newest text that poses as an office, and the official way to check it."""
    found = await _newest(turn, case) if case else Seen()
    params: dict[str, Json] = {
        "offices": [{"id": o.value, "check": _check(turn, o)} for o in found.offices[:OFFICES_SHOWN]],
        "speaks": found.speaks,
        "features": list(found.features[:FEATURES_SHOWN]),
        "court": found.court,
        "read": found.read,
        "general": usable(turn, _CHECK[Office.COURT]),
        "advice": usable(turn, LEGAL_ADVICE),
    }
    rows: Rows = ((tap("today", "tonight"), tap("channels")), *(rows_back() if case else ()))
    return Answered((Reply("authority", params, rows, case_id=case.id if case else None),))


def _check(turn: Turn, office: Office) -> Json:
    return usable(turn, _CHECK[office]) if office in _CHECK else None


async def _newest(turn: Turn, case: Case) -> Seen:
    """The newest text of the case that speaks for an office; else the newest that names one; else the newest at all.

    A text that was not taken to pose (somebody's own account, a plain reminder) is passed over.
    """
    posing = [item for item in current(await items.of_case(turn.deps.store, case)) if item.text and _poses(item)]
    seen = (_look_at(turn, item) for item in reversed(posing))
    return max(seen, key=lambda found: (found.speaks, bool(found.offices)), default=Seen())


def _look_at(turn: Turn, item: Item) -> Seen:
    return look(turn.deps.directory, formal_features(item.text, turn.deps.classifier, sender=_from(turn, item)))


def _poses(item: Item) -> bool:
    return not _POSING.isdisjoint((*item.labels, *item.maybe))


def _from(turn: Turn, item: Item) -> str | None:
    """The number it came from, where its origin is a number."""
    return phone_in(turn.deps, item.sender.value if item.sender else None)


def look(directory: Directory, found: Sequence[Feature]) -> Seen:
    """What is shown of the features of a text, joined with the facts: court codes and the numbers of official bodies."""
    offices = tuple(f.office for f in found if f.kind in _OFFICES and f.office)
    kinds = set(_kinds(directory, found, offices))
    numbers = (n for f in found if f.kind is FeatureKind.CASE_NUMBER for n in case_number(directory, f.value))
    return Seen(
        offices=tuple(sorted(offices, key=lambda office: office not in _CHECK)),
        speaks=any(f.kind is FeatureKind.SPEAKS_AS for f in found),
        features=tuple(kind for kind in ORDER if kind in kinds),
        court=next((n.court for n in numbers if n.well_formed), None),
        read=True,
    )


def _kinds(directory: Directory, found: Iterable[Feature], offices: Sequence[Office]) -> Iterator[str]:
    for feature in found:
        if feature.kind is FeatureKind.CASE_NUMBER:
            yield _number(directory, feature, of_court=not offices or Office.COURT in offices)
        elif feature.kind is FeatureKind.SHORT_NUMBER:
            yield OFFICIAL_LINE if _is_official(directory, feature.value) else feature.kind.value
        elif feature.kind not in _OFFICES:
            yield feature.kind.value


def _number(directory: Directory, feature: Feature, *, of_court: bool) -> str:
    """Only the courts have a form that can be looked at; the number of another office is judged by nobody but it."""
    judged = next(iter(case_number(directory, feature.value)), None)
    if judged and judged.well_formed:
        return FORMED
    if judged and judged.old_style:
        return OLD_FORM
    return UNFORMED if of_court else OTHER_NUMBER


def _is_official(directory: Directory, number: str) -> bool:
    return any(c.phone == number and may_show(c, "phone") for c in directory.channels.values() if not c.superseded_by)
