"""From a forwarded message to the first card, beside a bare PTB echo bot; cold start and peak memory."""

from bench.report import Figure, percentile, plain
from bench.subject import Subject, bot

ROUNDS, MESSAGES = 6, 25
TEXTS = (
    "欠钱不还，臭不要脸的东西，今晚不还钱就让你全家好看",
    "【某某金融】您好，您的朋友王小红在我司欠款已逾期41天，金额930元，请您转告其立即处理。",
    "【某某银行】您尾号1234信用卡本期账单已过还款日，请尽快处理，如已还请忽略。",
    "外访组已经在路上，请安排家里留人签收，不配合后果自负。",
)
ECHO = ("-m", "bench.echo")


async def measure() -> list[str]:
    """Run both bots side by side, in turn, so that the machine's mood falls on both."""
    async with bot() as ours, bot(ECHO) as echo:
        own, theirs = await _rounds(ours, echo)
        return [
            _figure("first card, p50", own, theirs, 0.50),
            _figure("first card, p99", own, theirs, 0.99),
            Figure("cold start to the first answer", "s", [ours.started_in], "PTB echo bot", [echo.started_in]).line(),
            Figure("peak memory", "MB", [ours.peak_megabytes()], "PTB echo bot", [echo.peak_megabytes()]).line(),
            plain("answers timed", f"{sum(map(len, own))} of each"),
        ]


async def _rounds(ours: Subject, echo: Subject) -> tuple[list[list[float]], list[list[float]]]:
    results: tuple[list[list[float]], list[list[float]]] = ([], [])
    await _round(ours, 0), await _round(echo, 0)
    for number in range(1, ROUNDS + 1):
        for subject, times in zip((ours, echo), results, strict=True):
            times.append(await _round(subject, number))
    return results


async def _round(subject: Subject, number: int) -> list[float]:
    """Each message from somebody new: a first card, not an edit of one."""
    phones = [subject.server.sandbox.add_person(f"{number}-{i}") for i in range(MESSAGES)]
    return [1000 * await subject.answered(phone, TEXTS[i % len(TEXTS)]) for i, phone in enumerate(phones)]


def _figure(name: str, own: list[list[float]], theirs: list[list[float]], share: float) -> str:
    values = [percentile(times, share) for times in own]
    return Figure(name, "ms", values, "PTB echo bot", [percentile(t, share) for t in theirs], "under 3 s").line()
