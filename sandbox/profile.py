"""What the bot says about itself: its name, its descriptions, its command menu."""

import re

from sandbox import limits, wire
from sandbox.bot_forms import (
    AskCommands,
    AskText,
    GetChat,
    Scope,
    SetCommands,
    SetDescription,
    SetName,
    SetShortDescription,
)
from sandbox.errors import bad_request
from sandbox.forms import Nothing
from sandbox.records import Command, Person
from sandbox.wire import JsonObject
from sandbox.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators"}
)
_DESCRIPTION = 256
_TEXT_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def get_me(world: World, _form: Nothing) -> JsonObject:
    """The bot, as only it sees itself."""
    abilities = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return {**wire.bot_user(world.bot), **abilities, "can_connect_to_business": False, "has_main_web_app": False}


def get_chat(world: World, form: GetChat) -> JsonObject:
    """The private chat, with what is the same for all chats here."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    general = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return {**wire.chat(world.person(form.chat_id)), **general}


def set_commands(world: World, form: SetCommands) -> bool:
    """The menu for a scope and a language; an empty list removes it."""
    if len(form.commands) > limits.COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for line in form.commands:
        if not _COMMAND.fullmatch(line.command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(line.description) <= _DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    menu = tuple(Command(line.command, line.description) for line in form.commands)
    world.menus.commands[_key(world, form)] = menu
    return _told(world)


def get_commands(world: World, form: AskCommands) -> list[JsonObject]:
    """Exactly what was set for the scope and the language."""
    return [wire.command(line) for line in world.menus.commands.get(_key(world, form), ())]


def delete_commands(world: World, form: AskCommands) -> bool:
    """Remove the menu of a scope and a language; the next wider one shows through."""
    world.menus.commands.pop(_key(world, form), None)
    return _told(world)


def _key(world: World, form: AskCommands) -> str:
    scope = form.scope or Scope()
    if scope.type not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if scope.chat_id is not None:
        world.person(scope.chat_id)
    return _menu_key(scope.type, scope.chat_id, _language(form.language_code))


def _menu_key(scope: str, chat_id: int | None, language: str) -> str:
    return f"{scope}:{chat_id or ''}:{language}"


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("LANG_CODE_INVALID")
    return code


def menu_for(world: World, person: Person) -> tuple[Command, ...]:
    """What this person sees: the narrowest scope wins, and within it their language before none."""
    language = person.language.partition("-")[0]
    for scope, chat_id in (("chat", person.id), ("all_private_chats", None), ("default", None)):
        for code in (language, ""):
            menu = world.menus.commands.get(_menu_key(scope, chat_id, code))
            if menu:
                return menu
    return ()


def _told(world: World) -> bool:
    for person in world.people.values():
        world.emit("commands", person.id, commands=[wire.command(line) for line in menu_for(world, person)])
    return True


def set_name(world: World, form: SetName) -> bool:
    """The name over the chat."""
    return _set_text(world, "name", form.name, form.language_code)


def set_description(world: World, form: SetDescription) -> bool:
    """The text of an empty chat."""
    return _set_text(world, "description", form.description, form.language_code)


def set_short_description(world: World, form: SetShortDescription) -> bool:
    """The line on the bot's profile."""
    return _set_text(world, "short_description", form.short_description, form.language_code)


def _set_text(world: World, kind: str, text: str, language: str) -> bool:
    if len(text) > _TEXT_LIMITS[kind]:
        raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
    world.menus.texts[f"{kind}:{_language(language)}"] = text
    return True


def get_name(world: World, form: AskText) -> JsonObject:
    """The name in a language, else the general one, else the one it was made with."""
    return {"name": text_for(world, "name", form.language_code) or world.bot.name}


def get_description(world: World, form: AskText) -> JsonObject:
    """The description in a language, else the general one."""
    return {"description": text_for(world, "description", form.language_code)}


def get_short_description(world: World, form: AskText) -> JsonObject:
    """The short description in a language, else the general one."""
    return {"short_description": text_for(world, "short_description", form.language_code)}


def text_for(world: World, kind: str, language: str) -> str:
    """A text about the bot: in the language given (`zh` of `zh-hans`), else the one for all."""
    texts = world.menus.texts
    return texts.get(f"{kind}:{language.partition('-')[0]}") or texts.get(f"{kind}:", "")
