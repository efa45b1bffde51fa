"""What the commands give when all is well: ids that stay, one form for one interest, and nothing loaded in vain."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coi_app import paths
from coi_app.domain.errors import InputError
from coi_app.rules.content import Content
from tests.cli.conftest import Say

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((paths.resources() / "examples").glob("*.toml"))
PAMPHLETS = paths.resources() / "examples" / "pamphlets.toml"

WHOLE = {
    "content_version",
    "topic",
    "date",
    "complete",
    "answer",
    "headline",
    "fine_version",
    "journey",
    "unanswered",
    "ignored",
    "not_sure",
    "tracks",
    "links",
    "reasons",
    "changes",
    "stops",
    "statute",
    "steps",
    "rights",
    "next",
}


def test_topics_are_listed_with_their_ids(say: Say, content: Content) -> None:
    told = json.loads(say("topics", "--json").out)
    assert [topic["id"] for topic in told] == list(content.topics)
    assert {f"P{number:02}" for number in range(1, 33)} <= {topic["id"] for topic in told}
    assert all(set(topic) == {"id", "title", "category", "tracks", "declarable"} for topic in told)
    assert [topic["id"] for topic in told if not topic["declarable"]] == ["P01", "P02", "P31", "P32", "I-16", "I-19"]
    lines = say("topics").out.splitlines()
    assert [line.split()[0] for line in lines] == list(content.topics)


def test_a_search_gives_the_best_first(say: Say) -> None:
    assert json.loads(say("topics", "--search", "delivering pamphlets", "--json").out)[0]["id"] == "P07"
    assert say("topics", "--search", "delivering pamflets").out.startswith("P07")
    nothing = say("topics", "--search", "qqqq", "--json")
    assert (nothing.code, json.loads(nothing.out)) == (0, [])


def test_a_search_for_phrases_gives_a_list_for_each(say: Say) -> None:
    said = say("topics", "--search", "-", "--json", given=b"delivering pamphlets\n\nstanding for Parliament\n")
    told = json.loads(said.out)
    assert (said.code, len(told)) == (0, 3)
    assert (told[0][0]["id"], told[1], told[2][0]["id"]) == ("P07", [], "P16")


@pytest.mark.parametrize(("given", "lists"), [("", 0), ("gift", 1), ("gift\r\ngift\r\n", 2), ("a\x85b\u2028c\x0cd\n", 1)], ids=["nothing", "no end of line", "Windows", "no line of a file"])
def test_each_line_of_phrases_is_one_phrase(say: Say, given: str, lists: int) -> None:
    assert len(json.loads(say("topics", "--search", "-", "--json", given=given.encode()).out)) == lists


def test_questions_have_the_promised_form(say: Say, content: Content) -> None:
    for topic in content.topics:
        told = json.loads(say("questions", topic, "--json").out)
        assert told["topic"]["id"] == topic
        for question in told["questions"]:
            assert set(question) == {"id", "table", "kind", "words", "why", "options", "scale", "asked_when"}
            assert question["table"] in ("role", "answers")
            assert question["kind"] in ("one", "many", "number", "date", "text")
            assert all(set(option) == {"id", "words"} for option in question["options"])
        assert say("questions", topic).code == 0


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_shipped_example_has_its_whole_result(say: Say, example: Path, content: Content) -> None:
    role = {question.id for question in content.role_questions}
    said = say("assess", example, "--json")
    assert (said.code, said.err) == (0, "")
    told = json.loads(said.out)
    for result in told if isinstance(told, list) else [told]:
        assert set(result) == WHOLE
        assert set(result["tracks"]) == {"political_neutrality", "conflict_of_interest"}
        assert (result["complete"], result["unanswered"]) == (True, [])
        assert set(result["ignored"]) <= role
    assert say("assess", example).out.count("Your rights") == (len(told) if isinstance(told, list) else 1)


def test_what_could_not_be_checked_is_marked_in_a_terminal_too(say: Say) -> None:
    given = {"topic": "P17", "role": {"employment": "council_staff", "seniority": "staff", "ministers": "never", "powers": []},
             "answers": {"overlap": "none", "timing": "no_election", "conduct": [], "already_in_place": []}, "date": "2028-03-01"}
    lines = say("assess", "-", given=json.dumps(given).encode()).out.splitlines()
    dated = next(line for line in lines if "2028-08-04 to 2028-10-14" in line)
    assert dated.endswith("[read in a summary: Local Electoral Act s 10]")
    code = next(line for line in lines if "does not cover councils" in line)
    assert "[check this: " in code
    resign = next(line for line in lines if "you resign from the job" in line)
    assert "check this" not in resign and "summary" not in resign, "this law was read"
    told = json.loads(say("assess", "-", "--json", given=json.dumps(given).encode()).out)
    marks = {one["source"]["id"]: one["source"].get("mark") for part in ("rights", "statute", "reasons") for one in told[part]}
    assert marks["privacy-act"] == "read_in_summary" and marks["council-code"] == "check_this" and None in marks.values()


def test_the_same_file_gives_the_same_result_and_toml_and_json_agree(say: Say) -> None:
    as_json = json.dumps(
        {
            "date": "2026-11-23",
            "topic": "P07",
            "role": {"employment": "public_service", "seniority": "staff", "ministers": "never", "powers": []},
            "answers": {"overlap": "none", "conduct": [], "already_in_place": []},
        }
    )
    from_toml = say("assess", PAMPHLETS, "--json").out
    assert say("assess", PAMPHLETS, "--json").out == from_toml
    assert say("assess", "-", "--json", given=as_json.encode()).out == from_toml
    assert say("assess", "-", "--json", given=b"\xef\xbb\xbf" + as_json.encode()).out == from_toml
    assert say("assess", "-", "--json", given=PAMPHLETS.read_bytes().replace(b"\n", b"\r\n")).out == from_toml


def test_unanswered_not_sure_and_none_are_three_things(say: Say) -> None:
    whole = PAMPHLETS.read_text("utf-8")
    none = json.loads(say("assess", PAMPHLETS, "--json").out)
    not_sure = json.loads(say("assess", "-", "--json", given=whole.replace("conduct = []", 'conduct = "not_sure"').encode()).out)
    unanswered = json.loads(say("assess", "-", "--json", given=whole.replace("conduct = []", "").encode()).out)
    assert (none["complete"], none["answer"], none["not_sure"], none["unanswered"]) == (True, "go_ahead", [], [])
    assert (not_sure["complete"], not_sure["not_sure"], not_sure["unanswered"]) == (True, ["conduct"], [])
    assert not_sure["answer"] != "go_ahead"
    assert (unanswered["complete"], unanswered["answer"], unanswered["unanswered"]) == (False, None, ["conduct"])


def test_an_answer_that_the_journey_does_not_ask_is_ignored_and_said_so(say: Say) -> None:
    plain = json.loads(say("assess", PAMPHLETS, "--json").out)
    given = PAMPHLETS.read_text("utf-8").replace("[interest.answers]", '[interest.answers]\ngift_value = "large"')
    told = json.loads(say("assess", "-", "--json", given=given.encode()).out)
    assert told["ignored"] == ["gift_value"]
    assert {**told, "ignored": []} == plain


def test_nothing_at_all_is_answered(say: Say) -> None:
    told = json.loads(say("assess", "-", "--json", given=b'topic = "P16"').out)
    assert (told["complete"], told["answer"]) == (False, None)
    assert {"employment", "seniority", "ministers", "overlap"} <= set(told["unanswered"])
    assert told["tracks"] == {"political_neutrality": None, "conflict_of_interest": None}


def test_help_is_no_error(capsys: pytest.CaptureFixture[str], say: Say) -> None:
    with pytest.raises(SystemExit) as ended:
        say("--help")
    assert ended.value.code == 0
    assert "assess" in capsys.readouterr().out


def in_a_process(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    code = f"import sys; from coi_app.__main__ import main; code = main({list(arguments)!r}); print(*sys.modules, file=sys.stderr); sys.exit(code)"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=folder, env={"PYTHONPATH": str(ROOT), **environment})


COMMANDS = [["topics", "--search", "pamflets"], ["questions", "P07"], ["assess", str(PAMPHLETS)]]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda a: a[0])
def test_a_command_loads_neither_qt_nor_the_store(arguments: list[str], tmp_path: Path) -> None:
    done = in_a_process(*arguments, folder=tmp_path, HOME=str(tmp_path))
    loaded = done.stderr.decode().split()
    assert done.returncode == 0
    assert not [name for name in loaded if name.split(".")[0] in ("PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "keyring")]
    assert list(tmp_path.iterdir()) == []


def test_output_is_utf8_whatever_the_console_says(tmp_path: Path) -> None:
    done = in_a_process("topics", "--json", folder=tmp_path, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "hīkoi" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "coi_app", "topics", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_shipped_example_comes_to_what_it_came_to_before(say: Say, example: Path) -> None:
    """`make golden` accepts a change that is meant; its difference is read like any other."""
    before = Path(__file__).parents[1] / "golden" / f"{example.stem}.json"
    assert json.loads(say("assess", example, "--json").out) == json.loads(before.read_text("utf-8"))


def test_without_a_display_the_window_says_so(tmp_path: Path) -> None:
    done = in_a_process(folder=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith(b"coi-app: There is no display")


def test_output_that_cannot_be_written_is_exit_3() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "coi_app", "topics"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT)
    assert (done.returncode, done.stderr.count(b"\n")) == (3, 1)


def test_a_closed_standard_input_is_an_empty_file() -> None:
    done = subprocess.run(["sh", "-c", f"exec {sys.executable} -m coi_app assess - <&-"], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize(("line", "code"), [("topics >&-", 3), ("assess none.toml 2>&-", 2), ("assess - <&- >&- 2>&-", 2)])
def test_a_closed_stream_is_no_reason_to_break_or_to_use_another(line: str, code: int) -> None:
    done = subprocess.run(["sh", "-c", f"exec {sys.executable} -m coi_app {line}"], capture_output=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (code, b"")
    assert b"Traceback" not in done.stderr


def test_without_a_home_folder_the_window_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def no_such_account(_: int) -> object:
        raise KeyError("uid")  # as the system says it

    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", no_such_account)
    with pytest.raises(InputError):
        paths.user_data()
    assert paths.user_data(tmp_path) == tmp_path


def test_a_profile_of_nobody_is_a_folder_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.user_data(Path("~nobody-of-this-name")) == tmp_path / "~nobody-of-this-name"
