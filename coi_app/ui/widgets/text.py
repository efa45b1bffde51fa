"""Words on a page: headings that are headings to a screen reader too, and text that wraps at a readable width."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from coi_app.ui import typography
from coi_app.ui.accessibility import SPOKEN_AS
from coi_app.ui.widgets.layout import row, stack


class WrappingLabel(QLabel):
    """A label that fills the width it is given, wraps at about 75 characters, and asks for the height that this takes.

    Without `wraps` it is as wide as its words, for a row beside other things. `spoken_as` is its role to a screen reader.
    """

    def __init__(self, text: str = "", *, wraps: bool = True, spoken_as: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if spoken_as:
            # Before the text: with a screen reader on, the first text fixes what the label is to it.
            self.setProperty(SPOKEN_AS, spoken_as)
        self._measured: tuple[QFont, int] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if not wraps:
            return
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        spare = self.contentsMargins().right()
        return super().heightForWidth(min(width, self._widest()) + spare)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height()) if self.wordWrap() else super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = max(0, event.size().width() - self._widest())
        if self.wordWrap() and spare != self.contentsMargins().right():
            self.setContentsMargins(0, 0, spare, 0)

    def _widest(self) -> int:
        font = self.font()
        if self._measured is None or self._measured[0] != font:
            self._measured = (font, typography.line_width(font))
        return self._measured[1]


class Heading(WrappingLabel):
    """A heading of level 1 (one a page, takes the focus when the page is shown), 2 or 3."""

    def __init__(self, text: str, level: int = 2, *, wraps: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, wraps=wraps, spoken_as="heading", parent=parent)
        self.setProperty("level", str(level))
        self.setAccessibleIdentifier(f"heading.{level}")
        if level == 1:
            # Focus may be put here, so that a screen reader starts at the top; Tab never stops here.
            self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def level(self) -> int:
        """1, 2 or 3."""
        return int(self.property("level"))


class Text(WrappingLabel):
    """A paragraph. `look` is one of body, lead, muted, small, strong, brand, figure, error."""

    def __init__(
        self, text: str = "", look: str = "body", *, selectable: bool = False, wraps: bool = True, spoken_as: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, wraps=wraps, spoken_as=spoken_as, parent=parent)
        self.setProperty("look", look)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def set_runs(self, runs: Sequence[tuple[str, bool]]) -> None:
        """Shows several runs of plain text as one paragraph, those marked true in strong type."""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText("".join(f"<b>{escaped(words)}</b>" if strong else escaped(words) for words, strong in runs))
        self.setAccessibleName("".join(words for words, _ in runs))


def escaped(words: str) -> str:
    """Plain words for rich text, as `html.escape` gives them for text, without its table of entities, which the first paint would wait for."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class BulletList(QWidget):
    """Short points, one a line, each a text of its own to a screen reader."""

    def __init__(self, points: Sequence[str | Text | Sequence[tuple[str, bool]]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = stack(self, spacing=4)
        for point in points:
            text = _point(point)
            mark = Text("•", wraps=False)
            mark.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(spacing=8)
            line.addWidget(mark)
            line.addWidget(text, 1)
            self._lines.addLayout(line)


def _point(point: str | Text | Sequence[tuple[str, bool]]) -> Text:
    if isinstance(point, Text):
        return point
    text = Text(point if isinstance(point, str) else "")
    if not isinstance(point, str):
        text.set_runs(point)
    return text
