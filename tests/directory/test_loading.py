"""What the loader takes and what it refuses, with file and line."""

import shutil
import time
from pathlib import Path

import pytest

import directory as rooms
from directory import Directory
from directory.loader import _parsed
from directory.tables import DATA
from model.errors import DataError
from tests.directory.conftest import Edit

forget_what_was_read = _parsed.cache_clear
CHANNEL = "channels/c12321.yaml"


def test_the_shipped_directory_holds_every_kind_of_record(shipped: Directory) -> None:
    assert {"shanyin_wecash", "puxin_jinrong", "puxin_hengye"} <= shipped.platforms.keys()
    assert len(shipped.platforms) == 223
    assert len(shipped.channels) == 54 + 32  # bodies of the whole country, bureaus of a place
    assert len(shipped.grounds) == 110
    assert {2025, 2026} == {year.year for year in shipped.holidays.values()}
    assert shipped.routes
    assert shipped.limits
    assert shipped.rejected


def test_loading_and_checking_take_less_than_a_second() -> None:
    forget_what_was_read()
    started = time.process_time()
    assert rooms.check() == ()
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("kind: telecom", "kind: telecom\nphonne: '1'", 3, "phonne"),
        ("kind: telecom", "kind: shop", 2, "kind"),
        ("hours: online", "hours: sometimes", 11, "hours"),
        ("id: c12321\n", "id: c12320\n", 1, "the name of the file"),
        ("  en: 12321 spam report centre\n", "", 3, "name.en"),
        ('phone: "010-12321"', 'phone: "0１0-12321"', 12, "phone"),
        ("web: www.12321.cn", "web: http://www.12321.cn/", 17, "web"),
        ("quality: verified", "quality: [verified", 50, "not readable"),
    ],
)
def test_a_fault_names_the_file_and_the_line(edited: Edit, old: str, new: str, line: int, told: str) -> None:
    root = edited(CHANNEL, old, new)
    with pytest.raises(DataError) as raised:
        rooms.load(local=root)
    assert f"{root / CHANNEL}:{line}:" in str(raised.value)
    assert told in str(raised.value)


def test_a_verified_channel_without_a_source_is_refused(edited: Edit) -> None:
    path = edited(CHANNEL, "sources:", "sources:") / CHANNEL
    head, _, tail = path.read_text().partition("sources:\n")
    path.write_text(head + tail[tail.index("checked_on:", tail.rindex("- title")) :].split("\n", 1)[1])
    with pytest.raises(DataError, match="names a source"):
        rooms.load(local=path.parents[1])


def test_a_platform_without_a_source_is_refused(edited: Edit) -> None:
    path = edited("platforms/icbc.yaml", "sources:", "sources:") / "platforms/icbc.yaml"
    head, _, tail = path.read_text().partition("sources:\n")
    path.write_text(head + "sources: []\n" + tail[tail.rindex("checked_on:") :])
    with pytest.raises(DataError, match=r"icbc\.yaml:\d+: sources"):
        rooms.load(local=path.parents[1])


def test_a_date_that_is_no_date_is_refused(edited: Edit) -> None:
    root = edited("laws/ps_50_1.yaml", "2026-01-01", "2026-13-01")
    with pytest.raises(DataError, match="effective"):
        rooms.load(local=root)


def test_a_file_that_belongs_nowhere_is_refused(edited: Edit) -> None:
    root = edited(CHANNEL, "kind: telecom", "kind: telecom")
    (root / "channels" / "notes.txt").write_text("x")
    with pytest.raises(DataError, match=r"notes\.txt"):
        rooms.load(local=root)


def test_a_missing_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such directory"):
        rooms.load(tmp_path / "nowhere")


def test_numbers_stay_text_and_no_scalar_is_guessed(shipped: Directory) -> None:
    assert shipped.channels["nfra_12378"].phone == "12378"
    assert shipped.limits["quiet_hours"].rule.zh_hans.startswith("22 点")


def test_a_local_record_replaces_the_shipped_one(tmp_path: Path, shipped: Directory) -> None:
    (tmp_path / "channels").mkdir()
    path = tmp_path / CHANNEL
    shutil.copy(DATA / CHANNEL, path)
    path.write_text(path.read_text().replace("010-12321", "020-12321"))
    own = rooms.load(local=tmp_path)
    assert own.channels["c12321"].phone == "020-12321"
    assert len(own.channels) == len(shipped.channels)
    assert own.digest != shipped.digest


def test_local_records_need_not_exist(tmp_path: Path, shipped: Directory) -> None:
    assert rooms.load(local=tmp_path / "nothing").digest == shipped.digest


def test_the_digest_is_the_same_for_the_same_files_and_moves_with_every_change(
    edited: Edit, shipped: Directory
) -> None:
    root = edited(CHANNEL, "kind: telecom", "kind: telecom")
    assert rooms.load(local=root).digest == shipped.digest
    assert len(shipped.digest) == 64
    assert rooms.load(local=edited(CHANNEL, "截图，免费", "截图")).digest != shipped.digest


def test_the_directory_cannot_be_changed(shipped: Directory) -> None:
    with pytest.raises(TypeError):
        shipped.channels["c12321"] = shipped.channels["p110"]  # type: ignore[index]  # the point of the test
    with pytest.raises(ValueError, match="frozen"):
        shipped.channels["c12321"].phone = "110"
