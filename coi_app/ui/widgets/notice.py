"""Something that a person is told once, at the top of a page, calmly: a sentence and what it is about."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from coi_app.ui import accessibility
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import BulletList, Text


class Notice(Card):
    """A sentence with points below it; a screen reader says it when it is shown, for the focus goes to the heading."""

    def __init__(self, words: str, points: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(tone="brand", parent=parent)
        self.setProperty(SPOKEN_AS, "status")
        self.setAccessibleName(" ".join((words, *points)))
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.addWidget(Text(words, "strong"))
        if points:
            self.body.addWidget(BulletList(points))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        accessibility.announce(self, self.accessibleName())
