"""Finding nearly equal texts among 200,000: as cases hold them, and all in one case, which no case may grow to."""

import random
import secrets
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bench.report import percentile, plain
from db import Seal, Store, cases, likeness, open_database, people
from evidence.likeness import nearly_same_text, sketch, text_bands
from model.case import Case, CaseFacts, Level
from model.likeness import Alike
from model.locale import Locale
from tests.evidence.alike import different, message

TEXTS: Final = 200_000
IN_A_CASE: Final = 300
ASKED: Final = 200
AIM: Final = "p95 <= 50 ms"
_ROWS: Final = 500


async def measure() -> list[str]:
    """Signatures, then queries over both stores, each with what is found held against the texts themselves."""
    rng = random.Random(5)
    texts = [message(rng) for _ in range(TEXTS)]
    before = time.perf_counter()
    signed = [text_bands(text) for text in texts]
    each = (time.perf_counter() - before) / TEXTS * 1e6
    lines = [plain("signature of a text", f"{each:.0f} us"), _sketching()]
    for name, size in (("in cases of 300", IN_A_CASE), ("all in one case", TEXTS)):
        lines.append(await _asked(name, size, texts, signed))
    return lines


def _sketching() -> str:
    pictures = [day.picture for day, _ in different(3, 10, scale=3.0, also_dark=False)]
    before = time.perf_counter()
    for picture in pictures:
        sketch(picture)
    return plain("sketch of a screenshot", f"{(time.perf_counter() - before) / len(pictures) * 1000:.0f} ms")


async def _asked(name: str, size: int, texts: Sequence[str], signed: Sequence[tuple[bytes, ...]]) -> str:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        database = await open_database(f"sqlite:///{folder}/bench.sqlite3")
        store = Store(database, Seal(secrets.token_bytes(32), secrets.token_bytes))
        held = await _filled(store, signed, size)
        rng, took, hits = random.Random(6), [], 0
        for _ in range(ASKED):
            number = rng.randrange(len(texts))
            text = texts[number].replace("，", ",", 1).replace("您的", "你的", 1)
            before = time.perf_counter()
            found = await likeness.find(store, held[number // size], "new", Alike.WORDS, text_bands(text))
            same = [id for id in found if nearly_same_text(text, texts[int(id)])]
            took.append((time.perf_counter() - before) * 1000)
            hits += str(number) in same
        await database.close()
    spread = f"p50 {percentile(took, 0.5):.1f} ms, p95 {percentile(took, 0.95):.1f} ms, max {max(took):.1f} ms"
    return plain(f"near-equal text among {len(texts)}, {name}", f"{spread}; found {hits} of {ASKED}", AIM)


async def _filled(store: Store, signed: Sequence[tuple[bytes, ...]], size: int) -> list[Case]:
    """Rows as `likeness.note` writes them, many at a time; what else an item has is not asked for here."""
    now = datetime.now(UTC)
    person = await people.register(store, id="p", telegram_id=1, chat_id=1, locale=Locale.ZH_HANS, at=now)
    held: list[Case] = []
    async with store.db.transaction():
        for start in range(0, len(signed), size):
            held.append(await _case(store, person.id, str(len(held)), now))
            await _rows(store, held[-1], range(start, min(start + size, len(signed))), signed)
    return held


async def _case(store: Store, person_id: str, name: str, now: datetime) -> Case:
    later = now + timedelta(hours=1)
    return await cases.open_case(
        store, id=name, key_id=f"k{name}", person_id=person_id, level=Level.KEPT, facts=CaseFacts(), at=now,
        burst_closes_at=later, expires_at=None,
    )  # fmt: skip


async def _rows(store: Store, case: Case, numbers: range, signed: Sequence[tuple[bytes, ...]]) -> None:
    for start in range(numbers.start, numbers.stop, _ROWS):
        some = range(start, min(start + _ROWS, numbers.stop))
        await store.db.execute(_ITEMS.format(_marks(len(some), 3, "0, '', 'me', '', '', FALSE")), *(
            value for number in some for value in (str(number), case.id, number)))  # fmt: skip
    rows = [(str(n), case.id, band) for n in numbers for band in likeness.digests(store, case, Alike.WORDS, signed[n])]
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        values = (value for row in part for value in row)
        await store.db.execute(_BANDS.format(_marks(len(part), 3, "'words'")), *values)


_ITEMS: Final = (
    "INSERT INTO items (id, case_id, number, burst, received_at, receiver, body, message_index, erased) VALUES {}"
)
_BANDS: Final = "INSERT INTO likeness (item_id, case_id, band, alike) VALUES {}"


def _marks(rows: int, each: int, rest: str) -> str:
    return ", ".join(
        "(" + ", ".join(f"${row * each + column + 1}" for column in range(each)) + f", {rest})" for row in range(rows)
    )
