"""What an agency's own content has to do with a result, marked as the agency's, with what the result is without it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from coi_app.domain.assessment import AgencyPart
from coi_app.ui.i18n import _tr
from coi_app.ui.widgets.source_line import SourcedPoints
from coi_app.ui.widgets.surfaces import Card
from coi_app.ui.widgets.text import Heading, Text


class AgencyCard(Card):
    """Its rules that fired, each with its reason and document, then what it also expects."""

    def __init__(self, part: AgencyPart, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        if part.rules:
            self.body.addWidget(Heading(_tr("AgencyCard", "Your agency’s own rule") if len(part.rules) == 1 else _tr("AgencyCard", "Your agency’s own rules"), 2))
            self.body.addWidget(SourcedPoints([(rule.because, rule.source) for rule in part.rules], phrases))
            self.body.addWidget(Text(_without(part), "strong" if part.without else "muted"))
        if part.expected:
            self.body.addWidget(Heading(_tr("AgencyCard", "Your agency also expects"), 2))
            self.body.addWidget(SourcedPoints([(one.words, one.source) for one in part.expected], phrases))
        self.body.addWidget(Text(_tr("AgencyCard", "From {agency}, version {version} of what it adds. Not from Declare.").format(agency=part.agency, version=part.version), "small"))


def _without(part: AgencyPart) -> str:
    if part.without:
        return _tr("AgencyCard", "Without this, the result would be: {result}.").format(result=part.without)
    return _tr("AgencyCard", "Without this, the result would be the same.")
