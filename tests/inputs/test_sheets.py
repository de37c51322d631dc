"""Lists as people and their spreadsheets write them: headings, separators, columns, encodings.

The dates of the plans are those of a paper calendar: 8 March, 7 and 14 June 2027 are Mondays.
"""

import json

import pytest

from jtai_cli.inputs.rows import rows_of

PLAIN = "area,theme,fieldwork_start\nExampleshire,front-door,2027-03-08\nBorsetshire,,2027-06-07\n"
PLANNED = [("Exampleshire", "front-door", "2027-03-08"), ("Borsetshire", None, "2027-06-07")]


@pytest.fixture
def plans(jtai, tmp_path):
    """The area, theme and start of each plan of a list, and what stderr said."""

    def run(content, name="list.csv", *options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        ran = jtai("plan", path, "--format", "json", "--no-elections", *options)
        assert ran.code == 0, ran.err
        found = [
            (plan["inspection"]["area"], plan["inspection"]["theme"], plan["fieldwork"]["start"])
            for plan in json.loads(ran.out)
        ]
        return found, ran.err

    return run


@pytest.fixture
def refused(jtai, tmp_path):
    """The first line of the refusal of a list."""

    def run(content, *options):
        path = tmp_path / "list.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        ran = jtai("plan", path, *options)
        assert (ran.code, ran.out) == (2, "")
        return ran.err.splitlines()[0].replace(str(path), path.name)

    return run


@pytest.mark.parametrize(
    "heading",
    [
        "Area,Theme,Fieldwork start",
        " AREA , THEME,FIELDWORK-START",
        "\N{NO-BREAK SPACE}Area,Theme,Fieldwork\N{NO-BREAK SPACE}Start",
        'Area,Theme,"Fieldwork\nstart"',
        "area,theme,fieldworkStart",
        "Area,Theme,Fieldwork start date",
    ],
)
def test_a_heading_is_known_by_its_letters(plans, heading):
    found, said = plans(PLAIN.replace("area,theme,fieldwork_start", heading))
    assert found == PLANNED
    assert "not used" not in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (PLAIN.replace(",", ";"), "semicolons"),
        (PLAIN.replace(",", "\t"), "tabs"),
        ("sep=;\r\n" + PLAIN.replace(",", ";").replace("\n", "\r\n"), "semicolons"),
        (PLAIN.replace(",", "\t").encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "UTF-16"),
        (PLAIN.replace("\n", "\r"), ""),
        ("\ufeff" + PLAIN.replace("\n", "\r\n"), ""),
        ("\n,,,\n" + PLAIN.replace("\n", ",,\n") + ",,,,\n", ""),
        (
            PLAIN.replace("theme,", "theme,Room booked?,")
            .replace("r,2", 'r,"y, 2",2', 1)
            .replace("e,,", "e,,n,"),
            "Room booked?",
        ),
    ],
    ids=[
        "semicolons",
        "tabs",
        "sep=",
        "utf-16",
        "utf-16-be",
        "Macintosh",
        "mark",
        "blank",
        "column",
    ],
)
def test_what_spreadsheets_write_is_read_and_said(plans, content, said):
    found, err = plans(content)
    assert found == PLANNED
    assert said in err
    assert bool(said) == ("note: " in err or "list.csv" in err)
    assert plans(content, "list.csv", "-q")[1] == ""


def test_windows_1252_is_read_with_the_right_letters(plans):
    text = (
        "area,theme,fieldwork_start,Cost\nKing\u2019s L\u00e9a \u2013 North,,2027-03-08,\u00a31\n"
    )
    found, err = plans(text.encode("cp1252"))
    assert found == [("King\u2019s L\u00e9a \u2013 North", None, "2027-03-08")]
    assert "Windows-1252" in err


def test_line_breaks_in_a_cell_are_blanks_and_do_not_count_as_rows(plans, refused):
    text = 'area,theme,fieldwork_start\n"Exampleshire \r\nCouncil",,2027-03-08\nX,,{}\n'
    assert plans(text.format("2027-06-07"))[0][0][0] == "Exampleshire Council"
    assert "row 3: fieldwork_start: '31/06/2027'" in refused(text.format("31/06/2027"))


def test_other_columns_are_named_once(plans):
    text = PLAIN.replace("start\n", "start,Lead,Notes,Contact\n").replace("-08\n", "-08,a,b,c\n")
    found, err = plans(text)
    assert found == PLANNED
    assert err.count("Lead, Notes and Contact") == 1


