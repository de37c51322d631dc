"""What the program says to whoever mistypes, and its warnings, word for word.

Rewritten with --rewrite; reviewed in the diff, as a reader would see it.
"""

import shlex

from tests.harness import ROOT, copied

SAID = ROOT / "tests/snapshots/sentences.txt"
START = "fieldwork_start = 2027-06-28\n"
FILES = {
    "no-start.csv": "area,fieldwork_start\nExampleshire,\n",
    "closure.toml": f"{START}closures = [{{ from = 2027-07-02, to = 2027-07-01 }}]\n",
    "from.toml": f"{START}closures = [{{ to = 2027-07-02 }}]\n",
    "day.toml": f"{START}closures = [{{ from = 'May' }}]\n",
    "number.toml": f"{START}closures = [{{ from = 2027-07-02, name = 1 }}]\n",
    "name.toml": f"{START}bank_holidays = [{{ date = 2027-07-02, name = 1 }}]\n",
    "election.toml": f"{START}\nelections = [{{ name = 'x' }}]\n",
    "order.toml": f"{START}[actual]\npublished = 2027-07-02\n",
    "theme.toml": f"{START}\ntheme = 'nothing'\n",
    "done.toml": f"{START}[done]\n\ncase-audit = 2027-06-28\n",
    "actual.toml": f"{START}[done]\n\nreport = 2027-08-28\n",
    "row.csv": (
        "fieldwork_start,bank_holidays,working_days,closures,elections\n"
        "2027-06-28,2027-06-16;17 June 2027,2027-08-30; 2027-05-31,2027-07-02..2027-07-01,\n"
    ),
    "days.csv": (
        "fieldwork_start,bank_holidays,working_days,elections,no_elections\n"
        "2027-06-28,2027-06-16;17 June 2027,2027-08-30;2027-05-31,2027-10-07,yes\n"
    ),
    "plain.toml": (
        f"{START}key_contact = 'Head'\n"
        "closures = [{ from = 2027-07-02, name = 'Shut' }, { from = 2027-06-28 }]\n"
    ),
    "own.toml": f"{START}key_contact = 'Head'\ntheme = 'x'\nframework = 'none.toml'\n",
}
COMMANDS = """
plan ''
plan 2027-02-30
plan '4 Mai 2027'
plan 'Day 8 March 2027'
plan 'Tuesday 8 March 2027'
plan 08/03/27
plan 'March 2027'
plan '8 March'
plan from.toml
plan day.toml
plan 2027
plan 04/13/2027
plan 2027-06-28 --closure 2027-07-02..
plan 2027-06-28 --closure 2027-07-02..2027-07-01
plan no-start.csv
plan closure.toml
plan number.toml
plan name.toml
plan election.toml
plan order.toml
plan theme.toml
plan done.toml
plan actual.toml
plan row.csv
plan days.csv --format csv
check done.toml
check theme.toml
check own.toml
check plain.toml
deadlines --fieldwork-end 2027-07-02 --published 2027-07-01
deadlines --fieldwork-start 2027-06-27 --fieldwork-end 2027-07-03 --closure 2027-08-19
deadlines --published 2027-08-21 --closure 2027-11-26
deadlines --fieldwork-start 2016-06-06 --fieldwork-end 2027-06-11
deadlines --fieldwork-start 2015-06-08 --framework jtai-2022
deadlines --fieldwork-start 2027-06-28 --closure 2027-11-26 --no-elections
days list --from 2027-07-02 --to 2027-07-01
days between 2027-07-02 2027-07-06 --show-working
days add 2027-07-02 -1 --show-working
days add 2027-07-02 0 --show-working
notice --fieldwork 2020-02-24 --framework jtai-2016 --show-working
calendar 2027-06-28 --step nothing
calendar 2027-06-28 --split-by agency -o new
weeks --from 2027-07-02 --to 2027-07-01
status 2027-06-28 --today 2027-06-30
status actual.toml
status plain.toml --today 2027-06-15 --fail-late -q
compare 2027-06-28 2027-06-27
"""


def test_every_sentence(jtai, tmp_path, monkeypatch, request):
    monkeypatch.chdir(tmp_path)
    copied(ROOT / "examples", tmp_path / "examples")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    said = ""
    for command in COMMANDS.strip().splitlines():
        run = jtai(*shlex.split(command))
        assert "Traceback" not in run.err
        said += f"$ jtai {command}\n{run.out}{run.err}[{run.code}]\n\n".replace("\r\n", "\n")
    if request.config.getoption("--rewrite"):
        SAID.write_text(said, encoding="utf-8")
    assert said == SAID.read_text(encoding="utf-8")
