"""Which company a text names. Says "which could be meant" where it cannot know, and never guesses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from directory.folding import digits, fold, fold_signature, host_of, is_split
from directory.likeness import Heard, Likeness, listen, respelt
from directory.match import Hit, begins, beside_lending, hits, near_signatures
from directory.names import Matcher, Strength
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


class _Named(NamedTuple):
    """Companies that are named for certain, those that are perhaps, and the words that name them."""

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    own_intact: bool = False


_NOBODY = _Named()
_NOTHING = Found()
# Where two are spoken of and one was found, it is not known which of them wrote.
_OF_TWO: Final = re.compile(r"(?:和|跟|与|还有|、)[^,。;!?]{1,8}(?:两边|两家|两个平台|哪一?家)")
_LIST_BEFORE: Final = re.compile(r"[和跟与及、]$")
_LIST_AFTER: Final = frozenset("和跟与及、")
_DOUBTFUL = (Strength.AMBIGUOUS, Strength.FIRM)


def find(directory: Directory, clues: Clues) -> Found:
    """The company a message names.

    One company, signed or named, is the answer. Several, a name that is also a common word, a hotline number or a name
    that is misspelt beyond doubt give candidates for a question, and no answer. Nothing gives nothing.
    """
    matcher = directory.matcher
    own = fold_signature(clues.signature) if clues.signature else ""
    signed = _signed(matcher, own) if own else _NOBODY
    folded = _without_signature(fold(clues.text), own) if own else fold(clues.text)
    inside = _no_person(hits(matcher, folded), clues.names) if clues.names else hits(matcher, folded)
    named = _named(matcher, inside, clues.numbers)
    found = (
        _beside_another(matcher, folded, inside)
        or _certain(signed, named, folded)
        or _unspelt(matcher, clues, own, folded, inside, signed, named)
    )
    if not clues.numbers:
        return found
    about = {found.platform_id, *found.candidates, *named.sure}
    false_numbers = tuple(n for n in clues.numbers if _is_rejected(matcher, digits(n), about))
    return Found(found.platform_id, found.candidates, found.via, false_numbers, found.words)


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
    matcher: Matcher, clues: Clues, own: str, folded: str, inside: tuple[Hit, ...], signed: _Named, named: _Named
) -> Found:
    """What can be said where no name is spelt out: an address, a likeness, a doubtful name, a hotline."""
    context = [hit for hit in inside if hit.name.strength is Strength.CONTEXT] if inside else ()
    split = [hit for hit in context if is_split(clues.text, hit.name.text)]
    heard = _heard(matcher, folded, inside, split)
    if heard is _NOBODY and not (inside or own or clues.links or clues.numbers):
        return _NOTHING
    signed_alike = _heard(matcher, own, ()) if own else _NOBODY
    misspelt = () if signed.perhaps else (*signed_alike.sure, *signed_alike.perhaps)
    near = near_signatures(matcher, own) if own else ()
    return (
        _by_link(matcher, clues.links)
        or _certain(signed_alike if signed_alike.own_intact else _NOBODY, heard, folded)
        or _perhaps("signature", (*signed.perhaps, *misspelt), named.perhaps, (*signed.words, *signed_alike.words))
        or _perhaps("alias", named.perhaps, heard.perhaps, (*named.words, *heard.words))
        or _by_number(matcher, clues.numbers)
        or Found(candidates=near)
    )


def _certain(signed: _Named, named: _Named, folded: str) -> Found | None:
    """One name, or several to ask about. A signature and a creditor in one text are two things."""
    if not signed.sure and not named.sure:
        return None
    everybody = tuple(dict.fromkeys(signed.sure + named.sure))
    via: Via = "signature" if signed.sure else "alias"
    words = signed.words + named.words
    of_two = ("两" in folded or "哪" in folded) and _OF_TWO.search(folded)
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


def _signed(matcher: Matcher, own: str) -> _Named:
    """Who signed for certain, and who perhaps did."""
    if exact := matcher.signatures.get(own):
        name = matcher.names.get(own)
        shared = name.platforms if name and name.strength is Strength.AMBIGUOUS else ()
        if set(shared) <= set(exact):
            return _Named(exact, (), (own,))
        return _Named((), (*exact, *(owner for owner in shared if owner not in exact)), (own,))
    inside = hits(matcher, own)
    if not inside:
        return _NOBODY
    words = tuple(hit.name.text for hit in inside)
    sure = _platforms(hit for hit in inside if hit.name.strength is not Strength.AMBIGUOUS)
    perhaps = _platforms(hit for hit in inside if hit.name.strength is Strength.AMBIGUOUS)
    return _Named((), (*sure, *perhaps), words) if perhaps else _Named(sure, (), words)


def _without_signature(folded: str, own: str) -> str:
    """The signature is judged by itself; in the text it would count a second time, as if somebody were named."""
    return folded.replace(f"【{own}】", "\n").replace(f"[{own}]", "\n")


def _no_person(found: tuple[Hit, ...], people: tuple[str, ...]) -> tuple[Hit, ...]:
    names = {fold(name) for name in people}
    return tuple(hit for hit in found if hit.name.strength is Strength.FIRM or hit.name.text not in names)


def _named(matcher: Matcher, inside: tuple[Hit, ...], numbers: Iterable[str]) -> _Named:
    """Who is named in the text, and who perhaps is: an ambiguous name counts with a second hint only."""
    if not inside:
        return _NOBODY
    first = inside[0]
    if len(inside) == 1 and first.firm:
        return _Named(first.name.platforms, (), (first.name.text,))
    if sure := [hit for hit in inside if hit.firm]:
        return _Named(_platforms(sure), (), tuple([hit.name.text for hit in sure]))
    hinted = {o for n in numbers for o in matcher.lines.get(digits(n), ())}
    weak = tuple(h for h in inside if h.name.strength in _DOUBTFUL and _has_hint(h, hinted))
    words = tuple(hit.name.text for hit in weak)
    left = _only_one(weak, inside)
    return _Named((left,), (), words) if left else _Named((), _platforms(weak), words)


def _only_one(weak: tuple[Hit, ...], inside: tuple[Hit, ...]) -> str | None:
    """The one company that two doubtful names leave: 金条 and 京东. One doubtful name alone never decides."""
    doubtful = {hit.name.text: set(hit.name.platforms) for hit in inside if hit.name.strength is Strength.AMBIGUOUS}
    if not weak or len(doubtful) < 2:
        return None
    left = set.intersection(*doubtful.values())
    return left.pop() if len(left) == 1 else None


def _heard(matcher: Matcher, folded: str, inside: tuple[Hit, ...], split: Iterable[Hit] = ()) -> _Named:
    """Who is named in a spelling that is not the registered one; `split` are names that were written apart."""
    text = respelt(matcher.ear, folded)
    alike = listen(matcher.ear, text)
    if not alike and not split and text is folded:
        return _NOBODY
    spelt = inside if text is folded else hits(matcher, text)
    heard = [h for h in alike if all(_outweighs(h, hit) for hit in spelt)]
    if not heard and not split and text is folded:
        return _NOBODY
    sure = [h for h in heard if _is_sure(h, text)]
    perhaps = [h for h in heard if h not in sure and h.spoken.firm and len(h.spoken.units) > 2]
    first = (*(hit for hit in spelt if hit.firm), *split)
    return _Named(
        tuple(dict.fromkeys((*_platforms(first), *(p for h in sure for p in h.spoken.platforms)))),
        tuple(dict.fromkeys(p for h in perhaps if h.likeness > Likeness.LOOSE for p in h.spoken.platforms)),
        (*(hit.name.text for hit in first), *(h.spoken.name for h in (*sure, *perhaps))),
        own_intact=bool(sure) and all(h.own_intact for h in sure),
    )


def _outweighs(heard: Heard, hit: Hit) -> bool:
    """Whether a likeness may stand where it does: beside a spelt name, or around a shorter one."""
    return heard.end <= hit.start or heard.start >= hit.end or len(heard.spoken.units) > hit.end - hit.start


def _is_sure(heard: Heard, text: str) -> bool:
    if heard.likeness is Likeness.SURE and heard.spoken.firm:
        return True
    beside = beside_lending(text, heard.start, heard.end) and begins(text, heard.start)
    return beside and heard.likeness >= Likeness.CLOSE


def _has_hint(hit: Hit, hinted: set[str]) -> bool:
    return hit.name.strength is Strength.FIRM or hit.fits or not hinted.isdisjoint(hit.name.platforms)


def _platforms(found: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([platform for hit in found for platform in hit.name.platforms]))


def _is_rejected(matcher: Matcher, number: str, about: set[str | None]) -> bool:
    exact = matcher.rejected.get(number, ())
    starting = (r for r in matcher.rejected_starts if number.startswith(r.prefix or "\0"))
    return any(_is_false_for(record, about) for record in (*exact, *starting))


def _is_false_for(record: Rejected, about: set[str | None]) -> bool:
    return record.everywhere or not about.isdisjoint(record.platforms)
