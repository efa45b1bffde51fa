"""How long to wait after wrong passphrases: longer each time, and never a hint why one was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FREE = 2
"""So many slips of the finger cost nothing."""

FIRST = timedelta(seconds=2)
LONGEST = timedelta(minutes=5)


@dataclass(frozen=True)
class Patience:
    """How many passphrases in a row were wrong, and when the last was. Kept in memory alone: a wrong guess writes nothing."""

    wrong: int = 0
    last: datetime | None = None

    def after_wrong(self, at: datetime) -> Patience:
        """With one more wrong passphrase, given at this moment."""
        return Patience(self.wrong + 1, at)

    @property
    def delay(self) -> timedelta:
        """How long the next try has to wait from the last wrong one."""
        over = self.wrong - FREE
        if over <= 0:
            return timedelta()
        return min(FIRST * 2 ** min(over - 1, 16), LONGEST)

    def left(self, now: datetime) -> timedelta:
        """What is left to wait; never more than the whole delay, even where the clock was put back."""
        if self.last is None:
            return timedelta()
        return max(timedelta(), min(self.delay, self.last + self.delay - now))
