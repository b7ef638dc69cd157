"""Whether a text answers the question that was asked last, or is something new."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.dialog import LONGEST_SENDER, LONGEST_SENTENCE, QUESTION_LIVES, Meaning, meaning
from model.dialog import Dialog, DialogState

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)


def asked(state: DialogState, ago: timedelta = timedelta(minutes=1)) -> Dialog:
    return Dialog("p", state, "c", updated_at=NOW - ago)


def test_a_number_after_the_question_for_the_number_is_its_answer() -> None:
    assert meaning(asked(DialogState.ASKED_SENDER), "13800000000", NOW) is Meaning.SENDER


def test_a_long_text_after_that_question_is_a_message_to_be_looked_at() -> None:
    assert meaning(asked(DialogState.ASKED_SENDER), "催" * (LONGEST_SENDER + 1), NOW) is Meaning.NEW


def test_a_sentence_after_the_question_for_one_is_its_answer_and_anything_longer_is_a_message() -> None:
    state = asked(DialogState.ASKED_PROPOSAL)
    assert meaning(state, "号" * LONGEST_SENTENCE, NOW) is Meaning.PROPOSAL
    assert meaning(state, "号" * (LONGEST_SENTENCE + 1), NOW) is Meaning.NEW


def test_after_a_correction_the_next_text_is_taken_as_received() -> None:
    assert meaning(asked(DialogState.ASKED_CORRECTION), "随便什么", NOW) is Meaning.EVIDENCE


@pytest.mark.parametrize("state", list(DialogState))
def test_a_question_of_yesterday_is_not_what_todays_message_answers(state: DialogState) -> None:
    assert meaning(asked(state, QUESTION_LIVES + timedelta(seconds=1)), "13800000000", NOW) is Meaning.NEW


@pytest.mark.parametrize("state", list(DialogState))
def test_every_state_has_a_meaning(state: DialogState) -> None:
    assert meaning(asked(state), "x", NOW) in Meaning


def test_a_conversation_that_never_began_asks_nothing() -> None:
    assert meaning(Dialog("p", DialogState.ASKED_SENDER), "x", NOW) is Meaning.NEW
