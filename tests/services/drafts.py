"""A draft to begin with, and the records as the file has them."""

from __future__ import annotations

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration
from coi_app.domain.history import EventKind
from coi_app.services import declare, mine
from coi_app.services.context import Services

ROLE = Answers({"employment": "public_service", "seniority": "senior", "ministers": "regularly", "powers": ()})
ANSWERS = Answers({"overlap": "partly", "conduct": (), "already_in_place": ("told_manager",)})


def draft(services: Services) -> Declaration:
    """A draft made from a complete private check of P07."""
    return declare.start(services, topic="P07", answers=ANSWERS, role=ROLE, words="Pamphlets.", place="overlap")[0]


def kept(services: Services, told: Declaration) -> Declaration:
    """The declaration as the file has it."""
    return mine.whole(services, told.id).declaration


def kinds(services: Services, told: Declaration) -> list[EventKind]:
    """What happened to the declaration, in order."""
    return [event.kind for event in mine.history(services, told.id)]
