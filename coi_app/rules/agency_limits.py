"""Whether an agency's layer keeps within what it can touch: everything it points at is there, and it only ever adds or makes stricter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, cast

from coi_app.domain.assessment import StepStatus, Track
from coi_app.domain.errors import ContentError
from coi_app.rules.agency import AgencyLayer, OwnQuestion, is_own
from coi_app.rules.agency_merging import NOBODYS_BUSINESS, merged
from coi_app.rules.agency_reading import placed_rules
from coi_app.rules.agency_words import Limits, word_findings
from coi_app.rules.conditions import Condition
from coi_app.rules.content import Content, Topic
from coi_app.rules.crosscheck import leaves
from coi_app.rules.rulings import AnswerRule, FirmerStep, Incompatible, Rule, StepRule
from coi_app.rules.triage import COMPUTED
from coi_app.rules.written import Finding

KNOWN_AFTER = ("level", "severity")
"""What a rule about an answer or a step may also look at; whatever else is worked out is not there for an agency."""


NAME_ONE = "Name one that is there: `coi-app topics` lists the topics, and `coi-app questions TOPIC` the questions with their cards."
LOOK_AT = "Look only at what is asked and known by then; `coi-app questions TOPIC` lists the questions with their cards."
NAME_THE_ROLES = "Name the roles it is about (a question about the role, or the scale `role`), or give `go_ahead_with_steps`."
LEAVE_OUT = "Leave it out."


def layer_findings(base: Content, layer: AgencyLayer, limits: Limits) -> tuple[Finding, ...]:
    """Everything for which the layer cannot be used on this content; each says how to mend it."""
    try:
        content = merged(base, layer, "")
    except ContentError as wrong:
        return (Finding(wrong.file, wrong.key, wrong.problem, NAME_ONE),)
    found = chain(
        _manifest(layer), _contacts(base, layer, limits), _topics(base, layer), _expectations(content, layer), _questions(content, layer, limits),
        _rules(content, layer, limits), _sources(layer), word_findings(base, layer, limits),
    )
    return tuple(dict.fromkeys(found))


def _manifest(layer: AgencyLayer) -> Iterator[Finding]:
    for key, value, most in (("agency", layer.agency, 80), ("version", layer.version, 20), ("author", layer.author, 80), ("contact", layer.contact, 120)):
        if not value.strip() or len(value) > most or "+" in value:
            yield Finding("manifest.toml", key, f"has to be a short text without a plus sign, of {most} characters at most", "Put it shorter, and write out what the sign stands for.")


def _contacts(base: Content, layer: AgencyLayer, limits: Limits) -> Iterator[Finding]:
    there = {contact.id for contact in base.contacts} & set(limits.replaceable_contacts)
    seen: set[str] = set()
    for contact in layer.contacts:
        key = f"contact[{contact.id}].replaces"
        if contact.replaces and contact.replaces not in there:
            yield Finding("contacts.toml", key, f"{contact.replaces!r} always stays", f"Add a contact beside it, or replace one of {', '.join(sorted(there))}.")
        if contact.replaces in seen:
            yield Finding("contacts.toml", key, f"{contact.replaces!r} is replaced twice", "Add the second contact without `replaces`.")
        seen |= {contact.replaces} - {""}


def _topics(base: Content, layer: AgencyLayer) -> Iterator[Finding]:
    own, used = {category.id for category in layer.categories}, {topic.category for topic in layer.topics}
    yield from (Finding("topics.toml", f"category[{name}]", "holds no topic", "Put one in it, or leave it out.") for name in sorted(own - used))
    for topic in layer.topics:
        key = f"topic[{topic.id}]"
        if topic.category not in base.categories and topic.category not in own:
            yield Finding("topics.toml", f"{key}.category", f"there is no category {topic.category!r}", f"Name one of {', '.join((*base.categories, *sorted(own)))}.")
        if NOBODYS_BUSINESS in base.topics[topic.like].flags:
            yield Finding("topics.toml", f"{key}.like", f"{topic.like!r} is nobody's business, so nothing is asked that could be like it", "Name another topic.")
        yield from (Finding("topics.toml", f"{key}.{name}", "is empty", "Give at least one.") for name in ("examples", "search") if not getattr(topic, name))


def _expectations(content: Content, layer: AgencyLayer) -> Iterator[Finding]:
    for expectation in layer.expectations:
        yield from _about("expectations.toml", f"expectation[{expectation.id}].topics", expectation.topics, content)


def _about(file: str, key: str, topics: tuple[str, ...], content: Content) -> Iterator[Finding]:
    """The topics named are there, and none of them is nobody's business."""
    for topic in topics:
        if topic not in content.topics:
            yield Finding(file, key, f"there is no topic {topic!r}", NAME_ONE)
        elif _is_closed(content.topics[topic]):
            yield Finding(file, key, f"{topic!r} is nobody's business: nothing can be asked, expected or ruled about it", LEAVE_OUT)


