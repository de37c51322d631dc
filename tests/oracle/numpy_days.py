"""Working days as numpy counts them, on the days off that the holidays library gives.

Independent of the program's calendar: an error in how that keeps, reads or counts its days off is
not made here too.
"""

from functools import cache

import holidays
import numpy as np

EVERY_DAY = "1111111"  # numpy's week, where weekends are listed among the days off
MONDAY_TO_FRIDAY = "1111100"
DAY = np.timedelta64(1, "D")


@cache
def days_off(region):
    """The bank holidays of a region, as numpy takes them."""
    years = range(1990, 2101)
    return np.array(sorted(holidays.country_holidays("GB", subdiv=region, years=years)), "M8[D]")


def numpy_add(dates, steps, calendar):
    """Our convention in numpy's words: a day off counts as the end of the day before it.

    ``steps`` after a day off begin with the next working day, so the count starts from the
    working day before; for steps back it is the other way round. Nought is the date itself.
    """
    dates, steps = np.array(dates, "M8[D]"), np.array(steps)
    forwards = np.busday_offset(dates, steps, roll="backward", busdaycal=calendar)
    backwards = np.busday_offset(dates, steps, roll="forward", busdaycal=calendar)
    return np.select([steps > 0, steps < 0], [forwards, backwards], dates)


def numpy_count(starts, ends, calendar):
    """The working days in (start, end], which numpy counts in [start, end); back is negative."""
    starts, ends = np.array(starts, "M8[D]"), np.array(ends, "M8[D]")
    low, high = np.minimum(starts, ends), np.maximum(starts, ends)
    counts = np.busday_count(low + DAY, high + DAY, busdaycal=calendar)
    return np.where(starts <= ends, counts, -counts)
