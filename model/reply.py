"""What is to be said: a template, its parameters and its buttons; no wording and no chat library."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


class ButtonKind(StrEnum):
    """What a press does: it comes back to the bot, or it copies a text on the phone."""

    TAP = "tap"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `label` names its wording; `verb` and `argument` come back with a TAP.

    A COPY button names the template of the text that it copies (at most 256 characters) in `verb`.
    """

    label: str
    verb: str
    argument: str = ""
    kind: ButtonKind = ButtonKind.TAP


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. With a `slot`, it replaces the message that was sent last under the same slot.

    `unasked` marks what is sent without the person having done anything: its first line must betray nothing.
    `picture` names a picture that is drawn from the case when the message leaves; the text goes under it. Such a reply
    has no slot: it is sent and never edited. `attachment` names a file that is made from the case in the same way; under
    a slot, the file that was sent before is taken out of the chat.
    """

    template: str
    params: Mapping[str, Json] = field(default_factory=dict)
    buttons: tuple[tuple[Button, ...], ...] = ()
    slot: str | None = None
    case_id: str | None = None
    unasked: bool = False
    picture: str | None = None
    attachment: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The short line that a button press gets at once, over the chat."""

    template: str
    params: Mapping[str, Json] = field(default_factory=dict)
