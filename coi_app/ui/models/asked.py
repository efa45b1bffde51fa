"""One question as a page shows it: what can be answered, what was, and how far the journey is. Made from a check or a draft alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coi_app.domain.answers import Answers, Value
from coi_app.rules.content import Content, Option, Question, Topic
from coi_app.rules.guidance import Term
from coi_app.services import about_role
from coi_app.services import check as checking
from coi_app.services.check import Check, Progress


@dataclass(frozen=True)
class Asked:
    """What a question page is given; `value` is None while there is no answer, `phrases` are the content's fixed words.

    `topic` is None where a question about the role is asked by itself. `terms` are the words in it that are explained.
    """

    question: Question
    topic: Topic | None
    options: tuple[Option, ...]
    value: Value | None
    progress: Progress
    phrases: Mapping[str, str]
    role_known: bool = False
    terms: tuple[Term, ...] = ()

    @property
    def about_role(self) -> bool:
        """Whether this belongs to *about my role*, which is asked once."""
        return self.question.table == "role"

    @property
    def not_sure_hint(self) -> str:
        """What stands below the card *Not sure*."""
        return self.question.not_sure or self.phrases["not_sure_hint"]


def asked(check: Check, question: Question) -> Asked:
    """A question of this check (or of a draft, walked as a check) as a page shows it, in the words for this role."""
    question = check.said.question(question.id)
    return Asked(
        question=question,
        topic=check.topic,
        options=checking.offered(check, question),
        value=checking.value_of(check, question),
        progress=checking.progress(check, question.id),
        phrases=check.content.wording.phrases,
        role_known=check.role_known,
        terms=_terms(check.content, question, checking.offered(check, question)),
    )


def _terms(content: Content, question: Question, options: tuple[Option, ...]) -> tuple[Term, ...]:
    """The words explained that stand in a question, its hint or its cards."""
    return content.glossary.in_texts([question.words, question.hint, *(text for option in options for text in (option.words, option.example))])


def role_asked(content: Content, role: Answers, question_id: str) -> Asked:
    """A question about the role asked by itself, without any topic."""
    questions = [each.id for each in about_role.questions(content, role)]
    question = content.question(question_id)
    at = questions.index(question_id)
    return Asked(
        question=question,
        topic=None,
        options=about_role.offered(content, role, question),
        value=role.get(question_id),
        progress=Progress(at, len(questions) - at),
        phrases=content.wording.phrases,
        terms=_terms(content, question, about_role.offered(content, role, question)),
    )
