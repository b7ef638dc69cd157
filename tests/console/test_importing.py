"""A folder of exports becomes a table, a page and a manifest, and nothing of the folder changes."""

import argparse
import csv
import functools
import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import templates
from cases.reading import Offline
from console import importing
from evidence.exports.limits import BYTES
from evidence.readers import UnreadableError, Why
from model.errors import SettingsError
from model.imported import ImportedKind, ImportedRow
from model.locale import Locale
from model.reading import Line, Page
from tests.console.test_command_line import bot
from tests.evidence.exports_made import CALLS, PHONE_TOOL, SMS_BACKUP, zipped

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
WORDING = templates.load()
PNG = b"\x89PNG\r\n\x1a\n"
THREAT = "2026-11-20 23:10 13800000000 =今晚不还钱弄死你全家\n2026-11-20 12:10 13800000000 你好\n"


class FakeReader:
    """Reads pictures that end in a text."""

    async def read(self, data: bytes) -> Page:
        if data == PNG:
            raise UnreadableError(Why.DAMAGED)
        return Page(10, 10, 0, (Line(data.removeprefix(PNG).decode(), (0, 0, 9, 9), 0.9),), 0.9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    (made / "deeper").mkdir(parents=True)
    (made / "sms.xml").write_bytes(SMS_BACKUP.encode())
    (made / "deeper" / "again.zip").write_bytes(zipped({"sms.xml": SMS_BACKUP.encode()}))
    (made / "calls.xml").write_bytes(CALLS.encode())
    (made / "phone.csv").write_bytes(PHONE_TOOL.encode("gb18030"))
    (made / "lines.txt").write_bytes(THREAT.encode())
    (made / ".hidden").write_bytes(b"x")
    return made


def asked(folder: Path, out: Path, *, force: bool = False, language: Locale = Locale.ZH_HANS) -> argparse.Namespace:
    return argparse.Namespace(folder=folder, out=out, force=force, language=language)


async def run(
    reader: Offline, given: argparse.Namespace, pictures: FakeReader | None = None, progress: io.StringIO | None = None
) -> int:
    return await importing.run(given, lambda: reader, WORDING, progress or io.StringIO(), now=NOW, pictures=pictures)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


async def test_every_row_stands_in_the_table_once_in_the_order_of_time(
    reader: Offline, folder: Path, tmp_path: Path
) -> None:
    assert await run(reader, asked(folder, tmp_path / "out")) == 0
    table = rows(tmp_path / "out" / "messages.csv")
    assert len(table) == 4 + 6 + 2 + 2
    assert [row["at"] for row in table] == sorted(row["at"] for row in table)
    threat = next(row for row in table if "弄死" in row["text"])
    assert (threat["text"], threat["night"]) == ("'=今晚不还钱弄死你全家", "yes")
    assert "threat_family" in threat["labels"] or "threat_person" in threat["labels"]
    assert (threat["number"], threat["file"], threat["line"]) == ("13800000000", "lines.txt", "1")


async def test_no_cell_of_the_table_is_a_formula(reader: Offline, folder: Path, tmp_path: Path) -> None:
    await run(reader, asked(folder, tmp_path / "out"))
    cells = [cell for row in rows(tmp_path / "out" / "messages.csv") for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


async def test_the_manifest_names_every_input_and_output_by_its_digest(
    reader: Offline, folder: Path, tmp_path: Path
) -> None:
    await run(reader, asked(folder, tmp_path / "out"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    digests = {entry["name"]: entry["sha256"] for entry in manifest["inputs"]}
    assert digests == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("[!.]*")
        if path.is_file()
    }
    for entry in manifest["outputs"]:
        assert hashlib.sha256((tmp_path / "out" / entry["name"]).read_bytes()).hexdigest() == entry["sha256"]
    assert manifest["lexicon"] == reader.classifier.digest
    assert manifest["counts"]["doubled"] == 4


@pytest.mark.parametrize("language", list(Locale))
async def test_the_page_counts_and_quotes_nothing(
    reader: Offline, folder: Path, tmp_path: Path, language: Locale
) -> None:
    await run(reader, asked(folder, tmp_path / "out", language=language))
    page = (tmp_path / "out" / "summary.html").read_text("utf-8")
    assert "弄死" not in page
    for word in ("13800000000", "2026-11-22 10:00", "deeper/again.zip"):
        assert word in page


async def test_the_same_folder_gives_the_same_bytes(reader: Offline, folder: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        await run(reader, asked(folder, tmp_path / name))
    for file in ("messages.csv", "summary.html", "manifest.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


async def test_a_record_is_replaced_only_by_force_and_is_never_its_own_input(
    reader: Offline, folder: Path, tmp_path: Path
) -> None:
    given = asked(folder, folder / "record.csv")
    assert await run(reader, given) == 0
    before = {path.name: path.read_bytes() for path in folder.glob("record*")}
    assert set(before) == {"record.csv", "record.html", "record.manifest.json"}
    with pytest.raises(SettingsError, match="--force"):
        await run(reader, given)
    assert await run(reader, asked(folder, folder / "record.csv", force=True)) == 0
    assert {path.name: path.read_bytes() for path in folder.glob("record*")} == before


async def test_what_cannot_be_read_is_named_and_the_rest_is_read(reader: Offline, folder: Path, tmp_path: Path) -> None:
    (folder / "broken.xml").write_bytes(SMS_BACKUP.encode()[:-30])
    (folder / "picture.jpg").write_bytes(PNG)
    (folder / "large.csv").write_bytes(b"a" * (BYTES + 1))
    assert await run(reader, asked(folder, tmp_path / "out")) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    states = {entry["name"]: entry["state"] for entry in manifest["inputs"]}
    assert (states["broken.xml"], states["picture.jpg"], states["large.csv"]) == ("broken", "picture", "too_big")
    assert (states["sms.xml"], manifest["counts"]["unread"]) == ("read", 3)
    assert "图片，没有读" in (tmp_path / "out" / "summary.html").read_text("utf-8")


async def test_pictures_are_read_where_there_is_something_to_read_them_with(
    reader: Offline, folder: Path, tmp_path: Path
) -> None:
    (folder / "read.png").write_bytes(PNG + "今晚不还钱弄死你".encode())
    (folder / "unreadable.png").write_bytes(PNG)
    assert await run(reader, asked(folder, tmp_path / "out"), FakeReader()) == 1
    (found,) = [row for row in rows(tmp_path / "out" / "messages.csv") if row["file"] == "read.png"]
    assert (found["at"], found["number"], found["text"]) == ("", "", "今晚不还钱弄死你")


async def test_progress_is_told_beside_the_result(reader: Offline, folder: Path, tmp_path: Path) -> None:
    progress = io.StringIO()
    await run(reader, asked(folder, tmp_path / "out"), progress=progress)
    assert "reading 5 of 5" in progress.getvalue()
    assert "14 rows from 5 files" in progress.getvalue()


async def test_an_empty_folder_and_one_that_is_none_are_told(reader: Offline, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert await run(reader, asked(tmp_path / "empty", tmp_path / "out")) == 1
    with pytest.raises(SettingsError, match="FOLDER"):
        await run(reader, asked(tmp_path / "nothing", tmp_path / "out2"))
    with pytest.raises(SettingsError, match="--out"):
        await run(reader, asked(tmp_path / "empty", tmp_path / "out.docx"))


def test_several_processes_come_to_the_same_opinions(reader: Offline, tmp_path: Path) -> None:
    texts = ["今晚不还钱弄死你", "你好", "您的账单已到期，请按时还款", "再不还就上你家"]
    some = [ImportedRow(ImportedKind.SMS, "1", None, None, True, text, None, None, n) for n, text in enumerate(texts)]
    shared = importing.classified(some, functools.partial(importing.shipped, tmp_path), io.StringIO(), processes=2)
    alone = importing.classified(some, lambda: reader, io.StringIO(), processes=1)
    assert shared.found == alone.found
    assert (shared.lexicon, len(shared.directory)) == (reader.classifier.digest, len(reader.directory.digest))
    assert "threat_person" in shared.found["今晚不还钱弄死你"].labels


def test_the_command_works_in_a_process_of_its_own(folder: Path, tmp_path: Path) -> None:
    done = bot(tmp_path, "import", str(folder), "--out", "record", "--language", "en")
    assert (done.returncode, done.stdout) == (0, "")
    assert "14 rows" in done.stderr
    assert "<title>Imported record" in (tmp_path / "record" / "summary.html").read_text("utf-8")
