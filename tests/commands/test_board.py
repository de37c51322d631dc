"""The page on which a board decides between two weeks: what each is, beside the other."""

import json

import pytest

from tests.oracle.formats import Browser

A, B = "2027-05-10", "2027-05-24"
SIDES = (A, B, "--area", "Barnsley", "--today", "2026-11-26")
MAY_DAY = "In the weeks of notice: Early May bank holiday (3 May)"
OTHERS = "name,from,to\nILACS,2027-06-14,2027-06-25\nArea SEND,2027-09-06,2027-09-10\n"
TERMS = "name,from,to\nSpring term,2027-04-12,2027-05-21\nSummer term,2027-06-07,2027-07-21\n"


@pytest.fixture
def board(jtai_here, tmp_path):
    """The texts of the page, and JSON's sides, of the same question."""
    (tmp_path / "others.csv").write_text(OTHERS, encoding="utf-8")
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")

    def asked(*more):
        command = ("compare", *SIDES, *more)
        shown = jtai_here(*command, "--format", "html", "-q")
        found = jtai_here(*command, "--format", "json", "-q")
        assert (shown.code, found.code) == (0, 0)
        return shown.out, json.loads(found.out)

    return asked


def cells(out):
    """The rows of the table in which both stand beside each other, by their names."""
    table = out.split("Beside each other")[1].split("</table>")[0]
    rows = (Browser(f"<tr{row}") for row in table.split("<tr")[2:])
    lines = ([each.strip() for each in row.text.splitlines() if each.strip()] for row in rows)
    return {name: rest for name, *rest in lines}


def test_the_verdicts_come_first_with_their_reasons(board):
    out, sides = board()
    first = out.split("<table")[0]
    assert first.index(f"From {A}, Barnsley") < first.index(MAY_DAY) < first.index(f"To {B}")
    assert [sides[side]["verdict"] for side in "ab"] == ["tight", "clear"]
    assert [each["message"] for each in sides["a"]["reasons"]] == [MAY_DAY]
    assert sides["b"]["reasons"] == []


def test_what_is_known_of_each_stands_beside_the_other(board):
    out, _ = board("--others", "others.csv", "--terms", "terms.csv")
    rows = cells(out)
    # On a paper calendar: ten working days before, with Monday 3 May off; six weeks after.
    assert rows["Notification"] == ["Fri 23 Apr 2027", "Mon 10 May 2027"]
    assert rows["Report due"] == ["Fri 2 Jul 2027", "Fri 16 Jul 2027"]
    assert rows["Bank holidays"] == ["Early May bank holiday (Mon 3 May 2027)", "none"]
    # The last day of the first and the first day of the ILACS are 20 working days apart.
    assert rows["Other inspections"] == ["ILACS (Mon 14 to Fri 25 Jun 2027)"] * 2
    assert rows["School holidays"][1] == "School holiday (Sat 22 May to Sun 6 Jun 2027)"
    assert rows["Verdict"] == ["tight", "AVOID"]


def test_each_side_has_a_picture_in_a_browser_and_none_in_a_mail(board, jtai):
    out, _ = board()
    assert out.count('<svg class="picture"') == 2
    simple = jtai("compare", *SIDES, "--format", "html", "--simple", "-q").out
    assert "<svg" not in simple
    assert "Beside each other" in simple
    assert simple.count("Mon 10 to Fri 14 May 2027") == 1


def test_other_inspections_stand_in_a_terminal_too(jtai_here, tmp_path):
    (tmp_path / "others.csv").write_text(OTHERS, encoding="utf-8")
    said = jtai_here("compare", *SIDES, "--others", "others.csv").out
    assert "Other inspections in or near them  both  ILACS (14 to 25 Jun)" in said
    assert "SEND" not in said
    assert "Other inspections" not in jtai_here("compare", *SIDES).out


def test_a_saved_plan_is_not_judged(jtai_here, tmp_path):
    (tmp_path / "saved.json").write_text(jtai_here("plan", A, "--format", "json").out, "utf-8")
    sides = json.loads(jtai_here("compare", "saved.json", B, "--format", "json").out)
    assert (sides["a"]["verdict"], sides["a"]["reasons"]) == (None, None)
    assert sides["b"]["verdict"] == "clear"
    page = jtai_here("compare", "saved.json", B, "--format", "html").out
    assert "What lies in the way" in page
    assert "Beside each other" not in page


def test_a_notification_that_happened_is_not_past(jtai_here, tmp_path):
    told = "fieldwork_start = 2027-05-10\n[actual]\nnotified = 2027-04-23\n"
    (tmp_path / "told.toml").write_text(told, encoding="utf-8")

    def reasons(side):
        run = jtai_here("compare", side, B, "--today", "2027-04-26", "--format", "json")
        return [each["code"] for each in json.loads(run.out)["a"]["reasons"]]

    assert reasons(A) == ["notice-past", "bank-holiday-in-notice"]
    assert reasons("told.toml") == ["bank-holiday-in-notice"]


