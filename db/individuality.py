"""Whether a letter is somebody's own: how many a person had today, and how many people handed in the same paragraph.

No text is kept. What is compared is a keyed digest of the paragraph in the person's own words, without digits, blanks
and marks; nobody without the master key can tell from it what was written, and it says nothing of who wrote what else.
"""

import unicodedata
from datetime import datetime, timedelta
from typing import Final

from db.database import stamp
from db.store import Store

LIVES: Final = timedelta(days=90)
"""How long a paragraph is remembered."""
TELLING: Final = 40
"""In letters: what is shorter, many people write alike by chance."""
_KIND: Final = "own paragraph"


async def record(store: Store, *, id: str, person_id: str, own_words: str, at: datetime) -> None:
    """Note that a letter was handed out, with the digest of its own paragraph where that is long enough."""
    await store.db.execute(
        "INSERT INTO letter_marks (id, person_id, digest, at) VALUES ($1, $2, $3, $4)",
        id,
        person_id,
        _digest(store, own_words),
        stamp(at),
    )


async def handed_since(store: Store, person_id: str, since: datetime) -> int:
    """How many letters a person was handed out since a moment, those included that were taken back."""
    row = await store.db.fetch_one(
        "SELECT COUNT(*) AS n FROM letter_marks WHERE person_id = $1 AND at >= $2", person_id, stamp(since)
    )
    return row.number("n") if row else 0


async def others_with(store: Store, person_id: str, own_words: str, now: datetime) -> int:
    """How many other people handed in the same paragraph within its life; 0 for one too short to tell."""
    digest = _digest(store, own_words)
    if digest is None:
        return 0
    row = await store.db.fetch_one(
        "SELECT COUNT(DISTINCT person_id) AS n FROM letter_marks WHERE digest = $1 AND person_id <> $2 AND at >= $3",
        digest,
        person_id,
        stamp(now - LIVES),
    )
    return row.number("n") if row else 0


async def forget_before(store: Store, moment: datetime) -> int:
    """Drop what is older. Returns how many rows went."""
    return await store.db.execute("DELETE FROM letter_marks WHERE at < $1", stamp(moment))


def _digest(store: Store, own_words: str) -> str | None:
    letters = "".join(
        c for c in unicodedata.normalize("NFKC", own_words).casefold() if unicodedata.category(c)[0] == "L"
    )
    return store.seal.index(_KIND, letters) if len(letters) >= TELLING else None
