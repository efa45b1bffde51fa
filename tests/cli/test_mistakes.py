"""A mistake of the app itself on the command line: one line, with its kind and place and nothing that was given."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coi_app.cli.arguments import APP_MISTAKEN, told

ROOT = Path(__file__).parents[2]
MARKER = "quokkamarker"


def mistaken() -> int:
    """A mistake in the middle of something."""
    raise KeyError(MARKER)


@pytest.mark.parametrize("as_json", [False, True])
def test_a_mistake_is_one_line_on_standard_error(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> None:
    assert told(mistaken, as_json=as_json) == APP_MISTAKEN
    said = capsys.readouterr()
    assert said.out == "" and MARKER not in said.err and "KeyError" in said.err and len(said.err.splitlines()) == 1
    assert not as_json or json.loads(said.err)["key"] is None


BROKEN_START = """
import sys
from coi_app import app
from coi_app.__main__ import main
def build(*given, **named):
    raise KeyError("quokkamarker")
app.build = build
main(["--data", sys.argv[1]])
"""


def test_a_window_that_cannot_start_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BROKEN_START, str(tmp_path / "profile")],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1 and done.stdout == ""
    assert MARKER not in done.stderr and "Traceback" not in done.stderr and "KeyError at coi_app.app:run:" in done.stderr
    assert not list(tmp_path.iterdir())
