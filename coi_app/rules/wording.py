"""An answer, a level or a state in words: the one place that screen, paper and exports get them from."""

from __future__ import annotations

from collections.abc import Mapping

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Answer, AnswerGiven, AskedBy, ConflictType, Level, Severity, StepStatus, Track
from coi_app.domain.declaration import Status
from coi_app.rules.content import Content, Question, Topic


def answer_words(content: Content, question: Question, value: Value) -> str:
    """What a person answered, in the words of the cards."""
    if value == NOT_SURE:
        return content.wording.phrases["not_sure"]
    if isinstance(value, tuple):
        return "; ".join(question.by_option[o].words for o in value) or none_words(content.wording.phrases, question)
    if question.options and isinstance(value, str):
        return question.by_option[value].words
    return str(value)


def none_words(phrases: Mapping[str, str], question: Question) -> str:
    """The card of who chooses none: the question's own words, or *none of these*."""
    return question.none or phrases["none_of_these"]


def given(content: Content, question_id: str, value: Value) -> AnswerGiven:
    """An answer with its words, as a reason cites it."""
    return AnswerGiven(question_id, value, answer_words(content, content.questions[question_id], value))


def rows(content: Content, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Answers as rows of a question's short name and the answer in words, in the order of the questions."""
    asked = (q for q in content.questions.values() if q.id in answers)
    return tuple((q.short, answer_words(content, q, answers[q.id])) for q in asked)


def level_words(content: Content, level: Level, topic: Topic | None = None) -> str:
    """A level by its name on the screen; of what is an agency's own work, nothing is anybody's private business."""
    return _of_level(content.wording.levels, level, topic)


def level_meaning(content: Content, level: Level, topic: Topic) -> str:
    """What a level of this topic asks for, as a sentence."""
    return _of_level(content.wording.level_meanings, level, topic)


def _of_level(words: Mapping[str, str], level: Level, topic: Topic | None) -> str:
    at_work = topic is not None and "official" in topic.flags
    return words.get(f"{level.name}_at_work", words[level.name]) if at_work else words[level.name]


def conflict_words(content: Content, kind: ConflictType, severity: Severity, *, unsure: bool = False) -> str:
    """Type and severity in a few words; nothing to manage says only that, and no more than is known where something is `unsure`."""
    if severity is Severity.NONE:
        return content.wording.phrases["none_as_far_as_known"] if unsure else content.wording.severities["none"]
    return f"{content.wording.types[kind.value]} · {content.wording.severities[severity.value].lower()}"


def changed_conflict_words(content: Content, kind: ConflictType, severity: Severity) -> str:
    """The conflict that a change would leave, as one thing: *could look like a minor conflict*."""
    if severity is Severity.NONE:
        return content.wording.severities["none"]
    return content.wording.phrases[f"changed_to_{kind.value}"].format(severity=content.wording.severities[severity.value].lower())


def answer_headline(content: Content, answer: Answer | None, fine: str | None) -> str:
    """The answer as a sentence; an incomplete journey never gets a promise."""
    if answer is None:
        return content.wording.headlines["incomplete"]
    return content.wording.headlines[answer.value].format(fine=fine or "")


def status_words(content: Content, status: Status) -> str:
    """A state of a declaration, always with what it means."""
    return f"{content.wording.statuses[status.value]}: {content.wording.status_meanings[status.value]}"


def asked_by_words(content: Content, of: AskedBy) -> str:
    """Who asks for it, in a word or two: the law, or what goes with the role."""
    return content.wording.phrases["of_role"] if of is AskedBy.ROLE else content.wording.step_statuses["law"]


def step_status_words(content: Content, status: StepStatus) -> str:
    """How firmly a step is put, in a word."""
    return content.wording.step_statuses[status.value]


def track_words(content: Content, track: Track) -> str:
    """A track by its name on the screen."""
    return content.wording.tracks[track.value]