def _is_closed(topic: Topic) -> bool:
    return NOBODYS_BUSINESS in topic.flags or not topic.declarable or not topic.questions


def _sources(layer: AgencyLayer) -> Iterator[Finding]:
    cited = {one.source.id for one in (*layer.expectations, *layer.questions, *layer.rules)}
    for source in layer.sources.values():
        if source.id not in cited:
            yield Finding("sources.toml", f"source[{source.id}]", "is named by nothing", "Let a rule, a question or an expectation name it, or leave it out.")
        if source.checked > layer.effective:
            yield Finding("sources.toml", f"source[{source.id}].checked", f"lies after {layer.effective}, the day from which your content holds", "Correct the date, or move `effective` in manifest.toml on.")


def _questions(content: Content, layer: AgencyLayer, limits: Limits) -> Iterator[Finding]:
    for question in layer.questions:
        key = f"question[{question.id}]"
        yield from _about("questions.toml", f"{key}.topics", question.topics, content)
        if not question.topics or len(set(question.topics)) < len(question.topics):
            yield Finding("questions.toml", f"{key}.topics", "has to name at least one topic, and each only once", NAME_ONE)
        yield from (Finding("questions.toml", f"{key}.{name}", problem, mend) for name, problem, mend in _scale_problems(content, question, limits))
        problems = (*_condition_problems(content, question.asked_when, ()), *_asked_too_late(content, question))
        yield from (Finding("questions.toml", f"{key}.asked_when", problem, LOOK_AT) for problem in problems)


def _scale_problems(content: Content, question: OwnQuestion, limits: Limits) -> Iterator[tuple[str, str, str]]:
    movable = [scale for scale in limits.movable_scales if scale in content.scales]
    if question.scale is None:
        return
    if question.scale not in movable:
        yield "scale", f"{question.scale!r} is not for an agency to move", f"Use one of {', '.join(movable)}, or say `for_the_record = true`."
        return
    last = len(content.scales[question.scale].positions) - 1
    yield from ((f"option[{option.id}].at", f"stands past the end of {question.scale!r}", f"Give {last} at most.") for option in question.options if option.at > last)


def _asked_too_late(content: Content, question: OwnQuestion) -> Iterator[str]:
    for topic in question.topics if question.asked_when else ():
        asked = [found.id for found in content.asked_for(content.topics[topic])] if topic in content.topics else []
        later = asked[asked.index(question.id) :] if question.id in asked else []
        looked_at = question.asked_when.questions if question.asked_when else frozenset[str]()
        yield from (f"looks at {name!r}, which {topic} asks later or never" for name in sorted(looked_at & set(later) | (looked_at - set(asked))))


def _rules(content: Content, layer: AgencyLayer, limits: Limits) -> Iterator[Finding]:
    for file, kind, rule in placed_rules(layer):
        key = f"{kind}[{rule.id}]"
        known = KNOWN_AFTER if isinstance(rule, AnswerRule | Incompatible | FirmerStep | StepRule) else ()
        yield from (Finding(file, f"{key}.when", problem, LOOK_AT) for problem in _condition_problems(content, rule.when, known))
        yield from (Finding(file, f"{key}.when", problem, "Use `at_least`.") for problem in _spares(rule.when, limits))
        if rule.begins and rule.ends and rule.begins > rule.ends:
            yield Finding(file, f"{key}.until", "lies before `from`, so the rule never holds", "Give a later day, or leave one of the two out.")
        if isinstance(rule, Incompatible):
            yield from (Finding(file, f"{key}.when", problem, NAME_THE_ROLES) for problem in _bans_for_everyone(content, rule))
        step = _required(content, rule)
        if step and step.rung > limits.highest_required_rung:
            problem = f"can only be `suggested` for a step as heavy as this one (rung {step.rung}), for a law alone could make it a must"
            yield Finding(file, f"{key}.status", problem, "Say `suggested`, or name a lighter step.")


def _bans_for_everyone(content: Content, rule: Incompatible) -> Iterator[str]:
    """A right to take part in politics is everyone's: only some roles can go without a form of it, whichever track is named."""
    written: Mapping[str, Any] = rule.when.written if rule.when else {"any": []}
    if _asks_for_a_role(content, written):
        return
    political = (t.id for t in content.topics.values() if {Track.POLITICAL_NEUTRALITY, rule.track} <= set(t.tracks) and not _is_closed(t) and can_hold(content, written, t))
    topic = next(political, None)
    if topic is not None:
        yield f"would take a political right from everyone, as in {topic}"


