"""More of something, shown when asked for: a link that says what it opens, and what it opened below it."""

from PySide6.QtWidgets import QWidget

from coi_app.ui.widgets.buttons import LinkButton, plain
from coi_app.ui.widgets.layout import row, stack


class Expander(QWidget):
    """Closed at first. `more` and `less` are the link's words; both say what they are about, for they are its name too."""

    def __init__(self, more: str, less: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more, self._less, self._content = more, less, content
        lines = stack(self, spacing=6)
        self.link = LinkButton(more, "underlined")
        self.link.clicked.connect(self._turn)
        line = row()
        line.addWidget(self.link)
        line.addStretch(1)
        lines.addLayout(line)
        lines.addWidget(content)
        content.hide()

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return not self._content.isHidden()

    def _turn(self) -> None:
        self._content.setVisible(not self.is_open)
        self.link.setText(plain(self._less if self.is_open else self._more))
