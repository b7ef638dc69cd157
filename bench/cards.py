"""How long the golden cards are on a phone: eighteen lines of nineteen full-width characters at most."""

from pathlib import Path

from bench.report import plain
from model.locale import Locale
from tests.templates.measure import lines, visible

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden"
MOST = 18


async def measure() -> list[str]:
    """The longest golden card of each language, outside its fold and without its buttons."""
    return [_longest(locale) for locale in Locale]


def _longest(locale: Locale) -> str:
    counted = {path.stem: _lines(path, locale) for path in sorted((GOLDEN / locale.value).glob("card_*.txt"))}
    name = max(counted, key=lambda stem: counted[stem])
    over = sum(count > MOST for count in counted.values())
    return plain(
        f"longest of {len(counted)} golden cards, {locale.value}",
        f"{counted[name]} lines ({name}), {over} over the limit",
        f"{MOST} lines",
    )


def _lines(path: Path, locale: Locale) -> int:
    text = path.read_text(encoding="utf-8").split("\n\n[")[0]
    return lines(visible(text), locale)
