"""The open store: units of work, reading, and the list for home. SQLAlchemy is loaded at the first unit of work."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from coi_app.domain.errors import CannotWrite, DeclareError, NeedsPassphrase, VaultChanged, VaultDamaged, VaultMoved
from coi_app.domain.heads import HeadKind, Rollback, Verified
from coi_app.store import heads
from coi_app.store.connection import another_key, connect, in_words
from coi_app.store.driver import driver
from coi_app.store.files import WriterLock, busy, check_writable, held
from coi_app.store.glance import Listed, listed, owner, owner_name, parked_at
from coi_app.store.same_file import SameFile
from coi_app.store.slots import Slots, read_slots

if TYPE_CHECKING:
    from datetime import datetime

    from coi_app.store.backup import Drill, Kept, Sound
    from coi_app.store.work import Engines, Reading, Work

LOCK = "declare.lock"


class Store:
    """An open vault; the only one that writes to its file until it is closed, or one that only reads. Safe to use from any thread.

    The key stays in this process's memory until then, and Python cannot promise to wipe it.
    """

    def __init__(self, path: Path, key: bytes, lock: WriterLock | None, *, cut_short: Slots | None = None, slots: Slots | None = None) -> None:
        """Without the lock of the one writer it is a store to read; `cut_short` are the slots that end a change which a crash cut short.

        `slots` are those it was opened by: told from them, a reader knows a new key from damage.
        """
        self._path = path
        self._key = key
        self._lock = lock
        self._file = SameFile(path)
        self.cut_short = cut_short
        self._slots = slots
        self._engines: Engines | None = None
        self._starting = Lock()
        self._keeping_heads = Lock()

    @property
    def path(self) -> Path:
        """The encrypted file; what belongs to it is in the same folder."""
        return self._path

    @property
    def key(self) -> bytes:
        """The key of the file, for what is done to it as a whole; never to be written anywhere."""
        self._check_open()
        return self._key

    @property
    def locked(self) -> bool:
        """Whether the key was let go; nothing can be read or written until it is given again."""
        return not self._key

    @property
    def read_only(self) -> bool:
        """Whether it is a store to read, beside another copy of the app that may be writing."""
        return self._lock is None

    @contextmanager
    def work(self) -> Generator[Work]:
        """One transaction that writes; leaving it without `commit` puts everything back.

        VaultBusy in a store to read; VaultMoved where the file is not the one that was opened.
        """
        self.check_writable()
        with self._engines_ready().work() as work:
            yield work

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """One moment of the records, to read; never waits for a writer."""
        self._check_file()
        with self._new_key_told(), self._engines_ready().reading() as reading:
            yield reading

    def glance(self) -> tuple[Listed, ...]:
        """Every declaration at a glance, the one changed last first; needs no slow library."""
        with self._starting, self._faults_in_words():
            return listed(self._path, self._key, read_only=self.read_only)

    def owner(self) -> UUID | None:
        """The person whose records these are; None in a vault that is still empty."""
        with self._starting, self._faults_in_words():
            return owner(self._path, self._key, read_only=self.read_only)

    def owner_name(self) -> str:
        """What the person goes by; empty where they did not say."""
        with self._starting, self._faults_in_words():
            return owner_name(self._path, self._key, read_only=self.read_only)

    def parked_at(self) -> datetime | None:
        """When a half filled page was parked; None where none is, or where it was taken back."""
        with self._starting, self._faults_in_words():
            return parked_at(self._path, self._key, read_only=self.read_only)

    def check_writable(self) -> None:
        """VaultBusy in a store to read beside one who writes, who is named; else CannotWrite there; VaultMoved where the file is not the one that was opened."""
        if self._lock is None:
            lock = self._path.with_name(LOCK)
            raise busy(lock) if held(lock) else _only_to_read(self._path)
        self._file.check()

    def keep_head(self, kind: HeadKind) -> bool:
        """Keep outside the file where the history ends now; whether that was done.

        Never fails: the head before then stands, and an older one only notices less. While the heads say that an
        older copy was put back, nothing is kept over them.
        """
        if self.read_only:
            return False
        with self._keeping_heads, suppress(DeclareError, driver.Error), self._faults_in_words():
            return heads.keep_head(self._path, self._key, kind)
        return False

    def begin_heads(self, kind: HeadKind) -> None:
        """Begin the heads with the history as it is: a new one, or one that the person knows to be older."""
        self.check_writable()
        with self._keeping_heads, self._faults_in_words():
            heads.begin_heads(self._path, self._key, kind)

    def rollback(self) -> Rollback | None:
        """What the heads outside the file say against it: that an older copy was put back, or that nobody can tell."""
        with self._faults_in_words():
            found = heads.rollback(self._path, self._key, read_only=self.read_only)
            # Beside a writer the heads may be those of a moment after the records that were read: a second look is then later than both.
            return heads.rollback(self._path, self._key, read_only=True) if found and self.read_only else found

    def verify(self) -> Verified:
        """Follow the whole history, link by link. May take seconds."""
        with self._faults_in_words():
            return heads.verified(self._path, self._key, read_only=self.read_only)

    def fold_log(self) -> None:
        """Leave nothing of what was forgotten in the log beside the file; where somebody is reading it is left for the closing, which does the same."""
        self.check_writable()
        with suppress(DeclareError):  # it is forgotten all the same
            self._engines_ready().fold_log()

    def copies_before(self) -> tuple[Path, ...]:
        """The copies that were made before older tables were brought forward; each is kept until the person lets go of it."""
        return tuple(sorted(self._path.parent.glob(f"{self._path.name}.before-*")))

    def close(self) -> None:
        """Let go of the file; what was committed is in it. The store cannot be used any more."""
        self.let_key_go()
        if self._lock:
            self._lock.release()

    def let_key_go(self) -> None:
        """Close what is open and forget the key; the file stays this store's own, so that nobody else writes to it meanwhile.

        What Python and the cipher held in memory is freed, which is not the same as wiped: neither promises that.
        """
        with self._starting:
            self._let_go()
            self._key = b""

    def take_key(self, key: bytes, slots: Slots | None = None) -> None:
        """Go on with the key of this very file, opened by these slots; VaultMoved where another stands in its place.

        A store to read goes on with what the one who writes has put there.
        """
        if self.read_only and slots and self._slots and slots.vault == self._slots.vault:
            self._file = SameFile(self._path)
        self._file.check()
        with self._starting:
            self._let_go()
            self._key, self._slots = key, slots

    def take_lock(self, lock: WriterLock) -> None:
        """Write from now on, with the lock of the one writer; VaultMoved where another file stands in the place of this one."""
        self._file.check()
        with self._starting:
            self._let_go()
            self._lock = lock
            self.cut_short = None  # it was told before this had the lock; whoever opens the records next looks again

    @contextmanager
    def change_key(self, key: bytes) -> Generator[None]:
        """While the file is given another key: nobody else uses it, and this is the key from then on; as before if that fails."""
        with self._starting:
            self._let_go()
            yield
            self._key = key

    def _check_open(self) -> None:
        if not self._key:
            raise NeedsPassphrase("Your records are locked. What was saved is in them; unlock them and try again.")

    def _let_go(self) -> None:
        if self._engines:
            self.keep_head(HeadKind.CLOSED)
            self._engines.dispose()
            self._engines = None

    def _engines_ready(self) -> Engines:
        from coi_app.store.work import Engines  # SQLAlchemy is slow (0.2 s), and home does not need it

        with self._starting:
            self._check_open()
            if self._engines is None:
                self._engines = Engines(self._path, self._key, self._file, read_only=self.read_only)
            return self._engines

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file's pages, page by page; nothing where all of it is sound. May take seconds."""
        with self._faults_in_words():
            connection = connect(self._path, self._key, read_only=self.read_only)
            try:
                return tuple(str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check"))
            finally:
                connection.close()

    def back_up(self, at: datetime) -> Sound:
        """Make a backup of the records as they are now, prove it, and keep it among the others; CannotWrite where there is no room."""
        from coi_app.store import backup  # zip and the like, which most starts do without

        self.check_writable()
        return backup.make(self._path.parent, self._key, at)

    def backups(self) -> tuple[Kept, ...]:
        """The backups beside these records, the newest first."""
        from coi_app.store import backup  # as above

        return backup.listed(self._path.parent)

    def prune_backups(self) -> tuple[Kept, ...]:
        """Remove the backups that the rule keeps no longer, and tell which."""
        from coi_app.store import backup  # as above

        self.check_writable()
        return backup.prune(self._path.parent)

    def drill(self, whole: Path) -> Drill:
        """Restore a backup of these records into a scratch file, prove it and compare; BackupUnusable or WrongKey where that cannot be."""
        from coi_app.store import backup  # as above

        return backup.drill(whole, self._key, self._path, self._key)

    def put_back(self, whole: Path, at: datetime) -> None:
        """Put a backup of these records in their place and go on with it. What stood there is backed up first.

        Nobody else may read or write meanwhile. BackupUnusable or WrongKey change nothing.
        """
        from coi_app.store import backup, restoring, schema  # as above

        self.check_writable()
        folder = self._path.parent
        backup.check(whole, self._key)
        backup.make(folder, self._key, at)
        with self._starting:
            self._let_go()
            aside = restoring.put_back(folder, whole, at, keep_slots=True)
            self._file = SameFile(self._path)
        with self._faults_in_words():
            schema.ready(self._path, self._key)
        restoring.discard(aside)  # the backup that was just made holds the same

    @contextmanager
    def _faults_in_words(self) -> Generator[None]:
        """Raise a fault of the file as what it means to a person; a fault of the program as it is."""
        self._check_open()
        self._check_file()
        try:
            with self._new_key_told():
                yield
        except driver.Error as fault:
            raise in_words(fault) or fault from None

    @contextmanager
    def _new_key_told(self) -> Generator[None]:
        """In a store to read: VaultChanged where the file does not open any more because its key was changed meanwhile."""
        try:
            yield
        except (driver.DatabaseError, VaultDamaged) as fault:
            if not self.read_only or not (isinstance(fault, VaultDamaged) or another_key(fault)) or not self._has_other_slots():
                raise
            raise _changed() from None

    def _check_file(self) -> None:
        """VaultMoved where the file is not the one that was opened; VaultChanged in a store to read, where the one who writes may have put it there."""
        try:
            self._file.check()
        except VaultMoved:
            if self.read_only and self._path.exists():
                raise _changed() from None
            raise

    def _has_other_slots(self) -> bool:
        try:
            return self._slots is not None and read_slots(self._path.parent) != self._slots
        except DeclareError:
            return False


def _changed() -> VaultChanged:
    return VaultChanged(
        "Your records were changed as a whole in another window: they have a new key, or were put back from a backup. "
        "They are not damaged, and nothing was lost here: open them again to go on."
    )


def _only_to_read(path: Path) -> CannotWrite:
    """The sentence for records that nobody writes just now, and that were opened to read."""
    try:
        check_writable(path)
    except CannotWrite as problem:
        return problem
    return CannotWrite("Your records are open to read only in this window. Nothing was changed; open them to write, and try again.")
