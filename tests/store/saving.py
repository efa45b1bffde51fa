"""A program that saves answers until it is killed, and says so after each one; run by the durability tests."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from coi_app.store.vault import open_vault
from tests.store.examples import NOW, PASSPHRASE, declaration, event, number


def save_until_killed(folder: Path, first: int) -> None:
    """Save the answers `first`, `first + 1`, … and print each number once it is committed."""
    store = open_vault(folder, passphrase=PASSPHRASE)
    count = first
    while True:
        at = NOW + timedelta(seconds=count)
        with store.work() as work:
            before = work.declarations.get(declaration().id)
            interest = before.latest.interests[0]
            answered = replace(interest, answers=interest.answers.with_answer("hours", count))
            work.declarations.save(before.with_latest(before.latest.with_interest(answered), at))
            work.events.add(replace(event(number(1000 + count), before), at=at))
            work.commit()
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()
        count += 1


if __name__ == "__main__":
    save_until_killed(Path(sys.argv[1]), int(sys.argv[2]))
