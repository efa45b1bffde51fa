"""What nobody is asked never counts: no question, card or rule looks at it, and nothing that anybody adds about it changes a result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from math import prod

from coi_app.domain.answers import NOT_SURE, Answers, Value
from coi_app.domain.assessment import Answer, Assessment, Level, Severity
from coi_app.rules.content import Content, Question, Topic
from coi_app.rules.explain import assess
from coi_app.rules.proof import Proof
from coi_app.rules.proving.journeys import Journeys
from coi_app.rules.reach import bases, named_as_written, possible_values, rule_lists
from coi_app.rules.tact import asks

EXEMPT = "Voting, opinion, union and professional body are Level 0, go ahead, in every role; nothing is asked and nothing can be declared"
BLIND = "No question, card or rule looks at a party, a vote, a belief, an origin or a union"
UNMOVED = "Words about a party, a vote, a belief, an origin or a union change nothing, wherever they are put"

PROTECTED = ("party", "candidate_name", "vote", "religion", "faith", "belief", "ethnicity", "whakapapa", "iwi", "hapu", "union", "union_member", "political_opinion")
"""Names that an answer about such a fact would have."""

_TELLS = re.compile(
    r"(^|_)(parties|party|vot(e|ed|er|ing)|religi\w*|faith|church|beliefs?|believ\w*|ethnic\w*|race|racial|whakapapa|iwi|hap[uū]|unions?)(_|$)", re.IGNORECASE
)
_NO_PARTY = re.compile(r"third_part(y|ies)", re.IGNORECASE)


def prove_exempt(content: Content, topic: Topic, day: date) -> Proof:
    """A topic that is nobody's business has the lightest result for every answer about the role."""
    if "nobodys_business" not in topic.flags:
        return Proof(EXEMPT, 0)
    questions = [question for question in content.role_questions if question.options]
    cases = 0
    for role in product(*(_ends(question) for question in questions)):
        cases += 1
        given = Answers(dict(zip((question.id for question in questions), role, strict=True)))
        found = assess(content, topic.id, given, Answers(), day, with_changes=False)
        if not _is_free(found):
            told = f"{topic.id} with {', '.join(f'{q} = {v}' for q, v in given.items())}: {found.headline}"
            return Proof(EXEMPT, cases, told, key=f"topic[{topic.id}]", mend="Ask nothing here (`questions = []`), and keep its exemption first in rules/neutrality.toml.")
    if topic.questions or topic.declarable:
        what, key = ("asks something", "questions") if topic.questions else ("can be declared", "declarable")
        return Proof(EXEMPT, cases, f"{topic.id} {what}, though it is nobody's business", key=f"topic[{topic.id}].{key}", mend="Say `questions = []` and `declarable = false`.")
    return Proof(EXEMPT, cases, there_are=prod(sum(1 for _ in possible_values(question)) for question in questions))


def _is_free(found: Assessment) -> bool:
    """Whether a result is the lightest there is, on every track that the topic has."""
    light = (found.neutrality is None or found.neutrality.level is Level.L0) and (found.conflict is None or found.conflict.severity is Severity.NONE)
    return light and found.complete and found.answer is Answer.GO_AHEAD and not found.stops


def _ends(question: Question) -> tuple[Value, ...]:
    """The first, the last and no sure answer; for many, none and all."""
    ids = tuple(option.id for option in question.options)
    return ((), ids, NOT_SURE) if question.kind == "many" else (ids[0], ids[-1], NOT_SURE)


def prove_blind(content: Content) -> Proof:
    """Neither an id that a rule could look at, nor a text that a person reads, asks for such a fact."""
    cases = 0
    for key, name, texts in _read(content):
        cases += 1
        if _TELLS.search(_NO_PARTY.sub("", name)):
            return Proof(BLIND, cases, f"{name!r} says that it is about what nobody is asked", key=key, mend="Take it out: ask what somebody does or has a part in, never what they are or think.")
        asking = next((text for text in texts if asks(text)), "")
        if asking:
            return Proof(BLIND, cases, f"{asking!r} asks for it", key=key, mend="Ask what somebody does or has a part in, never what they are or think.")
    return Proof(BLIND, cases)


def _read(content: Content) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Whatever can be answered or looked at: its key, its id, and its words."""
    for question in content.questions.values():
        key = f"question[{question.id}]"
        yield key, question.id, (question.words, question.short, question.hint, question.why)
        yield from ((f"{key}.option[{option.id}]", option.id, (option.words, option.example)) for option in question.options)
    for scale in content.scales.values():
        yield f"scale[{scale.id}]", scale.id, ()
    for rules in rule_lists(content).values():
        for rule in rules:
            looked_at = sorted(rule.when.questions | rule.when.scales) if rule.when else []
            yield from ((f"{named_as_written(content, rule)}.when", name, ()) for name in looked_at)


def prove_unmoved(journeys: Journeys) -> Proof:
    """The same answers, with answers nobody asked for beside them, and with other words in every text, come to the same result."""
    content, topic, day = journeys.narrow.whole, journeys.narrow.topic, journeys.narrow.day
    texts = [question for question in journeys.narrow.asked if question.kind == "text"]
    cases = 0
    for base in bases(content):
        role = {q: v for q, v in base.items() if content.questions[q].table == "role"}
        plain = assess(content, topic.id, Answers(role), Answers(base), day, with_changes=False)
        for name in PROTECTED:
            cases += 1
            told = {**base, **{question.id: f"{name}: some words" for question in texts}, name: f"{name}: some words"}
            found = assess(content, topic.id, Answers({**role, name: "some words"}), Answers(told), day, with_changes=False)
            if (plain.answer, plain.neutrality, plain.conflict, plain.steps, plain.next) != (found.answer, found.neutrality, found.conflict, found.steps, found.next):
                key = _looking_at_words(content) or f"topic[{topic.id}].questions"
                return Proof(UNMOVED, cases, f"{topic.id}: words about {name!r} change the result", key=key, mend="Let no condition look at a question that is answered in words.")
    return Proof(UNMOVED, cases, there_are=journeys.there_are * len(PROTECTED))


def _looking_at_words(content: Content) -> str:
    """The first rule whose condition looks at a question that is answered in words."""
    texts = {question.id for question in content.questions.values() if question.kind == "text"}
    rules = (rule for rules in rule_lists(content).values() for rule in rules)
    return next((f"{named_as_written(content, rule)}.when" for rule in rules if rule.when and rule.when.questions & texts), "")
