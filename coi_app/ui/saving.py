"""Where documents are put first when a person is asked where to save one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from coi_app.ui.window import Window


def place_for_papers(window: Window) -> Path:
    """Where the person saved last, if that is still there; else where documents go."""
    kept = window.preferences_now().papers
    if kept and Path(kept).is_dir():
        return Path(kept)
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
