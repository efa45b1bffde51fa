"""Everything that can be said of an agency's layer before anyone relies on it, for its author: faults, proofs, and what it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from coi_app.domain.errors import ContentError
from coi_app.rules.agency import AgencyLayer, is_own
from coi_app.rules.agency_changes import AgencyChanges, changes_of
from coi_app.rules.agency_files import read_agency
from coi_app.rules.agency_limits import layer_findings
from coi_app.rules.agency_merging import merged
from coi_app.rules.agency_proofs import TITLES, agency_proofs
from coi_app.rules.agency_reading import FILES, ids, placed_rules, read_layer
from coi_app.rules.agency_words import read_limits
from coi_app.rules.bundle import AGENCY, Bundle, hash_of, parsed
from coi_app.rules.checks import Checked, Figures
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.rules.proof import Proof
from coi_app.rules.proving.prove import FULL, QUICK, Depth, prove
from coi_app.rules.reach import Happening, left_over, rule_lists
from coi_app.rules.rulings import StepRule
from coi_app.rules.written import Finding, is_too_deep, joined, key_of, not_toml

SCHEMA = "agency.schema.json"

ADD_ONLY = "Take it out: an agency's content can only add."
AS_IN_THE_EXAMPLE = "Write it as the example that comes with Declare does; agency.schema.json says what each key is for."


@dataclass(frozen=True)
class AgencyChecked:
    """What the check of a layer came to; what it changes is told where it could be put on the content."""

    checked: Checked
    changes: AgencyChanges | None = None


def check_agency(bundle: Bundle, place: Path, resources: Path, depth: Depth = FULL) -> AgencyChecked:
    """The layer at a place judged on the content of a bundle, for the day from which both hold.

    Each stage needs the one before: the schema, then what it points at and says, then whether everything can happen, then the proofs.
    ContentError where there is no folder or zip that could be read.
    """
    files = {name.removeprefix(AGENCY): body for name, body in read_agency(place).items()}
    findings = tuple(_by_schema(files, resources))
    if findings:
        return AgencyChecked(Checked(findings))
    base = load(bundle)
    try:
        layer = read_layer(files)
    except ContentError as wrong:
        return AgencyChecked(Checked((Finding(wrong.file, wrong.key, wrong.problem, AS_IN_THE_EXAMPLE),)))
    findings = layer_findings(base, layer, read_limits(resources))
    if findings:
        return AgencyChecked(Checked(findings))
    return _proved(base, layer, {**bundle, **{f"{AGENCY}{name}": body for name, body in files.items()}}, depth)


def _proved(base: Content, layer: AgencyLayer, whole: Bundle, depth: Depth) -> AgencyChecked:
    content = merged(base, layer, hash_of(whole))
    figures = Figures(content.version, content.hash, len(content.topics), len(content.questions), sum(len(rules) for rules in rule_lists(content).values()), len(content.sources))
    changes, day = changes_of(content), _day(content, layer)
    findings = tuple(_never(base, content, layer, day))
    if findings:
        return AgencyChecked(Checked(findings, (), figures), changes)
    proofs = tuple(_blamed(base, layer, proof, day) for proof in (*agency_proofs(content, day), *prove(content, day, depth=depth, shared=whole)))
    return AgencyChecked(Checked((), proofs, figures), changes)


def _day(content: Content, layer: AgencyLayer) -> date:
    """The first day on which all rules of the layer that ever hold together have begun."""
    return max([content.effective, *(rule.begins for rule in layer.rules if rule.begins and (rule.ends is None or rule.begins <= rule.ends))])


def _of_the_base(base: Content) -> Iterator[Happening]:
    """What the content has to prove of itself, with or without a layer."""
    for topic in base.topics.values():
        yield from (Happening("asked", question, topic.id) for question in topic.questions)
    for question in base.questions.values():
        yield from (Happening("offered", option.id, question.id) for option in question.options)
    for name, rules in rule_lists(base).items():
        yield from (Happening("fired", rule.id, name) for rule in rules)


def _never(base: Content, content: Content, layer: AgencyLayer, day: date) -> Iterator[Finding]:
    """What the layer adds and what can never happen; a step that it makes firmer is tried as if it were one of its own."""
    firmer = tuple(StepRule(one.id, one.when, one.because, one.source, one.begins, one.ends) for one in layer.firmer_steps)
    tried = replace(content, steps=(*content.steps, *firmer))
    placed = {rule.id: (file, f"{kind}[{rule.id}].when") for file, kind, rule in placed_rules(layer)}
    for happening in left_over(tried, day, _of_the_base(base)):
        if happening.what == "fired" and happening.which in placed:
            yield Finding(*placed[happening.which], "no journey was found in which this changes anything", "Look at which topics and answers it names, or take it out.")
        elif happening.what != "fired":
            yield from _never_asked(happening)


def _never_asked(happening: Happening) -> Iterator[Finding]:
    if happening.what == "asked" and is_own(happening.which):
        yield Finding("questions.toml", f"question[{happening.which}].asked_when", f"never holds in {happening.where}, so it is never asked there", "Widen it, or take the topic out of the question's `topics`.")
    elif happening.what == "asked" and is_own(happening.where):
        yield Finding("topics.toml", f"topic[{happening.where}].like", f"{happening.which!r} is never asked here", "Name another topic in `like`.")
    elif happening.what == "offered" and is_own(happening.where):
        yield Finding("questions.toml", f"question[{happening.where}].option[{happening.which}]", "is never shown", "Take the card out.")


def _blamed(base: Content, layer: AgencyLayer, proof: Proof, day: date) -> Proof:
    """A proof that fails, with the rule or question of the layer that it names, or without which it would hold."""
    if proof.holds:
        return proof
    named = next(((file, key) for file, key, own in ids(layer) if f"[{own}]" in proof.key), None)
    if named:
        return replace(proof, file=named[0], key=f"{named[1].removesuffix('.id')}{proof.key.partition(']')[2]}")
    for file, key, without in _without_each(layer):
        content = merged(base, without, "")
        proofs = agency_proofs(content, day) if proof.title in TITLES else prove(content, day, depth=QUICK, only=proof.title)
        again = next((one for one in proofs if one.title == proof.title), proof)
        if again.holds:
            return replace(proof, file=file, key=key)
    return replace(proof, file="rules.toml", mend=proof.mend or "Take your rules away one after the other until it holds.")


def _without_each(layer: AgencyLayer) -> Iterator[tuple[str, str, AgencyLayer]]:
    """The layer without each of its rules, and each question for the record alone, in turn."""
    for file, kind, rule in placed_rules(layer):
        lists = ("level_floors", "severity_floors", "answer_rules", "incompatible", "firmer_steps", "steps")
        left: dict[str, Any] = {name: tuple(one for one in getattr(layer, name) if one.id != rule.id) for name in lists}
        yield file, f"{kind}[{rule.id}].when", replace(layer, **left)
    for question in layer.questions:
        others = tuple(replace(one, scale=None) if one is question else one for one in layer.questions)
        yield "questions.toml", f"question[{question.id}].scale", replace(layer, questions=others)


def _by_schema(files: Mapping[str, bytes], resources: Path) -> Iterator[Finding]:
    """What does not fit the schema of its file; a file that is none of these is told by name."""
    schema = _schema(resources)
    if "manifest.toml" not in files:
        yield Finding("manifest.toml", "", "is missing", "Write one: it says whose content this is, its version, and for which version of Declare's.")
    for name, body in files.items():
        if name not in FILES:
            yield Finding(name, "", "is no file of an agency's content", f"{ADD_ONLY} There are {', '.join(FILES)}.")
            continue
        try:
            table = parsed(body)
            if is_too_deep(table):
                raise RecursionError
            whole = json.loads(json.dumps(table, default=str))  # as JSON holds it: a date is its ISO form
        except (ValueError, RecursionError) as problem:
            yield Finding(name, "", *not_toml(problem))
            continue
        yield from (_told(name, whole, error) for error in _judge(schema, name.removesuffix(".toml")).iter_errors(whole))


def _schema(resources: Path) -> dict[str, Any]:
    try:
        return json.loads((resources / "agency" / SCHEMA).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ContentError(SCHEMA, "", "could not be read") from None


def _judge(schema: Mapping[str, Any], kind: str) -> Any:
    # jsonschema takes a third of a second to import, and only a check needs it.
    from jsonschema import Draft202012Validator, FormatChecker

    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]}, format_checker=FormatChecker(["date"]))


def _told(name: str, whole: object, error: Any) -> Finding:
    """A complaint of the schema in a sentence, with what the key is for."""
    at = key_of(whole, error.absolute_path)
    said: Mapping[str, Any] = cast("Any", error.schema) if isinstance(error.schema, Mapping) else {}
    what, known = str(said.get("description", "")), cast("Mapping[str, Mapping[str, str]]", said.get("properties", {}))
    match error.validator:
        case "additionalProperties":
            unknown = sorted(set(error.instance) - set(known))[0]
            return Finding(name, joined(at, unknown), "is not a known key", f"{ADD_ONLY} There are {', '.join(known)}.")
        case "required":
            lacking = str(next((key for key in error.validator_value if key not in error.instance), ""))
            return Finding(name, joined(at, lacking), "is missing", _added(lacking, known.get(lacking, {}).get("description", "")))
        case "enum":
            return Finding(name, at, f"has to be one of {', '.join(map(str, error.validator_value))}", what or AS_IN_THE_EXAMPLE)
        case None:
            # Of a key that may not be there at all, jsonschema tells the value and not the name.
            unwanted = next((key for key in ("rung", "title", "words", "fine") if _at(whole, error.absolute_path).get(key) == error.instance), "")
            return Finding(name, joined(at, unwanted), "does not belong here", "Take it out: a step of Declare keeps its words and rung, and only what is not in this form says what would be fine.")
        case _:
            return Finding(name, at, _PLAIN.get(error.validator, "does not fit"), what or AS_IN_THE_EXAMPLE)


_NEEDED = {
    "fine": "Who is told that it is not in this form is told what would be fine instead.",
    "scale": "Name the scale that the question raises, or say `for_the_record = true`.",
    "option": "Where one or many can be chosen, there are cards.",
    "rung": "A step of your own has a rung on the ladder.", "title": "A step of your own has a short name.", "words": "A step of your own says what is done.",
}
"""What is needed only beside something else, and why."""


def _added(lacking: str, what: str) -> str:
    return f"Add `{lacking}`. {what or _NEEDED.get(lacking) or AS_IN_THE_EXAMPLE}"


_PLAIN = {
    "type": "is not of the kind that is needed", "pattern": "is not written as it has to be", "minLength": "is empty", "maxLength": "is too long", "minItems": "has too few entries",
    "uniqueItems": "has an entry twice", "minimum": "is too low", "maximum": "is too high", "format": "has to be a date, such as 2026-11-23", "const": "may only be true",
    "minProperties": "is empty", "not": "may not be `not_sure`, which is there by itself",
}


def _at(whole: object, path: Iterable[str | int]) -> Mapping[str, object]:
    here = cast("Any", whole)
    for part in path:
        here = here[part]
    return cast("Mapping[str, object]", here) if isinstance(here, Mapping) else {}
