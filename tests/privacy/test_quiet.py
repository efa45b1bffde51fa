"""The window prints nothing, whatever Qt, a library or Python itself has to say in passing; where Qt ends it, the report holds none of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.privacy.tracing import ROOT

MARKER = "quokkamarker"

TALKATIVE = """
import logging, sys, threading, warnings
from PySide6.QtCore import QTimer, qCritical, qFatal, qWarning
from coi_app import app
from coi_app.__main__ import main
from coi_app.ui import quiet

MARKER = "quokkamarker"
made = app.build
quiet.show_last_page = lambda report: print(report, flush=True)

class Unraisable:
    def __del__(self):
        raise ValueError(MARKER)

def fall():
    raise OSError(2, MARKER, MARKER)

def talk(running):
    logging.getLogger().setLevel(logging.DEBUG)
    for name in ("sqlalchemy", "alembic", "keyring", MARKER):
        logging.getLogger(name).critical(MARKER, exc_info=ValueError(MARKER))
    qWarning(MARKER)
    qCritical(MARKER)
    warnings.warn(MARKER)
    aside = threading.Thread(target=fall, name=MARKER)
    aside.start()
    aside.join()
    Unraisable()
    if "fatal" in sys.argv:
        qFatal(MARKER)
    running.window.close()

def build(*given):
    running = made(*given)
    running.window.first_painted.connect(lambda: QTimer.singleShot(200, lambda: talk(running)))
    return running

app.build = build
sys.exit(main(["--data", sys.argv[1]]))
"""


@pytest.mark.parametrize("end", ["closed", "fatal"])
def test_nothing_is_printed_and_nothing_is_left(tmp_path: Path, end: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", TALKATIVE, str(home / "profile"), end],
        cwd=home, env={**kept, "PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(home)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]  # offscreen alone, before the first paint
    assert told == []
    if end == "fatal":
        assert done.returncode != 0 and "Qt could not go on" in done.stdout and "coi_app.app:run:" in done.stdout
    else:
        assert done.returncode == 0 and done.stdout == ""
    assert MARKER not in done.stdout
    left = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file() and "fontconfig" not in path.parts}
    assert left <= {"profile/preferences.json"}
