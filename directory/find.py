"""Which company a text names. Says "which could be meant" where it cannot know, and never guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from directory.around import speaks_of_debt
from directory.folding import digits, fold, fold_signature, host_of, is_split
from directory.likeness import listen
from directory.match import Hit, hits, near_signatures
from directory.names import Matcher, Strength
from directory.naming import NOBODY, Named, who_is_heard, who_is_named, who_signed
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
    that are known to be passed around falsely. `words` are the names, folded, that led to the answer.
    """

    platform_id: str | None = None
    candidates: tuple[str, ...] = ()
    via: Via = "none"
    rejected_numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = field(default=(), compare=False)


_NOTHING = Found()
# Where two are spoken of and one was found, it is not known which of them wrote.
_OF_TWO: Final = re.compile(r"(?:和|跟|与|还有|、)[^,。;!?]{1,8},?(?:两边|两家|两个平台|俩|哪一?家)")
_LIST_BEFORE: Final = re.compile(r"[和跟与及、]$")
_LIST_AFTER: Final = frozenset("和跟与及、")


def find(directory: Directory, clues: Clues) -> Found:
    """The company a message names.

    One company, signed or named, is the answer. Several, a name that is also a common word, a hotline number or a name
    that is misspelt beyond doubt give candidates for a question, and no answer. Nothing gives nothing.
    """
    matcher = directory.matcher
    own = fold_signature(clues.signature) if clues.signature else ""
    folded = _without_signature(fold(clues.text), own) if own else fold(clues.text)
    inside = _no_person(hits(matcher, folded), clues.names) if clues.names else hits(matcher, folded)
    signed, named = NOBODY, NOBODY
    if inside or own:
        signed = who_signed(matcher, own, folded) if own else NOBODY
        named = who_is_named(matcher, folded, inside, clues.numbers, unknown=bool(own) and not signed.sure)
        found = _beside_another(matcher, folded, inside) or _certain(signed, named, folded)
    else:
        found = None
    found = found or _unspelt(matcher, clues, own, folded, inside, signed, named)
    if found.platform_id and len(set(found.words)) == 1:
        found = _supported(matcher, clues, inside, found)
    if not clues.numbers:
        return found
    about = {found.platform_id, *found.candidates, *named.sure}
    false_numbers = tuple(n for n in clues.numbers if _is_rejected(matcher, digits(n), about))
    return Found(found.platform_id, found.candidates, found.via, false_numbers, found.words)


def _supported(matcher: Matcher, clues: Clues, inside: tuple[Hit, ...], found: Found) -> Found:
    """A question instead, where a single name led here that others use too and no second hint is in the text.

    A hint is another name of the company, its number or its address.
    """
    word = found.words[0]
    name = matcher.names.get(word)
    if not name or not name.asks:
        return found
    hints = {p for hit in inside if hit.name.text not in word for p in hit.name.platforms}
    hints.update(owner for number in clues.numbers for owner in matcher.lines.get(digits(number), ()))
    hints.update(owner for link in clues.links for owner in _owners(matcher, link))
    return found if found.platform_id in hints else Found(candidates=name.asks, via=found.via, words=found.words)


def _beside_another(matcher: Matcher, folded: str, inside: tuple[Hit, ...]) -> Found | None:
    """A question, where the one name that is spelt out is in a list with one that is not."""
    if len(inside) != 1 or not inside[0].firm:
        return None
    hit = inside[0]
    before = _LIST_BEFORE.search(folded, max(0, hit.start - 3), hit.start)
    if not before and folded[hit.end : hit.end + 1] not in _LIST_AFTER:
        return None
    alike = [h for h in listen(matcher.ear, folded) if hit.start - 3 <= h.end <= hit.start or h.start == hit.end + 1]
    others = dict.fromkeys(p for h in alike for p in h.spoken.platforms if p not in hit.name.platforms)
    return Found(candidates=(*hit.name.platforms, *others), via="alias", words=(hit.name.text,)) if others else None


def _unspelt(
    matcher: Matcher, clues: Clues, own: str, folded: str, inside: tuple[Hit, ...], signed: Named, named: Named
) -> Found:
    """What can be said where no name is spelt out: an address, a likeness, a doubtful name, a hotline."""
    context = [hit for hit in inside if hit.name.strength is Strength.CONTEXT] if inside else ()
    split = [hit for hit in context if is_split(clues.text, hit.name.text)]
    heard = who_is_heard(matcher, folded, inside, split)
    if heard is NOBODY and not (inside or own or clues.links or clues.numbers):
        return _NOTHING
    signed_alike = who_is_heard(matcher, own, ()) if own else NOBODY
    misspelt = () if signed.perhaps else (*signed_alike.sure, *signed_alike.perhaps)
    near = near_signatures(matcher, own) if own else ()
    return (
        _by_link(matcher, clues.links)
        or _certain(signed_alike if signed_alike.own_intact or speaks_of_debt(folded) else NOBODY, heard, folded)
        or _perhaps("signature", (*signed.perhaps, *misspelt), named.perhaps, (*signed.words, *signed_alike.words))
        or _perhaps("alias", named.perhaps, heard.perhaps, (*named.words, *heard.words))
        or _by_number(matcher, clues.numbers)
        or Found(candidates=near)
    )


def _certain(signed: Named, named: Named, folded: str) -> Found | None:
    """One name, or several to ask about. A signature and a creditor in one text are two things."""
    if not signed.sure and not named.sure:
        return None
    everybody = tuple(dict.fromkeys(signed.sure + named.sure))
    via: Via = "signature" if signed.sure else "alias"
    words = signed.words + named.words
    of_two = ("两" in folded or "哪" in folded or "俩" in folded) and _OF_TWO.search(folded)
    if len(everybody) == 1 and not of_two:
        return Found(everybody[0], via=via, words=words)
    return Found(candidates=everybody, via=via, words=words)


def _perhaps(via: Via, first: tuple[str, ...], more: tuple[str, ...], words: tuple[str, ...]) -> Found | None:
    candidates = tuple(dict.fromkeys((*first, *more)))
    return Found(candidates=candidates, via=via, words=words) if first or (more and via == "alias") else None


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


def _without_signature(folded: str, own: str) -> str:
    """The signature is judged by itself; in the text it would count a second time, as if somebody were named."""
    return folded.replace(f"【{own}】", "\n").replace(f"[{own}]", "\n")


def _no_person(found: tuple[Hit, ...], people: tuple[str, ...]) -> tuple[Hit, ...]:
    names = {fold(name) for name in people}
    return tuple(hit for hit in found if hit.name.strength is Strength.FIRM or hit.name.text not in names)


def _is_rejected(matcher: Matcher, number: str, about: set[str | None]) -> bool:
    exact = matcher.rejected.get(number, ())
    starting = (r for r in matcher.rejected_starts if number.startswith(r.prefix or "\0"))
    return any(_is_false_for(record, about) for record in (*exact, *starting))


def _is_false_for(record: Rejected, about: set[str | None]) -> bool:
    return record.everywhere or not about.isdisjoint(record.platforms)
