"""Bank holidays, transcribed from GOV.UK: England from 2016 on, and Scotland from 2026 to 2028.

Independent of the library that the program asks, and of the table that it keeps. The names are such
parts of GOV.UK's as tell the days apart.
"""

import datetime as dt
import re

from tests.harness import answers, day

MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def dates(texts):
    """A year and its days: "2027: 1 Jan New Year, 26 Mar Good Friday"."""
    found = {}
    for line in texts.strip().splitlines():
        year, days = line.strip().split(": ")
        for text in days.split(", "):
            number, month, name = re.fullmatch(r"(\d+) (\w{3}) (.+)", text).groups()
            found[dt.date(int(year), MONTHS.index(month) // 3 + 1, int(number))] = name
    return found


# Those of 2019 to 2028 stand in the answers.
ENGLAND = dates("""
    2016: 1 Jan New Year, 25 Mar Good Friday, 28 Mar Easter Monday, 2 May Early May, 30 May Spring
    2016: 29 Aug Summer, 26 Dec Boxing, 27 Dec Christmas
    2017: 2 Jan New Year, 14 Apr Good Friday, 17 Apr Easter Monday, 1 May Early May, 29 May Spring
    2017: 28 Aug Summer, 25 Dec Christmas, 26 Dec Boxing
    2018: 1 Jan New Year, 30 Mar Good Friday, 2 Apr Easter Monday, 7 May Early May, 28 May Spring
    2018: 27 Aug Summer, 25 Dec Christmas, 26 Dec Boxing
""") | {day(row["date"]): row["title"] for row in answers("bank_holidays_england.csv")}
SCOTLAND = dates("""
    2026: 1 Jan New Year, 2 Jan 2nd January, 3 Apr Good Friday, 4 May Early May, 25 May Spring
    2026: 15 Jun World Cup, 3 Aug Summer, 30 Nov Andrew, 25 Dec Christmas, 28 Dec Boxing
    2027: 1 Jan New Year, 4 Jan 2nd January, 26 Mar Good Friday, 3 May Early May, 31 May Spring
    2027: 2 Aug Summer, 30 Nov Andrew, 27 Dec Christmas, 28 Dec Boxing
    2028: 3 Jan New Year, 4 Jan 2nd January, 14 Apr Good Friday, 1 May Early May, 29 May Spring
    2028: 7 Aug Summer, 30 Nov Andrew, 25 Dec Christmas, 26 Dec Boxing
""")
