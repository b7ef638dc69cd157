"""Where each conversation stands: one row per person, moved by version."""

from dataclasses import replace

from db.database import maybe_stamp
from db.seal import Place
from db.store import Store
from model.dialog import Dialog, DialogState
from model.errors import ConflictError


async def get(store: Store, person_id: str) -> Dialog:
    """The conversation of a person; a fresh idle one, of version 0, when there is none."""
    row = await store.db.fetch_one(
        "SELECT state, case_id, payload, version, updated_at FROM dialogs WHERE person_id = $1", person_id
    )
    if row is None:
        return Dialog(person_id)
    return Dialog(
        person_id=person_id,
        state=DialogState(row.text("state")),
        case_id=row.maybe_text("case_id"),
        payload=store.read(store.seal.base, _place(person_id), row.text("payload")),
        version=row.number("version"),
        updated_at=row.maybe_instant("updated_at"),
    )


async def save(store: Store, dialog: Dialog) -> Dialog:
    """Store a conversation and return it with the next version. Raises ConflictError when it moved meanwhile."""
    saved = replace(dialog, version=dialog.version + 1)
    changed = await store.db.execute(
        _INSERT if dialog.version == 0 else _UPDATE,
        dialog.person_id,
        dialog.state.value,
        dialog.case_id,
        store.close(store.seal.base, _place(dialog.person_id), dict(dialog.payload)),
        saved.version,
        maybe_stamp(dialog.updated_at),
    )
    if changed != 1:
        raise ConflictError("the conversation moved meanwhile")
    return saved


async def leave_case(store: Store, person_id: str, case_id: str) -> None:
    """Make a conversation idle that is about a case which goes. Its version stays: the turn that deletes still holds
    it, and a button of the old version finds no case."""
    await store.db.execute(
        "UPDATE dialogs SET state = 'idle', case_id = NULL, payload = $3 WHERE person_id = $1 AND case_id = $2",
        person_id,
        case_id,
        store.close(store.seal.base, _place(person_id), {}),
    )


_INSERT = (
    "INSERT INTO dialogs (person_id, state, case_id, payload, version, updated_at) VALUES ($1, $2, $3, $4, $5, $6)"
    " ON CONFLICT (person_id) DO NOTHING"
)
_UPDATE = (
    "UPDATE dialogs SET state = $2, case_id = $3, payload = $4, version = $5, updated_at = $6"
    " WHERE person_id = $1 AND version = $5 - 1"
)


def _place(person_id: str) -> Place:
    return Place("dialogs", person_id, "payload")
