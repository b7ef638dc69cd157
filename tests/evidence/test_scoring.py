"""The yardstick itself: edits are counted, fields are compared, and what is invented is called so."""

from hypothesis import given
from hypothesis import strategies as st

from model.reading import App, Bubble, CallLine, Screen, Side
from tests.evidence.scoring import distance, distance_inside, fields

BOX = (0, 0, 0, 0)
SHORT = st.text("还钱ab", max_size=6)


def test_edits_between_texts() -> None:
    assert distance("还款", "还款") == 0
    assert distance("还款吧", "还钱") == 2
    assert distance_inside("还钱", "你再不还钱我们") == 0
    assert distance_inside("不还钱", "你再环钱我们") == 2
    assert distance_inside("还钱", "") == 2


@given(SHORT, SHORT)
def test_the_best_place_is_the_best_of_all_parts(needle: str, hay: str) -> None:
    parts = {hay[i:j] for i in range(len(hay) + 1) for j in range(i, len(hay) + 1)}
    assert distance_inside(needle, hay) == min(distance(needle, part) for part in parts)


def test_a_wrong_a_missing_and_an_invented_field_are_told_apart() -> None:
    truth = Screen(
        App.SMS,
        None,
        (Bubble("还钱还钱还钱", Side.THEIRS, None, None, "昨天", BOX),),
        (CallLine("1", None, None, None, None),),
    )
    same = list(fields(truth, truth))
    assert all(one.right for one in same)
    assert not any(one.invented for one in same)
    other = Screen(
        App.QQ, "95188", (Bubble("还钱还钱还钱", Side.MINE, None, None, "昨天", BOX), Bubble("更多", Side.MINE, None, None, None, BOX)),
        (CallLine("1", None, None, True, None),),
    )  # fmt: skip
    wrong = {(one.name, one.invented) for one in fields(truth, other) if not one.right}
    assert wrong == {("app", False), ("head", True), ("side", False), ("bubble", True), ("connected", True)}
    assert {one.name for one in fields(truth, Screen(App.SMS, None, (), ())) if not one.right} == {"bubble", "calls"}
