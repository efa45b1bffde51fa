"""The buses that are tested here are a thing of Linux; elsewhere there is nothing to collect."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from coi_app.ui import accessibility
from coi_app.ui.theme import Theme, ThemeChoice

collect_ignore = [] if sys.platform == "linux" else ["test_bus.py", "test_session_lock.py"]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the whole run."""
    accessibility.install()
    return Theme(qapp, ThemeChoice.LIGHT)
