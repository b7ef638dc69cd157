"""Whatever is handed in, a reader of exports answers with rows or with one of four errors, in fixed time and memory."""

import csv
import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.exports import defused, read_export, summary
from evidence.exports.archive import MOST_FILES, UNPACKED
from evidence.exports.limits import BYTES, LONGEST_TEXT, ROWS
from evidence.exports.times import parse_duration, parse_time
from model.errors import ExportBrokenError, ExportError, ExportRefusedError, ExportTooBigError, NotAnExportError
from model.imported import Imported, SkipReason
from tests.evidence.exports_made import CALLS, CARRIER_BILL, PHONE_TOOL, SMS_BACKUP, zipped

PNG = b"\x89PNG\r\n\x1a\n"
GOOD = [text.encode(code) for text in (SMS_BACKUP, CALLS, PHONE_TOOL, CARRIER_BILL) for code in ("utf-8", "gb18030")]
ARCHIVE = zipped({"a.xml": SMS_BACKUP.encode(), "b.csv": PHONE_TOOL.encode("gbk"), "c.png": PNG})


def outcome(data: bytes) -> Imported | ExportError:
    try:
        return read_export(data, name="x")
    except ExportError as error:
        return error


class TestDocumentsBuiltToDoHarm:
    def test_entities_that_multiply_are_refused(self) -> None:
        bomb = '<?xml version="1.0"?><!DOCTYPE smses [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><smses>&b;</smses>'
        with pytest.raises(ExportRefusedError):
            read_export(bomb.encode(), name="x")

    def test_a_document_type_behind_a_remark_is_refused_too(self) -> None:
        bomb = '<?xml version="1.0"?><!-- x --><!DOCTYPE smses SYSTEM "file:///etc/passwd"><smses/>'
        with pytest.raises(ExportRefusedError):
            read_export(bomb.encode(), name="x")

    @pytest.mark.parametrize("data", [b"<smses>" + b"<a>" * 1_000_000, b"<smses>" + b"<a/>" * 1_500_000 + b"</smses>"])
    def test_nesting_and_numbers_of_elements_have_an_end(self, data: bytes) -> None:
        with pytest.raises(ExportTooBigError):
            read_export(data, name="x")

    @pytest.mark.parametrize(
        "data",
        [b'<smses><sms body="' + b"x" * 8_000_000, b"<smses>" + b"&#55357;" * 500_000, b"<!---->" * 400_000,
         b"<?xml" + b"<!--" * 1_000_000, b"<smses", b"<smses><sms", SMS_BACKUP.encode()[:-12], b"<html><smses/></html>"[6:-8]]
    )  # fmt: skip
    def test_a_document_that_does_not_end_is_broken_or_empty_and_soon_known_to_be(self, data: bytes) -> None:
        assert isinstance(outcome(data), ExportBrokenError | NotAnExportError)

    def test_a_row_too_many_is_refused_and_the_last_one_allowed_is_not(self) -> None:
        row = '<sms address="1" date="1795184400000" type="1" body="a"/>'
        within = f"<smses>{row * ROWS}</smses>".encode()
        assert isinstance(outcome(within), Imported)
        assert isinstance(outcome(within.replace(b"</smses>", row.encode() + b"</smses>")), ExportTooBigError)

    def test_more_bytes_than_a_chat_gives_out_are_refused_before_they_are_looked_at(self) -> None:
        assert isinstance(outcome(b"a" * (BYTES + 1)), ExportTooBigError)

    def test_a_file_of_line_ends_is_refused(self) -> None:
        assert isinstance(outcome(b" \n" * 1_200_000 + b"x"), ExportTooBigError)

    def test_a_message_longer_than_any_is_left_out_and_not_cut(self) -> None:
        entry = f'<smses><sms address="1" date="1" type="1" body="{"a" * (LONGEST_TEXT + 1)}"/></smses>'
        found = outcome(entry.encode())
        assert isinstance(found, Imported)
        assert ([s.why for s in found.skipped], found.rows) == ([SkipReason.TOO_LONG], ())

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b" \n\t",
            PNG + bytes(99),
            b"\x00" * 5000,
            bytes(range(256)) * 40,
            b"%PDF-1.7\n1 0 obj",
            b"<!DOCTYPE html>\n<html>",
            b'{"messages": []}',
            b"{\\rtf1 x}",
        ],
    )
    def test_what_is_no_text_is_no_export(self, data: bytes) -> None:
        assert isinstance(outcome(data), NotAnExportError)


