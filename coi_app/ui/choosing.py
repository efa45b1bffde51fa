"""Asking where to save and what to open, so that nothing beside the file itself is left of it.

The choosers of GNOME and KDE put each file among the desktop's recent ones, so on Linux Qt's own is used, and the folders that
Qt would remember of it in a file are kept nowhere. Windows and macOS have lists of their own, which an app cannot turn off.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

from coi_app.ui.i18n import _tr

_OWN = sys.platform == "linux"


def place_to_save(parent: QWidget, suggested: Path, kinds: str) -> Path | None:
    """Where the person wants it, or None."""
    _remember_nothing()
    name, _ = QFileDialog.getSaveFileName(parent, _tr("Messages", "Save as"), str(suggested), kinds, options=_options())
    return Path(name) if name else None


def file_to_open(parent: QWidget, folder: Path, kinds: str) -> Path | None:
    """What the person wants opened, or None."""
    _remember_nothing()
    name, _ = QFileDialog.getOpenFileName(parent, _tr("Messages", "Open"), str(folder), kinds, options=_options())
    return Path(name) if name else None


def _options() -> QFileDialog.Option:
    return QFileDialog.Option.DontUseNativeDialog if _OWN else QFileDialog.Option(0)


def _remember_nothing() -> None:
    if _OWN:
        # A place that is no folder: what cannot be written there is dropped. The app has no other settings of Qt's.
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
