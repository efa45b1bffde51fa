"""What can be said on the command line, and how an error is told. Loads nothing that the window does not need."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from coi_app.domain.errors import CannotWrite, CheckFailed, ContentError, DeclareError, InputError
from coi_app.domain.legible import legible

DONE = 0
CHECK_FAILED = 1
WRONG_INPUT = 2
COULD_NOT_WRITE = 3
APP_MISTAKEN = 70
"""A mistake of the app itself; none of the codes that say something about what was asked."""
INTERRUPTED = 130


_OWN_CONTENT = "an agency's own content on top: a folder or a zip"

_VERIFY = (
    "Follows the chain of what happened, names the first broken link, and says whether an older copy was put back. "
    "Changes nothing. A passphrase is asked for without showing it, or read as the first line of standard input."
)


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises, so that every error is said in one line and in one place."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}. `coi-app --help` tells what can be asked.")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What a command line asks; `command` is None for the window. InputError where it cannot be understood."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="coi-app", allow_abbrev=False, description="Declare: check, declare and talk through an interest. Without a command, the window opens."
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="a profile folder of its own for the window's records")
    parser.add_argument("--content", type=Path, metavar="PATH", help=_OWN_CONTENT)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=says, description=says, allow_abbrev=False)

    topics = command("topics", "lists the topics, or those that fit some words best first")
    topics.add_argument("--search", metavar="WORDS", help="everyday words; - reads phrases from standard input, one a line")
    questions = command("questions", "lists every question that a topic can ask")
    questions.add_argument("topic", metavar="TOPIC")
    assess = command("assess", "gives the result for what a file describes")
    assess.add_argument("file", metavar="FILE", help="TOML or JSON; - is standard input")
    for one in (topics, questions, assess):
        one.add_argument("--json", action="store_true", help="for scripts")
    conversation = command("conversation", "writes the conversation guide for what a file describes")
    conversation.add_argument("file", metavar="FILE", help="TOML or JSON; - is standard input")
    conversation.add_argument("--out", type=Path, required=True, metavar="X.pdf")
    for one in (topics, questions, assess, conversation):
        # Left out here, it keeps what was said before the command.
        one.add_argument("--content", type=Path, default=argparse.SUPPRESS, metavar="PATH", help=_OWN_CONTENT)
    demo = command("demo", "does the main job on a shipped example, through the real window by key events")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    record = command("record", "checks that the history of a profile folder is whole")
    verify = record.add_subparsers(metavar="verify", dest="action", required=True).add_parser("verify", allow_abbrev=False, description=_VERIFY)
    verify.add_argument("path", type=Path, metavar="PATH", help="a profile folder")
    verify.add_argument("--json", action="store_true", help="for scripts")
    content = command("content", "proves things about the content, or writes all of it out as the rulebook")
    # Parsers of their own: one with both the action and the folder takes no folder after an option.
    actions = content.add_subparsers(metavar="check|publish", dest="action", required=True)
    for one in (content, *(actions.add_parser(name, allow_abbrev=False) for name in ("check", "publish"))):
        _about_content(one, top=one is content)
    return parser


def _about_content(parser: argparse.ArgumentParser, *, top: bool) -> None:
    """The options of `content`, which may stand before or after what it is to do; the folder stands after."""
    flag, out = (False, None) if top else (argparse.SUPPRESS, argparse.SUPPRESS)  # left out below, it keeps what was said above
    parser.add_argument("--json", action="store_true", default=flag, help="for scripts")
    parser.add_argument("--quick", action="store_true", default=flag, help="the same proofs over fewer cases, in a few seconds")
    parser.add_argument("--out", type=Path, default=out, metavar="FILE", help="where publish writes the rulebook: a name that ends in .pdf or .md")
    parser.add_argument("--comments-to", default=out, metavar="ADDRESS", help="where readers of the rulebook send their comments; printed on its first page")
    parser.add_argument("--comments-by", default=out, metavar="YYYY-MM-DD", help="the last day for comments on the rulebook; printed on its first page")
    if not top:
        parser.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="a resources folder, or an agency's own content as a folder or zip; the shipped content where none is named")


def told(run: Callable[[], int], *, as_json: bool) -> int:
    """The exit code of what is run; what goes wrong is said in one line on standard error."""
    _speak_utf8()
    try:
        return run()
    except DeclareError as error:
        return _report(error, as_json=as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - where every command starts: what Python would print of it holds values
        return _report_mistake(problem, as_json=as_json)


def _speak_utf8() -> None:
    """UTF-8 on every platform, whatever the console's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _report_mistake(problem: Exception, *, as_json: bool) -> int:
    from coi_app.services.crash_report import in_one_line  # few commands ever need it

    _say(f"The app made a mistake ({in_one_line(problem)}). Nothing you gave it was kept. Tell this line to whoever looks after it.", None, as_json=as_json)
    return APP_MISTAKEN


def _say(said: str, key: str | None, *, as_json: bool) -> None:
    if sys.stderr:  # None where it was closed; `print` would then turn to standard output
        print(json.dumps({"error": said, "key": key}, ensure_ascii=False) if as_json else f"coi-app: {said}", file=sys.stderr)


def _report(error: DeclareError, *, as_json: bool) -> int:
    key = legible(error.key) if isinstance(error, InputError | ContentError) and error.key is not None else None
    _say(legible(str(error)), key, as_json=as_json)
    if isinstance(error, CheckFailed):
        return CHECK_FAILED
    return COULD_NOT_WRITE if isinstance(error, CannotWrite) else WRONG_INPUT
