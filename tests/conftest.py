"""What every test stands on: no display, no noise, no window left behind, and nobody's own files."""

import os
import tempfile
from collections.abc import Iterator

# Set before Qt, keyring or platformdirs is first imported, in every worker.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
_own_home = tempfile.TemporaryDirectory(prefix="declare-tests-")
for _place in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
    os.environ[_place] = os.path.join(_own_home.name, _place)

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402

# The same examples on every run; `make prove` looks further, with new ones each time.
settings.register_profile("test", deadline=None, derandomize=True, database=None, max_examples=50)
settings.register_profile("prove", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


@pytest.fixture(autouse=True)
def no_window_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a visible top-level window, and closes it for the tests that follow."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    before = {id(widget) for widget in QApplication.topLevelWidgets()} if QApplication.instance() else set()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible() and id(w) not in before]
    names = [f"{type(widget).__name__} {widget.windowTitle()!r}" for widget in left]
    for widget in left:
        widget.close()
    assert not names, f"left open: {', '.join(names)}"