def can_hold(content: Content, written: Mapping[str, Any], topic: Topic) -> bool:
    """False where a condition cannot hold for a topic, whatever is answered."""
    if "all" in written:
        return all(can_hold(content, part, topic) for part in written["all"])
    if "any" in written:
        return any(can_hold(content, part, topic) for part in written["any"])
    if "topic" in written:
        return topic.id in ([written["topic"]] if isinstance(written["topic"], str) else written["topic"])
    if "flag" in written:
        return written["flag"] in topic.flags
    if "track" in written:
        return written["track"] in topic.tracks
    if "not" in written and written["not"].keys() & {"topic", "flag", "track"}:
        return not can_hold(content, written["not"], topic)
    if "is" in written or "any_of" in written:
        return any(question.id == written["question"] for question in content.asked_for(topic))
    return True


def _asks_for_a_role(content: Content, written: Mapping[str, Any]) -> bool:
    """Whether each way in which a rule can hold asks for some roles, and leaves others out."""
    if "all" in written:
        return any(_asks_for_a_role(content, part) for part in written["all"])
    if "any" in written:
        return all(_asks_for_a_role(content, part) for part in written["any"])
    if "question" in written:
        question = content.questions.get(written["question"])
        named = {written["is"]} if "is" in written else set(cast("list[str]", written.get("any_of", [])))
        return question is not None and question.table == "role" and bool(named) and not named >= question.by_option.keys()
    return written.get("scale") in ("role", "seniority", "ministers", "powers") and written.get("at_least", 0) > 0


def _required(content: Content, rule: Rule) -> StepRule | None:
    """The step that a rule makes a must, where it makes one."""
    if isinstance(rule, FirmerStep):
        return next((step for step in content.steps if step.id == rule.step), None) if rule.status is StepStatus.REQUIRED else None
    return rule if isinstance(rule, StepRule) and rule.required_when is not None else None


def _spares(condition: Condition | None, limits: Limits) -> Iterator[str]:
    """A stricter rule that stops holding as a scale rises would spare those with the greater concern."""
    for scale in _falling(condition.written, upside_down=False) if condition else ():
        if scale in limits.movable_scales or scale in KNOWN_AFTER:
            yield f"holds for less of {scale!r} and not for more, so it would spare the greater concern"


def _falling(written: Mapping[str, Any], *, upside_down: bool) -> Iterator[str]:
    if "not" in written:
        yield from _falling(written["not"], upside_down=not upside_down)
    for part in (*written.get("all", ()), *written.get("any", ())):
        yield from _falling(part, upside_down=upside_down)
    if "scale" in written and ("at_least" if upside_down else "below") in written:
        yield cast("str", written["scale"])


def _condition_problems(content: Content, condition: Condition | None, known: tuple[str, ...]) -> Iterator[str]:
    for leaf in leaves(condition.written) if condition else ():
        yield from _leaf_problems(content, leaf, known)


def _leaf_problems(content: Content, leaf: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    if "question" in leaf:
        yield from _answer_problems(content, leaf)
    elif "scale" in leaf:
        yield from _place_problems(content, leaf, known)
    elif "track" in leaf and leaf["track"] not in set(Track):
        yield f"there is no track {leaf['track']!r}: it is one of {', '.join(Track)}"
    elif "flag" in leaf:
        yield from _flag_problems(content, leaf["flag"])
    elif "topic" in leaf:
        named: list[str] = [leaf["topic"]] if isinstance(leaf["topic"], str) else leaf["topic"]
        yield from (finding.problem for finding in _about("", "", tuple(named), content))


def _flag_problems(content: Content, flag: str) -> Iterator[str]:
    if flag == NOBODYS_BUSINESS:
        yield "looks at what is nobody's business: no rule of an agency can reach it"
    elif not any(flag in topic.flags for topic in content.topics.values()):
        what = "topic" if is_own(flag) else "topic with the mark"
        yield f"there is no {what} {flag!r}"


def _answer_problems(content: Content, leaf: Mapping[str, Any]) -> Iterator[str]:
    question = content.questions.get(leaf["question"])
    if question is None:
        yield f"there is no question {leaf['question']!r}"
        return
    named: list[str] = [leaf["is"]] if "is" in leaf else leaf.get("any_of", [])
    for option in named:
        if option not in question.by_option and option != "not_sure":
            yield f"the question {question.id!r} has no card {option!r}: it has {', '.join((*question.by_option, 'not_sure'))}"


def _place_problems(content: Content, leaf: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    scale = leaf["scale"]
    if scale in content.scales:
        last = len(content.scales[scale].positions) - 1
    elif scale in known:
        last = 4 if scale == "level" else 3
    elif scale in COMPUTED:
        yield f"{scale!r} is not known yet when this is read" if scale in KNOWN_AFTER else f"{scale!r} is not for an agency's rule to look at"
        return
    else:
        yield f"there is no scale {scale!r}"
        return
    limit = leaf.get("at_least", leaf.get("below", 0))
    if limit > last:
        yield f"asks for {limit} on {scale!r}, which ends at {last}"
