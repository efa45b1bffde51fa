"""`make bench`: what was promised about speed, measured in one run and told as ratios."""

from __future__ import annotations

import platform
import sys

from bench import promises
from bench.timing import Row

PARTS = (promises.start, promises.home, promises.content, promises.rules, promises.searching, promises.saving, promises.unlocking, promises.encryption, promises.safekeeping_of_many, promises.documents)


def told(row: Row) -> str:
    """A row of the report."""
    bare = f"{row.bare * 1000:10.2f}" if row.bare is not None else " " * 10
    ratio = f"{row.ratio:8.2f}" if row.ratio is not None else " " * 8
    return f"{row.name:<58}{row.ours * 1000:10.2f}{bare}{ratio}{_most(row):>10}  {'holds' if row.holds else 'TOO SLOW'}"


def _most(row: Row) -> str:
    """What was promised; nothing where a figure is only shown."""
    if row.most_ratio:
        return f"{row.most_ratio:.1f} x"
    if row.most_more:
        return f"+{row.most_more * 1000:.0f} ms"
    return f"{row.most_seconds * 1000:.1f} ms" if row.most_seconds else ""


def main() -> int:
    """Prints the report; 1 where something is slower than promised."""
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}; medians in milliseconds\n")
    print(f"{'':<58}{'ours':>10}{'bare':>10}{'ratio':>8}{'at most':>10}")
    hold = True
    for part in PARTS:
        for row in part():
            print(told(row), flush=True)
            hold = hold and row.holds
    return 0 if hold else 1


if __name__ == "__main__":
    sys.exit(main())
