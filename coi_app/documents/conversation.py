"""The conversation guide: what a manager and a person bring to their talk, in the order in which the talk needs it."""

from __future__ import annotations

from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.parts import (
    bullets,
    definitions,
    fill_in_row,
    furniture,
    heading,
    labelled,
    mixed,
    paragraph,
    quoted,
    side_by_side,
    signatures,
    subheading,
    Text,
    ticks_in_columns,
    ticks_in_line,
    title,
    writing_space,
)
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, SCALES, TEXT_HEIGHT, TEXT_WIDTH, Scale
from coi_app.documents.tagging import Attachment, Heading, TaggedCanvas
from coi_app.domain.assessment import Alternative, Assessment, Reason, Right, Source, Step, StepStatus
from coi_app.domain.conversation import Choice, ConversationGuide, DeclaredInterest, conversation_record_bytes

CHECK_THIS = "check this"
RECORD_NAME = "declare-record.json"
PAGES_FOR_ONE, PAGES_FOR_MORE = 2, 4
CHANGES_SHOWN = 3
STATUS_WORDS = {StepStatus.REQUIRED: "required by law or code", StepStatus.SUGGESTED: "suggested", StepStatus.CONSIDER: "to consider"}


def conversation_guide(guide: ConversationGuide) -> bytes:
    """The guide as a tagged PDF, its record inside; the same guide gives the same bytes."""
    heading_ = Heading(
        title=f"Conversation guide {guide.document_id}",
        document_id=guide.document_id,
        day=guide.day,
        attachment=Attachment(RECORD_NAME, conversation_record_bytes(guide), "This guide for a program"),
    )
    scale, pages = _fitted(guide)
    canvas = TaggedCanvas(heading_)
    foot = f"{guide.document_id} · content {guide.content_version} · personal information: share only as agreed"
    for number, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · conversation guide", foot, number, len(pages), scale)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def _fitted(guide: ConversationGuide) -> tuple[Scale, list[list[Part]]]:
    """The pages in the roomiest scale that keeps to the number of pages; a very long record keeps the roomiest."""
    limit = PAGES_FOR_ONE if len(guide.interests) < 2 else PAGES_FOR_MORE
    tried = []
    for scale in SCALES:
        pages = paginate(_story(guide, scale), TEXT_WIDTH, TEXT_HEIGHT)
        if len(pages) <= limit:
            return scale, pages
        tried.append((scale, pages))
    return min(tried, key=lambda each: len(each[1]))


def _story(guide: ConversationGuide, scale: Scale) -> list[Part]:
    sources = Sources(guide)
    return [
        *_head(guide, scale),
        *_rights_first(guide, sources, scale),
        *(part for interest in guide.interests for part in _interest(interest, sources, scale)),
        *_conversation(guide, scale),
        *_options(guide, scale),
        *_decision(guide, scale),
        *_sign_off(guide, scale),
        *_rights_and_after(guide, sources, scale),
        *sources.parts(scale),
    ]


class Sources:
    """The sources of the guide, numbered as they stand in it, so that each is printed once."""

    def __init__(self, guide: ConversationGuide) -> None:
        self._guide = guide
        self._numbers: dict[str, int] = {}
        self._sources: list[Source] = []

    def note(self, source: Source) -> str:
        """The number of the source in brackets, with the mark where the fact is still to be checked."""
        if source.id not in self._numbers:
            self._sources.append(source)
            self._numbers[source.id] = len(self._sources)
        mark = f", {CHECK_THIS}" if source.confidence.needs_check else ""
        return f"[{self._numbers[source.id]}{mark}]"

    def parts(self, scale: Scale) -> list[Part]:
        """The list of sources, each with the day it was checked."""
        if not self._sources:
            return []
        rows = [f"[{self._numbers[s.id]}] {s.title}, checked {_day(s.checked)}" for s in self._sources]
        marked = any(s.confidence.needs_check for s in self._sources)
        meaning = f" “{CHECK_THIS}” marks a fact that is not yet confirmed at its source." if marked else ""
        return [mixed([("Sources.", scale.small.strong()), ("; ".join(rows) + "." + meaning, scale.small)], scale.gap * 1.2)]


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}" if day else ""


def _head(guide: ConversationGuide, scale: Scale) -> list[Part]:
    cells = [("Person", guide.person), ("Job title", guide.job_title), ("Manager", guide.manager), ("Agency", guide.agency)]
    return [
        title("Conversation guide", scale),
        paragraph(guide.texts.notice, scale.body.strong(), scale.gap * 0.4),
        fill_in_row([*cells, ("Date of this record", _day(guide.day))], scale, before=1.6),
    ]


def _rights_first(guide: ConversationGuide, sources: Sources, scale: Scale) -> list[Part]:
    return [heading("Rights come first", scale), _rights(_opening_rights(guide), sources, scale)]


def _opening_rights(guide: ConversationGuide) -> tuple[Right, ...]:
    """The rights that the results name, each once; without any, those of the guide."""
    named = {right.id: right for interest in guide.interests for right in interest.assessment.rights}
    return tuple(named.values()) or guide.texts.rights


