"""`import`: a folder of exports becomes a counted record: a table, a page to read, and a manifest of what it is from."""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TextIO, TypeAlias

import classify
import directory
from cases.reading import Offline, Reader, read
from console.record import File, Found, Opinions, manifest_of, params_of, table_of
from evidence.canonical import digest
from evidence.exports import is_picture, merged, read_export
from evidence.exports.limits import BYTES
from evidence.readers import TextReader, UnreadableError
from model.errors import ExportError, SettingsError
from model.imported import ExportFormat, Imported, ImportedKind, ImportedRow
from model.locale import Locale
from templates import Templates

# Makes a reader in a process of its own; it has to be found by its name there.
MakeReader: TypeAlias = Callable[[], Reader]

MOST_FILES: Final = 10_000
# So many different texts before a second process is worth its start.
_WORTH_A_PROCESS: Final = 1500
_CHUNK: Final = 100
_EVERY: Final = 50


def add_to(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `import` to a command line."""
    parser = subparsers.add_parser("import", help="turn a folder of exported messages and calls into a counted record")
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="XML, CSV, TSV, text and ZIP files; nothing in it changes"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE_OR_DIR", help="a folder, or a file ending in .csv"
    )
    parser.add_argument("--force", action="store_true", help="replace a record that is there already")
    parser.add_argument("--language", type=Locale, choices=list(Locale), default=Locale.ZH_HANS, help="of the page")


def shipped(data_dir: Path) -> Reader:
    """What texts are read with: the shipped lexicon, and the shipped records with the operator's own over them."""
    return Offline(classify.load(data_dir / "cache"), directory.load_over(data_dir / "directory")[0])


@dataclass(frozen=True, slots=True)
class Out:
    """The three files of a record."""

    table: Path
    page: Path
    manifest: Path


async def run(
    given: argparse.Namespace,
    make_reader: MakeReader,
    wording: Templates,
    progress: TextIO,
    *,
    now: datetime,
    pictures: TextReader | None = None,
    processes: int | None = None,
) -> int:
    """Make the record. Exit status 0 where every file was read, 1 where some were not or nothing was found in them.

    Raises SettingsError for a folder that is none, and for a record that is there already.
    """
    out = _out(given.out)
    _refuse(given.folder, out, force=given.force)
    files = await read_folder(given.folder, out, progress, pictures)
    rows, doubled = merged(file.imported for file in files if file.imported)
    rows = tuple(sorted(rows, key=_order))
    opinions = classified(rows, make_reader, progress, processes=processes)
    params = params_of(files, rows, opinions.found, doubled, now)
    written = {
        out.table: table_of(rows, opinions.found),
        out.page: wording.record("import", params, given.language).encode(),
    }
    written[out.manifest] = manifest_of(files, written, opinions, params)
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, content)
    print(f"{len(rows)} rows from {len(files)} files: {out.table}", file=progress)
    return 0 if rows and not params["unread"] else 1


def _out(given: Path) -> Out:
    if given.suffix.lower() == ".csv" and not given.is_dir():
        return Out(given, given.with_suffix(".html"), given.with_suffix(".manifest.json"))
    if given.suffix and not given.is_dir():
        raise SettingsError("--out", "a folder, or a file ending in .csv")
    return Out(given / "messages.csv", given / "summary.html", given / "manifest.json")


def _refuse(folder: Path, out: Out, *, force: bool) -> None:
    if not folder.is_dir():
        raise SettingsError("FOLDER", f"a folder; {folder} is none")
    there = [path for path in (out.table, out.page, out.manifest) if path.exists()]
    if there and not force:
        raise SettingsError("--out", f"{there[0]} is there already; --force replaces it")
    if any(path.is_dir() for path in there):
        raise SettingsError("--out", f"{there[0]} is a folder")


