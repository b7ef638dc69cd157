"""Files on their way in and out, albums, and what a person can send besides text."""

import struct
from datetime import UTC, datetime

import pytest

from sandbox.core import Sandbox
from sandbox.errors import ApiError, PersonError
from sandbox.phone import Phone
from sandbox.pictures import image_size, one_pixel, opus_seconds
from sandbox.records import MediaKind, OriginKind, Upload
from tests.sandbox.conftest import Api

MEGABYTE = 1024 * 1024
PNG = one_pixel()
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    + b"\xff\xc0\x00\x11\x08"
    + struct.pack(">HH", 720, 1280)
    + bytes(12)
)
OGG = b"OggS" + bytes(24) + b"OpusHead" + bytes(8) + b"OggS\x00\x04" + struct.pack("<q", 48_000 * 7) + bytes(8)


def picture(name: str = "a.png") -> Upload:
    return Upload(name, PNG, "image/png")


async def test_a_photo_comes_in_sizes_and_the_last_one_is_what_was_sent(api: Api, phone: Phone) -> None:
    phone.uploads([Upload("a.jpg", JPEG, "image/jpeg")], MediaKind.PHOTO, "看 https://a.cn")
    message = (await api.updates())[-1]["message"]
    small, large = message["photo"]
    assert (small["width"], large["width"], large["height"]) == (1, 1280, 720)
    assert message["caption_entities"][0]["type"] == "url"
    found = await api.ok("getFile", file_id=large["file_id"])
    assert (found["file_size"], api.sandbox.download(found["file_path"])) == (len(JPEG), JPEG)


async def test_a_document_keeps_its_name_and_a_voice_message_has_a_length(api: Api, phone: Phone) -> None:
    phone.uploads([Upload("催收录音.txt", b"a", "text/plain")], MediaKind.DOCUMENT)
    phone.uploads([Upload("x.oga", OGG, "audio/ogg")], MediaKind.VOICE)
    document, voice = [update["message"] for update in (await api.updates())[-2:]]
    assert (document["document"]["file_name"], document["document"]["mime_type"]) == ("催收录音.txt", "text/plain")
    assert voice["voice"]["duration"] == 7


async def test_a_file_beyond_20_megabytes_cannot_be_fetched(api: Api, phone: Phone) -> None:
    for size in (20 * MEGABYTE, 20 * MEGABYTE + 1):
        phone.uploads([Upload("a.bin", bytes(size), "application/octet-stream")], MediaKind.DOCUMENT)
    fits, too_big = [update["message"]["document"] for update in (await api.updates())[-2:]]
    await api.ok("getFile", file_id=fits["file_id"])
    told = await api.refused("getFile", 400, file_id=too_big["file_id"])
    assert told == "Bad Request: file is too big"


async def test_an_unknown_file_is_refused(api: Api) -> None:
    assert await api.refused("getFile", 400, file_id="AgAC") == "Bad Request: invalid file_id"
    with pytest.raises(ApiError, match="Not Found"):
        api.sandbox.download("../etc/passwd")


async def test_a_sent_file_can_be_sent_again_by_its_id_but_not_as_another_kind(api: Api, phone: Phone) -> None:
    first = await api.ok("sendDocument", {"document": ("a.zip", b"zip", "application/zip")}, chat_id=phone.id)
    file_id = first["document"]["file_id"]
    again = await api.ok("sendDocument", chat_id=phone.id, document=file_id)
    assert again["document"] == first["document"]
    assert "type of file mismatch" in await api.refused("sendPhoto", 400, chat_id=phone.id, photo=file_id)
    told = await api.refused("sendDocument", 400, chat_id=phone.id, document="https://example.com/a.zip")
    assert told == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_what_is_no_picture_or_too_big_is_refused(api: Api, phone: Phone) -> None:
    told = await api.refused("sendPhoto", 400, {"photo": ("a.jpg", b"text", "image/jpeg")}, chat_id=phone.id)
    assert told == "Bad Request: IMAGE_PROCESS_FAILED"
    heavy = {"photo": ("a.png", PNG + bytes(10 * MEGABYTE), "image/png")}
    assert await api.refused("sendPhoto", 413, heavy, chat_id=phone.id) == "Request Entity Too Large"
    empty = {"document": ("a.txt", b"", "text/plain")}
    assert await api.refused("sendDocument", 400, empty, chat_id=phone.id) == "Bad Request: file must be non-empty"


async def test_a_part_that_no_field_names_is_refused(api: Api, phone: Phone) -> None:
    files = {"doc": ("a.txt", b"a", "text/plain")}
    assert 'the part "doc"' in await api.refused("sendDocument", 400, files, chat_id=phone.id, document="attach://d")
    await api.ok("sendDocument", files, chat_id=phone.id, document="attach://doc")


@pytest.mark.parametrize(
    ("method", "part", "kind"),
    [("sendVoice", "voice", "voice"), ("sendAudio", "audio", "audio"), ("sendVideo", "video", "video")],
)
async def test_sounds_and_films_go_out(api: Api, phone: Phone, method: str, part: str, kind: str) -> None:
    sent = await api.ok(
        method, {part: ("a.ogg", OGG, "audio/ogg")}, chat_id=phone.id, caption="<b>a</b>", parse_mode="HTML"
    )
    assert (sent[kind]["duration"], sent["caption_entities"][0]["type"]) == (7, "bold")


