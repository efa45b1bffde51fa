"""Where a statement comes from, when it was checked, and a mark where its own source was not read."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import Source, SourceMark
from coi_app.ui import tokens, typography
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.surfaces import Chip
from coi_app.ui.widgets.text import BulletList, Text, escaped

_TONES = {SourceMark.CHECK_THIS: "warn", SourceMark.SUMMARY: "neutral"}


class SourceLine(QWidget):
    """A source's title with its date; where it was not read itself, the mark of that with what it means."""

    def __init__(self, source: Source, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=4)
        lines.addWidget(Text(source_words(source), "small"))
        if source.confidence.mark:
            lines.addWidget(MarkLine(source.confidence.mark, phrases))


class SourcedPoints(QWidget):
    """Points, each with the short name of its source after it. What was read in a summary says so there, in a few quiet words;
    below what nobody is sure of stands a mark, once for each source."""

    INDENT = 15

    def __init__(self, points: Sequence[tuple[str, Source]], phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=4)
        marked: set[str] = set()
        for words, source in points:
            mark = source.confidence.mark
            quietly = f", {phrases[mark].lower()}" if mark is SourceMark.SUMMARY else ""
            lines.addWidget(BulletList([_Sourced(words, f"{source.name}{quietly}")]))
            if mark is SourceMark.CHECK_THIS and source.id not in marked:
                marked.add(source.id)
                below = stack()
                below.setContentsMargins(self.INDENT, 0, 0, 4)
                below.addWidget(MarkLine(mark, phrases))
                lines.addLayout(below)


class _Sourced(Text):
    """Words and, after them, their source in smaller and muted type; both follow the theme and the font."""

    def __init__(self, words: str, source: str) -> None:
        super().__init__()
        self._words, self._source = words, source
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAccessibleName(f"{words} {source}")
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show()

    def _show(self) -> None:
        muted = QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText).name()  # a style sheet gives the widget one colour alone
        size = typography.sized(self.font(), tokens.SMALL).pixelSize()
        shown = f"{escaped(self._words)} <span style='color: {muted}; font-size: {size}px'>·&nbsp;{escaped(self._source)}</span>"
        if shown != self.text():
            self.setText(shown)


class MarkLine(QWidget):
    """The mark of a fact whose own source was not read, in words: calm where it holds all the same. What it means follows, unless `known`."""

    def __init__(self, mark: SourceMark, phrases: Mapping[str, str], *, known: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=2)
        line = FlowLayout(spacing=6)
        line.addWidget(Chip(phrases[mark], _TONES[mark]))
        lines.addLayout(line)
        if not known:
            lines.addWidget(Text(phrases[f"{mark}_meaning"], "small"))


def source_words(source: Source) -> str:
    """A source in one line, for example "Privacy Act 2020. Checked 23 Nov 2026."."""
    return _tr("SourceLine", "{title}. Checked {day}.").format(title=source.title.rstrip("."), day=day_words(source.checked))
