"""The headings that other people's sheets have for our columns, each of them."""

import pytest

NAMES = {
    "name": ("Name", "Holiday", "Term", "Event", "Subject", "Title", "Description"),
    "from": ("From", "Start", "Start date", "Starts on", "First day", "Begins", "Date from"),
    "to": ("To", "End", "End date", "Ends on", "Last day", "Ends", "Finish", "Date to"),
}
RANGE = ("--from", "2027-02-01", "--to", "2027-03-05", "--no-elections", "--format", "csv", "-q")


@pytest.mark.parametrize("column", NAMES)
def test_each_heading_is_known(column, jtai, tmp_path):
    for heading in NAMES[column]:
        headings = [heading if column == each else each for each in NAMES]
        path = tmp_path / "terms.csv"
        path.write_text(f"{','.join(headings)}\nHalf term holiday,2027-02-15,2027-02-19\n")
        weeks = jtai("weeks", *RANGE, "--terms", path)
        assert weeks.code == 0, f"{heading}: {weeks.err}"
        verdicts = {week["fieldwork_start"]: week["verdict"] for week in weeks.rows()}
        assert verdicts["2027-02-15"] == "avoid", heading
        assert verdicts["2027-03-01"] != "avoid", heading


@pytest.mark.parametrize("heading", ["Area", "Local authority", "Council", "LA"])
def test_an_area_in_a_list(heading, jtai, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(f"{heading},fieldwork_start\nExampleshire,2027-03-08\n")
    (plan,) = jtai("plan", path, "--format", "csv", "-q").rows()
    assert plan["area"] == "Exampleshire"


@pytest.mark.parametrize("number", [10, 12])
def test_what_closes_no_school_is_named_in_part(number, jtai, tmp_path):
    clubs = [f"Chess club {letter}" for letter in "ABCDEFGHIJKL"[:number]]
    rows = [f"{name},2027-02-{n:02},2027-02-{n:02}" for n, name in enumerate(clubs, start=1)]
    path = tmp_path / "terms.csv"
    holiday = "Half term holiday,2027-02-15,2027-02-19"
    path.write_text("\n".join(["Name,From,To", *rows, holiday, ""]), encoding="utf-8")
    err = jtai("weeks", *RANGE[:-1], "--terms", path).err
    (said,) = (line for line in err.splitlines() if "left out" in line)
    assert said.count("Chess club") == 10
    assert ("2 more" in said) == (number == 12)


def test_a_date_with_its_month_first_is_named_with_its_row(jtai, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("area,fieldwork_start\nA,03/08/2027\nB,06/28/2027\n")
    run = jtai("plan", path)
    assert run.code == 2
    assert f"{path}, row 3: '06/28/2027' has its month first" in run.err
    assert "Write all as 2027-06-28, or format them so." in run.err
