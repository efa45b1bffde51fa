"""The conversation guide: what whoever decides and a person bring to their talk, in the order in which the talk needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coi_app.documents.deciding import decide, numbered
from coi_app.documents.flow import Part, Stack, paginate
from coi_app.documents.metadata import Attachment, Heading
from coi_app.documents.parts import (
    Text,
    bullets,
    definitions,
    fill_in_row,
    furniture,
    heading,
    labelled,
    listed,
    mixed,
    paragraph,
    quoted,
    side_by_side,
    signatures,
    space_above_heading,
    subheading,
    title,
    writing_space,
)
from coi_app.documents.sources import Sources, day_words
from coi_app.documents.style import MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT, SCALES, TEXT_HEIGHT, TEXT_WIDTH, Scale
from coi_app.documents.tagging import TaggedCanvas
from coi_app.documents.typesetting import plain
from coi_app.domain.assessment import Alternative, Assessment, Level, Reason, Right, Severity, StatutoryStep
from coi_app.domain.conversation import AnsweredQuestion, ConversationGuide, DeclaredInterest, conversation_record_bytes

RECORD_NAME = "declare-record.json"
PAGES_FOR_SIMPLE = 2
CHANGES_SHOWN = 3
QUESTIONS_ON_TOPIC = 3
LABEL_WIDTH = 10.4
WHOSE_WORDS = "This is the person’s own check, and “you” in it is the person. The app advises; the two of you agree."


def conversation_guide(guide: ConversationGuide) -> bytes:
    """The guide as a tagged PDF, its record inside; the same guide gives the same bytes."""
    number = plain(guide.document_id).encode("utf-8", errors="replace").decode("utf-8")
    heading_ = Heading(
        title=f"Conversation guide {number}",
        document_id=number,
        day=guide.day,
        attachment=Attachment(RECORD_NAME, conversation_record_bytes(guide), "This guide for a program"),
    )
    scale, pages = _fitted(guide)
    canvas = TaggedCanvas(heading_)
    foot = f"{guide.document_id} · content {guide.content_version} · personal information: share only as agreed"
    for place, page in enumerate(pages, start=1):
        furniture(canvas, "Declare · conversation guide", foot, place, len(pages), scale)
        Stack(page).draw(canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_TOP, TEXT_WIDTH)
        canvas.showPage()
    return canvas.finished()


def pages_of(guide: ConversationGuide) -> list[list[Part]]:
    """The guide's parts page by page, not yet drawn."""
    return _fitted(guide)[1]


def _fitted(guide: ConversationGuide) -> tuple[Scale, list[list[Part]]]:
    """The pages; what is not to be asked on a topic stands on them only where that costs no page more."""
    scale, pages = _set(guide)
    if len(pages) <= _pages_allowed(guide) or not any(interest.never_asked for interest in guide.interests):
        return scale, pages
    return _set(replace(guide, interests=tuple(replace(interest, never_asked=()) for interest in guide.interests)))


def _set(guide: ConversationGuide) -> tuple[Scale, list[list[Part]]]:
    """The pages in the roomiest scale that keeps to the number of pages; where none does, in the roomiest one page over."""
    limit = _pages_allowed(guide)
    roomiest = _pages(guide, SCALES[0])
    length = _length(roomiest) / TEXT_HEIGHT
    for scale, pages in _tried(guide, roomiest, length, limit):
        if len(pages) <= limit:
            return scale, pages
    for scale, pages in _tried(guide, roomiest, length, limit + 1):
        if len(pages) <= limit + 1:
            return scale, pages
    return SCALES[0], roomiest


def _tried(
    guide: ConversationGuide, roomiest: list[list[Part]], length: float, limit: int
) -> Iterator[tuple[Scale, list[list[Part]]]]:
    """Scale after scale with its pages, the talk in one piece before it is broken; what surely does not fit is not set at all."""
    yield SCALES[0], roomiest
    for scale in SCALES[1:]:
        if length * scale.length <= limit:
            yield scale, _pages(guide, scale)
            if not scale.with_hints:
                yield scale, _pages(guide, scale, talk_breaks=True)


def _pages_allowed(guide: ConversationGuide) -> int:
    """Two for a simple case, one more for a hard one, and one for each interest after the first."""
    hard = any(_is_hard(interest.assessment) for interest in guide.interests)
    return PAGES_FOR_SIMPLE + hard + max(0, len(guide.interests) - 1)


