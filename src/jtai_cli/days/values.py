"""Values that several kinds of file hold: dates in any form that people type, and named days."""

from __future__ import annotations

import datetime as dt

from jtai_cli.days.bank_holidays import FIRST_DAY, LAST_DAY
from jtai_cli.days.dates import is_excel_number, read_date
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.errors import JtaiError, OutsideCalendar
from jtai_cli.tables import Table, shown_value


def date_in(table: Table, key: str, value: object) -> dt.date:
    """A date inside the calendar. Raises BadValue with the place of ``key`` for anything else."""
    if isinstance(value, dt.datetime) or is_excel_number(value):
        value = str(value)
    if not isinstance(value, dt.date | str):
        raise table.error(
            key, f"must be a date such as 2027-03-08, and is {shown_value(value)}", value
        )
    try:
        day = value if isinstance(value, dt.date) else read_date(value)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise OutsideCalendar(day, FIRST_DAY, LAST_DAY)
        return day
    except JtaiError as error:
        raise table.error(key, str(error), value) from None


def named_days_in(table: Table, key: str, *, each: str, name: str) -> tuple[NamedDay, ...]:
    """The days listed under ``key``: dates, or tables with a date and a name of its own.

    ``each`` is what a message calls one of them, ``name`` the name of those that have none.
    """
    days = []
    for entry in table.list_of(key):
        values = entry if isinstance(entry, dict) else {"date": entry}
        part = Table(values, table.file, table.text, key, row=table.row)
        part.refuse_unknown(("date", "name"))
        if "date" not in values:
            raise table.error(key, f"{each} needs a date")
        day = date_in(table, key, values["date"])
        days.append(NamedDay(day, part.text_of("name", name)))
    return tuple(days)
