"""The calls of the chat page: what a person sees and does, over HTTP."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from tornado.web import HTTPError

from sandbox import forms, page_form, page_forms, wire
from sandbox.errors import ApiError, PersonError
from sandbox.guard import PAGE_BODY_BYTES, Guarded
from sandbox.phone import Phone
from sandbox.profile import text_for
from sandbox.records import Forward, Person, Upload

F = TypeVar("F", bound=forms.Form)


class PageCall(Guarded):
    """A call of the page; what the app would refuse is a 400 with the reason."""

    def prepare(self) -> None:
        """The door, and the size of what is carried in."""
        super().prepare()
        if len(self.request.body) > PAGE_BODY_BYTES:
            raise HTTPError(413)

    def read(self, form: type[F]) -> F:
        """The JSON body as a form."""
        try:
            given = json.loads(self.request.body or b"{}")
        except (ValueError, RecursionError):
            raise PersonError("the body has to be JSON") from None
        if not isinstance(given, dict):
            raise PersonError("the body has to be an object")
        return forms.read("the page", form, given)

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ANN401  # tornado's signature
        """Translate a refusal of the core."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, PersonError | ApiError):
            self.set_status(400)
            self.finish({"error": str(error)})
        else:
            super().write_error(status_code)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:  # noqa: ANN401  # tornado's signature
        """A refusal is no fault."""
        if not isinstance(value, PersonError | ApiError):
            super().log_exception(typ, value, tb)

    def done(self, body: object) -> None:
        """Answer what was changed."""
        self.house.sandbox.revision += 1
        self.show(body)

    def show(self, body: object) -> None:
        """Answer with JSON."""
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(body, ensure_ascii=False))


def _person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "language": person.language, "blocked": person.blocked}


class PeopleHandler(PageCall):
    """Everybody with a phone."""

    def get(self) -> None:
        """List them."""
        self.show([_person(person) for person in self.house.sandbox.people()])

    def post(self) -> None:
        """Somebody new."""
        form = self.read(page_forms.NewPerson)
        self.done(_person(self.house.sandbox.add_person(form.name, form.language).person))


class ChatHandler(PageCall):
    """One chat as it stands."""

    def get(self, person_id: str) -> None:
        """Everything that the app shows."""
        world, phone = self.house.sandbox.world, self.house.sandbox.phone(int(person_id))
        name = text_for(world, "name", phone.person.language) or world.bot.name
        messages = [page_form.message(message) for message in phone.messages()]
        commands = [wire.command(line) for line in phone.menu()]
        self.show({"messages": messages, "commands": commands, "bot": {"name": name, "username": world.bot.username}})


class ActionHandler(PageCall):
    """What a person does: send, edit, press, delete, block, upload, and the samples."""

    async def post(self, person_id: str, action: str) -> None:
        """Do it; the answer holds what now stands in the chat, where there is something."""
        phone = self.house.sandbox.phone(int(person_id))
        if action == "press":
            self.done(await self._press(phone))
        else:
            self.done(_ACTIONS[action](self, phone))

    async def _press(self, phone: Phone) -> dict[str, object]:
        form = self.read(page_forms.Press)
        answer = await phone.presses(form.message_id, form.data, forged=True)
        if answer is None or answer.text is None:
            return {}
        return {"text": answer.text, "show_alert": answer.show_alert}

    def send(self, phone: Phone) -> object:
        """A text, typed or forwarded."""
        form = self.read(page_forms.Send)
        sent = phone.sends(form.text, _forward(phone, form.forward))
        return {"messages": [page_form.message(message) for message in sent]}

    def upload(self, phone: Phone) -> object:
        """Files, as one message or as an album."""
        fields = {name: values[-1].decode(errors="replace") for name, values in self.request.body_arguments.items()}
        form = forms.read("the page", page_forms.Sending, fields)
        files = [Upload(part.filename, part.body, part.content_type) for part in self.request.files.get("files", ())]
        sent = phone.uploads(files, form.as_, form.caption, _forward(phone, form.origin()))
        return {"messages": [page_form.message(message) for message in sent]}

    def edit(self, phone: Phone) -> object:
        """Another text for an own message."""
        form = self.read(page_forms.Edit)
        return page_form.message(phone.edits(form.message_id, form.text))

    def delete_message(self, phone: Phone) -> object:
        """Gone for both sides."""
        phone.deletes(self.read(page_forms.Pointing).message_id)
        return {}

    def block(self, phone: Phone) -> object:
        """Block the bot or unblock it."""
        return _person(phone.blocks(blocked=self.read(page_forms.Block).blocked))


def _forward(phone: Phone, origin: page_forms.Origin | None) -> Forward | None:
    return phone.forward_from(origin.kind, origin.name, origin.date) if origin else None


_ACTIONS: Mapping[str, Callable[[ActionHandler, Phone], object]] = {
    "send": ActionHandler.send,
    "upload": ActionHandler.upload,
    "edit": ActionHandler.edit,
    "delete": ActionHandler.delete_message,
    "block": ActionHandler.block,
    "sticker": lambda _, phone: page_form.message(phone.sticker()),
    "location": lambda _, phone: page_form.message(phone.sample("location")),
    "contact": lambda _, phone: page_form.message(phone.sample("contact")),
    "poll": lambda _, phone: page_form.message(phone.sample("poll")),
}
ACTIONS = ("press", *_ACTIONS)
