"""Keeps a small vault of the version in force, for later versions to bring forward.

Run once, when a version of the tables lands: `python -m tests.store.keep_vault tests/store/vaults/0001`.
Beside the vault it writes what was in it, in the plain form of the domain.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from coi_app.domain.answers import Answers
from coi_app.domain.declaration import Declaration, Kind, Status
from coi_app.domain.heads import HeadKind
from coi_app.domain.history import Event, EventKind
from coi_app.domain.kept import CopyKind, CopyMade, Parked, Statement
from coi_app.domain.people import Role
from coi_app.domain.plain import plain
from coi_app.store.store import Store
from coi_app.store.vault import create
from tests.store.examples import CHEAP, MARKER, ME, NOW, PASSPHRASE, VAULT, declaration, interest, number

RECORDS = "records.json"
CONTENT = "0" * 64
REASONS = {EventKind.DISPOSED: "It came to nothing.", EventKind.REOPENED: "Something changed."}


def declarations() -> tuple[Declaration, ...]:
    """One in each state that a person can bring about, and one that was changed after it was shared."""
    draft = declaration(100, (interest(101), interest(102, "I-02")))
    note = replace(declaration(110), kind=Kind.PRIVATE_NOTE)
    nothing = replace(declaration(120, ()), kind=Kind.NOTHING_TO_DECLARE)
    ready = _signed(declaration(130)).move_to(Status.READY, NOW)
    shared = replace(_signed(declaration(140)).move_to(Status.READY, NOW).move_to(Status.HANDED_OVER, NOW), handed_over_on=date(2026, 11, 20))
    again = replace(shared, id=number(150)).reopened(NOW + timedelta(days=1))
    changed = replace(again.latest, interests=(*again.latest.interests, replace(interest(151), words="Mihi ki te kaimahi", seen_differently="I see it so.")))
    shared = replace(shared, retention="seven_years")
    return draft, note, nothing, ready, shared, again.with_latest(changed, NOW + timedelta(days=2))


def events(kept: tuple[Declaration, ...]) -> tuple[Event, ...]:
    """What happened to them, and to one that is gone."""
    told = [(EventKind.PERSON_CHANGED, None, {})]
    told += [(EventKind.CREATED, one.id, {"interests": len(one.latest.interests)}) for one in kept]
    told += [(EventKind.ANSWERED, kept[0].id, {"question": "when", "interest": str(number(101))}), (EventKind.SIGNED, kept[3].id, {"version": 1})]
    told += [(EventKind.HANDED_OVER, kept[4].id, {"on": "2026-11-20"}), (EventKind.REOPENED, kept[5].id, {}), (EventKind.DISPOSED, number(160), {})]
    told += [(EventKind.LABELLED, kept[4].id, {"retention": "seven_years"}), (EventKind.STATEMENT_ADDED, kept[4].id, {})]
    return tuple(
        Event(number(1000 + n), number(2000 + n), kind, NOW + timedelta(minutes=n, microseconds=n), ME.id, of, facts, REASONS.get(kind, "")) for n, (kind, of, facts) in enumerate(told)
    )


def beside(kept: tuple[Declaration, ...]) -> tuple[Statement, Parked, CopyMade]:
    """What is kept beside them: a statement, a page half filled in, and a copy that was made."""
    statement = Statement(number(170), kept[4].id, "Kua kōrero māua: we talked about it.", NOW, ME.id)
    parked = Parked({"page": "question", "declaration": str(kept[0].id)}, {"words": MARKER}, NOW)
    return statement, parked, CopyMade(number(171), CopyKind.PDF, "conversation.pdf", NOW, ME.id, kept[4].id)


def fill(store: Store) -> dict[str, Any]:
    """Put all of it in the store, and say what it was."""
    kept = declarations()
    happened = events(kept)
    role = Role(Answers({"seniority": "senior"}), NOW)
    with store.work() as work:
        work.people.own(ME)
        work.people.remember(role)
        work.contents.keep(CONTENT, "2026.11", b"packed")
        for one in kept:
            work.declarations.save(one)
        for event in happened:
            work.events.add(event)
        statement, parked, copy = beside(kept)
        work.statements.add(statement)
        work.parked.park(parked)
        work.copies.add(copy)
        work.commit()
    store.begin_heads(HeadKind.CREATED)
    return {"statements": plain([statement]), "parked": plain(parked), "copies": plain([copy])} | {"person": plain(ME), "role": plain(role), "declarations": plain(kept), "events": plain(happened), "contents": [CONTENT]}


def _signed(draft: Declaration) -> Declaration:
    return replace(draft, versions=(replace(draft.latest, signed_name="Example Person", signed_at=NOW),))


def main(folder: Path) -> None:
    """Make the vault in this folder."""
    store = create(folder, VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    told = fill(store)
    store.close()
    for left in ("declare.lock", "vault.json.copy"):
        (folder / left).unlink()
    (folder / RECORDS).write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
