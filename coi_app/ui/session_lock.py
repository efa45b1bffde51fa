"""Hearing that the desktop is locked, or goes to sleep, over D-Bus; where there is no bus, nothing is heard and nothing is said.

On Windows and macOS there is no such bus, and what stands there needs the system's own calls: there, time without a touch does it.
Going to sleep is not held up for it: on a slow machine the window may be locked only as the computer wakes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCall, QDBusPendingCallWatcher

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_HEARD = cast("bytes", SLOT("_told(QDBusMessage)"))  # the stubs ask for bytes, the call itself for the text


class SessionLock(QObject):
    """Listens on one bus; `locked` says that the desktop was locked, or is about to sleep."""

    locked = Signal()

    def __init__(self, bus: QDBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus

    def close(self) -> None:
        """Hears nothing any more."""
        QDBusConnection.disconnectFromBus(self._bus.name())

    def listen_to_screen_savers(self) -> None:
        """Those of the desktops, on the bus of the person's session."""
        for name in SCREEN_SAVERS:
            self._bus.connect("", "", name, "ActiveChanged", self, _HEARD)

    def listen_to_logins(self, session: str) -> None:
        """The system's own: this session's lock, which is asked for or told, and sleep. `session` is its id, or *auto*."""
        self._bus.connect(LOGIN, LOGIN_PATH, f"{LOGIN}.Manager", "PrepareForSleep", self, _HEARD)
        self._ask(LOGIN_PATH, f"{LOGIN}.Manager", "GetSession", [session], self._listen_to_session)

    def _listen_to_session(self, path: str) -> None:
        self._bus.connect(LOGIN, path, SESSION, "Lock", self, _HEARD)
        self._bus.connect(LOGIN, path, PROPERTIES, "PropertiesChanged", self, _HEARD)

    def _ask(self, path: str, interface: str, method: str, arguments: list[str], answered: Callable[..., None]) -> None:
        """Asks without waiting for the answer: nobody's window stands still for a service that does not reply."""
        message = QDBusMessage.createMethodCall(LOGIN, path, interface, method)
        message.setArguments(arguments)
        call: QDBusPendingCall = self._bus.asyncCall(message)
        watcher = QDBusPendingCallWatcher(call, self)

        def done() -> None:
            reply = watcher.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                answered(_plain(reply.arguments()[0]))
            watcher.deleteLater()

        watcher.finished.connect(done)

    @Slot(QDBusMessage)
    def _told(self, message: QDBusMessage) -> None:
        first = next(iter(message.arguments()), None)
        if message.member() == "PropertiesChanged":
            if first == SESSION:
                self._ask(message.path(), PROPERTIES, "Get", [SESSION, "LockedHint"], self._hinted)
        elif message.member() == "Lock" or first is True:
            self.locked.emit()

    def _hinted(self, hint: object) -> None:
        if hint is True:
            self.locked.emit()


def session_locks(parent: QObject) -> tuple[SessionLock, ...]:
    """What listens on the buses of this computer; nothing where there are none. No bus is started for it."""
    if sys.platform != "linux":
        return ()
    found: list[SessionLock] = []
    for name, address in (("session", _session_bus()), ("system", _system_bus())):
        bus = QDBusConnection.connectToBus(address, f"declare-{name}") if address else None
        if bus is None:
            continue
        if not bus.isConnected():
            QDBusConnection.disconnectFromBus(bus.name())  # else the name stays with what never answered
            continue
        lock = SessionLock(bus, parent)
        if name == "session":
            lock.listen_to_screen_savers()
        else:
            lock.listen_to_logins(os.environ.get("XDG_SESSION_ID", "auto"))
        found.append(lock)
    return tuple(found)


def _session_bus() -> str:
    """The address of the session's bus, as the environment names it or as it lies where it always does."""
    socket = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"), "bus")
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or (f"unix:path={socket}" if socket.exists() else "")


def _system_bus() -> str:
    socket = Path("/run/dbus/system_bus_socket")
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or (f"unix:path={socket}" if socket.exists() else "")


def _plain(value: object) -> object:
    """What is in a D-Bus object path or variant."""
    for name in ("path", "variant"):
        if hasattr(value, name):
            return getattr(value, name)()
    return value