def test_of_a_saved_plan_whose_report_has_come_that_is_said(jtai_here, tmp_path):
    came = "fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-05-07\n"
    (tmp_path / "came.toml").write_text(came, encoding="utf-8")
    saved = jtai_here("plan", "came.toml", "--format", "json").out
    (tmp_path / "saved.json").write_text(saved, encoding="utf-8")
    said = jtai_here("compare", "saved.json", "2027-03-15").out
    assert "Report likely     it has come" in said
    assert "the report has come" in said


SHORT = "fieldwork_start = 2027-05-10\n[actual]\nnotified = 2027-05-07\n"


def test_notice_that_was_short_and_fieldwork_that_is_past_speak_against_it(jtai_here, tmp_path):
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")

    def side(today):
        run = jtai_here("compare", "short.toml", B, "--today", today, "--format", "json")
        return run.json()["a"]

    before, after = side("2027-05-08"), side("2027-05-20")
    assert [each["code"] for each in before["reasons"]] == ["notice-short"]
    assert "gives 1 working day of notice, and" in before["reasons"][0]["message"]
    assert [each["code"] for each in after["reasons"]] == ["notice-short", "fieldwork-past"]
    assert after["reasons"][1]["message"] == "Fieldwork ended on Friday 14 May 2027, which is past"
    assert [before["verdict"], after["verdict"]] == ["avoid", "avoid"]
    # On its last day fieldwork is not past.
    assert len(side("2027-05-14")["reasons"]) == 1


def test_a_warning_says_whose_it_is(jtai_here, tmp_path):
    (tmp_path / "short.toml").write_text(SHORT, encoding="utf-8")
    ask = ("--today", "2027-05-08", "--format", "markdown")
    page = jtai_here("compare", "short.toml", "2027-05-24", *ask, "-o", "a.md")
    assert page.code == 0
    said = (tmp_path / "a.md").read_text("utf-8")
    assert "From: Notification on Friday 7 May 2027 gives 1 working day of notice" in said
    poll = jtai_here("compare", "2028-03-13", "2027-03-15", *ask).out
    both = [line for line in poll.splitlines() if "report-near-election" in line]
    assert [line.split(":")[0].strip("- ") for line in both] == ["From", "To"]


def test_the_board_says_what_the_terminal_does(jtai_here):
    out = jtai_here("compare", "2027-03-15", "2027-03-22", "--format", "html").out
    rows = cells(out)
    poll = "Local elections (6 May), if the area votes"
    assert rows["Election near the report"] == [poll, poll]
    assert all("Aug 2027" in each for each in rows["Statement likely"])
    assert rows["Other inspections"] == rows["School holidays"] == ["not looked at"] * 2


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ('closures = [{ from = 2027-04-30, name = "Closed" }]', ()),
        ("no_elections = true", ()),
        ('elections = [{ date = 2027-06-17, name = "By-election" }]', ()),
        ('area = "Surrey"', ("--area", "Surrey")),
    ],
)
def test_the_verdict_is_that_of_the_week(jtai_here, tmp_path, line, more):
    (tmp_path / "one.toml").write_text(f"fieldwork_start = {A}\n{line}\n", encoding="utf-8")
    ask = ("--today", "2026-11-26", "--format", "json")
    board = jtai_here("compare", "one.toml", B, *ask).json()["a"]
    options = {
        "closures": ("--closure", "2027-04-30"),
        "no_elections": ("--no-elections",),
        "elections": ("--election", "2027-06-17"),
        "area": more,
    }[line.split(" ")[0]]
    (week,) = jtai_here("weeks", "--from", A, "--to", A, *options, *ask).json()["weeks"]
    assert board["verdict"] == week["verdict"]
    assert [each["code"] for each in board["reasons"]] == [each["code"] for each in week["reasons"]]


@pytest.mark.parametrize(
    ("given", "said"), [((), "not looked at"), (("--others", "o.csv"), "none known")]
)
def test_the_best_weeks_say_what_was_not_looked_at(jtai_here, tmp_path, given, said):
    (tmp_path / "o.csv").write_text("name,from,to\nILACS,2028-01-10,2028-01-14\n", encoding="utf-8")
    ask = ("weeks", "--from", "2027-09-06", "--to", "2027-11-01", "--best", "2")
    rows = cells(jtai_here(*ask, *given, "--format", "html").out)
    assert rows["Other inspections"] == [said] * 2
    assert rows["School holidays"] == ["not looked at"] * 2
