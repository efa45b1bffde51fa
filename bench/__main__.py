"""`make bench`: what was promised about speed, measured in one run and told as ratios."""

from __future__ import annotations

import platform
import sys

from bench import engine, saving
from bench.timing import Row


def told(row: Row) -> str:
    """A row of the report."""
    bare = f"{row.bare * 1000:10.2f}" if row.bare is not None else " " * 10
    ratio = f"{row.ratio:7.2f}" if row.ratio is not None else " " * 7
    most = f"{row.most_ratio:.1f} x" if row.most_ratio else f"{(row.most_seconds or 0) * 1000:.1f} ms"
    return f"{row.name:<44}{row.ours * 1000:10.2f}{bare}{ratio}{most:>10}  {'holds' if row.holds else 'TOO SLOW'}"


def main() -> int:
    """Prints the report; 1 where something is slower than promised."""
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; medians, in milliseconds\n")
    print(f"{'':<44}{'ours':>10}{'bare':>10}{'ratio':>7}{'at most':>10}")
    rows = [row for part in (engine, saving) for row in part.rows()]
    for row in rows:
        print(told(row))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
