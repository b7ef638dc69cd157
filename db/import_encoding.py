"""What waits to be picked from an export as plain JSON values and back, for what is sealed as a whole. Pure."""

from datetime import datetime
from typing import Any

from model.imported import ImportedKind, ImportedRow, Offer, PendingImport
from model.reply import Json

# ruff: noqa: ANN401 - what a decoder takes was authenticated by the seal, so its form is the encoder's


def encode_pending(pending: PendingImport) -> dict[str, Json]:
    """The part of a pending import that somebody wrote, or that tells of it."""
    offers: list[Json] = [_encode_offer(offer) for offer in pending.offers]
    picked: list[Json] = [*sorted(pending.picked)]
    return {"message_id": pending.message_id, "offers": offers, "told": dict(pending.told), "picked": picked}


def decode_pending(stored: Any) -> dict[str, Any]:
    """The fields of a pending import that `encode_pending` kept, by their names."""
    return {
        "message_id": stored["message_id"],
        "offers": tuple(_decode_offer(offer) for offer in stored["offers"]),
        "told": stored["told"],
        "picked": frozenset(stored["picked"]),
    }


def _encode_offer(offer: Offer) -> dict[str, Json]:
    rows: list[Json] = [_encode_row(row) for row in offer.rows]
    counts: list[Json] = [offer.messages, offer.calls, offer.nights]
    return {
        "other": offer.other,
        "name": offer.name,
        "counts": counts,
        "suspected": offer.suspected,
        "rows": rows,
    }


def _decode_offer(stored: Any) -> Offer:
    rows = tuple(_decode_row(*row) for row in stored["rows"])
    messages, calls, nights = stored["counts"]
    return Offer(stored["other"], stored["name"], messages, calls, nights, stored["suspected"], rows)


def _encode_row(row: ImportedRow) -> Json:
    at = row.at.isoformat() if row.at else None
    told: list[Json] = [row.kind.value, row.other, row.name, at, row.incoming, row.text, row.duration_s]
    return [*told, row.connected, row.line, row.file]


def _decode_row(kind: str, other: str, name: str | None, at: str | None, *rest: Any) -> ImportedRow:
    return ImportedRow(ImportedKind(kind), other, name, datetime.fromisoformat(at) if at else None, *rest)
