"""The methods that change and remove messages, and the answer to a press."""

from dataclasses import replace

from sandbox import compose, limits
from sandbox.bot_forms import AnswerCallback
from sandbox.errors import bad_request
from sandbox.message_forms import DeleteMessages, EditCaption, EditMarkup, EditText, Pointed
from sandbox.records import CallbackAnswer, Message
from sandbox.wire import JsonObject
from sandbox.world import World

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_text(world: World, form: EditText) -> JsonObject:
    """Another text; without a keyboard in the call the old one goes."""
    old = _own(world, form)
    if not old.body.text or old.attachment is not None:
        raise bad_request("there is no text in the message to edit")
    preview = compose.preview(form.link_preview_options)
    new = replace(old, body=compose.text_of(form), keyboard=compose.keyboard(form.reply_markup), preview=preview)
    return _changed(world, old, replace(new, edited_at=world.now()))


def edit_caption(world: World, form: EditCaption) -> JsonObject:
    """Another caption; an empty one removes it."""
    old = _own(world, form)
    if old.attachment is None:
        raise bad_request("there is no caption in the message to edit")
    new = replace(old, body=compose.caption_of(form), keyboard=compose.keyboard(form.reply_markup))
    return _changed(world, old, replace(new, edited_at=world.now()))


def edit_markup(world: World, form: EditMarkup) -> JsonObject:
    """Other buttons or none; the message does not count as edited by that."""
    old = _own(world, form)
    return _changed(world, old, replace(old, keyboard=compose.keyboard(form.reply_markup)))


def _own(world: World, form: Pointed) -> Message:
    world.reachable(form.chat_id)
    found = world.message(form.chat_id, form.message_id, "message to edit")
    if not found.by_bot or found.forward is not None:
        raise bad_request("message can't be edited")
    return found


def _changed(world: World, old: Message, new: Message) -> JsonObject:
    if (old.body, old.keyboard, old.preview) == (new.body, new.keyboard, new.preview):
        raise bad_request(_UNCHANGED)
    return world.change(new)


def delete_message(world: World, form: Pointed) -> bool:
    """Remove one message of either side, for both, within 48 hours."""
    found = world.message(form.chat_id, form.message_id, "message to delete")
    if not _is_young(world, found):
        raise bad_request("message can't be deleted for everyone")
    world.remove(found)
    return True


def delete_messages(world: World, form: DeleteMessages) -> bool:
    """Remove up to 100; those that are not there or too old are passed over."""
    messages = world.chats[world.person(form.chat_id).id].messages
    found = [messages[message_id] for message_id in set(form.message_ids) if message_id in messages]
    for message in found:
        if _is_young(world, message):
            world.remove(message)
    return True


def _is_young(world: World, message: Message) -> bool:
    return world.now() - message.date < limits.DELETABLE_FOR


def answer_callback(world: World, form: AnswerCallback) -> bool:
    """Stop the spinner on the pressed button, with a line of up to 200 characters or without."""
    query = world.open_query(form.callback_query_id)
    if len(form.text or "") > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = CallbackAnswer(form.text or None, form.show_alert)
    query.answered.set()
    world.emit("answer", query.person_id, query_id=form.callback_query_id, text=form.text, show_alert=form.show_alert)
    return True
