"""Who is named in a signature or a text for certain, and who perhaps is, by the strength of each name."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from directory.around import acts, begins, beside_lending, speaks_of_debt, stands_alone
from directory.folding import digits
from directory.likeness import Heard, Likeness, listen, respelt
from directory.match import Hit, hits
from directory.names import Matcher, Strength

_DOUBTFUL: Final = (Strength.AMBIGUOUS, Strength.FIRM)
# A signature of this kind is nobody's name, whatever stands before it.
_MEDIATION: Final = re.compile(r"调解(?:中心|委员会)$")


class Named(NamedTuple):
    """Companies that are named for certain, those that are perhaps, and the words that name them."""

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    own_intact: bool = False


NOBODY: Final = Named()


def who_signed(matcher: Matcher, own: str, folded: str) -> Named:
    """Who signed for certain, and who perhaps did. An ambiguous name that signs for a debt has its second hint."""
    if exact := matcher.signatures.get(own):
        name = matcher.names.get(own)
        shared = name.platforms if name and name.strength is Strength.AMBIGUOUS else ()
        if set(shared) <= set(exact):
            return Named(exact, (), (own,))
        return Named((), (*exact, *(owner for owner in shared if owner not in exact)), (own,))
    inside = hits(matcher, own)
    if not inside:
        return NOBODY
    words = tuple(hit.name.text for hit in inside)
    doubtful = [hit for hit in inside if hit.name.strength is Strength.AMBIGUOUS or _is_end_of(hit)]
    sure = _platforms(hit for hit in inside if hit not in doubtful)
    perhaps = _platforms(doubtful)
    whole = inside[0].name.text == own or (inside[-1].name.bare and _MEDIATION.search(own))
    if not sure and len(perhaps) == 1 and whole and speaks_of_debt(folded):
        return Named(perhaps, (), words)
    return Named((), (*sure, *perhaps), words) if perhaps else Named(sure, (), words)


def _is_end_of(hit: Hit) -> bool:
    """A common word at the end of a signature is a product of whoever is named before it: 某某商城白条."""
    return hit.name.strength is Strength.CONTEXT and hit.start > 0 and not hit.name.edged


def who_is_named(
    matcher: Matcher, folded: str, inside: tuple[Hit, ...], numbers: Iterable[str], *, unknown: bool
) -> Named:
    """Who is named in the text, and who perhaps is: an ambiguous name counts with a second hint only.

    Somebody `unknown` signed: then what is also a common word may be a product of theirs.
    """
    if not inside:
        return NOBODY
    first = inside[0]
    if len(inside) == 1 and first.firm and first.name.strength is not Strength.CONTEXT:
        return Named(first.name.platforms, (), (first.name.text,))
    if sure := [hit for hit in inside if hit.firm and not _is_others(folded, hit, inside, unknown=unknown)]:
        sure += _others(folded, inside, set(_platforms(sure)))
        return Named(_platforms(sure), (), tuple([hit.name.text for hit in sure]))
    hinted = {o for n in numbers for o in matcher.lines.get(digits(n), ())}
    weak = tuple(h for h in inside if _is_weak(folded, h, hinted))
    words = tuple(hit.name.text for hit in weak)
    left = _only_one(weak, inside)
    return Named((left,), (), words) if left else Named((), _platforms(weak), words)


def _is_others(folded: str, hit: Hit, inside: tuple[Hit, ...], *, unknown: bool) -> bool:
    """Whether a name that is also a common word may be one of somebody else: elsewhere it ends a longer name."""
    if hit.name.strength is not Strength.CONTEXT:
        return False
    return unknown or any(h.name is hit.name and not h.fits and not begins(folded, h.start) for h in inside)


def _others(folded: str, inside: tuple[Hit, ...], sure: set[str]) -> list[Hit]:
    """Doubtful names of other companies beside one that is sure: then it is not known who of them wrote."""
    doubtful = [h for h in inside if not h.firm and not h.name.bare and sure.isdisjoint(h.name.platforms)]
    return [h for h in doubtful if h.fits or _is_a_thing(folded, h)]


def _is_a_thing(folded: str, hit: Hit) -> bool:
    """Whether a short name stands for itself in a text about a debt: 之前谈好的是浦发."""
    alone = hit.name.strength is Strength.CONTEXT and stands_alone(folded, hit.start, hit.end)
    return alone and speaks_of_debt(folded)


def _only_one(weak: tuple[Hit, ...], inside: tuple[Hit, ...]) -> str | None:
    """The one company that two doubtful names leave: 金条 and 京东. One doubtful name alone never decides."""
    doubtful = {hit.name.text: set(hit.name.platforms) for hit in inside if hit.name.strength is Strength.AMBIGUOUS}
    if not weak or len(doubtful) < 2:
        return None
    left = set.intersection(*doubtful.values())
    return left.pop() if len(left) == 1 else None


def _is_ending(folded: str, hit: Hit) -> bool:
    """Whether a name that is also a common word ends a longer one that is not on file: 某某白条."""
    return not begins(folded, hit.start) and beside_lending(folded, hit.start, hit.end)


def _is_weak(folded: str, hit: Hit, hinted: set[str]) -> bool:
    """Whether a doubtful name is worth a question; `hinted` are companies whose number is in the text."""
    if hit.name.strength is Strength.CONTEXT:
        return hit.firm or _is_a_thing(folded, hit) or _is_ending(folded, hit)
    known = hit.name.strength is Strength.FIRM or hit.fits or not hinted.isdisjoint(hit.name.platforms)
    return hit.name.strength in _DOUBTFUL and known


def who_is_heard(matcher: Matcher, folded: str, inside: tuple[Hit, ...], split: Iterable[Hit] = ()) -> Named:
    """Who is named in a spelling that is not the registered one; `split` are names that were written apart."""
    text = respelt(matcher.ear, folded)
    alike = listen(matcher.ear, text)
    if not alike and not split and text is folded:
        return NOBODY
    spelt = inside if text is folded else hits(matcher, text)
    heard = [h for h in alike if all(_outweighs(h, hit) for hit in spelt)]
    if not heard and not split and text is folded:
        return NOBODY
    sure = [h for h in heard if _is_sure(h, text)]
    perhaps = [h for h in heard if h not in sure and _is_near(h, text)]
    first = (*(hit for hit in spelt if hit.firm), *split)
    return Named(
        tuple(dict.fromkeys((*_platforms(first), *(p for h in sure for p in h.spoken.platforms)))),
        tuple(dict.fromkeys(p for h in perhaps for p in h.spoken.platforms)),
        (*(hit.name.text for hit in first), *(h.spoken.name for h in (*sure, *perhaps))),
        own_intact=bool(sure) and all(h.own_intact for h in sure),
    )


def _outweighs(heard: Heard, hit: Hit) -> bool:
    """Whether a likeness may stand where it does: beside a spelt name, or around a shorter one."""
    return heard.end <= hit.start or heard.start >= hit.end or len(heard.spoken.units) > hit.end - hit.start


def _is_sure(heard: Heard, text: str) -> bool:
    if heard.likeness is Likeness.SURE and heard.spoken.firm:
        return heard.own_intact or begins(text, heard.start)
    return heard.likeness >= Likeness.CLOSE and _is_beside(heard, text)


def _is_beside(heard: Heard, text: str) -> bool:
    """Whether what was heard begins where it stands, and a word of lending is beside it or it acts as a creditor."""
    if not begins(text, heard.start):
        return False
    long = len(heard.spoken.units) > 2
    return beside_lending(text, heard.start, heard.end) or (long and acts(text, heard.end) and speaks_of_debt(text))


def _is_near(heard: Heard, text: str) -> bool:
    """Whether what was heard is worth a question."""
    if heard.likeness is Likeness.LOOSE or len(heard.spoken.units) == 2:
        return False
    if begins(text, heard.start):
        return heard.spoken.firm or speaks_of_debt(text)
    return heard.spoken.firm and len(heard.spoken.units) > 3


def _platforms(found: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([platform for hit in found for platform in hit.name.platforms]))
