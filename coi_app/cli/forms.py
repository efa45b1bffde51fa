"""Results, topics and questions in the form that scripts read. The keys here are a promise; words may change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from coi_app.cli.agency import part_form
from coi_app.domain.answers import Value
from coi_app.domain.assessment import (
    Alternative,
    Assessment,
    ConflictResult,
    NeutralityResult,
    Reason,
    Source,
    StatutoryStep,
)
from coi_app.rules.checks import Checked
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.plain_language import Reading
from coi_app.rules.proof import Proof

Form = dict[str, object]


def topic_form(topic: Topic) -> Form:
    """A topic as a list of topics shows it."""
    return {
        "id": topic.id,
        "title": topic.title,
        "category": topic.category,
        "tracks": [track.value for track in topic.tracks],
        "declarable": topic.declarable,
    }


def questions_form(content: Content, topic: Topic) -> Form:
    """A topic with every question that it can ask."""
    return {"topic": topic_form(topic), "questions": [question_form(question) for question in content.asked_for(topic)]}


def question_form(question: Question) -> Form:
    """A question with its options; `scale` and `asked_when` are null where there is none."""
    return {
        "id": question.id,
        "table": question.table,
        "kind": question.kind,
        "words": question.words,
        "why": question.why,
        "options": [{"id": option.id, "words": option.words} for option in question.options],
        "scale": question.scale,
        "asked_when": question.asked_when.written if question.asked_when else None,
    }


def result_form(result: Assessment) -> Form:
    """The whole result for one interest; a part that does not apply is null."""
    return {
        "content_version": result.content_version,
        "topic": result.topic,
        "date": result.day.isoformat(),
        "complete": result.complete,
        "answer": result.answer.value if result.answer else None,
        "headline": result.headline,
        "fine_version": result.fine_version,
        "journey": [{"question": given.question, "option": _plain(given.option)} for given in result.journey],
        "unanswered": list(result.unanswered),
        "ignored": list(result.ignored),
        "not_sure": list(result.not_sure),
        "tracks": {
            "political_neutrality": _neutrality(result.neutrality),
            "conflict_of_interest": _conflict(result.conflict),
        },
        "links": list(result.links),
        "reasons": _reasons(result.reasons),
        "changes": _changes(result.changes),
        "stops": [{"id": s.id, "words": s.words, "fix": s.fix, "source": _source(s.source)} for s in result.stops],
        "statute": [_statute(step) for step in result.statute],
        "steps": [{"id": s.id, "rung": s.rung, "status": s.status.value, "words": f"{s.title}. {s.words}", "why": s.why} for s in result.steps],
        "rights": [{"id": right.id, "words": right.words, "source": _source(right.source)} for right in result.rights],
        "next": list(result.next),
        # There only with an agency's own content, which is asked for.
        **({"agency": part_form(result.agency)} if result.agency else {}),
    }


def checked_form(checked: Checked) -> Form:
    """What a check of the content came to; figures are null where it could not be loaded."""
    return {
        "holds": checked.holds,
        "figures": asdict(checked.figures) if checked.figures else None,
        "findings": [asdict(finding) for finding in checked.findings],
        "proofs": [_proof(proof) for proof in checked.proofs],
        "plain_language": [_reading(one) for one in checked.readings],
    }


def _proof(proof: Proof) -> Form:
    """A proof; what tells of a case against it is null where there is none, and so is `sample_of` where every case there is was tried."""
    told = {name: value or None for name, value in (("against", proof.against), ("file", proof.file), ("key", proof.key), ("mend", proof.mend))}
    return {"title": proof.title, "holds": proof.holds, "cases": proof.cases, "sample_of": proof.there_are if proof.is_sample else None, **told, "seconds": round(proof.seconds, 3)}


def _reading(one: Reading) -> Form:
    """How a file reads, with Flesch–Kincaid grades to one place."""
    return {"file": one.file, "words": one.words, "grade": round(one.grade, 1), "hardest": one.hardest, "hardest_grade": round(one.hardest_grade, 1)}


def _neutrality(track: NeutralityResult | None) -> Form | None:
    if track is None:
        return None
    return {"level": track.level.name, "words": track.words, "reasons": _reasons(track.reasons), "changes": _changes(track.changes)}


def _conflict(track: ConflictResult | None) -> Form | None:
    if track is None:
        return None
    return {
        "type": track.type.value,
        "severity": track.severity.value,
        "words": track.words,
        "reasons": _reasons(track.reasons),
        "changes": _changes(track.changes),
    }


def _reasons(reasons: Iterable[Reason]) -> list[Form]:
    return [
        {
            "rule": reason.rule,
            "because": reason.because,
            "answers": [{"question": a.question, "option": _plain(a.option), "words": a.words} for a in reason.answers],
            "source": _source(reason.source),
        }
        for reason in reasons
    ]


def _changes(alternatives: Iterable[Alternative]) -> list[Form]:
    return [
        {
            "changes": [{"question": c.question, "from": _plain(c.before), "to": _plain(c.after)} for c in alternative.changes],
            "result": alternative.result,
            "answer": alternative.answer.value,
        }
        for alternative in alternatives
    ]


def _statute(step: StatutoryStep) -> Form:
    return {"id": step.id, "words": step.words, "from": _day(step.begins), "to": _day(step.ends), "source": _source(step.source)}


def _source(source: Source) -> Form:
    mark = source.confidence.mark
    told = {"id": source.id, "title": source.title, "checked": source.checked.isoformat(), "confidence": source.confidence.value}
    return {**told, **({"mark": mark.value} if mark else {})}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value
