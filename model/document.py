"""A document as it stands on paper: what is said where, before it becomes a PDF, a file for Word or plain text."""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How one paragraph is set. A CLOSING one stands apart from what is above it."""

    HEADING = "heading"
    BODY = "body"
    ITEM = "item"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. An ITEM brings its own number with it, so that a number is never another one in another file."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table under its own heading: the words of its head, the share of the width of each column, and its rows.

    Raises ValueError for a row or a width too many or too few.
    """

    heading: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if {len(self.widths), *map(len, self.rows)} - {len(self.head)}:
            raise ValueError("a table has as many widths and cells in each row as words in its head")


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that is printed, and nothing else: no author, no place where it was made.

    `signature` and `date` are the lines to be filled in by hand; `notes` stand under them, small; the table, an
    attachment, begins a page of its own.
    """

    title: str
    addressee: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    signature: tuple[str, ...] = ()
    date: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One line of a list of exhibits. `digest` is a SHA-256 in hex, of which the beginning is printed."""

    number: int
    at: str
    sender: str
    receiver: str
    what: str
    digest: str
