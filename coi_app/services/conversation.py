"""The conversation guide: finished values from the content, the person and what they declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from uuid import UUID

from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Assessment, Level
from coi_app.domain.conversation import AnsweredQuestion, Choice, ConversationGuide, DeclaredInterest, GuideTexts, Rung, conversation_record_bytes
from coi_app.domain.declaration import Declaration, Interest, Kind, Version
from coi_app.domain.people import Person
from coi_app.rules.content import Content
from coi_app.rules.deciders import Decider
from coi_app.rules.wording import given
from coi_app.services.about_role import decider_in, said

MOST_OWN_QUESTIONS = 3
"""Questions about its own topic that an interest brings to the talk."""

CONDUCT_RUNG = 14
"""The conduct process is no way to manage an interest, and never part of this record."""


@dataclass(frozen=True)
class Named:
    """Who and where, as far as the pages say; an empty part leaves a line to write on."""

    person: str = ""
    job_title: str = ""
    manager: str = ""
    agency: str = ""

    @classmethod
    def of(cls, person: Person) -> Named:
        """The names that a person gave."""
        return cls(person.name, person.job_title, person.manager, person.agency)


def guide(content: Content, named: Named, day: date, interests: Iterable[tuple[Interest, Assessment]], document_id: str = "", role: Answers | None = None) -> ConversationGuide:
    """The guide's finished values; without an id it gets one made from what it says, the same for the same.

    Its fixed texts name whoever decides in the `role`, or else in the one that the results were given for.
    """
    interests = tuple(interests)
    role = role or _role_in(content, interests)
    decider = decider_in(content, role)
    content = said(content, role)
    declared = tuple(_declared(content, interest, assessment) for interest, assessment in interests)
    found = ConversationGuide(
        document_id=document_id, day=day, content_version=content.version, interests=declared, texts=_texts(content, declared, decider),
        person=named.person, job_title=named.job_title, manager=named.manager, agency=named.agency,
    )
    return found if document_id else _named_by_content(found)


def document_id(declaration: Declaration, version: Version) -> str:
    """The number printed on each page: the declaration and its version, telling nothing else."""
    return f"D-{declaration.id.hex[:8].upper()}-{version.number}"


def pdf_of(content: Content, person: Person, declaration: Declaration, version: Version, results: Mapping[UUID, Assessment], day: date | None = None) -> bytes:
    """The PDF of one version with these results, for its own day or another; the same bytes for the same values."""
    interests = [(interest, results[interest.id]) for interest in version.interests]
    made = guide(content, Named.of(person), day or version.day, interests, document_id(declaration, version), version.role)
    return nothing_pdf(made) if declaration.kind is Kind.NOTHING_TO_DECLARE else pdf(made)


def pdf(guide_: ConversationGuide) -> bytes:
    """The guide as a PDF, the same bytes for the same guide."""
    from coi_app.documents.conversation import conversation_guide  # ReportLab is slow to load, and most starts never need it

    return conversation_guide(guide_)


def nothing_pdf(guide_: ConversationGuide) -> bytes:
    """The page that says there is nothing to declare, from a guide without interests; the same bytes for the same guide."""
    from coi_app.documents.nothing import nothing_to_declare  # ReportLab is slow to load, and most starts never need it

    return nothing_to_declare(guide_)


def _named_by_content(found: ConversationGuide) -> ConversationGuide:
    return replace(found, document_id=f"C-{sha256(conversation_record_bytes(found)).hexdigest()[:8].upper()}")


def _role_in(content: Content, interests: Iterable[tuple[Interest, Assessment]]) -> Answers:
    """What the results say of the role, which is one for all of them."""
    of_role = {question.id for question in content.role_questions}
    return Answers({one.question: one.option for _, found in interests for one in found.journey if one.question in of_role})


def _declared(content: Content, interest: Interest, assessment: Assessment) -> DeclaredInterest:
    topic = content.topics[interest.topic]
    answers = (given(content, one.question, one.option) for one in assessment.journey)
    rows = tuple(AnsweredQuestion(one.question, content.questions[one.question].short, one.option, one.words) for one in answers)
    own = content.guidance.topics.get(topic.id)
    # The last are the most particular to the topic: the first often stand in the general list as well.
    questions, never = (own.manager_may[:MOST_OWN_QUESTIONS], own.manager_may_not[::-1]) if own else ((), ())
    return DeclaredInterest(topic.id, topic.title, rows, assessment, interest.words, interest.seen_differently, questions, never)


def _texts(content: Content, declared: tuple[DeclaredInterest, ...], decider: Decider) -> GuideTexts:
    texts, words = content.conversation, content.wording
    rights = dict.fromkeys(right for one in declared for right in one.assessment.rights)
    return GuideTexts(
        notice=texts.notice, opening=texts.opening, before=texts.before, ask=texts.ask, do_not_ask=texts.do_not_ask, do_not_say=texts.do_not_say,
        rights=tuple(rights), ladder=tuple(Rung(r.rung, r.title, r.words) for r in content.ladder if r.rung < CONDUCT_RUNG), levels=_choices({level.name: words.levels[level.name] for level in Level}),
        types=_choices(words.types), severities=_choices(words.severities), statuses=_choices(words.step_statuses), career=texts.career, privacy=texts.privacy, do_not_do=texts.do_not_do,
        proportionality=texts.proportionality, decide=texts.decide, where_to_go=texts.where_to_go, after=texts.after, decider=decider.title, above=decider.words["above"],
    )


def _choices(words: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(key, value) for key, value in words.items())
