"""One track of a result: how it stands in a word, why, and what would change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import Alternative, Assessment, ConflictResult, Level, NeutralityResult, Reason, Severity, Track
from coi_app.rules.content import Content
from coi_app.rules.wording import level_meaning, track_words
from coi_app.ui.i18n import _tr
from coi_app.ui.tones import LEVEL_TONES, SEVERITY_TONES
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.layout import FlowLayout, stack
from coi_app.ui.widgets.source_line import SourcedPoints, SourceLine
from coi_app.ui.widgets.surfaces import Card, Chip
from coi_app.ui.widgets.text import BulletList, Heading, Text

SHOWN = 3
"""So many changes are shown at once; the rest on request."""


@dataclass(frozen=True)
class TrackSeen:
    """A track as a card shows it: its name, the word on its chip with the chip's tone, what that means, why, and what is said where
    nothing would change it."""

    name: str
    words: str
    tone: str
    meaning: str
    reasons: tuple[Reason, ...]
    changes: tuple[Alternative, ...]
    no_change: str


def tracks_seen(content: Content, result: Assessment) -> list[TrackSeen]:
    """The tracks that a result has, political neutrality first, as cards show them."""
    unsure = bool(result.not_sure)
    neutrality = [_neutrality_seen(content, result.topic, result.neutrality, unsure)] if result.neutrality else []
    return neutrality + ([_conflict_seen(content, result.conflict, unsure)] if result.conflict else [])


def _neutrality_seen(content: Content, topic: str, result: NeutralityResult, unsure: bool) -> TrackSeen:
    name, level = track_words(content, Track.POLITICAL_NEUTRALITY), result.level
    # "Nobody has to know" would be a promise that an open answer cannot keep.
    meaning = content.wording.phrases["light_unsure"] if unsure and level <= Level.L1 else level_meaning(content, level, content.topic(topic))
    nothing = _nothing_changes(content, level is Level.L0, unsure)
    return TrackSeen(name, result.words, LEVEL_TONES[level], meaning, result.reasons, result.changes, nothing)


def _conflict_seen(content: Content, result: ConflictResult, unsure: bool) -> TrackSeen:
    name = track_words(content, Track.CONFLICT_OF_INTEREST)
    nothing = _nothing_changes(content, result.severity is Severity.NONE, unsure)
    return TrackSeen(name, result.words, SEVERITY_TONES[result.severity], "", result.reasons, result.changes, nothing)


def _nothing_changes(content: Content, is_light: bool, unsure: bool) -> str:
    return content.wording.phrases["change_unsure" if is_light and unsure else "exempt_change" if is_light else "no_change"]


class TrackCard(Card):
    """The reasons stand with their sources, what would change it with the cheapest first; all the rest opens on request."""

    def __init__(self, seen: TrackSeen, content: Content, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._seen, self._content = seen, content
        head = FlowLayout(spacing=10)
        head.addWidget(Heading(seen.name, 2, wraps=False))
        head.addWidget(Chip(seen.words, seen.tone))
        self.body.addLayout(head)
        if seen.meaning:
            self.body.addWidget(Text(seen.meaning, "muted"))
        self._reasons()
        self._changes()
        self.body.addWidget(self._in_full())
        self.body.addStretch(1)

    def _reasons(self) -> None:
        points = [(reason.because, reason.source) for reason in self._seen.reasons]
        self.body.addWidget(SourcedPoints(points, self._content.wording.phrases))

    def _changes(self) -> None:
        phrases, changes = self._content.wording.phrases, self._seen.changes
        self.body.addSpacing(2)
        self.body.addWidget(Text(phrases["change_lead"], "strong"))
        self.body.addWidget(ChangeList(changes, self._seen.name) if changes else Text(self._seen.no_change, "muted"))

    def _in_full(self) -> Expander:
        full = QWidget()
        lines = stack(full, spacing=10)
        for reason in self._seen.reasons:
            lines.addWidget(_Reason(reason, self._content))
        name = self._seen.name.lower()
        return Expander(
            _tr("TrackCard", "Answers and sources: {track}").format(track=name), _tr("TrackCard", "Less: {track}").format(track=name), full
        )


class ChangeList(QWidget):
    """What would change a result: the first three, the cheapest first, the rest on request. `about` tells two lists of a page apart.

    Where all of them lead to the same, that is said once, above them.
    """

    def __init__(self, changes: Sequence[Alternative], about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=4)
        alike = changes[0].result.rstrip(".") if len(changes) > 1 and len({change.result for change in changes}) == 1 else ""
        if alike:
            lead = Text()
            lead.set_runs([(_tr("ChangeList", "Each of these leads to: "), False), (alike, True)])
            lines.addWidget(lead)
        lines.addWidget(_changes(changes[:SHOWN], alike))
        rest = changes[SHOWN:]
        if rest:
            more = _tr("ChangeList", "…and {count} more: {track}").format(count=len(rest), track=about.lower())
            less = _tr("ChangeList", "Fewer changes: {track}").format(track=about.lower())
            lines.addWidget(Expander(more, less, _changes(rest, alike)))


class _Reason(QWidget):
    """A reason with the answers it used and its source in full."""

    def __init__(self, reason: Reason, content: Content) -> None:
        super().__init__()
        lines = stack(self, spacing=2)
        lines.addWidget(Text(reason.because, "strong"))
        for given in reason.answers:
            short = content.questions[given.question].short
            lines.addWidget(Text(_tr("TrackCard", "You answered: {question}: {answer}").format(question=short, answer=given.words)))
        lines.addWidget(SourceLine(reason.source, content.wording.phrases))
        if reason.source.words:
            lines.addWidget(Text(reason.source.words, "small"))


def _changes(changes: Sequence[Alternative], alike: str) -> BulletList:
    if alike:
        return BulletList([f"{change.words}." for change in changes])
    return BulletList([((f"{change.words}: ", False), (change.result.rstrip("."), True)) for change in changes])