def _replace(path: Path, content: bytes) -> None:
    """Whole or not at all: written beside it first."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


async def read_folder(folder: Path, out: Out, progress: TextIO, pictures: TextReader | None) -> list[File]:
    """Every file of a folder and of those in it, by name. Links, hidden files and the record itself are left out."""
    paths, files = _meant(folder, out), []
    for number, path in enumerate(paths, start=1):
        if number % _EVERY == 1 or number == len(paths):
            print(f"reading {number} of {len(paths)}", file=progress, flush=True)
        files.append(await _file(path, path.relative_to(folder).as_posix(), pictures))
    return files


def _meant(folder: Path, out: Out) -> list[Path]:
    own = {path.resolve() for path in (out.table, out.page, out.manifest)}
    paths = [path for path in sorted(folder.rglob("*")) if _is_meant(path, folder) and path.resolve() not in own]
    if len(paths) > MOST_FILES:
        raise SettingsError("FOLDER", f"at most {MOST_FILES} files")
    return paths


def _is_meant(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and not path.is_symlink() and path.is_file()


async def _file(path: Path, name: str, pictures: TextReader | None) -> File:
    data = _bytes(path)
    if len(data) > BYTES:
        return File(name, None, len(data), "too_big")
    if is_picture(data):
        return await _picture(data, name, pictures)
    try:
        imported = read_export(data, name=name)
    except ExportError as error:
        return File(name, digest(data), len(data), error.code)
    return File(name, digest(data), len(data), "read", imported)


def _bytes(path: Path) -> bytes:
    """What is in a file, or one byte more than can be read of it."""
    with path.open("rb") as source:
        return source.read(BYTES + 1)


async def _picture(data: bytes, name: str, pictures: TextReader | None) -> File:
    """A picture is listed, and read where there is something to read it with; of its text nothing else is known."""
    if pictures is None:
        return File(name, digest(data), len(data), "picture")
    try:
        text = (await pictures.read(data)).text
    except UnreadableError:
        return File(name, digest(data), len(data), "unreadable")
    row = ImportedRow(ImportedKind.SMS, "", None, None, None, text, None, None, line=1, file=name)
    imported = Imported((row,) if text.strip() else (), (), ExportFormat.LINES)
    return File(name, digest(data), len(data), "picture_read", imported)


def classified(
    rows: Sequence[ImportedRow], make_reader: MakeReader, progress: TextIO, *, processes: int | None = None
) -> Opinions:
    """The opinion on every different text; many texts are shared out among the processors."""
    texts = list(dict.fromkeys(row.text for row in rows if row.text))
    if (processes or _processes(len(texts))) == 1:
        _begin(make_reader)
        return Opinions(_counted(texts, map(_opinion, texts), progress), *_digests())
    with ProcessPoolExecutor(processes or _processes(len(texts)), get_context("spawn"), _begin, (make_reader,)) as pool:
        digests = pool.submit(_digests)
        found = _counted(texts, pool.map(_opinion, texts, chunksize=_CHUNK), progress)
        return Opinions(found, *digests.result())


def _processes(texts: int) -> int:
    return min(4, os.cpu_count() or 1, 1 + texts // _WORTH_A_PROCESS)


def _counted(texts: Sequence[str], opinions: Iterable[Found], progress: TextIO) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for text, opinion in zip(texts, opinions, strict=True):
        found[text] = opinion
        if len(found) % 500 == 0:
            print(f"classified {len(found)} of {len(texts)}", file=progress, flush=True)
    return found


# What a process reads with; made once in each.
_OWN: list[Reader] = []


def _begin(make_reader: MakeReader) -> None:
    _OWN[:] = [make_reader()]


def _opinion(text: str) -> Found:
    return opinion_of(_OWN[0], text)


def _digests() -> tuple[str, str]:
    return _OWN[0].classifier.digest, _OWN[0].directory.digest


def opinion_of(reader: Reader, text: str) -> Found:
    """The labels of a text and the company that it names."""
    reading = read(reader, text)
    return Found(tuple(label.value for label in reading.classification.ids()), reading.found.platform_id)


def _order(row: ImportedRow) -> tuple[bool, float, str, int]:
    return (row.at is None, row.at.timestamp() if row.at else 0.0, row.file, row.line)
