"""The guided check driven by another process through the accessibility bus alone, and what comes across to a screen reader there.

The offscreen platform never reaches the bus, so the app runs on a virtual display; the other process runs under the system's Python, which has `gi`.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coi_app import paths
from coi_app.rules.content import Content
from coi_app.rules.loader import load_folder
from coi_app.rules.wording import none_words
from coi_app.services.describe import Described, describe

LONGEST = 100
"""Seconds until both processes are ended; they take about five on an idle machine."""

SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED = {"Xvfb": "xvfb", "dbus-run-session": "dbus", SYSTEM_PYTHON: "python3"}
SEARCH = "What do you have in mind?"

Heard = dict[str, Any]


@pytest.fixture(scope="module")
def content() -> Content:
    return load_folder(paths.resources())


@pytest.fixture(scope="module")
def example(content: Content) -> Described:
    body = (paths.resources() / "examples" / "pamphlets.toml").read_bytes()
    return describe(body, content, content.effective)


@pytest.fixture(scope="module")
def told(content: Content, example: Described, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the other process wrote down."""
    folder = tmp_path_factory.mktemp("bus")
    plan, heard = folder / "plan.json", folder / "told.json"
    plan.write_text(json.dumps(plan_of(content, example)), encoding="utf-8")
    said = run_both(folder, plan, heard)
    assert heard.exists(), f"The other process ended without a word: {said}"
    return json.loads(heard.read_text(encoding="utf-8"))


def plan_of(content: Content, example: Described) -> dict[str, Any]:
    """What to type and to press, by the words that stand on the screen."""
    interest = example.interests[0]
    return {
        "search": SEARCH,
        "words": interest.words,
        "topic": content.topic(interest.topic).title,
        "answers": {content.question(q).words: cards(content, q, value) for q, value in {**example.role, **interest.answers}.items()},
        "beyond": [["Declare this anyway", "Set up your own records"]],
    }


def cards(content: Content, question: str, value: object) -> list[str]:
    """The words on the cards that make up an answer."""
    options = content.question(question).by_option
    chosen = value if isinstance(value, tuple) else (str(value),)
    return [options[option].words for option in chosen] or [none_words(content.wording.phrases, content.question(question))]


def run_both(folder: Path, plan: Path, heard: Path) -> str:
    """Runs the app and the process that drives it, on a bus and a display of their own; what they said on standard error."""
    missing = [package for command, package in NEEDED.items() if shutil.which(command) is None]
    assert not missing, f"Missing for this test: {', '.join(missing)}. `make test` installs them on Debian and Ubuntu."
    probe = Path(__file__).with_name("probe.py")
    app = [sys.executable, "-m", "coi_app", "--data", str(folder / "profile")]
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(probe), str(plan), str(heard), *app]
    (folder / "run").mkdir(mode=0o700)
    with display() as place, (folder / "said").open("w+") as said:
        both = subprocess.Popen(command, stdout=said, stderr=said, env=surroundings(folder, place), start_new_session=True)
        try:
            both.wait(LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(both.pid, signal.SIGKILL)
            both.wait()
        said.seek(0)
        return said.read()


@contextmanager
def display() -> Iterator[str]:
    """A display of a laptop's size that nobody sees; it picks its own number, so that two never meet."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def surroundings(folder: Path, place: str) -> dict[str, str]:
    """The environment of both processes: that display, and nothing of the person's own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY")}
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder / "run"), "PYTHONPATH": str(Path(__file__).parents[2])}
    return kept | own | {"DISPLAY": place, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


def names(heard: list[Heard]) -> list[str]:
    return [one["name"] for one in heard]


def test_the_check_is_done_through_the_bus_alone(told: dict[str, Any], content: Content, example: Described) -> None:
    assert told["stuck"] == ""
    assert told["ended"] is None, "the app did not live to the end"
    assert told["typed"] == example.interests[0].words
    asked = [question["headings"][0]["name"] for question in told["questions"]]
    assert asked == list(plan_of(content, example)["answers"])
    assert names(told["result"]["headings"])[0] == content.wording.answers["go_ahead"]


def test_a_field_comes_across_with_its_name_and_its_hint(told: dict[str, Any]) -> None:
    assert told["search"]["role"] == "text"
    assert told["search"]["name"] == SEARCH
    assert "For example" in told["search"]["description"]


def test_headings_come_across_as_headings_the_first_of_them_the_pages(told: dict[str, Any]) -> None:
    assert names(told["topics"]["headings"])[0] == SEARCH
    for page in (told["topics"], *told["questions"], told["result"], *told["beyond"]):
        assert all(heading["name"] for heading in page["headings"])
        assert {heading["role"] for heading in page["headings"]} == {"heading"}
    assert {"Why we ask", "We never ask"} <= set(names(told["questions"][0]["headings"]))


def test_topics_come_across_as_buttons_with_a_sentence_each(told: dict[str, Any], content: Content) -> None:
    topic = next(button for button in told["topics"]["buttons"] if button["name"] == content.topic("P07").title)
    assert topic["role"] == "push button"
    assert topic["description"] == content.topic("P07").summary


def test_cards_come_across_as_what_they_are_in_a_named_group(told: dict[str, Any], content: Content, example: Described) -> None:
    kinds = {question.words: question for question in content.questions.values()}
    for page in told["questions"]:
        heading = page["headings"][0]["name"]
        role = "radio button" if kinds[heading].kind == "one" else "check box"
        assert {card["role"] for card in page["choices"]} == {role}
        assert names(page["choices"])[-1] == content.wording.phrases["not_sure"]
        assert heading in names(page["groups"])
        examples = {option.words: option.example for option in kinds[heading].options}
        for card in page["choices"][:-1]:
            assert card["description"] == examples.get(card["name"], "")


def test_what_is_chosen_comes_across_as_checked(told: dict[str, Any], content: Content, example: Described) -> None:
    wanted = plan_of(content, example)["answers"]
    for page in told["questions"]:
        assert not any(card["checked"] for card in page["choices"])
        assert [card["name"] for card in page["after"] if card["checked"]] == wanted[page["headings"][0]["name"]]


def test_going_on_without_an_answer_comes_across_as_an_alert_that_says_what_to_do(told: dict[str, Any]) -> None:
    assert told["error"]["alert"]["role"] == "alert"
    assert told["error"]["alert"]["name"] == "Something has to change before you go on. Choose one answer. Not sure is one too."
    assert names(told["error"]["links"]) == ["Choose one answer. Not sure is one too."]


def test_every_button_has_a_name_of_its_own(told: dict[str, Any]) -> None:
    for page in (told["topics"], *told["questions"], told["result"], *told["beyond"]):
        assert all(names(page["buttons"]))
        assert len(set(names(page["buttons"]))) == len(page["buttons"])


def test_the_fields_of_setting_up_bear_the_names_of_their_labels(told: dict[str, Any]) -> None:
    fields = told["beyond"][0]["fields"]
    assert [(field["name"], field["role"]) for field in fields] == [
        ("My name, if I like", "text"),
        ("Passphrase", "password text"),
        ("The same passphrase again", "password text"),
    ]
    assert "characters" in fields[1]["description"]
