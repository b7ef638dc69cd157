"""Who says it to whom: the collector, the person who uses the bot (or a friend), or somebody else.

The words alone decide, and carefully: a first person that suffers (我被, 打给我) speaks for the user, a second person
that is pressed (您的欠款, 你再不还) speaks against it. Passages that the user only repeats are found by quotation marks
or by `说:` and `发来:`, so that they can be judged apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from classify.evidence import Evidence, combine
from model.classification import Finding
from model.labels import GROUP, Group, Label

_MARKS: Final = re.compile(r"[「“『\"‘]([^「」“”『』\"‘’]{4,400})[」”』\"’]")
_MARKED: Final = re.compile(r"[「“『\"‘][^「」“”『』\"‘’]{1,400}[」”』\"’]")
_SAYS: Final = re.compile(
    r"(?:说|骂|回复?我?|发来|发给我|发短信|发消息|发信息|短信|内容|原话|原文|如下|写着|写道|威胁|恐吓|吼|留言|消息|信息|这样的?)"
    r"(?:[^。!?\n:]{0,8})[:]\s*([^\n「“『\"]{4,400})"
)
_SELF: Final = re.compile(r"(?<![自给])我(?![司方们行处部院局组]|公司|平台|中心|单位|团队)")
_OTHER: Final = re.compile(r"(?<![谢求跟问])[你您](?!好|们好|们?(?:帮|看|说|觉得|这个机器人|能帮))")
_COMPANY: Final = re.compile(
    r"我司|本公司|我方|我公司|我平台|我中心|我部门?|我处|我行|我单位|本平台|本中心|我机构|本机构|我们团队|我们掌握"
    r"|我们?[是系][^,。!?被]{0,14}(?:专员|律师|法务|平台|委托|负责|工作人员|民警|警官|法官|书记员|经理|代理|团队|中心|机构)"
)
_ARTICLE: Final = "article."
_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """How strongly a text speaks as its teller, as its collector, or as an article; each 0 to 1."""

    teller: float
    collector: float
    article: float

    @property
    def told(self) -> bool:
        """Whether the text is an account, a plea or a question of a person rather than words to a debtor or an article."""
        return self.teller >= max(_ENOUGH, self.collector) and (self.teller > self.article or self.article < _ENOUGH)

    @property
    def reported(self) -> bool:
        """Whether the text is an article about collection rather than anybody's words to anybody."""
        return self.article >= _ENOUGH and self.article > self.collector


def quoted(text: str) -> list[tuple[int, int]]:
    """Ranges of a plain view that somebody else is quoted with, in order, none inside another."""
    found = sorted({*_passages(text)})
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _passages(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_MARKS, _SAYS):
        for match in pattern.finditer(text):
            yield match.span(1)


def voice(evidence: Evidence) -> Voice:
    """Weigh the signs of each speaker against one another."""
    own = evidence.of(Label.OWN_WORDS)
    article = [f for f in own if f.rule.startswith(_ARTICLE)]
    told = [f for f in own if not f.rule.startswith(_ARTICLE)]
    text = _outside_marks(evidence.text)
    teller = _either(combine(told), _first_person(evidence, text))
    return Voice(teller, _collector(evidence, text), combine(article))


def _first_person(evidence: Evidence, text: str) -> float:
    """I without you, in a text about debt; less where something hostile is found, for collectors say I as well."""
    mine, yours = len(_SELF.findall(text)), len(_OTHER.findall(text))
    if not mine or evidence.signature or _COMPANY.search(text):
        return 0.0
    if yours:
        return 0.15 if mine > 2 * yours else 0.0
    if not evidence.debt:
        return 0.2
    return 0.35 if any(_hostile(f) for f in evidence.findings) else 0.5


def _collector(evidence: Evidence, text: str) -> float:
    yours = bool(_OTHER.search(text))
    mine = bool(_SELF.search(text))
    signs = [
        0.45 if evidence.signature else 0.0,
        0.5 if _COMPANY.search(text) else 0.0,
        0.45 if yours and not mine else 0.2 if yours else 0.0,
        0.6 * max((f.weight for f in evidence.findings if _hostile(f)), default=0.0) if yours else 0.0,
    ]
    score = 0.0
    for sign in signs:
        score = _either(score, sign)
    return score


def _outside_marks(text: str) -> str:
    """The text without what stands between quotation marks: 你 in there is not said to the reader."""
    return _MARKED.sub("", text)


def _hostile(finding: Finding) -> bool:
    return GROUP[finding.label] is Group.VIOLATION


def _either(a: float, b: float) -> float:
    return 1 - (1 - a) * (1 - b)
