"""CSV that ``jtai plan`` wrote, of a list or of one inspection, read back as a list.

It keeps who and when, and not all that a plan was made with. So the dates are worked out anew from
its start, and those that it has stay beside them, to be compared.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jtai_cli.days.bank_holidays import REGIONS
from jtai_cli.days.dates import read_date
from jtai_cli.errors import BadValue, JtaiError
from jtai_cli.inputs.files import LARGEST_CSV, ending_of, read_text
from jtai_cli.inputs.notes import note
from jtai_cli.inputs.options import Asked
from jtai_cli.inputs.rows import Row, rows_of
from jtai_cli.plan.fields import ROW_DATES, ROW_KEYS
from jtai_cli.plan.inspection import calendar_of
from jtai_cli.plan.model import Plan
from jtai_cli.wording import listed_in_part, shown_path

# The dates that a plan has and a list has not; each with the step that has it.
_ENDS = {"fieldwork_end": "fieldwork", "report_due": "report", "statement_due": "statement"}
_RANGE = ("earliest", "middle", "latest")
# What follows from these, in the CSV of a list.
_FOLLOWS = (
    *("working_days_notice", "warnings", "notice_source", "report_source", "statement_source"),
    *(f"report_likely_{key}" for key in ("class", "letters", "level", *_RANGE)),
    *(f"report_likely_no_vote_{key}" for key in _RANGE),
    *(f"statement_likely_{key}" for key in _RANGE),
)
_MARKS = (*_ENDS, "working_days_notice", "notice_source")  # by which it is known
_STEP_MARKS = ("part", "id", "start", "end", "first_day", "timing")  # that of one inspection
_OF_STEPS = ("area", "reference", *_STEP_MARKS, "for", "rehearsal")
_FIRST_STEPS = {"notification": "notification", "fieldwork_start": "fieldwork"}


class Written(NamedTuple):
    """What a row of a plan's CSV has beside the values of a list.

    ``dates`` are those that follow from its start, by their columns, ``notice`` is how many working
    days of it there are, as written. ``fieldwork_days`` is how many its first and last day of
    fieldwork hold, where nothing else says how long it is.
    """

    dates: Mapping[str, dt.date]
    notice: str = ""
    fieldwork_days: int | None = None

    @property
    def told(self) -> dict[str, dt.date]:
        """The dates by the keys of an inspection that say what was told, for a check."""
        keys = {"fieldwork_end": "fieldwork_ended"}
        return {keys.get(key, key): day for key, day in self.dates.items()}


class Changed:
    """What became of the rows of a plan's CSV: those in which dates may have been changed since."""

    def __init__(self) -> None:
        self._dates: list[str] = []
        self._lengths: list[str] = []

    def add(self, number: int, written: Written | None, plan: Plan) -> None:
        """Compare the plan of a row with what the row has."""
        if written is None:
            return
        made = {
            "notification": plan.notification.date,
            "fieldwork_end": plan.fieldwork.end,
            "report_due": plan.report.due,
            "statement_due": plan.statement.due,
        }
        notice = str(plan.notification.working_days)
        others = (made[key] != day for key, day in written.dates.items())
        if any(others) or written.notice not in ("", notice):
            self._dates.append(str(number))
        days = plan.fieldwork.working_days
        if written.fieldwork_days == days != plan.framework.fieldwork_days:
            self._lengths.append(str(number))

    def say(self, path: Path) -> None:
        """Name these rows of the file in notes."""
        if self._dates:
            note(
                f"Of these rows of {shown_path(path)} other dates are worked out now than it has: "
                f"{listed_in_part(self._dates)}. CSV does not keep closures, what happened and "
                "other settings of a plan; name the list or file that the plans were made of. "
                "Of a row that was changed since, its start counts."
            )
        if self._lengths:
            note(
                f"In these rows of {shown_path(path)} fieldwork is as long as its first and last "
                f"day say, and not as the framework has it: {listed_in_part(self._lengths)}."
            )


def list_rows(path: Path) -> tuple[list[str], list[Row]]:
    """The heading and the rows of a list, or of the CSV of plans. Raises as :func:`rows_of`."""
    if ending_of(path) == ".csv" and _is_of_steps(read_text(path, most=LARGEST_CSV)):
        return _from_steps(path)
    return rows_of(
        path,
        columns=ROW_KEYS,
        required=("fieldwork_start",),
        dates=ROW_DATES,
        beside=(*_ENDS, *_FOLLOWS),
        marks=_MARKS,
    )


def taken_apart(asked: Asked, values: dict[str, str]) -> tuple[dict[str, str], Written | None]:
    """The values of a list in a row, and what the CSV of a plan has beside them, if it is that.

    How long fieldwork is follows from its two dates in a row that does not say it. Of a row whose
    start was changed since, which no longer has the notice that it says, only the start is taken.
    """
    if "fieldwork_end" not in values:
        return values, None
    dates = {}
    for key in ("notification", "fieldwork_start", *_ENDS):
        with suppress(JtaiError):
            dates[key] = read_date(values.get(key, ""))
    found = {key: value for key, value in values.items() if key in ROW_KEYS}
    start, region = dates.pop("fieldwork_start", None), found.get("region") or asked.settings.region
    if start is None or "fieldwork_end" not in dates or region not in REGIONS:
        return found, Written(dates)  # a list says what is wrong with these
    calendar = calendar_of(asked.with_gov_uk(asked.settings._replace(region=region)))
    notice = calendar.count(dates["notification"], start) if "notification" in dates else 0
    told_notice = values.get("working_days_notice", "")
    if told_notice not in ("", str(notice)):
        found.pop("notification", None)
    elif not found.get("fieldwork_days"):
        days = calendar.within(start, dates["fieldwork_end"])
        if days > 0:
            return found | {"fieldwork_days": str(days)}, Written(dates, told_notice, days)
    return found, Written(dates, told_notice)


def _is_of_steps(text: str) -> bool:
    """Whether a text begins as the CSV of one inspection does."""
    first = text.lstrip().partition("\n")[0]
    titles = {title.strip(' "\r') for title in re.split("[,;\t]", first)}
    return titles.issuperset(_STEP_MARKS)


def _from_steps(path: Path) -> tuple[list[str], list[Row]]:
    """The CSV of one inspection, which has a row for each step, as a list with one row."""
    heading, rows = rows_of(
        path, columns=_OF_STEPS, required=_STEP_MARKS, dates=("start", "end"), carried=True
    )
    if "for" in heading:
        reason = "this is what one agency has of a plan, and not the whole. Save it without --for."
        raise BadValue(reason, where=f"{path}, row 1")
    steps: dict[str, dict[str, str]] = {}
    for number, cells in rows:
        step = dict.fromkeys(heading, "") | dict(zip(heading, cells, strict=False))
        if step["id"] in steps:
            reason = f"the step {step['id']} stands twice. Keep each plan in a file of its own, or"
            raise BadValue(f"{reason} make a list.", where=f"{path}, row {number}")
        steps[step["id"]] = {**step, "row": str(number)}
    if "fieldwork" not in steps:
        reason = "it has no step called fieldwork, whose start is needed. Name what it was made of."
        raise BadValue(reason, where=str(path))
    fieldwork = steps["fieldwork"]
    names = ("area", "reference", "rehearsal")
    found: dict[str, str] = {key: fieldwork[key] for key in names if key in fieldwork}
    found |= {key: steps[name]["start"] for key, name in _FIRST_STEPS.items() if name in steps}
    found |= {key: steps[name]["end"] for key, name in _ENDS.items() if name in steps}
    return list(found), [(int(fieldwork["row"]), list(found.values()))]
