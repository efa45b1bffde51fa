"""A whole declaration through the real window, in a process of its own, with a marker word in the person's own words; the profile stays."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from coi_app import paths
from coi_app.app import application, build
from coi_app.ui import demo, keyboard
from coi_app.ui.desk import Surroundings
from tests.privacy import loud
from tests.privacy.private_check import MARKER

EXAMPLE = "candidate"


def declare(profile: Path, out: Path) -> None:
    """From home to the saved PDF; then the records are locked, with the key for it, and the window is closed."""
    app = application()
    shown, content = demo.read_example(paths.resources(), EXAMPLE)
    interests = tuple(replace(one, words=f"{one.words} {MARKER}") for one in shown.interests)
    running = build(app, Surroundings(paths.resources(), profile, demo.clock_on(shown.day), uuid4))
    loud.listen()
    running.window.show_as_kept()
    demo.Demonstration(running.desk, running.messages, content, replace(shown, interests=interests), out).run()
    assert MARKER not in QGuiApplication.clipboard().text()
    running.window.resize(running.window.size() * 0.9)
    keyboard.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    keyboard.wait_until(lambda: not (profile / "declare.db-wal").exists(), "The records were not locked.")
    running.window.close()


if __name__ == "__main__":
    declare(Path(sys.argv[1]), Path(sys.argv[2]))
    print("declared")  # noqa: T201 - the parent reads it
