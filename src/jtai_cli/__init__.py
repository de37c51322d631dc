"""Plan the timetable of a joint targeted area inspection from one fieldwork start date.

The code runs one way: ``cli`` > ``commands`` > ``render`` > ``core`` > ``rules`` > ``errors``.
What the guidance says is data in ``rules/tables``; what follows from it is worked out by the
pure functions of ``core``; ``render`` writes answers down; ``commands`` talks to people.
"""
