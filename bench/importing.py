"""Ten thousand different messages from a folder to a counted record, beside only classifying a part of them."""

import argparse
import asyncio
import functools
import io
import random
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import templates
from bench.answers import TEXTS
from bench.report import plain
from cases.reading import read
from console import importing
from evidence.exports import read_export
from model.locale import Locale

ROWS, BARE = 10_000, 1_000


async def measure() -> list[str]:
    """The whole command without the start of Python; reading alone; the bare classifier on one core."""
    with tempfile.TemporaryDirectory() as folder:
        given, data = _folder(Path(folder))
        reader = functools.partial(importing.shipped, Path(folder) / "data")
        one = reader()
        began = time.perf_counter()
        for number in range(BARE):
            read(one, _text(number))
        bare = (time.perf_counter() - began) / BARE * ROWS
        began = time.perf_counter()
        read_export(data, name="sms.xml")
        reading = time.perf_counter() - began
        began = time.perf_counter()
        await importing.run(given, reader, templates.load(), io.StringIO(), now=datetime.now(UTC))
        whole = time.perf_counter() - began
    return [
        plain(f"import of {ROWS} rows, all different", f"{whole:.2f} s", "10 s"),
        plain("of which reading the file", f"{reading:.2f} s"),
        plain("the same texts, only classified, on one core", f"{bare:.2f} s"),
    ]


def _text(number: int) -> str:
    return f"{TEXTS[number % len(TEXTS)]} 编号{number}"


def _folder(folder: Path) -> tuple[argparse.Namespace, bytes]:
    chance = random.Random(5)
    start = 1_763_647_800_000
    entries = "".join(
        f'<sms address="1069{chance.randrange(40):06}" date="{start + n * 61_000}" type="1" body="{_text(n)}" />\n'
        for n in range(ROWS)
    )
    data = (
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{ROWS}\">{entries}</smses>".encode()
    )
    (folder / "in").mkdir()
    (folder / "in" / "sms.xml").write_bytes(data)
    out = folder / "out"
    return argparse.Namespace(folder=folder / "in", out=out, force=False, language=Locale.ZH_HANS), data


if __name__ == "__main__":
    for line in asyncio.run(measure()):
        print(line)
