"""CSV that `jtai plan` wrote is read back where a list is: the same dates, or a note."""

import csv

import pytest

from tests.harness import EXAMPLES

LIST = """\
area,reference,theme,fieldwork_start,fieldwork_days,region,notification,rehearsal
Exampleshire,EX-1,front-door,2027-03-08,,,,
Barchester,,,2027-04-19,4,,,
"=Sum, East",'B,early-help,2027-06-28,,NIR,,
Boroughs' - North,,,2027-03-08,,,2027-02-15,
Exercise,,,2027-09-06,,,,true
Exampleshire,EX-2,,2018-03-05,,,,
"""


@pytest.fixture
def plans(jtai_here, tmp_path):
    """The CSV of a list, and a function that runs the program beside it."""
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert jtai_here("plan", "list.csv", "-o", "plans.csv", "-q").code == 0
    return jtai_here


def changed(folder, old, new, name="plans.csv"):
    text = (folder / name).read_text(encoding="utf-8-sig")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_the_plans_of_a_list_come_back_as_they_were(plans, tmp_path):
    run = plans("plan", "plans.csv", "--format", "csv")
    assert run.out_bytes == (tmp_path / "plans.csv").read_bytes().removeprefix(b"\xef\xbb\xbf")
    assert "note:" not in run.err
    names = ("list.csv", "plans.csv")
    here, there = (plans("plan", name, "--format", "json").json() for name in names)
    assert there == here


@pytest.mark.parametrize(
    "given",
    [
        ("calendar", "--today", "2027-01-04"),
        ("status", "--today", "2027-03-03", "--format", "json"),
    ],
)
def test_other_commands_read_them_too(plans, given):
    command, *options = given
    was, now = (plans(command, name, *options) for name in ("list.csv", "plans.csv"))
    assert (now.code, now.out) == (0, was.out)


def test_lists_and_their_plans_compare_as_the_same(plans):
    run = plans("compare", "list.csv", "plans.csv", "--exit-code", "-q")
    assert (run.code, run.out.splitlines()[0]) == (0, "No date changes.")


OTHERS = "note: Of these rows of 'plans.csv' other dates are worked out now than it has: "


def test_it_is_said_where_other_dates_come_out(plans, tmp_path):
    run = plans("plan", "plans.csv", "--report-basis", "calendar")
    assert f"{OTHERS}2, 3" in run.err
    changed(tmp_path, ",2027-06-11,", ",2027-06-12,")  # when the report of row 3 is due
    assert f"{OTHERS}3. CSV" in plans("plan", "plans.csv").err


@pytest.mark.parametrize("start", ["2027-03-01", "2027-03-15", "2027-06-07"])
def test_of_a_row_whose_start_was_changed_only_that_is_taken(plans, tmp_path, start):
    (tmp_path / "list.csv").write_text("area,fieldwork_start\nA,2027-03-08\n", encoding="utf-8")
    plans("plan", "list.csv", "-o", "plans.csv", "-q", "--force")
    changed(tmp_path, "2027-03-08", start)
    run = plans("plan", "plans.csv", "--format", "json")
    assert f"{OTHERS}2. CSV" in run.err
    (made,), alone = run.json(), plans("plan", start, "--format", "json", "-q").json()
    keys = ("notification", "fieldwork", "report", "statement", "weeks")
    assert {key: made[key] for key in keys} == {key: alone[key] for key in keys}


@pytest.mark.parametrize(
    ("start", "call"), [("2027-03-01", "2027-02-15"), ("2027-03-10", "2027-02-24")]
)
def test_fieldwork_does_not_grow_where_its_last_day_was_left(plans, tmp_path, start, call):
    (tmp_path / "list.csv").write_text("area,fieldwork_start\nA,2027-03-08\n", encoding="utf-8")
    plans("plan", "list.csv", "-o", "plans.csv", "-q", "--force")
    changed(tmp_path, "2027-03-08", start)
    changed(tmp_path, "2027-02-22", call)
    run = plans("plan", "plans.csv", "--format", "json")
    assert (
        run.json()[0]["fieldwork"] == plans("plan", start, "--format", "json").json()["fieldwork"]
    )
    assert f"{OTHERS}2. CSV" in run.err


