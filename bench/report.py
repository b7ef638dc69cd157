"""Figures as they are printed: the subject, its yardstick from the same run, and the ratio between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report. `values` and `yardstick` come from alternating rounds of one run, pair by pair."""

    name: str
    unit: str
    values: Sequence[float]
    yardstick_name: str
    yardstick: Sequence[float]
    aim: str = ""

    def line(self) -> str:
        """The median of the ratios first, the absolute medians beside it."""
        ratio = median(v / y for v, y in zip(self.values, self.yardstick, strict=True))
        own, theirs = median(self.values), median(self.yardstick)
        aim = f"   (aim: {self.aim})" if self.aim else ""
        return (
            f"{self.name:<44} {ratio:8.2f} x {self.yardstick_name:<22} "
            f"{own:10.2f} {self.unit} beside {theirs:.2f} {self.unit}{aim}"
        )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def plain(name: str, value: str, aim: str = "") -> str:
    """A figure that has no yardstick."""
    return f"{name:<44} {value}" + (f"   (aim: {aim})" if aim else "")
