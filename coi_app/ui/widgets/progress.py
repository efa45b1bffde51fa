"""How far a journey or a piece of work has come: a thin line, with its words for those who do not see it."""

from PySide6.QtWidgets import QProgressBar, QWidget

from coi_app.ui.i18n import _tr


class ProgressLine(QProgressBar):
    """A thin line; `show_progress` says honestly how far it is, in words too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(_tr("ProgressLine", "Progress"))

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Shows `done` of `total`; `words` say the same, for example "About 3 more questions"."""
        self.setRange(0, max(total, 1))
        self.setValue(min(done, total))
        self.setAccessibleDescription(words)
