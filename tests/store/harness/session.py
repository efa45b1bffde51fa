"""A session of work that ends by itself, to be watched from outside: `python -m tests.store.harness.session ORDERS CALLS`."""

from __future__ import annotations

import json
import sys

from coi_app.paths import resources
from coi_app.rules.bundle import read_folder
from coi_app.rules.loader import load
from tests.store.harness.at_work import AtWork, Orders


def main(orders: Orders, calls: int) -> None:
    """So many calls, then the records are closed."""
    bundle = read_folder(resources())
    at_work = AtWork(orders, bundle, load(bundle))
    assert at_work.begin()
    for _ in range(calls):
        at_work.one()
    at_work.close()


if __name__ == "__main__":
    main(Orders(**json.loads(sys.argv[1])), int(sys.argv[2]))
