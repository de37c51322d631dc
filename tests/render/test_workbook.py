"""The workbook of an inspection, as other programs read it. Its dates are those of the JSON."""

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from tests.harness import EXAMPLES, HANGS, INSPECTIONS, day, missing, run_on_terminal

PLAN = EXAMPLES / "exampleshire.toml"
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
WEEK = INSPECTIONS / "ok/sessions.toml"
SHEETS = ["Timetable", "Contacts", "Requests", "Audits", "Fieldwork", "Actions", "Sources"]


@pytest.fixture
def book(jtai, tmp_path):
    """The workbook that a plan is written to, its formulas as their values."""

    def read(*arguments):
        path = tmp_path / "plan.xlsx"
        run = jtai("plan", *arguments, "-q", "-o", path, "--force")
        assert (run.code, run.err) == (0, "")
        return openpyxl.load_workbook(path, data_only=True)

    return read


def rows(book, name):
    """The rows of a sheet below its heading, but for blank ones; a date as a date."""
    cells = ([plain(cell) for cell in row] for row in book[name].iter_rows(4, values_only=True))
    return [row for row in cells if any(row)]


def plain(value):
    return value.date() if isinstance(value, dt.datetime) else value


def steps_of(plan):
    weeks = [step for week in plan["weeks"] for step in week["steps"]]
    return [*plan["before"], *weeks, *plan["after"]]


@pytest.mark.parametrize("start", [PLAN, TRACKED, "2027-12-13"], ids=["file", "tracked", "date"])
def test_the_timetable_has_the_dates_of_the_json(book, jtai, start):
    said = jtai("plan", start, "--format", "json").json()
    assert [row[:3] + row[6:7] for row in rows(book(start), "Timetable")] == [
        [step["title"], day(step["start"]), day(step["end"]), step["done"] and day(step["done"])]
        for step in steps_of(said)
    ]


def test_the_timetable(book):
    made = book(PLAN, "--today", "2027-03-03")
    assert made.sheetnames == SHEETS
    assert made["Timetable"]["A1"].value == "JTAI: Exampleshire, EX-2027-01: Timetable"
    titles = [cell.value for cell in made["Timetable"][3]]
    assert titles == ["Step", "Start", "End", "Day", "Who", "Timing", "Done", "State", "Detail"]
    found = {row[0]: row[1:8] for row in rows(made, "Timetable")}
    monday, wednesday, friday = (dt.date(2027, 3, number) for number in (1, 3, 5))
    both = "inspectors and partners"
    called = dt.date(2027, 2, 22)
    assert found["Notification"] == [called, called, "1", "inspectors", "required", called, "done"]
    assert found["Case audits done"] == [
        *(monday, wednesday, "6 to 8", "partners", "suggested", None, "now"),
    ]
    assert found["Virtual meetings, if any"] == [
        *(monday, friday, "6 to 10", both, "suggested", None, "now"),
    ]
    briefing = found["Briefing for frontline staff of every agency"]
    assert briefing[3] == "Head of safeguarding and quality assurance"
    assert briefing[6] == "to come"
    assert found["Planning and pre-inspection analysis"][6] == "past"
    assert found["Written statement of proposed action"][:2] == [dt.date(2027, 8, 11)] * 2


@pytest.mark.parametrize(
    "today, state",
    [("02-28", "to come"), ("03-01", "now"), ("03-03", "now"), ("03-04", "past")],
)
def test_a_step_is_now_from_its_first_day_to_its_last(book, today, state):
    """Case audits are done from Monday 1 to Wednesday 3 March."""
    found = rows(book(PLAN, "--today", f"2027-{today}"), "Timetable")
    assert [row[7] for row in found if row[0] == "Case audits done"] == [state]


def test_contacts(book):
    made = book(TRACKED)
    assert made["Contacts"]["A2"].value.startswith("Key contact: Head of safeguarding")
    assert rows(made, "Contacts") == [
        ["Exampleshire Constabulary", "yes", "Detective superintendent", None, None, None],
        ["Exampleshire Council", "yes", "Head of service", None, None, None],
        ["Exampleshire Library", "no", "Librarian", None, None, None],
    ]


