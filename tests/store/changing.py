"""A program that changes the lock, or the key itself, until it is killed, and says before and after each change which; run by the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import relock
from coi_app.store.unlock import Proof
from coi_app.store.vault import open_vault
from tests.store.examples import CHEAP

RECOVERY = RecoveryKey(bytes(range(32)))


def change_until_killed(folder: Path, what: str, first: int) -> None:
    """Go from passphrase `first - 1` to `first`, and so on."""
    store = open_vault(folder, passphrase=f"passphrase number {first - 1}")
    number = first
    while True:
        tell(f"begun {number}")
        old, new = Proof(f"passphrase number {number - 1}"), Proof(f"passphrase number {number}")
        change = relock.replaced_key(store, old, new, RECOVERY, CHEAP) if what == "key" else relock.replaced_lock(store, old, new, CHEAP)
        with change:
            pass
        tell(f"done {number}")
        number += 1


def tell(words: str) -> None:
    """One line to whoever kills this."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    change_until_killed(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
