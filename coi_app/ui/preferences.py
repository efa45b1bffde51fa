"""How a person likes the window: kept as a small readable file in the profile folder. It never holds an answer or a title."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from coi_app.domain.errors import CannotWrite

if TYPE_CHECKING:
    from pathlib import Path

NAME = "preferences.json"


@dataclass(frozen=True)
class Preferences:
    """What is remembered; each value here is the default, and only what differs from it is written."""

    theme: str = "system"
    width: int = 1280
    height: int = 832
    left: int | None = None
    top: int | None = None
    maximised: bool = False
    papers: str = ""
    idle_minutes: int = 10
    """How long nobody touches anything before the records are locked."""
    recovery_kept: bool = False
    """Whether the person printed or saved the recovery key that is in force, or says that they wrote it down."""


def load(folder: Path) -> Preferences:
    """What was kept; a value or a file that cannot be read counts as not kept, for nothing hangs on it."""
    try:
        written = (folder / NAME).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Preferences()
    import json  # a first start has nothing to read

    try:
        kept: Any = json.loads(written)
    except (ValueError, RecursionError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    default = Preferences()
    known = {f.name: kept[f.name] for f in fields(Preferences) if _fits(getattr(default, f.name), kept.get(f.name))}
    return replace(default, **known)


def save(folder: Path, preferences: Preferences) -> bool:
    """Keeps what differs from the defaults, all or none; says whether that was possible."""
    # Only when something is kept: the window is shown sooner without it.
    import json

    from coi_app.services.save_file import save_file  # as above

    default = asdict(Preferences())
    kept = {name: value for name, value in asdict(preferences).items() if value != default[name]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_file(folder / NAME, json.dumps(kept, indent=2).encode())
    except (OSError, CannotWrite):
        return False
    return True


def _fits(default: object, value: object) -> bool:
    if value is None:
        return False
    if default is None or type(default) is int:
        return type(value) is int and -100_000 < value < 100_000
    return type(value) is type(default)
