"""Putting what a command has to say on standard output."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from coi_app.domain.errors import CannotWrite


def print_lines(lines: Iterable[str]) -> None:
    """Put the lines on standard output; a reader that has seen enough is no error, anything else is CannotWrite."""
    if not sys.stdout:  # None where it was closed
        raise CannotWrite("There is no standard output to write to.")
    try:
        sys.stdout.write("".join(line + "\n" for line in lines))
        sys.stdout.flush()
    except OSError as problem:
        # What is still buffered has nowhere to go; without this, Python complains of it when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(problem, BrokenPipeError):
            raise CannotWrite("The output could not be written to the end.") from None


def print_json(form: object) -> None:
    """Put it there in the form that scripts read."""
    print_lines([json.dumps(form, ensure_ascii=False, indent=2)])
