"""What window tests stand on: one theme, a way to settle the layout, and a place for pictures."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coi_app.ui import accessibility
from coi_app.ui.preferences import Preferences
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.window import Window
from tests.ui.driving import settle

ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "screens"
LAPTOP, SMALL = (1366, 768), (910, 512)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The one theme of the whole run, with the roles for screen readers in place."""
    accessibility.install()
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def window(qapp: QApplication, theme: Theme) -> Iterator[Window]:
    """A shown window of a laptop's size, in the light theme."""
    theme.choose(ThemeChoice.LIGHT)
    shown = Window(qapp, theme, Preferences(width=LAPTOP[0], height=LAPTOP[1]))
    shown.show()
    shown.activateWindow()
    settle()
    yield shown
    shown.close()
    shown.deleteLater()
    settle()


@pytest.fixture
def keep_picture() -> Callable[[QWidget, str], None]:
    """Keeps a picture of a widget among the artefacts, to be looked at."""

    def keep(widget: QWidget, name: str) -> None:
        settle()
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        assert widget.grab().save(str(ARTEFACTS / f"{name}.png"))

    return keep

