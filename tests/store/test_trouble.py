"""A disk with no room left, on a small disk of its own where the system lets us mount one: a sentence, and nothing lost."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.test_durability import environment

IN_A_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


def may_mount() -> bool:
    """Whether this system lets a person mount a small disk of their own."""
    try:
        tried = subprocess.run([*IN_A_NAMESPACE, "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


PROGRAM = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from coi_app.domain.errors import CannotWrite, DeclareError
from coi_app.domain.recovery_key import RecoveryKey
from coi_app.store import relock
from coi_app.store.unlock import Proof
from coi_app.store.vault import create, open_vault
from tests.store.examples import CHEAP, ME, PASSPHRASE, VAULT, declaration, interest

folder, how, filler = Path(sys.argv[1]) / "profile", sys.argv[2], Path(sys.argv[1]) / "filler"
RECOVERY = RecoveryKey(bytes(32))

def fill(room):
    # Room for so many bytes more, and no other.
    if how == "limit":
        size = max(path.stat().st_size for path in folder.iterdir()) + room if room > 24_000 else room
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return
    with open(filler, "ab", buffering=0) as file:
        for step in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * step)
            except OSError:
                pass
    if room:
        with open(filler, "rb+") as file:
            file.truncate(max(0, filler.stat().st_size - room))

def empty():
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    filler.unlink(missing_ok=True)

def told(attempt, *kinds):
    try:
        attempt()
    except kinds as problem:
        assert str(problem).count("\\n") == 0 and problem.__cause__ is None, problem
    else:
        sys.exit("a full disk went unnoticed")

def change(way):
    with way:
        pass

def saved(seed):
    with store.work() as work:
        work.declarations.save(replace(declaration(seed, (replace(interest(seed + 1), words="kererū " * 1500),))))
        work.commit()

def there():
    return {one.id for one in store.glance()}

store = create(folder, VAULT, passphrase=PASSPHRASE, recovery=RECOVERY, cost=CHEAP)
with store.work() as work:
    work.people.own(ME)
    work.commit()
confirmed = set()
for room in (60_000, 20_000, 4096):
    fill(room)
    problem = None
    for seed in range(len(confirmed) * 10, len(confirmed) * 10 + 5000, 10):
        try:
            saved(seed)
        except CannotWrite as full:
            problem = full
            break
        confirmed.add(declaration(seed).id)
    assert problem is not None and str(problem).count("\\n") == 0, "a full disk went unnoticed"
    try:
        assert there() == confirmed, "what was confirmed is there, and nothing else"
    except CannotWrite as full:  # reading too needs a little room, for what readers share with the writer
        assert str(full).count("\\n") == 0
    before = (folder / "vault.json").read_bytes(), (folder / "vault.json.copy").read_bytes()
    fill(0)
    told(lambda: change(relock.replaced_lock(store, Proof(PASSPHRASE), Proof("four other words here"), CHEAP)), CannotWrite)
    told(lambda: change(relock.replaced_recovery(store, Proof(PASSPHRASE), RecoveryKey(bytes(range(32))))), CannotWrite)
    told(lambda: change(relock.replaced_key(store, Proof(PASSPHRASE), Proof("four other words here"), RECOVERY, CHEAP)), CannotWrite)
    assert ((folder / "vault.json").read_bytes(), (folder / "vault.json.copy").read_bytes()) == before
    store.close()
    try:
        open_vault(folder, passphrase=PASSPHRASE).close()
    except CannotWrite as full:
        assert str(full).count("\\n") == 0
    empty()
    store = open_vault(folder, passphrase=PASSPHRASE)
    assert there() == confirmed and store.check() == ()

# Room for the slots and not for the journal of a change of key.
fill(24_000)
told(lambda: change(relock.replaced_key(store, Proof(PASSPHRASE), Proof("four other words here"), RECOVERY, CHEAP)), CannotWrite)
empty()
assert there() == confirmed and store.check() == ()
store.close()
for way in ({"passphrase": PASSPHRASE}, {"recovery": RECOVERY}):
    store = open_vault(folder, **way)
    assert there() == confirmed
    store.close()
print(len(confirmed))
"""


@pytest.mark.parametrize("how", ["limit", "disk"] if may_mount() else ["limit"])
def test_a_full_disk_loses_nothing_that_was_confirmed_and_no_way_in(tmp_path: Path, how: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    place = tmp_path / "disk"
    place.mkdir()
    command = [sys.executable, str(program), str(place), how]
    if how == "disk":
        command = [*IN_A_NAMESPACE, "sh", "-c", f"mount -t tmpfs -o size=3m none {shlex.quote(str(place))} && exec {shlex.join(command)}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert int(done.stdout) > 0
