"""What differs between two programmes."""

from jtai_cli.programme.compare import compare
from jtai_cli.programme.timetable import timetable
from jtai_cli.render.programme_compare import (
    programme_compare_object,
    programme_compare_page,
    verdict,
)
from jtai_cli.writers import plain
from tests.programme.small import SUMMER, day, programme, visit

OLD = timetable(SUMMER)
NEW = timetable(
    programme(
        visit("JT1", "Barchester", "2027-04-26", "North", theme="front-door", fixed=True),
        visit("JT2", "Borsetshire", "2027-05-17", "North", theme="front-door"),
        visit("JT4", "Loamshire", "2027-07-05", "South"),
        visit("JT5", "Wessex", None),
    )
)


def test_a_programme_is_as_it_is():
    same = compare(OLD, OLD)
    assert (same.changes, same.unchanged) == ((), 4)
    assert verdict(same) == "Nothing changes."


def test_what_moves_is_new_or_gone_is_said_in_a_sentence_and_a_table():
    found = compare(OLD, NEW)
    page = plain.write(programme_compare_page(found, "old.toml", "new.toml"))
    assert page == (
        "Of 5 inspections 1 moves, 1 is placed, 1 has another team, 1 is new, 1 is gone and 1 "
        "stays as it is.\n"
        "\n"
        "From  old.toml\n"
        "To    new.toml\n"
        "\n"
        "What changes\n"
        "What            From             To               Team                  Inspection\n"
        "moved and team  Mon 10 May 2027  Mon 17 May 2027  South to North        Borsetshire JT2\n"
        "placed          no date          Mon 5 Jul 2027   no team yet to South  Loamshire JT4\n"
        "new                              no date          no team yet           Wessex JT5\n"
        "gone            Tue 1 Jun 2027                    North                 Exampleshire JT3\n"
        "\n"
        "From and To are the first day of fieldwork; the other dates follow it.\n"
    )


def test_an_object_has_both_sides():
    found = programme_compare_object(compare(OLD, NEW), "old.toml", "new.toml")
    moved, _, new, gone = found["changes"]
    assert (moved["what"], moved["reference"], found["unchanged"]) == (("moved", "team"), "JT2", 1)
    assert (moved["from"]["team"], moved["to"]["team"]) == ("South", "North")
    assert moved["to"]["fieldwork"]["start"] == day("2027-05-17")
    assert (new["from"], gone["to"]) == (None, None)
    assert new["to"]["fieldwork"] is None


def test_inspections_are_known_by_reference_and_area():
    old = timetable(programme(SUMMER.visits[0]))

    def against(area):
        return verdict(
            compare(old, timetable(programme(visit("JT1", area, "2027-04-26", "North"))))
        )

    assert against("Barchester City Council") == "Nothing changes."
    assert against("Wessex") == "Of 2 inspections 1 is new and 1 is gone."


def test_capitals_make_no_other_reference():
    old = timetable(programme(SUMMER.visits[0]))
    for written in ("jt1", " JT1 "):
        new = timetable(programme(SUMMER.visits[0]._replace(reference=written)))
        assert verdict(compare(old, new)) == "Nothing changes."


def test_what_loses_its_date_is_taken_out():
    old = timetable(programme(SUMMER.visits[0]))
    new = timetable(programme(SUMMER.visits[0]._replace(start=None)))
    assert verdict(compare(old, new)) == "Of 1 inspection 1 has no date any more."
    assert verdict(compare(new, old)) == "Of 1 inspection 1 is placed."
