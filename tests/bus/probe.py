"""Another process that uses the app through the accessibility bus alone, as a screen reader does, and writes down what came across.

Runs under the system's Python, the one that has `gi`: `probe.py PLAN.json TOLD.json COMMAND…` starts the command and follows the plan.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError):
    sys.exit("The system's Python lacks python3-gi or gir1.2-atspi-2.0. `make test` installs them on Debian and Ubuntu.")

PATIENCE = 20.0
POLL = 0.02
ENOUGH = 80

ALERTS = (Atspi.Role.ALERT, Atspi.Role.NOTIFICATION)
CHOICES = (Atspi.Role.RADIO_BUTTON, Atspi.Role.CHECK_BOX)
FIELDS = (Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT)
GROUPS = (Atspi.Role.GROUPING, Atspi.Role.PANEL)
HEADING = (Atspi.Role.HEADING,)
BUTTON = (Atspi.Role.PUSH_BUTTON,)


class Stuck(Exception):
    """What was waited for did not come."""


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:
        plan = json.load(file)
    signal.alarm(ENOUGH)  # whatever happens on the bus, this process ends
    told: dict[str, object] = {"stuck": ""}
    app = subprocess.Popen(sys.argv[3:])
    try:
        follow(plan, told)
    except Stuck as problem:
        told["stuck"] = str(problem)
    finally:
        told["ended"] = app.poll()
        app.terminate()
        app.wait(10)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False)


def follow(plan, told):
    """From the words typed on home to the result, and by the buttons beyond it; what came across goes into `told`."""
    screen = Screen(wait(application, "the app on the bus"))
    search = one_of(screen.wait_for(plan["search"], FIELDS), plan["search"], FIELDS)
    told["search"] = heard(search)
    Atspi.EditableText.set_text_contents(search, plan["words"])
    told["typed"] = Atspi.Text.get_text(search, 0, -1)
    screen.press("Check")
    told["topics"] = page(screen.wait_for(plan["topic"], BUTTON))
    screen.press(plan["topic"])
    told["questions"] = []
    heading, answers = "", plan["answers"]
    while True:
        shown = screen.wait_for_another(heading, plan["search"])
        heading = first_heading(shown)
        if heading not in answers:
            break
        told["questions"].append(answered(screen, shown, answers[heading], told))
    told["result"] = page(shown)
    told["beyond"] = [beyond(screen, button, title) for button, title in plan["beyond"]]


def answered(screen, shown, cards, told):
    """One question answered: the page as it was before and after. The first one is left without an answer at first."""
    before = page(shown)
    if "error" not in told:
        act(one_of(shown, "Continue", BUTTON))
        told["error"] = refused(screen)
    for card in cards:
        chosen = one_of(shown, card, CHOICES)
        act(chosen)
        wait(lambda chosen=chosen: has(chosen, Atspi.StateType.CHECKED), f"{card!r} to be chosen")
    after = [heard(one) for one in shown if one.get_role() in CHOICES]
    act(one_of(shown, "Continue", BUTTON))
    return before | {"after": after}


def refused(screen):
    """What is said where there is no answer. Where the focus goes cannot be seen here: without a window manager no window is active."""
    alert = wait(lambda: next((one for one in screen.look() if one.get_role() in ALERTS), None), "an alert")
    return {"alert": heard(alert), "links": [heard(one) for one in showing(alert) if one.get_role() in BUTTON]}


def beyond(screen, button, title):
    """The page that a button of the page before leads to."""
    screen.press(button)
    return page(screen.wait_for(title, HEADING))


def page(shown):
    """What is on a page, by kind, in reading order."""
    kinds = {"headings": HEADING, "choices": CHOICES, "buttons": BUTTON, "fields": FIELDS, "groups": GROUPS}
    return {kind: [heard(one) for one in shown if one.get_role() in roles] for kind, roles in kinds.items()}


def heard(one):
    """What is told of one thing."""
    return {"name": one.get_name(), "role": one.get_role_name(), "description": one.get_description(), "checked": has(one, Atspi.StateType.CHECKED)}


def has(one, state):
    """Whether something is in a state at this moment."""
    one.clear_cache()
    return one.get_state_set().contains(state)


def act(one):
    """Presses something."""
    if not Atspi.Action.do_action(one, 0):
        raise Stuck(f"{one.get_name()!r} could not be pressed.")


def one_of(shown, name, roles):
    """The thing of this name and kind."""
    found = next((one for one in shown if one.get_role() in roles and one.get_name() == name), None)
    if found is None:
        raise Stuck(f"There is no {name!r} among {[one.get_name() for one in shown if one.get_role() in roles]}.")
    return found


def first_heading(shown):
    """The heading of the page, or nothing while there is none."""
    return next((one.get_name() for one in shown if one.get_role() in HEADING), "")


class Screen:
    """What of the app is showing."""

    def __init__(self, app):
        self._app = app

    def look(self):
        """All of it, in reading order."""
        self._app.clear_cache()
        return [one for window in children(self._app) for one in showing(window)]

    def wait_for(self, name, roles):
        """The page on which there is something of this name and kind."""
        return self._wait(lambda shown: any(one.get_role() in roles and one.get_name() == name for one in shown), repr(name))

    def wait_for_another(self, *headings):
        """The next page, whose heading is none of these."""
        return self._wait(lambda shown: first_heading(shown) not in ("", *headings), f"a page after {headings[0]!r}")

    def press(self, name):
        """Presses a button."""
        act(one_of(self.wait_for(name, BUTTON), name, BUTTON))

    def _wait(self, fits, what):
        def look():
            shown = self.look()
            return shown if fits(shown) else None

        return wait(look, what)


def showing(one):
    """What is below something and can be seen."""
    for child in children(one):
        if child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from showing(child)


def children(one):
    """The children, without those that went while they were counted."""
    return [child for child in (one.get_child_at_index(at) for at in range(one.get_child_count())) if child is not None]


def application():
    """The app, once it is on the bus."""
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    return next((one for one in children(desktop) if one.get_name() == "Declare"), None)


def wait(found, what):
    """What is found, looked for again and again; something that went away in between counts as not found."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            got = found()
        except GLib.Error:
            got = None
        if got:
            return got
        time.sleep(POLL)
    raise Stuck(f"Waited in vain for {what}.")


if __name__ == "__main__":
    main()
