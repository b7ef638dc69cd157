"""Exports are read for what they are, whatever they are called, and tell nothing that does not stand in them."""

from datetime import UTC, datetime

import pytest

from evidence.exports import CHINA, defused, merged, number_key, read_export, summary
from evidence.exports.times import DayOrder, day_order, parse_duration, parse_time
from model.errors import NotAnExportError
from model.imported import ExportFormat, Imported, ImportedKind, SkipReason
from tests.evidence.exports_made import CALLS, CARRIER_BILL, PHONE_TOOL, SMS_BACKUP, zipped


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def texts(imported: Imported) -> list[str]:
    return [row.text for row in imported.rows]


class TestTheAndroidBackup:
    def test_messages_come_with_number_time_direction_and_every_character(self) -> None:
        read = read_export(SMS_BACKUP.encode(), name="anything.pdf")
        assert read.format is ExportFormat.SMS_BACKUP
        assert texts(read) == ['再不还 "上门" 😀\n等着', "【某某】请还款\ufffd", "不要再发", "彩信里的话"]
        assert [row.other for row in read.rows] == ["+86 138-0000-0000", "1069000000001", "1069000000001", "10690"]
        assert [row.incoming for row in read.rows] == [True, True, False, True]
        assert [row.name for row in read.rows] == [None, "某某", "某某", None]
        assert read.rows[0].at == datetime.fromtimestamp(1795184400, UTC)

    def test_a_draft_is_no_message(self) -> None:
        assert [s.why for s in read_export(SMS_BACKUP.encode(), name="x").skipped] == [SkipReason.NOT_SENT]

    def test_calls_tell_which_way_they_went_and_whether_somebody_spoke(self) -> None:
        calls = read_export(CALLS.encode(), name="x").rows
        assert {row.kind for row in calls} == {ImportedKind.CALL}
        assert [row.incoming for row in calls] == [True, True, True, False, True, True]
        assert [row.connected for row in calls] == [True, False, False, True, False, False]
        assert [row.duration_s for row in calls] == [75, 0, 0, 12, 0, 0]
        assert calls[4].other == ""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    def test_the_bytes_count_and_not_what_the_file_says_of_them(self, encoding: str) -> None:
        assert texts(read_export(SMS_BACKUP.encode(encoding), name="x"))[3] == "彩信里的话"

    def test_halves_of_characters_find_each_other_across_the_pieces_that_are_read(self) -> None:
        bodies = ["&#55357;&#56832;" * (n % 9) + f"&amp;{n}" for n in range(12_000)]
        entries = "".join(f'<sms address="1" date="1795184400000" type="1" body="{body}"/>' for body in bodies)
        read = read_export(f"<smses>{entries}</smses>".encode(), name="x")
        assert texts(read) == ["😀" * (n % 9) + f"&{n}" for n in range(12_000)]

    def test_half_a_character_alone_is_replaced_and_the_rest_stays(self) -> None:
        entry = (
            '<smses><sms address="1" date="1" type="1" body="甲&#55357;乙&#xDE00;丙&#25105;&#xD83D;&#xDE00;"/></smses>'
        )
        assert texts(read_export(entry.encode(), name="x")) == ["甲\ufffd乙\ufffd丙我😀"]


