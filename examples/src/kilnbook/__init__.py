"""A logbook for pottery kilns."""

from kilnbook.curve import Curve, Step
from kilnbook.firing import Firing, Log

__all__ = ["Curve", "Firing", "Log", "Step"]
