"""``jtai programme init`` and ``jtai programme check``, as they are typed."""

import csv
import re

import pytest

from tests.harness import EXAMPLES, ROOT

PROGRAMME = EXAMPLES / "programme/programme.toml"
LETTERS = ROOT / "src/jtai_cli/letters/letters.csv"
TODAY = ("--today", "2026-11-26")


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_init_writes_passes_its_check_and_is_not_replaced(jtai, here):
    run = jtai("programme", "init", *TODAY)
    assert (run.code, run.out) == (0, "")
    assert run.err.endswith("Next: jtai programme check programme.toml\n")
    found = jtai("programme", "check", "programme.toml", "--format", "json").json()
    assert [each["code"] for each in found["findings"]] == ["no-date"]
    (here / "programme.toml").unlink()
    (here / "areas.csv").write_text("mine")
    run = jtai("programme", "init", *TODAY)
    assert (run.code, (here / "areas.csv").read_text()) == (2, "mine")
    assert "areas.csv" in run.err and not (here / "programme.toml").exists()
    assert jtai("programme", "init", "--force", *TODAY).code == 0


def test_every_line_of_the_file_of_init_that_is_commented_out_may_be_used(jtai, here):
    jtai("programme", "init", *TODAY)
    before = jtai("programme", "check", "programme.toml").out
    path = here / "programme.toml"
    used = re.sub(r"(?m)^# (away|\w+_\w+|batch) =", r"\1 =", path.read_text())
    assert used.count("\n# ") < path.read_text().count("\n# ") - 8
    path.write_text(used)
    run = jtai("programme", "check", "programme.toml")
    assert (run.code, run.out) == (0, before)  # the values are the defaults


def test_a_clash_has_its_row_and_what_to_do(jtai, here):
    text = PROGRAMME.read_text().replace("others =", "# ").replace("terms =", "# ")
    (here / "programme.toml").write_text(text)
    rows = "JT1,Barchester,North,2027-04-26\nJT2,Wessex,North,2027-05-10\n"
    (here / "areas.csv").write_text(f"reference,area,team,fieldwork_start\n{rows}")
    run = jtai("programme", "check", "programme.toml", "--select", "team-at-once")
    assert run.code == 1
    assert run.out.startswith(
        "areas.csv:3: error team-at-once: North has JT1 and JT2 at once, Fri 23 to Fri 30 Apr 2027."
    )
    assert "What to do: Move JT2 to " in run.out and ", or give JT2 to South." in run.out
    assert (
        jtai("programme", "check", "programme.toml", "--ignore", "team-at-once,team-away").code == 0
    )
    github = jtai("programme", "check", "programme.toml", "--format", "github")
    assert "::error file=areas.csv,line=3" in github.out


def test_what_cannot_be_read_is_not_judged_and_says_its_row(jtai, here):
    text = PROGRAMME.read_text().replace("others =", "# ").replace("terms =", "# ")
    (here / "programme.toml").write_text(text)
    (here / "areas.csv").write_text("reference,area,fieldwork_start\nJT1,Barchester,2027-05-03\n")
    run = jtai("programme", "check", "programme.toml")
    assert (run.code, run.out) == (2, "0 files checked. 1 file not judged.\n")
    assert "areas.csv, row 2" in run.err and "bank holiday" in run.err
    assert jtai("programme", "check", "-").code == 2


def test_a_reference_is_explained_as_it_is_written(jtai, here):
    text = PROGRAMME.read_text().replace("others =", "# ").replace("terms =", "# ")
    (here / "programme.toml").write_text(text)
    rows = "jt1,Barchester,North,2027-04-26,\njt2,Wessex,North,,JT1\n"
    (here / "areas.csv").write_text(f"reference,area,team,fieldwork_start,after\n{rows}")
    run = jtai("programme", "explain", "programme.toml", "jt2")
    assert "jt1 ends on Friday 30 April 2027 and comes first" in run.out
    assert "North has jt1 then" in run.out


