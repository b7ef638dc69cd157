"""Lines in the order in which a person reads them, each once."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.reading_order import in_order, rows, without_doubles
from model.reading import Line


def _line(text: str, left: int, top: int, wide: int = 100, high: int = 40, confidence: float = 0.9) -> Line:
    return Line(text, (left, top, left + wide, top + high), confidence)


def test_rows_go_down_and_lines_in_a_row_go_right() -> None:
    lines = [_line("d", 300, 103), _line("a", 10, 8), _line("c", 12, 98), _line("b", 200, 0)]
    assert [[line.text for line in row] for row in rows(lines)] == [["a", "b"], ["c", "d"]]


def test_a_line_above_another_is_never_beside_it_though_their_boxes_touch() -> None:
    lines = [_line("upper", 10, 0, high=50), _line("lower", 12, 30, high=50)]
    assert [line.text for line in in_order(lines)] == ["upper", "lower"]
    assert len(rows(lines)) == 2


@given(st.permutations([_line(str(i), 10 + 150 * (i % 2), 60 * (i // 2)) for i in range(8)]))
def test_the_order_does_not_depend_on_how_the_lines_came(lines: list[Line]) -> None:
    assert "".join(line.text for line in in_order(lines)) == "01234567"


def test_a_line_in_two_slices_is_kept_once_and_the_uncut_one_stays() -> None:
    upper = [_line("whole", 10, 0), _line("cut of", 10, 60, high=22, confidence=0.99), _line("same", 200, 60)]
    lower = [_line("cut off", 10, 60), _line("same", 202, 61, confidence=0.95), _line("next", 10, 120)]
    kept = without_doubles([upper, lower])
    assert sorted(line.text for line in kept) == ["cut off", "next", "same", "whole"]
    assert next(line for line in kept if line.text == "same").confidence == 0.95
