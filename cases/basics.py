"""Start, help, language, about: what belongs to no case."""

from cases.crisis import despair, in_progress, safe, unsafe
from cases.keyboards import Rows, tap
from cases.turn import Answered, Turn, say
from db import people
from model.case import Case
from model.errors import NotUnderstoodError
from model.locale import Locale
from model.reply import Reply

_LANGUAGES = {"zh-Hans": "lang_zh_hans", "zh-Hant": "lang_zh_hant", "en": "lang_en"}


async def start(_turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """The first words: short, and straight to what to do. A start code changes nothing."""
    rows: Rows = ((tap("despair"), tap("at_door")), (tap("about"), tap("language")))
    return Answered((Reply("start", {}, rows),))


async def show_help(_turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """Everything that can be done, by taps and by commands."""
    return Answered((Reply("help", {}, ((tap("cases"), tap("channels")), (tap("about"), tap("language")))),))


async def about(turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """Who runs this, what it keeps and what it is not."""
    operator, only = turn.deps.operator, turn.person.answer_only
    rows: Rows = (
        (tap("keep_drafts", "answer_only", "off") if only else tap("answer_only", "answer_only", "on"),),
        (tap("cases"), tap("delete_all")),
    )
    params = {
        "operator": operator.name,
        "contact": operator.contact,
        "place": operator.place,
        "answer_only": only,
    }
    return Answered((Reply("about", params, rows),))


async def language(turn: Turn, _case: Case | None, argument: str) -> Answered:
    """Ask for the language, or set it."""
    if not argument:
        rows = tuple((tap(label, "language", code),) for code, label in _LANGUAGES.items())
        return Answered((Reply("language", {}, rows),))
    if argument not in _LANGUAGES:
        raise NotUnderstoodError
    await people.set_locale(turn.deps.store, turn.person.id, Locale(argument))
    return say("language_set")


async def in_despair(turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """The button or command of somebody who cannot go on."""
    return despair(turn)


async def at_door(turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """The button or command of somebody who is in danger now."""
    return in_progress(turn)


async def is_safe(_turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """She says she is safe."""
    return safe()


async def is_unsafe(turn: Turn, _case: Case | None, _argument: str) -> Answered:
    """She says she is not safe."""
    return unsafe(turn)