class TestTables:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
    def test_a_table_of_a_phone_tool_is_read_in_every_encoding(self, encoding: str) -> None:
        first, second = read_export(PHONE_TOOL.encode(encoding), name="x").rows
        assert (first.other, first.text, first.at) == ("+8613800000000", '再不还,\n就"上门"', at("2026-11-20 22:10:33"))
        assert (first.incoming, second.incoming, second.other) == (True, False, "某某")
        assert (first.line, second.line) == (2, 4)

    def test_a_formula_is_text_and_is_defused_only_when_it_is_written(self) -> None:
        assert texts(read_export(PHONE_TOOL.encode(), name="x"))[1] == "=1+1"
        assert [defused(cell) for cell in ("=1+1", "+86", "-1", "@a", "\tx", " =1", "＝1", "还钱", "")] == [
            *("'=1+1", "'+86", "'-1", "'@a", "'\tx", "' =1", "'＝1", "还钱", "")
        ]

    def test_a_bill_of_a_carrier_is_a_list_of_calls_under_its_title(self) -> None:
        calls = read_export(CARRIER_BILL.encode("gbk"), name="x").rows
        assert [(c.kind, c.duration_s, c.incoming, c.connected) for c in calls] == [
            (ImportedKind.CALL, 80, True, True),
            (ImportedKind.CALL, 32, False, True),
            (ImportedKind.CALL, None, True, False),
        ]

    def test_columns_without_names_are_known_by_their_cells_and_commas_in_the_text_stay(self) -> None:
        table = (
            "13800000000,2026-11-20 22:10,你欠的钱,什么时候还\n1069000000001,2026/11/20 下午3:05,再不还就打给你爸妈\n"
        )
        first, second = read_export(table.encode(), name="x").rows
        assert (first.other, first.text) == ("13800000000", "你欠的钱,什么时候还")
        assert second.at == at("2026-11-20 15:05:00")

    def test_day_and_time_of_day_may_stand_in_two_columns(self) -> None:
        table = "日期;时间;号码;内容\n2026-11-20;22:10;13800000000;还钱\n2026-11-21;;13800000000;还钱\n"
        first, second = read_export(table.encode(), name="x").rows
        assert (first.at, second.at) == (at("2026-11-20 22:10:00"), None)

    def test_the_order_of_days_is_told_by_the_whole_column_or_not_at_all(self) -> None:
        rows = [f"number,date,text\n{n},03/04/2026 10:00,hello there" for n in (13800000000,)]
        assert read_export(rows[0].encode(), name="x").rows[0].at is None
        told = rows[0] + "\n13800000000,25/04/2026 10:00,hello there\n"
        assert read_export(told.encode(), name="x").rows[0].at == at("2026-04-03 10:00:00")

    def test_a_quotation_mark_that_never_closes_does_not_swallow_the_rest(self) -> None:
        body = "".join(f"13800000000,2026-11-20 22:10,再不还就上门{n}\n" for n in range(6000))
        table = f'号码,时间,内容\n13800000000,2026-11-20 22:09,"他说\n{body}'
        assert len(read_export(table.encode(), name="x").rows) > 5900


class TestLines:
    def test_time_and_number_in_front_are_read_and_a_day_in_the_message_is_not(self) -> None:
        lines = "[2026-11-20 22:10] 10690001: 你再不还钱\n\n2026-11-20 22:10:10 13800000000 试试看\n11月20日前还款，否则上门\n"
        rows = read_export(lines.encode(), name="x").rows
        assert [(r.other, r.at, r.text, r.line) for r in rows] == [
            ("10690001", at("2026-11-20 22:10:00"), "你再不还钱", 1),
            ("13800000000", at("2026-11-20 22:10:10"), "试试看", 3),
            ("", None, "11月20日前还款，否则上门", 4),
        ]
        assert {r.incoming for r in rows} == {None}

    def test_a_number_at_the_beginning_of_one_message_among_many_is_part_of_it(self) -> None:
        rows = read_export("95000 是我们的电话\n还钱\n快还\n".encode(), name="x").rows
        assert [(r.other, r.text) for r in rows] == [("", "95000 是我们的电话"), ("", "还钱"), ("", "快还")]


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "iso"),
        [
            ("1795184400000", "2026-11-20T22:20:00+08:00"),
            ("1795184400", "2026-11-20T22:20:00+08:00"),
            ("2026年11月20日 晚上10:10", "2026-11-20T22:10:00+08:00"),
            ("2026/11/20 上午12:05:06", "2026-11-20T00:05:06+08:00"),
            ("Nov 20, 2026 10:10:33 PM", "2026-11-20T22:10:33+08:00"),
            ("20 November 2026 22:10", "2026-11-20T22:10:00+08:00"),
            ("11/20/2026 10:10 PM", "2026-11-20T22:10:00+08:00"),
            ("2026-11-20T14:10:33.123Z", "2026-11-20T22:10:33+08:00"),
            ("2026-11-20 09:10:33 -0500", "2026-11-20T22:10:33+08:00"),
            ("2026-11-20 星期五 22:10", "2026-11-20T22:10:00+08:00"),
            ("20261120221033", "2026-11-20T22:10:33+08:00"),
        ],
    )
    def test_a_time_is_read_in_the_ways_in_which_tools_write_it(self, text: str, iso: str) -> None:
        assert parse_time(text) == datetime.fromisoformat(iso)

    @pytest.mark.parametrize(
        "text", ["2026-11-20", "03/04/2026 10:00", "2026-13-01 10:00", "2026-11-20 25:00", "2026-11-20 晚上12:00",
                 "2026-11-20 10:00 +99:00", "1970-01-01 10:00", "昨天 22:10", "", "9" * 60]
    )  # fmt: skip
    def test_what_is_no_instant_or_may_be_two_is_none(self, text: str) -> None:
        assert parse_time(text) is None

    def test_a_column_that_contradicts_itself_has_no_order(self) -> None:
        assert day_order(["25/04/2026", "04/25/2026"]) is None
        assert day_order(["04/25/2026 1:00"]) is DayOrder.MONTH_FIRST

    @pytest.mark.parametrize(
        ("text", "seconds"),
        [
            ("75", 75),
            ("1:15", 75),
            ("01:01:15", 3675),
            ("1分15秒", 75),
            ("1小时", 3600),
            ("2m 3s", 123),
            ("很久", None),
        ],
    )
    def test_a_duration_is_read_in_seconds(self, text: str, seconds: int | None) -> None:
        assert parse_duration(text) == seconds


