"""What the bot sends, changes and removes, with every limit that Telegram holds."""

import pytest

from sandbox.core import Sandbox
from sandbox.errors import ApiError, too_many
from sandbox.limits import FloodControl
from sandbox.phone import Phone
from tests.sandbox.conftest import Api, Clock

GONE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(**button: object) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize("text", ["字" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>", "  " + "a" * 4096 + "\n"])
async def test_a_text_may_have_4096_units_after_parsing(api: Api, phone: Phone, text: str) -> None:
    await api.ok("sendMessage", chat_id=phone.id, text=text, parse_mode="HTML")


@pytest.mark.parametrize("text", ["字" * 4097, "😀" * 2048 + "a", "<b>" + "a" * 4097 + "</b>"])
async def test_a_longer_text_is_refused_on_send_and_on_edit(api: Api, phone: Phone, text: str) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a")
    for method, which in (("sendMessage", {}), ("editMessageText", {"message_id": sent["message_id"]})):
        told = await api.refused(method, 400, chat_id=phone.id, text=text, parse_mode="HTML", **which)
        assert told == "Bad Request: message is too long"


async def test_a_caption_may_have_1024_units(api: Api, phone: Phone) -> None:
    files = {"document": ("a.txt", b"a", "text/plain")}
    await api.ok("sendDocument", files, chat_id=phone.id, caption="字" * 1024)
    told = await api.refused("sendDocument", 400, files, chat_id=phone.id, caption="字" * 1025)
    assert told == "Bad Request: message caption is too long"


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>"])
async def test_an_empty_text_is_refused(api: Api, phone: Phone, text: str) -> None:
    told = await api.refused("sendMessage", 400, chat_id=phone.id, text=text, parse_mode="HTML")
    assert told == "Bad Request: message text is empty"


@pytest.mark.parametrize("surrogate", ["\ud83d", '"\\ud83d"'])
async def test_half_a_surrogate_pair_is_refused(api: Api, phone: Phone, surrogate: str) -> None:
    markup = f'{{"inline_keyboard": [[{{"text": {surrogate}, "callback_data": "a"}}]]}}'
    fields = {"text": surrogate} if len(surrogate) == 1 else {"text": "a", "reply_markup": markup}
    told = await api.refused("sendMessage", 400, chat_id=phone.id, **fields)
    assert told == "Bad Request: strings must be encoded in UTF-8"


async def test_callback_data_has_64_bytes_not_letters(api: Api, phone: Phone) -> None:
    for data in ("a" * 64, "字" * 21):
        await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=keyboard(callback_data=data))
    for data in ("a" * 65, "字" * 22, ""):
        markup = keyboard(callback_data=data)
        told = await api.refused("sendMessage", 400, chat_id=phone.id, text="a", reply_markup=markup)
        assert told == "Bad Request: BUTTON_DATA_INVALID"


async def test_copied_text_has_256_letters(api: Api, phone: Phone) -> None:
    await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=keyboard(copy_text={"text": "字" * 256}))
    markup = keyboard(copy_text={"text": "字" * 257})
    told = await api.refused("sendMessage", 400, chat_id=phone.id, text="a", reply_markup=markup)
    assert told == "Bad Request: BUTTON_COPY_TEXT_INVALID"


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (keyboard(), "exactly one action"),
        (keyboard(url="https://a.cn", callback_data="a"), "exactly one action"),
        (keyboard(url="no address"), "Wrong HTTP URL"),
        (keyboard(callback_dat="a"), 'unknown field "reply_markup.inline_keyboard.0.0.callback_dat" in sendMessage'),
        ({"keyboard": [["a"]]}, "reply_markup"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "a"}]] * 101}, "REPLY_MARKUP_TOO_LONG"),
    ],
)
async def test_a_keyboard_that_cannot_be_shown_is_refused(
    api: Api, phone: Phone, markup: dict[str, object], told: str
) -> None:
    assert told in await api.refused("sendMessage", 400, chat_id=phone.id, text="a", reply_markup=markup)


async def test_an_unknown_field_or_method_is_an_error_and_remembered(api: Api, box: Sandbox, phone: Phone) -> None:
    told = await api.refused("sendMessage", 400, chat_id=phone.id, text="a", disable_web_page_preview=True)
    assert told == 'Bad Request: unknown field "disable_web_page_preview" in sendMessage'
    assert await api.refused("sendMesage", 404, chat_id=phone.id, text="a") == "Not Found: method not found"
    assert [misuse.partition(":")[0] for misuse in box.misuses] == ["sendMessage", "sendMesage"]
    await api.ok("SENDMESSAGE", chat_id=phone.id, text="case does not matter")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": "", "text": "a"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 999, "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": "@somebody", "text": "a"}, "Bad Request: chat not found"),
        ({"chat_id": 11}, "Bad Request: message text is empty"),
        ({"chat_id": 11, "text": "a", "parse_mode": "MarkdownV2"}, "Bad Request: unsupported parse_mode"),
        ({"chat_id": 11, "text": "a", "reply_markup": "{"}, "it has to be JSON"),
        ({"chat_id": 11, "text": "a", "reply_markup": "[" * 100_000}, "it has to be JSON"),
        (
            {"chat_id": 11, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
            "Bad Request: ENTITY_BOUNDS_INVALID",
        ),
        (
            {"chat_id": 11, "text": "a", "reply_parameters": {"message_id": 99}},
            "Bad Request: message to be replied not found",
        ),
    ],
)
async def test_a_wrong_field_is_named(api: Api, phone: Phone, fields: dict[str, object], told: str) -> None:
    assert told in await api.refused("sendMessage", 400, **fields)


