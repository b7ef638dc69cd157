"""How well the company of a message is named: `python -m tests.directory.measure [FILE…]`.

A line of the file is an object with `text`, `signature`, `platform` (the id, or null) and `ask` (whether a question is
the right answer). Prints precision, recall and F1 of the named company, the wrong names, and the questions; then the
same over every name on file, in Simplified and in Traditional Chinese, as a signature and in a sentence. Without a
file all sets are run, and a summary of them stands at the end.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import opencc

import directory
from directory import Clues, Directory, Found, Platform, find, platform_phone
from directory.folding import fold

OPEN: Final = Path(__file__).parent / "measuring" / "naming_open.jsonl"
# Closed until it was run once, blind: docs/evaluation-of-naming.md. Since then it is worked with like the first.
SECOND: Final = Path(__file__).parent / "measuring" / "naming_second.jsonl"
# Closed until it was run once, blind, after all that; open since.
THIRD: Final = Path(__file__).parent / "measuring" / "naming_third.jsonl"
SETS: Final = (OPEN, SECOND, THIRD)
_NUMBER: Final = re.compile(r"(?<![\d-])(?:\+?\d[\d-]{3,13}\d)(?![\d-])")
_LINK: Final = re.compile(r"(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|cn|net)[^\s，。]*", re.IGNORECASE)


# A sentence with a name in it, and whether the name stands there as the signature.
SENTENCES: Final = (("我在{}的借款逾期了", False), ("【{}】您好，您已逾期", True), ("{}催收打电话给我妈", False))
_TRADITIONAL: Final = opencc.OpenCC("s2t")


@dataclass(frozen=True, slots=True)
class Sample:
    """One text, and what should be said of it."""

    text: str
    signature: str | None
    platform: str | None
    ask: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over all texts. A `wrong` name is any name that is not the right one, also where there is none."""

    right: int
    wrong: int
    missed: int
    asked_rightly: int
    asked_for: int
    asked_in_vain: int
    texts: int

    @property
    def precision(self) -> float:
        """Right names among all names."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right names among all that should have been named."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def samples(file: Path) -> tuple[Sample, ...]:
    """The texts of a file."""
    rows = (json.loads(line) for line in file.read_text().splitlines() if line.strip())
    return tuple(
        Sample(row["text"], row.get("signature"), row.get("platform"), bool(row.get("ask")), row.get("note", ""))
        for row in rows
    )


def named(listed: Directory, sample: Sample) -> Found:
    """What is found in a text, with the numbers and links that stand in it."""
    numbers, links = tuple(_NUMBER.findall(sample.text)), tuple(_LINK.findall(sample.text))
    return find(listed, Clues(sample.text, sample.signature, numbers, links))


def figures(pairs: Iterable[tuple[Sample, Found]]) -> Figures:
    """The counts."""
    every = tuple(pairs)
    named_ = [(s, f) for s, f in every if f.platform_id]
    return Figures(
        right=sum(f.platform_id == s.platform for s, f in named_),
        wrong=sum(f.platform_id != s.platform for s, f in named_),
        missed=sum(s.platform is not None and f.platform_id != s.platform for s, f in every),
        asked_rightly=sum(s.ask and bool(f.candidates) for s, f in every),
        asked_for=sum(s.ask for s, _ in every),
        asked_in_vain=sum(not s.ask and s.platform is None and bool(f.candidates) for s, f in every),
        texts=len(every),
    )


@dataclass(frozen=True, slots=True)
class OverNames:
    """Counts over every name in every sentence. A name of several companies is `right` where the owner is asked for.

    `wrong` are names that are nobody's of the owners, `contacts` the numbers that would be shown for those.
    """

    names: int
    right: int
    wrong: int
    missed: int
    contacts: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def names_of(platform: Platform) -> Iterator[tuple[str, bool]]:
    """Every name of a company in both scripts, each with whether it is ambiguous."""
    firm = (
        *platform.aliases, *platform.aliases_traditional, *platform.short_aliases, *platform.context_aliases,
        *platform.former_names, *platform.sms_signatures,
    )  # fmt: skip
    for names, ambiguous in ((firm, False), (platform.ambiguous_aliases, True)):
        both = dict.fromkeys(form for name in names for form in (name, _TRADITIONAL.convert(name)))
        yield from ((name, ambiguous) for name in both)


def asking(listed: Directory) -> set[str]:
    """Names, folded, that others use too: alone they are to lead to a question."""
    return {text for text, name in listed.matcher.names.items() if name.asks}


def over_names(listed: Directory) -> OverNames:
    """The counts over every name of every company."""
    owners: dict[str, set[str]] = defaultdict(set)
    every = [(name, p.id, ambiguous) for p in listed.platforms.values() for name, ambiguous in names_of(p)]
    for name, owner, _ in every:
        owners[fold(name)].add(owner)
    right = wrong = contacts = missed = 0
    shared = {fold(name) for name, _, ambiguous in every if ambiguous} | asking(listed)
    for name, owner, _ in every:
        for sentence, signs in SENTENCES:
            found = find(listed, Clues(sentence.format(name), name if signs else None))
            asked = owner in found.candidates and (len(owners[fold(name)]) > 1 or fold(name) in shared)
            if found.platform_id in owners[fold(name)] or asked:
                right += 1
            elif found.platform_id:
                wrong += 1
                contacts += platform_phone(listed, found.platform_id) is not None
            else:
                missed += 1
    return OverNames(len(every), right, wrong, missed, contacts)


def names_report(listed: Directory) -> str:
    """The counts over every name in a line."""
    got = over_names(listed)
    return (
        f"{got.names} names on file in {len(SENTENCES)} sentences: F1 {got.f1:.4f}; wrong names {got.wrong}; "
        f"wrong contacts {got.contacts}; missed {got.missed}"
    )


def report(listed: Directory, file: Path) -> str:
    """Everything of one file in lines, each miss included."""
    pairs = measured(listed, [file])
    return "\n".join([_head(file.name, figures(pairs)), *(_line(s, f) for s, f in pairs if _is_miss(s, f))])


def summary(listed: Directory, files: Sequence[Path]) -> str:
    """A line for each file, and one for all of them together."""
    single = [_head(file.name, figures(measured(listed, [file]))) for file in files]
    return "\n".join([*single, _head("all", figures(measured(listed, files)))])


def measured(listed: Directory, files: Iterable[Path]) -> list[tuple[Sample, Found]]:
    """Each text of the files with what is found in it."""
    return [(sample, named(listed, sample)) for file in files for sample in samples(file)]


def _head(title: str, got: Figures) -> str:
    return (
        f"{title}: {got.texts} texts: precision {got.precision:.4f} recall {got.recall:.4f} F1 {got.f1:.4f}; "
        f"wrong names {got.wrong}; asked where asked for {got.asked_rightly}/{got.asked_for}; "
        f"asked where nobody is named {got.asked_in_vain}"
    )


def _is_miss(sample: Sample, found: Found) -> bool:
    return found.platform_id != sample.platform or (sample.ask and not found.candidates)


def _line(sample: Sample, found: Found) -> str:
    kind = "WRONG" if found.platform_id else "asked" if found.candidates else "silent"
    return f"{kind:6} {sample.platform} <- {found.platform_id} {found.candidates} [{sample.note}] {sample.text[:70]!r}"


def main() -> int:
    """Print the report of each given file, or of all sets, a summary, and the counts over every name on file."""
    files = [Path(name) for name in sys.argv[1:]] or SETS
    listed = directory.load()
    reports = "\n\n".join(report(listed, file) for file in files)
    sys.stdout.write(f"{reports}\n\n{summary(listed, files)}\n{names_report(listed)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
