"""One line in, one line out, whatever the line is."""

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.reading import Offline
from console.classify import LONGEST_LINE, run

KEYS = ["labels", "maybe", "quotes", "severity", "speaker", "sure", "danger", "platform", "contacts"]
ABUSE = "欠钱不还，臭不要脸的东西，今晚不还钱弄死你"


def answers(text: str, reader: Offline) -> tuple[list[dict[str, object]], int]:
    target = io.StringIO()
    status = run(io.StringIO(text, newline="\n"), target, reader)
    return [json.loads(line) for line in target.getvalue().split("\n")[:-1]], status


def test_every_answer_has_the_keys_that_were_promised_in_their_order(reader: Offline) -> None:
    (answer,), status = answers(ABUSE, reader)
    assert list(answer)[: len(KEYS)] == KEYS
    assert status == 0


def test_a_json_object_and_the_same_plain_text_get_the_same_answer(reader: Offline) -> None:
    lines = f"{ABUSE}\n{json.dumps({'text': ABUSE})}\n"
    (plain, wrapped), _ = answers(lines, reader)
    assert plain == wrapped


def test_empty_lines_are_answered_too(reader: Offline) -> None:
    given_answers, status = answers("\n\n你好\n", reader)
    assert len(given_answers) == 3
    assert status == 0


@pytest.mark.parametrize("broken", ["{", '{"text": 5}', '{"no": "text"}', "{]", '{"text": "x"'])
def test_a_broken_line_gets_an_error_of_its_own_and_the_rest_goes_on(reader: Offline, broken: str) -> None:
    (first, second), status = answers(f"{broken}\n{ABUSE}\n", reader)
    assert list(first) == ["error"]
    assert second["labels"]
    assert status == 1


def test_a_line_that_is_far_too_long_is_refused(reader: Offline) -> None:
    (answer,), status = answers("催" * (LONGEST_LINE + 1), reader)
    assert (list(answer), status) == (["error"], 1)


def test_a_list_or_a_number_is_just_text(reader: Offline) -> None:
    given_answers, status = answers("[1]\n5\n", reader)
    assert all("labels" in answer for answer in given_answers)
    assert status == 0


def test_spans_are_code_points_of_the_text_as_given(reader: Offline) -> None:
    text = "😀😀" + ABUSE
    (answer,), _ = answers(json.dumps({"text": text}), reader)
    labels = answer["labels"]
    assert isinstance(labels, list)
    words = {text[start:end] for label in labels for start, end in label["spans"]}
    assert any("弄死" in word for word in words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(lines=st.lists(st.text(st.characters(blacklist_characters="\n")), max_size=5))
def test_there_are_as_many_answers_as_lines_for_any_text(reader: Offline, lines: list[str]) -> None:
    given_answers, status = answers("".join(f"{line}\n" for line in lines), reader)
    assert len(given_answers) == len(lines)
    assert status == int(any("error" in answer for answer in given_answers))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(st.characters(categories=["Lo", "Cs", "So", "Nd", "Zs"]), max_size=80))
def test_every_span_lies_inside_the_text_even_with_broken_surrogates(reader: Offline, text: str) -> None:
    (answer,), _ = answers(json.dumps({"text": text}), reader)
    for key in ("labels", "maybe"):
        listed = answer[key]
        assert isinstance(listed, list)
        for label in listed:
            assert all(0 <= start < end <= len(text) for start, end in label["spans"])
