"""From what was found to what it means: findings by rule, what takes others back, and which kind of text it is.

The order is part of the definition of the labels: an account or an article accuses nobody; a true official text is not
an impersonation; an offer to stop collection speaks of threats without making them; a lawful reminder is lawful only
while nothing else is found. Accusing the innocent is worse than missing something.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from classify.evidence import Evidence, combine
from classify.speaker import Voice
from model.classification import Attribute, AttributeKind, Finding, PhoneKind, Span
from model.labels import GROUP, Group, Label

THRESHOLD: Final = 0.5
_STRONG: Final = 0.6
_PRIVATE_PHONES: Final = frozenset({PhoneKind.MOBILE, PhoneKind.RESALE_MOBILE, PhoneKind.ABROAD})
_DEBT_WORD: Final = (
    "欠款|欠钱|欠债|欠了|欠我|欠本|拖欠|逾期|借款|借钱|借了|贷款|借贷|网贷|未还|不还|没还|没有还|债务|账单|还款|还钱|借的钱|老赖|赖账|"
    "信用卡|分期|违约|失联|贷后|代偿"
)
_ADDRESS: Final = re.compile(
    r"^(?:先生|女士|小姐|同学|老师)?[,:!、\s]{0,2}(?:您|你|本人|贵方|阁下)(?!的?(?:朋友|同事|家属|亲属|亲戚|儿子|女儿|老公|老婆))"
)
_ABOUT: Final = re.compile(rf"^[^。!?\n]{{0,30}}?(?:{_DEBT_WORD})")
_ABOUT_BEFORE: Final = re.compile(rf"(?:{_DEBT_WORD})[^。!?\n你您]{{0,12}}$")
_SECOND: Final = re.compile(r"[你您]")
_TO_DEBTOR: Final = "third.told_"
"""Rules that tell the debtor what others were told; the rest of third_party_contact speaks to the others."""
_TELLING: Final = frozenset({AttributeKind.AMOUNT, AttributeKind.DAYS_OVERDUE, AttributeKind.ID_NUMBER})
_BEYOND_LIKENESS: Final = 0.75
_VIOLATIONS_AND_RISKS: Final = frozenset(label for label in Label if GROUP[label] is not Group.KIND)
_REMINDER_STOPS: Final = frozenset(
    {
        Label.MONEY_TRAP,
        Label.DEBT_SERVICE_AD,
        Label.THIRD_PARTY_CONTACT,
        Label.DATA_DISCLOSURE,
        Label.FALSE_LEGAL_THREAT,
    }
)
_OFFER_STOPS: Final = frozenset(label for label in Label if GROUP[label] is Group.VIOLATION)


def enriched(evidence: Evidence) -> Evidence:
    """The evidence with the findings that need more than one term: somebody's debt told to somebody else."""
    return evidence.with_findings((*evidence.findings, *_named_debts(evidence), *_told_amount(evidence)))


def _told_amount(evidence: Evidence) -> Iterator[Finding]:
    """An amount, an age or an identity number in a text that is addressed to somebody who is not the debtor."""
    addressed = (f for f in evidence.of(Label.THIRD_PARTY_CONTACT) if not f.rule.startswith(_TO_DEBTOR))
    if combine(addressed) < THRESHOLD or evidence.of(Label.DATA_DISCLOSURE):
        return
    for attribute in evidence.attributes:
        if attribute.kind in _TELLING:
            yield Finding(Label.DATA_DISCLOSURE, attribute.span, "data_disclosure.told_amount", 0.55)


def _named_debts(evidence: Evidence) -> Iterator[Finding]:
    third = evidence.score(Label.THIRD_PARTY_CONTACT)
    shared = evidence.score(Label.DATA_DISCLOSURE)
    if max(third, shared) < 0.3:
        return
    for name in evidence.attributes:
        span = _debt_of(name, evidence) if name.kind is AttributeKind.NAME else None
        if span and third >= 0.3:
            yield Finding(Label.THIRD_PARTY_CONTACT, span, "third_party_contact.named_debt", 0.7)
        if span:
            weight = 0.55 if name.detail == "masked" else 0.7
            yield Finding(Label.DATA_DISCLOSURE, span, "data_disclosure.named_debt", weight)


