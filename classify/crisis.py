"""Despair and danger in progress: looked for before everything else, in the words of whoever writes.

Despair is the writer's own, or of somebody the writer cares for now: not a collector's 去死, not an idiom (气死我了), not
what is denied or long past. Words that press a debtor are nobody's despair unless the writer says 我 of himself. Danger
in progress happens now, at the writer's door or to the writer or somebody near: not the threat of it, not last month's
account.

Most patterns raise the alarm alone (weight 1). Others are signs that do so only together, for people in despair seldom
say the word: a bridge, a farewell, a password written down. A pattern takes itself back by the words of its `unless`; a
pattern whose id begins with `calm.` takes back the matches of its own list that it overlaps, and nothing else.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from classify import match
from classify.alarm import Signs
from classify.lexicon import DESPAIR, IN_PROGRESS, Lexicon
from classify.match import Hit
from classify.normalize import View
from classify.segment import Segmenter
from model.classification import Danger

_CALM: Final = "calm."
_ALONE: Final = 0.9
"""A pattern of this weight raises the alarm by itself."""
_ENOUGH: Final = 0.6
_ENOUGH_OF_HIMSELF: Final = 0.45
_ENOUGH_APART: Final = 0.4
_NEVER: Final = 2.0
"""What signs must weigh together, from words to somebody down to words to nobody in which no debt is spoken of."""
_NEAR: Final = 120
"""Signs count together that begin within so many characters."""
_AT_MOST: Final = 2
_TELLING: Final = 0.4
"""A sign of this weight counts twice where it stands twice; a weaker one once."""
_ABOUT_SOMEBODY: Final = re.compile(r"[我俺他她]|自己|本人|爸|妈|老[公婆]|孩子|[儿女]子|闺女|[哥弟姐妹]|朋友")
_TO_SOMEBODY: Final = re.compile(r"[你您]")
_HIMSELF: Final = re.compile(
    r"(?<![欠还给])我(?![司方行]|公司|平台|的钱|[看劝]你|告诉你|[让叫]你"
    r"|们?(?:公司|平台|的人|的?钱|这边|知道|掌握|已经?|会让|会去|将|去你|有你))|俺|他们|催收"
)
"""Words of one who is pressed: I, and those who press. Not the I of a creditor (欠我, 我司, 我告诉你)."""
_DEBTOR: Final = re.compile(r"(?<![谢求跟问])[你您](?!们(?!这)|好|说|看(?!看你)|能|帮|知道)")
_PRESSED: Final = re.compile(
    r"不还(?![上起了完清得])|还[钱债款]|欠|老赖|赖账|拖[着了欠]|逾期|借[钱款了]|拿命[来去]?[还抵]"
)
_UNABLE: Final = re.compile(
    r"还不[上起了完清动]|没(?:有)?(?:钱|法|办法|能力)还|无力(?:偿|归)?还|对不[起住]|原谅|拜托|谢谢|保重"
)
_THREATENED: Final = re.compile(
    r"(?:再|今[晚天日]|明[晚天日早]|马上|立刻)[^,。!?\n]{0,4}不还(?![上起了完清得])|欠[钱债款账]?不还(?![上起了完清得])|[等准][着备]收尸"
)
"""Said to a debtor though nobody is addressed."""


def find(view: View, lexicon: Lexicon, segmenter: Segmenter) -> Danger | None:
    """The danger that the words of a folded view tell of; danger in progress goes before despair.

    Quotations are left out before. What no word of the table tells is for `alarm` to see.
    """
    return signs(view, lexicon, segmenter).raised


def signs(view: View, lexicon: Lexicon, segmenter: Segmenter) -> Signs:
    """What the words of a folded view tell of danger, and what speaks against it."""
    every = match.find(view, lexicon.crisis, segmenter)
    hits = _uncalmed(every, lexicon)
    presses = _presses(view.text)
    raised = _danger(hits, lexicon, _enough(view.text, lexicon), presses) if hits else None
    certain = any(hit.entry.weight >= _ALONE and lexicon.groups[hit.entry.id] == raised for hit in hits)
    return Signs(raised, certain, len(hits) < len(every), presses)


def _danger(hits: tuple[Hit, ...], lexicon: Lexicon, enough: float, presses: bool) -> Danger | None:
    if _raised(hits, lexicon, IN_PROGRESS, max(enough, _ENOUGH)):
        return Danger.IN_PROGRESS
    return Danger.DESPAIR if not presses and _raised(hits, lexicon, DESPAIR, enough) else None


def _presses(text: str) -> bool:
    """Whether a collector speaks: of the debt of a reader, or with a threat to whoever owes, and never of himself."""
    if _HIMSELF.search(text):
        return False
    to_debtor = _DEBTOR.search(text) and _PRESSED.search(text) and not _UNABLE.search(text)
    return bool(to_debtor or _THREATENED.search(text))


def _enough(text: str, lexicon: Lexicon) -> float:
    """How much signs must weigh together: less where somebody speaks of himself, least where no debt is spoken of.

    Words to somebody, in which nobody else is spoken of, are not read for signs.
    """
    about, to_somebody = bool(_ABOUT_SOMEBODY.search(text)), bool(_TO_SOMEBODY.search(text))
    if to_somebody:
        return _ENOUGH if about else _NEVER
    if lexicon.debt.search(text):
        return _ENOUGH_OF_HIMSELF if about else _ENOUGH
    return _ENOUGH_APART


def alarming(view: View, lexicon: Lexicon, segmenter: Segmenter) -> tuple[Hit, ...]:
    """The matches that no calming pattern of the same list takes back, in the order of the table."""
    return _uncalmed(match.find(view, lexicon.crisis, segmenter), lexicon)


def _uncalmed(hits: list[Hit], lexicon: Lexicon) -> tuple[Hit, ...]:
    calm = [hit for hit in hits if hit.entry.id.startswith(_CALM)]
    return tuple(
        hit
        for hit in hits
        if not hit.entry.id.startswith(_CALM)
        and not _covered(hit, (c for c in calm if lexicon.groups[c.entry.id] == lexicon.groups[hit.entry.id]))
    )


def _raised(hits: Iterable[Hit], lexicon: Lexicon, group: str, enough: float) -> bool:
    found = [hit for hit in hits if lexicon.groups[hit.entry.id] == group]
    return any(hit.entry.weight >= _ALONE for hit in found) or _together(found) >= enough


def _covered(hit: Hit, calm: Iterable[Hit]) -> bool:
    return any(c.start < hit.end and hit.start < c.end for c in calm)


def _together(hits: Iterable[Hit]) -> float:
    """The strength of the signs that stand close to one another, where they are strongest."""
    found = sorted(hits, key=lambda h: (h.start, -h.entry.weight))
    return max((_close(first, found) for first in found), default=0.0)


def _close(first: Hit, hits: list[Hit]) -> float:
    """The strength of the signs from `first` on. Words that two entries share count once, a weak entry too."""
    missing = 1.0
    end = first.start
    counted: Counter[str] = Counter()
    for hit in hits:
        if hit.start > first.start + _NEAR:
            break
        if hit.start >= end and counted[hit.entry.id] < (_AT_MOST if hit.entry.weight >= _TELLING else 1):
            missing *= 1 - hit.entry.weight
            end = hit.end
            counted[hit.entry.id] += 1
    return round(1 - missing, 3)
