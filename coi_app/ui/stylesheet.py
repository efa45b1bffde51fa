"""The style sheet, made from one theme's tokens at one scale of type. Spacing goes in steps of four."""

from coi_app.ui.tokens import BODY, FIGURE, LEAD, SECTION, SMALL, TITLE, Tokens

_SHEET = """
QWidget#ground, QWidget#page, QWidget#surface {{ background: {ground}; }}
QToolTip {{ background: {paper}; color: {ink}; border: 1px solid {outline}; padding: 4px; }}

Heading {{ color: {ink}; font-weight: 700; font-size: {section}px; }}
Heading[level="1"] {{ font-size: {title}px; }}
Heading[level="2"] {{ font-weight: 600; }}
Heading[level="3"] {{ font-weight: 600; font-size: {lead}px; }}
Text {{ color: {ink}; }}
Text[look="lead"] {{ color: {muted}; font-size: {lead}px; }}
Text[look="muted"] {{ color: {muted}; }}
Text[look="small"] {{ color: {muted}; font-size: {small}px; }}
Text[look="strong"] {{ font-weight: 600; }}
Text[look="brand"] {{ color: {brand}; }}
Text[look="figure"] {{ font-size: {title}px; font-weight: 700; }}
Text[look="error"] {{ color: {stop}; font-weight: 600; }}
Text[look="product"] {{ color: {brand_ink}; font-size: {figure}px; font-weight: 700; }}

Card {{ background: {paper}; border: 1px solid {line}; border-radius: 12px; }}
Card[tone="brand"] {{ background: {tint}; }}
Card[tone="warn"] {{ background: {note}; border-color: {note_line}; }}
Card[tone="stop"] {{ background: {paper}; border: 3px solid {stop}; }}
QFrame#rule {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}

QPushButton {{ background: {paper}; color: {brand_ink}; border: 1px solid {outline}; border-radius: 8px; padding: 9px 17px;
  font-size: {button}px; font-weight: 600; outline: none; }}
QPushButton:hover {{ background: {soft}; }}
QPushButton:disabled {{ color: {muted}; border-color: {line}; }}
PrimaryButton {{ background: {brand}; color: {on_brand}; border-color: {brand}; }}
PrimaryButton:hover {{ background: {brand_hover}; border-color: {brand_hover}; }}
PrimaryButton:disabled {{ background: {neutral_soft}; color: {muted}; border-color: {line}; }}
LinkButton {{ background: transparent; color: {brand}; border: none; padding: 4px 0; }}
LinkButton:hover {{ background: transparent; text-decoration: underline; }}
LinkButton[quiet="true"] {{ color: {muted}; font-size: {body}px; font-weight: 400; padding: 2px 0; }}
LinkButton[underlined="true"] {{ color: {ink}; font-size: {small}px; font-weight: 400; text-decoration: underline; padding: 2px 0; }}
LinkButton[error="true"] {{ color: {stop}; font-size: {body}px; text-decoration: underline; padding: 2px 0; text-align: left; }}
Chip, ChipButton {{ background: {neutral_soft}; color: {neutral}; border: 1px solid {neutral_soft}; border-radius: 6px;
  padding: 2px 8px; font-size: {small}px; font-weight: 600; }}
Chip[tone="ok"] {{ background: {ok_soft}; color: {ok}; border-color: {ok_soft}; }}
Chip[tone="warn"] {{ background: {warn_soft}; color: {warn}; border-color: {warn_soft}; }}
Chip[tone="stop"] {{ background: {stop_soft}; color: {stop}; border-color: {stop_soft}; }}
Chip[tone="brand"] {{ background: {soft}; color: {brand_ink}; border-color: {soft}; }}
ChipButton:hover, ChipButton:focus {{ background: {soft}; color: {brand_ink}; border-color: {brand}; }}

NavigationButton {{ background: transparent; color: {ink}; border: none; border-radius: 8px; padding: 8px 10px; text-align: left;
  font-size: {nav}px; font-weight: 400; }}
NavigationButton:hover {{ background: {tint}; }}
NavigationButton[current="true"] {{ background: {soft}; color: {brand_ink}; font-weight: 600; }}
NavigationButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QPlainTextEdit, QComboBox {{ background: {paper}; color: {ink}; border: 1px solid {outline}; border-radius: 8px;
  padding: 8px 10px; font-size: {lead}px; selection-background-color: {brand}; selection-color: {on_brand}; }}
QLineEdit {{ placeholder-text-color: {muted}; }}
QPlainTextEdit {{ placeholder-text-color: {muted}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {stop}; padding: 7px 9px; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ color: {muted}; border-color: {line}; }}
SearchField {{ padding: 9px 10px 9px 34px; }}
QComboBox::drop-down {{ border: none; background: transparent; width: 28px; }}
QComboBox QAbstractItemView {{ background: {paper}; color: {ink}; selection-background-color: {soft}; selection-color: {brand_ink}; }}

QProgressBar {{ background: {line}; border: none; border-radius: 2px; min-height: 4px; max-height: 4px; }}
QProgressBar::chunk {{ background: {brand}; border-radius: 2px; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {outline}; border-radius: 4px; min-height: 32px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
QScrollArea {{ background: transparent; border: none; }}
QWidget#navigation {{ background: {paper}; border: none; border-right: 1px solid {line}; }}
QWidget#navigation[compact="true"] {{ border-right: none; border-bottom: 1px solid {line}; }}
QWidget#actions {{ background: {ground}; border: none; }}
QWidget#actions[afloat="true"] {{ border-top: 1px solid {line}; }}
QWidget#cover {{ background: {ground}; }}

QTableView {{ background: {paper}; color: {ink}; border: 1px solid {line}; gridline-color: {line};
  selection-background-color: {soft}; selection-color: {brand_ink}; }}
QHeaderView::section {{ background: {paper}; color: {muted}; border: none; border-bottom: 1px solid {line}; padding: 8px 12px; font-weight: 600; }}
QMenu {{ background: {paper}; color: {ink}; border: 1px solid {outline}; padding: 4px; }}
QMenu::item {{ padding: 8px 16px; border-radius: 6px; }}
QMenu::item:selected {{ background: {soft}; color: {brand_ink}; }}
QDialog {{ background: {paper}; }}
"""


def sheet(tokens: Tokens, scale: float) -> str:
    """The whole style sheet for one theme, with type `scale` times its drawn size."""
    sizes = {"title": TITLE, "figure": FIGURE, "section": SECTION, "lead": LEAD, "body": BODY, "small": SMALL, "nav": 15, "button": 15}
    colours = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    return _SHEET.format(**colours, **{name: round(size * scale) for name, size in sizes.items()})
