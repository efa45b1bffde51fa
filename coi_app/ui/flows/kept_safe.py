"""Kept safe: backups made, tried and put back, the history checked, an archive saved and brought in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from coi_app.domain.errors import BackupUnusable
from coi_app.services import archive, backup, history, safekeeping
from coi_app.services.context import Services
from coi_app.services.save_file import save_file
from coi_app.ui.desk import Desk
from coi_app.ui.i18n import _tr
from coi_app.ui.messages import Messages, sentence_of
from coi_app.ui.models.happened import lines
from coi_app.ui.moments import day_words, time_words
from coi_app.ui.operations import Lane, Task, while_alive
from coi_app.ui.pages.kept_safe import BackupShown, HistoryPage, KeptSafe, KeptSafePage
from coi_app.ui.saving import place_for_papers

if TYPE_CHECKING:
    from coi_app.domain.archive import Difference
    from coi_app.domain.heads import Verified
    from coi_app.services.changes import Change
    from coi_app.store.backup import Drill, Kept

T = TypeVar("T")
MOST_LINES = 200


class KeptSafeFlow(QObject):
    """Shows the page, and says on it what came of each thing that was done. `locks_asked` wants to know how the records are locked."""

    locks_asked = Signal()

    def __init__(self, desk: Desk, messages: Messages) -> None:
        super().__init__(desk)
        self._desk = desk
        self._messages = messages
        self._archiving: Task | None = None
        self._before: Path | None = None

    def start(self, notice: str = "") -> None:
        """Show the page, opening the records first where they are locked."""
        why = _tr("KeptSafeFlow", "Backups and history are part of your records.")
        self._desk.with_services(lambda services: self._look(services, lambda shown: self._show(services, shown, notice)), why)

    def _look(self, services: Services, then: Callable[[KeptSafe], None]) -> None:
        self._desk.operations.run(lambda task: _kept(services), then, self._desk.report)

    def _show(self, services: Services, shown: KeptSafe, notice: str) -> None:
        page = KeptSafePage(shown)
        page.back_up_asked.connect(lambda: self._back_up(page, services))
        page.try_asked.connect(lambda path: self._try(page, services, path))
        page.put_back_asked.connect(lambda path: self._put_back(page, services, path))
        page.undo_asked.connect(lambda: self._undo(page, services))
        page.copy_asked.connect(lambda path: self._copy(page, services, path))
        page.let_go_asked.connect(lambda: self._let_go(page, services))
        page.verify_asked.connect(lambda: self._verify(page, services))
        page.history_asked.connect(lambda: self._history(services))
        page.archive_asked.connect(lambda: self._archive(page, services))
        page.import_asked.connect(lambda: self._import(page, services))
        page.called_off.connect(lambda: self._call_off(page))
        page.locks_asked.connect(self.locks_asked)
        self._desk.open(page)
        if notice:
            page.notice.say(notice, focus=True)

    def _run(self, page: KeptSafePage, words: str, work: Callable[[Task], T], done: Callable[[T], None], lane: Lane = Lane.STORE) -> Task:
        """Do one thing with the page held still, and say on it what went wrong."""

        def over(then: Callable[..., None]) -> Callable[..., None]:
            def told(value: object) -> None:
                page.working("")
                page.end_progress()
                then(value)

            return while_alive(page, told)

        page.working(words)
        failed = over(lambda problem: page.notice.fail(sentence_of(problem)))
        return self._desk.operations.run(work, over(done), failed, while_alive(page, page.show_progress), lane)

    def _again(self, page: KeptSafePage, services: Services, notice: str, link: str = "") -> None:
        page.notice.say(notice, link=link, focus=True)
        self._look(services, while_alive(page, page.show_kept))

    def _back_up(self, page: KeptSafePage, services: Services) -> None:
        words = _tr("KeptSafeFlow", "Making a backup, and restoring it once to prove it…")
        self._run(page, words, lambda task: backup.make(services), lambda made: self._again(page, services, _made(services, made)))

    def _try(self, page: KeptSafePage, services: Services, path: Path) -> None:
        words = _tr("KeptSafeFlow", "Restoring it into a scratch file…")
        self._run(page, words, lambda task: backup.drill(services, _chosen(services, path)), lambda found: page.notice.say(_tried(found), focus=True))

    def _put_back(self, page: KeptSafePage, services: Services, path: Path) -> None:
        words = _tr("KeptSafeFlow", "Backing up what is here now, then going back…")
        self._run(page, words, lambda task: _go_back(services, path), lambda gone: self._gone_back(page, services, *gone))

    def _gone_back(self, page: KeptSafePage, services: Services, before: Path, change: Change) -> None:
        self._before = before
        self._desk.changed.emit(change)
        said = _tr("KeptSafeFlow", "Your records are as they were then. What was here a moment ago is the newest backup.")
        self._again(page, services, said, _tr("KeptSafeFlow", "Undo: go back to that"))

    def _undo(self, page: KeptSafePage, services: Services) -> None:
        before, self._before = self._before, None
        if before is not None:
            self._put_back(page, services, before)

    def _copy(self, page: KeptSafePage, services: Services, path: Path) -> None:
        suggested = place_for_papers(self._desk.window) / path.name
        kinds = _tr("KeptSafeFlow", "Backup of Declare (*.declare-backup)")
        self._messages.choose_save_file(suggested, kinds, lambda target: self._copy_to(page, services, path, target))

    def _copy_to(self, page: KeptSafePage, services: Services, path: Path, target: Path) -> None:
        words = _tr("KeptSafeFlow", "Copying…")
        said = _tr("KeptSafeFlow", "Copied, and read back: {name}. It opens with the passphrase or the recovery key of its day.").format(name=target.name)
        self._run(page, words, lambda task: backup.keep_copy(services, _chosen(services, path), target), lambda _: page.notice.say(said, focus=True))

    def _let_go(self, page: KeptSafePage, services: Services) -> None:
        words = _tr("KeptSafeFlow", "Making a new backup first…")

        def done(made: backup.Made) -> None:
            count = len(made.gone)
            self._again(page, services, _tr("KeptSafeFlow", "One new backup is made and proved, {count} older ones are gone. What you forgot before is in none of them.").format(count=count))

        self._run(page, words, lambda task: backup.let_go(services), done)

    def _verify(self, page: KeptSafePage, services: Services) -> None:
        words = _tr("KeptSafeFlow", "Following each link…")
        self._run(page, words, lambda task: history.verify(services.store), lambda found: _say_verified(page, found))

    def _history(self, services: Services) -> None:
        self._desk.operations.run(lambda task: history.of(services), lambda happened: self._show_history(tuple(happened)), self._desk.report)

    def _show_history(self, happened: tuple[history.Happened, ...]) -> None:
        told = lines(happened, self._desk.here)
        shown = [(line.when, line.what if line.times == 1 else _tr("KeptSafeFlow", "{what} ({times} times)").format(what=line.what, times=line.times)) for line in told[:MOST_LINES]]
        lead = _tr("KeptSafeFlow", "The latest first. It says that something happened, never what you answered.")
        page = HistoryPage(_tr("KeptSafeFlow", "What happened"), lead, shown, more=len(told) - len(shown))
        page.left.connect(self._desk.window.navigation.back)
        self._desk.open(page)

    def _archive(self, page: KeptSafePage, services: Services) -> None:
        suggested = place_for_papers(self._desk.window) / f"Declare archive {self._desk.today().isoformat()}.zip"
        self._messages.choose_save_file(suggested, _tr("KeptSafeFlow", "Archive (*.zip)"), lambda target: self._save_archive(page, services, target))

    def _save_archive(self, page: KeptSafePage, services: Services, target: Path) -> None:
        schema = self._desk.surroundings.resources / "archive" / "records.schema.json"
        words = _tr("KeptSafeFlow", "Making the archive…")
        said = _tr("KeptSafeFlow", "Saved as {name}. It is not encrypted: delete it when you need it no longer.").format(name=target.name)

        def work(task: Task) -> None:
            save_file(target, archive.export(services, schema.read_bytes(), task.report))

        self._archiving = self._run(page, words, work, lambda _: page.notice.say(said, "warn", focus=True), Lane.DOCUMENTS)

    def _call_off(self, page: KeptSafePage) -> None:
        if self._archiving is not None:
            self._archiving.cancel()
            self._archiving = None
            page.working("")
            page.end_progress()
            page.notice.say(_tr("KeptSafeFlow", "Stopped. No archive was saved."), focus=True)

    def _import(self, page: KeptSafePage, services: Services) -> None:
        kinds = _tr("KeptSafeFlow", "Archive of Declare (*.zip)")
        self._messages.choose_open_file(place_for_papers(self._desk.window), kinds, lambda path: self._bring_in(page, services, path))

    def _bring_in(self, page: KeptSafePage, services: Services, path: Path) -> None:
        schema = self._desk.surroundings.resources / "archive" / "records.schema.json"

        def done(found: tuple[Difference, Change]) -> None:
            self._desk.changed.emit(found[1])
            self._again(page, services, _brought(found[0]))

        words = _tr("KeptSafeFlow", "Reading the archive…")
        self._run(page, words, lambda task: archive.import_(services, *archive.read(path, schema.read_bytes())), done)


def _kept(services: Services) -> KeptSafe:
    with services.store.reading() as reading:
        count = reading.events.count()
    shown = tuple(BackupShown(one.path, _when(services, one), _size(one.size)) for one in services.store.backups())
    folder = services.store.path.parent
    return KeptSafe(shown, count, str(folder / "backups"), len(services.store.copies_before()), safekeeping.elsewhere(folder))


def _when(services: Services, one: Kept) -> str:
    moment = services.here(one.made_at)
    return f"{day_words(moment.date())}, {time_words(moment)}"


def _size(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"


def _chosen(services: Services, path: Path) -> Kept:
    """The backup at this path, as the list had it; it is gone only where someone removed it meanwhile."""
    for one in services.store.backups():
        if one.path == path:
            return one
    raise BackupUnusable(f"The backup {path.name} is there no longer. Nothing was changed.")


def _go_back(services: Services, path: Path) -> tuple[Path, Change]:
    change = backup.put_back(services, _chosen(services, path))
    return services.store.backups()[0].path, change


def _made(services: Services, made: backup.Made) -> str:
    said = _tr("KeptSafeFlow", "Backed up. It was restored into a scratch file, and every row is there.")
    if not made.gone:
        return said
    gone = "; ".join(_when(services, one) for one in made.gone)
    return said + " " + _tr("KeptSafeFlow", "A newer one of the same day, week or month stands in for: {gone}. That is removed.").format(gone=gone)


def _tried(found: Drill) -> str:
    counts = found.sound.manifest.counts
    said = _tr("KeptSafeFlow", "It restores: {declarations} records and {events} lines of history, every page sound, every link whole.").format(
        declarations=f"{counts['declaration']:,}", events=f"{counts['event']:,}"
    )
    if found.compared is None:
        return said
    since = found.compared.since
    told = _tr("KeptSafeFlow", "All of it is in your records as it is there.") if since == 0 else _tr("KeptSafeFlow", "{count} rows have changed or gone since.").format(count=f"{since:,}")
    return f"{said} {told}"


def _say_verified(page: KeptSafePage, found: Verified) -> None:
    wrong = history.findings(found)
    if wrong:
        page.notice.say(" ".join((*wrong, _tr("KeptSafeFlow", "Nothing was changed. A backup from before may help."))), "stop", focus=True)
    else:
        said = _tr("KeptSafeFlow", "Whole: {count} things, each linked to the one before it.").format(count=f"{found.events:,}")
        page.notice.say(f"{said} {history.covered(found)}".rstrip(), focus=True)


def _brought(found: Difference) -> str:
    said = _tr("KeptSafeFlow", "{new} records brought in, {equal} were here already and are the same.").format(new=len(found.new), equal=len(found.equal))
    if not found.differing:
        return said
    return said + " " + _tr("KeptSafeFlow", "{count} are here already and differ: those here were left as they are.").format(count=len(found.differing))
