"""The command line: the services of the window, for scripts. It never opens the vault and never imports Qt."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import NoReturn

from coi_app.domain.errors import CannotWrite, DeclareError, InputError

DONE = 0
CHECK_FAILED = 1
WRONG_INPUT = 2
COULD_NOT_WRITE = 3


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises, so that every error is said in one line and in one place."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message}; `{self.prog} --help` tells what can be said")


def run(arguments: Sequence[str]) -> int:
    """Does what one command line asks, and returns its exit code."""
    try:
        parser().parse_args(arguments)
    except DeclareError as error:
        return report(error, as_json="--json" in arguments)
    return DONE


def parser() -> argparse.ArgumentParser:
    """The commands and what each takes."""
    return _Parser(prog="coi-app", description="Declare: check, declare and talk through an interest.")


def report(error: DeclareError, *, as_json: bool) -> int:
    """Says what went wrong in one line on standard error, and returns the exit code for it."""
    key = error.key if isinstance(error, InputError) else None
    said = " ".join(str(error).split())
    line = json.dumps({"error": said, "key": key}, ensure_ascii=False) if as_json else f"coi-app: {said}"
    print(line, file=sys.stderr)
    return COULD_NOT_WRITE if isinstance(error, CannotWrite) else WRONG_INPUT
