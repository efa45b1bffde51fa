"""The command line: what the window does, for scripts. These commands never open the vault and never import Qt."""

from __future__ import annotations

import argparse
import io
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from coi_app import paths
from coi_app.cli import agency, forms, sentences
from coi_app.cli.arguments import CHECK_FAILED, DONE
from coi_app.cli.printing import print_json, print_lines
from coi_app.domain.assessment import Assessment
from coi_app.domain.declaration import Interest
from coi_app.domain.errors import CheckFailed, InputError, NotDeclarable
from coi_app.rules.bundle import read_folder
from coi_app.rules.checks import Checked, check
from coi_app.rules.content import Content, Topic
from coi_app.rules.explain import assess
from coi_app.rules.loader import load, load_folder
from coi_app.rules.proving.prove import FULL, QUICK
from coi_app.rules.search import TopicSearch
from coi_app.services.conversation import Named, guide, pdf
from coi_app.services.describe import LARGEST_FILE, Described, decoded, describe
from coi_app.services.rulebook import COMMENTS_BY, COMMENTS_TO, consultation, form_of, published
from coi_app.services.save_file import save_file, try_place

if TYPE_CHECKING:
    from coi_app.rules.agency_changes import AgencyChanges

MOST_PHRASES = 2_000_000
"""Bytes of phrases to search for."""


def carry_out(asked: argparse.Namespace) -> int:
    """Does what a parsed command line asks, and returns its exit code; DeclareError says what is wrong."""
    match asked.command:
        case "topics":
            return _topics(asked)
        case "questions":
            return _questions(asked)
        case "assess":
            return _assess(asked)
        case "conversation":
            return _conversation(asked)
        case _ if asked.action == "publish":
            return _content_publish(asked)
        case _:
            return _content_check(asked)


def _topics(asked: argparse.Namespace) -> int:
    content = _content(asked)
    search = TopicSearch(content)
    if asked.search is None:
        _print_topics([list(content.topics.values())], together=True, as_json=asked.json)
    elif asked.search == "-":
        # Read as a file is: `splitlines` would also end a line where a script did not.
        phrases = io.StringIO(decoded(_read("-", MOST_PHRASES), MOST_PHRASES), newline=None)
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
        print_json(told[0] if together else told)
    else:
        print_lines("\n".join("".join(line + "\n" for line in sentences.topic_lines(topics)) for topics in lists).splitlines())


def _questions(asked: argparse.Namespace) -> int:
    content = _content(asked)
    topic = content.topic(asked.topic)
    print_json(forms.questions_form(content, topic)) if asked.json else print_lines(sentences.question_lines(content, topic))
    return DONE


def _assess(asked: argparse.Namespace) -> int:
    content = _content(asked)
    described = _described(asked.file, content)
    results = _results(content, described)
    if asked.json:
        found = [forms.result_form(result) for result in results]
        print_json(found[0] if len(found) == 1 else found)
    else:
        print_lines("\n".join(sentences.result_lines(result, content)) + "\n" for result in results)
    return DONE


def _conversation(asked: argparse.Namespace) -> int:
    content = _content(asked)
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


def _content_publish(asked: argparse.Namespace) -> int:
    if asked.out is None:
        raise InputError("`content publish` needs a place for the rulebook: --out FILE, with a name that ends in .pdf or .md.", "--out")
    form = form_of(asked.out)
    comments = consultation(asked.comments_to, asked.comments_by, date.today())
    try_place(asked.out)  # the proofs take a while, so what can be known before them is told before them
    place = _content_place(asked)
    checked, _ = _checked(place, asked)
    if not checked.holds:
        raise CheckFailed("The content does not hold, so no rulebook was written. `coi-app content check` tells what is wrong.")
    save_file(asked.out, published(_with(place) if agency.is_agencys(place) else load(read_folder(place)), checked.proofs, form, comments))
    return DONE


def _content_check(asked: argparse.Namespace) -> int:
    if asked.out is not None:
        raise InputError("`content check` writes no file; `content publish` does.", "--out")
    for said, option in ((asked.comments_to, COMMENTS_TO), (asked.comments_by, COMMENTS_BY)):
        if said is not None:
            raise InputError(f"`content check` asks nobody for comments; `content publish` does, with {option}.", option)
    place = _content_place(asked)
    checked, changes = _checked(place, asked)
    if asked.json:
        more = {"agency": agency.changes_form(changes)} if agency.is_agencys(place) else {}
        print_json({**forms.checked_form(checked), **more})
    else:
        print_lines([*sentences.checked_lines(checked), *agency.changes_lines(changes)])
    return DONE if checked.holds else CHECK_FAILED


def _content_place(asked: argparse.Namespace) -> Path:
    place: Path = asked.folder or paths.resources()
    if not os.path.isdir(place) and not agency.is_agencys(place):
        raise InputError("The content has to be a folder, or an agency's own content as a zip.", "FOLDER")
    return place


def _checked(place: Path, asked: argparse.Namespace) -> tuple[Checked, AgencyChanges | None]:
    """What the check of a place comes to; with an agency's own content on top, also what that changes."""
    resources, depth = paths.resources(), QUICK if asked.quick else FULL
    if agency.is_agencys(place):
        from coi_app.rules.agency_check import check_agency  # only for the author of an agency's content

        found = check_agency(read_folder(resources), place, resources, depth)
        return found.checked, found.changes
    own = place / "scenarios"
    return check(read_folder(place), resources / "schemas", scenarios=own if own.is_dir() else paths.scenarios(), depth=depth), None


def _content(asked: argparse.Namespace) -> Content:
    return load_folder(paths.resources()) if asked.content is None else _with(asked.content)


def _with(place: Path) -> Content:
    from coi_app.rules.agency_loading import load_with  # most have no agency's content

    return load_with(paths.resources(), place).content


def _described(file: str, content: Content) -> Described:
    # A file may name no date; then the result is for today, and says so.
    return describe(_read(file, LARGEST_FILE), content, date.today())


def _read(file: str, most: int) -> bytes:
    """The bytes of a file or of standard input: all, or one more than will be looked at."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        with open(file, "rb") as stream:
            return stream.read(most + 1)
    except IsADirectoryError:
        raise InputError("This is a folder; a file is needed.", "FILE") from None
    except (OSError, ValueError):
        raise InputError("The file could not be opened. Is its name right, and may it be read?", "FILE") from None
