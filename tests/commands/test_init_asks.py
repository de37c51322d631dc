"""``jtai init`` at a terminal, with nothing given: questions, and the file that answers make."""

import contextlib
import io
import re

import pytest

from tests.harness import ROOT, Run, Terminal, exit_code

ANSWERS = {
    "call": "22 February 2027",
    "start": "",
    "area": "Exampleshire",
    "theme": "2",
    "agencies": "Children, Families and Education; Police",
    "no more": "",
    "contact": "Head of Safeguarding and Quality Assurance",
    "cases": "EX-01; EX-02",
    "reference": "EX-2027-01",
    "file": "one.toml",
}
WRITTEN = """\
# By jtai-2022, as planned on Monday 22 February 2027:
#   Week 1         Mon 22 to Fri 26 Feb 2027
#   Week 2         Mon 1 to Fri 5 Mar 2027
#   Week 3         Mon 8 to Fri 12 Mar 2027
#   Report due     Tuesday 4 May 2027
#   Statement due  Wednesday 11 August 2027, if the report comes on that day
area = "Exampleshire"
reference = "EX-2027-01"
theme = "criminal-exploitation"
fieldwork_start = 2027-03-08
key_contact = "Head of Safeguarding and Quality Assurance"
cases = ["EX-01", "EX-02"]

[[partners]]
agency = "Children, Families and Education"

[[partners]]
agency = "Police"

[actual]
notified = 2027-02-22
"""


@pytest.fixture
def typing(tmp_path, monkeypatch):
    """Type lines at a terminal, in a folder of its own; Ctrl-D comes after the last."""
    monkeypatch.chdir(tmp_path)

    def run(*lines, options=("--today", "2027-02-22"), encoding="utf-8"):
        data = "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr("sys.stdin", Terminal(io.BytesIO(data), encoding=encoding))
        shown, told = Terminal(io.BytesIO(), encoding="utf-8", newline=""), io.StringIO()
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(told):
            code = exit_code("init", *options)
        shown.flush()
        return Run(code, shown.buffer.getvalue().decode(), told.getvalue())

    return run


def answers(**changed):
    """Each of the answers, or those in its place: several are those that were refused first."""
    given = {**ANSWERS, **{name.replace("_", " "): each for name, each in changed.items()}}
    return [line for each in given.values() for line in ([each] if isinstance(each, str) else each)]


def test_the_shortest_file_that_is_complete(typing, tmp_path, jtai):
    run = typing(*answers())
    assert (run.code, run.err.count("Traceback")) == (0, 0)
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert text.partition("\n\n")[2] == WRITTEN
    assert "Day 1 of 15, in week 1." in run.out
    assert "\n  jtai plan one.toml\n" in run.out
    plan = jtai("plan", "one.toml", "--format", "json").json()
    assert (plan["report"]["due"], plan["statement"]["due"]) == ("2027-05-04", "2027-08-11")


def test_every_default_is_taken_and_the_file_is_sound(typing, tmp_path, jtai):
    run = typing(*[""] * 10)
    assert run.code == 0, run.out
    assert run.out.count("\n[") == 10  # an answer each, and the end of the list of agencies
    text = (tmp_path / "inspection.toml").read_text("utf-8")
    assert text.count("[[partners]]") == 6
    assert 'theme = "front-door"' in text
    assert "area" not in text.partition("\n\n")[2].replace("partners", "")
    checked = jtai("check", "inspection.toml")
    assert (checked.code, "warning" in checked.out) == (0, False)


def test_no_file_is_offered_that_exists(typing, tmp_path):
    (tmp_path / "inspection.toml").write_text("kept", "utf-8")
    assert typing(*[""] * 10).code == 0
    assert (tmp_path / "inspection.toml").read_text("utf-8") == "kept"
    assert (tmp_path / "inspection-2.toml").exists()


