"""Results, topics and questions as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coi_app.cli.agency import part_lines
from coi_app.domain.assessment import Assessment, Source, SourceMark, StatutoryStep, StepStatus
from coi_app.domain.legible import legible
from coi_app.rules.checks import Checked
from coi_app.rules.content import Content, Topic
from coi_app.rules.proof import Proof

MARKS = {SourceMark.CHECK_THIS: "check this", SourceMark.SUMMARY: "read in a summary"}


def topic_lines(topics: Iterable[Topic]) -> Iterator[str]:
    """Each topic in a line: its id and its title."""
    return (f"{topic.id:<5} {topic.title}" for topic in topics)


def question_lines(content: Content, topic: Topic) -> Iterator[str]:
    """The questions of a topic, each with its id, its words and its options."""
    yield f"{topic.id} {topic.title}"
    for question in content.asked_for(topic):
        where = "role" if question.table == "role" else "interest"
        yield ""
        yield f"{question.id} ({where}, {question.kind})"
        yield f"  {question.words}"
        yield from (f"    {option.id}: {option.words}" for option in question.options)
    if not topic.questions:
        yield topic.not_asked or "Nothing is asked about this."


def result_lines(result: Assessment, content: Content) -> Iterator[str]:
    """A result in the order of the window: rights, answer, both tracks with reasons, what to do, what would change it."""
    yield f"{result.topic} {content.topic(result.topic).title}, {result.day.isoformat()}"
    yield from _part("Your rights", (_sourced(right.words, right.source) for right in result.rights))
    yield ""
    yield result.headline
    if result.unanswered:
        yield f"Not answered yet: {', '.join(result.unanswered)}"
    for track in (result.neutrality, result.conflict):
        if track:
            yield from _part(track.words, (_sourced(reason.because, reason.source) for reason in track.reasons))
    if result.agency:
        yield from _part(f"Your agency’s own: {result.agency.agency} {result.agency.version}", part_lines(result.agency))
    yield from _part("How the two touch", result.links)
    yield from _part("What has to change", (_sourced(f"{stop.words} To be fine: {stop.fix}.", stop.source) for stop in result.stops))
    if result.fine_version and result.fine_version not in result.headline:
        yield from _part("What would be fine", [result.fine_version])
    yield from _part("What the law and your role ask for", (_law(step) for step in result.statute))
    yield from _part("Steps, lightest first", (f"{step.title}: {step.words} ({_firmness(step.status)})" for step in result.steps))
    yield from _part("What would change this", (f"{change.words}: {change.result}" for change in result.changes))
    yield from _part("Next", result.next)


def checked_lines(checked: Checked) -> Iterator[str]:
    """How much content there is, what was proved of it over how many cases, and what is wrong, each in a line."""
    figures = checked.figures
    if figures:
        yield f"Content {figures.version} ({figures.hash[:12]}): {figures.topics} topics, {figures.questions} questions, {figures.rules} rules, {figures.sources} sources"
    for proof in checked.proofs:
        yield from _proof_lines(proof)
    for finding in checked.findings:
        yield f"WRONG   {legible(str(finding))}"
        if finding.mend:
            yield f"  mend: {finding.mend}"
    if checked.holds:
        cases, seconds = sum(proof.cases for proof in checked.proofs), sum(proof.seconds for proof in checked.proofs)
        yield f"Everything holds: {len(checked.proofs)} proofs over {cases:,} cases, {seconds:.0f} seconds of work."


def _proof_lines(proof: Proof) -> Iterator[str]:
    """A proof in a line; one that does not hold also says where, in which case, and how to mend it."""
    yield f"{'proved' if proof.holds else 'FAILED'}  {proof.title} ({proof.cases:,} cases, {proof.extent}, {proof.seconds:.1f} s)"
    if not proof.holds:
        yield f"  where: {': '.join(part for part in (proof.file, proof.key) if part) or 'nowhere: there was no case'}"
        yield f"  case: {legible(proof.against)}"
        yield f"  mend: {proof.mend}"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [line for line in lines if line]
    if found:
        yield ""
        yield title
        yield from (f"  - {line}" for line in found)


def _law(step: StatutoryStep) -> str:
    dates = " to ".join(day.isoformat() for day in (step.begins, step.ends) if day)
    told = f"{dates}: {step.words}" if dates else step.words
    return _sourced(told, step.source, step.dates_source)


def _sourced(words: str, *sources: Source | None) -> str:
    """The words, with marks that name what was read in a summary, and what nobody is sure of."""
    marked: dict[SourceMark, dict[str, None]] = {mark: {} for mark in SourceMark}
    for source in sources:
        if source and source.confidence.mark:
            marked[source.confidence.mark][source.name] = None
    return " ".join((words, *(f"[{MARKS[mark]}: {', '.join(names)}]" for mark, names in marked.items() if names)))


def _firmness(status: StepStatus) -> str:
    return {StepStatus.REQUIRED: "needed", StepStatus.SUGGESTED: "suggested", StepStatus.CONSIDER: "to consider"}[status]
