"""Samples of what stands under a file, and of what is said where there is none."""

from cases.documents import instead
from model.reply import Button, Json, Reply


def documents() -> dict[str, Reply]:
    """The key is the name of the golden file."""
    other = {"pdf": ("take_word", "take_text"), "word": ("take_pdf", "take_text"), "text": ("take_pdf", "take_word")}
    taken = {
        f"take_{kind}": Reply("take", _about(kind), (tuple(Button(label, "take") for label in labels),))
        for kind, labels in other.items()
    }
    return taken | {
        "take_pdf_unprintable": Reply("take", _about("pdf", lost=2)),
        "take_failed": instead(Reply("take", case_id="c")),
    }


def _about(kind: str, lost: int = 0) -> dict[str, Json]:
    return {"number": 2, "format": kind, "lost": lost}
