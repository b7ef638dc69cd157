"""What people say is wrong in the directory. Sealed like everything of theirs, and without a place for a number."""

# ruff: noqa: S608 - what is put into a statement here are constants of this module

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db.database import Row, stamp
from db.seal import Place
from db.store import Store
from model.errors import GoneError


class Mistake(StrEnum):
    """What can be wrong with an entry."""

    NUMBER = "number"
    NAME = "name"
    GONE = "gone"
    MISSING = "missing"
    OTHER = "other"


class ProposalState(StrEnum):
    """Whether somebody decided, and how."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a proposal was refused."""

    NO_SOURCE = "no_source"
    UNCLEAR = "unclear"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. `about` is folder and id of a record, or empty where an entry is missing.

    `said` is the proposer's sentence without numbers and links; it is erased when the proposal is decided.
    """

    id: str
    person_id: str
    about: str
    mistake: Mistake
    said: str
    created_at: datetime
    state: ProposalState = ProposalState.OPEN
    reason: Reason | None = None


_COLUMNS = "id, person_id, state, reason, body, created_at"


async def add(store: Store, proposal: Proposal) -> None:
    """Store a new proposal."""
    await store.db.execute(
        "INSERT INTO proposals (id, person_id, state, reason, body, created_at, decided_at)"
        " VALUES ($1, $2, 'open', NULL, $3, $4, NULL)",
        proposal.id,
        proposal.person_id,
        _sealed(store, proposal, proposal.said),
        stamp(proposal.created_at),
    )


async def waiting(store: Store, limit: int) -> tuple[Proposal, ...]:
    """What nobody decided yet, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM proposals WHERE state = 'open' ORDER BY created_at, id LIMIT $1"
    return tuple(_proposal(store, row) for row in await store.db.fetch(sql, limit))


async def count_waiting(store: Store) -> int:
    """How many proposals nobody decided yet."""
    row = await store.db.fetch_one("SELECT count(*) AS n FROM proposals WHERE state = 'open'")
    return row.number("n") if row else 0


async def waiting_of(store: Store, person_id: str) -> tuple[Proposal, ...]:
    """A person's own proposals that nobody decided yet, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM proposals WHERE person_id = $1 AND state = 'open' ORDER BY created_at, id"
    return tuple(_proposal(store, row) for row in await store.db.fetch(sql, person_id))


async def get(store: Store, proposal_id: str) -> Proposal:
    """Any proposal, for whoever decides. Raises GoneError."""
    row = await store.db.fetch_one(f"SELECT {_COLUMNS} FROM proposals WHERE id = $1", proposal_id)
    if row is None:
        raise GoneError
    return _proposal(store, row)


async def own(store: Store, person_id: str, proposal_id: str) -> Proposal:
    """A proposal of this person and of nobody else. Raises GoneError, which does not say which it was."""
    sql = f"SELECT {_COLUMNS} FROM proposals WHERE id = $2 AND person_id = $1"
    row = await store.db.fetch_one(sql, person_id, proposal_id)
    if row is None:
        raise GoneError
    return _proposal(store, row)


async def explain(store: Store, proposal: Proposal, said: str) -> bool:
    """Put a sentence to an open proposal, in the place of an earlier one. False when it was decided meanwhile."""
    sql = "UPDATE proposals SET body = $2 WHERE id = $1 AND state = 'open'"
    return await store.db.execute(sql, proposal.id, _sealed(store, proposal, said)) == 1


async def decide(
    store: Store, proposal: Proposal, state: ProposalState, *, at: datetime, reason: Reason | None = None
) -> bool:
    """Record a decision, once, and erase the sentence. False when somebody else was faster."""
    changed = await store.db.execute(
        "UPDATE proposals SET state = $2, reason = $3, body = $4, decided_at = $5 WHERE id = $1 AND state = 'open'",
        proposal.id,
        state.value,
        reason.value if reason else None,
        _sealed(store, proposal, ""),
        stamp(at),
    )
    return changed == 1


def _sealed(store: Store, proposal: Proposal, said: str) -> str:
    content = {"about": proposal.about, "mistake": proposal.mistake.value, "said": said}
    return store.close(store.seal.base, _place(proposal.id), content)


def _place(proposal_id: str) -> Place:
    return Place("proposals", proposal_id, "body")


def _proposal(store: Store, row: Row) -> Proposal:
    body = store.read(store.seal.base, _place(row.text("id")), row.text("body"))
    reason = row.maybe_text("reason")
    return Proposal(
        id=row.text("id"),
        person_id=row.text("person_id"),
        about=body["about"],
        mistake=Mistake(body["mistake"]),
        said=body["said"],
        created_at=row.instant("created_at"),
        state=ProposalState(row.text("state")),
        reason=Reason(reason) if reason else None,
    )
