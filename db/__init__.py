"""Everything that survives a restart: rows, sealed; their migrations; and the two dialects they are kept in."""

from pathlib import Path

from db.database import Database
from db.migrate import migrate
from db.postgres import PostgresDatabase
from db.seal import Seal, load_or_create_master
from db.sqlite import SqliteDatabase
from db.store import Store
from model.errors import StorageError

__all__ = ["Database", "Seal", "Store", "load_or_create_master", "open_database"]

_SQLITE = "sqlite:///"
_POSTGRES = "postgresql://"


async def open_database(url: str) -> Database:
    """Open a database and bring it to the newest schema.

    `sqlite:///path` is relative to the working folder, `sqlite:////path` is absolute; the file is made when it is not
    there. Raises StorageError, which never repeats the address: it may hold a password.
    """
    database = await _open(url)
    try:
        await migrate(database)
    except BaseException:
        await database.close()
        raise
    return database


async def _open(url: str) -> Database:
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        return await SqliteDatabase.open(Path(url.removeprefix(_SQLITE)))
    if url.startswith(_POSTGRES):
        return await PostgresDatabase.open(url)
    raise StorageError("the database address should be sqlite:///path or postgresql://user@host/name")
