"""Years of two digits in a column, and columns that are month first."""

import datetime as dt

import pytest

from jtai_cli.errors import BadValue
from jtai_cli.inputs.column_dates import settle_dates

MARCH_8, JUNE_7, JUNE_14 = "2027-03-08", "2027-06-07", "2027-06-14"


def read(tmp_path, *cells, heading=("start",)):
    rows = [(number, [cell]) for number, cell in enumerate(cells, 2)]
    settle_dates(tmp_path / "list.csv", list(heading), rows, heading)
    return [cells[0] for _, cells in rows]


@pytest.mark.parametrize(
    ("cells", "dates"),
    [
        (["08-Mar-27", "07/06/27"], [MARCH_8, JUNE_7]),
        (["08-Mar-27", "07/06/27", "14/06/27"], [MARCH_8, JUNE_7, JUNE_14]),
        (["08/03/27"], [MARCH_8]),  # 2008 may stand first, but 27 is no month
        (["08/03/27", "08/06/27"], [MARCH_8, "2027-06-08"]),
        (["8.3.27 00:00", "2027-06-07"], [MARCH_8, "2027-06-07"]),
        (["8 March 27", "TBC", ""], [MARCH_8, "TBC", ""]),
        (["30/06/27", "28/06/27"], ["2027-06-30", "2027-06-28"]),
        (["26-Oct-26", "01-Jan-27"], ["2026-10-26", "2027-01-01"]),
    ],
)
def test_read_where_the_column_leaves_no_doubt(tmp_path, cells, dates):
    assert read(tmp_path, *cells) == dates
    assert all(dt.date.fromisoformat(date) for date in dates if date[:1] == "2")


@pytest.mark.parametrize(
    "cells",
    [
        ["01/02/03", "04/05/06", "10/11/12"],  # which is the year?
        ["01/02/03"],
        ["27/03/18", "27/06/21", "27/09/14"],  # the years stand first
        ["27/03/18", "2027-06-07"],
        ["08/03/27", "31/06/27"],  # no such day
        ["08/03/95"],  # of this century or the last
        ["08-Mar-27", "46454"],
        ["08/03/27", "8 March 2027 at noon"],
    ],
)
def test_left_alone_where_it_leaves_doubt(tmp_path, cells):
    assert read(tmp_path, *cells) == cells


@pytest.mark.parametrize(
    ("cells", "row", "meant"),
    [
        (["03/08/2027", "04/13/2027"], 3, "2027-04-13"),
        (["03/08/27", "06/07/27", "06/14/27"], 4, "2027-06-14"),
        (["10/26/2026", "10/30/2026", "01/01/2027"], 2, "2026-10-26"),
    ],
)
def test_a_column_that_is_month_first_is_refused_whole(tmp_path, cells, row, meant):
    with pytest.raises(BadValue, match=rf"row {row}: .*month first.*Write all as {meant}"):
        read(tmp_path, *cells)


def test_one_date_that_is_month_first_among_others_is_refused_by_its_row(tmp_path):
    cells = ["13/04/2027", "04/13/2027"]
    assert read(tmp_path, *cells) == cells


def test_it_is_said_once_with_the_column_and_an_example(jtai, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("area,fieldwork_start\nExampleshire,08-Mar-27\nBorsetshire,07/06/27\n")
    ran = jtai("plan", path, "--format", "csv", "--no-elections")
    assert ran.code == 0
    said = "In the column fieldwork_start years of two digits were read as 20yy: "
    assert ran.err.count(f"{said}07/06/27 as Monday 7 June 2027.") == 1
    assert MARCH_8 in ran.out
    assert JUNE_7 in ran.out


def test_one_alone_is_refused_with_the_date_to_type(jtai):
    ran = jtai("days", "add", "08/03/27", 1)
    assert ran.code == 2
    assert "Type 2027-03-08 if you mean Monday 8 March 2027." in ran.err
