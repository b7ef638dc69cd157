"""One row in every table of a case that has a test file of its own, each with a word that must not be readable."""

from collections.abc import Callable
from dataclasses import replace

from db import Store, calls, imports, individuality, letters, likeness, steps
from model.case import Case
from model.contact_event import LoggedCall
from model.letter import Paragraphs, Written
from model.likeness import Alike, Pair
from tests.db.test_imports import pending
from tests.db.test_steps import full
from tests.fakes.clock import START

Word = Callable[[str], str]


async def with_the_rest(store: Store, case: Case, item_id: str, word: Word) -> None:
    """Leave calls, letters, pending exports, likenesses and steps in a case."""
    call = LoggedCall(f"{case.id}-call", case.id, START, START.date(), number=word("call-number"), name=word("caller"))
    await calls.add(store, case, call)
    text = word("letter")
    written = Written(text, text, text, (Paragraphs("a", "", (text,)),))
    await letters.freeze(store, case, id=f"{case.id}-letter", written=written, digests={"a": "b"}, at=START)
    own = word("own-words") * 10
    await individuality.record(store, id=f"{case.id}-lm", person_id=case.person_id, own_words=own, at=START)
    waiting = pending(case, f"{case.id}-w")
    offers = tuple(replace(offer, other=word("other"), name=word("contact")) for offer in waiting.offers)
    await imports.add(store, replace(waiting, offers=offers))
    await likeness.note(store, case, item_id, Alike.WORDS, (word("band").encode(),))
    await likeness.ask(store, Pair(item_id, item_id, Alike.TEXT))
    await with_a_step(store, case, word)


async def with_a_step(store: Store, case: Case, word: Word) -> None:
    """Leave a step with what was told of it, and one reminder that was sent."""
    kept = full(case, f"{case.id}-step")
    filing = (
        replace(kept.step.filing, receipt_number=word("receipt"), operator=word("operator"))
        if kept.step.filing
        else None
    )
    await steps.add(store, case, replace(kept, step=replace(kept.step, filing=filing)))
    await steps.mark(store, kept.step.id, "before", START)