class TestCounting:
    def test_two_spellings_of_a_number_are_one_sender_and_two_names_are_two(self) -> None:
        assert number_key("+86 138-0000-0000") == number_key("0086(138)00000000") == "13800000000"
        assert number_key("王 某") != number_key("王某")

    def test_the_summary_counts_what_came_in_and_by_night_and_apart_what_went_out(self) -> None:
        found = {(s.other, s.kind): s for s in summary(read_export(SMS_BACKUP.encode(), name="x"))}
        company = found[("1069000000001", ImportedKind.SMS)]
        assert (company.count, company.own, company.nights, company.name) == (1, 1, 0, "某某")
        assert found[("+86 138-0000-0000", ImportedKind.SMS)].nights == 1

    def test_night_begins_at_ten_and_ends_at_eight_in_china(self) -> None:
        lines = "".join(
            f"2026-11-20 {clock} 10690001 还钱\n" for clock in ("21:59:59", "22:00:00", "07:59:59", "08:00:00")
        )
        assert [s.nights for s in summary(read_export(lines.encode(), name="x"))] == [2]

    def test_the_same_message_in_two_exports_counts_once_even_where_one_of_them_writes_no_seconds(self) -> None:
        exact = "号码,时间,内容\n13800000000,2026-11-20 22:10:31,还钱\n13800000000,2026-11-20 22:10:45,还钱\n"
        rough = "+8613800000000: 还钱\n"
        minutes = "号码,时间,内容\n+8613800000000,2026-11-20 22:10,还钱\n"
        files = [
            read_export(text.encode(), name=str(n)) for n, text in enumerate((exact, minutes, exact, rough, rough))
        ]
        rows, doubled = merged(files)
        assert (len(rows), doubled) == (3, 4)

    def test_a_message_that_was_sent_twice_stays_two_unless_nothing_tells_them_apart(self) -> None:
        twice = "号码,时间,内容\n1380,2026-11-20 22:10:31,还钱\n1380,2026-11-20 22:10:31,还钱\n1380,2026-11-20 22:11:31,还钱\n"
        assert len(merged([read_export(twice.encode(), name="x")])[0]) == 2
        assert len(merged([read_export("还钱！\n还钱！\n".encode(), name="x")])[0]) == 2


class TestArchives:
    def test_everything_in_it_is_read_once_and_pictures_are_named(self) -> None:
        data = zipped(
            {
                "备份/sms.xml": SMS_BACKUP.encode(),
                "again.dat": SMS_BACKUP.encode(),
                "calls.xml": CALLS.encode(),
                "图.png": b"\x89PNG\r\n\x1a\n" + bytes(9),
                "unknown.bin": bytes(range(256)),
                "__MACOSX/._sms.xml": b"x",
            }
        )
        read = read_export(data, name="all.zip")
        assert (len(read.rows), read.pictures) == (4 + 6, ("图.png",))
        assert SkipReason.FILE in {s.why for s in read.skipped}
        assert {row.file for row in read.rows} == {"all.zip/备份/sms.xml", "all.zip/calls.xml"}

    def test_a_name_in_gbk_is_readable(self) -> None:
        data = zipped({"abcd.png": b"\x89PNG\r\n\x1a\n"}).replace(b"abcd.png", "截图".encode("gbk") + b".png")
        assert read_export(data, name="x").pictures == ("截图.png",)

    def test_one_without_anything_of_use_is_no_export(self) -> None:
        with pytest.raises(NotAnExportError):
            read_export(zipped({"a.bin": bytes(range(256))}), name="x")


def test_an_instant_is_never_invented() -> None:
    imported = read_export("号码,内容\n13800000000,还钱吧你\n".encode(), name="x")
    assert [row.at for row in imported.rows] == [None]
    assert [s.first for s in summary(imported)] == [None]
