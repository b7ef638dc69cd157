"""The record of an import: every row in a table, the counts of the page, and what it all was made from. Pure."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from evidence.canonical import canonical, digest
from evidence.exports import CHINA, defused, is_night, summary
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow
from model.labels import GROUP, Group, Label
from model.reply import Json

_COLUMNS: Final = (
    *("at", "kind", "number", "name", "direction", "night", "connected", "duration_s"),
    *("labels", "platform", "text", "file", "line"),
)


@dataclass(frozen=True, slots=True)
class File:
    """One file of the folder: how it went, and the digest of its bytes. `state` is "read" or why it was not."""

    name: str
    sha256: str | None
    size: int
    state: str
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What one text is taken for: an opinion, kept with the record that it was formed by."""

    labels: tuple[str, ...]
    platform: str | None


@dataclass(frozen=True, slots=True)
class Opinions:
    """The opinion on every different text, and the digests of what they were formed by."""

    found: Mapping[str, Found]
    lexicon: str
    directory: str


def table_of(rows: Iterable[ImportedRow], found: Mapping[str, Found]) -> bytes:
    """The table of all rows: UTF-8 with a mark, so that spreadsheets know; nothing in it is a formula."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([defused(cell) for cell in _cells(row, found.get(row.text))])
    return target.getvalue().encode("utf-8-sig", errors="replace")


def _cells(row: ImportedRow, found: Found | None) -> tuple[str, ...]:
    way = {True: "in", False: "out", None: ""}[row.incoming]
    answered = {True: "yes", False: "no", None: ""}[row.connected]
    seconds = "" if row.duration_s is None else str(row.duration_s)
    night = ("yes" if is_night(row.at) else "no") if row.at else ""
    told = (" ".join(found.labels), found.platform or "") if found else ("", "")
    own = (_local(row.at) or "", row.kind.value, row.other, row.name or "", way, night, answered, seconds)
    return (*own, *told, row.text, row.file, str(row.line))


def _local(at: datetime | None) -> str | None:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if at else None


def params_of(
    files: Sequence[File], rows: Sequence[ImportedRow], found: Mapping[str, Found], doubled: int, now: datetime
) -> dict[str, Json]:
    """What the page says, and no word of a message. `doubled` rows stood in more than one file."""
    came_in = [row for row in rows if row.incoming is not False]
    days = Counter(f"{row.at.astimezone(CHINA):%Y-%m-%d}" for row in came_in if row.at)
    busiest = max(days.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    return {
        "digest": "SHA-256",
        "made_at": f"{now.astimezone(CHINA):%Y-%m-%d %H:%M} (UTC+8)",
        "messages": sum(row.kind is ImportedKind.SMS for row in came_in),
        "calls": sum(row.kind is ImportedKind.CALL for row in came_in),
        "own": len(rows) - len(came_in),
        "doubled": doubled,
        "nights": sum(is_night(row.at) for row in came_in if row.at),
        "undated": sum(row.at is None for row in came_in),
        "days": len(days),
        "busiest_day": busiest[0],
        "busiest": busiest[1],
        "senders": _senders(rows),
        "labels": _labels(came_in, found),
        "files": [_told(file) for file in files],
        "unread": sum(file.imported is None for file in files),
    }


def _senders(rows: Sequence[ImportedRow]) -> list[Json]:
    counted = summary(Imported(tuple(rows), (), ExportFormat.ARCHIVE))
    return [
        {
            "other": sender.other or None,
            "name": sender.name,
            "kind": sender.kind.value,
            "count": sender.count,
            "nights": sender.nights,
            "first": _local(sender.first),
            "last": _local(sender.last),
        }
        for sender in counted
        if sender.count
    ]


def _labels(came_in: Iterable[ImportedRow], found: Mapping[str, Found]) -> list[Json]:
    """How many messages carry each label of conduct or risk."""
    labels = [Label(label) for row in came_in if row.text in found for label in found[row.text].labels]
    counted = Counter(label for label in labels if GROUP[label] is not Group.KIND)
    return [{"id": label.value, "count": count} for label, count in counted.most_common()]


def _told(file: File) -> dict[str, Json]:
    return {
        "name": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "state": file.state,
        "rows": len(file.imported.rows) if file.imported else 0,
        "skipped": len(file.imported.skipped) if file.imported else 0,
    }


def manifest_of(
    files: Sequence[File], written: dict[Path, bytes], opinions: Opinions, params: dict[str, Json]
) -> bytes:
    """The manifest: every input and output by its digest, and what the opinions were formed by."""
    counts: dict[str, Json] = {
        name: params[name] for name in ("messages", "calls", "own", "doubled", "nights", "undated", "days", "unread")
    }
    outputs: list[Json] = [{"name": path.name, "sha256": digest(content)} for path, content in written.items()]
    content = {
        "format": "undun import 1",
        "made_at": params["made_at"],
        "inputs": [_told(file) for file in files],
        "outputs": outputs,
        "counts": counts,
        "lexicon": opinions.lexicon,
        "directory": opinions.directory,
    }
    return canonical(content) + b"\n"
