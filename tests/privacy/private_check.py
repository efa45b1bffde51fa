"""A private check through the real window, in a process of its own, with a marker word among what is typed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtGui import QGuiApplication

from coi_app import paths
from coi_app.app import application, build
from coi_app.ui import demo
from coi_app.ui.desk import Surroundings

MARKER = "quokkamarker"


def check(profile: Path, pictures: Path) -> str:
    """The heading of the result that the check came to; the window is closed again."""
    app = application()
    shown, content = demo.read_example(paths.resources(), "pamphlets")
    interest = replace(shown.interests[0], words=f"{shown.interests[0].words} {MARKER}")
    where = Surroundings(paths.resources(), profile, demo.clock_on(shown.day), uuid4)
    running = build(app, where)
    running.window.show_as_kept()
    found = demo.Demonstration(running.desk, running.messages, content, replace(shown, interests=(interest,)), pictures).check()
    assert MARKER not in QGuiApplication.clipboard().text()
    running.window.close()
    return found


if __name__ == "__main__":
    print(check(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201 - the parent reads it
