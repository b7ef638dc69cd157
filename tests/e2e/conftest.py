"""A world with the production wiring, on both databases, with a fake clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

import classify
import directory
import templates
from cases.calendar import calendar_of
from cases.deps import Deps, Operator
from classify import Classifier
from db.store import Store
from db.vault import Vault
from directory import Directory
from templates import Templates
from tests.driver import World, running
from tests.fakes.clock import Clock
from tests.fakes.reader import FakeReader


@pytest.fixture(scope="session")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> Classifier:
    """The shipped lexicon, read once."""
    return classify.load(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def facts() -> Directory:
    """The shipped directory, read once."""
    return directory.load()


@pytest.fixture(scope="session")
def wording() -> Templates:
    """The shipped wording, read once."""
    return templates.load()


@pytest.fixture
async def world(
    store: Store,
    clock: Clock,
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
    classifier: Classifier,
    facts: Directory,
    wording: Templates,
    tmp_path: Path,
) -> AsyncIterator[World]:
    """A running bot with nobody in it."""
    deps = Deps(
        store=store,
        directory=facts,
        classifier=classifier,
        calendar=calendar_of(facts),
        now=clock.now,
        new_id=ids,
        random_bytes=random_bytes,
        vault=Vault(tmp_path / "originals"),
        reader=FakeReader(clock),
        operator=Operator("某某志愿组", "@someone", "某地"),
    )
    # A task group has to be left by the task that entered it, and a fixture is left by another one.
    ready: asyncio.Future[World] = asyncio.get_running_loop().create_future()
    over = asyncio.Event()

    async def live() -> None:
        async with running(deps, wording, clock) as made:
            ready.set_result(made)
            await over.wait()

    life = asyncio.create_task(live())
    await asyncio.wait([life, ready], return_when=asyncio.FIRST_COMPLETED)
    if ready.done():
        yield ready.result()
    over.set()
    await life