def _rights(rights: tuple[Right, ...], sources: Sources, scale: Scale) -> Part:
    return bullets([_noted(r.words, sources.note(r.source), scale) for r in rights], scale, scale.gap * 0.5)


def _noted(words: str, note: str, scale: Scale) -> Text:
    return mixed([(words, scale.body), (note, scale.small)])


# one interest


def _interest(interest: DeclaredInterest, sources: Sources, scale: Scale) -> list[Part]:
    assessment = interest.assessment
    parts: list[Part] = [heading(interest.title, scale), paragraph(assessment.headline, scale.lead, scale.gap * 0.4)]
    if assessment.fine_version:
        parts.append(labelled("This would be fine:", assessment.fine_version, scale.body, scale.gap * 0.5))
    parts += [_stop(assessment, number, sources, scale) for number in range(len(assessment.stops))]
    if interest.words:
        parts += [subheading("In the person’s own words", scale), quoted(interest.words, scale, scale.gap * 0.4)]
    if interest.answers:
        rows = [(row.asked, row.answered) for row in interest.answers]
        parts += [subheading("What was answered", scale), definitions(rows, scale, TEXT_WIDTH * 0.46, scale.gap * 0.4)]
    parts += _tracks(assessment, sources, scale)
    parts += _law(assessment, sources, scale)
    if interest.seen_differently:
        parts += [subheading("I see it differently", scale), quoted(interest.seen_differently, scale, scale.gap * 0.4)]
    return parts


def _stop(assessment: Assessment, number: int, sources: Sources, scale: Scale) -> Part:
    stop = assessment.stops[number]
    return mixed(
        [("This part has to change:", scale.body.strong()), (stop.words, scale.body), (stop.fix, scale.body), (sources.note(stop.source), scale.small)],
        scale.gap * 0.5,
    )


def _tracks(assessment: Assessment, sources: Sources, scale: Scale) -> list[Part]:
    """Both tracks side by side, each with its own reasons; then how they touch and what would change the result."""
    neutrality, conflict = assessment.neutrality, assessment.conflict
    columns: list[list[Part]] = []
    if neutrality:
        name = f"Political neutrality: {neutrality.words} ({neutrality.level.name})"
        columns.append(_track(name, neutrality.reasons, sources, scale))
    if conflict:
        columns.append(_track(f"Conflict of interest: {conflict.words}", conflict.reasons, sources, scale))
    parts: list[Part] = []
    if len(columns) == 2:
        parts.append(side_by_side(columns[0], columns[1], scale.gap * 1.4))
    elif columns:
        parts += columns[0]
    parts += [labelled("How they touch:", words, scale.body, scale.gap * 0.6) for words in assessment.links]
    changes = assessment.changes[:CHANGES_SHOWN]
    if changes:
        parts.append(subheading("What would change this", scale))
        parts.append(bullets([_change(change) for change in changes], scale, scale.gap * 0.3))
    return parts


def _track(name: str, reasons: tuple[Reason, ...], sources: Sources, scale: Scale) -> list[Part]:
    items = [_noted(reason.because, sources.note(reason.source), scale) for reason in reasons]
    head = subheading(name, scale)
    return [head, bullets(items, scale, scale.gap * 0.3)] if items else [head]


def _change(change: Alternative) -> str:
    return f"{change.words} {change.result}".strip()


def _law(assessment: Assessment, sources: Sources, scale: Scale) -> list[Part]:
    if not assessment.statute:
        return []
    items = []
    for step in assessment.statute:
        dates = " to ".join(_day(day) for day in (step.begins, step.ends) if day)
        words = f"{step.words} ({dates})" if dates else step.words
        items.append(_noted(words, sources.note(step.source), scale))
    return [subheading("What the law asks for", scale), bullets(items, scale, scale.gap * 0.3)]


# the conversation


def _conversation(guide: ConversationGuide, scale: Scale) -> list[Part]:
    texts = guide.texts
    ask = [*texts.ask, *dict.fromkeys(q for interest in guide.interests for q in interest.questions)]
    left: list[Part] = [subheading("Ask", scale), bullets(ask, scale, scale.gap * 0.3)]
    right: list[Part] = [subheading("Do not ask about", scale), bullets(texts.do_not_ask, scale, scale.gap * 0.3)]
    right += [subheading("Do not say", scale), bullets(texts.do_not_say, scale, scale.gap * 0.3)]
    if texts.do_not_do:
        right += [subheading("Do not", scale), bullets(texts.do_not_do, scale, scale.gap * 0.3)]
    return [
        heading("The conversation", scale),
        subheading("Before you meet", scale, before=0.4),
        bullets(texts.before, scale, scale.gap * 0.3),
        subheading("Opening words", scale),
        quoted(" ".join(texts.opening), scale, scale.gap * 0.4),
        side_by_side(left, right, scale.gap * 1.2),
    ]


