"""The HTTP shell: who is let in, what the Bot API takes, what the page gets."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from sandbox.pictures import one_pixel
from sandbox.server import Server, start

TOKEN = "123:abc"
SECRET = "secret-secret"
MEGABYTE = 1024 * 1024


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    running = await start("127.0.0.1:0", SECRET, bot_token=TOKEN)
    yield running
    await running.stop()


@pytest.fixture
async def http(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=server.api_url, trust_env=False) as client:
        yield client


@pytest.fixture
async def mei(http: httpx.AsyncClient) -> str:
    """The path of a person who has started the bot."""
    person = (await http.post(f"/{SECRET}/api/people", json={"name": "小梅", "language": "zh-hans"})).json()
    path = f"/{SECRET}/api/people/{person['id']}"
    assert (await http.post(f"{path}/send", json={"text": "/start"})).status_code == 200
    return path


async def bot(http: httpx.AsyncClient, method: str, **fields: object) -> Any:  # noqa: ANN401  # JSON
    body = (await http.post(f"/bot{TOKEN}/{method}", json=fields)).json()
    assert body["ok"], body
    return body["result"]


@pytest.mark.parametrize("listen", ["0.0.0.0:0", "192.168.0.2:8081", "[::1]:8081", ":8081", "8081", "example.com:80"])
async def test_it_listens_on_this_machine_only(listen: str) -> None:
    with pytest.raises(ValueError, match=r"127\.0\.0\.1"):
        await start(listen, SECRET)


@pytest.mark.parametrize(("secret", "token"), [("short", ""), ("a/b-c-d-e-f", ""), (SECRET, "no token")])
async def test_a_weak_secret_or_a_broken_token_is_refused(secret: str, token: str) -> None:
    with pytest.raises(ValueError, match=r"secret|token"):
        await start("127.0.0.1:0", secret, bot_token=token)


async def test_without_a_secret_one_is_drawn() -> None:
    first, second = await start("localhost:0"), await start("localhost:0")
    assert len(first.url.split("/")[3]) > 20
    assert first.url.split("/")[3] != second.url.split("/")[3]
    await first.stop()
    await second.stop()


PLACES = ["/", f"/{SECRET}/api/people", f"/bot{TOKEN}/getMe", f"/file/bot{TOKEN}/a", f"/{SECRET}/static/main.js"]


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "evil.example:{port}", ""])
async def test_a_wrong_host_is_refused_everywhere(http: httpx.AsyncClient, path: str, host: str) -> None:
    named = host.format(port=http.base_url.port)
    assert (await http.get(path, headers={"Host": named})).status_code in (400, 403)


async def test_both_names_of_this_machine_and_our_own_page_are_let_in(http: httpx.AsyncClient) -> None:
    for name in ("127.0.0.1", "localhost"):
        host = f"{name}:{http.base_url.port}"
        headers = {"Host": host, "Origin": f"http://{host}"}
        assert (await http.get(f"/{SECRET}/api/people", headers=headers)).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
async def test_a_page_of_another_site_is_refused_everywhere(http: httpx.AsyncClient, origin: str) -> None:
    headers = {"Origin": origin.format(port=http.base_url.port)}
    for path in (f"/{SECRET}/api/people", f"/bot{TOKEN}/getMe"):
        assert (await http.post(path, headers=headers, json={})).status_code == 403


@pytest.mark.parametrize("path", ["/", "/wrong-wrong-wrong/", "/wrong/api/people", f"/{SECRET}x/", f"/{SECRET}/api/no"])
async def test_a_wrong_secret_looks_like_any_wrong_way(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)
    assert (answer.status_code, SECRET in answer.text) == (403, False)


async def test_a_token_must_be_the_bots(http: httpx.AsyncClient) -> None:
    for path, code in (("/bot123:abd/getMe", 401), ("/botxyz/getMe", 404), ("/bot123:abd", 404)):
        answer = await http.get(path)
        assert (answer.status_code, answer.json()["ok"], answer.json()["error_code"]) == (code, False, code)
    assert (await http.get("/file/bot123:abd/photos/a.jpg")).status_code == 401


async def test_without_a_configured_token_every_well_formed_one_is_the_bot() -> None:
    running = await start("127.0.0.1:0", SECRET)
    async with httpx.AsyncClient(base_url=running.api_url, trust_env=False) as client:
        assert (await client.get("/bot1:a/getMe")).json()["result"]["is_bot"] is True
        assert (await client.get("/bot1/getMe")).status_code == 404
    await running.stop()


async def test_fields_come_as_json_as_a_form_in_the_address_or_as_multipart(http: httpx.AsyncClient, mei: str) -> None:
    chat_id = mei.rpartition("/")[2]
    call = f"/bot{TOKEN}/sendMessage"
    fields = {"chat_id": chat_id, "text": "<b>你好</b>", "parse_mode": "HTML"}
    answers = [
        await http.post(call, json=fields),
        await http.post(call, data=fields),
        await http.get(call, params=fields),
        await http.post(call, data=fields, files={"unused": (None, "")}),
    ]
    assert [answer.status_code for answer in answers[:3]] == [200] * 3
    assert {answer.json()["result"]["text"] for answer in answers[:3]} == {"你好"}
    assert 'unknown field "unused"' in answers[3].json()["description"]


@pytest.mark.parametrize("body", ["{", "[1]", "3", '"a"'])
async def test_a_body_that_is_no_json_object_is_a_400(http: httpx.AsyncClient, body: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await http.post(f"/bot{TOKEN}/sendMessage", content=body, headers=headers)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


async def test_a_fault_is_logged_without_words_token_or_secret(
    server: Server, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_args: object) -> None:
        raise RuntimeError("what somebody wrote")

    monkeypatch.setattr(server.sandbox, "call", broken)
    answer = await http.post(f"/bot{TOKEN}/sendMessage", json={})
    assert (answer.status_code, answer.json()["error_code"]) == (500, 500)
    assert "RuntimeError at broken" in caplog.text
    assert not any(word in caplog.text + answer.text for word in ("wrote", TOKEN, SECRET))


async def test_a_file_goes_up_and_comes_down_by_its_path(http: httpx.AsyncClient, mei: str) -> None:
    files = {"document": ("证据.zip", b"PK\x03\x04", "application/zip")}
    fields = {"chat_id": mei.rpartition("/")[2], "caption": "证据"}
    sent = (await http.post(f"/bot{TOKEN}/sendDocument", data=fields, files=files)).json()["result"]
    assert sent["document"]["file_name"] == "证据.zip"
    found = await bot(http, "getFile", file_id=sent["document"]["file_id"])
    answer = await http.get(f"/file/bot{TOKEN}/{found['file_path']}")
    assert (answer.content, answer.headers["Content-Type"]) == (b"PK\x03\x04", "application/octet-stream")
    assert (await http.get(f"/file/bot{TOKEN}/documents/none")).status_code == 404


async def test_the_page_comes_with_a_strict_policy(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"/{SECRET}/")
    policy = answer.headers["Content-Security-Policy"]
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert f"ws://127.0.0.1:{http.base_url.port}" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Server" not in answer.headers
    for path in ("../server.py", "%2e%2e/server.py", "..%2fserver.py"):
        assert (await http.get(f"/{SECRET}/static/{path}")).status_code in (403, 404)


async def test_a_person_sends_edits_deletes_and_the_chat_shows_it(http: httpx.AsyncClient, mei: str) -> None:
    origin = {"kind": "hidden_user", "name": "催收王", "date": "2026-11-01T03:00:00Z"}
    assert (await http.post(f"{mei}/send", json={"text": "看 https://a.cn", "forward": origin})).status_code == 200
    assert (await http.post(f"{mei}/edit", json={"message_id": 1, "text": "改"})).status_code == 200
    chat = (await http.get(f"{mei}/chat")).json()
    first, second = chat["messages"]
    assert (first["text"], first["edited"], first["from"]) == ("改", True, "person")
    assert second["forward"] == {"kind": "hidden_user", "name": "催收王", "date": "2026-11-01T03:00:00+00:00"}
    assert second["entities"] == [{"type": "url", "offset": 2, "length": 12}]
    assert (await http.post(f"{mei}/delete", json={"message_id": 1})).status_code == 200
    chat = (await http.get(f"{mei}/chat")).json()
    assert [message["id"] for message in chat["messages"]] == [2]
    assert chat["bot"] == {"name": "Sandbox bot", "username": "sandbox_bot"}


async def test_the_menu_and_the_name_reach_the_page(http: httpx.AsyncClient, mei: str) -> None:
    await bot(http, "setMyCommands", commands=[{"command": "cases", "description": "我的案件"}], language_code="zh")
    await bot(http, "setMyName", name="止扰", language_code="zh")
    chat = (await http.get(f"{mei}/chat")).json()
    assert chat["commands"] == [{"command": "cases", "description": "我的案件"}]
    assert chat["bot"]["name"] == "止扰"


async def test_uploads_become_an_album_and_can_be_looked_at(http: httpx.AsyncClient, mei: str) -> None:
    files = [("files", (f"{name}.png", one_pixel(), "image/png")) for name in "ab"]
    fields = {"as": "photo", "caption": "两张", "forward_kind": "channel", "forward_name": "频道", "forward_date": ""}
    assert (await http.post(f"{mei}/upload", data=fields, files=files)).status_code == 200
    first, second = (await http.get(f"{mei}/chat")).json()["messages"][1:]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["forward"]["name"]) == ("两张", "频道")
    picture = await http.get(f"/{SECRET}/{first['media']['url']}")
    assert (picture.content, picture.headers["Content-Type"]) == (one_pixel(), "image/png")
    assert "Content-Disposition" not in picture.headers


async def test_a_page_that_comes_as_a_file_is_only_ever_saved(http: httpx.AsyncClient, mei: str) -> None:
    evil = {"files": ("a.html", b"<script>1</script>", "text/html")}
    await http.post(f"{mei}/upload", data={"as": "document"}, files=evil)
    media = (await http.get(f"{mei}/chat")).json()["messages"][-1]["media"]
    answer = await http.get(f"/{SECRET}/{media['url']}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("send", {"text": " "}),
        ("send", {"txt": "a"}),
        ("send", {"text": "a", "forward": {"kind": "friend", "name": "a"}}),
        ("edit", {"message_id": 99, "text": "a"}),
        ("press", {"message_id": 1, "data": "a"}),
        ("delete", {"message_id": 99}),
        ("upload", {}),
        ("block", {"blocked": "perhaps"}),
    ],
)
async def test_what_an_app_would_not_do_is_a_400_with_a_reason(
    http: httpx.AsyncClient, mei: str, action: str, fields: dict[str, object]
) -> None:
    answer = await http.post(f"{mei}/{action}", json=fields)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


async def test_an_unknown_person_is_a_400(http: httpx.AsyncClient) -> None:
    assert (await http.get(f"/{SECRET}/api/people/5/chat")).status_code == 400


async def test_more_than_25_megabytes_are_not_carried_in(http: httpx.AsyncClient, mei: str) -> None:
    files = {"files": ("a.bin", bytes(25 * MEGABYTE), "application/octet-stream")}
    assert (await http.post(f"{mei}/upload", data={"as": "document"}, files=files)).status_code == 413


@pytest.mark.parametrize("kind", ["sticker", "location", "poll", "contact"])
async def test_samples_are_sent(http: httpx.AsyncClient, mei: str, kind: str) -> None:
    assert (await http.post(f"{mei}/{kind}", json={})).json()["media"]["type"] == kind


async def test_blocking_shows_in_the_list(http: httpx.AsyncClient, mei: str) -> None:
    await http.post(f"{mei}/block", json={"blocked": True})
    (person,) = (await http.get(f"/{SECRET}/api/people")).json()
    assert (person["name"], person["blocked"]) == ("小梅", True)


async def test_a_press_waits_for_the_answer(http: httpx.AsyncClient, mei: str) -> None:
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]]}
    sent = await bot(http, "sendMessage", chat_id=mei.rpartition("/")[2], text="a", reply_markup=markup)
    press = asyncio.create_task(http.post(f"{mei}/press", json={"message_id": sent["message_id"], "data": "a"}))
    updates = await bot(http, "getUpdates", offset=-1, timeout=5)
    while "callback_query" not in updates[-1]:
        updates = await bot(http, "getUpdates", offset=updates[-1]["update_id"] + 1, timeout=5)
    await bot(http, "answerCallbackQuery", callback_query_id=updates[-1]["callback_query"]["id"], text="好")
    assert (await press).json() == {"text": "好", "show_alert": False}


async def listener(server: Server, origin: str) -> WebSocketClientConnection:
    url = server.url.replace("http://", "ws://") + "api/events"
    return await websocket_connect(HTTPRequest(url, headers={"Origin": origin}))


async def test_events_come_over_the_websocket(server: Server, http: httpx.AsyncClient, mei: str) -> None:
    socket = await listener(server, server.api_url)
    await bot(http, "sendMessage", chat_id=mei.rpartition("/")[2], text="推送")
    async with asyncio.timeout(2):
        event = json.loads(await socket.read_message() or "")
    assert (event["type"], event["message"]["text"]) == ("message", "推送")
    socket.close()


async def test_another_site_cannot_listen(server: Server) -> None:
    with pytest.raises(Exception, match="403"):
        await listener(server, "http://evil.example")


async def test_a_webhook_is_called_over_http(server: Server, http: httpx.AsyncClient, mei: str) -> None:
    got: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()

    async def hook(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        size = next(int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length"))
        await got.put((head, await reader.readexactly(size)))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(hook, "127.0.0.1", 0) as listening:
        url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/hook"
        await bot(http, "setWebhook", url=url, secret_token="s3cret")
        async with asyncio.timeout(5):
            head, body = await got.get()
    assert "X-Telegram-Bot-Api-Secret-Token: s3cret" in head
    assert json.loads(body)["message"]["text"] == "/start"


async def test_chats_survive_only_when_asked(tmp_path: Path) -> None:
    kept = tmp_path / "chats.sqlite"
    running = await start("127.0.0.1:0", SECRET, bot_token=TOKEN, save=kept)
    async with httpx.AsyncClient(base_url=running.api_url, trust_env=False) as client:
        person = (await client.post(f"/{SECRET}/api/people", json={"name": "小梅", "language": "en"})).json()
        path = f"/{SECRET}/api/people/{person['id']}"
        await client.post(f"{path}/send", json={"text": "记得"})
        files = {"files": ("a.png", one_pixel(), "image/png")}
        await client.post(f"{path}/upload", data={"as": "photo"}, files=files)
        before, pending = (await client.get(f"{path}/chat")).json(), await bot(client, "getUpdates")
    await running.stop()
    assert kept.stat().st_mode & 0o077 == 0

    again = await start("127.0.0.1:0", SECRET, bot_token=TOKEN, save=kept)
    async with httpx.AsyncClient(base_url=again.api_url, trust_env=False) as client:
        assert (await client.get(f"{path}/chat")).json() == before
        assert await bot(client, "getUpdates") == pending
        picture = await client.get(f"/{SECRET}/{before['messages'][1]['media']['url']}")
        assert picture.content == one_pixel()
        await client.post(f"{path}/send", json={"text": "再来"})
        assert (await bot(client, "getUpdates"))[-1]["update_id"] == pending[-1]["update_id"] + 1
    await again.stop()
