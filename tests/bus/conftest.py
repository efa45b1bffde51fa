"""The accessibility bus that is tested here is a thing of Linux; elsewhere there is nothing to collect."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_bus.py"]
