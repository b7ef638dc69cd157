"""On whose phones the items arrived: one question for all of an incident, and which ones where it was not only hers.

What a relative without the bot received is an exhibit of the borrower's case, handed in by her. It counts for the
relative's phone and is never called the word of an independent witness.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from cases.card import current, incident_of
from cases.history import record
from cases.keyboards import Rows, rows_back, tap
from cases.turn import Answered, Turn
from db import cases, items
from model.case import Case, EventKind, Item, Receiver, Role
from model.dialog import DialogState
from model.errors import NotUnderstoodError
from model.reply import Button, Json, Notice, Reply

SAVED: Final = Notice("notice/saved")
_ANSWERS: Final = ("me", "family", "friends", "unsure")
# Whom each answer may mean; the first is what the runs under it are offered for.
_WHOM: Final = {
    "family": (Receiver.PARENT, Receiver.SPOUSE, Receiver.CHILD),
    "friends": (Receiver.FRIEND, Receiver.COLLEAGUE, Receiver.OTHER),
}
_RANGE: Final = re.compile(r"(\d{1,4})(?:\s*[-–—~～至到]\s*(\d{1,4}))?")
# What is left once somebody else's items were named.
REST: Final = "me:rest"
MOST_RUNS: Final = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Items one after the other that came from the same sender, or of which no sender is known."""

    first: int
    last: int
    sender: str | None


def receiver_rows() -> Rows:
    """The one question, as buttons."""
    return tuple(tuple(tap(key, "whose", key) for key in pair) for pair in (_ANSWERS[:2], _ANSWERS[2:]))


async def whose(turn: Turn, case: Case, argument: str) -> Answered:
    """On whose phones the items of this incident arrived: all hers, or which ones are somebody else's."""
    head, _, numbers = argument.partition(":")
    if head == "me":
        return await _mine(turn, case, rest=argument == REST)
    if head in _WHOM:
        return await _which(turn, case, head)
    if numbers or head in {receiver.value for receiver in Receiver} - {"me"}:
        return await _of_somebody(turn, case, head, numbers)
    if head not in _ANSWERS:
        incident, _ = await incident_of(turn.deps, case)
        count = incident.texts + incident.unread
        return Answered((Reply("whose", {"count": count}, receiver_rows(), case_id=case.id),))
    await record(turn, case, EventKind.RECEIVER_SAID, said=head, burst=case.burst)
    return _saved(case, head)


def _saved(case: Case, said: str) -> Answered:
    return Answered((Reply("receiver_saved", {"receiver": said}, rows_back(), case_id=case.id),), SAVED)


async def _mine(turn: Turn, case: Case, *, rest: bool) -> Answered:
    """All of it arrived on her own phone, or all that nobody else's phone was named for."""
    burst = _of_burst(await items.of_case(turn.deps.store, case), case.burst)
    mine = [item.number for item in burst if not rest or item.receiver is Receiver.UNKNOWN]
    await items.set_receiver_of(turn.deps.store, case, Receiver.ME, mine)
    await record(turn, case, EventKind.RECEIVER_SAID, said=Receiver.ME.value, items=list[Json](mine))
    return _saved(case, Receiver.ME.value)


async def _which(turn: Turn, case: Case, said: str) -> Answered:
    """Whose phone it was, where there are several: then which items. A single item needs no second question."""
    await record(turn, case, EventKind.RECEIVER_SAID, said=said, burst=case.burst)
    rows = (tuple(tap(f"at_{whom.value}", "whose", whom.value) for whom in _WHOM[said]), *rows_back())
    return Answered((Reply("receiver_saved", {"receiver": said}, rows, case_id=case.id),), SAVED)


async def _of_somebody(turn: Turn, case: Case, whom: str, numbers: str) -> Answered:
    """Which items arrived on that phone: by a run that is offered, or by numbers that are typed."""
    if whom not in set(Receiver) or whom == Receiver.UNKNOWN:
        raise NotUnderstoodError
    burst = _of_burst(await items.of_case(turn.deps.store, case), case.burst)
    if not numbers and len(burst) > 1:
        payload = {"case": case.id, "whom": whom}
        dialog = replace(turn.dialog, state=DialogState.ASKED_RECEIVER, case_id=case.id, payload=payload)
        return Answered((_question(case, whom, burst),), dialog=dialog)
    named = parse_numbers(numbers) if numbers else frozenset(item.number for item in burst)
    return await _save(turn, case, Receiver(whom), burst, named)


