"""From the arguments to what they ask: a command for scripts, or the window."""

import sys
from collections.abc import Sequence

from coi_app import cli


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; without a command, opens the window."""
    return cli.run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