async def test_a_refused_call_leaves_no_message_and_no_gap(api: Api, phone: Phone) -> None:
    await api.refused("sendMessage", 400, chat_id=phone.id, text="<b>", parse_mode="HTML")
    await api.refused("sendMessage", 400, chat_id=phone.id, text="a", reply_parameters={"message_id": 99})
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a")
    assert sent["message_id"] == 2
    assert len(phone.messages()) == 2


async def test_the_bot_may_not_write_first_nor_to_whom_has_blocked_it(api: Api, box: Sandbox, phone: Phone) -> None:
    stranger = box.add_person("路人")
    told = await api.refused("sendMessage", 403, chat_id=stranger.id, text="a")
    assert told == "Forbidden: bot can't initiate conversation with a user"
    phone.blocks()
    for method in ("sendMessage", "sendChatAction"):
        fields = {"text": "a"} if method == "sendMessage" else {"action": "typing"}
        assert await api.refused(method, 403, chat_id=phone.id, **fields) == "Forbidden: bot was blocked by the user"
    phone.blocks(blocked=False)
    await api.ok("sendMessage", chat_id=phone.id, text="a")


async def test_blocking_is_told_to_the_bot(api: Api, phone: Phone) -> None:
    phone.blocks()
    change = (await api.updates())[-1]["my_chat_member"]
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")


async def test_an_edit_changes_text_and_buttons_and_without_buttons_removes_them(api: Api, phone: Phone) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=keyboard(callback_data="a"))
    edited = await api.ok("editMessageText", chat_id=phone.id, message_id=sent["message_id"], text="b")
    assert (edited["text"], edited.get("reply_markup"), "edit_date" in edited) == ("b", None, True)
    assert phone.messages()[-1].body.text == "b"


async def test_an_edit_that_changes_nothing_is_refused(api: Api, phone: Phone) -> None:
    markup = keyboard(callback_data="a")
    sent = await api.ok("sendMessage", chat_id=phone.id, text="<b>a</b>", parse_mode="HTML", reply_markup=markup)
    same = {"chat_id": phone.id, "message_id": sent["message_id"], "reply_markup": markup}
    for method, fields in (
        ("editMessageText", {"text": "<b>a</b>", "parse_mode": "HTML"}),
        ("editMessageReplyMarkup", {}),
    ):
        told = await api.refused(method, 400, **same, **fields)
        assert told.startswith("Bad Request: message is not modified: specified new message content")
    await api.ok("editMessageText", text="a", **same)


@pytest.mark.parametrize(
    ("method", "fields", "told"),
    [
        ("editMessageText", {"message_id": 99, "text": "a"}, "message to edit not found"),
        ("editMessageText", {"message_id": 1, "text": "a"}, "message can't be edited"),
        ("editMessageText", {"message_id": 2, "text": "a"}, "there is no text in the message to edit"),
        ("editMessageCaption", {"message_id": 3, "caption": "a"}, "there is no caption in the message to edit"),
        ("deleteMessage", {"message_id": 99}, "message to delete not found"),
    ],
)
async def test_what_cannot_be_edited_or_deleted_says_why(
    api: Api, phone: Phone, method: str, fields: dict[str, object], told: str
) -> None:
    await api.ok("sendDocument", {"document": ("a.txt", b"a", "text/plain")}, chat_id=phone.id)
    await api.ok("sendMessage", chat_id=phone.id, text="a")
    assert await api.refused(method, 400, chat_id=phone.id, **fields) == f"Bad Request: {told}"


async def test_a_caption_can_be_edited_and_removed(api: Api, phone: Phone) -> None:
    sent = await api.ok("sendDocument", {"document": ("a", b"a", "text/plain")}, chat_id=phone.id, caption="a")
    which = {"chat_id": phone.id, "message_id": sent["message_id"]}
    assert (await api.ok("editMessageCaption", caption="b", **which))["caption"] == "b"
    assert "caption" not in await api.ok("editMessageCaption", **which)


async def test_messages_of_both_sides_can_be_deleted_for_48_hours(api: Api, clock: Clock, phone: Phone) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a")
    clock.advance(hours=47, minutes=59)
    assert await api.ok("deleteMessage", chat_id=phone.id, message_id=1) is True
    clock.advance(minutes=1)
    told = await api.refused("deleteMessage", 400, chat_id=phone.id, message_id=sent["message_id"])
    assert told == "Bad Request: message can't be deleted for everyone"