def _question(case: Case, whom: str, burst: Sequence[Item]) -> Reply:
    found = runs(burst)[:MOST_RUNS]
    rows = tuple((_run_button(whom, run),) for run in found)
    last = burst[-1].number
    params: dict[str, Json] = {"receiver": whom, "first": burst[0].number, "last": last}
    return Reply("receiver_which", params, (*rows, *rows_back()), case_id=case.id)


def _run_button(whom: str, run: Run) -> Button:
    numbers = str(run.first) if run.first == run.last else f"{run.first}-{run.last}"
    return tap(f"items:{numbers}", "whose", f"{whom}:{numbers}")


def runs(burst: Sequence[Item]) -> tuple[Run, ...]:
    """The items of an incident in order, cut where the sender changes."""
    grouped = ([*some] for _, some in groupby(burst, key=lambda item: item.sender.value if item.sender else None))
    return tuple(
        Run(some[0].number, some[-1].number, some[0].sender.value if some[0].sender else None) for some in grouped
    )


async def items_said(turn: Turn, text: str) -> Answered:
    """The numbers of the items that arrived on somebody's phone, as she typed them."""
    payload = turn.dialog.payload
    case = await cases.get(turn.deps.store, turn.person.id, payload.get("case", ""))
    burst = _of_burst(await items.of_case(turn.deps.store, case), case.burst)
    return await _save(turn, case, Receiver(payload.get("whom", "other")), burst, parse_numbers(text))


def is_numbers(text: str) -> bool:
    """Whether a text is nothing but numbers of items: 3、5、8-12."""
    rest = _RANGE.sub("", text)
    return bool(_RANGE.search(text)) and not rest.strip(" ,，、;；.。第条條和\n")


def parse_numbers(text: str) -> frozenset[int]:
    """The numbers of a list such as `3 5 8-12`. Raises NotUnderstoodError where there is none, or a range too wide."""
    found: set[int] = set()
    for first, last in _RANGE.findall(text):
        end = int(last or first)
        if end - int(first) > 1000:
            raise NotUnderstoodError
        found.update(range(int(first), end + 1))
    if not found:
        raise NotUnderstoodError
    return frozenset(found)


async def _save(turn: Turn, case: Case, whom: Receiver, burst: Sequence[Item], named: frozenset[int]) -> Answered:
    chosen = sorted(named & {item.number for item in burst})
    if not chosen:
        raise NotUnderstoodError
    await items.set_receiver_of(turn.deps.store, case, whom, chosen)
    await record(turn, case, EventKind.RECEIVER_SAID, said=whom.value, items=list[Json](chosen))
    # What she did not name is not taken for hers until she says so.
    left = sum(item.receiver is Receiver.UNKNOWN and item.number not in chosen for item in burst)
    params: dict[str, Json] = {"receiver": whom.value, "count": len(chosen), "left": left}
    rest: Rows = ((tap("rest_mine", "whose", REST),),) if left else ()
    rows = (*rest, (*(tap(f"at_{r.value}", "whose", r.value) for r in _kin(whom)),), *rows_back())
    reply = Reply("receiver_items", params, rows, case_id=case.id)
    return Answered((reply,), SAVED, dialog=replace(turn.dialog, state=DialogState.IDLE, payload={}))


def _kin(whom: Receiver) -> tuple[Receiver, ...]:
    return tuple(r for some in _WHOM.values() if whom in some for r in some if r is not whom)


def _of_burst(every: Sequence[Item], burst: int) -> tuple[Item, ...]:
    return tuple(item for item in current(every) if item.burst == burst)


def handed_in(item: Item, role: Role) -> bool:
    """Whether an item is what somebody else received and the borrower, or the guarantor, handed in."""
    of_others = item.receiver not in (Receiver.ME, Receiver.UNKNOWN)
    return of_others and role in (Role.BORROWER, Role.GUARANTOR)


def counts(every: Sequence[Item], role: Role) -> dict[str, Json]:
    """How many items there are per receiver and per sender, and how many of them were handed in for somebody else."""
    receivers = Counter(item.receiver for item in every)
    senders = Counter(item.sender.value for item in every if item.sender)
    return {
        "receivers": [{"id": r.value, "count": n} for r, n in receivers.most_common()],
        "senders": [{"name": name, "count": n} for name, n in senders.most_common(MOST_RUNS)],
        "more_senders": max(0, len(senders) - MOST_RUNS),
        "handed_in": sum(handed_in(item, role) for item in every),
    }
