"""The schema as it stands after all migrations, in one file to read: `python -m db.schema` writes db/schema.sql."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from db.migrate import migrate
from db.sqlite import SqliteDatabase

SCHEMA: Final = Path(__file__).with_name("schema.sql")
_HEAD: Final = "-- What the migrations add up to. Written by `python -m db.schema`; a test holds it to them.\n"


async def dump() -> str:
    """The schema of a fresh database, as SQLite keeps it."""
    with tempfile.TemporaryDirectory() as folder:
        database = await SqliteDatabase.open(Path(folder) / "schema.sqlite3")
        try:
            await migrate(database)
            rows = await database.fetch("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name")
        finally:
            await database.close()
    return _HEAD + "".join(f"\n{row.text('sql')};\n" for row in rows)


if __name__ == "__main__":
    SCHEMA.write_text(asyncio.run(dump()), encoding="utf-8")
