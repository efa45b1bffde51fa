"""The part of a guide in which two people decide: options lightest first, the three parts of a decision, what to tick."""

from __future__ import annotations

from coi_app.documents.flow import Part, Stack
from coi_app.documents.marks import Text
from coi_app.documents.parts import (
    fill_in_row,
    heading,
    listed,
    mixed,
    paragraph,
    subheading,
    ticks_in_columns,
    ticks_in_line,
    writing_space,
    writing_spaces,
)
from coi_app.documents.style import Scale
from coi_app.domain.assessment import Step, StepStatus
from coi_app.domain.conversation import Choice, ConversationGuide, DeclaredInterest, GuideTexts, Rung


def numbered(guide: ConversationGuide) -> list[tuple[DeclaredInterest, str]]:
    """Each interest with its title, numbered where there are several."""
    if len(guide.interests) == 1:
        return [(guide.interests[0], guide.interests[0].title)]
    return [(interest, f"{number}: {interest.title}") for number, interest in enumerate(guide.interests, start=1)]


def decide(guide: ConversationGuide, scale: Scale) -> list[Part]:
    """Options lightest first, the decision in its three parts, the app's view to tick or to change."""
    hints = guide.texts.decide
    facts, information = ("Facts found", hints.get("facts", "")), ("Information used", hints.get("information", ""))
    return [
        heading("Decide", scale),
        *_options(guide, scale),
        writing_spaces([facts, information], scale, before=1.4),
        writing_space("Reasons", hints.get("reasons", ""), scale),
        *_findings(guide, scale),
        writing_space("Steps we agree", f"{hints.get('steps', '')} {hints.get('lighter', '')}", scale),
        writing_space("In the person’s words", hints.get("person_comment", ""), scale, scale.writing_lines - 1),
        fill_in_row([(hints.get("review", "We look at this again on"), ""), (hints.get("who_knows", "Who else may know"), "")], scale, before=1.4),
    ]


def _options(guide: ConversationGuide, scale: Scale) -> list[Part]:
    """The ladder from no action on, what the app puts forward marked in words, and why."""
    marks = _marks(guide)
    rungs = [_rung(rung, marks.get(rung.number, ""), scale) for rung in guide.texts.ladder]
    lines = [words for words in (guide.texts.proportionality, guide.texts.career) if words]
    parts: list[Part] = [subheading("Options, lightest first", scale, before=0.4)]
    parts += [paragraph(" ".join(lines), scale.body, scale.gap * 0.2, keeps_next=True)] if lines else []
    parts.append(Stack([ticks_in_columns(rungs, 2 if scale.with_hints else 3, scale)], before=scale.gap * 0.8, together=True))
    return parts + _put_forward(guide, scale)


def _marks(guide: ConversationGuide) -> dict[int, str]:
    """For each rung that the app puts forward how firmly, and for which of several interests."""
    words = {choice.id: choice.words.lower() for choice in guide.texts.statuses}
    found: dict[int, list[tuple[StepStatus, int]]] = {}
    for number, interest in enumerate(guide.interests, start=1):
        for step in interest.assessment.steps:
            found.setdefault(step.rung, []).append((step.status, number))
    marks: dict[int, str] = {}
    for rung, claims in found.items():
        firmest = min((status for status, _ in claims), key=list(StepStatus).index)
        whose = " and ".join(str(n) for n in dict.fromkeys(number for status, number in claims if status is firmest))
        marks[rung] = f"{words[firmest.value]} for {whose}" if len(guide.interests) > 1 else words[firmest.value]
    return marks


def _rung(rung: Rung, mark: str, scale: Scale) -> Text:
    words = f"{rung.number} {rung.title}"
    if mark:
        return mixed([(words, scale.body.strong()), (mark, scale.small.strong())])
    return mixed([(words, scale.body), (rung.when if scale.with_hints else "", scale.small)])


def _put_forward(guide: ConversationGuide, scale: Scale) -> list[Part]:
    """The app's steps with the reason for each, interest by interest; on short paper those only to consider stay on the ladder."""
    parts: list[Part] = []
    for interest, name in numbered(guide):
        steps = interest.assessment.steps
        shown = [step for step in steps if scale.with_hints or step.status is not StepStatus.CONSIDER]
        head = f"What the app puts forward for {name}" if len(guide.interests) > 1 else "What the app puts forward, and why"
        parts += listed(head, [_step(step, scale) for step in sorted(shown, key=lambda each: each.rung)], scale)
    return parts


def _step(step: Step, scale: Scale) -> Text:
    why = f"Why: {step.why}" if step.why else ""
    return mixed([(step.title, scale.body.strong()), (step.words, scale.body), (why, scale.small)])


def _findings(guide: ConversationGuide, scale: Scale) -> list[Part]:
    """What to tick for each interest, the app's own view marked; without interests, everything and no mark."""
    texts = guide.texts
    legend = "(app) marks the app’s view; tick yours, and say why if it differs" if guide.interests else ""
    head = mixed([("What we find", scale.body.strong()), (legend, scale.small)])
    if len(guide.interests) < 2:
        return [Stack([head, *_ticks(texts, guide.interests, scale)], before=scale.gap * 1.4, together=True)]
    parts: list[Part] = []
    for interest, name in numbered(guide):
        named = [paragraph(name, scale.body.muted(), scale.gap * 0.3), *_ticks(texts, (interest,), scale)]
        parts.append(Stack(named if parts else [head, *named], before=scale.gap * (0.8 if parts else 1.4), together=True))
    return parts


def _ticks(texts: GuideTexts, interests: tuple[DeclaredInterest, ...], scale: Scale) -> list[Part]:
    assessment = interests[0].assessment if interests else None
    neutrality = assessment.neutrality if assessment else None
    conflict = assessment.conflict if assessment else None
    parts: list[Part] = []
    if neutrality or not assessment:
        level = neutrality.level.name if neutrality else ""
        named = tuple(Choice(c.id, f"{c.id} {c.words}") for c in texts.levels)
        parts.append(ticks_in_line("Neutrality", _choices(named, level, scale), scale, scale.gap * 0.4))
    if conflict or not assessment:
        kind, severity = (conflict.type.value, conflict.severity.value) if conflict else ("", "")
        parts.append(ticks_in_line("Conflict", _choices(texts.types, kind, scale), scale, scale.gap * 0.4))
        parts.append(ticks_in_line("How serious", _choices(texts.severities, severity, scale), scale, scale.gap * 0.4))
    return parts


def _choices(choices: tuple[Choice, ...], suggested: str, scale: Scale) -> list[Text]:
    return [
        mixed([(choice.words, scale.body.strong()), ("(app)", scale.small.strong())])
        if choice.id == suggested
        else mixed([(choice.words, scale.body)])
        for choice in choices
    ]
