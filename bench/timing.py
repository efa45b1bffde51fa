"""How things are timed: two ways of doing the same, in turn, and the middle of what was measured."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the report: seconds for ours and for a bare baseline, and the most that the ratio, the time or the difference may be."""

    name: str
    ours: float
    bare: float | None = None
    most_ratio: float | None = None
    most_seconds: float | None = None
    most_more: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours against the baseline, where there is one."""
        return self.ours / self.bare if self.bare else None

    @property
    def holds(self) -> bool:
        """Whether what was measured keeps to what was promised."""
        fast_enough = self.most_seconds is None or self.ours <= self.most_seconds
        little_more = self.most_more is None or self.bare is None or self.ours - self.bare <= self.most_more
        return fast_enough and little_more and (self.most_ratio is None or self.ratio is None or self.ratio <= self.most_ratio)


def in_turn(ours: Callable[[], float], bare: Callable[[], float], rounds: int) -> tuple[float, float]:
    """The medians of both, measured A B A B after one round that does not count."""
    ours()
    bare()
    pairs = [(ours(), bare()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def seconds(action: Callable[[], object]) -> float:
    """How long one call takes."""
    before = time.perf_counter()
    action()
    return time.perf_counter() - before


def median_call(action: Callable[[], object], calls: int) -> float:
    """The median time of one call."""
    action()
    return statistics.median(seconds(action) for _ in range(calls))


def median_of(timed: Callable[[], float], rounds: int) -> float:
    """The median of what something that times itself says, after one round that does not count."""
    timed()
    return statistics.median(timed() for _ in range(rounds))


def until_said(arguments: list[str], word: str) -> float:
    """Seconds from the start of a Python process to the moment it says `word` on a line of its own; it is let end."""
    before = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=surroundings()
    ) as process:
        assert process.stdout is not None
        said = any(line.strip() == word for line in process.stdout)
        took = time.perf_counter() - before
    if not said:
        raise RuntimeError(f"{arguments} ended without saying {word}")
    return took


def surroundings() -> dict[str, str]:
    """What a process runs in: no display, and compiled modules kept as in any installed app."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}