def test_requests_and_audits_are_a_row_an_agency(book):
    """Day 1 is Monday 14 June, day 3 Wednesday 16, day 8 Wednesday 23."""
    made = book(TRACKED, "--today", "2027-06-24")
    monday, wednesday, due = (dt.date(2027, 6, number) for number in (14, 16, 23))
    nothing = [None] * 3
    assert rows(made, "Requests") == [
        [*("Child-level lists", "Exampleshire Council", monday, wednesday, monday, "got"), None],
        [*("Name one key contact", "Exampleshire Constabulary", *nothing, "open"), None],
        [*("Name one key contact", "Exampleshire Council", *nothing, "open"), None],
        [*("Name one key contact", "Exampleshire Library", *nothing, "open"), None],
    ]
    got = dt.date(2027, 6, 22)
    assert rows(made, "Audits")[:3] == [
        [*("EX-01", "Exampleshire Constabulary", None, due, got, "got"), got, None],
        [*("EX-01", "Exampleshire Council", None, due, None, "late"), got, None],
        [*("EX-03", "Exampleshire Constabulary", *nothing, "open"), None, None],
    ]
    assert [row[0] for row in rows(made, "Audits")] == ["EX-01"] * 2 + ["EX-03"] * 2 + [
        *("EX-04", "EX-04", "EX-05", "EX-05"),
    ]


@pytest.mark.parametrize(
    "name, command, keys",
    [
        ("Requests", "requests", ("title", "agency", "asked", "due", "got", "state")),
        ("Audits", "audits", ("id", "agency", "asked", "due", "got", "state")),
    ],
)
def test_requests_and_audits_are_those_of_their_commands(book, jtai, name, command, keys):
    at = ("--today", "2027-06-24")
    said = jtai(command, TRACKED, *at, "--format", "csv").rows()
    found = [[str(cell or "") for cell in row[:6]] for row in rows(book(TRACKED, *at), name)]
    assert found == [[row[key] for key in keys] for row in said]


def test_the_sessions_and_room_for_more(book):
    """Fieldwork begins on Monday 28 June."""
    made = book(WEEK)
    monday = dt.date(2027, 6, 28)
    both = "Police; Children's services"
    opening = [monday, dt.time(9, 30), dt.time(10, 30), "Opening meeting", "opening", "in person"]
    assert rows(made, "Fieldwork")[0] == [*opening, None, both, None, None]
    days = [row[0].day for row in rows(made, "Fieldwork")]
    held = [row[0].day for row in rows(made, "Fieldwork") if row[1]]
    assert held == [28] * 2 + [29] * 5 + [30] * 4 + [1] * 3 + [2] * 2
    assert days == [28] * 4 + [29] * 6 + [30] * 5 + [1] * 4 + [2] * 4


def test_actions_say_when_the_statement_is_due(book):
    note = book(PLAN)["Actions"]["A2"].value
    assert "is due Wednesday 11 August 2027, if one is required" in note


@pytest.mark.parametrize("name", ["Requests", "Audits"])
def test_an_empty_sheet_says_how_it_is_filled(book, jtai, tmp_path, name):
    words = f"'jtai {name.lower()} FILE --draft --write' fills in "
    assert words in book(PLAN)[name]["A2"].value
    assert words not in book("2027-03-08")[name]["A2"].value  # which has no file
    shutil.copyfile(PLAN, tmp_path / "plan.toml")
    assert jtai(name.lower(), tmp_path / "plan.toml", "--draft", "--write", "-q").code == 0
    made = book(tmp_path / "plan.toml")
    assert words not in made[name]["A2"].value
    assert len(rows(made, name)) > 12


def test_the_sources_and_what_warns(book):
    said = rows(book(PLAN), "Sources")
    assert [code for code, _ in said if code] == ["report-near-election", "step-on-closure"]
    assert any("https://www.legislation.gov.uk/uksi/2015/1792" in text for _, text in said)