@pytest.mark.parametrize(
    ("question", "refused", "tells"),
    [
        ("call", "2027-02-21", "Sunday 21 February 2027"),
        ("call", "2200-01-04", "calendar"),
        ("call", "04/13/2027", "day first"),
        ("call", "Firstname Lastname", "that is not a date"),
        ("start", "2027-02-22", "must come before"),
        ("area", "943 476 5919", "NHS number"),
        ("theme", "9", "a number from 1 to"),
        ("agencies", "Police; B801200005001", "pupil's number"),
        ("agencies", "Police 4 March 2015", "holds a date"),
        ("agencies", " ; ", "names no agency"),
        ("contact", "Firstname Lastname", "role alone, in small letters"),
        ("contact", "Head of service, Firstname Lastname", "role alone, in small letters"),
        ("contact", "Head of service, born 4.3.65", "role alone, in small letters"),
        ("cases", "EX-01; Firstname L", "reference 2 looks like a name"),
        ("cases", "04/03/2015", "a date of birth"),
        ("cases", "943 476 5919", "an NHS number"),
        ("reference", "Firstname Lastname", "looks like a name"),
        ("file", "-x", "begins with -"),
        ("file", "folder", "is a folder"),
        ("file", "no/such", "there is no folder"),
    ],
)
def test_a_wrong_answer_is_asked_again(typing, tmp_path, question, refused, tells):
    (tmp_path / "folder").mkdir()
    run = typing(*answers(**{question: [refused, ANSWERS[question]]}))
    assert run.code == 0, run.out
    said = " ".join(run.out.split())
    assert tells in said
    assert (tmp_path / "one.toml").read_text("utf-8").partition("\n\n")[2] == WRITTEN
    for word in ("Firstname", "943", "4.3.65", "04/03", "4 March 2015", "B8012"):
        assert word not in said


def test_agencies_one_a_line_each_once_and_once_more(typing, tmp_path):
    again = ["Probation", "-", "Health", "Children, Families and Education;Police", "health", ""]
    typing(*answers(agencies="School", no_more=again))
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert re.findall('agency = "(.*)"', text) == [
        *("Health", "Children, Families and Education", "Police")
    ]


def test_what_was_understood_is_shown(typing):
    said = " ".join(typing(*answers()).out.split())
    assert "Understood as 2: (1) Children, Families and Education; (2) Police" in said


def test_a_file_that_exists_is_replaced_after_a_yes_alone(typing, tmp_path):
    file = tmp_path / "one.toml"
    file.write_text("kept", "utf-8")
    assert typing(*answers(), "two.toml").code == 0
    assert file.read_text("utf-8") == "kept"
    assert (tmp_path / "two.toml").exists()
    assert typing(*answers(), "yes").code == 0
    assert file.read_text("utf-8").partition("\n\n")[2] == WRITTEN


@pytest.mark.parametrize("answered", range(10))
def test_nothing_is_written_where_it_is_left(typing, tmp_path, answered):
    assert typing(*answers()[:answered]).code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_call_that_is_to_come_is_planned(typing, tmp_path):
    typing(*answers(), options=("--today", "2027-02-19"))
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert "\nnotification = 2027-02-22\n" in text
    assert "[actual]" not in text


@pytest.mark.parametrize("area", ["North Tyne", "A; B, C", "AB", "Silver May"])
def test_no_reference_is_offered_that_is_refused(typing, area):
    assert typing(*answers(area=area, reference="")).code == 0


@pytest.mark.parametrize(
    ("name", "typed"),
    [("a b.toml", "'a b.toml'"), ("it's $x & y.toml", "'it'\"'\"'s $x & y.toml'")],
)
def test_the_next_commands_are_quoted_for_a_shell(typing, name, typed):
    assert f"\n  jtai plan {typed}\n" in typing(*answers(file=name)).out


def test_with_an_option_nothing_is_asked(typing, tmp_path):
    run = typing(options=("--area", "Exampleshire"))
    assert (run.code, run.out) == (0, "")
    assert (tmp_path / "inspection.toml").read_text("utf-8").count("\n#") > 10


