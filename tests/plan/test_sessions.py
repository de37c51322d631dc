"""Sessions on their dates. The dates are those of a paper calendar."""

from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.sessions import fieldwork_days, held_sessions
from jtai_cli.plan.timetable import plan
from jtai_cli.rules.frameworks import shipped_framework
from tests.conftest import day


def made(start, *days):
    """The plan of a file with a session on each of these days, at 10:00 unless a time is given."""
    text = f"fieldwork_start = {start}\n"
    for each in days:
        when, time = each if isinstance(each, tuple) else (each, "10:00")
        text += f'[[session]]\nday = {when}\nstart = "{time}"\nend = "22:00"\ntitle = "S"\n'
    return plan(read_inspection(text, "x.toml"), shipped_framework("jtai-2022"))


def dates(found):
    return [(str(held.date), held.number) for held in held_sessions(found)]


def test_day_two_stays_day_two_where_fieldwork_moves():
    assert dates(made("2027-03-08", 2)) == [("2027-03-09", 0)]
    assert dates(made("2027-03-10", 2)) == [("2027-03-11", 0)]
    assert dates(made("2027-03-10", "2027-03-09")) == [("2027-03-09", 0)]  # a date stays


def test_days_are_working_days_beyond_the_end_too():
    # Wednesday 24 March 2027; the 26th is Good Friday, the 29th Easter Monday.
    easter = made("2027-03-24", 3, 5, 6)
    assert dates(easter) == [("2027-03-30", 0), ("2027-04-01", 1), ("2027-04-02", 2)]
    days = ("2027-03-24", "2027-03-25", "2027-03-30", "2027-03-31", "2027-04-01")
    assert fieldwork_days(easter) == tuple(map(day, days))


def test_they_come_by_date_and_time_and_else_as_in_the_file():
    late_first = made("2027-03-08", 2, (1, "14:00"), (1, "09:00"), (1, "09:00"))
    assert [number for _, number in dates(late_first)] == [2, 3, 1, 0]
