"""Letters, call sheets and fields of forms in words: always Simplified Chinese, the language of whoever reads them.

Each sentence is one block of `letters/<kind>.txt.j2`, or of `letters/_shared.txt.j2` where several kinds have it. What is
not known stays a visible blank. Nothing here names where a letter was made.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateError

from model.errors import DataError
from model.letter import Block, Letter, LetterKind, Paragraphs, Sentence, Written
from model.locale import Locale
from model.reply import Json
from templates.layout import bare, printable
from templates.letter_filters import FILTERS
from templates.words import read_words

ROOT: Final = Path(__file__).parent / "letters"
_SHARED: Final = "_shared.txt.j2"
_ENDING: Final = ".txt.j2"
_DIGITS: Final = "一二三四五六七八九十"


class LetterWords:
    """All wording of letters, compiled once."""

    def __init__(self, root: Path = ROOT) -> None:
        words = read_words(root.parent / Locale.ZH_HANS.value / "words.yaml")
        self._environment = Environment(
            loader=FileSystemLoader(root),
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 - plain text; the page that shows it escapes
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=printable,
        )
        self._environment.globals["words"] = words
        self._environment.filters.update(FILTERS, bare=bare)
        names = self._environment.list_templates(extensions=["j2"])
        self._pages: Mapping[str, Template] = {name: self._environment.get_template(name) for name in names}
        self.digest = _digest(root)
        """SHA-256 over every file of letters, in hex: it tells later why a letter reads as it does."""

    def write(self, letter: Letter) -> Written:
        """A letter in words. Raises DataError where a sentence has no wording or a fact is missing."""
        kind = letter.kind.value
        addressed = isinstance(letter.kind, LetterKind)
        return Written(
            kind=kind,
            title=self._worded(kind, "title", {}),
            addressee=self._worded(kind, "addressee", {"addressee": letter.addressee}) if addressed else "",
            parts=tuple(self._paragraphs(kind, block) for block in letter.blocks),
        )

    def wordings(self, kind: str) -> frozenset[str]:
        """The names of all sentences that a kind has wording for."""
        return frozenset(self._pages[kind + _ENDING].blocks) | frozenset(self._pages[_SHARED].blocks)

    def _paragraphs(self, kind: str, block: Block) -> Paragraphs:
        name = f"h_{block.id}"
        heading = self._worded(kind, name, {}) if self._has(kind, name) else ""
        lines = [self._sentence(kind, sentence) for sentence in block.sentences]
        if block.listed and len(lines) > 1:
            lines = [f"{_DIGITS[place]}、{line}" for place, line in enumerate(lines)]
        return Paragraphs(block.id, heading, tuple(lines))

    def _sentence(self, kind: str, sentence: Sentence) -> str:
        return self._worded(kind, sentence.id, sentence.params)

    def _has(self, kind: str, name: str) -> bool:
        return name in self.wordings(kind)

    def _worded(self, kind: str, name: str, params: Mapping[str, Json]) -> str:
        page = self._pages[kind + _ENDING]
        page = page if name in page.blocks else self._pages[_SHARED]
        try:
            return "".join(page.blocks[name](page.new_context(dict(params)))).strip()
        except (TemplateError, TypeError, KeyError) as error:
            # The error's own text may hold what was to be printed.
            raise DataError(f"letters/{kind}: {name}: {type(error).__name__}") from None


@cache
def letter_words() -> LetterWords:
    """The shipped wording, read once."""
    return LetterWords()


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.glob("*.j2")):
        digest.update(f"{path.name}\n{path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
