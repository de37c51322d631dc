"""Plan the timetable of a joint targeted area inspection from one fieldwork start date.

The code runs one way: ``commands`` > ``inputs`` > ``outputs`` > ``render`` > ``judge`` > ``plan``
> ``letters`` > ``rules`` > ``days``. What the guidance says is data in ``rules/tables``; what
follows from it is worked out by pure functions, from ``days`` to ``judge``; ``render`` writes
answers down; ``commands`` talks to people.
"""

__version__ = "0.1.0"
