"""What was found in a text, before anything is decided: findings, attributes, and whether it speaks of debt at all.

A score is the chance that at least one finding holds, were they independent. Findings that overlap speak of the same
words and count once, as the heaviest of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classify.normalize import View
from model.classification import Attribute, AttributeKind, Finding
from model.labels import Label


@dataclass(frozen=True, slots=True)
class Evidence:
    """One text with its plain and folded view. The spans of the findings are those of the received text."""

    plain: View
    folded: View
    findings: tuple[Finding, ...]
    attributes: tuple[Attribute, ...]
    debt: bool

    @property
    def text(self) -> str:
        """The folded text: what patterns are matched against."""
        return self.folded.text

    @property
    def signature(self) -> str | None:
        """The signature in brackets, if there is one."""
        return next((a.value for a in self.attributes if a.kind is AttributeKind.SIGNATURE), None)

    def of(self, label: Label) -> tuple[Finding, ...]:
        """The findings for one label."""
        return tuple(f for f in self.findings if f.label is label)

    def has(self, *kinds: AttributeKind) -> bool:
        """Whether there is an attribute of one of these kinds."""
        return any(a.kind in kinds for a in self.attributes)

    def score(self, label: Label) -> float:
        """How strongly the findings carry one label, 0 to 1."""
        return combine(self.of(label))

    def scores(self) -> dict[Label, float]:
        """The score of every label that has a finding."""
        found: dict[Label, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.label, []).append(finding)
        return {label: combine(findings) for label, findings in found.items()}

    def where(self, keep: Callable[[Finding], bool]) -> "Evidence":
        """The same text with only the findings that `keep` accepts."""
        return self.with_findings(f for f in self.findings if keep(f))

    def attributed(self, attributes: tuple[Attribute, ...]) -> "Evidence":
        """The same findings with other attributes."""
        return Evidence(self.plain, self.folded, self.findings, attributes, self.debt)

    def with_findings(self, findings: Iterable[Finding]) -> "Evidence":
        """The same text with other findings."""
        return Evidence(self.plain, self.folded, tuple(findings), self.attributes, self.debt)


def combine(findings: Iterable[Finding]) -> float:
    """The score of findings for one label: 1 - product of (1 - weight) over groups that do not overlap."""
    findings = tuple(findings)
    if len(findings) < 2:
        return round(findings[0].weight, 3) if findings else 0.0
    missing = 1.0
    end, heaviest = -1, 0.0
    for finding in sorted(findings, key=lambda f: (f.span.start, f.span.end)):
        if finding.span.start >= end:
            missing *= 1 - heaviest
            heaviest = 0.0
        heaviest = max(heaviest, finding.weight)
        end = max(end, finding.span.end)
    return round(1 - missing * (1 - heaviest), 3)
