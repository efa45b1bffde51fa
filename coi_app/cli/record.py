"""`record verify`: whether the history of a profile folder is whole. It opens the vault to read, and changes nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path

from coi_app.cli.arguments import CHECK_FAILED, DONE
from coi_app.cli.printing import print_json, print_lines
from coi_app.domain.errors import CannotWrite, CheckFailed, InputError, NeedsPassphrase, VaultDamaged
from coi_app.domain.heads import Verified
from coi_app.services import history
from coi_app.services.safekeeping import Condition, condition

MOST_PASSPHRASE = 10_000
"""Characters that are read from standard input."""


def verify(folder: Path, *, as_json: bool) -> int:
    """Check the history in this folder and say what was found; the exit code tells whether it is whole."""
    found = _verified(folder)
    print_json(_form(found)) if as_json else print_lines(_lines(found))
    return DONE if found.whole else CHECK_FAILED


def _verified(folder: Path) -> Verified:
    _check_there(folder)
    try:
        try:
            return history.verify_folder(folder)
        except NeedsPassphrase:
            return history.verify_folder(folder, passphrase=_passphrase())
    except VaultDamaged as damage:
        raise CheckFailed(str(damage)) from None


def _check_there(folder: Path) -> None:
    """InputError where this is no profile folder with records."""
    try:
        there = os.path.isdir(folder) and condition(folder) is not Condition.NONE
    except CannotWrite:
        raise InputError("The folder could not be looked at. May it be read?", "PATH") from None
    except VaultDamaged as damage:
        raise CheckFailed(str(damage)) from None
    if not there:
        raise InputError("There are no records here. Name the profile folder, which holds declare.db and vault.json.", "PATH")


def _passphrase() -> str:
    """The passphrase, typed without being shown; or the first line of standard input, where that is no terminal."""
    try:
        given = getpass("Passphrase: ") if sys.stdin and sys.stdin.isatty() else _first_line()
    except EOFError:
        given = ""
    if not given:
        raise InputError("These records open with a passphrase. Type it at a terminal, or give it as the first line of standard input.", "passphrase")
    return given


def _first_line() -> str:
    return sys.stdin.buffer.readline(MOST_PASSPHRASE).decode("utf-8", "replace").rstrip("\r\n") if sys.stdin else ""


def _lines(found: Verified) -> Iterator[str]:
    yield f"Events: {found.events:,}"
    if found.whole:
        yield "The history is whole. Each event follows the one before it, and it is not older than what was here before."
    if history.covered(found):
        yield history.covered(found)
    yield from (f"FOUND   {finding}" for finding in history.findings(found))


def _form(found: Verified) -> dict[str, object]:
    """The same for scripts; what is not wrong is null."""
    rollback, rewritten = found.rollback, found.signed.rewritten
    return {
        "whole": found.whole,
        "events": found.events,
        "broken": {"event": found.broken.number, "fault": found.broken.fault.value} if found.broken else None,
        "guards_gone": list(found.guards_gone),
        "older_copy": {"mismatch": rollback.mismatch.value, "last": rollback.last, "head": rollback.head.number if rollback.head else None} if rollback else None,
        "signed": {
            "as_signed": found.signed.as_signed,
            "not_covered": found.signed.not_covered,
            "rewritten": {"declaration": str(rewritten.declaration), "version": rewritten.version, "event": rewritten.event, "gone": rewritten.gone} if rewritten else None,
        },
        "findings": list(history.findings(found)),
    }