def _debt_of(name: Attribute, evidence: Evidence) -> Span | None:
    """The range from a name to the word of debt beside it; None where the name is the reader's own."""
    view = evidence.plain
    start, end = bisect_left(view.starts, name.span.start), bisect_left(view.starts, name.span.end)
    after = view.text[end : end + 50]
    if _ADDRESS.match(after):
        return None
    about = _ABOUT.match(after)
    if about and not _SECOND.search(about[0].split("留")[0]):
        return view.span(start, end + about.end())
    before = _ABOUT_BEFORE.search(view.text[max(0, start - 24) : start])
    return view.span(max(0, start - 24) + before.start(), end) if before else None


def settled(evidence: Evidence) -> Evidence:
    """The evidence without the findings that others take back. For texts that are nobody's account."""
    kept = evidence
    if is_official(evidence):
        kept = kept.where(
            lambda f: (
                f.label
                not in (
                    Label.IMPERSONATION,
                    Label.FALSE_LEGAL_THREAT,
                    Label.MONEY_TRAP,
                    Label.DEBT_SERVICE_AD,
                    Label.VISIT_THREAT,
                    Label.THREAT_FAMILY,
                    Label.EXPOSURE_THREAT,
                    Label.THREAT_PERSON,
                )
            )
        )
    if is_reminder(kept):
        kept = kept.where(lambda f: f.label not in _REMINDER_STOPS)
    if is_offer(kept):
        kept = kept.where(lambda f: f.label not in _OFFER_STOPS)
    return kept


def is_official(evidence: Evidence) -> bool:
    """Official in its own signs (court with case number or 12368, bank, warning), and nothing private to call or pay."""
    if evidence.score(Label.OFFICIAL_NOTICE) < _STRONG:
        return False
    private = any(a.detail in _PRIVATE_PHONES for a in evidence.attributes if a.kind is AttributeKind.PHONE)
    abusive = max(evidence.score(Label.INSULT), evidence.score(Label.OBSCENITY))
    return not private and abusive < THRESHOLD


def is_reminder(evidence: Evidence) -> bool:
    """A signed reminder in its own signs, beside which nothing but faint likenesses of traps was found."""
    if evidence.score(Label.LAWFUL_REMINDER) < _STRONG or not evidence.signature:
        return False
    found = {f.label for f in evidence.findings if evidence.score(f.label) >= THRESHOLD}
    hostile = found & _VIOLATIONS_AND_RISKS
    return hostile <= _REMINDER_STOPS and all(evidence.score(label) < _BEYOND_LIKENESS for label in hostile)


def is_offer(evidence: Evidence) -> bool:
    """An offer to stop collection for a fee, by nobody who claims an office: what it says of threats makes none."""
    return evidence.score(Label.DEBT_SERVICE_AD) >= THRESHOLD > evidence.score(Label.IMPERSONATION)


def kind(evidence: Evidence, voice: Voice) -> tuple[Label, float]:
    """Which of the four kinds a text is in which nothing wrong was found, and how strongly that is carried."""
    if voice.told or voice.reported:
        return Label.OWN_WORDS, max(voice.teller, voice.article)
    scores = {label: evidence.score(label) for label in (Label.OFFICIAL_NOTICE, Label.LAWFUL_REMINDER, Label.OTHER)}
    scores[Label.OWN_WORDS] = max(combine(evidence.of(Label.OWN_WORDS)), voice.teller - 0.1)
    if not evidence.signature and not evidence.of(Label.LAWFUL_REMINDER):
        scores[Label.LAWFUL_REMINDER] = 0.0
    best = max(scores, key=lambda label: scores[label])
    return (best, scores[best]) if scores[best] >= 0.3 else (Label.OTHER, 0.0)
