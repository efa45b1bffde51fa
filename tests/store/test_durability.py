"""What was confirmed is there after a kill, a full disk and a folder that takes no files."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from coi_app.store.store import Store
from coi_app.store.vault import open_vault
from tests.store.examples import PASSPHRASE, declaration

KILLS = 30


def environment() -> dict[str, str]:
    """This environment, with the folder that holds the package and the tests on the path."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


def killed_while_saving(folder: Path, first: int, after: int) -> int:
    """Let a child save answers, kill it some confirmations later, and give the last one it confirmed."""
    command = [sys.executable, "-m", "tests.store.saving", str(folder), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as child:
        assert child.stdout is not None
        confirmed = [int(child.stdout.readline()) for _ in range(after)]
        child.kill()
        confirmed += [int(line) for line in child.stdout.read().splitlines(keepends=True) if line.endswith(b"\n")]
    return confirmed[-1]


def test_a_kill_loses_nothing_that_was_confirmed(store: Store, folder: Path) -> None:
    with store.work() as work:
        work.declarations.save(declaration())
        work.commit()
    store.close()
    chance, stored = random.Random(20261123), -1
    for _ in range(KILLS):
        confirmed = killed_while_saving(folder, stored + 1, after=chance.randint(1, 60))
        again = open_vault(folder, passphrase=PASSPHRASE)
        with again.reading() as reading:
            stored = reading.declarations.get(declaration().id).latest.interests[0].answers["hours"]
            events = len(reading.events.of())
        assert isinstance(stored, int)
        assert stored - confirmed in (0, 1), "a confirmed answer was lost, or one came from nowhere"
        assert events == stored + 1, "an answer and its event are kept together"
        assert again.check() == ()
        history = again.verify()
        assert (history.events, history.broken) == (events, None)
        again.close()


FULL = """
import resource, sys
from pathlib import Path
from coi_app.domain.errors import CannotWrite
from coi_app.store.vault import open_vault
from tests.store.examples import PASSPHRASE, declaration, interest
from dataclasses import replace

store = open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE)
with store.work() as work:
    work.declarations.save(declaration(1))
    work.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
long = replace(declaration(2), versions=(declaration(2, (replace(interest(3), words="x" * 600_000),)).latest,))
try:
    with store.work() as work:
        work.declarations.save(long)
        work.commit()
except CannotWrite as told:
    assert "x" * 10 not in str(told) and told.__cause__ is None
else:
    sys.exit("a full disk went unnoticed")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with store.work() as work:
    work.declarations.save(declaration(4))
    work.commit()
assert len(store.glance()) == 2
store.close()
"""

NO_ROOM_TO_BEGIN = """
import resource, sys
from pathlib import Path
from coi_app.domain.errors import CannotWrite
from coi_app.store.vault import Condition, condition, create
from tests.store.examples import CHEAP, PASSPHRASE, VAULT

for room in (0, 100, 5_000, 60_000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        create(Path(sys.argv[1]), VAULT, passphrase=PASSPHRASE, cost=CHEAP)
    except CannotWrite:
        assert condition(Path(sys.argv[1])) is Condition.NONE
    else:
        sys.exit(f"{room} bytes were enough for a vault")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
create(Path(sys.argv[1]), VAULT, passphrase=PASSPHRASE, cost=CHEAP).close()
"""

READ_ONLY = """
import os, sys
from pathlib import Path
import coi_app.store.work  # before this process gives up the right to read the library
from coi_app.domain.errors import CannotWrite
from coi_app.store.vault import create, open_vault
from tests.store.examples import CHEAP, PASSPHRASE, VAULT

if os.geteuid() == 0:
    os.setuid(65534)
for attempt in (
    lambda: open_vault(Path(sys.argv[1]), passphrase=PASSPHRASE),
    lambda: create(Path(sys.argv[1]) / "deeper", VAULT, passphrase=PASSPHRASE, cost=CHEAP),
):
    try:
        attempt()
    except CannotWrite as told:
        assert str(told).count("\\n") == 0 and sys.argv[1] in str(told)
    else:
        sys.exit("a folder that takes no files went unnoticed")
"""


def run(program: str, folder: Path) -> None:
    """Run a program in a process of its own; its error output is the failure."""
    done = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == 0 and done.stderr == "", done.stderr


def test_a_full_disk_is_told_in_a_sentence_and_loses_nothing(store: Store, folder: Path) -> None:
    store.close()
    run(FULL, folder)
    again = open_vault(folder, passphrase=PASSPHRASE)
    assert len(again.glance()) == 2 and again.check() == ()
    again.close()


def test_a_disk_too_full_to_begin_leaves_room_for_another_try(folder: Path) -> None:
    run(NO_ROOM_TO_BEGIN, folder)
    open_vault(folder, passphrase=PASSPHRASE).close()


def test_a_folder_that_takes_no_files_is_told_in_a_sentence(store: Store, folder: Path) -> None:
    store.close()
    # Readable by everyone, as the tests may run as root, who is stopped by no such thing.
    with tempfile.TemporaryDirectory() as open_to_all:
        os.chmod(open_to_all, 0o755)
        shared = Path(open_to_all) / "profile"
        folder.rename(shared)
        for path in (*shared.iterdir(), shared):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = {path.name: path.read_bytes() for path in shared.iterdir()}
        run(READ_ONLY, shared)
        assert {path.name: path.read_bytes() for path in shared.iterdir()} == before
        shared.chmod(0o755)