class TestArchivesBuiltToDoHarm:
    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\..\\b", "C:\\b.txt"])
    def test_a_name_that_climbs_out_is_refused(self, name: str) -> None:
        assert isinstance(outcome(zipped({name: SMS_BACKUP.encode()})), ExportRefusedError)

    @pytest.mark.parametrize(
        "inner", [zipped({"a": b"b"}), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08"]
    )
    def test_an_archive_in_an_archive_is_refused(self, inner: bytes) -> None:
        assert isinstance(outcome(zipped({"a.xml": SMS_BACKUP.encode(), "b.csv": inner})), ExportRefusedError)

    def test_an_archive_that_packs_far_too_well_is_refused(self) -> None:
        assert isinstance(outcome(zipped({"a.csv": b"a" * (UNPACKED // 2)})), ExportTooBigError)

    def test_many_files_that_unpack_to_too_much_together_are_refused(self) -> None:
        files = {f"{n}.png": PNG + bytes(1_000_000) for n in range(80)}
        assert isinstance(outcome(zipped(files)), ExportTooBigError)

    def test_too_many_files_are_refused(self) -> None:
        assert isinstance(outcome(zipped({f"{n}.txt": b"a" for n in range(MOST_FILES + 1)})), ExportTooBigError)

    def test_a_huge_list_of_files_is_refused_before_it_is_read(self) -> None:
        data = bytearray(ARCHIVE)
        end = data.rfind(b"PK\x05\x06")
        data[end + 12 : end + 16] = struct.pack("<I", 1 << 28)
        assert isinstance(outcome(bytes(data)), ExportTooBigError)

    def test_a_password_is_refused(self) -> None:
        data = bytearray(zipped({"a.xml": SMS_BACKUP.encode()}))
        entry = data.find(b"PK\x01\x02")
        data[entry + 8] |= 1
        assert isinstance(outcome(bytes(data)), ExportRefusedError)

    def test_a_way_of_packing_that_is_not_usual_is_refused(self) -> None:
        assert isinstance(outcome(zipped({"a.txt": b"a"}, zipfile.ZIP_LZMA)), ExportRefusedError)

    @pytest.mark.parametrize("cut", [1, 30, 200, 22])
    def test_an_archive_that_was_cut_off_is_broken(self, cut: int) -> None:
        assert isinstance(outcome(ARCHIVE[:-cut]), ExportBrokenError)

    def test_one_broken_export_in_it_is_named_as_broken(self) -> None:
        assert isinstance(outcome(zipped({"a.xml": SMS_BACKUP.encode()[:-20]})), ExportBrokenError)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_an_error_with_a_name(data: bytes) -> None:
    assert isinstance(outcome(data), Imported | ExportError)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_text_is_rows_or_an_error_with_a_name(text: str, encoding: str) -> None:
    found = outcome(text.encode(encoding, errors="replace"))
    assert isinstance(found, Imported | ExportError)
    if isinstance(found, Imported):
        assert sum(s.count + s.own for s in summary(found)) == len(found.rows)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([*GOOD, ARCHIVE]), st.data())
def test_an_export_that_was_altered_anywhere_is_rows_or_an_error_with_a_name(good: bytes, data: st.DataObject) -> None:
    altered = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        altered[data.draw(st.integers(0, len(altered) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(altered)))
    for some in (bytes(altered), bytes(altered[:cut]), bytes(altered[cut:])):
        assert isinstance(outcome(some), Imported | ExportError)


_CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(_CELL, st.text("甲乙丙,\"'=+\n还钱", min_size=1, max_size=30)), min_size=1, max_size=8))
def test_every_cell_that_a_table_quotes_comes_back_as_it_was(cells: list[tuple[str, str]]) -> None:
    target = io.StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_ALL)
    writer.writerow(("号码", "时间", "内容"))
    writer.writerows((other, "2026-11-20 22:10", text) for other, text in cells)
    found = outcome(target.getvalue().encode())
    assert isinstance(found, Imported)
    assert list(_texts(found)) == [text.strip() for _, text in cells if text.strip()]


def _texts(found: Imported) -> Iterator[str]:
    return (row.text for row in found.rows)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.from_regex(r"[0-9 :/.\-年月日T+上下午apm]{1,40}")))
def test_a_cell_is_a_plausible_instant_or_none_and_a_duration_or_none(cell: str) -> None:
    at = parse_time(cell)
    assert at is None or (1990 <= at.year <= 2100 and at.tzinfo is not None)
    assert (parse_duration(cell) or 0) >= 0


@given(st.text(max_size=20))
def test_nothing_that_was_defused_is_a_formula(cell: str) -> None:
    assert not defused(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
