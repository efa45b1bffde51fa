"""Writing a finished file for a person: the whole of it or nothing."""

import os
import tempfile
from errno import EINVAL
from pathlib import Path

from coi_app.domain.errors import CannotWrite


def save_file(target: Path, body: bytes) -> None:
    """Put the bytes at `target`, all or none; CannotWrite leaves what was there as it was."""
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe would give way to a file: as root, `/dev/null` for everyone.
            raise OSError(EINVAL, "it is there already, and is no file")
        written, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        try:
            with os.fdopen(written, "wb") as part:
                part.write(body)
                part.flush()
                os.fsync(part.fileno())
            os.replace(name, target)
        except OSError:
            os.unlink(name)
            raise
    except OSError as problem:
        reason = problem.strerror or "the system did not say why"
        raise CannotWrite(f"{target.name or target} could not be written ({reason}). Nothing was changed. Choose another place.") from None
