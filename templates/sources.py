"""Which translations fell behind: each names the hash of the Simplified Chinese file that it was made from.

`python -m templates.sources` prints those that fell behind; `--refresh FILE …` writes the hash of today into
translations that were just read against their source. It never refreshes what was not named.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from model.locale import Locale
from templates.render import ROOT, files

SOURCE: Final = Locale.ZH_HANS
_STATED: Final = re.compile(r"\A(?:\{#|#) source: ([0-9a-f]{12})(?: #\})?\n")


def source_of(translation: Path, root: Path = ROOT) -> Path:
    """The file that a translation was made from."""
    return root / SOURCE.value / Path(*translation.relative_to(root).parts[1:])


def hash_of(source: Path) -> str:
    """The first 12 hex digits of the SHA-256 of a source file."""
    return hashlib.sha256(source.read_bytes()).hexdigest()[:12]


def stated(translation: Path) -> str | None:
    """The hash that a translation states in its first line, or None where it states none."""
    found = _STATED.match(translation.read_text("utf-8"))
    return found[1] if found else None


def translations(root: Path = ROOT) -> tuple[Path, ...]:
    """Every file of wording that is not a source."""
    return tuple(path for path in files(root) if path.relative_to(root).parts[0] != SOURCE.value)


def fell_behind(root: Path = ROOT) -> tuple[Path, ...]:
    """The translations whose source has changed since, or that state no source."""
    return tuple(path for path in translations(root) if stated(path) != hash_of(source_of(path, root)))


def refresh(translation: Path, root: Path = ROOT) -> None:
    """State today's hash in the first line of one translation; its wording stays as it is. Refuses a source."""
    if translation not in translations(root):
        raise ValueError(f"{translation} is no translation")
    wording = _STATED.sub("", translation.read_text("utf-8"))
    line = f"source: {hash_of(source_of(translation, root))}"
    opening = f"# {line}" if translation.suffix == ".yaml" else f"{{# {line} #}}"
    translation.write_text(f"{opening}\n{wording}", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what fell behind (exit code 1), or refresh the files that are named."""
    parser = argparse.ArgumentParser(prog="python -m templates.sources", description=__doc__)
    parser.add_argument("--refresh", nargs="+", type=Path, default=(), metavar="FILE")
    named: Iterable[Path] = parser.parse_args(arguments).refresh
    for path in named:
        refresh(path.resolve())
    behind = fell_behind()
    sys.stdout.writelines(f"{path.relative_to(ROOT).as_posix()}\n" for path in behind)
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
