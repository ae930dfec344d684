"""Temperature curves: what the kiln should be at, hour by hour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """Climb by `rate` degrees an hour to `target`, then hold for `hold` minutes."""

    rate: float
    target: float
    hold: int = 0


@dataclass(frozen=True)
class Curve:
    """Steps from room temperature upwards."""

    steps: tuple[Step, ...]
    start: float = 20.0

    def duration(self) -> float:
        """Return the hours that the whole curve takes."""
        hours = 0.0
        here = self.start
        for step in self.steps:
            hours += abs(step.target - here) / step.rate + step.hold / 60
            here = step.target
        return hours

    def at(self, hours: float) -> float:
        """Return the temperature after `hours`."""
        here = self.start
        for step in self.steps:
            climb = abs(step.target - here) / step.rate
            if hours < climb:
                return here + (step.target - here) * hours / climb
            hours -= climb + step.hold / 60
            here = step.target
            if hours < 0:
                return here
        return here
