"""Where a statement comes from, when it was checked, and a mark where it could not be."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import Source
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.surfaces import Chip
from coi_app.ui.widgets.text import BulletList, Text


class SourceLine(QWidget):
    """A source's title with its date; where the fact needs checking, the mark *Check this* with what that means."""

    def __init__(self, source: Source, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=4)
        lines.addWidget(Text(source_words(source), "small"))
        if source.confidence.needs_check:
            lines.addWidget(CheckThis(phrases))


class SourcedPoints(QWidget):
    """Points, each with its source; the same source is named once below the points that it stands behind, in their order."""

    INDENT = 15

    def __init__(self, points: Sequence[tuple[str, Source]], phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=8)
        for source, group in groupby(points, lambda point: point[1]):
            together = stack(spacing=2)
            together.addWidget(BulletList([words for words, _ in group]))
            below = stack(spacing=4)
            below.setContentsMargins(self.INDENT, 0, 0, 0)
            below.addWidget(Text(source.title, "small"))
            if source.confidence.needs_check:
                below.addWidget(CheckThis(phrases))
            together.addLayout(below)
            lines.addLayout(together)


class CheckThis(QWidget):
    """The mark of a fact that could not be checked at its source, in words."""

    def __init__(self, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=2)
        mark = FlowLayout(spacing=6)
        mark.addWidget(Chip(phrases["check_this"], "warn"))
        lines.addLayout(mark)
        lines.addWidget(Text(phrases["check_this_meaning"], "small"))


def source_words(source: Source) -> str:
    """A source in one line, for example "Privacy Act 2020. Checked 23 Nov 2026."."""
    return _tr("SourceLine", "{title}. Checked {day}.").format(title=source.title.rstrip("."), day=day_words(source.checked))
