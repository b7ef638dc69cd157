"""`classify`: one line in, one line out, whatever the line is."""

import io
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from cases.answer import day_routes
from cases.reading import Reader, Reading, read
from model.classification import Classification, LabelScore, Span
from model.errors import UndunError

# A line longer than this is no message; a chat takes 4,096 characters and an SMS far fewer.
LONGEST_LINE = 1_000_000
_DECIMALS = 4


class LineError(UndunError):
    """A line that is neither text nor an object with a text."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of output, and whether the line of input could be read."""

    line: str
    fine: bool


def run_on(file: Path | None, reader: Reader) -> int:
    """Answer the lines of a file, or of standard input. Bytes that are not UTF-8 become broken surrogates."""
    opened = file.open(encoding="utf-8", errors="surrogateescape", newline="\n") if file else _standard_input()
    with opened as source:
        return run(source, sys.stdout, reader)


def _standard_input() -> TextIO:
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogateescape", newline="\n")


def run(source: TextIO, target: TextIO, reader: Reader) -> int:
    """Answer every line of the source. Exit status 1 when a line was broken, 0 otherwise."""
    fine = True
    for outcome in outcomes(source, reader):
        target.write(outcome.line + "\n")
        fine = fine and outcome.fine
    target.flush()
    return 0 if fine else 1


def outcomes(lines: Iterable[str], reader: Reader) -> Iterator[Outcome]:
    """One outcome per line, in order; a broken line does not stop the others."""
    for line in lines:
        try:
            text = text_of(line.removesuffix("\n").removesuffix("\r"))
        except LineError as error:
            yield Outcome(_json({"error": str(error)}), fine=False)
            continue
        yield Outcome(_json(as_object(read(reader, text), reader)), fine=True)


def text_of(line: str) -> str:
    """The text of a line: the member `text` of an object, or the line itself."""
    if len(line) > LONGEST_LINE:
        raise LineError(f"the line is longer than {LONGEST_LINE} characters")
    if not line.startswith("{"):
        return line
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError("not a JSON object") from error
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise LineError("the object has no text")
    return text


def as_object(reading: Reading, reader: Reader) -> dict[str, object]:
    """The answer for one text. Keys are only ever added; offsets are code points of the text as given."""
    verdict = reading.classification
    return {
        "labels": [_score(score) for score in verdict.labels],
        "maybe": [_score(score) for score in verdict.maybe],
        "quotes": _quotes(verdict),
        "severity": verdict.severity,
        "speaker": verdict.speaker.value,
        "sure": verdict.sure,
        "danger": verdict.danger.value if verdict.danger else None,
        "platform": reading.found.platform_id,
        "contacts": list(day_routes(reading, reader.directory)),
        "candidates": list(reading.found.candidates),
        "attributes": [
            {"kind": a.kind.value, "value": a.value, "span": _span(a.span), "detail": a.detail}
            for a in verdict.attributes
        ],
    }


def _score(score: LabelScore) -> dict[str, object]:
    spans = sorted({(f.span.start, f.span.end) for f in score.findings})
    return {
        "id": score.label.value,
        "score": round(score.score, _DECIMALS),
        "spans": [list(span) for span in spans],
        "rules": sorted({f.rule for f in score.findings}),
    }


def _quotes(verdict: Classification) -> list[dict[str, object]]:
    return [
        {"start": q.span.start, "end": q.span.end, "labels": [_score(score) for score in q.labels]}
        for q in verdict.quotes
    ]


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _json(content: dict[str, object]) -> str:
    """One line of JSON; broken surrogates are escaped, so that every line can be written as UTF-8."""
    text = json.dumps(content, ensure_ascii=False)
    return text if _writable(text) else json.dumps(content)


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
