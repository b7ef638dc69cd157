"""The commands on the records: what they print and how they end."""

import argparse
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import pytest

import directory as rooms
from console.directory import add_to, clues_of, run
from directory import Directory
from directory.tables import DATA

CHECKED: Final = date(2026, 11, 21)
Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture(scope="module")
def listed() -> Directory:
    return rooms.load()


@pytest.fixture
def command(listed: Directory) -> Run:
    """Runs a command line as of a day after the check, and gives its status and lines."""

    def invoke(*arguments: str, days: int = 1, directory: Directory | None = None) -> tuple[int, list[str]]:
        parser = argparse.ArgumentParser()
        add_to(parser.add_subparsers(dest="command"))
        out = io.StringIO()
        given = parser.parse_args(["directory", *arguments])
        status = run(given, directory or listed, CHECKED + timedelta(days=days), out)
        return status, out.getvalue().splitlines()

    return invoke


def test_without_a_command_there_is_an_error(command: Run) -> None:
    with pytest.raises(SystemExit):
        command()


def test_the_shipped_records_have_no_fault(command: Run) -> None:
    assert command("check") == (0, ["0 faults"])


def test_a_fault_in_a_local_record_is_told_with_its_file(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "rejected" / "r_95745.yaml"
    path.parent.mkdir()
    path.write_text((DATA / "rejected/r_95745.yaml").read_text().replace("- qifu_360", "- qifu_361"))
    status, lines = command("check", directory=rooms.load(local=tmp_path))
    assert status == 1
    assert lines == [f"{path}:5: there is no qifu_361", "1 faults"]


def test_nothing_is_stale_for_ninety_days(command: Run) -> None:
    assert command("stale", days=90) == (0, ["0 records to check on 2027-02-19"])


def test_what_is_stale_is_a_checklist_with_the_pages_to_look_at(command: Run, listed: Directory) -> None:
    status, lines = command("stale", days=91)
    assert status == 0
    assert lines[-1] == f"{len(listed.channels) + len(listed.platforms)} records to check on 2027-02-20"
    at = lines.index("[ ] c12377  checked 2026-11-21, 91 days ago: old")
    assert lines[at + 1 : at + 4] == [
        "      number  12377",
        "      page    https://www.12377.cn/",
        "      look up 在国家网信办官网找“举报”",
    ]


def test_the_oldest_stands_first(command: Run, tmp_path: Path) -> None:
    path = tmp_path / "channels" / "p96110.yaml"
    path.parent.mkdir()
    text = (DATA / "channels/p96110.yaml").read_text()
    head, _, tail = text.rpartition('checked_on: "2026-11-21"')
    path.write_text(head + 'checked_on: "2026-01-01"' + tail)
    _, lines = command("stale", days=91, directory=rooms.load(local=tmp_path))
    assert lines[0] == "[ ] p96110  checked 2026-01-01, 415 days ago: withheld"


def test_show_tells_sources_days_and_the_quality_of_each_field(command: Run) -> None:
    status, lines = command("show", "nfra_12378", days=100)
    assert status == 0
    assert lines[:2] == ["channels/nfra_12378", "  our facts checked on 2026-11-21 (old on 2027-03-01)"]
    assert "  phone [verified]: 12378" in lines
    assert any(line.startswith("  before [not verified, never shown]: ") for line in lines)
    assert any(line.startswith("  decided: before withheld: no rule was seen") for line in lines)
    assert "    page dated 2023-06-03; our facts checked on 2026-11-21" in lines


def test_an_entry_of_an_unverified_body_is_told_as_never_shown(command: Run) -> None:
    _, lines = command("show", "heimao")
    assert "  web [not verified, never shown]: tousu.sina.com.cn" in lines


def test_show_knows_every_kind_of_record(command: Run) -> None:
    for id_ in ("icbc", "ps_50_1", "quiet_hours", "holiday_2026", "borrower_bank", "r_95745", "h_95055", "cn_44",
                "since_2016", "spelling", "vocabularies"):  # fmt: skip
        assert command("show", id_)[0] == 0, id_


def corrected(folder: Path, day: str = "2026-11-21") -> Path:
    """An operator's own record of a company, checked on a day."""
    path = folder / "platforms" / "zhaolian_xf.yaml"
    path.parent.mkdir()
    head, _, tail = (DATA / "platforms/zhaolian_xf.yaml").read_text().rpartition('checked_on: "2026-11-21"')
    path.write_text(head.replace('number: "95786"', 'number: "0755-95786"') + f'checked_on: "{day}"' + tail)
    return path


def test_show_and_find_use_a_local_record_and_say_whose_it_is(command: Run, tmp_path: Path) -> None:
    path = corrected(tmp_path)
    own, problems = rooms.load_over(tmp_path)
    assert problems == ()
    _, lines = command("show", "zhaolian_xf", directory=own)
    assert lines[1] == f"  local: {path}"
    assert any("0755-95786" in line for line in lines)
    assert "  zhaolian_xf: 0755-95786; checked on 2026-11-21" in command("find", "招联金融逾期", directory=own)[1]
    assert not any("local" in line for line in command("show", "zhaolian_xf")[1])


def test_a_correction_that_is_older_than_the_shipped_record_is_told_and_is_no_fault(
    command: Run, tmp_path: Path
) -> None:
    path = corrected(tmp_path, "2026-11-20")
    own, _ = rooms.load_over(tmp_path)
    status, lines = command("check", directory=own)
    assert (status, lines[-1]) == (0, "0 faults")
    assert lines[0].startswith(f"{path}:")
    assert "warning: the shipped record is newer than your correction (checked 2026-11-21)" in lines[0]
    assert lines[0] in command("stale", directory=own)[1]
    assert any("newer than your correction" in line for line in command("show", "zhaolian_xf", directory=own)[1])


def test_a_local_file_that_cannot_be_used_is_told_everywhere(command: Run, tmp_path: Path) -> None:
    path = corrected(tmp_path)
    path.write_text(path.read_text().replace("licence_type:", "licence:"))
    own, problems = rooms.load_over(tmp_path)
    assert {problem.file for problem in problems} == {str(path)}
    assert command("check", directory=own)[0] == 1
    _, lines = command("show", "zhaolian_xf", directory=own)
    assert lines[1].startswith(f"  {path} is not used")
    assert not any("95786" in line for line in lines if line.startswith("  phone"))
    assert "  zhaolian_xf: 95786; checked on 2026-11-21" not in command("find", "招联金融逾期", directory=own)[1]


def test_version_tells_the_digests_that_answers_keep(command: Run, listed: Directory, tmp_path: Path) -> None:
    corrected(tmp_path)
    own, _ = rooms.load_over(tmp_path)
    _, shipped = command("version")
    status, lines = command("version", directory=own)
    assert status == 0
    assert shipped[0].split() == ["directory", listed.digest]
    assert lines[0].split() == ["directory", own.digest]
    assert lines[1] == shipped[1]
    assert lines[2:] == ["your record    platforms/zhaolian_xf.yaml"]


def test_show_of_nothing_fails(command: Run) -> None:
    assert command("show", "there_is_none") == (1, ["no record there_is_none"])


def test_find_tells_who_and_why_and_where_to_turn(command: Run) -> None:
    status, lines = command("find", "【招联金融】您的好期贷已逾期，请打400-999-9999")
    assert status == 0
    assert lines[0] == "named (via signature; words: 招联金融, 好期贷)"
    assert "warning: 400-999-9999 is passed around falsely" in lines
    assert "  licence type: consumer_finance_company; entity: 招联消费金融股份有限公司" in lines
    assert "  zhaolian_xf: 95786; checked on 2026-11-21" in lines
    assert "  route: nfra_12378 -> fcps_miniapp, nfra_12378" in lines
    assert "  nfra_12378: 12378; checked on 2026-11-21" in lines


def test_find_leads_to_the_bureau_of_the_place(command: Run) -> None:
    _, lines = command("find", "度小满催收")
    assert "  route: local_financial_bureau:重庆 -> lfb_50, gov_12345" in lines


def test_find_says_what_is_old_and_withholds_what_is_too_old(command: Run) -> None:
    assert (
        "  icbc: 95588, 按 9 再按 2 为信用卡; checked on 2026-11-21 (please check before use)"
        in command("find", "工商银行", days=91)[1]
    )
    _, gone = command("find", "工商银行", days=181)
    assert not any("95588" in line for line in gone)
    assert any(line.startswith("  nfra_12378: 12378;") for line in gone)


def test_find_asks_where_several_are_meant_and_says_so_where_nobody_is(command: Run) -> None:
    status, lines = command("find", "平安贷款逾期")
    assert (status, lines[0]) == (0, "ask which (via alias; words: 平安贷款)")
    assert command("find", "今天吃什么") == (1, ["nobody is named (via none; words: nothing)"])


def test_clues_are_read_by_their_form() -> None:
    clues = clues_of("【闪银】请打400-681-6666或登录m.mucfc.com/a，尾号1234")
    assert (clues.signature, clues.numbers, clues.links) == ("闪银", ("400-681-6666",), ("m.mucfc.com/a",))
