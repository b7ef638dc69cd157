"""What a handler is given: the dependencies and the words, on PTB's own context."""

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from telegram.ext import Application, CallbackContext, ContextTypes, ExtBot

from cases.deps import Deps
from templates import Templates


@dataclass(frozen=True, slots=True)
class BotData:
    """Set once by the wiring, before the first update."""

    deps: Deps
    templates: Templates


Nothing: TypeAlias = dict[Any, Any]


class Context(CallbackContext["ExtBot[None]", Nothing, Nothing, BotData]):
    """PTB's context with one short way to the dependencies. user_data and chat_data stay unused."""

    @property
    def deps(self) -> Deps:
        """The dependencies of every use case."""
        return self.bot_data.deps


Types: TypeAlias = "ContextTypes[Context, Nothing, Nothing, BotData]"


def context_types(data: BotData) -> Types:
    """PTB's own types with our context, and with the one record that every handler sees."""
    # PTB asks for a type and calls it once; a call that gives the record is all it needs.
    return ContextTypes(context=Context, bot_data=cast("type[BotData]", lambda: data))


App: TypeAlias = "Application[ExtBot[None], Context, Nothing, Nothing, BotData, None]"
