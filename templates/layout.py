"""How a rendered page is tidied up, and what may be printed into it. Texts of persons pass through untouched."""

import re
from typing import Final

from jinja2 import Undefined, pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

# A noncharacter of Unicode: it stands for a line break that belongs to a value, not to the page.
_BREAK_OF_A_VALUE: Final = "\ufdd0"

_EMPTY_LINES: Final = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_END_OF_LINE: Final = re.compile(r"[ \t\u3000]+\n")
_END_OF_QUOTE: Final = re.compile(r"\s+(?=</blockquote>)")
_START_OF_QUOTE: Final = re.compile(r"(?<=<blockquote expandable>)\s+")


@pass_eval_context
def printable(context: EvalContext, value: object) -> object:
    """What an expression prints: text or a number. Anything else (None, True, a method) is no word and an error."""
    if isinstance(value, Undefined):
        return value  # refuses by itself, and names what is missing
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError("a template printed a value that is no word")
    if context.autoescape and isinstance(value, str) and not isinstance(value, Markup):
        return value.replace("\n", _BREAK_OF_A_VALUE)
    return value


def tidy(page: str) -> str:
    """At most one empty line between paragraphs, none at either end, nothing hanging at the end of a line."""
    page = _EMPTY_LINES.sub("\n\n", _END_OF_LINE.sub("\n", page))
    page = _START_OF_QUOTE.sub("", _END_OF_QUOTE.sub("", page))
    return page.strip().replace(_BREAK_OF_A_VALUE, "\n")


def bare(text: str) -> str:
    """A text of the directory without the full stop at its end, to stand inside a sentence of ours."""
    return text.rstrip("。．.；; \n")