def test_for_one_agency_all_is_its_own(book):
    made = book(TRACKED, "--for", "Council", "--today", "2027-06-24")
    assert made["Audits"]["A1"].value == "JTAI: Exampleshire, Exampleshire Council: Audits"
    for name in ("Requests", "Audits"):
        assert {row[1] for row in rows(made, name)} == {"Exampleshire Council"}
    assert "Notification" not in [row[0] for row in rows(made, "Timetable")]
    week = book(WEEK, "--for", "police")
    assert {row[7] for row in rows(week, "Fieldwork") if row[1]} == {
        *("Police", "Police; Children's services"),
    }


def test_a_rehearsal_says_so_on_every_sheet_and_page(book):
    made = book("2027-03-08", "--rehearse")
    for sheet in made:
        assert sheet["A1"].value == f"REHEARSAL: JTAI: {sheet.title}"
        assert sheet.oddFooter.center.text == "REHEARSAL: JTAI"


def test_what_may_be_a_childs_is_left_out(jtai, tmp_path):
    path, made = tmp_path / "plan.toml", tmp_path / "plan.xlsx"
    path.write_text(
        'fieldwork_start = 2027-03-08\n[[partners]]\nagency = "Police"\n'
        '[[request]]\nitem = "Records of Firstname Lastname, born 1 May 2014"\n'
        '[[audit]]\ncase = "Firstname L."\n[[session]]\nday = 1\nstart = "09:00"\n'
        'end = "10:00"\ntitle = "Firstname Lastname, born 1 May 2014"\n',
        encoding="utf-8",
    )
    assert jtai("plan", path, "-q", "-o", made).code == 0
    found = openpyxl.load_workbook(made)
    said = [str(cell.value) for sheet in found for row in sheet.iter_rows() for cell in row]
    assert [text for text in said if "Firstname" in text or "2014" in text] == []
    assert {"Request 1", "case 1"} <= set(said)


