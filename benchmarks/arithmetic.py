"""How long adding and counting working days takes, in empty Python calls of the same rounds.

python benchmarks/arithmetic.py
"""

import datetime as dt
import statistics
import timeit

from jtai_cli.core.bank_holidays import calendar_for

ROUNDS, CALLS = 15, 100_000
CALENDAR = calendar_for("ENG")
START, END = dt.date(2027, 3, 12), dt.date(2027, 5, 4)


TIMED = {
    "empty call": "empty()",
    "add 34 working days": "add(START, 34)",
    "subtract 10 working days": "add(END, -10)",
    "count between two dates": "count(START, END)",
}


def empty():
    pass


def main():
    names = {
        "empty": empty,
        "add": CALENDAR.add,
        "count": CALENDAR.count,
        "START": START,
        "END": END,
    }
    rounds = [
        {name: timeit.timeit(code, globals=names, number=CALLS) for name, code in TIMED.items()}
        for _ in range(ROUNDS)
    ]
    for name in TIMED:
        ratio = statistics.median(each[name] / each["empty call"] for each in rounds)
        print(f"{name:28} {ratio:6.2f} empty calls")


if __name__ == "__main__":
    main()
