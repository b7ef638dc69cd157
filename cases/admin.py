"""What only the operators can do: look at proposals and decide. For everybody else none of it exists."""

from typing import Final

from cases.keyboards import tap
from cases.proposals import entry_name
from cases.turn import Answered, Turn, speak
from db import people, proposals
from db.proposals import Proposal, ProposalState, Reason
from escalation.hours import in_china
from model.case import Case
from model.errors import NotUnderstoodError
from model.reply import Button, Json, Reply

# As many as are looked at in one go.
LISTED: Final = 5
# Where an operator's own records lie; they win over the shipped ones and survive upgrades.
CORRECTIONS: Final = "DATA_DIR/directory/"


async def admin(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """`proposals`, or a decision about one. Whoever is no operator gets what an unknown command gets."""
    if turn.person.telegram_id not in turn.deps.admin_ids:
        raise NotUnderstoodError
    verb, _, rest = argument.partition(":")
    match verb:
        case "proposals":
            return await _listing(turn)
        case "proposal":
            return _page(turn, await proposals.get(turn.deps.store, rest))
        case "accept":
            return await _decided(turn, await proposals.get(turn.deps.store, rest), ProposalState.ACCEPTED, None)
        case "refuse":
            proposal_id, _, reason = rest.partition(":")
            given = _reason(reason)
            return await _decided(turn, await proposals.get(turn.deps.store, proposal_id), ProposalState.REFUSED, given)
        case _:
            raise NotUnderstoodError


def _reason(word: str) -> Reason:
    try:
        return Reason(word)
    except ValueError as error:
        raise NotUnderstoodError from error


async def _listing(turn: Turn) -> Answered:
    waiting = await proposals.waiting(turn.deps.store, LISTED)
    count = await proposals.count_waiting(turn.deps.store)
    listed: list[Json] = [_line(turn, proposal) | {"number": n} for n, proposal in enumerate(waiting, 1)]
    rows = tuple((tap(f"proposal:{n}", "admin", f"proposal:{p.id}"),) for n, p in enumerate(waiting, 1))
    return Answered((Reply("admin_proposals", {"proposals": listed, "more": count - len(waiting)}, rows),))


def _line(turn: Turn, proposal: Proposal) -> dict[str, Json]:
    return {
        "about": proposal.about or None,
        "name": entry_name(turn, proposal.about),
        "mistake": proposal.mistake.value,
        "on": in_china(proposal.created_at).date().isoformat(),
    }


def _page(turn: Turn, proposal: Proposal) -> Answered:
    params: dict[str, Json] = {
        **_line(turn, proposal),
        "said": proposal.said or None,
        "state": proposal.state.value,
        "reason": proposal.reason.value if proposal.reason else None,
    }
    return Answered((Reply("admin_proposal", params, _decisions(proposal)),))


def _decisions(proposal: Proposal) -> tuple[tuple[Button, ...], ...]:
    back = tap("waiting_proposals", "admin", "proposals")
    if proposal.state is not ProposalState.OPEN:
        return ((back,),)

    def refuse(reason: Reason) -> Button:
        return tap(f"refuse_{reason.value}", "admin", f"refuse:{proposal.id}:{reason.value}")

    return (
        (tap("accept", "admin", f"accept:{proposal.id}"), refuse(Reason.NO_SOURCE)),
        (refuse(Reason.UNCLEAR), refuse(Reason.KNOWN)),
        (back,),
    )


async def _decided(turn: Turn, proposal: Proposal, state: ProposalState, reason: Reason | None) -> Answered:
    """Record the decision and tell the proposer. Nothing of the directory changes here: that is work by hand."""
    if not await proposals.decide(turn.deps.store, proposal, state, at=turn.now, reason=reason):
        return _page(turn, await proposals.get(turn.deps.store, proposal.id))
    await _tell(turn, proposal)
    params: dict[str, Json] = {
        "state": state.value,
        "file": f"{CORRECTIONS}{proposal.about}.yaml" if proposal.about else CORRECTIONS,
        "about": proposal.about or None,
    }
    rows = ((tap("waiting_proposals", "admin", "proposals"),),)
    return Answered((Reply("admin_decided", params, rows),), erased=True)


async def _tell(turn: Turn, proposal: Proposal) -> None:
    """One message that betrays nothing; what was decided stands behind its button."""
    proposer = await people.get(turn.deps.store, proposal.person_id)
    if proposer is None or proposer.blocked:
        return
    rows = ((tap("open", "proposal", proposal.id),),)
    await speak(turn.deps, proposer, (Reply("proposal_seen", {}, rows, unasked=True),))
