"""Two timetables that were worked out by hand, day by day."""

import datetime as dt

TITLES = {
    "notification": "Notification",
    "information-request": "Information request",
    "set-up": "Set-up discussion",
    "case-selection": "Case selection",
    "planning": "Planning and pre-inspection analysis",
    "case-audits": "Case audits done",
    "further-analysis": "Further pre-inspection analysis",
    "fieldwork-timetable": "Timetable for fieldwork agreed",
    "virtual-meetings": "Virtual meetings, if any",
    "initial-meeting": "Initial on-site meeting",
    "fieldwork": "Fieldwork",
    "keep-in-touch": "Keep-in-touch meetings",
    "final-meeting": "Final meeting",
    "report": "Report published",
    "statement": "Written statement of proposed action",
}
DAYS = {  # day 1 is notification; both ends belong to the step
    "notification": (1, 1),
    "information-request": (1, 1),
    "set-up": (1, 2),
    "case-selection": (2, 5),
    "planning": (2, 5),
    "case-audits": (6, 8),
    "further-analysis": (6, 10),
    "fieldwork-timetable": (6, 10),
    "virtual-meetings": (6, 10),
    "initial-meeting": (11, 11),
    "fieldwork": (11, 15),
    "keep-in-touch": (11, 15),
    "final-meeting": (15, 15),
}
REQUIRED = {"notification", "fieldwork", "report", "statement"}
FOR_PARTNERS = {  # those with partners, from the framework's table, and the fixed dates
    *("information-request", "set-up", "case-audits", "fieldwork-timetable", "virtual-meetings"),
    *("initial-meeting", "keep-in-touch", "final-meeting"),
    *REQUIRED,
}
FOR_INSPECTORS = {*TITLES} - {"case-audits"}

# By hand, on a calendar of England. Bank holidays of 2027 in reach: Good Friday 26 March, Easter
# Monday 29 March, early May 3 May, spring 31 May; summer (30 August) comes after the last date.
#
# Fieldwork on Monday 8 March 2027. Ten working days before it: 5, 4, 3, 2, 1 March, 26, 25, 24,
# 23, 22 February, so notification on Monday 22 February, day 1.
MONDAY = "2027-03-08"
MONDAYS = [
    *("0222", "0223", "0224", "0225", "0226"),
    *("0301", "0302", "0303", "0304", "0305"),
    *("0308", "0309", "0310", "0311", "0312"),
]
# Fieldwork ends on Friday 12 March. Report, 34 working days on: 15-19 March are 5, 22-25 March 9,
# 30 March to 2 April 13, 5-9 April 18, 12-16 April 23, 19-23 April 28, 26-30 April 33, and 4 May
# 34. Statement, 70 more: 5-7 May 3, then full weeks to 28 May 18, 1-4 June 22, and full weeks
# from 7 June: 11 June 27, 18 June 32, 25 June 37, 2 July 42, 9 July 47, 16 July 52, 23 July 57,
# 30 July 62, 6 August 67; 9, 10, 11 August 70.
MONDAY_ENDS = {"report": dt.date(2027, 5, 4), "statement": dt.date(2027, 8, 11)}
#
# Fieldwork on Wednesday 10 March 2027. Ten working days before it: 9, 8, 5, 4, 3, 2, 1 March, 26,
# 25, 24 February, so notification on Wednesday 24 February, day 1. Week 1 is 24 February to 2
# March, week 2 is 3 to 9 March, and fieldwork 10 to 16 March.
WEDNESDAY = "2027-03-10"
WEDNESDAYS = [
    *("0224", "0225", "0226", "0301", "0302"),
    *("0303", "0304", "0305", "0308", "0309"),
    *("0310", "0311", "0312", "0315", "0316"),
]
# Fieldwork ends on Tuesday 16 March. Report: 17-19 March are 3, 22-25 March 7, 30 March to 2
# April 11, 9 April 16, 16 April 21, 23 April 26, 30 April 31, and 4, 5, 6 May 34. Statement: 7 May
# 1, 14 May 6, 21 May 11, 28 May 16, 1-4 June 20, 11 June 25, 18 June 30, 25 June 35, 2 July 40, 9
# July 45, 16 July 50, 23 July 55, 30 July 60, 6 August 65, 13 August 70.
WEDNESDAY_ENDS = {"report": dt.date(2027, 5, 6), "statement": dt.date(2027, 8, 13)}


def timetable(days, ends, *only):
    on = [dt.date(2027, int(day[:2]), int(day[2:])) for day in days]
    dates = {step: (on[first - 1], on[last - 1]) for step, (first, last) in DAYS.items()}
    dates |= {step: (date, date) for step, date in ends.items()}
    return {
        f"{TITLES[step]}, JTAI Exampleshire": dates[step]
        for step in TITLES
        if not only or step in only
    }


BY_HAND = {
    MONDAY: timetable(MONDAYS, MONDAY_ENDS),
    WEDNESDAY: timetable(WEDNESDAYS, WEDNESDAY_ENDS),
}
