"""The colours can be read: computed from the tokens, in each theme."""

import pytest

from coi_app.ui.tokens import HIGH_CONTRAST, THEMES, Tokens, contrast

ON_SURFACES = [(text, ground) for text in ("ink", "muted", "brand", "brand_ink", "stop") for ground in ("paper", "ground", "tint", "note")]
ON_THEIR_OWN = [
    ("on_brand", "brand"),
    ("on_brand", "brand_hover"),
    ("brand_ink", "soft"),
    ("ink", "soft"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("stop", "stop_soft"),
    ("neutral", "neutral_soft"),
    ("muted", "neutral_soft"),
]

every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@every_theme
@pytest.mark.parametrize("text, ground", ON_SURFACES + ON_THEIR_OWN)
def test_text_can_be_read(theme: Tokens, text: str, ground: str) -> None:
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= least


@every_theme
@pytest.mark.parametrize("ground", ["paper", "ground", "tint", "note"])
def test_outlines_can_be_seen(theme: Tokens, ground: str) -> None:
    assert contrast(theme.outline, getattr(theme, ground)) >= 3
    assert contrast(theme.brand, getattr(theme, ground)) >= 3


@every_theme
@pytest.mark.parametrize("ground", ["paper", "ground", "tint", "note", "soft", "brand", "neutral_soft"])
def test_the_focus_can_be_seen_on_any_ground(theme: Tokens, ground: str) -> None:
    colours = (theme.focus, theme.focus_edge)
    assert contrast(*colours) >= 3
    assert max(contrast(colour, getattr(theme, ground)) for colour in colours) >= 3
