"""From the arguments to what they ask: a command for scripts, or the window."""

import sys
from collections.abc import Sequence
from pathlib import Path

from coi_app.cli import commands
from coi_app.domain.errors import DeclareError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; without a command, opens the window."""
    windowed = commands.Windowed(open=_open, demo=_demo)
    return commands.run(sys.argv[1:] if arguments is None else arguments, windowed)


def _open(profile: Path | None) -> int:
    from coi_app import app  # Qt, which no command for scripts needs

    return app.run(profile)


def _demo(out: Path) -> int:
    raise DeclareError("The window is not built yet.")


if __name__ == "__main__":
    sys.exit(main())
