"""The check before a letter leaves: one risk at a time, with its reason and a factual rewrite; the person decides.

Whatever stands in the letter is looked at, her own sentences too. What she keeps she is not asked about again while this
letter is open. At the end, once for each text, she says that it is true. Letters are for oneself: there is a cap for a
day, and a paragraph that many people hand in is declined kindly.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from cases.detail_fields import field_of, with_field
from cases.keyboards import Rows, tap
from cases.letter_material import material_of
from cases.turn import Answered, Turn
from classify.contacts import distinct
from classify.outgoing import MODEL, OutgoingFacts, Risk, RiskKind, Use, check, checker
from db import cases, individuality
from directory import ground_on
from escalation.hours import in_china
from model.case import Case, Role
from model.contact_event import ContactKind
from model.dialog import DialogState
from model.errors import NotUnderstoodError
from model.letter import LetterKind
from model.reply import Button, Json, Notice, Reply
from templates.rewrites import rewrite

ADDITIONS: Final = ("own_words", "wish")
"""The fields that hold a person's own sentences, which can be changed here."""
REWRITE, KEEP, STRIKE = "r", "k", "d"
ALIKE: Final = 3
"""How many other people may hand in the same paragraph before it is declined."""
_KEPT: Final = "kept"
_MARK: Final = 8
_MOST_KEPT: Final = 40
_SENTENCE: Final = re.compile(r"[^。!?！？;；\n]*(?:[。!?！？;；\n]+|\Z)")
_OWES: Final = {Role.BORROWER: True, Role.GUARANTOR: True, Role.THIRD_PARTY: False}
# The rules on what is cited: what a penalty has a limit for, and what an untrue report can bring.
_LIMIT_RULE, _UNTRUE_RULE = "ps_25", "ps_50_1"
# Where a penalty may be asked for, asking for one is no risk.
_MAY_PUNISH: Final = frozenset({LetterKind.POLICE.value, LetterKind.REGULATOR_REPORT.value})


@dataclass(frozen=True, slots=True)
class Doubt:
    """A risk with its sentence. `field` is where the sentence stands, None where the letter itself says it."""

    risk: Risk
    sentence: str
    field: str | None

    @property
    def mark(self) -> str:
        """What tells this doubt from every other, without a word of it."""
        return _digest(f"{self.risk.kind.value}\n{self.sentence}")


async def checked(
    turn: Turn, case: Case, text: str, *, argument: str, sure: str = "", use: Use = Use.LETTER
) -> Answered | None:
    """What has to be asked before a text is handed out; None when nothing has.

    `argument` is what the button of handing out carries, `sure` what stood behind its colon when the person confirmed.
    """
    refused = await _not_for_many(turn, case)
    if refused is not None:
        return refused
    open_ = [doubt for doubt in await doubts(turn, case, text, argument, use) if doubt.mark not in _kept(turn, case)]
    if open_:
        return await _ask(turn, case, open_, argument)
    if sure != _digest(text):
        return _confirm(turn, case, text, argument)
    return None


async def handed_out(turn: Turn, case: Case) -> None:
    """Note that a letter left: for the cap of the day, and so that the same paragraph of many people is noticed."""
    await individuality.record(
        turn.deps.store,
        id=turn.deps.new_id(),
        person_id=turn.person.id,
        own_words=case.facts.details.own_words or "",
        at=turn.now,
    )


async def doubts(turn: Turn, case: Case, text: str, argument: str, use: Use) -> tuple[Doubt, ...]:
    """Every risk of a text, one for each kind and sentence, in the order of the text."""
    facts = await _facts(turn, case)
    owes = _OWES.get(case.facts.role)
    today = in_china(turn.now).date()
    risks = check(text, use=use, owes=owes, facts=facts, today=today, tables=checker(turn.deps.classifier))
    found = (_doubt(case, text, risk) for risk in risks if not _fitting(risk.kind, argument))
    return tuple({doubt.mark: doubt for doubt in found if doubt.field or _of_a_letter(doubt.risk)}.values())


def _of_a_letter(risk: Risk) -> bool:
    """Whether a risk counts in what the letter itself says: that was read by us, and a payee stays in it in clear."""
    return risk.entry != MODEL and risk.kind is not RiskKind.ID_NUMBER_INCLUDED


def _fitting(kind: RiskKind, argument: str) -> bool:
    return kind is RiskKind.COMPLAINT_FOR_PUNISHMENT and argument in _MAY_PUNISH


async def decide(turn: Turn, case: Case, argument: str) -> Answered:
    """What the person chose for one sentence: the rewrite, the sentence as it is, or neither."""
    choice, _, rest = argument.partition(":")
    mark, _, letter = rest.partition(":")
    if choice not in (REWRITE, KEEP, STRIKE) or len(mark) != _MARK or not letter:
        raise NotUnderstoodError
    if choice != KEEP:
        case = await _changed(turn, case, mark, letter, by_rewrite=choice == REWRITE)
    kept = _kept(turn, case) | ({mark} if choice == KEEP else set())
    payload = {_KEPT: ",".join(sorted(kept)[-_MOST_KEPT:])}
    dialog = replace(turn.dialog, state=DialogState.IDLE, case_id=case.id, payload=payload)
    rows: Rows = ((tap("check_go", "letter_out", letter), tap("look_again", "letter", letter)),)
    return Answered((Reply("check_done", {"choice": choice}, rows, case_id=case.id),), Notice("notice/saved"), dialog)


