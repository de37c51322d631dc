"""How long adding and counting working days takes, against what it is compared with.

python -m pip install numpy && python benchmarks/arithmetic.py

Adding and counting: in empty Python calls of the same rounds. The dates of many plans: against
numpy's vectorised ``busday_offset`` with the same bank holidays, a date.
"""

import datetime as dt
import statistics
import timeit
from functools import partial

import numpy as np

from jtai_cli.days.bank_holidays import calendar_for

ROUNDS, CALLS = 15, 100_000
CALENDAR = calendar_for("ENG")
START, END = dt.date(2027, 3, 12), dt.date(2027, 5, 4)
TIMED = {
    "empty call": "empty()",
    "add 34 working days": "add(START, 34)",
    "subtract 10 working days": "add(END, -10)",
    "count between two dates": "count(START, END)",
}

# Starts of fieldwork in 2000 to 2099; day 1 is notification, day 119 the statement's.
STARTS = [
    CALENDAR.add(dt.date(2000, 1, 1) + dt.timedelta(weeks=week), 1) for week in range(10, 5_200)
]
NOTICE, DAYS_OF_WEEKS, DAYS_OF_PLAN = 10, 15, 119


def empty():
    pass


def stretches(days):
    """The first so many days of every plan, as jtai works them out."""
    for start in STARTS:
        CALENDAR.stretch(CALENDAR.add(start, -NOTICE), days)


def offsets(days, numpy_starts, numpy_calendar):
    """The same by numpy, in one call."""
    numbers = np.arange(days) - NOTICE
    np.busday_offset(numpy_starts[:, None], numbers[None, :], busdaycal=numpy_calendar)


def add_and_count():
    names = {"empty": empty, "add": CALENDAR.add, "count": CALENDAR.count}
    names |= {"START": START, "END": END}
    rounds = [
        {name: timeit.timeit(code, globals=names, number=CALLS) for name, code in TIMED.items()}
        for _ in range(ROUNDS)
    ]
    for name in TIMED:
        ratio = statistics.median(each[name] / each["empty call"] for each in rounds)
        print(f"{name:52} {ratio:6.2f} empty calls")


def dates_of_plans():
    holidays = np.array([day for day, _ in CALENDAR.days_off], dtype="datetime64[D]")
    numpy_calendar = np.busdaycalendar(holidays=holidays)
    numpy_starts = np.array(STARTS, dtype="datetime64[D]")
    for name, days in (
        ("all working days of a plan, to the statement", DAYS_OF_PLAN),
        ("the 15 days of weeks 1 to 3 alone", DAYS_OF_WEEKS),
    ):
        ratios = []
        for _ in range(ROUNDS):
            ours = timeit.timeit(partial(stretches, days), number=1)
            numpys = timeit.timeit(partial(offsets, days, numpy_starts, numpy_calendar), number=1)
            ratios.append(ours / numpys)
        print(f"{name:52} {statistics.median(ratios):6.2f} of numpy, a date")


if __name__ == "__main__":
    add_and_count()
    dates_of_plans()