async def test_deleting_many_passes_over_what_is_gone_or_old(api: Api, clock: Clock, phone: Phone) -> None:
    clock.advance(hours=50)
    await api.ok("sendMessage", chat_id=phone.id, text="a")
    assert await api.ok("deleteMessages", chat_id=phone.id, message_ids=[1, 2, 99]) is True
    assert [message.id for message in phone.messages()] == [1]
    assert "message_ids" in await api.refused("deleteMessages", 400, chat_id=phone.id, message_ids=list(range(101)))


async def test_a_press_reaches_the_bot_and_its_answer_the_person(api: Api, phone: Phone) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=keyboard(callback_data="v1|go"))
    query_id = phone.taps(sent["message_id"], "v1|go")
    query = (await api.updates())[-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "v1|go", phone.id)
    assert query["message"]["message_id"] == sent["message_id"]
    assert query["chat_instance"] == phone.person.chat_instance
    await api.ok("answerCallbackQuery", callback_query_id=query_id, text="好", show_alert=True)
    answer = phone.answer_to(query_id)
    assert answer is not None
    assert (answer.text, answer.show_alert) == ("好", True)


async def test_a_query_is_answered_once_soon_and_briefly(api: Api, clock: Clock, phone: Phone) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=keyboard(callback_data="a"))
    first, second = phone.taps(sent["message_id"], "a"), phone.taps(sent["message_id"], "a")
    assert "MESSAGE_TOO_LONG" in await api.refused("answerCallbackQuery", 400, callback_query_id=first, text="字" * 201)
    await api.ok("answerCallbackQuery", callback_query_id=first)
    assert await api.refused("answerCallbackQuery", 400, callback_query_id=first) == GONE
    clock.advance(minutes=5)
    assert await api.refused("answerCallbackQuery", 400, callback_query_id=second) == GONE
    assert await api.refused("answerCallbackQuery", 400, callback_query_id="1") == GONE


async def test_a_refusal_on_demand_comes_as_often_as_ordered(api: Api, box: Sandbox, phone: Phone) -> None:
    box.refuse_next(too_many(7), method="sendMessage", times=2)
    box.refuse_next(ApiError(502, "Bad Gateway"), method="getMe")
    for _ in range(2):
        status, body = await box.call("sendMessage", {"chat_id": phone.id, "text": "a"})
        assert (status, body["parameters"]) == (429, {"retry_after": 7})
        assert body["description"] == "Too Many Requests: retry after 7"
    await api.ok("sendMessage", chat_id=phone.id, text="a")
    await api.refused("getMe", 502)
    await api.ok("getMe")


async def test_flood_control_lets_a_burst_through_and_then_one_a_second(api: Api, clock: Clock, box: Sandbox) -> None:
    box.flood = FloodControl()
    phone = box.add_person("小梅")
    phone.start()
    for _ in range(5):
        await api.ok("sendMessage", chat_id=phone.id, text="a")
    status, body = await box.call("sendMessage", {"chat_id": str(phone.id), "text": "a"})
    assert status == 429
    clock.advance(seconds=body["parameters"]["retry_after"])
    await api.ok("sendMessage", chat_id=phone.id, text="a")


async def test_flood_control_counts_all_chats_together(api: Api, clock: Clock, box: Sandbox) -> None:
    box.flood = FloodControl()
    people = [box.add_person(f"p{number}") for number in range(31)]
    for person in people:
        person.start()
    for person in people[:30]:
        await api.ok("sendMessage", chat_id=person.id, text="a")
    await api.refused("sendMessage", 429, chat_id=people[30].id, text="a")
    clock.advance(seconds=1)
    await api.ok("sendMessage", chat_id=people[30].id, text="a")


async def test_a_forward_names_its_first_author_and_a_copy_nobody(api: Api, box: Sandbox, phone: Phone) -> None:
    other = box.add_person("阿强")
    other.start()
    which = {"chat_id": other.id, "from_chat_id": phone.id, "message_id": 1}
    forwarded = await api.ok("forwardMessage", **which)
    assert forwarded["forward_origin"]["sender_user"]["id"] == phone.id
    again = await api.ok("forwardMessage", chat_id=phone.id, from_chat_id=other.id, message_id=forwarded["message_id"])
    assert again["forward_origin"] == forwarded["forward_origin"]
    copied = await api.ok("copyMessage", **which)
    assert list(copied) == ["message_id"]
    assert other.messages()[-1].forward is None


async def test_a_reply_shows_what_it_replies_to(api: Api, phone: Phone) -> None:
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_parameters='{"message_id": 1}')
    assert sent["reply_to_message"]["text"] == "/start"
    careless = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await api.ok("sendMessage", chat_id=phone.id, text="a", reply_parameters=careless)
