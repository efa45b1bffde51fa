"""Where processes at work come from: everything slow is loaded once, and each set of orders gets a process of its own.

Run with `python -m tests.store.harness.nursery`; orders come in as lines, and what is told goes out as lines.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback

from coi_app.paths import resources
from coi_app.rules.bundle import Bundle, read_folder
from coi_app.rules.content import Content
from coi_app.rules.loader import load
from coi_app.store import backup, restoring, work  # noqa: F401 - loaded here, so that no process waits for them
from tests.store.harness.at_work import AtWork, Orders
from tests.store.harness.telling import CHILD, ENDED, READY, tell


def work_until_killed(orders: Orders, bundle: Bundle, content: Content) -> None:
    """In a process of its own; what goes wrong is told on standard error."""
    tell(CHILD, str(os.getpid()))
    if orders.most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (orders.most_bytes, resource.RLIM_INFINITY))
    try:
        at_work = AtWork(orders, bundle, content)
        while not at_work.begin():
            pass  # on a full disk a person tries again
        at_work.go_on()
    finally:
        # Told here and not by an exception hook: no way out of this process but this one.
        if sys.exc_info()[0]:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(1)


def main() -> None:
    """Says when all is loaded. For each line of orders there is a process, which tells its number first; how it ended is told last."""
    bundle = read_folder(resources())
    content = load(bundle)
    tell(READY, "")
    for line in sys.stdin:
        orders = Orders(**json.loads(line))
        child = os.fork()
        if child == 0:
            work_until_killed(orders, bundle, content)
        tell(ENDED, str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


if __name__ == "__main__":
    main()
