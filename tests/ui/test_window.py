"""The window: themes, folding, the cover, the way back, what is remembered."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coi_app.ui import preferences
from coi_app.ui.messages import Messages
from coi_app.ui.page import Page
from coi_app.ui.pages.home import HomePage
from coi_app.ui.preferences import Preferences
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.layout import Columns
from coi_app.ui.window import Window
from tests.ui.conftest import LAPTOP, SMALL
from tests.ui.driving import focusable, focused, heard, is_in_view, press, scrolls_sideways, settle, tab_to, type_text
from tests.ui.gallery import gallery, home, question

ROOT = Path(__file__).resolve().parents[2]
THEMES = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.CONTRAST: HIGH_CONTRAST}
PAGES = {"home": home, "question": question, "gallery": gallery}
every_page = pytest.mark.parametrize("make", PAGES.values(), ids=PAGES)


def test_a_theme_is_switched_while_running(window: Window, theme: Theme, qapp: QApplication) -> None:
    page = home()
    window.navigation.start(page)
    for choice, tokens in THEMES.items():
        theme.choose(choice)
        settle()
        assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == tokens.ground
        assert window.grab().toImage().pixelColor(window.width() - 30, 8).name().upper() == tokens.ground


def test_the_environment_outranks_the_preference(qapp: QApplication, theme: Theme) -> None:
    other = Theme(qapp, ThemeChoice.LIGHT, override="dark")
    other.choose(ThemeChoice.CONTRAST)
    assert other.tokens == DARK
    other.deleteLater()
    theme.choose(ThemeChoice.DARK)
    theme.choose(ThemeChoice.LIGHT)


def test_type_follows_the_persons_font(window: Window, theme: Theme, qapp: QApplication) -> None:
    page = home()
    window.navigation.start(page)
    settle()
    before, font = page.heading.fontInfo().pixelSize(), qapp.font()
    larger = qapp.font()
    larger.setPixelSize(26)
    theme.use_font(larger)
    settle()
    assert page.heading.fontInfo().pixelSize() == pytest.approx(before * 2, abs=1)
    font.setPixelSize(12)
    theme.use_font(font)


@every_page
@pytest.mark.parametrize("size", [LAPTOP, SMALL, (1280, 832)], ids=str)
def test_nothing_reaches_beyond_the_page(window: Window, make: Callable[[], Page], size: tuple[int, int]) -> None:
    page = make()
    window.navigation.start(page)
    window.resize(*size)
    settle()
    assert (window.width(), window.height()) == size
    assert scrolls_sideways(page) == []


@every_page
@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=str)
def test_the_primary_action_is_in_view_without_scrolling(window: Window, make: Callable[[], Page], size: tuple[int, int]) -> None:
    page = make()
    window.navigation.start(page)
    window.resize(*size)
    settle()
    primary = page.findChildren(PrimaryButton)
    assert len(primary) == 1
    assert is_in_view(primary[0])


@every_page
def test_every_stop_of_the_keyboard_has_a_name_of_its_own(window: Window, make: Callable[[], Page]) -> None:
    page = make()
    window.navigation.start(page)
    settle()
    names = [heard(widget).name for widget in focusable(window)]
    assert all(names)
    assert len(names) == len(set(names)), names


def test_side_columns_and_navigation_fold_when_narrow(window: Window) -> None:
    page = question()
    window.navigation.start(page)
    settle()
    columns = page.findChild(Columns)
    assert isinstance(columns, Columns)
    assert not columns.folded
    assert not window.compact
    window.resize(*SMALL)
    settle()
    assert columns.folded
    assert window.compact


def test_the_focus_is_ringed_and_brought_into_view(window: Window) -> None:
    page = gallery()
    window.navigation.start(page)
    window.resize(*SMALL)
    settle()
    for widget in focusable(page):
        tab_to(heard(widget).name)
        assert window._ring.isVisible()
        ring, parent = window._ring, window._ring.parentWidget()
        assert parent is not None
        around = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
        assert ring.geometry().contains(around)
        assert parent.rect().contains(ring.geometry()), "the ring is cut off"
        assert not focused().visibleRegion().isEmpty()


def test_the_ring_stays_when_the_page_before_is_gone(window: Window) -> None:
    for _ in range(2):
        window.navigation.start(home())
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        settle()
        assert heard(focused()).name == "What do you have in mind?"
        assert window._ring.isVisible()


def test_a_page_starts_where_it_says(window: Window) -> None:
    window.navigation.start(home())
    settle()
    assert heard(focused()).name == "What do you have in mind?"
    window.navigation.open(question())
    settle()
    assert heard(focused()).name == "Could people connect this with your job?"


def test_tab_goes_to_the_bar_last_though_the_page_was_filled_after_it(window: Window) -> None:
    page = home()
    window.navigation.start(page)
    settle()
    first = focused()
    met = []
    while len(met) < 60 and (not met or focused() is not first):
        met.append(heard(focused()).name)
        press(Qt.Key.Key_Tab)
    assert met.index("Show titles") < met.index("Interest 1, title covered") < met.index("Declare an interest")


def test_back_and_forward_by_keys(window: Window) -> None:
    window.navigation.start(Page("One"))
    for name in ("Two", "Three"):
        window.navigation.open(Page(name))
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == "Two"
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shown(window) == "Three"
    window.navigation.replace(Page("Four"))
    window.navigation.back()
    window.navigation.open(Page("Five"))
    assert not window.navigation.can_go_forward
    window.navigation.start(Page("Six"))
    assert (shown(window), window.navigation.can_go_back) == ("Six", False)


def test_one_key_covers_everything_and_any_key_uncovers(window: Window) -> None:
    window.navigation.start(home())
    settle()
    press(Qt.Key.Key_F9)
    assert window.covered
    assert window.windowTitle() == "Declare"
    assert not any(widget.isVisible() for widget in window.findChildren(HomePage))
    press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert not window.covered
    assert heard(focused()).name == "What do you have in mind?"


def test_the_cover_hides_a_message_too_and_gives_it_back(window: Window) -> None:
    window.navigation.start(home())
    messages = Messages(window, [window.commands.cover])
    answers: list[bool] = []
    messages.ask("Forget this check?", "Nothing of it is kept.", "Forget it", "Keep it", answers.append)
    settle()
    dialog = next(w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window)
    press(Qt.Key.Key_F9)
    assert window.covered
    assert not dialog.isVisible()
    window.uncover()
    settle()
    assert dialog.isVisible()
    assert answers == []
    press(Qt.Key.Key_Escape)
    assert answers == [False]
    settle()


def test_the_next_answers_stand_in_for_a_person(window: Window, tmp_path: Path) -> None:
    messages = Messages(window)
    messages.next_answers.append(True)
    messages.next_files.append(tmp_path / "guide.pdf")
    heard_back: list[object] = []
    messages.ask("Sure?", "It can be undone.", "Yes", "No", heard_back.append)
    messages.choose_save_file(tmp_path, "PDF (*.pdf)", heard_back.append)
    assert heard_back == [True, tmp_path / "guide.pdf"]
    assert messages.said == ["It can be undone."]


def test_an_unexpected_fault_is_told_without_what_it_held(window: Window, capsys: pytest.CaptureFixture[str]) -> None:
    messages = Messages(window)
    messages.next_answers.append(True)
    messages._unexpected(ValueError, ValueError("my secret answer"), None)
    assert "secret" not in messages.said[0] + capsys.readouterr().err
    assert "is in your file" in messages.said[0]


def test_slow_things_wait_for_the_first_paint(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    shown_first = Window(qapp, theme, Preferences())
    with qtbot.waitSignal(shown_first.first_painted):
        shown_first.show()
    shown_first.close()
    shown_first.deleteLater()


def test_before_the_first_paint_no_slow_library_is_met() -> None:
    slow = ("sqlalchemy", "alembic", "keyring", "reportlab", "pypdfium2", "rapidfuzz", "jsonschema", "tomllib", "nacl", "sqlcipher3")
    code = f"import sys; import coi_app.app; print([name for name in {slow!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "[]"


def test_titles_stay_covered_until_asked_for(window: Window) -> None:
    page = home()
    window.navigation.start(page)
    settle()
    assert "Treasurer" not in words_on(page)
    tab_to("Show titles")
    press(Qt.Key.Key_Space)
    assert "Treasurer of a club" in words_on(page)
    tab_to("Cover titles")
    press(Qt.Key.Key_Space)
    assert "Treasurer" not in words_on(page)


def test_a_search_is_told_by_enter(window: Window) -> None:
    page = home()
    asked: list[str] = []
    page.searched.connect(asked.append)
    window.navigation.start(page)
    settle()
    type_text("pamphlets")
    press(Qt.Key.Key_Return)
    assert asked == ["pamphlets"]


def test_only_what_differs_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert preferences.save(folder, Preferences(theme="dark", papers="/somewhere/papers"))
    assert (folder / preferences.NAME).read_text() == '{\n  "theme": "dark",\n  "papers": "/somewhere/papers"\n}'
    assert preferences.load(folder) == Preferences(theme="dark", papers="/somewhere/papers")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"theme": 3, "width": "wide", "left": true, "papers": ["a"]}', "[" * 5000, '{"new": 1}'])
def test_what_cannot_be_read_counts_as_not_kept(tmp_path: Path, text: str) -> None:
    (tmp_path / preferences.NAME).write_text(text)
    assert preferences.load(tmp_path) == Preferences()


def test_the_window_remembers_its_place(window: Window) -> None:
    window.setGeometry(30, 40, 1000, 700)
    settle()
    kept = window.preferences_now()
    assert (kept.left, kept.top, kept.width, kept.height) == (30, 40, 1000, 700)


@every_page
@pytest.mark.parametrize("choice", THEMES)
def test_pictures_to_look_at(window: Window, theme: Theme, make: Callable[[], Page], choice: ThemeChoice, keep_picture: Callable[[QWidget, str], None]) -> None:
    page = make()
    window.navigation.start(page)
    for name, size in (("design", (1280, 832)), ("laptop", LAPTOP), ("small", SMALL)):
        theme.choose(choice)
        window.resize(*size)
        settle()
        keep_picture(window, f"{make.__name__}-{name}-{choice}")


def shown(window: Window) -> str:
    """The heading of the page that is shown."""
    assert window.navigation.current is not None
    return window.navigation.current.title


def words_on(page: QWidget) -> str:
    """Every name on a page, as a screen reader meets it."""
    return "\n".join(heard(widget).name for widget in page.findChildren(QWidget) if widget.isVisible())