def _options(guide: ConversationGuide, scale: Scale) -> list[Part]:
    """The ladder from no action on, what the app suggests marked in words, and its steps with the reason for each."""
    steps = [step for interest in guide.interests for step in interest.assessment.steps]
    marked: dict[int, Step] = {}
    for step in sorted(steps, key=lambda each: list(StepStatus).index(each.status)):
        marked.setdefault(step.rung, step)
    rungs = [_rung(rung.number, rung.title, rung.when, marked.get(rung.number), scale) for rung in guide.texts.ladder]
    parts: list[Part] = [heading("Options, lightest first", scale)]
    lines = [words for words in (guide.texts.proportionality, guide.texts.career) if words]
    parts += [paragraph(" ".join(lines), scale.body, scale.gap * 0.4)] if lines else []
    parts.append(ticks_in_columns(rungs, 2, scale, scale.gap * 0.6))
    if steps:
        parts.append(subheading("What the app puts forward, and why", scale))
        parts.append(bullets([_step(step, scale) for step in dict.fromkeys(steps)], scale, scale.gap * 0.3))
    return parts


def _rung(number: int, name: str, when: str, step: Step | None, scale: Scale) -> Text:
    words = f"{number} {name}"
    if step:
        return mixed([(words, scale.body.strong()), (f"◂ {STATUS_WORDS[step.status]}", scale.small.strong())])
    return mixed([(words, scale.body), (when, scale.small)])


def _step(step: Step, scale: Scale) -> Text:
    why = f"Why: {step.why}" if step.why else ""
    return mixed([(step.title, scale.body.strong()), (step.words, scale.body), (why, scale.small)])


# the decision


def _decision(guide: ConversationGuide, scale: Scale) -> list[Part]:
    hints = guide.texts.decide
    parts: list[Part] = [
        heading("What we decide, and why", scale),
        writing_space("Facts found", hints.get("facts", ""), scale, before=0.5),
        writing_space("Information used", hints.get("information", ""), scale),
        writing_space("Reasons", hints.get("reasons", ""), scale),
    ]
    for interest in guide.interests:
        parts.append(Stack(_findings(guide, interest, scale), before=scale.gap * 1.2, together=True))
    parts += [
        writing_space("Steps agreed", hints.get("steps", "what, who, by when; why a lighter step is not enough"), scale),
        writing_space("The person’s comment", hints.get("comment", "agree, disagree, or anything to add"), scale),
        fill_in_row([("Look at this again on", ""), ("Who else may know", "")], scale, [150, 0]),
    ]
    return parts


def _findings(guide: ConversationGuide, interest: DeclaredInterest, scale: Scale) -> list[Part]:
    neutrality, conflict, texts = interest.assessment.neutrality, interest.assessment.conflict, guide.texts
    parts: list[Part] = []
    if len(guide.interests) > 1:
        parts.append(paragraph(interest.title, scale.body.strong()))
    if neutrality:
        parts.append(ticks_in_line("Neutrality", _choices(texts.levels, neutrality.level.name, scale, shown=True), scale))
    if conflict:
        parts.append(ticks_in_line("Conflict", _choices(texts.types, conflict.type.value, scale), scale))
        parts.append(ticks_in_line("How serious", _choices(texts.severities, conflict.severity.value, scale), scale))
    return parts


def _choices(choices: tuple[Choice, ...], suggested: str, scale: Scale, shown: bool = False) -> list[Text]:
    """Each choice in words, the app's own marked; the id stands before it where people use it."""
    texts = []
    for choice in choices:
        words = f"{choice.id} {choice.words}" if shown else choice.words
        app = choice.id == suggested
        texts.append(mixed([(words, scale.body.strong() if app else scale.body), ("◂ app" if app else "", scale.small.strong())]))
    return texts


# rights, sign-off, afterwards


def _sign_off(guide: ConversationGuide, scale: Scale) -> list[Part]:
    rows = [("Person", guide.person), ("Manager", guide.manager)]
    if any(_needs_second(interest.assessment) for interest in guide.interests):
        rows.append(("Second signature", "manager’s manager, or the chief executive’s delegate"))
    return [Stack([heading("Sign-off", scale), signatures(rows, scale, 0.2)], before=scale.gap * 2.2, together=True)]


def _needs_second(assessment: Assessment) -> bool:
    return bool(assessment.neutrality and assessment.neutrality.level.name == "L4")


def _rights_and_after(guide: ConversationGuide, sources: Sources, scale: Scale) -> list[Part]:
    texts = guide.texts
    printed = {right.id for right in _opening_rights(guide)}
    left_over = tuple(right for right in texts.rights if right.id not in printed)
    parts: list[Part] = [heading("Your rights, and where to go", scale)]
    if left_over:
        parts.append(_rights(left_over, sources, scale))
    if texts.where_to_go:
        parts.append(bullets(texts.where_to_go, scale, scale.gap * 0.4))
    if texts.after:
        parts += [subheading("Afterwards", scale), bullets(texts.after, scale, scale.gap * 0.3)]
    parts.append(labelled("Privacy.", texts.privacy, scale.body, scale.gap * 0.8))
    return parts
