"""From the arguments to what they ask: a command for scripts, or the window. Each loads only what it needs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; without a command, opens the window."""
    _leave_no_image()
    match sys.argv[1:] if arguments is None else list(arguments):
        case []:
            return _open(None)
        case ["--data", folder] if not folder.startswith("-"):
            return _open(Path(folder))
        case given:
            from coi_app.cli import arguments as said  # a plain start opens the window sooner without it

            return said.told(lambda: _carry_out(given), as_json="--json" in given)


def _leave_no_image() -> None:
    """A crash writes no image of the memory to a file: the key and answers could be read from it."""
    if sys.platform != "win32":
        import resource  # only there

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _carry_out(given: list[str]) -> int:
    from coi_app.cli import arguments as said  # as above

    asked = said.parse(given)
    if asked.command is None:
        return _open(asked.data, asked.content)
    if asked.command == "demo":
        return _demo(asked.out)
    if asked.command == "record":
        from coi_app.cli import record  # the vault, which no other command opens

        return record.verify(asked.path, as_json=asked.json)
    from coi_app.cli import commands  # the rules and their services, which neither the parser nor the window needs to start

    return commands.carry_out(asked)


def _open(profile: Path | None, agency: Path | None = None) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        # Qt would end the process with a core dump and a guess at the cause.
        print("coi-app: There is no display to open the window on. `coi-app --help` lists what works without one.", file=sys.stderr)
        return 2
    # What is made while the window is put together stays; looking through it for garbage is a twentieth of the start. `app.run` turns it on again.
    gc.disable()
    sys.excepthook = _mistaken
    from coi_app import app  # Qt, which no command for scripts needs
    from coi_app.domain.errors import DeclareError  # comes with it

    try:
        return app.run(profile, agency)
    except DeclareError as problem:
        print(f"coi-app: {problem}", file=sys.stderr)
        return 2


def _mistaken(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """A mistake before the window is there, or after it is gone: its kind and place, without what Python would print of it."""
    from coi_app.services.crash_report import in_one_line  # few starts need it

    if sys.stderr:
        print(f"coi-app: The app made a mistake and could not go on ({in_one_line(problem)}). What it said was saved is in your file.", file=sys.stderr)


def _demo(out: Path) -> int:
    from coi_app import app  # as above

    left = app.demonstrate(out)
    print(f"Conversation PDF: {_from_here(left.guide)}")
    print(f"Screenshots of {len(left.pictures)} pages: {_from_here(left.pictures[0].parent)}")
    return 0


def _from_here(place: Path) -> Path:
    """A place as one would type it: from the current folder, where it is below that."""
    here = Path.cwd()
    return place.absolute().relative_to(here) if place.absolute().is_relative_to(here) else place


if __name__ == "__main__":
    sys.exit(main())
