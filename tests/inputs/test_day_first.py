"""A date in numbers that is read day first is said, once for each input, wherever it stands."""

import pytest

SAID = " was read day first, as "
BEGIN = "fieldwork_start = 2027-07-05\n"  # a Monday
WEEKS = ["weeks", "--from", "2027-04-12", "--to", "2027-04-30", "--no-elections"]
TERM = 'name = "Spring term"\nfrom = "{}"\nto = "{}"\n'
HOLIDAY = f"[[holidays]]\n{TERM}".replace("Spring term", "Easter")

GIVEN = {
    # what is given, the files, the variables, and the date that is said
    "argument": (["plan", "05/07/2027"], {}, {}, "05/07/2027"),
    "days": (["days", "add", "05/07/2027", "1"], {}, {}, "05/07/2027"),
    "range of days": (
        ["days", "list", "--from", "05/07/2027", "--to", "2027-07-09"],
        {},
        {},
        "05/07/2027",
    ),
    "range of weeks": (
        ["weeks", "--from", "2027-04-12", "--to", "30/04/2027"],
        {},
        {},
        "30/04/2027",
    ),
    "closure": (
        ["plan", "2027-07-05", "--closure", "01/07/2027..02/07/2027"],
        {},
        {},
        "01/07/2027",
    ),
    "closure's end": (
        ["plan", "2027-07-05", "--closure", "2027-07-01..02/07/2027"],
        {},
        {},
        "02/07/2027",
    ),
    "bank holiday": (
        ["plan", "2027-07-05", "--bank-holiday", "01/07/2027=Gala"],
        {},
        {},
        "01/07/2027",
    ),
    "election": (["plan", "2027-07-05", "--election", "01/07/2027"], {}, {}, "01/07/2027"),
    "variable": (
        ["plan", "2027-07-05"],
        {},
        {"JTAI_CLOSURE": "2027-06-30;01/07/2027..02/07/2027"},
        "01/07/2027",
    ),
    "day of the call": (["notice", "--notified", "01/07/2027"], {}, {}, "01/07/2027"),
    "file": (["plan", "x.toml"], {"x.toml": 'fieldwork_start = "05/07/2027"\n'}, {}, "05/07/2027"),
    "range in a file": (
        ["plan", "x.toml"],
        {"x.toml": f'{BEGIN}closures = ["01/07/2027..02/07/2027"]\n'},
        {},
        "01/07/2027",
    ),
    "table in a file": (
        ["plan", "x.toml"],
        {"x.toml": f'{BEGIN}[[closures]]\nfrom = 2027-07-01\nto = "02/07/2027"\nname = "5.7.27"\n'},
        {},
        "02/07/2027",
    ),
    "named day in a file": (
        ["compare", "x.toml", "2027-07-12"],
        {"x.toml": f'{BEGIN}bank_holidays = [{{ date = "01/07/2027", name = "Gala" }}]\n'},
        {},
        "01/07/2027",
    ),
    "what happened": (
        ["status", "x.toml", "--today", "2027-07-05"],
        {"x.toml": f'{BEGIN}[actual]\nnotified = "21/06/2027"\n'},
        {},
        "21/06/2027",
    ),
    "what is done": (
        ["check", "x.toml", "--fail-level", "error"],
        {"x.toml": f'{BEGIN}area = "X"\n[done]\ninformation-request = "22/06/2027"\n'},
        {},
        "22/06/2027",
    ),
    "list": (
        ["plan", "l.csv"],
        {"l.csv": "closures,fieldwork_start\n01/07/2027,05/07/2027\n02/07/2027,12/07/2027\n"},
        {},
        "05/07/2027",
    ),
    "range in a list": (
        ["plan", "l.csv"],
        {"l.csv": "fieldwork_start,closures\n2027-07-05,2027-06-30;01/07/2027..02/07/2027\n"},
        {},
        "01/07/2027",
    ),
    "others": (
        [*WEEKS, "--others", "o.toml"],
        {"o.toml": f"[[inspections]]\n{TERM}".format("2027-04-12", "16/04/2027")},
        {},
        "16/04/2027",
    ),
    "holidays": (
        [*WEEKS, "--terms", "t.toml"],
        {"t.toml": HOLIDAY.format("29/03/2027", "09/04/2027")},
        {},
        "29/03/2027",
    ),
    "terms": (
        [*WEEKS, "--terms", "t.csv"],
        {"t.csv": "name,from,to\nEaster,2027-03-29,09/04/2027\n"},
        {},
        "09/04/2027",
    ),
    "letters": (
        ["evidence", "--letters", "l.csv", "--area", "Exampleshire"],
        {
            "l.csv": "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,"
            "statement_due\n,Exampleshire,x,Ofsted,2026-06-15,19/06/2026,06/08/2026,\n"
        },
        {},
        "19/06/2026",
    ),
    "own defaults": (
        ["plan", "2027-07-05"],
        {"config.toml": 'area = "05.07.2027"\nclosures = ["2027-07-01..02/07/2027"]\n'},
        {"JTAI_CONFIG": "config.toml"},
        "02/07/2027",
    ),
}


@pytest.mark.parametrize(("command", "files", "env", "said"), GIVEN.values(), ids=GIVEN)
def test_it_is_said_once(jtai, tmp_path, monkeypatch, command, files, env, said):
    monkeypatch.chdir(tmp_path)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    run = jtai(*command, env=env)
    assert run.code == 0, run.err
    assert run.err.count(SAID) == 1
    assert f"note: {said}{SAID}" in run.err


def test_it_is_said_of_each_input(jtai, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in GIVEN["others"][1].items() | GIVEN["holidays"][1].items():
        (tmp_path / name).write_text(text)
    run = jtai(*WEEKS, "--others", "o.toml", "--terms", "t.toml", "--closure", "01/04/2027")
    assert run.err.count(SAID) == 3


def test_names_are_no_dates_and_what_is_not_used_is_not_said(jtai, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('area = "5.7.2027"\nclosures = ["01/07/2027"]\n')
    (tmp_path / "x.toml").write_text(f'{BEGIN}area = "5.7.2027"\ncases = ["5.7.2027"]\n')
    assert SAID not in jtai("rules", env={"JTAI_CONFIG": "config.toml"}).err
    assert SAID not in jtai("plan", "x.toml").err


@pytest.mark.parametrize("text", ["13/31/2027", "03/28/2027..05/04/2027", "31/02/2027"])
def test_a_date_that_cannot_be_day_first_is_refused(jtai, tmp_path, monkeypatch, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.toml").write_text(f'{BEGIN}closures = ["{text}"]\n')
    for command in (["plan", "x.toml"], ["plan", "2027-07-05", "--closure", text]):
        run = jtai(*command)
        assert (run.code, run.out) == (2, "")
        assert "is not a date that can be used" in run.err
        assert SAID not in run.err
