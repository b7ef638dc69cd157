"""Expressions tried only where they can begin: one that starts in many ways is slow at every other place of a text."""

import re
from collections.abc import Iterator


def scan(pattern: re.Pattern[str], begins: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` would find of what starts where `begins` matches, from left to right without overlap."""
    end = 0
    for begin in begins.finditer(text):
        found = pattern.match(text, begin.start()) if begin.start() >= end else None
        if found:
            yield found
            end = found.end()
