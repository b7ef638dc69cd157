"""Proposals are kept until somebody decides, once; and the migration that brings them loses no conversation."""

from collections.abc import AsyncIterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from db import Database, Seal, Store, dialogs, proposals
from db.migrate import MIGRATIONS, migrate
from db.postgres import PostgresDatabase
from db.proposals import Mistake, Proposal, ProposalState, Reason
from db.sqlite import SqliteDatabase
from model.case import Person
from model.dialog import Dialog, DialogState
from model.errors import GoneError, StorageError
from tests.db import made
from tests.fakes import postgres
from tests.fakes.clock import START, Clock


@pytest.fixture
async def her(store: Store) -> Person:
    return await made.person(store)


def proposal(of: Person, name: str = "x", clock: Clock | None = None, said: str = "官网上没有") -> Proposal:
    at = clock.advance(seconds=1) if clock else START
    return Proposal(name, of.id, "platforms/zhaolian_xf", Mistake.NUMBER, said, at)


async def test_a_proposal_comes_back_as_it_was(store: Store, her: Person) -> None:
    one = proposal(her)
    await proposals.add(store, one)
    assert await proposals.get(store, "x") == one
    assert await proposals.own(store, her.id, "x") == one
    assert await proposals.waiting(store, 5) == (one,)
    assert await proposals.waiting_of(store, her.id) == (one,)


async def test_those_that_wait_come_oldest_first_and_no_more_than_asked_for(
    store: Store, her: Person, clock: Clock
) -> None:
    him = await made.person(store, "p2", 8001)
    for name, owner in (("z", her), ("a", him), ("m", her)):
        await proposals.add(store, proposal(owner, name, clock))
    assert [p.id for p in await proposals.waiting(store, 2)] == ["z", "a"]
    assert [p.id for p in await proposals.waiting_of(store, her.id)] == ["z", "m"]
    assert await proposals.count_waiting(store) == 3


async def test_nobody_reads_the_proposal_of_somebody_else(store: Store, her: Person) -> None:
    await proposals.add(store, proposal(her))
    with pytest.raises(GoneError):
        await proposals.own(store, "p2", "x")
    with pytest.raises(GoneError):
        await proposals.get(store, "y")


async def test_a_decision_counts_once_and_leaves_no_sentence(store: Store, her: Person, clock: Clock) -> None:
    one = proposal(her)
    await proposals.add(store, one)
    assert await proposals.explain(store, one, "另一句")
    at = clock.advance(hours=1)
    assert await proposals.decide(store, one, ProposalState.REFUSED, at=at, reason=Reason.UNCLEAR)
    assert not await proposals.decide(store, one, ProposalState.ACCEPTED, at=at)
    assert not await proposals.explain(store, one, "太晚了")
    decided = await proposals.get(store, "x")
    assert (decided.state, decided.reason, decided.said) == (ProposalState.REFUSED, Reason.UNCLEAR, "")
    assert await proposals.waiting(store, 5) == ()


def test_a_proposal_has_no_place_for_a_number() -> None:
    names = {field.name for field in fields(Proposal)}
    assert names == {"id", "person_id", "about", "mistake", "said", "created_at", "state", "reason"}


async def test_a_state_that_is_none_is_refused_by_the_database(store: Store, her: Person) -> None:
    await proposals.add(store, proposal(her))
    for column in ("state", "reason"):
        with pytest.raises(StorageError):
            await store.db.execute(f"UPDATE proposals SET {column} = 'perhaps'")


class TestTheRoadFromBefore:
    """A database of the version before, with a conversation in it."""

    @pytest.fixture(params=["sqlite", "postgres"])
    def bare_url(self, request: pytest.FixtureRequest, tmp_path: Path) -> str:
        if request.param == "sqlite":
            return str(tmp_path / "bare.sqlite3")
        server: str = request.getfixturevalue("postgres_server")
        return postgres.make_now(server, f"before_{tmp_path.name}")

    @pytest.fixture
    async def bare(self, bare_url: str) -> AsyncIterator[Database]:
        is_server = bool(urlsplit(bare_url).scheme)
        opening = PostgresDatabase.open(bare_url) if is_server else SqliteDatabase.open(Path(bare_url))
        opened: Database = await opening
        yield opened
        await opened.close()

    async def test_every_conversation_goes_on_and_knows_the_new_question(self, bare: Database, tmp_path: Path) -> None:
        before = tmp_path / "before"
        before.mkdir()
        (before / "0001_init.sql").write_bytes((MIGRATIONS / "0001_init.sql").read_bytes())
        await migrate(bare, before)
        store = Store(bare, Seal(bytes(range(32)), lambda size: bytes(size)))
        her = await made.person(store)
        saved = await dialogs.save(
            store, Dialog(her.id, DialogState.ASKED_SENDER, "c1", {"said": "甲"}, updated_at=START)
        )
        with pytest.raises(StorageError):
            await bare.execute("UPDATE dialogs SET state = 'asked_proposal'")

        await migrate(bare)
        assert await dialogs.get(store, her.id) == saved
        await bare.execute("UPDATE dialogs SET state = 'asked_proposal'")
        assert (await dialogs.get(store, her.id)).state is DialogState.ASKED_PROPOSAL
        with pytest.raises(StorageError):
            await bare.execute("UPDATE dialogs SET state = 'asked_nothing'")