@pytest.mark.parametrize(
    ("column", "day"),
    [
        ("notification", "2027-06-11"),
        ("working_days_notice", "15"),
        ("fieldwork_end", "2027-07-05"),
        ("report_due", "2027-08-20"),
        ("statement_due", "2027-11-29"),
    ],
)
@pytest.mark.parametrize("row", [0, 1])
def test_a_date_that_was_changed_is_said(plans, tmp_path, column, day, row):
    two = "area,fieldwork_start\nA,2027-06-28\nB,2027-06-28\n"  # with the same dates
    (tmp_path / "list.csv").write_text(two, encoding="utf-8")
    plans("plan", "list.csv", "-o", "plans.csv", "-q", "--force")
    edit(tmp_path, lambda rows: rows[row].update({column: day}))
    assert f"{OTHERS}{row + 2}. CSV" in plans("plan", "plans.csv").err


LENGTH = (
    "note: In these rows of 'plans.csv' fieldwork is as long as its first and last day say, "
    "and not as the framework has it: 2 and 3.\n"
)


def edit(folder, change):
    """Change the rows of plans.csv."""
    with (folder / "plans.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with (folder / "plans.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def without_days(rows):
    """As it was before it had this column."""
    for row in rows:
        del row["fieldwork_days"]


def emptied(rows):
    for row in rows:
        row["fieldwork_days"] = ""


@pytest.mark.parametrize("change", [without_days, emptied])
def test_where_only_two_dates_say_how_long_fieldwork_is_another_length_is_said(
    plans, tmp_path, change
):
    edit(tmp_path, lambda rows: (change(rows), rows[0].update(fieldwork_end="2027-03-19")))
    run = plans("plan", "plans.csv", "--format", "json")
    assert [plan["fieldwork"]["working_days"] for plan in run.json()] == [10, 4, 5, 5, 5, 5]
    assert LENGTH in run.err
    run = plans("plan", "plans.csv", "--fieldwork-days", "3", "--format", "json")
    assert {plan["fieldwork"]["working_days"] for plan in run.json()} == {3}
    assert "first and last day" not in run.err


def test_an_end_before_the_start_says_nothing_of_the_length(plans, tmp_path):
    edit(tmp_path, lambda rows: (without_days(rows), rows[0].update(fieldwork_end="2027-03-01")))
    run = plans("plan", "plans.csv", "--format", "json")
    assert [plan["fieldwork"]["working_days"] for plan in run.json()] == [5, 4, 5, 5, 5, 5]
    assert f"{OTHERS}2. CSV" in run.err


def test_a_check_judges_the_last_day_that_was_told(plans, tmp_path):
    edit(tmp_path, lambda rows: rows[0].update(fieldwork_end="2027-03-19"))
    run = plans("check", "plans.csv", "--ignore", "no-key-contact")
    found = {line.split(": ")[1] for line in run.out.splitlines() if "plans.csv:2: " in line}
    assert found >= {"warning fieldwork-length", "error report-date", "error statement-date"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("NIR", "XX", "row 4: region:"),
        ("2027-04-22", "2027-04-02", ""),
        ("2027-04-22", "soon", ""),
        ("2027-04-19", "never", "row 3: fieldwork_start:"),
    ],
)
def test_what_was_spoilt_is_an_error_or_left_to_the_rules(plans, tmp_path, old, new, words):
    changed(tmp_path, old, new)
    run = plans("plan", "plans.csv")
    assert (run.code, words in run.err) == (2 if words else 0, True)


def test_a_check_finds_dates_that_are_not_the_rules(plans, tmp_path):
    sound = plans("check", "plans.csv", "--fail-level", "error")
    assert (sound.code, "report-date" in sound.out) == (0, False)
    changed(tmp_path, "2027-05-04", "2027-05-07")
    run = plans("check", "plans.csv", "--select", "report-date")
    assert (run.code, "plans.csv:2: error report-date:" in run.out) == (1, True)


