"""Which buttons stand under the first card: at most six, in at most three rows. Pure."""

from typing import TypeAlias

from cases.incident import Incident, IncidentKind
from cases.routing import is_bystander
from model.case import CaseFacts, Level, Role
from model.labels import Label
from model.reply import Button, ButtonKind

Rows: TypeAlias = tuple[tuple[Button, ...], ...]

MOST_ROWS = 3
MOST_BUTTONS = 6


def tap(label: str, verb: str | None = None, argument: str = "") -> Button:
    """A button that comes back with its verb; without one, the label's key is the verb."""
    return Button(label, verb or label, argument)


def copy(label: str, template: str) -> Button:
    """A button that copies the text of a template on the phone."""
    return Button(label, template, kind=ButtonKind.COPY)


def card_rows(incident: Incident, facts: CaseFacts, level: Level, *, night: bool, joined: bool) -> Rows:
    """The rows of the first card, for the position of the person who reads it."""
    if incident.kind is not IncidentKind.SUSPECTED:
        rows = _harmless_rows(incident.kind, facts, level)
        return ((tap("authority"),), *rows) if _may_pose(incident) else rows
    rows = _bystander_rows(incident, facts) if is_bystander(incident, facts) else _own_rows(facts, night=night)
    rows = _with_check(rows) if incident.authority else rows
    last = (tap("move"),) if joined else (_ending(incident, facts),)
    return (*rows, (*keeping(level), *last))


# What stands elsewhere too gives way to the look at a text that poses: under the form, in the case, behind the look.
_GIVES_WAY = ("tell_friend", "original", "platform_ask", "tonight")


def _with_check(rows: Rows) -> Rows:
    first, second = rows
    there = [button.label for button in second]
    gives_way = next((label for label in _GIVES_WAY if label in there), None)
    return (first, tuple(tap("authority") if button.label == gives_way else button for button in second))


def _may_pose(incident: Incident) -> bool:
    """Whether a text that is not suspected speaks for an office, genuine or not."""
    unsure = incident.kind is IncidentKind.UNSURE and Label.IMPERSONATION in incident.maybe
    return incident.kind is IncidentKind.OFFICIAL or unsure


def _bystander_rows(incident: Incident, facts: CaseFacts) -> Rows:
    reply = tap("original") if incident.traps else copy("copy_reply", "copy/reply")
    # Which company it is decides where to turn; the words to the friend stand under the form as well.
    second = tap("platform_ask", "platform") if facts.platform_candidates else tap("tell_friend")
    return ((reply, tap("form")), (second, tap("owe", "role", Role.BORROWER.value)))


def _own_rows(facts: CaseFacts, *, night: bool) -> Rows:
    tonight = tap("tonight" if night else "today", "tonight")
    if facts.role is Role.UNKNOWN:
        asked = (
            tap("owe", "role", Role.BORROWER.value),
            tap("not_owe", "role", Role.THIRD_PARTY.value),
        )
        third = tap("platform_ask", "platform") if facts.platform_candidates else tap("original")
        return (asked, (tonight, tap("despair") if night else third))
    whose = tap("platform_ask", "platform") if facts.platform_candidates else tap("whose")
    # By night nobody can look for a lender, and somebody may be at the end of her strength.
    return ((tonight, whose), (tap("despair") if night else tap("lender"), tap("original")))


def _harmless_rows(kind: IncidentKind, facts: CaseFacts, level: Level) -> Rows:
    if kind is IncidentKind.UNREAD:
        return ((tap("type_words"), tap("tonight")), (*keeping(level), tap("despair"), tap("delete")))
    if kind is IncidentKind.OWN_WORDS:
        return ((tap("steps"), tap("calls")), (tap("channels"), tap("despair")))
    if kind in (IncidentKind.ARTICLE, IncidentKind.OTHER):
        return ((tap("wrong"), tap("steps")),)
    first = tap("platform_ask", "platform") if facts.platform_candidates else tap("original")
    return ((first, tap("wrong")), (*keeping(level), tap("delete")))


def keeping(level: Level) -> tuple[Button, ...]:
    """The button of consent, or of the kept case; nothing for somebody who wants answers only."""
    if level is Level.KEPT:
        return (tap("case"),)
    return (tap("keep"),) if level is Level.DRAFT else ()


def _ending(incident: Incident, facts: CaseFacts) -> Button:
    return tap("enough", "delete") if is_bystander(incident, facts) else tap("wrong_or_delete", "wrong")


def rows_back() -> Rows:
    """The way back to the card."""
    return ((tap("back", "card"),),)
