"""``jtai fieldwork``: the week as it is shown, and a first version of it written into the file."""

import csv
import io
import json
import os

import pytest

FILE = """\
# Kept by hand.
area = "Exampleshire"
framework = "jtai-2022"
fieldwork_start = 2027-03-08  # a Monday
key_contact = "Head of safeguarding"

[[partners]]
agency = "Exampleshire Police"
contact = "Detective superintendent"
[[partners]]
agency = "Children's services"
contact = "Assistant director"
"""
SESSIONS = """
[[session]]
day = 2
start = "13:00"
end = "14:00"
title = "Panel"
kind = "observation"
mode = "video"
link = "https://example.org/x"
agencies = ["police"]
inspectorates = ["Ofsted", "CQC"]
lead = "Lead inspector"
[[session]]
day = 2
start = "09:30"
end = "10:30"
title = "Opening"
kind = "opening"
place = "Civic Centre, room 2"
agencies = ["police", "children's services"]
[[session]]
day = 2027-03-15
start = "09:00"
end = "09:30"
title = "Call"
mode = "phone"
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_week_day_by_day(jtai_here, file):
    file.write_text(FILE + SESSIONS, encoding="utf-8")
    run = jtai_here("fieldwork", "x.toml", "-q")
    assert (run.code, run.err) == (0, "")
    assert run.out.split("Sources")[0].splitlines() == [
        "JTAI: Exampleshire",
        "The sessions of fieldwork, in London's time.",
        "",
        "Fieldwork  Monday 8 March 2027 to Friday 12 March 2027",
        "Sessions   3",
        "",
        "Day 1, Monday 8 March 2027",
        "No session yet.",
        "",
        "Day 2, Tuesday 9 March 2027",
        "Time            Where                         Agencies             Inspectorates  Lead"
        "            Session",
        "09:30 to 10:30  Civic Centre, room 2          all in scope                       "
        "                 Opening",
        "13:00 to 14:00  video, https://example.org/x  Exampleshire Police  Ofsted; CQC    "
        "Lead inspector  Panel",
        "",
        "Day 3, Wednesday 10 March 2027",
        "No session yet.",
        "",
        "Day 4, Thursday 11 March 2027",
        "No session yet.",
        "",
        "Day 5, Friday 12 March 2027",
        "No session yet.",
        "",
        "Outside fieldwork, Monday 15 March 2027",
        "Time            Where  Session",
        "09:00 to 09:30  phone  Call",
        "",
    ]


def titles(run):
    rows = csv.DictReader(io.StringIO(run.out.removeprefix("\ufeff")))
    return [(row["day"], row["title"]) for row in rows]


def test_the_sessions_of_an_agency_or_of_a_day(jtai_here, file):
    file.write_text(FILE + SESSIONS, encoding="utf-8")
    ask = ("fieldwork", "x.toml", "--format", "csv")
    assert titles(jtai_here(*ask)) == [("2", "Opening"), ("2", "Panel"), ("", "Call")]
    assert titles(jtai_here(*ask, "--for", "CHILDREN'S  services")) == [("2", "Opening")]
    assert titles(jtai_here(*ask, "--day", "2", "--for", "police")) == [
        *(("2", "Opening"), ("2", "Panel")),
    ]
    only = jtai_here("fieldwork", "x.toml", "--for", "children's services")
    assert "Day 1, Monday 8 March 2027\nNo session names Children's services.\n" in only.out
    assert titles(jtai_here(*ask, "--day", "15 March 2027")) == [("", "Call")]
    assert titles(jtai_here(*ask, "--day", "6")) == [("", "Call")]
    assert titles(jtai_here(*ask, "--day", "3")) == []
    found = json.loads(jtai_here(*ask[:2], "--format", "json", "--for", "police").out)
    assert found["for"] == "Exampleshire Police"
    moved = jtai_here(*ask[:2], "--format", "json", "--day", "2", "-q").out
    assert [each["date"] for each in json.loads(moved)["days"]] == ["2027-03-09"]


def test_warnings_are_of_what_is_shown(jtai_here, file):
    file.write_text(FILE + SESSIONS, encoding="utf-8")

    def codes(*words):
        run = jtai_here("fieldwork", "x.toml", "--format", "json", *words)
        return {each["code"] for each in json.loads(run.out)["warnings"]}

    outside = "session-outside-fieldwork"
    assert codes() == {outside, "no-final-session", "no-keep-in-touch"}
    assert codes("--day", "2027-03-15") == {outside}
    assert codes("--for", "police") == set()
    assert f"[{outside}]" in jtai_here("fieldwork", "x.toml").err


def test_a_draft_is_marked_as_ours_and_reads_as_sessions(jtai_here, file):
    run = jtai_here("fieldwork", "x.toml", "--draft")
    assert (run.code, run.err) == (
        0,
        "18 sessions suggested, and not in x.toml: add --write to append them.\n",
    )
    ours = run.out.count("# Suggested by jtai; no hour-by-hour timetable has been published.")
    assert ours == run.out.count("[[session]]") == 18
    assert run.out.count("# That there is such a session: CYP Now,") == 18
    assert file.read_text(encoding="utf-8") == FILE
    assert jtai_here("fieldwork", "x.toml", "--draft", "-o", "week.toml").code == 0
    assert (file.parent / "week.toml").read_text(encoding="utf-8") == run.out


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_draft_is_written_once_and_checks_clean(jtai_here, file, mark, end):
    old = mark + FILE.replace("\n", end).encode()
    file.write_bytes(old)
    ask = ("fieldwork", "x.toml", "--draft", "--write")
    run = jtai_here(*ask)
    said = "Added to x.toml: 18 sessions. Next: jtai fieldwork x.toml\n"
    assert (run.code, run.out, run.err) == (0, "", said)
    new = file.read_bytes()
    assert new.startswith(old + end.encode())
    assert new.count(b"\n") == new.count(end.encode())
    check = jtai_here("check", "x.toml", "--fail-level", "note")
    assert (check.code, check.out) == (0, "1 file checked: nothing found.\n")
    again = jtai_here(*ask)
    assert again.err == "Nothing is suggested that x.toml lacks.\n"
    assert file.read_bytes() == new
    # Day 2 stays day 2 where the week moves.
    file.write_bytes(new.replace(b"2027-03-08", b"2027-03-15"))
    dates = json.loads(jtai_here("fieldwork", "x.toml", "--format", "json").out)["days"]
    assert [len(each["sessions"]) for each in dates] == [2, 5, 5, 4, 2]
    assert dates[1]["date"] == "2027-03-16"


def test_what_office_hours_leave_out_is_said(jtai_here, file):
    hours = FILE.replace("key_contact", 'office_hours = "09:30-10:30"\nkey_contact')
    file.write_text(hours, encoding="utf-8")
    run = jtai_here("fieldwork", "x.toml", "--draft", "--write")
    assert run.code == 0
    assert "left out, for which office hours have no room: Keep-in-touch meeting (day 1)" in run.err
    assert 'kind = "opening"' in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--write",), "Add --draft"),
        (("--draft", "--for", "police"), "--for means nothing with --draft."),
        (
            ("--draft", "--day", "2", "--format", "json"),
            "--day and --format mean nothing with --draft.",
        ),
        (("--draft", "--write", "-o", "x.toml"), "exists already"),
        (("--draft", "--write", "-o", "gone/week.toml"), "gone'. Make it first"),
        (("--draft", "--write", "-o", "x.toml", "--force"), "the answer is made from"),
        (("--day", "0"), "--day: must be a whole number from 1 to 60"),
        (("--day", "30 February 2027"), "--day: "),
        (("--for", "Casey Example"), "left out here: it may be a child's name"),
    ],
)
def test_what_is_refused_changes_nothing(jtai_here, file, words, said):
    run = jtai_here("fieldwork", "x.toml", *words)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert "Casey" not in run.err
    assert file.read_text(encoding="utf-8") == FILE
    assert os.listdir(file.parent) == ["x.toml"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("session = []\n", "session: is not written as [[session]]"),
        (
            "".join(
                '[[session]]\nday=1\nstart="09:00"\nend="09:05"\ntitle="x"\n' for _ in "x" * 190
            ),
            "200",
        ),
        (f"# {'x' * 95_000}\n", "would have more than 100,000 bytes"),
    ],
)
def test_a_file_that_cannot_take_them_stays_as_it_is(jtai_here, file, more, said):
    text = more + FILE if more.startswith("session =") else FILE + more
    file.write_text(text, encoding="utf-8")
    run = jtai_here("fieldwork", "x.toml", "--draft", "--write")
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert file.read_text(encoding="utf-8") == text


NHS = "943 476 5919"  # of the form and with the check digit; nobody's


@pytest.mark.parametrize("key", ["title", "lead", "place", "link", "inspectorates"])
def test_the_number_of_a_child_is_found_and_not_repeated(jtai_here, file, key):
    text = FILE + SESSIONS.replace('title = "Call"\nmode = "phone"\n', 'title = "Call"\n')
    value = f'["{NHS}"]' if key == "inspectorates" else f'"{NHS}"'
    text += f"{key} = {value}\n" if key != "title" else ""
    text = text.replace('title = "Call"', f'title = "{NHS}"') if key == "title" else text
    file.write_text(text, encoding="utf-8")
    check = jtai_here("check", "x.toml")
    assert " error case-personal-data: " in check.out
    for form in ("table", "json", "csv", "markdown"):
        run = jtai_here("fieldwork", "x.toml", "--format", form)
        assert run.code == 0
        assert "943" not in run.out + run.err + check.out
        assert "left out here" in run.out


def test_a_day_that_has_nothing_is_shown_all_the_same(jtai_here, file):
    for day, title in (
        ("3", "Day 3, Wednesday 10 March 2027"),
        ("2027-04-01", "Outside fieldwork, Thursday 1 April 2027"),
    ):
        run = jtai_here("fieldwork", "x.toml", "--day", day)
        assert f"{title}\nNo session yet.\n" in run.out


def test_a_format_set_for_all_commands_does_not_stop_a_draft(jtai_here, file):
    run = jtai_here("fieldwork", "x.toml", "--draft", env={"JTAI_FORMAT": "json"})
    assert (run.code, run.out[:11]) == (0, "# Suggested")


def test_one_agency_is_named_though_it_is_all_there_are(jtai_here, file):
    one = FILE.split("[[partners]]\nagency = \"Children's")[0]
    twice = one + '[[partners]]\nagency = "EXAMPLESHIRE  police"\n'
    session = SESSIONS.split("[[session]]")[1]
    file.write_text(f"{twice}[[session]]{session}", encoding="utf-8")
    run = jtai_here("fieldwork", "x.toml", "--for", "exampleshire police", "--format", "csv")
    assert ",Exampleshire Police," in run.out
    page = jtai_here("fieldwork", "x.toml", "--day", "2").out
    assert "Exampleshire Police" in page
    assert "all in scope" not in page


def test_what_may_be_a_childs_name_is_not_repeated_nor_made_an_id(jtai_here, file):
    text = SESSIONS.replace('"Call"', '"Interview about Mike Brown"')
    file.write_text(FILE + text + 'lead = "Mike Brown"\n', encoding="utf-8")
    for form in ("table", "json", "csv", "markdown"):
        run = jtai_here("fieldwork", "x.toml", "--format", form)
        assert run.code == 0
        assert "brown" not in (run.out + run.err).lower()
        assert "Panel" in run.out
    assert "brown" not in jtai_here("check", "x.toml", "--fail-level", "note").out.lower()


@pytest.mark.parametrize("name", ["943-476-5919", "a-mike-brown"])
def test_an_id_that_may_be_a_childs_is_not_repeated(jtai_here, file, name):
    text = SESSIONS.replace('title = "Call"', f'title = "Call"\nid = "{name}"')
    file.write_text(FILE + text, encoding="utf-8")
    for form in ("json", "csv"):
        run = jtai_here("fieldwork", "x.toml", "--format", form)
        assert (run.code, name in run.out + run.err) == (0, False)


def test_a_week_without_sessions_says_what_proposes_some(jtai_here, file):
    run = jtai_here("fieldwork", "x.toml")
    assert run.err == (
        "note: There is no session yet. 'jtai fieldwork FILE --draft' proposes a first version.\n"
    )


def test_the_place_of_a_call_is_shown_beside_how_it_is_made(jtai_here, file):
    text = SESSIONS.replace('mode = "phone"', 'mode = "phone"\nplace = "Room 2"')
    file.write_text(FILE + text, encoding="utf-8")
    assert "09:00 to 09:30  phone, Room 2  Call" in jtai_here("fieldwork", "x.toml").out


def test_a_weekend_inside_fieldwork_is_not_called_outside_it(jtai_here, file):
    # Wednesday 10 to Tuesday 16 March 2027.
    text = (FILE + SESSIONS).replace("2027-03-08  # a Monday", "2027-03-10")
    file.write_text(text.replace("day = 2027-03-15", "day = 2027-03-13"), encoding="utf-8")
    run = jtai_here("fieldwork", "x.toml")
    assert "\nFieldwork, Saturday 13 March 2027\n" in run.out
    assert "Saturday 13 March 2027, which is no day of fieldwork: that is from Wednesday" in run.err


def test_a_place_may_have_a_postcode(jtai_here, file):
    text = SESSIONS.replace("Civic Centre, room 2", "Civic Centre, EX1 1AA")
    file.write_text(FILE + text, encoding="utf-8")
    assert "Civic Centre, EX1 1AA" in jtai_here("fieldwork", "x.toml").out


def test_the_week_of_a_rehearsal_says_so(jtai_here, file):
    file.write_text(FILE.replace("key_contact", "rehearsal = true\nkey_contact"), encoding="utf-8")
    assert "REHEARSAL: JTAI: Exampleshire" in jtai_here("fieldwork", "x.toml").out
    assert json.loads(jtai_here("fieldwork", "x.toml", "--format", "json").out)["rehearsal"]
