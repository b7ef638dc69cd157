"""Where words begin and end: our own tokenizer, with our own words in it, and its cache in a folder of our own.

Terms are found by position, not by cutting; the cut decides whether a short term stands by itself or inside another
word (去死 in 失去死党, 人渣 in 渣打), and whether two characters after a surname are a name or a word.
"""

import logging
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Final

import jieba

# What the tokenizer cuts in one piece (its own `re_han_default`); everything between falls into single characters.
_BLOCK: Final = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")


class Cuts:
    """Where words of one text begin and end: `position in cuts`. Only the blocks that are asked about are cut."""

    def __init__(self, text: str, tokenizer: jieba.Tokenizer) -> None:
        self._text = text
        self._tokenizer = tokenizer
        self._blocks = [found.span() for found in _BLOCK.finditer(text)]
        self._cut: dict[int, frozenset[int]] = {}

    def __contains__(self, position: int) -> bool:
        at = bisect_left(self._blocks, (position, 0)) - 1
        if at < 0 or position >= self._blocks[at][1]:
            return 0 <= position <= len(self._text)
        if at not in self._cut:
            self._cut[at] = self._ends(*self._blocks[at])
        return position in self._cut[at]

    def _ends(self, start: int, end: int) -> frozenset[int]:
        words = self._tokenizer.cut(self._text[start:end], HMM=False)
        return frozenset(accumulate(map(len, words), initial=start))


@dataclass(frozen=True, slots=True)
class Segmenter:
    """A loaded tokenizer. Reading from several threads at once is safe; nothing writes to it after `load`."""

    tokenizer: jieba.Tokenizer
    _known: dict[str, Cuts] | None = field(default=None, repr=False, compare=False)

    def for_one_text(self) -> "Segmenter":
        """The same tokenizer for the views of one text: what was cut for one purpose is not cut again for another.

        Nothing outlives the classification of that text.
        """
        return replace(self, _known={})

    def cuts(self, text: str) -> Cuts:
        """The positions between two words, with 0 and the length of the text."""
        if self._known is None:
            return Cuts(text, self.tokenizer)
        return self._known.get(text) or self._known.setdefault(text, Cuts(text, self.tokenizer))

    def frequency(self, word: str) -> int:
        """How often the dictionary has seen a word; 0 where it does not know it."""
        return int(self.tokenizer.FREQ.get(word) or 0)


def load(cache_dir: Path, words: Iterable[str]) -> Segmenter:
    """Read the dictionary, from the cache file in `cache_dir` where there is one, and add the words of the lexicon."""
    jieba.setLogLevel(logging.WARNING)
    cache_dir.mkdir(parents=True, exist_ok=True)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(cache_dir)
    tokenizer.initialize()
    for word in sorted(words):
        tokenizer.add_word(word)
    return Segmenter(tokenizer)
