"""Where words begin and end: our own tokenizer, with our own words in it, and its cache in a folder of our own.

Terms are found by position, not by cutting; the cut decides whether a short term stands by itself or inside another
word (去死 in 失去死党, 人渣 in 渣打), and whether two characters after a surname are a name or a word.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jieba


@dataclass(frozen=True, slots=True)
class Segmenter:
    """A loaded tokenizer. Reading from several threads at once is safe; nothing writes to it after `load`."""

    tokenizer: jieba.Tokenizer

    def cuts(self, text: str) -> frozenset[int]:
        """Every position between two words, with 0 and the length of the text."""
        at = 0
        found = {0}
        for word in self.tokenizer.cut(text, HMM=False):
            at += len(word)
            found.add(at)
        return frozenset(found)

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
