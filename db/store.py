"""What every repository function takes first: where rows are kept, and what seals them."""

import json
from dataclasses import dataclass
from typing import Any

from db.database import Database
from db.seal import Key, Place, Seal


@dataclass(frozen=True, slots=True)
class Store:
    """A database and the seal over what is in it. Transactions are opened on `db`."""

    db: Database
    seal: Seal

    def close(self, key: Key, place: Place, content: object) -> str:
        """Seal a record of plain JSON values for one place."""
        return self.seal.seal(key, place, canonical(content))

    def read(self, key: Key, place: Place, sealed: str) -> Any:  # noqa: ANN401 - the decoders know the record's form
        """Open a record. What it holds was authenticated, so its form is ours."""
        return json.loads(self.seal.open(key, place, sealed))


def canonical(content: object) -> bytes:
    """One byte form for one record: sorted keys, no blanks, UTF-8. Lone surrogates keep their three bytes."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", errors="surrogatepass")
