"""The pages of the vault: names, what is in view, and their pictures in each theme and with large type."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from coi_app.ui.page import Page
from coi_app.ui.theme import Theme, ThemeChoice
from coi_app.ui.widgets.banner import Banner
from coi_app.ui.widgets.buttons import PrimaryButton
from coi_app.ui.widgets.countdown import Countdown
from coi_app.ui.window import Window
from tests.ui.conftest import LAPTOP, SMALL
from tests.ui.driving import focusable, heard, is_in_view, scrolls_sideways, settle
from tests.ui.gallery import OTHER_WINDOW, VAULT_PAGES, home

LARGE = 1.5
Keep = Callable[[QWidget, str], None]
every_page = pytest.mark.parametrize("name", VAULT_PAGES)
every_theme = pytest.mark.parametrize("choice", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])


@every_page
def test_each_stop_has_a_name_of_its_own_that_is_its_words(window: Window, name: str) -> None:
    page = shown(window, name)
    stops = [heard(widget).name for widget in focusable(page)]
    assert all(stops), stops
    assert len(stops) == len(set(stops)), sorted(stops)


@every_page
@pytest.mark.parametrize("size", [LAPTOP, SMALL])
def test_nothing_goes_sideways_and_what_comes_next_is_in_view(window: Window, name: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    page = shown(window, name)
    assert scrolls_sideways(page) == []
    primary = [button for button in page.findChildren(PrimaryButton) if button.isVisible()]
    assert len(primary) <= 1 and all(is_in_view(button) for button in primary)


@every_page
def test_with_large_type_nothing_goes_sideways(window: Window, large: Theme, keep_picture: Keep, name: str) -> None:
    page = shown(window, name)
    assert scrolls_sideways(page) == []
    keep_picture(window, f"vault_{name}_light_large")


@every_theme
@every_page
def test_pictures(window: Window, theme: Theme, keep_picture: Keep, name: str, choice: ThemeChoice) -> None:
    theme.choose(choice)
    shown(window, name)
    keep_picture(window, f"vault_{name}_{choice}_laptop")
    theme.choose(ThemeChoice.LIGHT)


@every_theme
@pytest.mark.parametrize("size", [LAPTOP, SMALL], ids=["laptop", "small"])
def test_the_lines_above_and_over_a_page_leave_it_whole(
    window: Window, theme: Theme, keep_picture: Keep, choice: ThemeChoice, size: tuple[int, int]
) -> None:
    theme.choose(choice)
    window.resize(*size)
    page = home()
    window.navigation.start(page)
    line = Banner()
    window.show_above(line)
    settle()
    height = page.height()
    line.say(f"Your records are open to read only. Another window of Declare writes them {OTHER_WINDOW}. What you type stays on its page; it is saved once you can write.", link="Try again to write")
    countdown = Countdown(window)
    countdown.show_left(29)
    settle()
    assert scrolls_sideways(page) == [] and not line.geometry().intersects(page.rect().translated(page.mapTo(window, page.rect().topLeft())))
    assert window.rect().contains(countdown.geometry())
    keep_picture(window, f"vault_lines_{choice}_{'laptop' if size == LAPTOP else 'small'}")
    line.hide()
    settle()
    assert page.height() == height, "it takes no room while it is hidden"
    theme.choose(ThemeChoice.LIGHT)


@pytest.fixture
def large(qapp: QApplication, theme: Theme):
    """The theme with type half as large again."""
    before = theme._system_font
    larger = qapp.font()
    larger.setPixelSize(round(larger.pixelSize() * LARGE))
    theme.use_font(larger)
    yield theme
    theme.use_font(before)


def shown(window: Window, name: str) -> Page:
    page = VAULT_PAGES[name]()
    window.navigation.start(page)
    settle()
    return page
