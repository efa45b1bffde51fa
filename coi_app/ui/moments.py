"""A day and a time of day as a person reads them."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

_HERE = QLocale(QLocale.Language.English, QLocale.Country.NewZealand)


def day_words(day: date) -> str:
    """A day, for example "23 Nov 2026"."""
    return _HERE.toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def time_words(moment: datetime) -> str:
    """A time of day, for example "9:41"."""
    return _HERE.toString(QTime(moment.hour, moment.minute), "H:mm")
