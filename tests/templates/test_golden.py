"""Every page as a person reads it, kept in tests/golden/; `pytest tests/templates --golden` writes them anew."""

from pathlib import Path
from typing import Final

import pytest

from model.locale import Locale
from model.reply import Reply
from templates import Rendered, RenderedButton, Templates
from tests.templates.cards import telling
from tests.templates.pages import pages

GOLDEN: Final = Path(__file__).parent.parent / "golden"
SAMPLES: Final = {locale: telling(locale) | pages(locale) for locale in Locale}
_EVERY: Final = [(locale, name) for locale, some in SAMPLES.items() for name in some]


def written(rendered: Rendered) -> str:
    rows = "\n".join(" ".join(_written(button) for button in row) for row in rendered.rows)
    return f"{rendered.text}\n\n{rows}\n" if rows else f"{rendered.text}\n"


def _written(button: RenderedButton) -> str:
    return f"[{button.text}]" if button.copy is None else f"[{button.text} ⧉ {button.copy}]"


@pytest.mark.parametrize(("locale", "name"), _EVERY)
def test_a_page_reads_as_it_was_read_and_approved(locale: Locale, name: str, wording: Templates, rewrite: bool) -> None:
    path = GOLDEN / locale.value / f"{name}.txt"
    now = written(wording.render(SAMPLES[locale][name], locale))
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8")
    assert path.read_text("utf-8") == now


@pytest.mark.parametrize("locale", list(Locale))
def test_no_golden_page_is_left_over(locale: Locale) -> None:
    assert {path.stem for path in (GOLDEN / locale.value).iterdir()} == set(SAMPLES[locale])


def test_every_page_has_a_sample() -> None:
    root = Path(__file__).parents[2] / "templates" / Locale.ZH_HANS.value / "chat"
    pages_there = {path.relative_to(root).as_posix().removesuffix(".html.j2") for path in root.rglob("*.j2")}
    openable = {page for page in pages_there if not page.startswith("card/") and not page.startswith("_")}
    sampled = {reply.template for reply in SAMPLES[Locale.ZH_HANS].values() if isinstance(reply, Reply)}
    assert openable == sampled
