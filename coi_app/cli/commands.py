"""The command line: what the window does, for scripts. These commands never open the vault and never import Qt."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from coi_app import paths
from coi_app.cli import forms, sentences
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Interest
from coi_app.domain.errors import CannotWrite, ContentError, DeclareError, InputError, NotDeclarable
from coi_app.rules.content import Content, Topic
from coi_app.rules.explain import assess
from coi_app.rules.loader import load_folder
from coi_app.rules.proofs import all_proofs
from coi_app.rules.search import TopicSearch
from coi_app.services.conversation import Named, guide, pdf
from coi_app.services.describe import LARGEST_FILE, Described, decoded, describe
from coi_app.services.save_file import save_file

DONE = 0
CHECK_FAILED = 1
WRONG_INPUT = 2
COULD_NOT_WRITE = 3

MOST_PHRASES = 2_000_000
"""Bytes of phrases to search for."""


@dataclass(frozen=True)
class Windowed:
    """What needs a window, so that this module needs no Qt: each returns an exit code."""

    open: Callable[[Path | None], int]
    demo: Callable[[Path], int]


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises, so that every error is said in one line and in one place."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}. `coi-app --help` tells what can be asked.")


def run(arguments: Sequence[str], windowed: Windowed) -> int:
    """Does what one command line asks, and returns its exit code."""
    _speak_utf8()
    try:
        asked = _parser(windowed).parse_args(arguments)
        return asked.does(asked)
    except DeclareError as error:
        return _report(error, as_json="--json" in arguments)
    except BrokenPipeError:
        # Whoever read the output has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _parser(windowed: Windowed) -> argparse.ArgumentParser:
    """The commands and what each takes; `does` is what carries it out."""

    def opened(asked: argparse.Namespace) -> int:
        return windowed.open(asked.data)

    def shown(asked: argparse.Namespace) -> int:
        return windowed.demo(asked.out)

    parser = _Parser(prog="coi-app", allow_abbrev=False, description="Declare: check, declare and talk through an interest. Without a command, the window opens.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="a profile folder of its own for the window's records")
    parser.set_defaults(does=opened)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, does: Callable[[argparse.Namespace], int], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says, allow_abbrev=False)
        added.set_defaults(does=does)
        return added

    topics = command("topics", _topics, "lists the topics, or those that fit some words best first")
    topics.add_argument("--search", metavar="WORDS", help="everyday words; - reads phrases from standard input, one a line")
    questions = command("questions", _questions, "lists every question that a topic can ask")
    questions.add_argument("topic", metavar="TOPIC")
    assessed = command("assess", _assess, "gives the result for what a file describes")
    assessed.add_argument("file", metavar="FILE", help="TOML or JSON; - is standard input")
    for one in (topics, questions, assessed):
        one.add_argument("--json", action="store_true", help="for scripts")
    conversation = command("conversation", _conversation, "writes the conversation guide for what a file describes")
    conversation.add_argument("file", metavar="FILE", help="TOML or JSON; - is standard input")
    conversation.add_argument("--out", type=Path, required=True, metavar="X.pdf")
    demo = command("demo", shown, "does the main job on a shipped example, through the real window by key events")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR")
    content = command("content", _content_check, "proves things about the content")
    content.add_argument("action", choices=["check"])
    content.add_argument("folder", type=Path, nargs="?", metavar="FOLDER", help="a resources folder; the shipped one where none is named")
    return parser


def _topics(asked: argparse.Namespace) -> int:
    content = _content()
    search = TopicSearch(content)
    if asked.search is None:
        _print_topics([list(content.topics.values())], together=True, as_json=asked.json)
    elif asked.search == "-":
        phrases = decoded(_read("-", MOST_PHRASES), MOST_PHRASES).splitlines()
        _print_topics([_found(search, phrase) for phrase in phrases], together=False, as_json=asked.json)
    else:
        _print_topics([_found(search, asked.search)], together=True, as_json=asked.json)
    return DONE


def _found(search: TopicSearch, words: str) -> list[Topic]:
    return [found.topic for found in search.find(words)]


def _print_topics(lists: list[list[Topic]], *, together: bool, as_json: bool) -> None:
    """One list of topics, or a list for each phrase with an empty line between them."""
    if as_json:
        told = [[forms.topic_form(topic) for topic in topics] for topics in lists]
        _print_json(told[0] if together else told)
    else:
        _print("\n".join("".join(line + "\n" for line in sentences.topic_lines(topics)) for topics in lists).splitlines())


def _questions(asked: argparse.Namespace) -> int:
    content = _content()
    topic = content.topic(asked.topic)
    _print_json(forms.questions_form(content, topic)) if asked.json else _print(sentences.question_lines(content, topic))
    return DONE


def _assess(asked: argparse.Namespace) -> int:
    content = _content()
    described = _described(asked.file, content)
    results = _results(content, described)
    if asked.json:
        found = [forms.result_form(result) for result in results]
        _print_json(found[0] if len(found) == 1 else found)
    else:
        _print("\n".join(sentences.result_lines(result, content)) + "\n" for result in results)
    return DONE


def _conversation(asked: argparse.Namespace) -> int:
    content = _content()
    described = _described(asked.file, content)
    results = _results(content, described)
    for described_interest, result in zip(described.interests, results, strict=True):
        if not content.topic(described_interest.topic).declarable:
            raise NotDeclarable(f"{described_interest.topic} is nobody's business, so there is nothing to talk through. No file was written.")
        if result.unanswered:
            raise InputError("A question has no answer yet (`not_sure` is one). No file was written.", result.unanswered[0])
    interests = [Interest(UUID(int=number), i.topic, i.answers, i.words) for number, i in enumerate(described.interests)]
    named = Named(described.person, "", described.manager, described.agency)
    made = guide(content, named, described.day, zip(interests, results, strict=True), described.id)
    save_file(asked.out, pdf(made))
    return DONE


def _results(content: Content, described: Described) -> list[Assessment]:
    return [assess(content, interest.topic, described.role, interest.answers, described.day) for interest in described.interests]


def _content_check(asked: argparse.Namespace) -> int:
    folder: Path = asked.folder or paths.resources()
    if not folder.is_dir():
        raise InputError("The content to check has to be a folder.", "FOLDER")
    try:
        content = load_folder(folder)
        # For the day the content takes effect, so that the same content is always judged alike.
        proofs = all_proofs(content, content.effective)
    except ContentError as error:
        return _report(error, as_json=False, code=CHECK_FAILED)
    except KeyError as missing:
        return _report(ContentError(folder.name, str(missing), "is missing, and the proofs need it"), as_json=False, code=CHECK_FAILED)
    _print(sentences.proof_lines(content, proofs))
    return DONE if all(proof.holds for proof in proofs) else CHECK_FAILED


def _content() -> Content:
    return load_folder(paths.resources())


def _described(file: str, content: Content) -> Described:
    # A file may name no date; then the result is for today, and says so.
    return describe(_read(file, LARGEST_FILE), content, date.today())


def _read(file: str, most: int) -> bytes:
    """The bytes of a file or of standard input: all, or one more than will be looked at."""
    if file == "-":
        return sys.stdin.buffer.read(most + 1)
    try:
        with open(file, "rb") as stream:
            return stream.read(most + 1)
    except IsADirectoryError:
        raise InputError("This is a folder; a file is needed.", "FILE") from None
    except (OSError, ValueError):
        raise InputError("The file could not be opened. Is its name right, and may it be read?", "FILE") from None


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(line + "\n" for line in lines))
    sys.stdout.flush()


def _print_json(form: object) -> None:
    _print([json.dumps(form, ensure_ascii=False, indent=2)])


def _speak_utf8() -> None:
    """UTF-8 on every platform, whatever the console's own encoding is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _report(error: DeclareError, *, as_json: bool, code: int | None = None) -> int:
    """Says what went wrong in one line on standard error, and returns the exit code for it."""
    said = " ".join(str(error).split())
    key = error.key if isinstance(error, InputError | ContentError) else None
    print(json.dumps({"error": said, "key": key}, ensure_ascii=False) if as_json else f"coi-app: {said}", file=sys.stderr)
    return code or (COULD_NOT_WRITE if isinstance(error, CannotWrite) else WRONG_INPUT)
