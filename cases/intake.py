"""What happens to a message that comes in: danger first, then the conversation, then the case."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from cases import calls, crisis, originals, steps
from cases.card import card_of, card_without_case
from cases.deps import Deps
from cases.details import fact_said
from cases.dialog import Meaning, meaning
from cases.duplicates import question
from cases.opening import open_or_join
from cases.proposals import sentence
from cases.reading import Reading, phone_in, read
from cases.receivers import is_numbers, items_said
from cases.receiving import add_item, free_number, new_item, replace_edited
from cases.telling import sender_said
from cases.turn import Answered, Turn, say, take
from cases.typed import words_said
from model.classification import Speaker
from model.dialog import DialogState
from model.incoming import Incoming, Media
from model.labels import Label

# What has an answer of its own, in the template of its name.
_NAMED: Final = frozenset(
    {
        *(Media.STICKER, Media.POLL, Media.LOCATION, Media.CONTACT),
        *(Media.ANIMATION, Media.GAME, Media.DICE, Media.STORY),
    }
)
_TALK: Final = frozenset({Label.OWN_WORDS, Label.OTHER})


async def receive(deps: Deps, incoming: Incoming) -> None:
    """One message of a person, in one turn. Whatever it is, it gets exactly one answer."""

    async def act(turn: Turn) -> Answered:
        if incoming.edited:
            return await _edited(turn, incoming)
        if incoming.media is not None and not incoming.text.strip():
            return await _without_text(turn, incoming)
        refusal = await originals.declined(turn, incoming)
        if refusal is None:
            return await _with_text(turn, incoming)
        # The file cannot be taken; what was written with it can.
        answered = await _with_text(turn, replace(incoming, file=None))
        return replace(answered, replies=(*answered.replies, refusal))

    await take(deps, incoming.update_id, incoming.author, act)


async def _edited(turn: Turn, incoming: Incoming) -> Answered:
    """A new version of a message; where it tells of a crisis, that is answered and nothing of it is kept."""
    reading = read(turn.deps, incoming.text) if incoming.text.strip() else None
    urgent = crisis.urgent(turn, reading.classification.danger if reading else None)
    return urgent or await replace_edited(turn, incoming, reading)


async def _without_text(turn: Turn, incoming: Incoming) -> Answered:
    media = incoming.media or Media.UNKNOWN
    if media not in originals.EVIDENCE:
        return say(f"media/{media.value if media in _NAMED else 'other'}")
    refusal = await originals.declined(turn, incoming)
    return Answered((refusal,)) if refusal else await _keep(turn, incoming, None)


async def _with_text(turn: Turn, incoming: Incoming) -> Answered:
    if not incoming.text.strip():
        return say("empty")
    reading = read(turn.deps, incoming.text, sender=incoming.origin.name if incoming.origin else None)
    urgent = crisis.urgent(turn, reading.classification.danger)
    if urgent is not None and incoming.origin is None:
        return urgent
    if urgent is not None:
        # Somebody else's words: what is handed in is never lost, and the help comes first.
        kept = await _keep(turn, incoming, reading)
        return replace(kept, replies=urgent.replies + kept.replies)
    answered = await _expected(turn, incoming)
    if answered is not None:
        return answered
    if _is_only_talk(turn, incoming, reading):
        return Answered((card_without_case(turn.deps, reading, turn.person.locale),))
    return await _keep(turn, incoming, reading)


# Who takes the answer to each question that the bot asks.
_ANSWERS: Final[Mapping[Meaning, Callable[[Turn, str], Awaitable[Answered | None]]]] = {
    Meaning.SENDER: sender_said,
    Meaning.PROPOSAL: sentence,
    Meaning.CALL: calls.said,
    Meaning.STEP: steps.typed,
    Meaning.WORDS: words_said,
    Meaning.FACT: fact_said,
    Meaning.RECEIVER: items_said,
}


async def _expected(turn: Turn, incoming: Incoming) -> Answered | None:
    """The answer to a question that the bot asked, where the text is one."""
    if incoming.origin is not None or incoming.media is not None:
        return None
    asked = meaning(turn.dialog, incoming.text, turn.now)
    if asked is Meaning.SENDER and not phone_in(turn.deps, incoming.text.strip()):
        return None
    if asked is Meaning.RECEIVER and not is_numbers(incoming.text):
        return None
    answer = _ANSWERS.get(asked)
    return await answer(turn, incoming.text) if answer else None


def _is_only_talk(turn: Turn, incoming: Incoming, reading: Reading) -> bool:
    """Whether a text is the person's own, and no part of what is being handed in or was asked for."""
    if incoming.origin is not None or incoming.media is not None:
        return False
    if meaning(turn.dialog, incoming.text, turn.now) is Meaning.EVIDENCE:
        return False
    classification = reading.classification
    talk = classification.sure and set(classification.ids()) <= _TALK and not classification.quotes
    return talk and classification.speaker is not Speaker.COLLECTOR


async def _keep(turn: Turn, incoming: Incoming, reading: Reading | None) -> Answered:
    case = await open_or_join(turn, incoming, reading)
    item = new_item(turn, case, incoming, reading, await free_number(turn, case))
    may_be_one = await add_item(turn, case, item)
    await originals.ask_for(turn, case, item)
    dialog = replace(turn.dialog, state=DialogState.IDLE, case_id=case.id)
    asked = await question(turn, case) if may_be_one else ()
    return Answered((await card_of(turn.deps, case, turn.person.locale), *asked), dialog=dialog)
