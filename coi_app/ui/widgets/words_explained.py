"""Words explained where they stand: a list of terms, and a link that opens it for the words on a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from coi_app.rules.guidance import Term
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.expander import Expander
from coi_app.ui.widgets.layout import stack
from coi_app.ui.widgets.text import Text

NAMED = 3
"""So many words are named on the link; the rest show when it is opened."""


class TermList(QWidget):
    """Words with their meaning, one a line, each a text of its own to a screen reader. `sourced` adds where a meaning was read."""

    def __init__(self, terms: Sequence[Term], *, sourced: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        lines = stack(self, spacing=6)
        for term in terms:
            text = Text()
            source = f" ({term.source.name})" if sourced and term.source else ""
            text.set_runs([(term.word, True), (f": {term.meaning}{source}", False)])
            lines.addWidget(text)


class WordsExplained(Expander):
    """A quiet link below a text that names the words explained; it opens their meaning in place."""

    def __init__(self, terms: Sequence[Term], parent: QWidget | None = None) -> None:
        named = ", ".join(_in_a_sentence(term) for term in terms[:NAMED]) + ("…" if len(terms) > NAMED else "")
        more = _tr("WordsExplained", "Words explained: {words}").format(words=named)
        super().__init__(more, _tr("WordsExplained", "Close the words explained"), TermList(terms), parent)
        self.link.setObjectName("words")


def _in_a_sentence(term: Term) -> str:
    """The word as it stands within a sentence: names keep their capital."""
    first = term.word.split(" ", 1)[0]
    return term.word if first.isupper() or first in ("Crown", "State", "Schedule", "Bill", "Minister") else term.word[0].lower() + term.word[1:]