def _is_hard(assessment: Assessment) -> bool:
    neutrality, conflict = assessment.neutrality, assessment.conflict
    return bool((neutrality and neutrality.level > Level.L2) or (conflict and conflict.severity.rank > Severity.MINOR.rank))


def _pages(guide: ConversationGuide, scale: Scale, *, talk_breaks: bool = False) -> list[list[Part]]:
    return paginate(_story(guide, scale, talk_breaks=talk_breaks), TEXT_WIDTH, TEXT_HEIGHT)


def _length(pages: list[list[Part]]) -> float:
    return sum(Stack(page).height(TEXT_WIDTH) for page in pages)


def _story(guide: ConversationGuide, scale: Scale, *, talk_breaks: bool = False) -> list[Part]:
    sources = Sources()
    return [
        *_head(guide, scale),
        *_rights_first(guide, sources, scale),
        *_role(guide, scale),
        *(part for interest, name in numbered(guide) for part in _understand(interest, name, _shared_answers(guide), sources, scale)),
        *([] if guide.interests else _nothing_yet(scale)),
        *_talk(guide, scale, breaks=talk_breaks),
        *decide(guide, scale),
        *_share(guide, sources, scale),
        *sources.parts(scale),
    ]


def _head(guide: ConversationGuide, scale: Scale) -> list[Part]:
    cells = [("Person", guide.person), ("Job title", guide.job_title), (guide.texts.decider, guide.manager), ("Agency", guide.agency)]
    return [
        title("Conversation guide", scale),
        paragraph(guide.texts.notice, scale.body.strong(), scale.gap * 0.4),
        fill_in_row([*cells, ("Date of this record", day_words(guide.day))], scale, before=1.6),
        *([paragraph(WHOSE_WORDS, scale.small, scale.gap)] if guide.interests else []),
    ]


def _rights_first(guide: ConversationGuide, sources: Sources, scale: Scale) -> list[Part]:
    return [heading("Rights come first", scale), _rights(_rights_at_the_top(guide, scale), sources, scale)]


def _rights_at_the_top(guide: ConversationGuide, scale: Scale) -> tuple[Right, ...]:
    """The first rights; where paper is short more of them, since they take less of it in full width."""
    return _opening_rights(guide)[: 4 if scale.with_hints else 8]


def _opening_rights(guide: ConversationGuide) -> tuple[Right, ...]:
    """The rights that the results name, each once; without any, those of the guide."""
    named = {right.id: right for interest in guide.interests for right in interest.assessment.rights}
    return tuple(named.values()) or guide.texts.rights


def _rights(rights: tuple[Right, ...], sources: Sources, scale: Scale) -> Part:
    return bullets([_noted(r.words, sources.note(r.source), scale) for r in rights], scale, scale.gap * 0.5)


def _noted(words: str, note: str, scale: Scale) -> Text:
    return mixed([(words, scale.body), (note, scale.small)])


# one interest


def _shared_answers(guide: ConversationGuide) -> tuple[AnsweredQuestion, ...]:
    """What was answered alike for every one of several interests, mostly about the role: printed once."""
    first, *others = guide.interests or (None,)
    if not first or not others:
        return ()
    return tuple(row for row in first.answers if all(row in other.answers for other in others))


def _role(guide: ConversationGuide, scale: Scale) -> list[Part]:
    shared = _shared_answers(guide)
    return [heading("About the role", scale), *_answers(shared, scale)] if shared else []


