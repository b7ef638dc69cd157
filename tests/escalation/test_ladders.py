"""The shipped ladders, walked at random: nothing before it is ripe, nothing out of reach, always a next sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import directory
from escalation.hours import Calendar
from escalation.ladder import Scene, Today, Weighed, next_step, ripe, wait_of, weigh, what_now
from escalation.steps import apply
from escalation.ways import situations
from model.case import EventKind
from model.contact import Contact, Hours
from model.labels import Label
from model.ladder import Ending, Holds, Known, Ladder, Ladders, Position, Sentence, Until, Urgency, Way
from model.locale import Locale
from model.step import Outcome, Step, StepEvent, StepStatus, WaitKind

NIGHT = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TONIGHT = ["keep_evidence", "block_carrier", "block_phone"]
TAPS = (
    "danger_now", "data_leak", "doctored_picture", "paid", "denied", "papers_false", "poses_as_lawyer",
    "app_took_contacts", "installed_app", "not_competent",
)  # fmt: skip
ATTRIBUTES = (
    "photo", "id_number", "case_number", "in_progress", "lender_known", "goes_on", "trap", "port_number",
    "repeated_abuse",
)  # fmt: skip
LICENCES = (
    "bank", "consumer_finance_company", "online_microloan", "loan_facilitation_without_own_lending_licence",
    "unattributed_sms_signature", "collection_agency", "internet_insurer", "unlicensed", "defunct_or_collapsed",
)  # fmt: skip
BANK = Known(frozenset({Label.INSULT}), frozenset({"bank"}))


@lru_cache(maxsize=1)
def shipped() -> tuple[Ladders, Mapping[str, Contact]]:
    listed = directory.load()
    ladders = directory.ladders_of(listed)
    wanted = {channel for rung in ladders.rungs.values() for channel in rung.channels}
    return ladders, {id_: directory.contact(listed, id_, Locale.ZH_HANS) for id_ in wanted}


def scene(known: Known, steps: tuple[Step, ...] = (), now: datetime = MONDAY) -> Scene:
    ladders, contacts = shipped()
    return Scene(ladders, known, steps, contacts, now, Calendar())


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


knowns = st.builds(
    Known,
    labels=st.frozensets(st.sampled_from(Label), max_size=3),
    licences=st.frozensets(st.sampled_from(LICENCES), max_size=2),
    bystander=st.booleans(),
    attributes=some(ATTRIBUTES),
    taps=some(TAPS),
)
hours = st.sampled_from((NIGHT, MONDAY))


def taken(rung: str, how: Ending | None, answers: bool) -> Step:
    """A rung that was taken, and how it ended; None as long as nobody answered."""
    step = Step(rung, rung)
    if not answers:
        return apply(step, StepEvent(EventKind.STEP_CLOSED, TODAY, {}))
    step = apply(step, StepEvent(EventKind.STEP_FILED, TODAY, {}))
    outcome = {
        Ending.ANSWER: Outcome.ACCEPTED,
        Ending.REFUSAL: Outcome.REFUSED,
        Ending.DENIAL: Outcome.DENIED,
        Ending.NOT_COMPETENT: Outcome.NOT_COMPETENT,
    }
    if how in outcome:
        return apply(step, StepEvent(EventKind.STEP_ANSWERED, TODAY, {"outcome": outcome[how].value}))
    kind = {Ending.SILENCE: EventKind.STEP_OVERDUE, Ending.DONE: EventKind.STEP_CLOSED}
    return apply(step, StepEvent(kind[how], TODAY, {})) if how else step


def take(at: Scene, offered: Weighed, how: Ending | None) -> Scene:
    return replace(at, steps=(*at.steps, taken(offered.rung.id, how, offered.rung.answers)))


# The oracle: what must have happened before a rung, told once more and differently.
def may_be_taken(position: Position, at: Scene) -> bool:
    told = at.known.taps | {
        {Outcome.DENIED: "platform_denies", Outcome.NOT_COMPETENT: "not_competent"}[step.outcome]
        for step in at.steps
        if step.status is StepStatus.DISOWNED and step.outcome
    }
    known = replace(at.known, taps=told)
    if any(holds(way, known) for way in position.unless):
        return True
    for after in position.after:
        fitting = {id_ for id_ in after.rungs if is_for(id_, known, at.ladders)}
        if fitting or after.until in (Until.REFUSED, Until.DENIED, Until.NOT_COMPETENT):
            seen = [step for step in at.steps if step.rung in fitting and step.status is not StepStatus.PLANNED]
            if not any(is_far_enough(step, after.until, known) for step in seen):
                return False
    return True


def is_far_enough(step: Step, until: Until, known: Known) -> bool:
    waiting = step.status in (StepStatus.FILED, StepStatus.MORE_ASKED)
    return {
        Until.BEGUN: True,
        Until.SETTLED: not waiting and (step.outcome is not Outcome.ACCEPTED or "goes_on" in known.attributes),
        Until.REFUSED: step.outcome in (Outcome.REFUSED, Outcome.NOT_COMPETENT),
        Until.DENIED: step.outcome is Outcome.DENIED,
        Until.NOT_COMPETENT: step.outcome is Outcome.NOT_COMPETENT,
    }[until]


def holds(way: Way, known: Known) -> bool:
    pairs = (
        (set(way.labels), known.labels), (set(way.licences), known.licences),
        (set(way.attributes), known.attributes), (set(way.taps), known.taps),
    )  # fmt: skip
    return all(wanted & there for wanted, there in pairs if wanted) and way.bystander in (None, known.bystander)


def is_for(rung: str, known: Known, ladders: Ladders) -> bool:
    record = ladders.rungs[rung]
    wanted = not record.fits or any(holds(way, known) for way in record.fits)
    return wanted and not any(holds(way, known) for way in record.never)


def positions(at: Scene, rung: str) -> Iterator[Position]:
    for reached in at.reached:
        yield from (position for position in reached.ladder.positions if position.rung == rung)


def check(at: Scene) -> None:
    offered = ripe(at)
    ids = [one.rung.id for one in offered]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {step.rung for step in at.steps}
    for one in offered:
        assert any(may_be_taken(position, at) for position in positions(at, one.rung.id)), one.rung.id
        assert one.reasons[0] == f"situation:{one.ladder}"
        if at.now is NIGHT and one.usable and one.contact and one.rung.time == "hours":
            assert one.contact.hours in (Hours.ALWAYS, Hours.ONLINE)
    for one in weigh(at):
        if not one.ripe:
            assert not any(may_be_taken(position, at) for position in positions(at, one.rung.id)), one.rung.id
            assert any(reason.startswith("waits_for:") for reason in one.reasons)
    check_today(at, next_step(at), offered)


def check_today(at: Scene, today: Today, offered: tuple[Weighed, ...]) -> None:
    assert isinstance(today.sentence, Sentence)
    danger = [one for one in offered if one.rung.urgency is Urgency.DANGER and one.usable]
    if danger:
        assert today.now == danger[0]
    if today.now:
        assert today.now.usable
        assert today.now in offered
    if today.later:
        assert not today.later.usable
        assert today.opens is not None
        assert today.opens > at.now
    if not offered and not at.steps and not at.reached:
        assert today.sentence is Sentence.NOTHING_TO_COMPLAIN_OF


@given(knowns, hours, st.data())
@settings(max_examples=150, deadline=None)
def test_on_any_walk_nothing_is_offered_before_it_is_ripe_and_there_is_always_a_sentence(
    known: Known, now: datetime, data: st.DataObject
) -> None:
    at = scene(known, (), now)
    for _ in range(data.draw(st.integers(0, 8))):
        check(at)
        offered = ripe(at)
        if not offered:
            break
        at = take(at, data.draw(st.sampled_from(offered)), data.draw(st.sampled_from([None, *Ending])))
        then = what_now(at, at.steps[-1])
        if then is None:
            assert at.steps[-1].status is StepStatus.FILED
        elif then.rung:
            assert then.rung in {one.rung.id for one in ripe(at)}
    check(at)


def met(way: Way, known: Known) -> Known:
    """The least change of what is known that makes the way hold."""
    return Known(
        known.labels | frozenset(way.labels[:1]),
        known.licences | frozenset(way.licences[:1]),
        known.bystander if way.bystander is None else way.bystander,
        known.attributes | frozenset(way.attributes[:1]),
        known.taps | frozenset(way.taps[:1]),
    )


def reaching(ladder: Ladder, position: Position, ladders: Ladders) -> Iterator[Known]:
    """Cases in which the ladder holds and the rung fits, with what has to come before it."""
    needed = [position.rung, *(id_ for after in position.after for id_ in after.rungs[:1])]
    needed += [id_ for p in ladder.positions if p.rung in needed for after in p.after for id_ in after.rungs[:1]]
    for way in ladder.ways or (Way(labels=(Label.INSULT,)),):
        known = met(way, Known())
        for rung in needed:
            fits = ladders.rungs[rung].fits
            if fits and not any(holds(one, known) for one in fits):
                # On the ladder for an unknown lender, a company would lead elsewhere: its rungs go by what was read.
                own = [one for one in fits if not one.licences] if ladder.holds is Holds.OTHERWISE else list(fits)
                known = met((own or list(fits))[0], known)
        yield known


def climbs(known: Known, ladder: str) -> Iterator[str]:
    """The rungs of a ladder that are offered at some time, where every answer is the same."""
    for how in (None, Ending.SILENCE, Ending.REFUSAL, Ending.DENIAL, Ending.NOT_COMPETENT):
        at = scene(known)
        while offered := ripe(at):
            own = [p for reached in at.reached if reached.ladder.id == ladder for p in reached.ladder.positions]
            ripe_here = {p.rung for p in own if may_be_taken(p, at)}
            yield from (one.rung.id for one in offered if one.rung.id in ripe_here)
            at = take(at, offered[0], how)


def every_position() -> list[tuple[str, str]]:
    return [(ladder.id, position.rung) for ladder in shipped()[0].ladders for position in ladder.positions]


@pytest.mark.parametrize(("ladder", "rung"), every_position())
def test_every_rung_of_every_ladder_can_be_reached(ladder: str, rung: str) -> None:
    ladders = shipped()[0]
    (record,) = (one for one in ladders.ladders if one.id == ladder)
    (position,) = (one for one in record.positions if one.rung == rung)
    assert any(rung in set(climbs(known, ladder)) for known in reaching(record, position, ladders))


@given(knowns, st.sampled_from([None, *Ending]))
@settings(max_examples=60, deadline=None)
def test_whoever_climbs_to_the_end_is_told_what_comes_next(known: Known, how: Ending | None) -> None:
    at = scene(known)
    while offered := ripe(at):
        at = take(at, offered[0], how)
    today = next_step(at)
    assert (today.now, today.later) == (None, None)
    if any(step.status is StepStatus.FILED for step in at.steps):
        assert today.sentence is Sentence.WAIT
        assert today.step is not None
    elif at.reached:
        assert today.sentence is at.reached[0].ladder.last
    else:
        assert today.sentence is Sentence.NOTHING_TO_COMPLAIN_OF


@pytest.mark.parametrize("ladder", [ladder.id for ladder in shipped()[0].ladders if ladder.section <= 11])
def test_without_danger_tonight_begins_with_evidence_and_then_the_blocking(ladder: str) -> None:
    ladders = shipped()[0]
    (record,) = (one for one in ladders.ladders if one.id == ladder)
    at, order = scene(met(record.ways[-1 if ladder == "doctored_picture" else 0], Known()), (), NIGHT), list[str]()
    while (today := next_step(at)).now and len(order) < 3:
        order.append(today.now.rung.id)
        at = take(at, today.now, None)
    if ladder == "danger_now":
        assert order[0] == "danger_police"
    else:
        assert order == TONIGHT


def test_danger_goes_to_the_police_before_everything_else_of_other_situations() -> None:
    both = replace(BANK, attributes=frozenset({"in_progress"}))
    at = scene(both, (), NIGHT)
    assert [reached.ladder.id for reached in at.reached] == ["bank_loan", "danger_now"]
    today = next_step(at)
    assert today.now is not None
    assert today.now.rung.id == "danger_police"
    assert today.now.reasons == ("situation:danger_now", "read:in_progress")
    assert today.now.contact is not None
    assert today.now.contact.phone == "110"
    assert [one.rung.id for one in ripe(at)][:2] == ["danger_police", "keep_evidence"]


def test_money_that_went_goes_to_the_police_and_the_bank_before_evidence() -> None:
    at = scene(Known(taps=frozenset({"paid"})), (), NIGHT)
    assert [one.rung.id for one in ripe(at)][:3] == ["fraud_police", "stop_payment", "keep_evidence"]


def test_a_bank_is_asked_first_then_its_regulator_then_a_court() -> None:
    at, order = scene(BANK), list[str]()
    while today := next_step(at).now:
        order.append(today.rung.id)
        at = take(at, today, Ending.SILENCE)
    assert [id_ for id_ in order if id_ not in TONIGHT] == [
        "lender_complaint", "spam_report", "fcps_complaint", "nfra_complaint", "nfra_report", "court_claim",
    ]  # fmt: skip


def test_nobody_goes_over_the_head_of_whoever_has_answered_unless_it_goes_on() -> None:
    steps = tuple(
        taken(id_, Ending.ANSWER, answers=id_ == "lender_complaint") for id_ in (*TONIGHT, "lender_complaint")
    )
    assert "fcps_complaint" not in {one.rung.id for one in ripe(scene(BANK, steps))}
    goes_on = replace(BANK, attributes=frozenset({"goes_on"}))
    assert "fcps_complaint" in {one.rung.id for one in ripe(scene(goes_on, steps))}


def test_a_closed_body_waits_for_its_morning_and_the_night_has_a_sentence() -> None:
    steps = tuple(taken(id_, None, answers=False) for id_ in (*TONIGHT, "spam_report"))
    today = next_step(scene(BANK, steps, NIGHT))
    assert (today.sentence, today.now) == (Sentence.REST_TONIGHT, None)
    assert today.later is not None
    assert (today.later.rung.id, today.later.reasons[-1]) == ("lender_complaint", "closed_now")
    # The night of a Saturday: its morning is Monday's.
    assert today.opens == datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_two_situations_side_by_side_do_not_ask_for_the_same_twice() -> None:
    both = replace(BANK, labels=frozenset({Label.INSULT, Label.THIRD_PARTY_CONTACT}))
    at = scene(both)
    assert [reached.ladder.id for reached in at.reached] == ["bank_loan", "third_party"]
    ids = [one.rung.id for one in weigh(at)]
    assert len(ids) == len(set(ids))
    assert ids.count("lender_complaint") == 1


def test_who_owes_nothing_says_so_once_and_may_go_to_the_regulator_when_it_goes_on() -> None:
    friend = replace(BANK, bystander=True)
    steps = tuple(
        taken(id_, None, answers=id_ == "lender_complaint") for id_ in (*TONIGHT, "stop_notice", "lender_complaint")
    )
    assert "nfra_complaint" not in {one.rung.id for one in ripe(scene(friend, steps))}
    again = replace(friend, attributes=frozenset({"goes_on"}))
    found = {one.rung.id: one.reasons for one in ripe(scene(again, steps))}
    assert "unless:read:goes_on" in found["nfra_complaint"]


def test_nothing_is_written_to_whoever_sends_a_link_or_a_payee() -> None:
    trap = Known(frozenset({Label.THIRD_PARTY_CONTACT}), bystander=True, attributes=frozenset({"trap"}))
    ids = {one.rung.id for one in weigh(scene(trap))}
    assert not ids & {"stop_notice", "data_request", "identity_demand"}


def test_the_denial_has_its_own_path_in_its_order() -> None:
    known = replace(BANK, attributes=frozenset({"port_number"}))
    done = tuple(taken(id_, None, answers=id_ == "spam_report") for id_ in (*TONIGHT, "spam_report"))
    denied = (*done, taken("lender_complaint", Ending.DENIAL, answers=True))
    at = scene(known, denied)
    assert [reached.ladder.id for reached in at.reached] == ["bank_loan", "platform_denies"]
    then = what_now(at, denied[-1])
    assert then is not None
    assert (then.sentence, then.rung) == (Sentence.ASK_IN_WRITING, "denial_in_writing")
    order = []
    for _ in range(4):
        path = {position.rung for position in at.reached[1].ladder.positions}
        mine = next(one for one in ripe(at) if one.rung.id in path and one.ladder == "platform_denies")
        order.append(mine.rung.id)
        at = take(at, mine, None)
    assert order == ["denial_in_writing", "find_lender", "number_lookup", "nfra_complaint"]


def test_a_body_that_is_not_competent_is_asked_who_is() -> None:
    steps = (taken("nfra_complaint", Ending.NOT_COMPETENT, answers=True),)
    at = scene(BANK, steps)
    then = what_now(at, steps[0])
    assert then is not None
    assert (then.sentence, then.rung) == (Sentence.ASK_WHO_IS_COMPETENT, "which_body")


def test_a_suspected_breach_of_an_unknown_lender_leads_to_finding_the_lender() -> None:
    at = scene(Known(frozenset({Label.INSULT})))
    assert [(reached.ladder.id, reached.reasons) for reached in at.reached] == [("lender_unknown", ("lender:unknown",))]
    assert "find_lender" in {one.rung.id for one in weigh(at)}


def test_a_lawful_reminder_leads_to_the_bill_and_to_free_advice_and_to_no_complaint() -> None:
    at = scene(Known(frozenset({Label.LAWFUL_REMINDER}), frozenset({"bank"})))
    assert [reached.ladder.id for reached in at.reached] == ["lawful"]
    assert [one.rung.id for one in weigh(at)] == ["check_bill", "legal_advice"]
    mixed = replace(BANK, labels=frozenset({Label.LAWFUL_REMINDER, Label.INSULT}))
    assert [reached.ladder.id for reached in situations(at.ladders, mixed)] == ["bank_loan"]


def test_what_a_body_asked_for_goes_before_a_new_step_but_not_before_danger() -> None:
    asked = replace(taken("lender_complaint", None, answers=True), status=StepStatus.MORE_ASKED)
    today = next_step(scene(BANK, (asked,)))
    assert (today.sentence, today.step) == (Sentence.SUPPLY, asked)
    danger = replace(BANK, taps=frozenset({"danger_now"}))
    found = next_step(scene(danger, (asked,))).now
    assert found is not None
    assert found.rung.id == "danger_police"


def test_a_rung_without_its_body_is_not_offered() -> None:
    at = replace(scene(BANK), contacts={})
    assert {one.rung.id for one in ripe(at)} == {"keep_evidence"}
    assert {one.rung.id: one.reasons for one in weigh(at)}["spam_report"][-1:] == ("no_contact",)


def test_the_time_that_runs_is_that_of_the_lenders_licence_and_of_the_stage() -> None:
    rungs = shipped()[0].rungs
    filed = taken("lender_complaint", None, answers=True)
    bank = wait_of(rungs["lender_complaint"], filed, ["bank"])
    other = wait_of(rungs["lender_complaint"], filed, ["online_microloan"])
    assert bank is not None
    assert other is not None
    assert (bank.rule.kind, bank.rule.amount, bank.rule.ground) == (WaitKind.STATUTORY, 15, "complaint_2020")
    assert (other.rule.kind, other.rule.ground) == (WaitKind.EXPERIENCE, None)
    report = taken("nfra_report", None, answers=True)
    first = wait_of(rungs["nfra_report"], report, ["bank"])
    then = wait_of(rungs["nfra_report"], replace(report, taken_on=TODAY), ["bank"])
    assert first is not None
    assert then is not None
    assert (first.rule.amount, then.rule.amount) == (15, 60)
    assert wait_of(rungs["spam_report"], filed, ["bank"]) is None


def test_what_has_not_ended_has_nothing_after_it() -> None:
    filed = taken("lender_complaint", None, answers=True)
    assert what_now(scene(BANK, (filed,)), filed) is None
    astray = taken("gang_report", Ending.REFUSAL, answers=True)
    then = what_now(scene(BANK, (astray,)), astray)
    assert then is not None
    assert (then.sentence, then.rung) == (Sentence.KEEP_EVIDENCE, None)
