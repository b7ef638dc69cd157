"""Why it said this: which template, from which data."""

from collections.abc import Mapping

from db import Store, answers
from db.answers import Answer
from model.reply import Json
from tests.db import made
from tests.fakes.clock import START, Clock


async def add(store: Store, clock: Clock, name: str, case_id: str | None, *, keep_params: bool) -> None:
    await answers.add(
        store,
        id=name,
        person_id="p1",
        case_id=case_id,
        reply=made.REPLY,
        directory_digest="directory",
        lexicon_digest="lexicon",
        at=clock.advance(seconds=1),
        keep_params=keep_params,
    )


async def test_the_answers_of_a_case_come_in_order_with_what_was_to_be_kept(store: Store, clock: Clock) -> None:
    case = await made.case(store, await made.person(store))
    await add(store, clock, "z", case.id, keep_params=True)
    await add(store, clock, "other", None, keep_params=True)
    await add(store, clock, "a", case.id, keep_params=False)

    def answer(name: str, seconds: int, params: Mapping[str, Json] | None) -> Answer:
        return Answer(name, "card", "directory", "lexicon", params, Clock(START).advance(seconds=seconds))

    assert await answers.of_case(store, case) == (answer("z", 1, made.REPLY.params), answer("a", 3, None))


async def test_a_case_without_answers_has_none(store: Store) -> None:
    case = await made.case(store, await made.person(store))
    assert await answers.of_case(store, case) == ()
