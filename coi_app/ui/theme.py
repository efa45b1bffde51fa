"""Light, dark and high contrast: our own palettes and style sheet over Fusion. The system's wish is an input, a preference outranks it.

Painted widgets take their colours from palette roles, so that they follow a switch without being told:

Window ground · WindowText, Text ink · Base paper · AlternateBase soft · Midlight tint · Mid line · Dark outline · PlaceholderText muted ·
Highlight, Accent brand · HighlightedText on brand · ButtonText brand ink · Shadow focus edge · BrightText stop.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from coi_app.ui import stylesheet, typography
from coi_app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

ENVIRONMENT = "COI_APP_THEME"
"""The variable that outranks preference and system; it holds a `ThemeChoice`."""


STYLE = ("-style", "Fusion")
"""What the application is made with: to set the style later takes a style object, which is dear to ask for the first time."""


class ThemeChoice(StrEnum):
    """What a person may ask for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_CHOSEN = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.CONTRAST: HIGH_CONTRAST}

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "soft",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "paper",
    QPalette.ColorRole.ButtonText: "brand_ink",
    QPalette.ColorRole.BrightText: "stop",
    QPalette.ColorRole.Light: "paper",
    QPalette.ColorRole.Midlight: "tint",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "outline",
    QPalette.ColorRole.Shadow: "focus_edge",
    QPalette.ColorRole.Highlight: "brand",
    QPalette.ColorRole.Accent: "brand",
    QPalette.ColorRole.HighlightedText: "on_brand",
    QPalette.ColorRole.Link: "brand",
    QPalette.ColorRole.LinkVisited: "brand",
    QPalette.ColorRole.ToolTipBase: "paper",
    QPalette.ColorRole.ToolTipText: "ink",
}
_TEXT_ROLES = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette_of(tokens: Tokens) -> QPalette:
    """A theme's colours as Qt's roles; what is disabled is muted, never fainter than can be read."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(getattr(tokens, name)))
    for role in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


class Theme(QObject):
    """Dresses an application that was made with `STYLE`, and again when the system's or the person's wish changes."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, override: str | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._override = ThemeChoice(override) if override in set(ThemeChoice) else None
        self._system_font = app.font()
        self._hints = app.styleHints()
        self.tokens = self._wanted()
        self.scale = typography.scale_of(self._system_font)
        self._dress()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    def choose(self, choice: ThemeChoice) -> None:
        """Takes the person's wish at once; an override from the environment still outranks it."""
        self._choice = choice
        self._follow()

    def use_font(self, font: QFont) -> None:
        """Takes another system font, and sets all type in proportion to it."""
        self._system_font = font
        self.scale = typography.scale_of(font)
        self._dress()
        self.changed.emit()

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted == self.tokens:
            return
        self.tokens = wanted
        self._dress()
        self.changed.emit()

    def _wanted(self) -> Tokens:
        choice = self._override or self._choice
        return _CHOSEN.get(choice) or self._system()

    def _system(self) -> Tokens:
        if self._hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return HIGH_CONTRAST
        return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _dress(self) -> None:
        self._app.setFont(typography.body_font(self._system_font, self.scale))
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(stylesheet.sheet(self.tokens, self.scale))
