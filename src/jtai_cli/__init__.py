"""Plan the timetable of a joint targeted area inspection from one fieldwork start date.

The code runs one way: ``commands`` > ``inputs`` > ``outputs`` > ``writers`` > ``render`` >
``judge`` > ``plan`` > ``letters`` > ``rules`` > ``days``. What the guidance says is data in
``rules/tables``; what follows from it is worked out by pure functions, from ``days`` to ``judge``;
``render`` puts an answer into a form, ``writers`` writes that in a format; ``commands`` talks to
people. ``api`` is what scripts and notebooks may rest on, and is loaded when it is first asked for.
"""

TYPE_CHECKING = False  # as type checkers know it; typing takes longer than all else here

if TYPE_CHECKING:
    from jtai_cli.api import (
        Finding,
        JtaiError,
        Likely,
        LikelyDay,
        Plan,
        WorkingCalendar,
        check,
        likely_report,
        make_plan,
        to_ics,
        to_json,
        working_days,
    )

__all__ = [
    "Finding",
    "JtaiError",
    "Likely",
    "LikelyDay",
    "Plan",
    "WorkingCalendar",
    "check",
    "likely_report",
    "make_plan",
    "to_ics",
    "to_json",
    "working_days",
]

__version__ = "0.1.0"

if not TYPE_CHECKING:  # to which any name would be one of ours

    def __getattr__(name: str) -> object:
        """A public name, from ``api``: the program itself starts without it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from jtai_cli import api

        return getattr(api, name)
