"""What a first version of the fieldwork week holds: rows, each with what it rests on.

No hour-by-hour timetable of such a week has been published. The kinds of session are those that the
framework's steps name; on which days, when, how long and with whom is jtai's own.
"""

from typing import Literal, NamedTuple

# Days of fieldwork; "before-last" is each but the last, "between" each but the first and the last,
# or each where there are fewer than three.
When = Literal["first", "last", "before-last", "between"]
Whom = Literal["all", "one", "none"]  # "one" is a session for each agency, spread over the days


class Suggestion(NamedTuple):
    """One kind of session. ``start`` is "HH:MM"; ``step`` is the framework's that names the kind.

    ``kind`` is a kind of ``plan.work``. Those that cannot be left out stand first.
    """

    when: When
    start: str
    minutes: int
    kind: str
    whom: Whom
    step: str
    title: str


SUGGESTIONS = (
    Suggestion(
        *("first", "09:30", 60, "opening", "all"),
        *("initial-meeting", "Opening meeting with senior leaders"),
    ),
    Suggestion(
        *("before-last", "16:00", 30, "keep-in-touch", "all"),
        *("keep-in-touch", "Keep-in-touch meeting"),
    ),
    Suggestion(
        *("last", "09:30", 30, "keep-in-touch", "all"),
        *("keep-in-touch", "Keep-in-touch meeting"),
    ),
    Suggestion(
        *("last", "14:30", 60, "final", "all"),
        *("final-meeting", "Final meeting: main findings"),
    ),
    Suggestion(
        *("between", "13:30", 60, "interview", "one"),
        *("fieldwork", "Interviews with frontline staff, managers and leads"),
    ),
    Suggestion(
        *("between", "09:30", 90, "case-audit", "all"),
        *("fieldwork", "Case audits in detail with the professionals"),
    ),
    Suggestion(
        *("between", "11:15", 90, "case-sampling", "none"),
        *("fieldwork", "Case sampling"),
    ),
    Suggestion(
        *("between", "14:45", 60, "observation", "none"),
        *("fieldwork", "Observation: a conference, strategy meeting or multi-agency panel"),
    ),
)
