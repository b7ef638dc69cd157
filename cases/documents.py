"""Files of a case: a letter that was handed out as a PDF, for Word or as plain text.

A reply names its file; the bytes are made when the message leaves, so that nothing of a letter that was taken back or of
a case that was deleted is left to be sent.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, TypeAlias

from cases.deps import Deps
from cases.keyboards import tap
from cases.turn import WITHDRAW, Answered, Turn
from db import cases, letters, outbox
from evidence import documents
from evidence.documents import DocumentError as DocumentError
from evidence.readers import BusyError as BusyError
from evidence.slot import TooSlowError as TooSlowError
from model.attached import Attached
from model.case import Case, Person
from model.document import Document
from model.errors import GoneError, NotUnderstoodError
from model.letter import FrozenLetter
from model.reply import Button, Json, Reply
from templates.documents import FILE_NAMES, document

# What the name of an attachment begins with that is a letter.
ATTACHMENT: Final = "letter"
PDF, WORD, TEXT = "pdf", "word", "text"
# What a bot may send as one file (https://core.telegram.org/bots/api#senddocument).
MOST_BYTES: Final = 50 * 1024 * 1024


def _as_text(written: Document) -> bytes:
    """Plain text with a mark of its encoding, without which an old Windows takes it for another one."""
    return documents.text(written).encode("utf-8-sig")


_Make: TypeAlias = Callable[[Document], bytes]
_FORMATS: Final[Mapping[str, tuple[str, str, _Make]]] = {
    PDF: ("pdf", "application/pdf", documents.pdf),
    WORD: ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", documents.docx),
    TEXT: ("txt", "text/plain", _as_text),
}


async def file_of(deps: Deps, person: Person, reply: Reply) -> Attached:
    """The letter that a reply names as `letter:<id>:<format>`, as it was handed out. It is set in a thread, and never
    while a picture is being read.

    Raises GoneError where the letter was taken back or its case deleted, BusyError or TooSlowError where it may work
    later, and DocumentError where it never will.
    """
    _, id_, kind = (reply.attachment or "").split(":")
    case = await cases.get(deps.store, person.id, reply.case_id or "")
    frozen = next((one for one in await letters.of_case(deps.store, case) if one.id == id_), None)
    if frozen is None:
        raise GoneError
    ending, media_type, make = _FORMATS[kind]
    data = await deps.slot.in_thread(partial(make, document(frozen.written)), documents.SECONDS)
    if len(data) > MOST_BYTES:
        raise DocumentError("the file is too big to be sent")
    return Attached(FILE_NAMES[ending], media_type, data)


def instead(reply: Reply) -> Reply:
    """What is said in the place of a file that cannot be made."""
    return Reply("take_failed", {}, ((tap("letters"), tap("back", "card")),), case_id=reply.case_id)


async def take(turn: Turn, case: Case, argument: str) -> Answered:
    """`pdf:3`, `word:3` or `text:3`: a letter as a file. Without a number the newest one, without a format a PDF."""
    kind, _, number = argument.partition(":")
    kind = kind or PDF
    if kind not in _FORMATS:
        raise NotUnderstoodError
    frozen = await _chosen(turn.deps, case, number)
    lost = documents.unprintable(document(frozen.written)) if kind == PDF else ""
    params: dict[str, Json] = {"number": frozen.number, "format": kind, "lost": len(lost)}
    rows = (tuple(_other(frozen, kind)), (tap("letters"), tap("back", "card")))
    name = f"{ATTACHMENT}:{frozen.id}:{kind}"
    return Answered((Reply("take", params, rows, slot=_slot(frozen, kind), case_id=case.id, attachment=name),))


def _other(frozen: FrozenLetter, kind: str) -> list[Button]:
    return [button for button in take_row(frozen.number) if not button.argument.startswith(kind)]


def take_row(number: int) -> tuple[Button, ...]:
    """The buttons under a letter that was handed out: one for each kind of file."""
    return tuple(tap(f"take_{kind}", "take", f"{kind}:{number}") for kind in _FORMATS)


async def withdrawal(deps: Deps, person: Person, frozen: FrozenLetter) -> tuple[Reply, ...]:
    """What takes the files of a letter out of the chat, when the letter itself is taken back."""
    sent = [await outbox.slot_message(deps.store, person.id, _slot(frozen, kind)) for kind in _FORMATS]
    ids: list[Json] = [message for message in sent if message is not None]
    return (Reply(WITHDRAW, {"ids": ids}),) if ids else ()


def _slot(frozen: FrozenLetter, kind: str) -> str:
    return f"file:{frozen.id}:{kind}"


async def _chosen(deps: Deps, case: Case, number: str) -> FrozenLetter:
    every = await letters.of_case(deps.store, case)
    if number and not (number.isascii() and number.isdecimal()):
        raise NotUnderstoodError
    found = [one for one in every if not number or str(one.number) == number]
    if not found:
        raise GoneError
    return found[-1]
