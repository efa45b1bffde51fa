"""The composition root of the window: paths, theme, window, desk and the flows of its journeys, joined in one place.

What the first paint does not need (content, records, documents) is loaded after it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from coi_app import paths
from coi_app.domain.errors import InputError
from coi_app.ui import accessibility, preferences
from coi_app.ui.desk import Desk, Surroundings
from coi_app.ui.flows.home import HomeFlow
from coi_app.ui.i18n import install_language
from coi_app.ui.messages import Messages
from coi_app.ui.operations import Operations
from coi_app.ui.theme import ENVIRONMENT, STYLE, Theme, ThemeChoice
from coi_app.ui.window import Window

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from coi_app.ui.demo import Left
    from coi_app.ui.desk import ServicesWanted
    from coi_app.ui.flows.agency import AgencyFlow
    from coi_app.ui.flows.check import CheckFlow
    from coi_app.ui.flows.daily_backup import DailyBackup
    from coi_app.ui.flows.declare import DeclareFlow
    from coi_app.ui.flows.draft import Draft
    from coi_app.ui.flows.guidance import Guide
    from coi_app.ui.flows.hand_over import HandOverFlow, Outside
    from coi_app.ui.flows.information import InformationFlow
    from coi_app.ui.flows.kept_safe import KeptSafeFlow
    from coi_app.ui.flows.locking import LockingFlow
    from coi_app.ui.flows.locks import LocksFlow
    from coi_app.ui.flows.mine import MineFlow
    from coi_app.ui.flows.opening import Opening, QuietOpening
    from coi_app.ui.flows.reading import ReadingFlow
    from coi_app.ui.flows.records import RecordsFlow
    from coi_app.ui.flows.recovery_papers import RecoveryPapers
    from coi_app.ui.flows.taking_back import TakingBack
    from coi_app.ui.flows.unlocking import Unlocking
    from coi_app.ui.flows.walking_away import WalkingAway


_LISTED_AFTER = 100
"""Milliseconds by which the list is shown once the records are open."""

_LISTENED_AFTER = 1000
"""Milliseconds after the records were opened from which on the app looks whether anybody is there."""

_BACKED_UP_AFTER = 20_000
"""Milliseconds after the records were opened from which on a backup is made where one is due."""

_SETTLED_AFTER = 2000
"""Milliseconds after the first paint by which the records and the content are there."""


@dataclass(frozen=True)
class Running:
    """The app as it runs: what a demonstration or a test gets hold of."""

    app: QApplication
    window: Window
    desk: Desk
    messages: Messages
    theme: Theme


def run(profile: Path | None, agency: Path | None = None) -> int:
    """Open the window on a profile, with an agency's own content where one is named or found, and stay until it is closed; the exit code."""
    app = application()
    running = build(app, surroundings(profile, agency))
    running.window.first_painted.connect(lambda: QTimer.singleShot(_SETTLED_AFTER, running.window, _collect_garbage))
    running.window.first_painted.connect(_keep_quiet)
    running.window.show_as_kept()
    return app.exec()


def _keep_quiet() -> None:
    from coi_app.ui import quiet  # the first paint does not wait for it, and nothing private is there before

    quiet.keep_quiet(quiet.show_last_page)


def _collect_garbage() -> None:
    """From now on, as Python does by itself; what the start has made is never looked through again."""
    gc.freeze()
    gc.enable()


