"""Every command of the command line, one after the other, on a profile and into a folder of its own; the names of those that were done."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from uuid import uuid4

from coi_app.__main__ import main
from coi_app.cli import arguments
from coi_app.paths import resources
from coi_app.services import safekeeping
from tests.privacy.safekeeping import now
from tests.store.examples import CHEAP, PASSPHRASE

EXAMPLE = str(resources() / "examples" / "pamphlets.toml")


def every_command(out: Path) -> dict[str, tuple[list[str], ...]]:
    """What is typed for each command there is."""
    return {
        "topics": (["topics"], ["topics", "--search", "handing out flyers", "--json"]),
        "questions": (["questions", "P07", "--json"],),
        "assess": (["assess", EXAMPLE, "--json"], ["assess", EXAMPLE, "--content", str(resources() / "agency" / "example")]),
        "conversation": (["conversation", EXAMPLE, "--out", str(out / "guide.pdf")],),
        "demo": (["demo", "--out", str(out / "demo")],),
        "record": (["record", "verify", str(out / "profile"), "--json"],),
        "content": (["content", "check", "--quick"],),
    }


def slow(out: Path) -> tuple[list[str], ...]:
    """What takes a minute each."""
    return tuple(["content", "publish", "--out", str(out / name)] for name in ("rules.md", "rules.pdf"))


def known() -> set[str]:
    """The commands that the parser knows."""
    actions = (action for action in arguments._parser()._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001
    return {name for action in actions for name in action.choices}


def do_all(out: Path, *, whole: bool) -> Iterator[str]:
    """Do each; what is said of the records is read with the passphrase from standard input."""
    safekeeping.create(out / "profile", uuid4, now(), passphrase=PASSPHRASE, cost=CHEAP).store.close()
    typed = every_command(out)
    assert set(typed) == known()
    for name, lines in typed.items():
        for line in (*lines, *(slow(out) if whole and name == "content" else ())):
            sys.stdin = io.TextIOWrapper(io.BytesIO(f"{PASSPHRASE}\n".encode()))
            with redirect_stdout(io.StringIO()):
                assert main(line) == 0, line
        yield name


if __name__ == "__main__":
    print(*do_all(Path.cwd(), whole="whole" in sys.argv))  # noqa: T201 - the parent reads it
