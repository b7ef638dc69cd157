"""What a screen says becomes fields; what does not stand there stays unknown and is named as doubtful."""

from datetime import UTC, datetime

import pytest

from cases.progress import rounded
from cases.screens import Doubt, fields
from model.reading import App, Bubble, CallLine, Screen, Side

NOW = datetime(2026, 11, 21, 15, 41, tzinfo=UTC)
AT, SHOWN = "2026-11-20T21:30", "2026年11月20日 21:30"


def bubble(
    text: str = "还钱",
    side: Side = Side.THEIRS,
    sender: str | None = "10690001",
    at: str | None = AT,
    shown: str | None = SHOWN,
) -> Bubble:
    return Bubble(text, side, sender, at, shown, (0, 0, 1, 1))


def screen(*bubbles: Bubble, sender: str | None = "10690001", calls: tuple[CallLine, ...] = ()) -> Screen:
    return Screen(App.SMS, sender, bubbles, calls)


def test_a_clear_screen_gives_words_sender_and_time_without_doubt() -> None:
    made = fields(screen(bubble("一"), bubble("二", at="2026-11-20T22:00")), 0.95, NOW)
    assert (made.text, made.sender, made.doubts) == ("一\n二", "10690001", ())
    assert made.sent_at is not None
    assert made.sent_at.astimezone(UTC) == datetime(2026, 11, 20, 14, 0, tzinfo=UTC)


def test_her_own_words_are_none_of_the_senders() -> None:
    made = fields(screen(bubble("还钱"), bubble("我没有钱", Side.MINE, None, None, None)), 0.95, NOW)
    assert made.text == "还钱"
    assert made.doubts == ()


@pytest.mark.parametrize(
    ("given", "confidence", "doubt"),
    [
        (screen(bubble(sender=None), sender=None), 0.95, Doubt.SENDER),
        (screen(bubble(), bubble(sender="95588"), sender=None), 0.95, Doubt.SENDER),
        (screen(bubble(at=None, shown=None)), 0.95, Doubt.TIME),
        (screen(bubble(shown="昨天 21:30")), 0.95, Doubt.DAY),
        (screen(bubble(shown="星期三 21:30")), 0.95, Doubt.DAY),
        (screen(bubble(at="2026-11-22T09:00", shown="今天 09:00")), 0.95, Doubt.TIME),
        (screen(bubble(side=Side.UNKNOWN)), 0.95, Doubt.SIDE),
        (screen(bubble()), 0.5, Doubt.WORDS),
        (screen(sender=None), 0.95, Doubt.WORDS),
    ],
)
def test_what_does_not_stand_there_is_doubtful(given: Screen, confidence: float, doubt: Doubt) -> None:
    assert doubt in fields(given, confidence, NOW).doubts


def test_a_message_was_not_sent_after_it_was_received() -> None:
    later = screen(bubble(), bubble(at="2026-11-22T09:00", shown="今天 09:00"))
    made = fields(later, 0.95, NOW)
    assert made.sent_at is not None
    assert made.sent_at.astimezone(UTC) == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


def test_a_weekday_beside_a_date_is_no_doubt() -> None:
    assert fields(screen(bubble(shown="11月20日 星期五 21:30")), 0.95, NOW).doubts == ()


def test_a_log_of_calls_gives_its_lines() -> None:
    calls = (CallLine("10690001", AT, "in", False, None), CallLine("95588", None, None, None, None))
    assert fields(screen(calls=calls, sender=None), 0.95, NOW).text == "10690001 2026-11-20T21:30\n95588"


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, 5), (4, 5), (5, 5), (5.1, 10), (24, 25), (31, 40), (119, 120), (121, 180), (3000, 3000)]
)
def test_an_estimate_is_rounded_up_the_coarser_the_longer_it_is(seconds: float, told: int) -> None:
    assert rounded(seconds) == told
