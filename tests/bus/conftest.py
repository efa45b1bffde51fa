"""The buses that are tested here are a thing of Linux; elsewhere there is nothing to collect."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_bus.py", "test_session_lock.py"]
