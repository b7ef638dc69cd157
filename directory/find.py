"""Which company a text names. Says "which could be meant" where it cannot know, and never guesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from directory.match import Hit, Matcher, Strength, digits, fold, fold_signature, hits, host_of, near_signatures
from directory.records import Rejected
from directory.tables import Directory

Via = Literal["signature", "alias", "number", "link", "none"]


@dataclass(frozen=True, slots=True)
class Clues:
    """What was read off a message: the text, the words in the brackets, and what stands in it.

    `names` are names of people: a common word that is somebody's name here is no company.
    """

    text: str
    signature: str | None = None
    numbers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The company that is named, or those that may be meant, and by which clue.

    A name is a claim of the text: it never proves who sends or who lends. `rejected_numbers` are numbers of the text
    that are known to be passed around falsely.
    """

    platform_id: str | None = None
    candidates: tuple[str, ...] = ()
    via: Via = "none"
    rejected_numbers: tuple[str, ...] = ()


def find(directory: Directory, clues: Clues) -> Found:
    """The company a message names.

    One company, signed or named, is the answer. Several, a name that is also a common word, a hotline number or a name
    that is misspelt give candidates for a question, and no answer. Nothing gives nothing.
    """
    matcher = directory.matcher
    signed, signed_perhaps = _signed(matcher, clues.signature)
    named, hinted = _named(matcher, clues)
    found = (
        _certain(signed, named)
        or _by_link(matcher, clues.links)
        or _perhaps(signed_perhaps, hinted)
        or _by_number(matcher, clues.numbers)
        or Found(candidates=near_signatures(matcher, fold_signature(clues.signature or "")))
    )
    about = {found.platform_id, *found.candidates, *named}
    false_numbers = tuple(n for n in clues.numbers if _is_rejected(matcher.rejected, digits(n), about))
    return Found(found.platform_id, found.candidates, found.via, false_numbers)


def _certain(signed: tuple[str, ...], named: tuple[str, ...]) -> Found | None:
    """One name, or several to ask about. A signature and a creditor in one text are two things."""
    everybody = tuple(dict.fromkeys((*signed, *named)))
    if not everybody:
        return None
    via: Via = "signature" if signed else "alias"
    return Found(everybody[0], via=via) if len(everybody) == 1 else Found(candidates=everybody, via=via)


def _perhaps(signed: tuple[str, ...], hinted: tuple[str, ...]) -> Found | None:
    candidates = tuple(dict.fromkeys((*signed, *hinted)))
    via: Via = "signature" if signed else "alias"
    return Found(candidates=candidates, via=via) if candidates else None


def _by_link(matcher: Matcher, links: Iterable[str]) -> Found | None:
    """An address of the company itself, not one that looks like it."""
    owners = dict.fromkeys(owner for link in links for owner in _owners(matcher, link))
    if not owners:
        return None
    return Found(next(iter(owners)), via="link") if len(owners) == 1 else Found(candidates=tuple(owners), via="link")


def _owners(matcher: Matcher, link: str) -> tuple[str, ...]:
    parts = host_of(link).split(".")
    for first in range(len(parts) - 1):
        if owners := matcher.hosts.get(".".join(parts[first:])):
            return owners
    return ()


def _by_number(matcher: Matcher, numbers: Iterable[str]) -> Found | None:
    """A hotline only leads to a question: numbers are imitated, and several companies share one."""
    owners = dict.fromkeys(owner for number in numbers for owner in matcher.lines.get(digits(number), ()))
    return Found(candidates=tuple(owners), via="number") if owners else None


def _signed(matcher: Matcher, signature: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who signed for certain, and who perhaps did."""
    folded = fold_signature(signature or "")
    if not folded:
        return (), ()
    if exact := matcher.signatures.get(folded):
        return exact, ()
    inside = hits(matcher, folded)
    sure = _platforms(hit for hit in inside if hit.strength is not Strength.AMBIGUOUS)
    perhaps = _platforms(hit for hit in inside if hit.strength is Strength.AMBIGUOUS)
    return ((), (*sure, *perhaps)) if perhaps else (sure, ())


def _named(matcher: Matcher, clues: Clues) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is named in the text, and who perhaps is: an ambiguous name counts with a second hint only."""
    own = fold_signature(clues.signature or "")
    folded = fold(clues.text)
    if own:
        # The signature is judged by itself; in the text it would count a second time, as if somebody were named.
        folded = folded.replace(f"【{own}】", "\n").replace(f"[{own}]", "\n")
    people = {fold(name) for name in clues.names}
    inside = [hit for hit in hits(matcher, folded) if hit.strength is Strength.FIRM or hit.name not in people]
    hinted = {o for n in clues.numbers for o in matcher.lines.get(digits(n), ())}
    named = _platforms(hit for hit in inside if hit.firm)
    weak = _platforms(h for h in inside if h.strength is Strength.AMBIGUOUS and _has_hint(h, hinted))
    return named, weak


def _has_hint(hit: Hit, hinted: set[str]) -> bool:
    return hit.beside_lending or not hinted.isdisjoint(hit.platforms)


def _platforms(found: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(platform for hit in found for platform in hit.platforms))


def _is_rejected(rejected: Iterable[Rejected], number: str, about: set[str | None]) -> bool:
    return any(
        (record.everywhere or not about.isdisjoint(record.platforms))
        and (number == digits(record.number) if record.number else number.startswith(record.prefix or "\0"))
        for record in rejected
    )
