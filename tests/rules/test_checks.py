"""The check of the content: nothing is wrong with what is shipped, and whatever is wrong is named by file and key."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from coi_app.domain.assessment import Answer, Confidence, ConflictType, Level, Severity, StepStatus, Track
from coi_app.domain.declaration import Status
from coi_app.paths import resources, scenarios
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.checks import Checked, check
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.rules.proving.prove import QUICK
from coi_app.rules.reach import never, rule_lists
from coi_app.rules.tact import asks
from coi_app.rules.written import kind_of

SCHEMAS = resources() / "schemas"


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_folder(resources())


@pytest.fixture(scope="module")
def shipped(bundle: Bundle) -> Checked:
    return check(bundle, SCHEMAS, scenarios=scenarios(), depth=QUICK)


def test_nothing_is_wrong_with_the_shipped_content_and_everything_is_proved(shipped: Checked) -> None:
    assert [str(finding) for finding in shipped.findings] == []
    assert shipped.holds
    assert sum(proof.cases for proof in shipped.proofs) > 20_000


def test_the_figures_are_those_of_the_content(shipped: Checked, content: Content) -> None:
    assert shipped.figures
    assert (shipped.figures.topics, shipped.figures.questions) == (len(content.topics), len(content.questions))
    assert shipped.figures.rules == sum(len(rules) for rules in rule_lists(content).values()) > 100
    assert (shipped.figures.version, shipped.figures.hash) == (content.version, content.hash)


BROKEN = [
    ("a place that nothing fills", "rules/stops.toml", "tell {decider} now\"", "tell {boss} now\"", "stop[CONDUCT-1].fix", "that nothing fills"),
    ("words for one role only", "rules/stops.toml", "tell {decider} now\"", "tell your manager now\"", "stop[CONDUCT-1].fix", "also to those who have none"),
    ("a place where all are told alike", "content/en-NZ/glossary.toml", 'meaning = "The few steps', 'meaning = "{Decider}. The few steps', "term[7].meaning", "said to everyone alike"),
    ("a manager for everyone", "content/en-NZ/glossary.toml", 'meaning = "The few steps', 'meaning = "You and your manager. The few steps', "term[7].meaning", "true for everyone"),
    ("a decider that hides the others", "content/en-NZ/deciders.toml", 'when = { question = "employment", is = "board_chair" }\n', "", "decider[own-board].when", "is missing"),
    ("a decider by what is no part of the role", "content/en-NZ/deciders.toml", 'question = "employment", is = "school"', 'question = "duty", is = "decide"', "decider[principal].when", "not about the role"),
    ("a last decider for some only", "content/en-NZ/deciders.toml", 'id = "manager"', 'id = "manager"\nwhen = { question = "employment", is = "defence" }', "decider[manager].when", "has to fit everyone"),
    # what was done, the file, what stood there, what stands there now, the key that has to be named, a part of the problem
    ("a slip of the pen in a key", "rules/stops.toml", "because =", "becuase =", "stop[STOP-1].becuase", "not a known key"),
    ("a key that is not there", "content/en-NZ/questions/role.toml", 'why = "A few', 'wy = "A few', "question[employment].why", "is missing"),
    ("a question without its source", "content/en-NZ/questions/gifts.toml", 'source = "gifts-practice"', "", "question[gift_from].source", "is missing"),
    ("a topic without words to find it by", "content/en-NZ/topics/interests.toml", 'search = ["second job"', 'searched = ["second job"', "topic[I-02].search", "is missing"),
    ("a level that there is not", "rules/neutrality.toml", "level = 3", "level = 7", "floor[paid-political-work].level", "at most 4"),
    ("a number that is a text", "rules/neutrality.toml", "add = 1", 'add = "1"', "adjustment[overlap-very-matter].add", "whole number"),
    ("a text that is a number", "content/en-NZ/categories.toml", 'title = "Other work"', "title = 2", "category[other_work].title", "has to be a text"),
    ("an empty text", "content/en-NZ/next.toml", 'because = "There is nothing to do and nothing to tell."', 'because = ""', "next[next-nothing].because", "is empty"),
    ("an empty list", "content/en-NZ/topics/political.toml", 'examples = ["Voting early at the library", "Changing your enrolment", "Choosing the Māori roll or the general roll"]', "examples = []", "topic[P01].examples", "too few"),
    ("an answer that there is not", "rules/answers.toml", 'give = "not_as_described"', 'give = "refused"', "answer[answer-stop].give", "known values"),
    ("a track that there is not", "rules/stops.toml", 'track = "political_neutrality"', 'track = "party"', "stop[STOP-1].track", "known values"),
    ("a date that is a text", "law/sources.toml", "checked = 2026-11-23", 'checked = "soon"', "source[standards-2007].checked", "date"),
    ("a condition of no known form", "rules/stops.toml", 'when = { question = "conduct", is = "work_resources" }', 'when = { question = "conduct", equals = "work_resources" }', "stop[STOP-1].when", "`is`, `any_of`"),
    ("a condition with a stranger in it", "rules/answers.toml", 'when = { scale = "stops", at_least = 1 }', 'when = { formula = "stops > 0" }', "answer[answer-stop].when", "unknown condition"),
    ("a state without a word", "content/en-NZ/wording.toml", 'handed_over = "Handed over"', "", "statuses.handed_over", "is missing"),
    ("a phrase that is gone", "content/en-NZ/wording.toml", "none_of_these =", "none_of_those =", "phrases.none_of_these", "is missing"),
    ("a headline without room for what is fine", "content/en-NZ/wording.toml", "This would be fine: {fine}.", "Something else would be fine.", "headlines.not_as_described", "not written as"),
    ("not TOML", "rules/conflict.toml", "[table]", "[table", "", "is not TOML"),
    ("a card called not sure", "content/en-NZ/questions/gifts.toml", 'id = "declined"', 'id = "not_sure"', "question[gift_state].option[not_sure].id", "may not have this value"),
    ("a source that is not there", "content/en-NZ/rights.toml", 'source = "public-service-act-22"', 'source = "public-service-act-99"', "right[right-take-part].source", "no source"),
    ("a source that nothing cites", "content/en-NZ/rights.toml", 'source = "privacy-act"', 'source = "bill-of-rights"', "source[privacy-act].unused", "nothing cites"),
    ("a question that is not there", "content/en-NZ/topics/political.toml", 'questions = ["overlap", "conduct", "already_in_place"]', 'questions = ["overlep", "conduct", "already_in_place"]', "topic[P07].questions", "'overlep'"),
    ("a question twice in a topic", "content/en-NZ/topics/political.toml", 'questions = ["overlap", "conduct", "already_in_place"]', 'questions = ["overlap", "overlap", "conduct", "already_in_place"]', "topic[P07].questions", "twice"),
    ("a category that is not there", "content/en-NZ/topics/interests.toml", 'category = "gifts"', 'category = "presents"', "topic[I-03].category", "'presents'"),
    ("a card twice", "content/en-NZ/questions/gifts.toml", 'id = "for_agency"', 'id = "declined"', "question[gift_state].option[declined].id", "twice"),
    ("a rule twice", "rules/stops.toml", 'id = "STOP-2"', 'id = "STOP-1"', "stop[STOP-1].id", "twice"),
    ("a card past the end of its scale", "content/en-NZ/questions/role.toml", 'as_reason = "You lead the agency."', 'as_reason = "You lead the agency."\nalso = { overlap = 6 }', "question[seniority].option[chief_executive].also.overlap", "past the end"),
    ("a condition past the end of a scale", "rules/neutrality.toml", '{ scale = "tone", at_least = 5 }', '{ scale = "tone", at_least = 6 }', "floor[strong-criticism].when", "ends at 5"),
    ("a condition on a scale that is not there", "rules/neutrality.toml", '{ scale = "timing", at_least = 2 }', '{ scale = "season", at_least = 2 }', "adjustment[close-to-election].when", "no scale 'season'"),
    ("a condition on a card that is not there", "rules/statute.toml", 'is = "board_member"', 'is = "bored_member"', "statute[STAT-3].when", "no card 'bored_member'"),
    ("a condition on a flag that no topic has", "content/en-NZ/rights.toml", 'flag = "assembly"', 'flag = "assembley"', "right[right-assembly].when", "no topic has the flag"),
    ("a condition on what is worked out later", "rules/stops.toml", 'when = { question = "conduct", is = "pressure" }', 'when = { scale = "level", at_least = 2 }', "stop[STOP-5].when", "not known yet"),
    ("a row missing from a table", "rules/neutrality.toml", "[3, 3, 4, 4, 4]]", "]", "table.levels", "has 3 rows"),
    ("a column missing from a table", "rules/neutrality.toml", "[3, 3, 4, 4, 4]]", "[3, 3, 4, 4]]", "table.levels[4]", "has 4 columns"),
    ("a question that looks at a later one", "content/en-NZ/questions/political.toml", 'asked_when = { all = [{ flag = "parliament" }, { not = { question = "employment", is = "council_member" } }] }', 'asked_when = { question = "overlap", is = "none" }', "question[leave].asked_when", "asks later"),
    ("a question that looks at a scale moved later", "content/en-NZ/questions/political.toml", 'asked_when = { all = [{ flag = "parliament" }, { not = { question = "employment", is = "council_member" } }] }', 'asked_when = { scale = "timing", at_least = 1 }', "question[leave].asked_when", "moves later"),
    ("a date after the content's own", "law/sources.toml", "checked = 2026-11-23", "checked = 2027-01-01", "source[standards-2007].checked", "lies after"),
    ("a rung twice", "content/en-NZ/ladder.toml", "rung = 13", "rung = 14", "rung[15].rung", "twice"),
    ("a question about a party", "content/en-NZ/questions/political.toml", 'hint = "Getting your costs back is not pay."', 'hint = "Which party pays you?"', "question[paid].hint", "asks about a party"),
    ("a question to a manager about belief", "content/en-NZ/conversation.toml", '"When shall we look at it again?",', '"Does your religion come into it?",', "ask", "asks about a party"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "key", "problem"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_content_is_named_by_file_and_key(bundle: Bundle, file: str, right: str, wrong: str, key: str, problem: str) -> None:
    text = bundle[file].decode()
    assert right in text
    checked = check({**bundle, file: text.replace(right, wrong, 1).encode()}, SCHEMAS)
    assert not checked.holds
    told = [str(finding) for finding in checked.findings]
    fitting = [f for f in checked.findings if f.key == key and problem in f.problem and f.file in (file, "law/sources.toml", "content/en-NZ/topics/political.toml")]
    assert fitting, told
    assert all("\n" not in line and len(line) < 250 for line in told)
    assert all(finding.mend.endswith(".") for finding in checked.findings), told


def test_a_file_that_is_not_text_is_not_there_or_is_a_stranger_is_named(bundle: Bundle) -> None:
    spoiled = {**bundle, "rules/stops.toml": b"\xff\xfe", "rules/extra.toml": b""}
    del spoiled["law/thresholds.toml"]
    told = {finding.file: finding.problem for finding in check(spoiled, SCHEMAS).findings}
    assert told["rules/stops.toml"].startswith("is not TOML")
    assert told["law/thresholds"] == "is missing"
    assert told["rules/extra.toml"] == "is a file that nothing reads"


def test_a_rule_that_is_out_of_force_on_the_day_does_not_have_to_fire(bundle: Bundle) -> None:
    rules = bundle["rules/neutrality.toml"].decode().replace('id = "local-office"', 'id = "local-office"\nuntil = 2026-01-01', 1)
    changed = load({**bundle, "rules/neutrality.toml": rules.replace('when = { flag = "local" }', 'when = { topic = "P01" }').encode()})
    assert never(changed, date(2026, 11, 23)) == ()


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("Which party do you help?", True), ("Who do you vote for?", True), ("What is your religion?", True), ("Are you a union member?", True),
        ("We do not ask which party.", False), ("Nobody needs to know how you vote.", False), ("Would you be paid for it?", False),
        ("I will not ask which party you support. Which party is it?", True),
    ],
)
def test_a_text_that_asks_is_told_from_one_that_says_it_is_not_asked(text: str, does: bool) -> None:
    assert asks(text) is does


def schema(kind: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def test_the_schemas_hold_the_vocabulary_of_the_code() -> None:
    shared = schema("common")["$defs"]
    fixed: list[tuple[str, type[Enum]]] = [("track", Track), ("severity", Severity), ("conflict_type", ConflictType), ("answer", Answer)]
    for name, enum in fixed:
        assert shared[name]["enum"] == [member.value for member in enum]
    assert shared["level"]["maximum"] == max(Level)
    words = schema("wording")["properties"]
    assert words["levels"]["required"] == words["level_meanings"]["required"] == [level.name for level in Level]
    assert words["statuses"]["required"] == words["status_meanings"]["required"] == [status.value for status in Status]
    assert words["step_statuses"]["required"] == [*(status.value for status in StepStatus), "law"]
    source = schema("sources")["properties"]["source"]["items"]["properties"]
    assert source["confidence"]["enum"] == [confidence.value for confidence in Confidence]


def objects(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for one in part for found in objects(one)]
    if not isinstance(part, dict):
        return []
    return ([part] if "properties" in part and part.get("type") == "object" else []) + [found for one in part.values() for found in objects(one)]


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_every_schema_is_closed_and_says_what_each_key_is_for(path: Path) -> None:
    from jsonschema import Draft202012Validator  # slow to import, and only this test needs it here

    whole = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(whole)
    assert whole["title"] and whole["description"]
    for table in objects(whole):
        assert table["additionalProperties"] is False
        assert table["title"] and table["description"]


def test_every_kind_of_file_has_a_schema_and_every_schema_a_file(bundle: Bundle) -> None:
    assert {kind_of(name) for name in bundle} | {"common"} == {path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.json")}
