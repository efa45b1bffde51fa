"""Backups: made by themselves once a day, proved when made, pruned by rule; tried from the menu, and put back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from coi_app.domain.backups import gone_by
from coi_app.domain.heads import HeadKind
from coi_app.domain.history import EventKind
from coi_app.domain.kept import CopyKind, CopyMade
from coi_app.services.changes import Change
from coi_app.services.context import Services
from coi_app.store.backup import Drill, Kept
from coi_app.store.work import Work

QUIET = frozenset({EventKind.BACKED_UP, EventKind.PLACE_KEPT})
"""What happens without anything that a backup would be wanted for."""


@dataclass(frozen=True)
class Made:
    """A backup that was just made and proved, and those that went by the rule."""

    kept: Kept
    gone: tuple[Kept, ...]


@dataclass(frozen=True)
class StillHeld:
    """What still holds a record that is to be forgotten: backups, and the last day by which the rule lets go of them.

    `before` are the copies from before an update of the tables. They may hold it too, and no rule lets go of them.
    """

    backups: tuple[Kept, ...]
    until: date | None
    before: tuple[Path, ...] = ()


def make(services: Services) -> Made:
    """Back up the records as they are now; when this returns, the backup was restored once and found whole."""
    at = services.clock()
    kept = services.store.back_up(at).kept
    gone = services.store.prune_backups()
    with services.store.work() as work:
        _record(services, work, kept, at)
        for one in gone:
            work.copies.gone(one.path.name)
        work.commit()
    services.store.keep_head(HeadKind.BACKED_UP)
    return Made(kept, gone)


def make_if_due(services: Services) -> Made | None:
    """Back up once a day, on the first occasion on which something has changed since the last backup; None where nothing is due."""
    newest = next(iter(services.store.backups()), None)
    if newest is not None and services.here(newest.made_at).date() >= services.today():
        return None
    with services.store.reading() as reading:
        changed = any(newest is None or event.at > newest.made_at for event in reading.events.of() if event.kind not in QUIET)
    return make(services) if changed else None


def drill(services: Services, backup: Kept) -> Drill:
    """Try a restore: into a scratch file, proved and compared with the records, and thrown away. Changes nothing."""
    return services.store.drill(backup.path)


def put_back(services: Services, backup: Kept) -> Change:
    """Go back to a backup: the records as they are now are backed up first, so that this can be undone in the same way.

    BackupUnusable or WrongKey change nothing. The caller shows everything anew: nothing is as it was.
    """
    at = services.clock()
    services.store.put_back(backup.path, at)
    with services.store.work() as work:
        work.events.add(services.event(EventKind.RESTORED, at, facts={"backup": backup.made_at.isoformat()}))
        work.commit()
    services.store.begin_heads(HeadKind.RESTORED)
    return Change(listing=True, role=True, person=True)


def still_held(services: Services, declaration: UUID) -> StillHeld | None:
    """Which copies hold a record, to be said at the moment it is forgotten; None where none does."""
    with services.store.reading() as reading:
        created = reading.declarations.get(declaration).created_at
    holding = tuple(one for one in services.store.backups() if one.made_at >= created)
    until = max((gone_by(services.here(one.made_at).date()) for one in holding), default=None)
    before = services.store.copies_before()
    return StillHeld(holding, until, before) if holding or before else None


def let_go(services: Services) -> Made:
    """Make a backup of the records as they are now, and remove all older ones: what was forgotten is then in none.

    The copies from before an update of the tables go too.
    """
    made = make(services)
    older = tuple(one for one in services.store.backups() if one.path != made.kept.path)
    for path in (*(one.path for one in older), *services.store.copies_before()):
        path.unlink(missing_ok=True)
    with services.store.work() as work:
        for one in older:
            work.copies.gone(one.path.name)
        work.commit()
    return Made(made.kept, (*made.gone, *older))


def keep_copy(services: Services, backup: Kept, target: Path) -> Path:
    """Put a copy of a backup elsewhere, on a stick perhaps; proved there by its hashes."""
    from shutil import copyfile  # seldom wanted

    from coi_app.store.backup import manifest_of

    copyfile(backup.path, target)
    manifest_of(target)
    return target


def _record(services: Services, work: Work, kept: Kept, at: datetime) -> None:
    work.events.add(services.event(EventKind.BACKED_UP, at, facts={"bytes": kept.size}))
    work.copies.add(CopyMade(services.new_id(), CopyKind.BACKUP, kept.path.name, at, services.person))
