"""Odd inputs, each of which brings another form of an answer: its schema describes that too.

The fixture ``jtai`` holds each answer against its schema. What comes with most inputs is seen by
the tests of each command.
"""

import pytest

from tests.harness import EXAMPLES, INSPECTIONS

FILES = [*sorted(EXAMPLES.glob("*.toml")), *sorted((INSPECTIONS / "ok").glob("*.toml"))]
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
SPRING = ("--from", "2027-04-26", "--to", "2027-06-11")
TERMS = ("--terms", EXAMPLES / "weeks/term-dates.toml")
OTHERS = ("--others", EXAMPLES / "weeks/other-inspections.csv")
PROGRAMME = EXAMPLES / "programme/programme.toml"
ODD = [
    *(("plan", path, "--observed", "--show-working") for path in FILES),
    *(("status", path, "--today", day) for path in FILES for day in ("2015-01-05", "2029-12-31")),
    ("status", TRACKED, "--today", "2027-06-17", "--by", "agency"),
    ("status", TRACKED, "--today", "2027-06-17", "--for", "Exampleshire Constabulary"),
    ("requests", TRACKED, "--today", "2027-01-01", "--for", "Exampleshire Constabulary"),
    ("plan", TRACKED, "--for", "Exampleshire Constabulary"),
    *(("fieldwork", path) for path in FILES),
    ("check", EXAMPLES, INSPECTIONS / "bad", "--fail-level", "note"),
    ("plan", EXAMPLES / "spring-term.csv"),
    ("plan", EXAMPLES / "spring-term.csv", "--format", "jsonl"),
    ("plan", "2027-03-08", "--rehearse", "--weeks", "1", "--observed"),
    ("plan", "2027-03-08", "--report-basis", "calendar", "--fieldwork-days", "15"),
    ("plan", "2027-03-08", "--framework", EXAMPLES / "frameworks/peer-challenge.toml"),
    ("compare", "2027-05-24", "2027-06-14", *TERMS, *OTHERS),
    ("compare", INSPECTIONS / "ok/kept.json", EXAMPLES / "exampleshire.toml", "--steps"),
    ("compare", PROGRAMME, EXAMPLES / "programme/later.toml"),
    ("weeks", *SPRING, *TERMS, *OTHERS, "--best", "3"),
    ("weeks", "--from", "2022-01-01", "--to", "2022-12-31", "--closure", "2022-05-16..2022-05-20"),
    ("deadlines", "--published", "2027-05-04", "--show-working"),
    ("deadlines", "2027-03-08", "--area", "Thurrock"),
    ("notice", "--notified", "2027-03-05", "--fieldwork-start", "2027-03-08"),
    ("evidence", "2020-01-06"),
    ("evidence", "2027-03-08", "--no-elections"),
    ("evidence", "--letters", EXAMPLES / "newer-letters.csv"),
    ("evidence", "--ahead", "--area", "Thurrock", "--today", "2026-11-26"),
    ("evidence", "--ahead", "--today", "2026-11-26"),
    ("days", "add", "2027-03-12", "-34"),
    ("rules", EXAMPLES / "frameworks/peer-challenge.toml"),
    ("programme", "show", PROGRAMME),
    ("programme", "check", PROGRAMME),
    ("programme", "explain", PROGRAMME, "JT1"),
]


def words(command):
    return " ".join(getattr(each, "name", each) for each in command)


@pytest.mark.parametrize("command", ODD, ids=words)
def test_an_answer_is_described(command, jtai):
    form = () if "--format" in command else ("--format", "json")
    run = jtai(*command, *form, "-q")
    assert run.code in (0, 1), run.err
    assert '"schema": "jtai.' in run.out[:100]


def test_what_cannot_be_placed_and_what_is_moved(jtai, tmp_path):
    pytest.importorskip("highspy", reason="pip install '.[programme]' to try the solver")
    rules = "[rules]\ngap_per_team = 20\n"
    teams = '[[teams]]\nname = "North"\n'
    head, rows = "reference,area,team,fieldwork_start,fixed\n", "JT2,Borsetshire,,,\n"
    fixed = "JT1,Barchester,North,2027-04-26,yes\n"
    span = "start = 2027-04-12\nend = 2027-05-14\nareas = "
    (tmp_path / "now.toml").write_text(f'{span}"now.csv"\n{rules}{teams}', encoding="utf-8")
    (tmp_path / "was.toml").write_text(f'{span}"was.csv"\n{rules}{teams}', encoding="utf-8")
    (tmp_path / "now.csv").write_text(f"{head}{fixed}{rows}", encoding="utf-8")
    (tmp_path / "was.csv").write_text(f"{head}JT2,Borsetshire,North,2027-04-26,\n", "utf-8")
    left = ("programme", "place", tmp_path / "now.toml", "--conflict", "--format", "json")
    found = jtai(*left).json()
    assert found["left"][0]["taken"]
    assert found["conflict"]
    moved = jtai(*left, "--keep", tmp_path / "was.csv").json()
    assert moved["moved"][0]["why"]