def demonstrate(out: Path, example: str = "candidate") -> Left:
    """Go through a whole declaration of a shipped example in the same window, on no screen and on a profile that is thrown away.

    What it leaves is in `out`; CheckFailed says where it could not go on, CannotWrite what could not be written.
    """
    from tempfile import TemporaryDirectory  # nothing else here waits for it, nor for QtTest and the rules

    from coi_app.ui import demo  # as above

    demo.make_folder(out)
    # A stray display or key store of the person's own is not touched.
    os.environ.update(QT_QPA_PLATFORM="offscreen", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    app = application()
    resources = paths.resources()
    shown, content = demo.read_example(resources, example)
    with TemporaryDirectory(prefix="declare-") as profile:
        where = Surroundings(resources, Path(profile), demo.clock_on(shown.day), _new_id)
        running = build(app, where, Theme(app, ThemeChoice.LIGHT))
        running.window.show_as_kept()
        try:
            return demo.Demonstration(running.desk, running.messages, content, shown, out).run()
        finally:
            running.window.close()
            running.window.deleteLater()


def application() -> QApplication:
    """The one application of the process, under the product's name."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([paths.PRODUCT, *STYLE])
    app.setApplicationName(paths.PRODUCT)
    app.setApplicationDisplayName(paths.PRODUCT)
    return app


def surroundings(profile: Path | None, agency: Path | None = None) -> Surroundings:
    """Where the app runs, for the person at this computer; InputError where the agency's content that was named is not there."""
    if agency is not None and not os.path.exists(agency):
        raise InputError("There is no folder or zip of that name.", "--content")
    places = (agency,) if agency else paths.agency_places(profile)
    return Surroundings(paths.resources(), paths.user_data(profile), _now, _new_id, places)


def _now() -> datetime:
    from datetime import datetime  # like the next, asked for only when something happens

    return datetime.now().astimezone()


def _new_id() -> UUID:
    from uuid import uuid4  # as above

    return uuid4()


def build(
    app: QApplication, where: Surroundings, theme: Theme | None = None, opening: Callable[[], Opening] | None = None, outside: Outside | None = None
) -> Running:
    """Put the window together, with home on it; nothing slow happens before it is shown.

    `opening` and `outside` stand for this computer's keys and printers where a test has its own.
    """
    accessibility.install()
    kept = preferences.load(where.folder)
    install_language(app, where.resources / "i18n", QLocale())
    dressed = theme or Theme(app, ThemeChoice(kept.theme) if kept.theme in set(ThemeChoice) else ThemeChoice.SYSTEM, os.environ.get(ENVIRONMENT))
    window = Window(app, dressed, kept)
    messages = Messages(window, (window.commands.cover,))
    messages.install_exception_hook()
    desk = Desk(window, Operations(window), where, messages.show_error)
    desk.operations.unexpected.connect(messages.show_error)
    _connect(desk, _Journeys(desk, messages, dressed, opening, outside))
    return Running(app, window, desk, messages, dressed)


def _connect(desk: Desk, journeys: _Journeys) -> None:
    window, home = desk.window, journeys.home
    window.commands.home.triggered.connect(home.start)
    window.commands.check.triggered.connect(lambda: journeys.check.start())
    window.commands.declarations.triggered.connect(lambda: journeys.mine.start())
    window.commands.information.triggered.connect(lambda: journeys.information.start())
    home.check_asked.connect(lambda words: journeys.check.start(words))
    home.topic_asked.connect(lambda topic: journeys.check.begin(topic))
    home.topics_asked.connect(lambda: journeys.check.start())
    home.record_asked.connect(lambda declaration: journeys.declare.open(declaration))
    home.declare_asked.connect(lambda: journeys.declare.from_scratch())
    home.all_asked.connect(lambda: journeys.mine.start())
    home.nothing_asked.connect(lambda: journeys.declare.nothing())
    home.guidance_asked.connect(lambda page: journeys.guide.page(page))
    home.unlock_asked.connect(lambda: journeys.records.unlock())
    home.typing_asked.connect(lambda: journeys.taking_back.start())
    home.agency_asked.connect(lambda: journeys.agency.start())
    window.commands.lock.triggered.connect(lambda: journeys.locking.lock())
    desk.records_wanted.connect(journeys.open_records)
    window.closing.connect(lambda: _close(desk))
    desk.records_opened.connect(lambda: desk.reads_only and journeys.reading.show())
    desk.records_opened.connect(lambda: QTimer.singleShot(_BACKED_UP_AFTER, desk, lambda: journeys.daily_backup))
    desk.records_opened.connect(lambda: QTimer.singleShot(_LISTENED_AFTER, desk, lambda: journeys.walking_away))
    home.start()
    window.first_painted.connect(lambda: journeys.opening.start())


class _Journeys:
    """The flows, each made when it is first wanted: what they bring in is not needed for the first paint."""

    def __init__(
        self, desk: Desk, messages: Messages, theme: Theme, opening: Callable[[], Opening] | None, outside: Outside | None
    ) -> None:
        self._desk = desk
        self._messages = messages
        self._theme = theme
        self._outside = outside
        self.home = HomeFlow(desk)
        self._how = opening

    @cached_property
    def opening(self) -> QuietOpening:
        """Opening the records without the person, as far as that goes."""
        from coi_app.ui.flows.opening import QuietOpening, this_computer  # not needed for the first paint

        flow = QuietOpening(self._desk, self._how or this_computer)
        flow.locked.connect(self.home.tell_locked)
        # After the list of home, which does not wait for the content; who asks for it earlier gets it earlier.
        flow.looked.connect(lambda: QTimer.singleShot(_LISTED_AFTER, self._desk, lambda: self._desk.with_content(lambda content, bundle: None)))
        return flow

    @cached_property
    def records(self) -> RecordsFlow:
        """Opening the records with the person."""
        from coi_app.ui.flows.from_backup import FromBackup  # as above
        from coi_app.ui.flows.opening import this_computer  # as above
        from coi_app.ui.flows.records import RecordsFlow

        how = self._how or this_computer
        backups = FromBackup(self._desk, self._messages, how, self.unlocking)
        flow = RecordsFlow(self._desk, how, self.unlocking, self.papers, lambda recovery, then: self.locks.choose_again(recovery, then), backups)
        flow.locks_wanted.connect(lambda: self.locks.start())
        return flow

    @cached_property
    def papers(self) -> RecoveryPapers:
        """The recovery key on paper."""
        from coi_app.ui.flows.recovery_papers import RecoveryPapers  # as above

        return RecoveryPapers(self._desk, self._messages, self._outside.choose_printer if self._outside else None)

    @cached_property
    def locks(self) -> LocksFlow:
        """How the records are locked, and changing it."""
        from coi_app.ui.flows.locks import LocksFlow  # as above
        from coi_app.ui.flows.opening import this_computer

        flow = LocksFlow(self._desk, self._how or this_computer, self.unlocking, self.papers)
        flow.minutes_chosen.connect(lambda minutes: self.walking_away.wait(minutes))
        return flow

    @cached_property
    def unlocking(self) -> Unlocking:
        """What is shared by the pages that ask for a key."""
        from coi_app.ui.flows.unlocking import Unlocking  # as above

        return Unlocking(self._desk)

    @cached_property
    def locking(self) -> LockingFlow:
        """The lock in front of everything."""
        from coi_app.ui.flows.locking import LockingFlow  # as above
        from coi_app.ui.flows.opening import this_computer

        flow = LockingFlow(self._desk, self._how or this_computer, lambda: self.unlocking)
        flow.recovered.connect(lambda recovery: self.locks.choose_again(recovery, lambda: None))
        return flow

    def open_records(self, then: ServicesWanted, why: str) -> None:
        """Open the records for someone who needs them, when the start has done what it could."""
        self.opening.then(lambda: self.records.open(then, why))

    @cached_property
    def taking_back(self) -> TakingBack:
        """What a lock has parked, put back where it was."""
        from coi_app.ui.flows.taking_back import TakingBack  # as above

        flow = TakingBack(self._desk)
        flow.declaration_wanted.connect(lambda place: self.declare.open_at(place))
        flow.information_wanted.connect(lambda: self.information.start())
        return flow

    @cached_property
    def check(self) -> CheckFlow:
        """The private check."""
        from coi_app.ui.flows.check import CheckFlow  # brings in the rules, which the first paint does not wait for

        flow = CheckFlow(self._desk)
        flow.finished.connect(self.home.start)
        flow.declare_asked.connect(lambda check: self.declare.from_check(check))
        flow.differently_asked.connect(lambda check: self.declare.from_check(check, differently=True))
        flow.draft_asked.connect(lambda check, question: self.declare.save_draft(check, question))
        flow.note_asked.connect(lambda check: self.declare.keep_note(check))
        flow.guide_asked.connect(lambda check: self.hand_over.preview(check))
        return flow

    @cached_property
    def guide(self) -> Guide:
        """The general guidance, opened from home."""
        from coi_app.ui.flows.guidance import Guide  # not needed for the first paint

        return Guide(self._desk, "home", self._desk.open)

    @cached_property
    def draft(self) -> Draft:
        """The declaration that is worked on."""
        from coi_app.ui.flows.draft import Draft  # brings in the services, as above

        return Draft(self._desk)

    @cached_property
    def hand_over(self) -> HandOverFlow:
        """Signing a declaration and handing it over."""
        from coi_app.ui.flows.hand_over import HandOverFlow  # as above

        flow = HandOverFlow(self._desk, self._messages, self.draft, self._outside)
        flow.forget_asked.connect(lambda declaration: self.mine.forget(declaration))
        return flow

    @cached_property
    def declare(self) -> DeclareFlow:
        """Declaring, from a check or from scratch."""
        from coi_app.ui.flows.declare import DeclareFlow  # as above

        flow = DeclareFlow(self._desk, self.hand_over, self.draft)
        flow.check_kept.connect(lambda: self.check.forget())
        flow.check_asked.connect(lambda topic: self.check.begin(topic))
        flow.forget_asked.connect(lambda declaration: self.mine.forget(declaration))
        return flow

    @cached_property
    def mine(self) -> MineFlow:
        """The person's own declarations."""
        from coi_app.ui.flows.mine import MineFlow  # as above

        flow = MineFlow(self._desk)
        flow.opened.connect(lambda declaration: self.declare.open(declaration))
        flow.declare_asked.connect(lambda: self.declare.from_scratch())
        flow.nothing_asked.connect(lambda: self.declare.nothing())
        return flow

    @cached_property
    def agency(self) -> AgencyFlow:
        """What the agency adds."""
        from coi_app.ui.flows.agency import AgencyFlow  # as above

        return AgencyFlow(self._desk)

    @cached_property
    def information(self) -> InformationFlow:
        """What is kept about the person."""
        from coi_app.ui.flows.information import InformationFlow  # as above

        flow = InformationFlow(self._desk, self._theme, self._messages)
        flow.records_asked.connect(lambda: self.mine.start())
        flow.kept_safe_asked.connect(lambda: self.kept_safe.start())
        flow.locks_asked.connect(lambda: self.locks.start())
        return flow

    @cached_property
    def kept_safe(self) -> KeptSafeFlow:
        """Backups, history, and everything to take along."""
        from coi_app.ui.flows.kept_safe import KeptSafeFlow  # as above

        flow = KeptSafeFlow(self._desk, self._messages)
        flow.locks_asked.connect(lambda: self.locks.start())
        return flow

    @cached_property
    def reading(self) -> ReadingFlow:
        """Records that are open to read only."""
        from coi_app.ui.flows.reading import ReadingFlow  # wanted only beside another window, or where nobody may write

        flow = ReadingFlow(self._desk)
        flow.open_again_asked.connect(lambda why: self.locking.lock(why))
        return flow

    @cached_property
    def walking_away(self) -> WalkingAway:
        """Locks the records when nobody has touched the app for a while, or the desktop locks; with none open there is nothing to lock."""
        from coi_app.ui.flows.walking_away import WalkingAway  # wanted only once there are records

        return WalkingAway(self._desk, lambda: self.locking.lock())

    @cached_property
    def daily_backup(self) -> DailyBackup:
        """The backup that is made by itself."""
        from coi_app.ui.flows.daily_backup import DailyBackup  # as above

        return DailyBackup(self._desk)


def _close(desk: Desk) -> None:
    """Start what waited, and let all that was started end, as a save must; then keep how the window stood."""
    desk.leaving.emit()
    desk.operations.finish()
    desk.close_records()
    preferences.save(desk.folder, desk.window.preferences_now())
