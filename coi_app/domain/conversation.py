"""The conversation guide as finished values: what is printed for whoever decides, and the record of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coi_app.domain.answers import Value
from coi_app.domain.assessment import Assessment, Right, StepStatus

RECORD_FORMAT = "declare-conversation-1"
NOTHING_FORMAT = "declare-nothing-1"


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question as it was asked and the answer as it was read; the ids name these same words."""

    question: str
    asked: str
    option: Value
    answered: str


@dataclass(frozen=True)
class DeclaredInterest:
    """One declared interest with its answers in words and its result; `questions` are to be asked about this topic,
    `never_asked` are not: each continues the sentence *do not ask*."""

    topic: str
    title: str
    answers: tuple[AnsweredQuestion, ...]
    assessment: Assessment
    words: str = ""
    seen_differently: str = ""
    questions: tuple[str, ...] = ()
    never_asked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rung:
    """One option on the ladder from *no action*; `when` says when it fits."""

    number: int
    title: str
    when: str = ""


@dataclass(frozen=True)
class Choice:
    """A value that can be ticked, by its id and in the words of the vocabulary."""

    id: str
    words: str


@dataclass(frozen=True)
class GuideTexts:
    """The fixed words of the guide, as the content holds them.

    `decide` has a hint for facts, information, reasons, steps, lighter, who_knows, review and person_comment.
    `levels`, `types`, `severities` and `statuses` (of steps) have an entry for each value of the domain, with
    its name (L0 to L4) or its value as id. `decider` is who decides, as a line of a form names them, `above` who looks a second time.
    """

    notice: str
    opening: tuple[str, ...]
    before: tuple[str, ...]
    ask: tuple[str, ...]
    do_not_ask: tuple[str, ...]
    do_not_say: tuple[str, ...]
    rights: tuple[Right, ...]
    ladder: tuple[Rung, ...]
    levels: tuple[Choice, ...]
    types: tuple[Choice, ...]
    severities: tuple[Choice, ...]
    statuses: tuple[Choice, ...]
    career: str
    privacy: str
    do_not_do: tuple[str, ...] = ()
    proportionality: str = ""
    decide: Mapping[str, str] = field(default_factory=dict[str, str])
    where_to_go: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    decider: str = "Manager"
    above: str = "the manager’s manager"


@dataclass(frozen=True)
class ConversationGuide:
    """Everything that the guide prints; an empty name leaves a line to write on."""

    document_id: str
    day: date
    content_version: str
    interests: tuple[DeclaredInterest, ...]
    texts: GuideTexts
    person: str = ""
    job_title: str = ""
    manager: str = ""
    agency: str = ""


def conversation_record(guide: ConversationGuide) -> dict[str, object]:
    """The guide for a program: what the pages print, and the ids of the topics, questions and options printed.

    Steps only to consider are not in it: where paper is short, the pages mark them on the ladder alone.
    """
    return {
        "format": RECORD_FORMAT,
        "document": guide.document_id,
        "day": guide.day.isoformat(),
        "content_version": guide.content_version,
        "person": guide.person,
        "job_title": guide.job_title,
        "manager": guide.manager,
        "agency": guide.agency,
        "interests": [_interest_record(interest) for interest in guide.interests],
    }


def conversation_record_bytes(guide: ConversationGuide) -> bytes:
    """The record as UTF-8 JSON, byte for byte the same for the same guide; the PDF and the hand-over carry it."""
    plain = json.dumps(conversation_record(guide), ensure_ascii=False, indent=1, sort_keys=True)
    return plain.encode("utf-8", errors="replace") + b"\n"


def nothing_record_bytes(guide: ConversationGuide) -> bytes:
    """The record of a statement that there is nothing to declare, in the same form as a guide's."""
    record = {name: value for name, value in conversation_record(guide).items() if name != "interests"} | {"format": NOTHING_FORMAT}
    plain = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    return plain.encode("utf-8", errors="replace") + b"\n"


def _interest_record(interest: DeclaredInterest) -> dict[str, object]:
    return {
        "topic": interest.topic,
        "title": interest.title,
        "words": interest.words,
        "seen_differently": interest.seen_differently,
        "answers": [
            {
                "question": row.question,
                "asked": row.asked,
                "option": list(row.option) if isinstance(row.option, tuple) else row.option,
                "answered": row.answered,
            }
            for row in interest.answers
        ],
        "result": _result_record(interest.assessment),
    }


def _result_record(assessment: Assessment) -> dict[str, object]:
    neutrality, conflict = assessment.neutrality, assessment.conflict
    return {
        "headline": assessment.headline,
        "fine_version": assessment.fine_version,
        "level": neutrality.level.name if neutrality else None,
        "type": conflict.type.value if conflict else None,
        "severity": conflict.severity.value if conflict else None,
        "reasons": [reason.because for reason in assessment.reasons],
        "links": list(assessment.links),
        "stops": [stop.words for stop in assessment.stops],
        "statute": [step.words for step in assessment.statute],
        "steps": [step.title for step in assessment.steps if step.status is not StepStatus.CONSIDER],
    }
