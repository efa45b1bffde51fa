"""What a process at work tells whoever may kill it: one line before each call and one after it, through a pipe."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from coi_app.domain.declaration import Declaration
from coi_app.domain.kept import Parked
from coi_app.domain.plain import plain

BEGIN, DONE, REFUSED = "begin", "done", "refused"
READY, CHILD, ENDED = "ready", "child", "ended"


@dataclass(frozen=True)
class Line:
    """`begin` before a call, `done` once it has returned, `refused` where it said that it cannot; `told` is what it was about."""

    word: str
    what: str
    told: Mapping[str, Any] = field(default_factory=dict)

    def written(self) -> bytes:
        """The line as it goes through the pipe; short enough to go through whole or not at all."""
        return json.dumps([self.word, self.what, self.told]).encode() + b"\n"


def read(line: bytes) -> Line:
    """The line as it came through the pipe."""
    return Line(*json.loads(line))


def tell(word: str, what: str, told: Mapping[str, Any] | None = None) -> None:
    """Say it now: when this returns, whoever listens has it, whatever becomes of this process."""
    os.write(1, Line(word, what, told or {}).written())


def digest(kept: Declaration | Parked | None) -> str:
    """Every part of a declaration with all its versions, or of a parked page, in short; nothing for none."""
    return sha256(json.dumps(plain(kept), sort_keys=True).encode()).hexdigest()[:24] if kept else ""
