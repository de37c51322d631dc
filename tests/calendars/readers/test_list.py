"""The calendar of a list, as four readers show it."""

from tests.calendars.readers.test_programme import BARCHESTER
from tests.calendars.readers.test_programme import LOAMSHIRE as WITH_REFERENCE
from tests.harness import run_here

LIST = "area,reference,fieldwork_start\nBarchester,JT1,2027-04-26\nLoamshire,,{}\n"

# The list gives Loamshire no reference.
LOAMSHIRE = {(title.removesuffix(" (JT4)"), *days) for title, *days in WITH_REFERENCE}


def made(tmp_path, start, name, *more):
    (tmp_path / "list.csv").write_text(LIST.format(start), encoding="utf-8")
    given = ("calendar", tmp_path / "list.csv", "--only", "required", "-o", tmp_path / name)
    run = run_here(*given, *more)
    assert run.code == 0, run.err
    return (tmp_path / name).read_bytes()


def test_every_reader_shows_the_dates_and_what_moves(read, tmp_path):
    first = read(made(tmp_path, "2027-06-28", "a.ics", "--today", "2026-11-26"))
    shown = {(each.summary, each.start, each.end) for each in first}
    assert shown >= BARCHESTER and not shown & LOAMSHIRE and len(first) == 8
    more = ("--previous", tmp_path / "a.ics", "--today", "2026-12-10")
    second = read(made(tmp_path, "2027-07-05", "b.ics", *more))
    assert {(each.summary, each.start, each.end) for each in second} == BARCHESTER | LOAMSHIRE
    known = {each.uid: each for each in first}
    moved = [each for each in second if each != known[each.uid]]
    assert {each.summary for each in moved} == {summary for summary, *_ in LOAMSHIRE}
    assert all(each.sequence > known[each.uid].sequence for each in moved)
