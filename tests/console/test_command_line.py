"""The command line as a newcomer uses it: in a process of its own."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.server import start

ROOT = Path(__file__).resolve().parent.parent.parent


def bot(folder: Path, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python bot.py` with nothing of this machine's settings."""
    clean = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "LC_ALL")}
    return subprocess.run(
        [sys.executable, str(ROOT / "bot.py"), *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env=clean | {"KEY_DIR": str(folder / "keys"), "DATA_DIR": str(folder / "data")} | environment,
        check=False,
    )


def test_help_names_the_commands_and_the_settings(tmp_path: Path) -> None:
    done = bot(tmp_path, "--help")
    assert done.returncode == 0
    for word in ("run", "sandbox", "classify", "BOT_TOKEN", "SERVER_PLACE"):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("name", "value"), [("BOT_TOKEN", "nonsense"), ("DATABASE_URL", "mysql://x/y"), ("SANDBOX_LISTEN", "0.0.0.0:80")]
)
def test_a_wrong_setting_is_one_line_and_exit_status_two(tmp_path: Path, name: str, value: str) -> None:
    done = bot(tmp_path, **{name: value})
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"{name}: ")


def test_settings_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=SHOUTING\n")
    done = bot(tmp_path, "classify", given="你好\n")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "LOG_LEVEL")


def test_classify_reads_standard_input_and_files_and_needs_no_key(tmp_path: Path) -> None:
    text = '欠钱不还，臭不要脸的东西\n\n{"text": "你好"}\n{broken\n'
    (tmp_path / "lines.txt").write_text(text, encoding="utf-8")
    from_input, from_file = bot(tmp_path, "classify", given=text), bot(tmp_path, "classify", "lines.txt")
    assert from_input.returncode == from_file.returncode == 1
    assert from_input.stdout == from_file.stdout
    answers = [json.loads(line) for line in from_file.stdout.splitlines()]
    assert [("error" in answer) for answer in answers] == [False, False, False, True]
    assert not (tmp_path / "keys").exists()


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = bot(tmp_path, "classify", "nothing.txt")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = bot(tmp_path, "sandbox", SANDBOX_LISTEN=f"127.0.0.1:{taken.getsockname()[1]}")
    assert done.returncode == 2
    assert done.stderr.startswith("SANDBOX_LISTEN: ")
    assert done.stderr.count("\n") == 1


def test_classify_survives_a_number_that_no_program_takes(tmp_path: Path) -> None:
    done = bot(tmp_path, "classify", given='{"text":"a","n":' + "9" * 5000 + "}\n你好\n")
    assert done.returncode == 1
    assert [("error" in json.loads(line)) for line in done.stdout.splitlines()] == [True, False]
    assert done.stderr == ""


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    done = bot(tmp_path, "run", DATA_DIR=str(tmp_path / "taken"), SANDBOX_LISTEN="127.0.0.1:0")
    assert done.returncode == 2
    assert done.stderr.startswith("DATA_DIR: ")


def test_settings_that_are_no_text_are_one_line(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"OPERATOR_NAME=\xff\xfe\n")
    done = bot(tmp_path, "classify", given="x")
    assert done.returncode == 2
    assert done.stderr.startswith(".env: ")


def test_a_token_that_the_server_refuses_is_one_line(tmp_path: Path) -> None:
    async def refused() -> subprocess.CompletedProcess[str]:
        server = await start("127.0.0.1:0", bot_token="100000001:the-right-token")
        try:
            return await asyncio.to_thread(
                bot, tmp_path, "run", BOT_TOKEN="100000001:a-wrong-token", TELEGRAM_API_URL=server.api_url
            )
        finally:
            await server.stop()

    done = asyncio.run(refused())
    assert done.returncode == 2
    assert done.stderr.startswith("BOT_TOKEN: ")
    assert done.stderr.count("\n") == 1


def test_a_broken_record_of_the_operator_is_one_line_and_a_recall_still_answers(tmp_path: Path) -> None:
    broken = tmp_path / "data" / "directory" / "channels" / "p110.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("id: p110\n")
    done = bot(tmp_path, "directory", "recall", "nfra_12378")
    assert (done.returncode, done.stdout) == (0, "nfra_12378: nobody with a kept case was shown it\n")
    assert f"{broken}:1: " in done.stderr
    assert "not used" in done.stderr
