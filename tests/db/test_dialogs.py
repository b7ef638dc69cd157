"""A conversation moves by version."""

from dataclasses import replace

import pytest

from db import Store, dialogs
from model.case import Person
from model.dialog import Dialog, DialogState
from model.errors import ConflictError
from tests.db import made
from tests.fakes.clock import START


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


async def test_who_never_spoke_is_idle(store: Store, her: Person) -> None:
    assert await dialogs.get(store, her.id) == Dialog(her.id)
    assert await dialogs.get(store, "nobody") == Dialog("nobody")


async def test_a_conversation_comes_out_as_it_was_saved_one_version_on(store: Store, her: Person) -> None:
    dialog = Dialog(her.id, DialogState.ASKED_SENDER, "c1", {"said": "甲\ud800", "": ""}, updated_at=START)
    saved = await dialogs.save(store, dialog)
    assert saved == replace(dialog, version=1)
    assert await dialogs.get(store, her.id) == saved
    for state in DialogState:
        saved = await dialogs.save(store, replace(saved, state=state, case_id=None))
    assert saved.version == 1 + len(DialogState)
    assert await dialogs.get(store, her.id) == saved


async def test_of_two_turns_at_once_the_second_starts_again(store: Store, her: Person) -> None:
    fresh = await dialogs.get(store, her.id)
    saved = await dialogs.save(store, fresh)
    with pytest.raises(ConflictError):
        await dialogs.save(store, replace(fresh, state=DialogState.ASKED_CORRECTION))
    await dialogs.save(store, saved)
    with pytest.raises(ConflictError):
        await dialogs.save(store, saved)
    assert (await dialogs.get(store, her.id)).version == 2


async def test_a_conversation_that_went_meanwhile_is_not_saved(store: Store, her: Person) -> None:
    with pytest.raises(ConflictError):
        await dialogs.save(store, Dialog(her.id, version=3))
    assert await dialogs.get(store, her.id) == Dialog(her.id)
