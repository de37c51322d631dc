"""How long `jtai_cli.programme.placing.place` takes for programmes of 10 to 306 inspections.

`python benchmarks/programme.py [SIZE [SECONDS]]`; each size has its own process. "t" is one of
tight windows and two teams that may go; "explain" says of 256 of 306 why they have no place. The
programmes are made up from a seed, always the same.
"""

import datetime as dt
import random
import resource
import subprocess
import sys
import time

SEED = 2027
FIRST = dt.date(2027, 1, 11)
SIZES = {  # inspections: weeks of the programme, teams, seconds to be at most
    "10": (10, 26, 2, 1),
    "20": (20, 60, 2, None),
    "50": (50, 104, 4, 3),
    "100": (100, 156, 8, 10),
    "153": (153, 260, 10, 30),
    "153t": (153, 260, 10, 60),
    "306": (306, 260, 20, 60),
}


def programme_of(size):
    from jtai_cli.days.bank_holidays import calendar_for
    from jtai_cli.days.periods import Span
    from jtai_cli.programme.model import Limit, Other, Programme, Rules, Team, Visit
    from jtai_cli.rules.frameworks import framework_for

    number, weeks, teams, _ = SIZES[size]
    made = random.Random(SEED)
    last = FIRST + dt.timedelta(weeks=weeks)
    rules = Rules(
        at_once_per_team=Limit(1),
        gap_per_team=Limit(5),
        gap_in_area=Limit(182, 1),
        days_between_starts=Limit(14, 1),
        reports_per_week=Limit(2),
        at_once_per_inspectorate={"HMI Probation": Limit(3)},
        avoid_weeks=(51, 52, 53, 1, 2, 3, 13, 14, 15, 16, 22, 23, *range(30, 37)),
        avoid_weeks_limit=Limit(1, 1),
        school_holidays=Limit(1),
        batch=Limit(6, 1),
    )
    names = [f"Team {1 + each:02}" for each in range(teams)]

    def some_week(length):
        first = FIRST + dt.timedelta(weeks=made.randrange(weeks - length))
        return first, first + dt.timedelta(weeks=length)

    def visit(each):
        window = (None, None)
        may = ()
        if size.endswith("t"):
            window, may = some_week(13), tuple(made.sample(names, 2))
        elif made.random() < 0.3:
            window = some_week(weeks // 2)
            may = tuple(made.sample(names, min(3, teams))) if made.random() < 0.5 else ()
        theme = made.choice(["front-door", "serious-youth-violence", "domestic-abuse", None])
        area = f"Area {each:03}"
        return Visit(
            f"JT{each:03}", area, each + 1, theme, may, earliest=window[0], latest=window[1]
        )

    others = [
        Other(f"Area {made.randrange(number):03}", Span(first, first + dt.timedelta(11), "ILACS"))
        for first, _ in (some_week(2) for _ in range(number))
    ]
    away = [tuple(Span(*some_week(1), "away") for _ in range(3)) for _ in names]
    return Programme(
        FIRST,
        last,
        calendar_for("ENG"),
        rules,
        tuple(map(Team, names, away)),
        tuple(map(visit, range(number))),
        tuple(others),
        framework=framework_for(FIRST),
    )


def run(size):
    from jtai_cli.programme.placing import place

    programme = programme_of(size)
    seconds = SIZES[size][-1] or 60
    begun, used = time.monotonic(), time.process_time()
    marks = []
    placed = place(
        programme,
        seconds=float(sys.argv[2]) if len(sys.argv) > 2 else max(60, seconds),
        progress=lambda *what: marks.append((what[0], time.monotonic() - begun)),
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    far = "proved" if placed.is_proved else "not proved"
    levels = ", ".join(
        f"{each.name} {each.value}" + ("" if each.is_proved else f" (at least {each.bound})")
        for each in placed.levels
    )
    print(
        f"{size:5} {time.monotonic() - begun:6.1f} s wall, {time.process_time() - used:6.1f} s "
        f"processor, {memory:4.0f} MB, {far}: {levels}"
    )
    print("     ", ", ".join(f"{name} from {at:.1f} s" for name, at in marks), flush=True)


def explain():
    from jtai_cli.programme.explaining import explained
    from jtai_cli.programme.limits import slots_of

    programme, seated = programme_of("306"), 50
    slots, teams = slots_of(programme), [team.name for team in programme.teams]
    dated = [
        visit._replace(
            start=slots[5 * number].dates.start,
            teams=(teams[number % len(teams)],),
            earliest=None,
            latest=None,
        )
        for number, visit in enumerate(programme.visits[:seated])
    ]
    programme = programme._replace(visits=(*dated, *programme.visits[seated:]))
    begun = time.monotonic()
    left = explained(programme, [visit.reference for visit in programme.visits[seated:]])
    seconds = time.monotonic() - begun
    changes = sum(len(each.changes) for each in left)
    print(f"explain {seconds:4.1f} s wall: {len(left)} left, {changes} changes", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["explain"]:
        explain()
    elif len(sys.argv) > 1:
        run(sys.argv[1])
    else:
        for each in (*SIZES, "explain"):
            subprocess.run([sys.executable, __file__, each], check=True)
