"""The ladder of steps, from no action on, and every step that can stand on it."""

from __future__ import annotations

from coi_app.domain.rulebook import Section, Statement
from coi_app.rules.chapters.cited import opening, sentence
from coi_app.rules.chapters.rulings import Rulings
from coi_app.rules.content import Content

HOW = (
    "The lightest step that works is the right one. A stricter step needs a reason why the lighter one fails.",
    "A step is offered when its condition holds. Two more conditions make it firmer. Nothing is agreed until two people agree it.",
)


def steps_chapter(content: Content, rulings: Rulings) -> Section:
    """The rungs, then the steps, lightest first."""
    rungs = tuple(Section(f"Rung {rung.rung}: {rung.title}", (Statement(sentence(rung.words)),), place=f"rung {rung.rung}") for rung in content.ladder)
    steps = sorted(content.steps, key=lambda step: step.rung)
    return Section("The steps that can be agreed", (), (opening(*HOW), Section("The ladder", (), rungs, asks=True), rulings.section("The steps", steps)))
