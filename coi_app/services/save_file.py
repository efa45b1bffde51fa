"""Writing a finished file for a person: the whole of it or nothing."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path

from coi_app.domain.errors import CannotWrite


def save_file(target: Path, body: bytes) -> None:
    """Put the bytes at `target`, all or none; CannotWrite leaves what was there as it was."""
    with _begun(target) as (written, name):
        with os.fdopen(written, "wb") as part:
            part.write(body)
            part.flush()
            os.fsync(part.fileno())
        os.replace(name, target)


def try_place(target: Path) -> None:
    """Try, before long work, whether a file can be put at `target`; CannotWrite where it cannot. Nothing stays behind."""
    with _begun(target) as (written, name):
        os.close(written)
        os.unlink(name)


@contextmanager
def _begun(target: Path) -> Generator[tuple[int, str]]:
    """An empty file beside the target, gone again if anything goes wrong."""
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe would give way to a file: as root, `/dev/null` for everyone.
            raise OSError(EINVAL, "it is there already, and is no file")
        written, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        try:
            yield written, name
        except OSError:
            os.unlink(name)
            raise
    except OSError as problem:
        reason = problem.strerror or "the system did not say why"
        raise CannotWrite(f"{target.name or target} could not be written ({reason}). Nothing was changed. Choose another place.") from None