def test_the_same_plan_gives_the_same_bytes(jtai, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        assert jtai("plan", PLAN, "--today", "2027-03-03", "-o", tmp_path / name).code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_it_is_small(jtai, tmp_path):
    assert jtai("plan", PLAN, "-o", tmp_path / "a.xlsx").code == 0
    assert (tmp_path / "a.xlsx").stat().st_size <= 25_000


def test_observed_steps_come_last_where_they_are_asked_for(book):
    found = [row[0] for row in rows(book(PLAN, "--observed"), "Timetable")]
    assert found[-3:] == [
        *("Draft report received", "Corrections to the draft returned"),
        "Pre-publication copy received",
    ]
    assert "Draft report received" not in [row[0] for row in rows(book(PLAN), "Timetable")]


def test_a_workbook_has_no_working(jtai, tmp_path):
    run = jtai("plan", PLAN, "--show-working", "-o", tmp_path / "a.xlsx")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: A workbook has no place for --show-working.")


def test_a_list_has_no_workbook(jtai, tmp_path):
    run = jtai("plan", EXAMPLES / "spring-term.csv", "-o", tmp_path / "a.xlsx")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(
        "jtai: A workbook is of one inspection. For a list take --format csv."
    )
    assert not (tmp_path / "a.xlsx").exists()


def test_no_workbook_goes_to_a_terminal():
    run = run_on_terminal("plan", "2027-03-08", "--format", "xlsx")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(
        "jtai: --format xlsx is no text to be read here. Name a file with -o."
    )


# ------------------------------------------------------------------------------------ LibreOffice


@pytest.fixture
def converted(jtai, tmp_path):
    """The files that LibreOffice makes of the workbook of a plan."""

    def convert(to, *arguments):
        office = shutil.which("soffice") or missing("LibreOffice Calc (soffice) is not installed")
        assert jtai("plan", *arguments, "-q", "-o", tmp_path / "plan.xlsx").code == 0
        home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
        command = [office, home, "--headless", "--convert-to", to, "--outdir", tmp_path / "made"]
        subprocess.run(
            [*command, tmp_path / "plan.xlsx"], check=True, capture_output=True, timeout=HANGS
        )
        return {path.name: path for path in (tmp_path / "made").iterdir()}

    return convert


def test_libreoffice_reads_the_same_dates(converted, jtai):
    """As CSV, of each sheet one, with cells as they are shown."""
    made = converted(
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1", PLAN
    )
    assert set(made) == {f"plan-{name}.csv" for name in SHEETS}
    text = made["plan-Timetable.csv"].read_text(encoding="utf-8")
    found = [row[:3] for row in csv.reader(io.StringIO(text))][3:]
    said = jtai("plan", PLAN, "--format", "json").json()
    assert found == [
        [step["title"], *(f"{day(step[end]):%a %-d %b %Y}" for end in ("start", "end"))]
        for step in steps_of(said)
    ]


def test_libreoffice_prints_each_sheet_on_one_page(converted):
    made = converted("pdf", PLAN)
    pages = re.findall(rb"/Type ?/Page\b", made["plan.pdf"].read_bytes())
    assert len(pages) == len(SHEETS)


def test_today_is_not_when_it_says_it_was_made(book, monkeypatch):
    """SOURCE_DATE_EPOCH is 14 July 2017, before a plan that has been past since 2019."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    made = book("2019-03-11")
    assert made.properties.created == dt.datetime.fromisoformat("2017-07-14T02:40")
    assert {row[7] for row in rows(made, "Timetable")} == {"past"}


def test_the_actions_of_a_rehearsal_are_of_the_exercise(book):
    assert book(PLAN, "--rehearse")["Actions"]["A2"].value == (
        "What the exercise showed; no report follows it, and nothing is due from it. The written "
        "statement of proposed action is due Wednesday 11 August 2027, in a real inspection."
    )
    assert book(PLAN)["Actions"]["A2"].value.startswith("After the report. The written statement")


def test_who_has_a_step_are_the_agencies_that_the_file_names(book, tmp_path):
    path = tmp_path / "plan.toml"
    partners = "".join(f'[[partners]]\nagency = "{name}"\n' for name in ("Police", "Health"))
    named = '[agencies]\ncase-audits = ["Police"]\n'
    path.write_text(f"fieldwork_start = 2027-03-08\n{partners}{named}", encoding="utf-8")
    who = {row[0]: row[4] for row in rows(book(path), "Timetable")}
    assert (who["Case audits done"], who["Fieldwork"]) == ("Police", "inspectors")


def test_what_is_due_today_is_not_late_and_no_date_is_older_than_this_century(jtai, tmp_path):
    """A formula and a rule as they stand in the file: LibreOffice would take its own today."""
    path = tmp_path / "plan.xlsx"
    assert jtai("plan", TRACKED, "-q", "-o", path).code == 0
    sheet = openpyxl.load_workbook(path)["Requests"]
    assert (
        sheet["F4"].value
        == '=IF(E4<>"","got",IF(D4="",IF(A4="","","open"),IF(TODAY()>D4,"late","due")))'
    )
    rules = [each for each in sheet.data_validations.dataValidation if each.type == "date"]
    assert {(each.operator, each.formula1) for each in rules} == {("greaterThanOrEqual", "36526")}


def test_a_row_is_as_high_as_its_longest_text(jtai, tmp_path):
    """60 letters are two lines in a column of 40; a line is 15 points."""
    path, made = tmp_path / "plan.toml", tmp_path / "plan.xlsx"
    items = "".join(f'[[request]]\nitem = "{text}"\n' for text in ("word " * 12, "word " * 7))
    path.write_text(f"fieldwork_start = 2027-03-08\n{items}", encoding="utf-8")
    assert jtai("plan", path, "-q", "-o", made).code == 0
    sheet = openpyxl.load_workbook(made)["Requests"]
    heights = {sheet.cell(row, 1).value.strip(): sheet.row_dimensions[row].height for row in (4, 5)}
    assert heights == {("word " * 12).strip(): 30, ("word " * 7).strip(): None}  # 15 by itself


def test_a_day_as_a_text_is_not_marked_as_a_mistake(jtai, tmp_path):
    path = tmp_path / "plan.xlsx"
    assert jtai("plan", PLAN, "-q", "-o", path).code == 0
    with zipfile.ZipFile(path) as packed:
        assert b'numberStoredAsText="1"' in packed.read("xl/worksheets/sheet1.xml")