def test_a_variable_gives_the_default(typing, monkeypatch, tmp_path):
    monkeypatch.setenv("JTAI_AREA", "Exampleshire")
    monkeypatch.setenv("JTAI_THEME", "serious-youth-violence")
    typing(*answers(area="", theme=""))
    text = (tmp_path / "one.toml").read_text("utf-8")
    assert 'area = "Exampleshire"' in text
    assert 'theme = "serious-youth-violence"' in text


def test_an_answer_counts_for_more_than_a_variable(typing, monkeypatch, tmp_path):
    monkeypatch.setenv("JTAI_AREA", "Elsewhere")
    monkeypatch.setenv("JTAI_THEME", "serious-youth-violence")
    monkeypatch.setenv("JTAI_FIELDWORK_START", "2027-06-07")
    assert "JTAI: Exampleshire, EX-2027-01" in typing(*answers()).out
    assert (tmp_path / "one.toml").read_text("utf-8").partition("\n\n")[2] == WRITTEN


def test_a_no_names_no_file(typing, tmp_path):
    (tmp_path / "one.toml").write_text("kept", "utf-8")
    run = typing(*answers(), "No", "two.toml")
    assert "it stays as it is. Type another name." in run.out
    assert {file.name for file in tmp_path.iterdir()} == {"one.toml", "two.toml"}
    assert (tmp_path / "one.toml").read_text("utf-8") == "kept"


def test_an_area_is_no_date(typing, tmp_path):
    run = typing(*answers(area=("12/03/2014", "Exampleshire")))
    assert "that holds a date. Type the area's name alone." in run.out
    assert (tmp_path / "one.toml").read_text("utf-8").partition("\n\n")[2] == WRITTEN


def test_where_a_variable_names_the_file_nothing_is_asked(typing, tmp_path, monkeypatch):
    monkeypatch.setenv("JTAI_OUTPUT", "two.toml")
    run = typing()
    assert run.code == 0, run.err
    assert "?" not in run.out
    assert (tmp_path / "two.toml").exists()


def test_only_themes_in_force_are_offered(typing):
    # jtai-2016's second theme is of September 2016; fieldwork here is of April.
    run = typing(*answers(call="21 March 2016", theme="2"), options=("--today", "2016-03-21"))
    assert "that is none of them. Type a number from 1 to 1, or none." in run.out


def test_no_cases_need_no_word(typing):
    assert "Noted" not in typing(*answers(cases=";")).out


def test_it_says_how_many_cases_it_understood(typing):
    said = " ".join(typing(*answers(cases="EX-01 EX-02")).out.split())
    assert "Noted as 1; 'jtai check' asks for 5 in all" in said


def test_a_yes_is_to_the_file_that_was_named_last(typing, tmp_path):
    (tmp_path / "one.toml").write_text("kept", "utf-8")
    assert typing(*answers(), "-x", "yes").code == 0
    assert (tmp_path / "one.toml").read_text("utf-8") == "kept"
    assert (tmp_path / "yes.toml").exists()


def test_bytes_that_are_no_letters_are_asked_again(typing, tmp_path):
    run = typing(*answers(area=["Ynys M\u00f4n", "Exampleshire"]), encoding="ascii")
    assert "cannot send" in run.out
    assert (tmp_path / "one.toml").exists()


def test_the_guide_shows_what_is_asked(typing):
    guide = (ROOT / "docs/guides/co-ordinator.md").read_text("utf-8")
    (block,) = re.findall(r"(?ms)^```text\n\$ jtai init\n(.*?)^```", guide)
    asked = typing(*answers(reference="", area="Exampleshire")).out.splitlines()
    for line in filter(None, block.splitlines()):
        # What was typed stands behind the brackets, and a terminal alone shows it.
        assert line == "..." or f"{line.partition(']')[0]}]" in "\n".join(asked) or line in asked