async def _changed(turn: Turn, case: Case, mark: str, letter: str, *, by_rewrite: bool) -> Case:
    """The case with one of its own sentences rewritten or struck. A sentence that is gone already stays gone."""
    for name in ADDITIONS:
        value = field_of(case.facts.details, name)
        found = [d for d in await doubts(turn, case, value or "", letter, Use.LETTER) if d.mark == mark]
        if value and found:
            new = await _rewritten(turn, case, found[0]) if by_rewrite else ""
            changed = value.replace(found[0].sentence, new, 1).strip()
            details = with_field(case.facts.details, name, changed or None)
            return await cases.save(turn.deps.store, replace(case, facts=replace(case.facts, details=details)))
    return case


async def _ask(turn: Turn, case: Case, open_: list[Doubt], argument: str) -> Answered:
    doubt = open_[0]
    rule = ground_on(turn.deps.directory, _LIMIT_RULE, turn.person.locale, None)
    cited = rule if doubt.risk.kind is RiskKind.LATE_PENALTY else None
    params: dict[str, Json] = {
        "reason": doubt.risk.reason,
        "sentence": doubt.sentence.strip(),
        "instead": await _rewritten(turn, case, doubt) if doubt.field else None,
        "rule": {"title": cited.title, "article": cited.article, "plain": cited.plain} if cited else None,
        "more": len(open_) - 1,
    }
    change = (_choice("check_rewrite", REWRITE, doubt, argument), _choice("check_strike", STRIKE, doubt, argument))
    keep = _choice("check_keep", KEEP, doubt, argument)
    rows: Rows = ((*(change[:1] if doubt.field else ()), keep), (change[1] if doubt.field else tap("facts"),))
    return Answered((Reply("check", params, rows, case_id=case.id),))


def _confirm(turn: Turn, case: Case, text: str, argument: str) -> Answered:
    rule = ground_on(turn.deps.directory, _UNTRUE_RULE, turn.person.locale, None)
    params: dict[str, Json] = {"rule": {"title": rule.title, "article": rule.article} if rule else None}
    yes = tap("check_true", "letter_out", f"{argument}:{_digest(text)}")
    rows: Rows = ((yes,), (tap("look_again", "letter", argument), tap("facts")))
    return Answered((Reply("check_true", params, rows, case_id=case.id),))


async def _not_for_many(turn: Turn, case: Case) -> Answered | None:
    """The cap of a day, and a paragraph that is not the person's own."""
    store, person = turn.deps.store, turn.person.id
    if await individuality.handed_since(store, person, turn.now - timedelta(days=1)) >= turn.deps.letters_per_day:
        return Answered((Reply("check_enough", {}, ((tap("letters"), tap("back", "card")),), case_id=case.id),))
    words = case.facts.details.own_words or ""
    if await individuality.others_with(store, person, words, turn.now) >= ALIKE:
        rows: Rows = ((tap("own_words", "facts", "own_words"), tap("back", "card")),)
        return Answered((Reply("check_alike", {}, rows, case_id=case.id),))
    return None


async def _facts(turn: Turn, case: Case) -> OutgoingFacts:
    events = distinct((await material_of(turn.deps, case, turn.now)).events)
    calls = sum(event.estimated for event in events if event.kind is ContactKind.CALL)
    messages = sum(event.kind is ContactKind.MESSAGE for event in events)
    moments = [event.at for event in events if event.at]
    last = in_china(max(moments)).date() if moments else None
    return OutgoingFacts(calls or None, messages or None, last, case.facts.details.lender)


async def _rewritten(turn: Turn, case: Case, doubt: Doubt) -> str:
    facts = await _facts(turn, case)
    last = f"{facts.last.year}年{facts.last.month}月{facts.last.day}日" if facts.last else None
    counted: dict[str, Json] = {"messages": facts.messages or 0, "calls": facts.calls or 0, "last": last}
    return rewrite(doubt.risk.rewrite, counted)


def _doubt(case: Case, text: str, risk: Risk) -> Doubt:
    sentence = _sentence(text, risk)
    fields = (name for name in ADDITIONS if sentence.strip(" 。\n") in (field_of(case.facts.details, name) or ""))
    return Doubt(risk, sentence.strip(" \n"), next(fields, None))


def _sentence(text: str, risk: Risk) -> str:
    """The sentence that a risk begins in, with its mark."""
    found = (m[0] for m in _SENTENCE.finditer(text) if m.start() <= risk.span.start < m.end())
    return next(found, text)


def _choice(label: str, choice: str, doubt: Doubt, argument: str) -> Button:
    return tap(label, "check", f"{choice}:{doubt.mark}:{argument}")


def _kept(turn: Turn, case: Case) -> frozenset[str]:
    if turn.dialog.case_id != case.id:
        return frozenset()
    return frozenset(filter(None, turn.dialog.payload.get(_KEPT, "").split(",")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:_MARK]
