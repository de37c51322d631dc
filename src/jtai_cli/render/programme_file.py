"""The files that a new programme starts from."""

import datetime as dt

AREAS = """\
reference,area,theme,team,fieldwork_start,earliest,latest,fixed,after,notes
JT1,Exampleshire,,,,,,,,an example: put your own rows here
"""
WEEKS = 26  # of a new programme, about two terms

_FILE = """\
# A programme of joint targeted area inspections. Lines that begin with # are explanations, or
# keys that are left out: take the # away to use one.

# The first and the last day: all fieldwork lies between them, both counted.
start = {start}
end = {end}

# The list of inspections, a row each, .csv or .xlsx. Only the first two columns must be filled:
#   reference        by which you know the inspection; each stands once, and is never a child's
#   area             the local authority
#   theme            such as front-door; 'jtai rules' lists them
#   team             a team below, or several with ; between; blank: any of them
#   fieldwork_start  a date such as 2027-04-26; blank: still to be chosen
#   earliest, latest days between which fieldwork may start
#   fixed            yes: it is announced, and never moved
#   after            references, with ; between: it comes later than these
#   terms            as terms below, for this area alone; blank: as below
#   notes            your own. Columns of your own may stand among these.
areas = "areas.csv"

# Other inspections of the areas (ILACS, focused and monitoring visits, area SEND), with the columns
# area, name, start and end.
# others = "others.csv"

# School holidays or terms: a calendar (.ics), .toml or .csv, or a list of several.
# terms = "terms.ics"

# A table for each joint team; away holds days and spans, both ends counted.
[[teams]]
name = "North"
# away = ["2027-05-24..2027-05-28", 2027-06-14]

[[teams]]
name = "South"

# Each has a default, which is the value below. A value is a rule, which is never broken;
# {{ prefer = 2, weight = 3 }} is a preference. false switches off what may be.
[rules]
# at_once_per_team = 1
# gap_per_team = 5                                        # working days
# gap_in_area = {{ prefer = "26 weeks" }}                   # from any other inspection there
# days_between_starts = {{ prefer = 14 }}
# reports_per_week = 2
# at_once_per_inspectorate = {{ "HMI Probation" = 1 }}      # none unless you write it
# ISO weeks: Christmas, Easter, the late May half term and summer.
# avoid_weeks = {{ prefer = [51, 52, 53, 1, 2, 3, 13, 14, 15, 16, 22, 23, {summer}] }}
# school_holidays = {{ prefer = true }}
# batch = {{ prefer = 6 }}
"""


def programme_file(today: dt.date) -> str:
    """A commented programme.toml, which begins on the Monday after ``today``."""
    start = today + dt.timedelta(days=7 - today.weekday())
    summer = ", ".join(map(str, range(30, 37)))
    return _FILE.format(summer=summer, start=start, end=start + dt.timedelta(weeks=WEEKS, days=-3))
