"""A stand-in for the system's login service, in a process of its own: answers for one session, and says on the bus what it reads from its input.

Runs under the system's Python, which has `gi`.
"""

import os
import sys

from gi.repository import Gio, GLib

NAME, PATH, SESSION = "org.freedesktop.login1", "/org/freedesktop/login1", "/org/freedesktop/login1/session/_37"
OTHER = "/org/freedesktop/login1/session/_38"
INTERFACES = """<node>
<interface name='org.freedesktop.login1.Manager'>
<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>
</interface>
<interface name='org.freedesktop.login1.Session'><property name='LockedHint' type='b' access='read'/></interface>
</node>"""

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
loop = GLib.MainLoop()
hint = False


def answer(_bus, _sender, _path, _interface, _method, arguments, invocation) -> None:
    asked = arguments.unpack()[0]
    invocation.return_value(GLib.Variant("(o)", (SESSION if asked in ("auto", "7") else OTHER,)))


def told(*_) -> GLib.Variant:
    return GLib.Variant("b", hint)


def emit(path: str, interface: str, name: str, values: GLib.Variant | None) -> None:
    bus.emit_signal(None, path, interface, name, values)


def changed(value: bool) -> None:
    global hint
    hint = value
    values = ("org.freedesktop.login1.Session", {"LockedHint": GLib.Variant("b", value)}, [])
    emit(SESSION, "org.freedesktop.DBus.Properties", "PropertiesChanged", GLib.Variant("(sa{sv}as)", values))


SAYS = {
    "lock": lambda: emit(SESSION, "org.freedesktop.login1.Session", "Lock", None),
    "lock another": lambda: emit(OTHER, "org.freedesktop.login1.Session", "Lock", None),
    "hint": lambda: changed(True),
    "no hint": lambda: changed(False),
    "sleep": lambda: emit(PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", GLib.Variant("(b)", (True,))),
    "wake": lambda: emit(PATH, "org.freedesktop.login1.Manager", "PrepareForSleep", GLib.Variant("(b)", (False,))),
    "kde": lambda: emit("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", GLib.Variant("(b)", (True,))),
    "gnome": lambda: emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", GLib.Variant("(b)", (True,))),
    "gnome ends": lambda: emit("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", GLib.Variant("(b)", (False,))),
}


def announce() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()


def read(_source, _condition) -> bool:
    # Not by `readline`: it takes several lines at once, and nobody is called for those it keeps.
    said = os.read(sys.stdin.fileno(), 65_536)
    if not said:
        loop.quit()
        return False
    for line in said.decode().splitlines():
        SAYS[line]()
    bus.flush_sync()
    return True


described = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
bus.register_object(PATH, described.interfaces[0], answer, None, None)
bus.register_object(SESSION, described.interfaces[1], None, told, None)
Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: announce(), None)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
loop.run()