def clash_of_probation(here, name):
    """Two with HMI Probation at once, and a limit of one that is written under a name."""
    limit = f"[rules]\nat_once_per_inspectorate = {{ {name} }}\n"
    text = PROGRAMME.read_text().replace("others =", "# ").replace("terms =", "# ")
    (here / "programme.toml").write_text(text.replace("[rules]\n", limit))
    rows = "JT1,Barchester,North,2027-06-14\nJT2,Wessex,South,2027-06-14\n"
    rows = rows.replace(",2027", ",domestic-abuse,2027")
    (here / "areas.csv").write_text(f"reference,area,team,theme,fieldwork_start\n{rows}")


@pytest.mark.parametrize("name", ["HMI Probation", "hmi probation", "HMIP"])
def test_an_inspectorate_is_known_by_each_of_its_names(jtai, here, name):
    clash_of_probation(here, f'"{name}" = 1')
    run = jtai("programme", "check", "programme.toml")
    assert "error inspectorate-at-once: HMI Probation takes part in JT1 and JT2" in run.out
    run = jtai("programme", "explain", "programme.toml", "JT2", "--format", "json")
    assert '"HMI Probation takes part in JT1 then (at most 1 at once)"' in run.out


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (
            '"HMI Probaton" = 1',
            "there is no inspectorate 'HMI Probaton'. Did you mean HMI Probation?",
        ),
        ('"HMI Probation" = 1, HMIP = 2', "'HMIP' is HMI Probation, which stands twice."),
    ],
)
def test_an_inspectorate_that_no_theme_knows_is_refused(jtai, here, limits, said):
    clash_of_probation(here, limits)
    run = jtai("programme", "check", "programme.toml")
    assert run.code == 2
    assert f"programme.toml: rules.at_once_per_inspectorate: {said}" in run.err.replace('"', "'")


# Published inspections of May 2022 to January 2025, their weeks fixed, for one team alone. With
# notice of 10 working days and a week of fieldwork it is needed twice at once where starts are two
# weeks apart, and had less than five working days between where they are three or four.
AT_ONCE = "Barnsley;Cheshire East;Lewisham;Bedford;Gloucestershire;Lancashire;Coventry"
NEAR = "Wirral;Harrow;Merton;Somerset;Norfolk"
ONE_TEAM_WOULD_BREAK = {"team-at-once": AT_ONCE.split(";"), "team-gap": NEAR.split(";")}


@pytest.mark.parametrize("teams", ["A", "AB"])
def test_the_inspections_since_2022_raise_what_can_be_explained(jtai, here, teams):
    """The 28 of letters, whose teams are not known: nothing is found of two teams by turns."""
    rows = csv.DictReader(LETTERS.read_text(encoding="utf-8").splitlines())
    real = [row for row in rows if row["fieldwork_start"] >= "2022-03-28"]
    real.sort(key=lambda row: row["fieldwork_start"])
    assert len(real) == 28
    tables = "".join(f'[[teams]]\nname = "{name}"\n' for name in teams)
    text = 'start = 2022-04-04\nend = 2025-03-28\nareas = "areas.csv"\n'
    (here / "programme.toml").write_text(text + tables)
    with (here / "areas.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("reference", "area", "fieldwork_start", "fixed", "team"))
        for number, row in enumerate(real):
            team = teams[number % len(teams)]
            writer.writerow((f"L{number}", row["area"], row["fieldwork_start"], "yes", team))
    found = jtai("programme", "check", "programme.toml", "--format", "json").json()["findings"]
    told = {code: [] for code in ONE_TEAM_WOULD_BREAK}
    for each in found:
        told[each["code"]].append(real[each["line"] - 2]["area"])
        assert each["fix"].startswith("What is fixed is never moved: check its date")
    assert told == (ONE_TEAM_WOULD_BREAK if teams == "A" else {code: [] for code in told})
