"""How long the guide gets with the content that ships."""

from datetime import date
from uuid import UUID

import pypdfium2
import pytest

from coi_app.documents.conversation import conversation_guide
from coi_app.documents.preview import page_count
from coi_app.domain.answers import Answers
from coi_app.domain.assessment import Level, Severity
from coi_app.domain.conversation import ConversationGuide
from coi_app.domain.declaration import Interest
from coi_app.paths import resources
from coi_app.rules.content import Content
from coi_app.rules.explain import assess
from coi_app.rules.journey import walk
from coi_app.rules.loader import load_folder
from coi_app.services.conversation import Named, guide

CONTENT = load_folder(resources())
DAY = date(2026, 11, 23)
NAMED = Named("Hana Rāwiri", "Senior adviser, Freshwater", "Tom Fale", "Ministry of Examples")
WORDS = "On two Saturdays in December I would like to help, in my own street. Nobody there knows where I work."
TOPICS = [topic.id for topic in CONTENT.topics.values() if topic.questions]


def answered(content: Content, topic: str, last: bool) -> tuple[Answers, Answers]:
    """Every question answered with its first card, or its last."""
    role, answers = Answers(), Answers()
    while unanswered := walk(content, content.topic(topic), role, answers).unanswered:
        question = unanswered[0]
        offered = walk(content, content.topic(topic), role, answers).offered(question)
        value = {"number": 1, "date": "2026-12-01", "many": (), "text": "words"}.get(question.kind) if question.kind != "one" else offered[-last].id
        assert value is not None
        if question.table == "role":
            role = role.with_answer(question.id, value)
        else:
            answers = answers.with_answer(question.id, value)
    return role, answers


def one_interest(topic: str, last: bool) -> ConversationGuide:
    role, answers = answered(CONTENT, topic, last)
    interest = Interest(UUID(int=1), topic, answers, WORDS)
    return guide(CONTENT, NAMED, DAY, [(interest, assess(CONTENT, topic, role, answers, DAY))])


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("last", [False, True])
def test_a_simple_case_takes_two_pages_and_a_hard_one_three(topic: str, last: bool) -> None:
    found = one_interest(topic, last)
    result = found.interests[0].assessment
    neutrality, conflict = result.neutrality, result.conflict
    simple = (not neutrality or neutrality.level <= Level.L2) and (not conflict or conflict.severity.rank <= Severity.MINOR.rank)
    assert page_count(conversation_guide(found)) <= (2 if simple else 3)


def test_two_hard_interests_take_four_pages_at_most() -> None:
    interests = []
    for number, topic in enumerate(("P16", "I-04"), start=1):
        role, answers = answered(CONTENT, topic, last=True)
        result = assess(CONTENT, topic, role, answers, DAY)
        interests.append((Interest(UUID(int=number), topic, answers, WORDS * 3, WORDS), result))
    assert page_count(conversation_guide(guide(CONTENT, NAMED, DAY, interests))) <= 4


def test_a_candidate_s_talk_stands_on_one_page() -> None:
    """What to say and ask is open on the table in one piece, where that costs no page more."""
    pages = pypdfium2.PdfDocument(conversation_guide(one_interest("P16", last=False)))
    held = [page.get_textpage().get_text_bounded() for page in pages]
    talks = [said for said in held if "Before you meet" in said]
    assert len(talks) == 1
    assert "Opening words" in talks[0]
    assert "What leave do you need" in talks[0]


@pytest.mark.parametrize("topic", TOPICS)
def test_the_talk_asks_what_the_guidance_of_the_topic_says_and_nothing_twice(topic: str) -> None:
    found = one_interest(topic, last=False)
    guidance = CONTENT.guidance.topics[topic]
    interest, = found.interests
    assert interest.questions == guidance.manager_may[:3]
    assert set(interest.never_asked) == set(guidance.manager_may_not)
    said = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(conversation_guide(found)))
    assert said.count(guidance.manager_may[0][:30]) == 1