def test_the_word_date_is_taken_off_the_heading_of_a_date_alone(plans):
    found, err = plans("Area date,Area,Theme,Fieldwork start date\n2027-01-04,X,,2027-03-08\n")
    assert found == [("X", None, "2027-03-08")]
    assert "were not used: Area date." in err


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("fieldwork_strat", ["lacks fieldwork_start", "Did you mean fieldwork_start?"]),
        ("fieldwork_start,Areas", ["no column by that name (left out here", "Did you mean area?"]),
        ("fieldwork_start,Theme,theme", ["theme stands twice"]),
        (
            "Authority,Theme,Start of fieldwork,Theme,raegion",
            ["lacks fieldwork_start", "theme stands twice", "mean region?", "'Start of fieldwork'"],
        ),
    ],
)
def test_all_faults_of_a_heading_are_told_at_once(refused, heading, told):
    sentence = refused(f"{heading}\n2027-03-08\n")
    assert not [tell for tell in told if tell not in sentence], sentence
    assert "row 1" in sentence


def test_a_title_above_the_heading(refused):
    sentence = refused(f"Exampleshire County Council,,\nInspections 2027,,\n,,\n{PLAIN}")
    assert sentence.startswith("jtai: list.csv, row 1: the heading lacks fieldwork_start")
    assert "The heading seems to be row 4: take out the rows above it." in sentence


def test_a_text_with_an_unquoted_comma_is_still_refused(refused):
    assert "quotes" in refused("area,fieldwork_start\nNeath, Port Talbot,2027-03-08\n")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 and more", "workbook"),
        (b"\xd0\xcf\x11\xe0 and more", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (PLAIN.encode("utf-16-le"), "UTF-16"),
        (PLAIN.encode() + b"\x81", "UTF-8"),
        (PLAIN.replace("Ex", "\u00cb\u2019x").encode() + "\u00e9".encode("cp1252"), "UTF-8"),
        (b"\xff\xfea", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(refused, content, told):
    assert told in refused(content)


@pytest.mark.parametrize("command", ["evidence", "weeks"])
def test_the_other_readers_of_sheets_read_them_alike(jtai, tmp_path, command):
    path = tmp_path / "own.csv"
    if command == "weeks":
        path.write_bytes(
            "Name;From;To\rVisit \u2013 focused;19.7.2027;23rd July 2027\r".encode("cp1252")
        )
        args = ["--from", "2027-07-12", "--to", "2027-07-30", "--others", path, "--format", "json"]
        ran = jtai("weeks", *args)
        spans = [other for week in ran.json()["weeks"] for other in week["others"]]
        assert spans[0] == {
            "name": "Visit \u2013 focused",
            "start": "2027-07-19",
            "end": "2027-07-23",
        }
    else:
        path.write_text(
            "URN\tArea\tTheme\tInspectorates\tFieldwork start\tFieldwork end\tPublished\t"
            "Statement due\tSeen by\n"
            "\tExampleshire\tDomestic abuse\tOfsted;CQC\t9th June 2025\t13-Jun-2025\t2025/08/01"
            "\t\tus\n"
        )
        ran = jtai("evidence", "--from", path, "--area", "Exampleshire", "--format", "json")
        assert "2025-06-09" in ran.out
        assert "Seen by" in ran.err
    assert ran.code == 0
    assert "was read so" in ran.err


def test_a_row_is_what_the_reader_says(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Other,B C,a\n1,2,3\n")
    heading, rows = rows_of(path, columns=("a", "b_c"), required=("a",), dates=())
    assert (heading, rows) == (["", "b_c", "a"], [(2, ["1", "2", "3"])])


def test_dates_that_are_read_day_first_are_said_for_every_sheet(jtai, tmp_path):
    path = tmp_path / "others.csv"
    path.write_text("name,from,to\nVisit,19.7.2027,23/07/2027\n")
    ran = jtai("weeks", "--from", "2027-07-12", "--to", "2027-07-30", "--others", path)
    assert ran.err.count("note: 19.7.2027 was read day first, as Monday 19 July 2027.") == 1


def test_other_peoples_names_of_columns_are_read_and_said(jtai, tmp_path):
    path = tmp_path / "terms.csv"
    path.write_text("Holiday,Start date,End date\nEaster,26/03/2027,09/04/2027\n")
    ran = jtai("weeks", "--from", "2027-03-30", "--to", "2027-04-05", "--terms", path)
    assert ran.code == 0
    assert "'Holiday' as name, 'Start date' as from and 'End date' as to" in ran.err
    assert "Schools are closed: Easter (26 Mar to 9 Apr)" in ran.out
