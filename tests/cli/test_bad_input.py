"""Input from strangers: each kind of wrong ends in one sentence, exit code 2 and nothing on standard output."""

import json
from pathlib import Path

import pytest

from coi_app.rules.content import Content, Question
from tests.cli.conftest import Say

SECRET = "zebra-crossing"

WRONG = {
    "nothing at all": (b"", "topic"),
    "white space": (b" \n\t\n", "topic"),
    "an unknown topic": (b'topic = "P99"', "topic"),
    "a topic that is a number": (b"topic = 7", "topic"),
    "a topic that is a list": (b'topic = ["P07"]', "topic"),
    "an unknown question": (b'topic = "P07"\n[answers]\nfavourite_colour = "blue"', "answers.favourite_colour"),
    "an unknown role question": (b'topic = "P07"\n[role]\nfavourite_colour = "blue"', "role.favourite_colour"),
    "an unknown key": (b'topic = "P07"\nanswer = "go_ahead"', "answer"),
    "an unknown key in an interest": (b'[[interest]]\ntopic = "P07"\nlevel = 2', "interest[0].level"),
    "short and long at once": (b'topic = "P07"\n[[interest]]\ntopic = "P07"', "topic"),
    "an interest without a topic": (b'[[interest]]\nwords = "x"', "interest[0].topic"),
    "the second of two is wrong": (b'[[interest]]\ntopic = "P07"\n[[interest]]\ntopic = "P7"', "interest[1].topic"),
    "no interest in the list": (b'{"interest": []}', "interest"),
    "an interest that is a text": (b'interest = "P07"', "interest"),
    "interests that are texts": (b'interest = ["P07"]', "interest[0]"),
    "more interests than one file may hold": (b'[[interest]]\ntopic = "P07"\n' * 51, "interest"),
    "answers that are a list": (b'topic = "P07"\nanswers = []', "answers"),
    "a role that is a text": (b'topic = "P07"\nrole = "adviser"', "role"),
    "a date that is none": (b'topic = "P07"\ndate = "2026-02-30"', "date"),
    "a date with a time": (b'topic = "P07"\ndate = 2026-11-23T10:00:00', "date"),
    "a date that is a number": (b'{"topic": "P07", "date": 20261123}', "date"),
    "words that are a number": (b'topic = "P07"\nwords = 7', "words"),
    "words with half a character": (b'{"topic": "P07", "words": "\\ud800"}', "words"),
    "words with a control character": (b'{"topic": "P07", "words": "a\\u0000b"}', "words"),
    "broken TOML": (b'topic = "P07\n[answers', None),
    "broken JSON": (b'{"topic": "P07", ', None),
    "JSON that says a key twice": (b'{"topic": "P07", "topic": "P08"}', None),
    "a JSON list, which is the head of a TOML table": (b'["P07"]', "P07"),
    "text that is not UTF-8": (b'topic = "P07"\nwords = "caf\xe9"', None),
    "JSON nested 200,000 deep": (b'{"topic":' + b"[" * 200_000 + b"]" * 200_000 + b"}", None),
    "JSON objects nested 200,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, None),
    "TOML nested 200,000 deep": (b"topic = " + b"[" * 200_000 + b"]" * 200_000, None),
    "JSON nested 40,000 deep": (b'{"topic":' + b"[" * 40_000 + b"]" * 40_000 + b"}", None),
    "JSON objects nested 15,000 deep": (b'{"a":' * 15_000 + b"1" + b"}" * 15_000, None),
    "TOML nested 40,000 deep": (b"topic = " + b"[" * 40_000 + b"]" * 40_000, None),
    "TOML tables nested 100,000 deep": (b"[" + b"a." * 100_000 + b"a]", None),
    "TOML tables nested 10,000 deep": (b"[" + b"a." * 10_000 + b"a]", "a"),
    "a number of half a million digits": (b'{"topic": ' + b"9" * 500_000 + b"}", None),
    "a number of five thousand digits": (b'{"topic": ' + b"9" * 5_000 + b"}", None),
    "ten megabytes of noise": (bytes(range(256)) * 40_000, None),
    "ten megabytes of letters": (b"a" * 10_000_000, None),
    "a NUL": (b"\0", None),
}


