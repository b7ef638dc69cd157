"""Small things to send that are no text and no file of the person: invented, and marked as such."""

from typing import Any

from sandbox.records import Upload

# The smallest lossless WebP: one transparent pixel.
_WEBP = bytes.fromhex("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700")
STICKER = Upload("sticker.webp", _WEBP, "image/webp")

_OPTIONS = [{"persistent_id": str(n), "text": word, "voter_count": 0} for n, word in enumerate(("A", "B"))]
EXTRAS: dict[str, dict[str, Any]] = {
    "location": {"latitude": 0.0, "longitude": 0.0},
    "contact": {"phone_number": "+10000000000", "first_name": "Sample"},
    "poll": {
        "id": "1",
        "question": "Sample?",
        "options": _OPTIONS,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
}
