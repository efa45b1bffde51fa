"""The guidance: every worked example a complete journey whose result the rules work out, words explained, macrons, broken guidance caught."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date

import pytest

from coi_app.domain.assessment import Answer
from coi_app.paths import resources
from coi_app.rules.bundle import parsed, read_folder
from coi_app.rules.checks import check
from coi_app.rules.content import Content
from coi_app.rules.examples import worked_out
from coi_app.rules.loader import load
from coi_app.rules.tact import asks

DAY = date(2026, 11, 23)
SCHEMAS = resources() / "schemas"
FOLDER = "content/en-NZ/guidance/"
TE_REO = re.compile(r"^(?:(?:ng|wh|[hkmnprtw])?[aeiouāēīōū])+$")


def broken(name: str, old: str, new: str) -> Mapping[str, bytes]:
    """The shipped content with one text of a file changed."""
    bundle = dict(read_folder(resources()))
    body = bundle[name].decode()
    assert old in body
    bundle[name] = body.replace(old, new, 1).encode()
    return bundle


def test_every_worked_example_has_a_result_that_the_rules_work_out(content: Content) -> None:
    results = [worked_out(content, topic, one, DAY) for topic, found in content.guidance.topics.items() for one in found.examples]
    assert len(results) >= 60
    assert all(result.complete for result in results)
    answers = [result.answer for result in results]
    assert all(answers.count(answer) >= 5 for answer in Answer)


def test_no_result_is_written_into_an_example() -> None:
    for name, body in read_folder(resources()).items():
        if name.startswith(FOLDER):
            examples = [one for topic in parsed(body).get("topic", ()) for one in topic.get("example", ())]  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType, reportAttributeAccessIssue, reportUnknownMemberType]
            assert all(set(one) <= {"situation", "role", "answers", "why"} for one in examples)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def test_what_a_manager_may_ask_asks_nothing_that_nobody_asks(content: Content) -> None:
    for found in content.guidance.topics.values():
        for question in found.manager_may:
            assert "?" in question, question
            assert not asks(question), question
        for never in found.manager_may_not:
            assert never[0].islower(), never
            assert not never.endswith("."), never


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        ('answers = { overlap = "none", conduct = []', "answers = { conduct = []", "topic[P07].example[1].answers.overlap", "it needs one of none, government_wide"),
        ('answers = { overlap = "none", conduct = []', 'answers = { overlap = "mostly", conduct = []', "topic[P07].example[1].answers.overlap", "it needs one of none"),
        ('answers = { overlap = "none", conduct = []', 'answers = { overlap = "none", timing = "no_election", conduct = []', "topic[P07].example[1].answers.timing", "P07 does not ask this"),
        ('role = "briefer"\nanswers = { overlap', 'role = "baker"\nanswers = { overlap', "topic[P07].example[2].role", "there is no role 'baker'"),
    ],
)
def test_an_example_that_is_no_complete_journey_fails_the_check(old: str, new: str, key: str, problem: str) -> None:
    checked = check(broken(f"{FOLDER}support.toml", old, new), SCHEMAS)
    assert not checked.holds
    finding, = checked.findings
    assert finding.file == f"{FOLDER}support.toml"
    assert finding.key == key
    assert problem in finding.problem


def test_a_word_explained_twice_or_without_its_source_fails_the_check() -> None:
    glossary = "content/en-NZ/glossary.toml"
    twice, = check(broken(glossary, 'word = "Hui"', 'word = "Koha"'), SCHEMAS).findings
    assert "explained twice" in str(twice)
    nameless, = check(broken(glossary, 'source = "glossary-mbie"\nte_reo', "te_reo"), SCHEMAS).findings
    assert "names where its meaning was read" in str(nameless)


def test_words_are_found_where_they_stand_and_the_longest_wins(content: Content) -> None:
    glossary = content.glossary
    assert len(glossary.terms) >= 40
    assert [term.word for term in glossary.in_texts(["Koha for the whānau", "then a hīkoi"])] == ["Koha", "Whānau", "Hīkoi"]
    assert [term.word for term in glossary.in_texts(["This is not a protected disclosure."])] == ["Protected disclosure"]
    assert not glossary.in_texts(["Nothing shared here, trusting and billing."])


def test_te_reo_words_are_spelled_as_te_reo_is(content: Content) -> None:
    te_reo = [term for term in content.glossary.terms if term.te_reo]
    wanted = {"Whānau", "Hapū", "Iwi", "Whakapapa", "Kaimahi", "Koha", "Hui", "Hīkoi", "Kaumātua", "Tikanga", "Mana", "Whanaungatanga"}
    assert wanted <= {term.word for term in te_reo}
    assert all(TE_REO.match(term.word.casefold()) for term in te_reo)


def test_guidance_is_read_when_first_wanted_and_its_hash_covers_it(content: Content) -> None:
    fresh = load(read_folder(resources()))
    assert "guidance" not in vars(fresh)
    assert fresh.guidance.topics
    changed = load(broken(f"{FOLDER}support.toml", "Voting is yours alone.", "Voting is your own."))
    assert changed.hash != fresh.hash


def test_older_content_without_guidance_still_loads() -> None:
    old = {name: body for name, body in read_folder(resources()).items() if "/guidance/" not in name and not name.endswith("glossary.toml")}
    assert not load(old).guidance.topics
    assert not load(old).glossary.in_texts(["Koha"])


def test_the_general_pages_say_where_to_go_and_name_their_sources(content: Content) -> None:
    pages = content.guidance.pages
    assert set(pages) >= {"interests", "deciding", "speaking-up", "moving"}
    assert "not a complaint" in pages["speaking-up"].lead
    assert "not a protected disclosure" in pages["speaking-up"].lead
    for page in pages.values():
        assert any(section.source for section in page.sections), page.id


def test_the_files_are_plain_toml() -> None:
    for path in (resources() / "content" / "en-NZ" / "guidance").glob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["effective"] == DAY
