"""Plan the timetable of a joint targeted area inspection from one fieldwork start date.

The code runs one way: ``commands`` > ``inputs`` > ``outputs`` > ``writers`` > ``render`` >
``judge`` > ``plan`` > ``letters`` > ``rules`` > ``days``. What the guidance says is data in
``rules/tables``; what follows from it is worked out by pure functions, from ``days`` to ``judge``;
``render`` puts an answer into a form, ``writers`` writes that in a format; ``commands`` talks to
people.
"""

__version__ = "0.1.0"