@pytest.mark.parametrize(("given", "key"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_ends_in_one_sentence(say: Say, given: bytes, key: str | None) -> None:
    said = say("assess", "-", "--json", given=given)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    told = json.loads(said.err)
    assert set(told) == {"error", "key"}
    assert told["error"].endswith((".", "?"))
    assert told["key"] == key
    plain = say("assess", "-", given=given)
    assert (plain.code, plain.out, plain.err.count("\n")) == (2, "", 1)
    assert plain.err.startswith("coi-app: ")


def of_kind(content: Content, kind: str, table: str) -> Question:
    return next(q for q in content.questions.values() if (q.kind, q.table) == (kind, table))


def put(question: Question, value: object) -> bytes:
    return json.dumps({"topic": "P07", question.table: {question.id: value}}).encode()


NOT_AN_OPTION = [SECRET, 7, True, None, 1.5, [], [SECRET], {"a": SECRET}, ""]
NOT_A_LIST = [SECRET, 7, True, None, [SECRET], [7], [["a"]], {"a": SECRET}]


@pytest.mark.parametrize("value", NOT_AN_OPTION, ids=repr)
@pytest.mark.parametrize("table", ["role", "answers"])
def test_a_value_that_is_no_option_is_refused_and_not_repeated(say: Say, content: Content, value: object, table: str) -> None:
    question = of_kind(content, "one", table)
    said = say("assess", "-", "--json", given=put(question, value))
    assert (said.code, said.out) == (2, "")
    assert json.loads(said.err)["key"] == f"{table}.{question.id}"
    assert SECRET not in said.err


@pytest.mark.parametrize("value", NOT_A_LIST, ids=repr)
def test_a_value_that_is_no_list_of_options_is_refused_and_not_repeated(say: Say, content: Content, value: object) -> None:
    question = next(q for q in content.questions.values() if q.kind == "many")
    said = say("assess", "-", "--json", given=put(question, value))
    assert (said.code, said.out) == (2, "")
    assert SECRET not in said.err


def test_an_answer_in_the_wrong_table_is_refused(say: Say, content: Content) -> None:
    for table, other in (("role", "answers"), ("answers", "role")):
        question = of_kind(content, "one", table)
        given = {"topic": "P07", other: {question.id: question.options[0].id}}
        said = say("assess", "-", "--json", given=json.dumps(given).encode())
        assert (said.code, json.loads(said.err)["key"]) == (2, f"{other}.{question.id}")


def test_free_text_is_never_repeated(say: Say) -> None:
    given = f'topic = "P07"\nwords = "{SECRET}"\nperson = "{SECRET}"\n[answers]\nwhat = "{SECRET}"\n'
    for arguments in (("assess", "-"), ("assess", "-", "--json")):
        said = say(*arguments, given=given.encode())
        assert said.code == 2
        assert SECRET not in said.err


def test_a_folder_or_no_file_is_refused(say: Say, tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.toml", tmp_path / "none.toml" / "below", "", "a\0b"):
        for command in (["assess"], ["conversation", "--out", tmp_path / "out.pdf"]):
            said = say(*command, file)
            assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


ARGUMENTS = [
    ["no-such-command"],
    ["assess"],
    ["assess", "a", "b"],
    ["assess", "-", "--colour"],
    ["questions"],
    ["questions", "P99"],
    ["questions", "P07'; drop table"],
    ["questions", ""],
    ["topics", "P07"],
    ["topics", "--sear", "x"],
    ["conversation", "-"],
    ["demo"],
    ["content"],
    ["content", "chek"],
    ["--content", "n" * 300],
    ["--data"],
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_wrong_arguments_end_in_one_sentence(say: Say, arguments: list[str]) -> None:
    said = say(*arguments)
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)


def test_wrong_arguments_with_json_are_told_as_json(say: Say) -> None:
    said = say("questions", "P99", "--json")
    assert (said.code, said.out) == (2, "")
    assert json.loads(said.err) == {"error": "There is no topic 'P99'. `coi-app topics` lists them.", "key": "topic"}


STEERING = "a\x1b[31mb\x9bc\u202ed\x7fe\r\nf"
WRITTEN_OUT = r"a\x1b[31mb\x9bc\u202ed\x7fe"


@pytest.mark.parametrize("arguments", [["questions", STEERING], [STEERING], ["assess", "-", f"--{STEERING}"], ["conversation", "-", "--out", f"none/{STEERING}"]], ids=["topic", "command", "option", "name of a file"])
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["words", "json"])
def test_what_could_steer_a_terminal_is_written_out(say: Say, arguments: list[str], form: list[str]) -> None:
    said = say(*arguments, *(form if arguments[0] != "conversation" else []), given=b'topic = "P07"')
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert said.err.removesuffix("\n").isprintable()


def test_a_key_that_could_steer_a_terminal_is_written_out(say: Say) -> None:
    given = json.dumps({"topic": "P07", "answers": {STEERING: 1}}).encode()
    said = say("assess", "-", "--json", given=given)
    assert said.err.removesuffix("\n").isprintable()
    assert json.loads(said.err)["key"].startswith(f"answers.{WRITTEN_OUT}")