def _answers(rows: Sequence[AnsweredQuestion], scale: Scale) -> list[Part]:
    """Questions with their answers, in two columns where there are several."""
    half = -(-len(rows) // 2) if len(rows) > 2 else len(rows)
    words = [(row.asked, _one_a_line(row)) for row in rows]
    label = LABEL_WIDTH * scale.body_size
    columns = [[definitions(some, scale, label)] for some in (words[:half], words[half:]) if some]
    tables = side_by_side(columns[0], columns[1] if len(columns) > 1 else [])
    return [Stack([tables], before=scale.gap * 0.4, together=True)]


def _one_a_line(row: AnsweredQuestion) -> str:
    """The answer; where several cards were chosen, each begins a line."""
    several = isinstance(row.option, tuple) and len(row.option) > 1
    return row.answered.replace("; ", ";\n") if several else row.answered


def _understand(
    interest: DeclaredInterest, name: str, shared: tuple[AnsweredQuestion, ...], sources: Sources, scale: Scale
) -> list[Part]:
    assessment = interest.assessment
    parts: list[Part] = [heading(f"Understand: {name}" if name == interest.title else f"Understand {name}", scale), *_headline(assessment, scale)]
    if assessment.fine_version and plain(assessment.fine_version) not in plain(assessment.headline):
        parts.append(labelled("This would be fine:", assessment.fine_version, scale.body, scale.gap * 0.5))
    parts += _stops(assessment, sources, scale)
    if interest.words:
        parts += [subheading("In the person’s own words", scale), quoted(interest.words, scale, scale.gap * 0.4)]
    rows = [row for row in interest.answers if row not in shared]
    if rows:
        parts += [subheading("What was answered", scale), *_answers(rows, scale)]
    parts += _tracks(assessment, sources, scale)
    parts += _agencys(assessment, sources, scale)
    if interest.seen_differently:
        parts += [subheading("I see it differently", scale), quoted(interest.seen_differently, scale, scale.gap * 0.4)]
    return parts


def _headline(assessment: Assessment, scale: Scale) -> list[Part]:
    """The answer in large type, and what would be fine in its place in the type of the text: both large would be shouting."""
    answer, _, fine = assessment.headline.partition(". ")
    if not assessment.fine_version or not fine:
        return [paragraph(assessment.headline, scale.lead, scale.gap * 0.4, keeps_next=True)]
    return [paragraph(f"{answer}.", scale.lead, scale.gap * 0.4, keeps_next=True), paragraph(fine, scale.body.strong(), scale.gap * 0.2, keeps_next=True)]


def _stops(assessment: Assessment, sources: Sources, scale: Scale) -> list[Part]:
    """What has to change: in a paragraph where it is one part, in a list where there are more."""
    told = [(f"{stop.words} To be fine: {stop.fix}.", sources.note(stop.source)) for stop in assessment.stops]
    if len(told) == 1:
        words, note = told[0]
        return [mixed([("This part has to change:", scale.body.strong()), (words, scale.body), (note, scale.small)], scale.gap * 0.5)]
    return listed("These parts have to change", [_noted(words, note, scale) for words, note in told], scale)


def _tracks(assessment: Assessment, sources: Sources, scale: Scale) -> list[Part]:
    """Both tracks side by side, each with its own reasons; then how they touch and what would change the result."""
    neutrality, conflict = assessment.neutrality, assessment.conflict
    columns: list[list[Part]] = []
    if neutrality:
        # "Your private business" would be a promise that an open answer cannot keep.
        known = ", as far as is known" if assessment.not_sure and neutrality.level <= Level.L1 else ""
        name = f"Political neutrality: {neutrality.words} ({neutrality.level.name}){known}"
        columns.append(_track(name, neutrality.reasons, sources, scale))
    if conflict:
        columns.append(_track(f"Conflict of interest: {conflict.words}", conflict.reasons, sources, scale))
    parts: list[Part] = []
    if len(columns) == 2:
        parts.append(side_by_side(columns[0], columns[1], scale.gap * 1.4))
    elif columns:
        parts += columns[0]
    touch = "How they touch:" if len(columns) == 2 else "One side only:"
    parts += [labelled(touch, words, scale.body, scale.gap * 0.6) for words in assessment.links]
    law = listed("What the law and the role ask for", _law(assessment, sources, scale), scale)
    changes = _changes(assessment.changes[:CHANGES_SHOWN], scale)
    if law and changes:
        return [*parts, side_by_side(law, changes, scale.gap * 1.2)]
    return [*parts, *law, *changes]


def _agencys(assessment: Assessment, sources: Sources, scale: Scale) -> list[Part]:
    """What is the agency's own in a result, with its version and the result without it."""
    agency = assessment.agency
    if agency is None:
        return []
    rules = [_noted(rule.because, sources.note(rule.source), scale) for rule in agency.rules]
    expected = [_noted(f"It also expects: {one.words}", sources.note(one.source), scale) for one in agency.expected]
    without = [f"Without these, the result would be: {agency.without}."] if agency.without else []
    return listed(f"{agency.agency}’s own rules and expectations, version {agency.version}", [*rules, *expected, *without], scale)


def _track(name: str, reasons: tuple[Reason, ...], sources: Sources, scale: Scale) -> list[Part]:
    items = [_noted(reason.because, sources.note(reason.source), scale) for reason in reasons]
    return listed(name, items, scale) or [subheading(name, scale)]


def _changes(changes: Sequence[Alternative], scale: Scale) -> list[Part]:
    """What would change the result; where all of it leads to the same, the heading says that once."""
    results = {change.result for change in changes}
    if len(changes) > 1 and len(results) == 1:
        return listed(f"What would change this to “{results.pop().rstrip('.')}”", [f"{change.words}." for change in changes], scale)
    return listed("What would change this", [f"{change.words}: {change.result}." for change in changes], scale)


def _law(assessment: Assessment, sources: Sources, scale: Scale) -> list[Text]:
    items: list[Text] = []
    for step in assessment.statute:
        words = f"{step.words} ({_dates(step, sources)})" if step.ends else step.words
        items.append(_noted(words, sources.note(step.source), scale))
    return items


def _dates(step: StatutoryStep, sources: Sources) -> str:
    """The dates of a law; where their source was not read itself, it is named beside them."""
    dates = " to ".join(day_words(day) for day in (step.begins, step.ends) if day)
    marked = step.dates_source is not None and step.dates_source.confidence.mark
    return f"{dates} {sources.note(step.dates_source)}" if marked and step.dates_source else dates


def _nothing_yet(scale: Scale) -> list[Part]:
    hint = "in their own words: what, when, where, how public, and how it touches the work"
    return [heading("Understand", scale), writing_space("What the person has in mind", hint, scale, scale.writing_lines * 2)]


# talk


def _talk(guide: ConversationGuide, scale: Scale, *, breaks: bool) -> list[Part]:
    """What to prepare and avoid beside what to say and ask: on one page, unless it `breaks` to spare one."""
    texts = guide.texts
    many = QUESTIONS_ON_TOPIC if scale.with_hints else 2
    ask = [*texts.ask, *dict.fromkeys(q for interest in guide.interests for q in interest.questions[:many])]
    never = list(dict.fromkeys(n for interest in guide.interests for n in interest.never_asked[: 2 if scale.with_hints else 1]))
    prepare = listed("Before you meet", texts.before, scale, 0.0) + listed("Do not ask about", texts.do_not_ask, scale)
    prepare += listed("On this topic, do not ask", never, scale)
    prepare += listed("Do not say", texts.do_not_say, scale) + listed("Do not", texts.do_not_do, scale)
    script = [subheading("Opening words", scale, 0.0), quoted("\n".join(texts.opening), scale, scale.gap * 0.4)]
    script += listed("Ask", ask, scale)
    columns = side_by_side(prepare, script)
    return [heading("Talk", scale), Stack([columns], before=scale.gap * 0.6, together=not breaks)]


# share


def _share(guide: ConversationGuide, sources: Sources, scale: Scale) -> list[Part]:
    """Sign-off, then the person's rights with where to go, beside what happens afterwards."""
    rows = [("Person", guide.person), (guide.texts.decider, guide.manager)]
    if any(_needs_second(interest.assessment) for interest in guide.interests):
        rows.append(("Second signature", guide.texts.above))
    sign_off = Stack([heading("Sign and share", scale), signatures(rows, scale, 0.0)], before=space_above_heading(scale), together=True)
    texts = guide.texts
    printed = {right.id for right in _rights_at_the_top(guide, scale)}
    all_rights = {right.id: right for right in (*_opening_rights(guide), *texts.rights)}
    left_over = [right for right in all_rights.values() if right.id not in printed]
    going = [_noted(right.words, sources.note(right.source), scale) for right in left_over]
    going += [paragraph(words, scale.body) for words in texts.where_to_go]
    left = listed("Your rights, and where to go", going, scale)
    right = [*listed("Afterwards", texts.after, scale), labelled("Privacy.", texts.privacy, scale.body, scale.gap * 0.8)]
    return [sign_off, side_by_side(left, right, scale.gap * 1.6)]


def _needs_second(assessment: Assessment) -> bool:
    return bool(assessment.neutrality and assessment.neutrality.level is Level.L4)
