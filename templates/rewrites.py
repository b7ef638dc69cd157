"""What can stand in a letter instead of a sentence that would harm its writer: Simplified Chinese, like the letter."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError

from model.errors import DataError
from model.reply import Json

_FILE: Final = Path(__file__).parent / "rewrites.txt.j2"


def rewrites() -> frozenset[str]:
    """The ids of all rewrites."""
    return frozenset(_page().blocks)


def rewrite(id_: str, params: Mapping[str, Json]) -> str:
    """One rewrite in words. Raises DataError for an id without wording and for a fact that is missing."""
    page = _page()
    try:
        return "".join(page.blocks[id_](page.new_context(dict(params)))).strip()
    except (TemplateError, TypeError, KeyError) as error:
        raise DataError(f"{_FILE.name}: {id_}: {type(error).__name__}") from None


@cache
def _page() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_FILE.parent),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - plain text; the page that shows it escapes
        auto_reload=False,
    )
    return environment.get_template(_FILE.name)