async def test_an_album_of_the_bot_shares_one_group(api: Api, phone: Phone) -> None:
    files = {name: (f"{name}.png", PNG, "image/png") for name in ("a", "b")}
    media = [{"type": "photo", "media": "attach://a", "caption": "一"}, {"type": "photo", "media": "attach://b"}]
    first, second = await api.ok("sendMediaGroup", files, chat_id=phone.id, media=media)
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("一", False)


@pytest.mark.parametrize(
    ("media", "told"),
    [
        ([{"type": "photo", "media": "attach://a"}], "media"),
        ([{"type": "photo", "media": "attach://a"}] * 11, "media"),
        ([{"type": "voice", "media": "attach://a"}] * 2, "wrong type of the media"),
        ([{"type": "photo", "media": "attach://a"}, {"type": "document", "media": "attach://a"}], "can't be mixed"),
    ],
)
async def test_an_album_has_2_to_10_files_that_go_together(
    api: Api, phone: Phone, media: list[dict[str, str]], told: str
) -> None:
    files = {"a": ("a.png", PNG, "image/png")}
    assert told in await api.refused("sendMediaGroup", 400, files, chat_id=phone.id, media=media)


async def test_an_album_of_a_person_comes_as_updates_with_one_group_and_one_caption(api: Api, phone: Phone) -> None:
    phone.uploads([picture() for _ in range(3)], MediaKind.PHOTO, "三张截图")
    messages = [update["message"] for update in (await api.updates())[-3:]]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["三张截图", None, None]


@pytest.mark.parametrize("count", [0, 11])
def test_nobody_can_send_no_file_or_eleven(phone: Phone, count: int) -> None:
    with pytest.raises(PersonError):
        phone.uploads([picture() for _ in range(count)], MediaKind.PHOTO)


WHEN = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "name_at"),
    [
        (OriginKind.USER, ("sender_user", "first_name")),
        (OriginKind.HIDDEN_USER, ("sender_user_name",)),
        (OriginKind.CHAT, ("sender_chat", "title")),
        (OriginKind.CHANNEL, ("chat", "title")),
    ],
)
async def test_a_forward_has_its_kind_of_origin_and_its_first_date(
    api: Api, phone: Phone, kind: OriginKind, name_at: tuple[str, ...]
) -> None:
    phone.sends("还钱", phone.forward_from(kind, "催收王", WHEN))
    message = (await api.updates())[-1]["message"]
    origin = message["forward_origin"]
    assert (origin["type"], origin["date"]) == (kind, int(WHEN.timestamp()))
    name = origin
    for step in name_at:
        name = name[step]
    assert name == "催收王"
    assert message["date"] > origin["date"]


async def test_a_long_paste_is_cut_into_messages(api: Api, phone: Phone) -> None:
    sent = phone.sends("催" * 5000)
    assert [len(message.body.text) for message in sent] == [4096, 904]
    assert [len(update["message"]["text"]) for update in (await api.updates())[-2:]] == [4096, 904]


async def test_a_start_link_carries_its_code(api: Api, box: Sandbox) -> None:
    box.add_person("阿强").start("case_7-a")
    message = (await api.updates())[-1]["message"]
    assert message["text"] == "/start case_7-a"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    with pytest.raises(PersonError):
        box.add_person("阿美").start("a b")


async def test_an_edit_of_a_person_is_an_update_and_a_deletion_is_none(api: Api, phone: Phone) -> None:
    (sent,) = phone.sends("一")
    phone.edits(sent.id, "二")
    phone.deletes(sent.id)
    updates = await api.updates()
    assert [set(update) - {"update_id"} for update in updates] == [{"message"}, {"message"}, {"edited_message"}]
    assert (updates[-1]["edited_message"]["text"], "edit_date" in updates[-1]["edited_message"]) == ("二", True)
    with pytest.raises(PersonError):
        phone.edits(sent.id, "三")


async def test_only_own_typed_messages_can_be_edited(api: Api, phone: Phone) -> None:
    await api.ok("sendMessage", chat_id=phone.id, text="a")
    (forwarded,) = phone.sends("a", phone.forward_from(OriginKind.HIDDEN_USER, "a"))
    for message_id in (2, forwarded.id, 99):
        with pytest.raises(PersonError):
            phone.edits(message_id, "b")


async def test_a_person_who_has_blocked_the_bot_cannot_write(phone: Phone) -> None:
    phone.blocks()
    with pytest.raises(PersonError, match="unblock"):
        phone.sends("a")
    with pytest.raises(PersonError, match="unblock"):
        phone.uploads([picture()], MediaKind.PHOTO)


async def test_a_press_needs_a_button_unless_it_is_forged(api: Api, phone: Phone) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=markup)
    with pytest.raises(PersonError, match="no such button"):
        phone.taps(sent["message_id"], "b")
    phone.taps(sent["message_id"], "b", forged=True)
    assert (await api.updates())[-1]["callback_query"]["data"] == "b"
    with pytest.raises(PersonError):
        phone.taps(1, "a", forged=True)


async def test_a_press_that_nobody_answers_ends_by_itself(api: Api, phone: Phone) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
    sent = await api.ok("sendMessage", chat_id=phone.id, text="a", reply_markup=markup)
    assert await phone.presses(sent["message_id"], "a", patience=0.01) is None


def test_headers_tell_sizes_and_nothing_is_guessed() -> None:
    assert image_size(PNG) == (1, 1)
    assert image_size(JPEG) == (1280, 720)
    assert image_size(b"GIF89a\x02\x00\x03\x00") == (2, 3)
    assert image_size(b"\xff\xd8\xff") is None
    assert image_size(b"text") is None
    assert opus_seconds(b"text") == 0
