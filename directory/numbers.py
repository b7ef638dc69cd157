"""What is known of a number by itself: who held it once, and whether it is passed around falsely."""

from dataclasses import dataclass

from directory.folding import digits
from directory.records import Rejected
from directory.tables import Directory
from model.locale import Locale


@dataclass(frozen=True, slots=True)
class Held:
    """A dated statement on who held a number, and the channel where the present holder is looked up."""

    number: str
    statement: str
    as_of: str
    look_up: str


def holder_of(directory: Directory, number: str, locale: Locale) -> Held | None:
    """Who held a 95 number when that was last seen. The holder is often not the lender, and may have changed."""
    held = directory.holders.get(f"h_{digits(number)}")
    if held is None:
        return None
    return Held(held.number, held.statement.to(locale), held.as_of, held.look_up)


def false_claims(directory: Directory, number: str) -> tuple[Rejected, ...]:
    """Every record that says a number is not the one it is passed around as. Kept, so that nobody adds it again."""
    bare = digits(number)
    return tuple(
        record
        for record in directory.rejected.values()
        if (record.number and digits(record.number) == bare) or (record.prefix and bare.startswith(record.prefix))
    )
