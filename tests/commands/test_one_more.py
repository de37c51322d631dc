"""What is said in part: at the limit nothing is left out, behind it the rest is counted."""

import json

import pytest

HEAD = "area,fieldwork_start,closures\n"
GOOD = "Exampleshire,2027-06-28,\n"


@pytest.fixture
def listed(tmp_path):
    def write(*rows):
        path = tmp_path / "list.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize("number, more", [(20, []), (22, ["skipped: 2 more rows"])])
def test_rows_that_are_skipped(jtai, listed, number, more):
    run = jtai("plan", listed(GOOD, *["Borsetshire,never,\n"] * number), "--skip-bad")
    lines = [line for line in run.err.splitlines() if line.startswith("skipped: ")]
    assert run.code == 0
    assert [line for line in lines if "never" not in line] == more
    assert len(lines) == 20 + len(more)
    assert "row 3" in lines[0]


@pytest.mark.parametrize("number, more", [(20, []), (22, ["and 2 more rows"])])
def test_rows_that_are_refused(jtai, listed, number, more):
    run = jtai("plan", listed(*["Borsetshire,never,\n"] * number))
    lines = run.err.splitlines()
    assert (run.code, run.out) == (2, "")
    assert [line for line in lines if "never" not in line] == [
        *more,
        "Nothing was written. Mend the rows, or leave out the bad ones with --skip-bad.",
    ]
    assert len(lines) == 20 + len(more) + 1


@pytest.mark.parametrize("number, more", [(20, 0), (22, 2)])
def test_warnings_of_a_list(jtai, listed, number, more):
    rows = [f"A{n},2027-03-08,2027-02-26\n" for n in range(number)]  # a closure before fieldwork
    lines = jtai("plan", listed(*rows), "--no-elections").err.splitlines()
    said = [f"note: {more} more warnings; --format json has them all."] if more else []
    assert lines[20:] == said
    assert all(line.startswith(f"warning: A{n}: ") for n, line in enumerate(lines[:20]))


@pytest.mark.parametrize("number, more", [(8, ""), (9, "; and 1 more")])
def test_bank_holidays_that_a_file_adds(jtai, tmp_path, number, more):
    days = [f"2027-06-{7 + n:02}" for n in (0, 1, 2, 3, 4, 7, 8, 9, 10)]  # weekdays, none off
    events = [{"title": "Extra", "date": day, "notes": ""} for day in days[:number]]
    path = tmp_path / "holidays.json"
    path.write_text(
        json.dumps({"england-and-wales": {"division": "england-and-wales", "events": events}})
    )
    err = jtai("days", "add", "2027-06-01", "1", "--bank-holidays", path).err
    (said,) = (line for line in err.splitlines() if line.startswith("note: Used from "))
    assert said.count("Extra") == 8
    assert said.endswith(f", Extra{more}.")
