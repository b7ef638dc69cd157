"""The records of the ladders are strict, sourced, and lead somewhere; each rule catches the fault that it is for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from directory import Directory, check, ladders_of, load
from directory.ladder_rules import LADDER_RULES
from directory.ladders import LadderRecord, RungRecord
from directory.loader import parse
from directory.tables import DATA
from model.errors import DataError
from model.ladder import Ending, Holds, Sentence, Wording
from model.step import Bound, Rolling, Unit, WaitKind

Edit = Callable[[str, str, str], Path]

SITUATIONS = (
    "bank_loan", "consumer_finance", "microloan", "facilitation", "unlicensed", "third_party", "danger_now",
    "data_leak", "doctored_picture", "false_papers", "payment_trap",
)  # fmt: skip
OUTSIDE = ("lawful", "platform_denies", "not_competent", "lender_unknown")
TONIGHT = ["keep_evidence", "block_carrier", "block_phone"]


def broken(shipped: Directory, name: str, old: str, new: str) -> Directory:
    """The shipped directory with one text replaced in one record."""
    text, folder = (DATA / name).read_text(), Path(name).parent.name
    assert old in text
    content = text.replace(old, new, 1).encode()
    if folder == "rungs":
        rung = parse(RungRecord, content, Path(name))
        return replace(shipped, rungs={**shipped.rungs, rung.id: rung})
    ladder = parse(LadderRecord, content, Path(name))
    return replace(shipped, ladders={**shipped.ladders, ladder.id: ladder})


def test_there_is_a_ladder_for_each_situation_and_for_what_no_situation_covers(shipped: Directory) -> None:
    ladders = ladders_of(shipped)
    assert tuple(ladder.id for ladder in ladders.ladders) == SITUATIONS + OUTSIDE
    holds = {ladder.id: ladder.holds for ladder in ladders.ladders if ladder.holds is not Holds.BESIDE}
    assert holds == {"lawful": Holds.ALONE, "lender_unknown": Holds.OTHERWISE}


def test_the_ways_to_a_situation_are_those_of_the_mapping(shipped: Directory) -> None:
    ladders = {ladder.id: ladder for ladder in ladders_of(shipped).ladders}
    for situation in shipped.mapping["vocabularies"].situations:
        ways = ladders[situation.id].ways
        assert [way.labels for way in ways] == [tie.labels for tie in situation.reached_by]
        assert [way.taps for way in ways] == [tie.taps for tie in situation.reached_by]
        assert [way.bystander for way in ways] == [tie.bystander for tie in situation.reached_by]


def test_the_statutory_times_are_those_that_the_research_confirmed_and_no_other(shipped: Directory) -> None:
    rungs = ladders_of(shipped).rungs.values()
    found = {
        (rung.id, wait.stage.value, wait.rule.amount, wait.rule.unit, wait.rule.ground)
        for rung in rungs
        for wait in rung.waits
        if wait.rule.kind is WaitKind.STATUTORY
    }
    day = Unit.CALENDAR_DAY
    assert found == {
        ("lender_complaint", "answer", 15, day, "complaint_2020"),
        ("fcps_complaint", "answer", 15, day, "complaint_2020"),
        ("nfra_complaint", "answer", 15, day, "complaint_2020"),
        ("nfra_report", "accept", 15, day, "report_2020"),
        ("nfra_report", "decide", 60, day, "report_2020"),
        ("police_report", "decide", 30, day, "ps_118"),
        ("court_claim", "answer", 7, day, "court_online"),
        ("petition", "accept", 15, day, "petition"),
        ("petition", "decide", 60, day, "petition"),
    }
    advised = {(rung.id, w.rule.amount) for rung in rungs for w in rung.waits if w.rule.kind is WaitKind.EXPERIENCE}
    assert advised == {("lender_complaint", 15), ("data_request", 15)}


def test_a_rung_whose_time_is_not_confirmed_has_none(shipped: Directory) -> None:
    rungs = ladders_of(shipped).rungs
    for id_ in ("spam_report", "bureau_complaint", "nifa_report", "cyberspace_report", "public_record", "gang_report",
                "data_complaint", "app_report", "transfer_12345", "market_complaint", "platform_notice"):  # fmt: skip
        assert rungs[id_].waits == (), id_


def test_times_of_ones_own_bind_the_person_and_never_roll(shipped: Directory) -> None:
    own = {rung.id: rung.own_limit for rung in ladders_of(shipped).rungs.values() if rung.own_limit}
    assert {id_: (rule.amount, rule.unit, rule.ground) for id_, rule in own.items()} == {
        "police_report": (6, Unit.MONTH, "ps_25"),
        "police_review": (60, Unit.CALENDAR_DAY, "ps_refusal_paths"),
    }
    assert all((rule.binds, rule.rolling) == (Bound.PERSON, Rolling.NEVER) for rule in own.values())


def test_every_situation_without_danger_begins_with_evidence_and_then_the_blocking(shipped: Directory) -> None:
    for ladder in ladders_of(shipped).ladders:
        rungs = [p.rung for p in ladder.positions if p.rung not in ("fraud_police", "stop_payment")]
        if ladder.id in SITUATIONS and ladder.id != "danger_now":
            assert rungs[:3] == TONIGHT, ladder.id


def test_no_text_and_no_sentence_is_named_that_nothing_uses(shipped: Directory) -> None:
    ladders = ladders_of(shipped)
    assert {rung.text for rung in ladders.rungs.values()} == set(Wording)
    said = {ladder.last for ladder in ladders.ladders}
    said |= {then.sentence for one in ladders.ladders for p in one.positions for then in p.then.values()}
    # What is said of states and of the hour, without a ladder.
    without = {
        Sentence.HAND_IN, Sentence.WAIT, Sentence.WAIT_FOR_HOURS, Sentence.SUPPLY, Sentence.WITHDRAWN,
        Sentence.REST_TONIGHT, Sentence.NOTHING_TO_COMPLAIN_OF,
    }  # fmt: skip
    assert said | without == set(Sentence)


def test_every_way_to_end_leads_to_a_sentence(shipped: Directory) -> None:
    ladders = ladders_of(shipped)
    for ladder in ladders.ladders:
        for position in ladder.positions:
            ends = set(Ending) if ladders.rungs[position.rung].answers else {Ending.DONE}
            assert set(position.then) == ends, (ladder.id, position.rung)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rungs/spam_report.yaml", "needs:", "waits:\n- stage: answer\n  limit: {value: '3', unit: working_day, kind: unverified}\nneeds:", "kind"),
        ("rungs/nfra_report.yaml", "    ground: report_2020\n", "", "ground"),
        ("rungs/spam_report.yaml", "urgency: step", "urgency: soon", "urgency"),
        ("ladders/lawful.yaml", "last: debt_is_another_matter", "last: you_need_not_pay", "last"),
        ("ladders/lawful.yaml", "holds: alone", "holds: alone\nnote: x", "note"),
    ],
)  # fmt: skip
def test_what_no_record_can_hold_is_refused_with_its_line(
    edited: Edit, name: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(DataError, match=rf"{Path(name).name}:\d+: .*{told}"):
        load(local=edited(name, old, new))


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("rungs/spam_report.yaml", "- c12321\n", "- c12322\n", "there is no c12322"),
        ("rungs/police_report.yaml", "ground: ps_25", "ground: ps_26", "there is no ps_26"),
        ("rungs/police_report.yaml", 'value: "30"', 'value: "20"', "no channel of it has this time, verified"),
        ("rungs/nfra_complaint.yaml", "ground: complaint_2020", "ground: report_2020", "no channel of it has this time"),
        ("rungs/data_request.yaml", "kind: experience", "kind: experience\n    ground: pi_15_workdays", "is not verified"),
        ("ladders/microloan.yaml", "- rung: nifa_report\n", "- rung: nifa_reports\n", "there is no nifa_reports"),
        ("ladders/microloan.yaml", "- rung: nifa_report\n", "- rung: gang_report\n", "no rung leads to nifa_jubao"),
        ("ladders/microloan.yaml", 'section: "3"', 'section: "13"', "no ladder of section 3"),
        ("ladders/microloan.yaml", "      rung: petition\n", "      rung: gang_report\n", "there is no gang_report"),
        ("ladders/microloan.yaml", "- rung: keep_evidence\n", "- rung: no_new_debt\n", "begins with evidence"),
        ("ladders/microloan.yaml", "- rung: nifa_report\n", "- rung: spam_report\n", "stands on it twice"),
        ("ladders/microloan.yaml", "    done:\n      sentence: it_stopped\n", "", "nothing is said for done"),
        ("ladders/not_competent.yaml", "    done:\n", "    silence: {sentence: go_on}\n    done:\n", "nobody answers it"),
        ("ladders/not_competent.yaml", "    until: begun\n", "    until: refused\n", "nobody answers which_body"),
        ("ladders/not_competent.yaml", "- rung: which_body\n", "- rung: petition\n", "there is no which_body"),
        ("ladders/platform_denies.yaml", "    - keep_evidence\n", "    - number_lookup\n", "number_lookup stands below it"),
        ("ladders/lawful.yaml", "reached_by:\n- labels:\n  - lawful_reminder\n", "", "no way leads to it"),
    ],
)  # fmt: skip
def test_each_fault_of_the_ladders_is_found(shipped: Directory, name: str, old: str, new: str, told: str) -> None:
    faults = [fault.message for rule in LADDER_RULES for fault in rule(broken(shipped, name, old, new))]
    assert any(told in fault for fault in faults), faults


def test_a_rung_that_stands_on_no_ladder_is_found(copied: Path) -> None:
    text = (copied / "rungs" / "spam_report.yaml").read_text()
    (copied / "rungs" / "spare.yaml").write_text(text.replace("id: spam_report", "id: spare"))
    assert [problem.message for problem in check(copied)] == ["it stands on no ladder"]


def test_the_shipped_ladders_have_no_fault() -> None:
    assert [problem for problem in check() if "/ladders/" in problem.file or "/rungs/" in problem.file] == []