def test_columns_of_ones_own_are_named_as_in_any_list(plans, tmp_path):
    text = "fieldwork_start,report_due,statement_due\n2027-03-08,2027-05-07,2027-08-12\n"
    (tmp_path / "own.csv").write_text(text, encoding="utf-8")
    run = plans("plan", "own.csv")
    assert "that were not used: report_due and statement_due." in run.err
    changed(tmp_path, "area,reference", "lead,reference")
    assert "that were not used: lead." in plans("plan", "plans.csv").err


# ------------------------------------------------------------------------------ one inspection


@pytest.mark.parametrize(
    "options",
    [
        ("--area", "Exampleshire", "--reference", "EX-1"),
        ("--fieldwork-days", "4", "--observed"),
        ("--area", "X", "--rehearse"),
        ("--framework", "jtai-2016"),
    ],
)
def test_the_plan_of_one_inspection_is_a_list_with_one_row(jtai_here, options):
    jtai_here("plan", "2027-03-08", *options, "-o", "plan.csv", "-q")
    again = options if "--framework" in options else ()
    (now,) = jtai_here("plan", "plan.csv", *again, "--format", "json", "-q").json()
    was = jtai_here("plan", "2027-03-08", *options, "--format", "json", "-q").json()
    keys = ("notification", "fieldwork", "report", "statement", "weeks", "region", "framework")
    assert {key: now[key] for key in keys} == {key: was[key] for key in keys}
    assert now["inspection"] == was["inspection"]
    assert now.get("rehearsal") == was.get("rehearsal")


def test_it_is_numbered_by_the_row_of_its_fieldwork(jtai_here, tmp_path):
    jtai_here("plan", EXAMPLES / "exampleshire.toml", "-o", "plan.csv", "-q")
    lines = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig").splitlines()
    number = next(n for n, line in enumerate(lines, start=1) if ",fieldwork,Fieldwork," in line)
    run = jtai_here("plan", "plan.csv", "--format", "json")
    assert [plan["row"] for plan in run.json()] == [number]
    assert "note:" not in run.err


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text.replace(",fieldwork,", ",on-site,"), "plan.csv: it has no step called"),
        (lambda text: text + text.splitlines()[1], "row 17: the step notification stands twice."),
        (lambda text: text.replace("2027-03-08", "2027-02-30"), "row 12: fieldwork_start:"),
    ],
)
def test_what_is_no_such_plan_is_said(jtai_here, tmp_path, change, words):
    jtai_here("plan", "2027-03-08", "-o", "plan.csv", "-q")
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "plan.csv").write_text(change(text), encoding="utf-8")
    run = jtai_here("plan", "plan.csv")
    assert (run.code, words in run.err) == (2, True)


def test_what_one_agency_has_is_no_whole_plan(jtai_here):
    example = EXAMPLES / "exampleshire.toml"
    jtai_here("plan", example, "--for", "Exampleshire Constabulary", "-o", "plan.csv", "-q")
    run = jtai_here("plan", "plan.csv")
    assert (run.code, "plan.csv, row 1: this is what one agency has" in run.err) == (2, True)


def test_a_check_finds_in_the_plans_what_it_finds_in_their_list(plans, tmp_path):
    late = "Short,,,2027-05-10,,,2027-05-04,\n"
    (tmp_path / "list.csv").write_text(LIST + late, encoding="utf-8")
    plans("plan", "list.csv", "-o", "plans.csv", "-q", "--force")
    of_list, of_plans = (plans("check", name).out for name in ("list.csv", "plans.csv"))
    assert "list.csv:8: error notice-short: " in of_list
    taken = "Take the key out, if that is not meant."
    assert of_plans.replace("plans.csv", "list.csv") == of_list.replace(
        taken, "Check the two dates."
    )


def test_a_check_judges_a_notification_that_was_moved(plans, tmp_path):
    edit(tmp_path, lambda rows: rows[0].update(notification="2027-03-01"))
    assert "plans.csv:2: error notice-short: " in plans("check", "plans.csv").out
