"""What to do, as rows: the steps of a result with how firmly each is put, and what the law asks for with its dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import SourceMark, StatutoryStep, Step
from coi_app.rules.content import Content
from coi_app.rules.wording import asked_by_words, step_status_words
from coi_app.ui.i18n import _tr
from coi_app.ui.moments import day_words
from coi_app.ui.tones import STEP_TONES
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.source_line import MarkLine
from coi_app.ui.widgets.surfaces import Chip, Rows
from coi_app.ui.widgets.text import Text


class StepRows(Rows):
    """The steps in their order, then what the law and the role ask for. A fact or a date that was not read at its source bears its mark, explained once."""

    def __init__(self, content: Content, steps: Iterable[Step], laws: Iterable[StatutoryStep] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for step in steps:
            self.add(Chip(step_status_words(content, step.status), STEP_TONES[step.status]), _led(step.title, f"{step.words} {step.why}".strip()))
        told: set[SourceMark] = set()
        for law in laws:
            mark = MarkLine(law.mark, content.wording.phrases, known=law.mark in told) if law.mark else None
            told |= {law.mark} if law.mark else set()
            self.add(Chip(asked_by_words(content, law.of), "brand"), _led(law.source.title, _law_words(law)), below=mark)


def steps_on_request(content: Content, steps: Sequence[Step]) -> Expander:
    """The steps behind a line that says how many there are: those that are only there if needed."""
    count = len(steps)
    words = _tr("StepRows", "{count} more steps, only if needed").format(count=count) if count > 1 else _tr("StepRows", "1 more step, only if needed")
    return Expander(words, _tr("StepRows", "Fewer steps"), StepRows(content, steps))


def _led(title: str, words: str) -> Text:
    """A paragraph that its title leads, so that a long list stays short."""
    text = Text()
    text.set_runs([(f"{title.rstrip('.')}. ", True), (words, False)])
    return text


def _law_words(law: StatutoryStep) -> str:
    """What the law asks for, with its dates where the calendar has them."""
    dates = ""
    if law.begins and law.ends:
        dates = _tr("StepRows", "{begins} to {ends}.").format(begins=day_words(law.begins), ends=day_words(law.ends))
    elif law.ends:
        dates = _tr("StepRows", "Until {ends}.").format(ends=day_words(law.ends))
    return " ".join(part for part in (dates, law.words) if part)
