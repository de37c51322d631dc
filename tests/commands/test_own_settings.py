"""Settings about days hold in every command, check included, and what rests on them says so.

By hand: fieldwork from 28 June to 2 July 2027; 34 working days after it end on 19 August, with
9 July 2027 a bank holiday on 20 August, and in Scotland, where 2 August is one, on 20 August too.
34 calendar days end on 5 August.
"""

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.harness import ROOT

FILE = """\
area = "Exampleshire"
fieldwork_start = 2027-06-28
key_contact = "Head of safeguarding"
report_due = 2027-08-{}
"""
OWN = "from your own defaults"
FROM_9_JULY = "the bank holiday of 9 July 2027"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in (19, 20):
        (tmp_path / f"{number}.toml").write_text(FILE.format(number))
    return tmp_path


@pytest.fixture
def own(folder, monkeypatch):
    def write(text):
        (folder / "config.toml").write_text(text)
        monkeypatch.setenv("JTAI_CONFIG", str(folder / "config.toml"))

    return write


def test_check_and_plan_say_the_same(jtai, own):
    own("bank_holidays = [2027-07-09]")
    assert jtai("plan", "20.toml", "--format", "json").json()["report"]["due"] == "2027-08-20"
    assert jtai("check", "20.toml") == (0, "1 file checked: nothing found.\n", "")
    run = jtai("check", "19.toml")
    assert run.code == 1
    assert f"34 working days after Friday 2 July 2027 (with {FROM_9_JULY} {OWN})." in run.out


@pytest.mark.parametrize(
    ("name", "value", "remark"),
    [
        ("BANK_HOLIDAY", "2027-07-09", f"{FROM_9_JULY} from JTAI_BANK_HOLIDAY"),
        ("BANK_HOLIDAY", "2026-07-09;9 July 2027", f"{FROM_9_JULY} from JTAI_BANK_HOLIDAY"),
        ("REGION", "SCT", "the bank holidays of Scotland from JTAI_REGION"),
        ("REPORT_BASIS", "calendar", "JTAI_REPORT_BASIS=calendar"),
        ("FIELDWORK_DAYS", "6", "JTAI_FIELDWORK_DAYS=6"),
        ("FRAMEWORK", "jtai-2016", "JTAI_FRAMEWORK=jtai-2016"),
        ("THEME", "neglect", "JTAI_THEME=neglect"),
        ("CLOSURE", "2027-06-29", "the closure of 29 June 2027 from JTAI_CLOSURE"),
    ],
)
def test_a_finding_that_rests_on_a_variable_says_so(jtai, name, value, remark):
    run = jtai("check", "19.toml", env={f"JTAI_{name}": value})
    assert run.code == 1
    assert f"(with {remark})." in run.out


def test_a_finding_that_rests_on_own_defaults_says_what_stands_there_and_the_way_out(
    jtai, folder, own
):
    own("fieldwork_days = 4")
    (length, date) = jtai("check", "19.toml", "--format", "json").json()["findings"]
    for each in (length, date):
        assert each["message"].endswith(f" (with fieldwork_days = 4 {OWN}).")
    out = "take it out of your own defaults, or run with --no-own-settings."
    assert length["fix"] == f"Check that it is meant. If the setting is not meant, {out}"
    assert date["fix"].endswith(f"it is 2027-08-18. If the setting is not meant, {out}")
    own('report_basis = "calendar"')
    run = jtai("check", "19.toml", env={"JTAI_FIELDWORK_DAYS": "4"})
    assert f'(with JTAI_FIELDWORK_DAYS=4 and report_basis = "calendar" {OWN})' in run.out or (
        f'(with report_basis = "calendar" {OWN} and JTAI_FIELDWORK_DAYS=4)' in run.out
    )
    assert f"not meant, unset JTAI_FIELDWORK_DAYS, and {out}" in run.out
    (folder / "4.toml").write_text("fieldwork_days = 4\n" + FILE.format(18))
    assert "Take the key out, if that is not meant.\n" in jtai("check", "4.toml").out


def test_what_would_be_found_anyway_bears_no_remark(jtai, folder, own):
    own("bank_holidays = [2027-07-09]")
    (folder / "a.toml").write_text(FILE.format(20).replace("key_contact", "# "))
    run = jtai("check", "a.toml")
    assert "no-key-contact" in run.out
    assert "(with" not in run.out
    (folder / "a.toml").write_text(FILE.format(19).replace("key_contact", "# "))
    codes = jtai("check", "a.toml", "--format", "json").json()["findings"]
    assert [("(with" in each["message"], each["code"]) for each in codes] == [
        (False, "no-key-contact"),
        (True, "report-date"),
    ]


def test_two_settings_that_decide_together_are_both_named(jtai, own):
    own('bank_holidays = [2027-07-09]\nregion = "SCT"')
    run = jtai("check", "19.toml")  # 23 August: each of the two alone gives 20 August
    assert f"(with the bank holidays of Scotland {OWN} and {FROM_9_JULY} {OWN})" in run.out or (
        f"(with {FROM_9_JULY} {OWN} and the bank holidays of Scotland {OWN})" in run.out
    )


def test_flag_variable_file_and_own_defaults_in_a_check(jtai, folder, own):
    """The report is due on 19 August in England and on 20 August in Scotland."""
    own('region = "SCT"')
    assert jtai("check", "20.toml").code == 0
    assert jtai("check", "20.toml", "--region", "ENG").code == 1
    assert jtai("check", "20.toml", env={"JTAI_REGION": "ENG"}).code == 1
    (folder / "e.toml").write_text('region = "ENG"\n' + FILE.format(20))
    assert jtai("check", "e.toml").code == 1
    assert jtai("check", "e.toml", env={"JTAI_REGION": "SCT"}).code == 0


@pytest.mark.parametrize("working", ["--working-day", "--bank-holiday"])
def test_check_has_the_options_about_days(jtai, working):
    """A working day less brings the report to 18 August."""
    day = "2027-07-10" if working == "--working-day" else "2027-07-09"  # a Saturday, a Friday
    run = jtai("check", "19.toml", working, day)
    due = "Wednesday 18 August" if working == "--working-day" else "Friday 20 August"
    assert f"the rule says {due} 2027: 34 working days after Friday 2 July 2027.\n" in run.out


def test_a_saved_plan_is_stale_once_the_day_is_in_ones_own_defaults(jtai, own):
    jtai("plan", "20.toml", "-o", "saved.json")
    assert jtai("check", "saved.json").code == 0
    own("bank_holidays = [2027-07-09]")
    run = jtai("check", "saved.json", "--format", "json")
    (finding,) = run.json()["findings"]
    assert finding["code"] == "plan-stale"
    assert "the report Friday 20 August 2027, not Thursday 19 August 2027" in finding["message"]
    assert finding["message"].endswith(f" (with {FROM_9_JULY} {OWN}).")
    moved = jtai("compare", "saved.json", "2027-07-05", "--format", "json").json()["moved"]
    report = next(each for each in moved if each["id"] == "report")
    assert report["to"]["start"] == "2027-08-27"  # by hand: fieldwork ends on 12 July
    jtai("plan", "20.toml", "-o", "new.json")
    assert jtai("check", "new.json").code == 0
    assert jtai("check", "new.json", "--no-own-settings").code == 0  # it holds the day itself


def test_a_saved_plan_keeps_its_region_and_counts_worked_days(jtai, own):
    jtai("plan", "20.toml", "-o", "saved.json")
    own('region = "SCT"')
    assert jtai("check", "saved.json").code == 0
    for run in (
        jtai("check", "saved.json", env={"JTAI_REGION": "SCT"}),
        jtai("check", "saved.json", "--region", "SCT"),
    ):
        assert "plan-stale" in run.out
    own("working_days = [2027-07-10]")  # a Saturday
    assert "the report Wednesday 18 August 2027, not Thursday" in jtai("check", "saved.json").out


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "2027-06-28"),
        ("status", "20.toml", "--today", "2027-06-01"),
        ("calendar", "20.toml"),
        ("compare", "2027-06-28", "20.toml"),
        ("notice", "--notified", "2027-07-01"),
        ("deadlines", "--fieldwork-end", "2027-07-02"),
        ("evidence", "2027-06-28"),
        ("weeks", "--from", "2027-06-28", "--to", "2027-07-02"),
        ("days", "add", "2027-07-01", "34"),
        ("days", "add", "2027-08-01", "-34"),
        ("days", "between", "2027-08-01", "2027-07-01"),
        ("days", "list", "--from", "2027-07-01", "--to", "2027-08-01"),
    ],
)
def test_a_day_that_decided_an_answer_is_named_once_in_a_note(jtai, own, command):
    own("bank_holidays = [2027-07-09, 2030-07-09]")
    said = f"note: Counted with {FROM_9_JULY} {OWN}.\n"
    assert jtai(*command).err.count(said) == 1
    assert "Counted with" not in jtai(*command, "-q").err
    assert "Counted with" not in jtai(*command, "--no-own-settings").err


def test_a_region_that_decided_is_named_too(jtai, folder, own):
    own('region = "SCT"')
    said = f"note: Counted with the bank holidays of Scotland {OWN}.\n"
    assert said in jtai("deadlines", "--fieldwork-end", "2027-07-02").err
    assert said not in jtai("days", "add", "2027-07-02", "5").err
    (folder / "e.toml").write_text('region = "ENG"\n' + FILE.format(20))
    assert said not in jtai("plan", "e.toml").err
    run = jtai("plan", "e.toml", env={"JTAI_REGION": "NIR"})  # 12 July is a bank holiday there
    assert "note: Counted with the bank holidays of Northern Ireland from JTAI_REGION." in run.err


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "2027-06-28"),
        ("plan", "20.toml"),
        ("plan", "list.csv", "--format", "csv"),
        ("calendar", "2027-06-28"),
        ("status", "20.toml", "--today", "2027-06-29"),
        ("compare", "2027-06-28", "2027-06-28"),
        ("deadlines", "2027-06-28"),
        ("deadlines", "--fieldwork-start", "2027-06-28"),
        ("weeks", "--from", "2027-06-28", "--to", "2027-07-02"),
    ],
)
def test_a_rule_that_moves_a_date_is_named_once_in_a_note(jtai, own, command):
    """The poll is two days before the report is due; no other is near."""
    Path("list.csv").write_text("fieldwork_start\n2027-06-28\n2027-06-28\n")
    for line, said in (
        ("fieldwork_days = 4", "fieldwork_days = 4"),
        ('report_basis = "calendar"', 'report_basis = "calendar"'),
        ('framework = "jtai-2016"', 'framework = "jtai-2016"'),
        ("elections = [2027-08-17]", "the election of 17 August 2027"),
    ):
        own(line)
        is_shown = "election" not in line or command[0] not in ("status", "compare")
        count = jtai(*command).err.count(f"note: Counted with {said} {OWN}.\n")
        assert count == int(is_shown), line  # no likely date is shown by those two
        assert "Counted with" not in jtai(*command, "--no-own-settings").err
        assert "Counted with" not in jtai(*command, "-q").err
    run = jtai(*command, env={"JTAI_FIELDWORK_DAYS": "4", "JTAI_CONFIG": ""})
    assert "note: Counted with JTAI_FIELDWORK_DAYS=4.\n" in run.err
    for line in (
        "fieldwork_days = 5",
        'report_basis = "working"',
        'framework = "jtai-2022"',
        "no_elections = true",
        "elections = [2029-08-17]",
        "closures = [2027-07-01]",
    ):
        own(line)
        assert "Counted with" not in jtai(*command).err, line


def test_a_notice_that_a_rule_asks_for_is_named(jtai, own, folder):
    text = next((ROOT / "examples/frameworks").glob("*.toml")).read_text(encoding="utf-8")
    short, found = re.subn(r"(\[\[notice\]\][^\[]*working_days = )\d+", r"\g<1>6", text)
    assert found
    (folder / "short.toml").write_text(short, encoding="utf-8")
    own('framework = "short.toml"')
    assert "note: Counted with framework = " in jtai("notice", "2027-06-28").err


def test_no_elections_is_named_where_one_is_near(jtai, own):
    """The report would be due on 4 May, two days before the elections of 6 May."""
    own("no_elections = true")
    said = f"note: Counted with no_elections = true {OWN}.\n"
    assert said in jtai("plan", "2027-03-08").err
    run = jtai("plan", "2027-03-08", env={"JTAI_NO_ELECTIONS": "1", "JTAI_CONFIG": ""})
    assert "note: Counted with JTAI_NO_ELECTIONS.\n" in run.err


def test_settings_that_decide_only_together_are_all_named(jtai, own):
    own('region = "SCT"\nbank_holidays = [2027-08-02]')  # which is one in Scotland anyway
    run = jtai("days", "add", "2027-07-30", "1")
    assert run.out.startswith("Tuesday 3 August 2027")
    assert "Scotland from your own defaults and the bank holiday of 2 August 2027 from" in run.err


@pytest.mark.parametrize(
    ("name", "value", "due"),
    [
        ("REGION", "SCT", "Friday 20 August 2027"),
        ("REPORT_BASIS", "calendar", "Thursday 5 August 2027"),
        ("FIELDWORK_DAYS", "4", "Wednesday 18 August 2027"),
        ("WORKING_DAY", "2027-07-10", "Wednesday 18 August 2027"),
    ],
)
def test_evidence_and_plan_say_the_same(jtai, name, value, due):
    for command in ("evidence", "plan"):
        assert due in jtai(command, "2027-06-28", env={f"JTAI_{name}": value}).out


def test_what_decides_nothing_is_not_named(jtai, folder, own):
    saturdays = "working_days = [2030-07-13]\nbank_holidays = [2027-07-10, 2027-08-30]"
    own(f"{saturdays}\nclosures = [2027-07-08]")  # and the Summer bank holiday, which is known
    assert "Counted" not in jtai("plan", "2027-06-28").err
    own("bank_holidays = [2027-07-09]")
    assert "Counted" not in jtai("plan", "2027-06-28", "--bank-holiday", "2027-07-09").err
    (folder / "a.toml").write_text(FILE.format(20) + "bank_holidays = [2027-07-09]\n")
    assert "Counted" not in jtai("plan", "a.toml").err
    (folder / "l.csv").write_text("fieldwork_start\n2027-06-28\n2027-07-05\n2027-06-28\n")
    assert jtai("plan", "l.csv").err.count(f"Counted with {FROM_9_JULY} {OWN}.") == 1


@pytest.mark.parametrize("name", ["config.toml", "is-not-there.toml"])
def test_no_own_settings(jtai, own, monkeypatch, folder, name):
    own("bank_holidays = [2027-07-09")  # broken, too: it is not read at all
    monkeypatch.setenv("JTAI_CONFIG", str(folder / name))
    assert jtai("check", "19.toml").code == 2
    for command in (("check", "19.toml"), ("days", "add", "2027-07-02", "34"), ("rules",)):
        assert jtai(*command, "--no-own-settings").code == 0
        assert jtai(*command, env={"JTAI_NO_OWN_SETTINGS": "1"}).code == 0
        assert jtai(*command, env={"JTAI_CONFIG": ""}).code == 0
        assert jtai(*command).code == 2


def test_no_config_at_all_by_an_empty_variable(jtai, home):
    (home / ".config/jtai").mkdir(parents=True)
    (home / ".config/jtai/config.toml").write_text("bank_holidays = [2027-07-09]")
    assert jtai("check", "20.toml").code == 0
    assert jtai("check", "20.toml", env={"JTAI_CONFIG": ""}).code == 1
    assert jtai("check", "20.toml", "--no-own-settings").code == 1


def test_a_framework_in_ones_own_defaults_is_that_of_a_check(jtai, own, folder):
    """The peer challenge has a report after 20 working days, on 30 July."""
    shutil.copy(ROOT / "examples/frameworks/peer-challenge.toml", folder / "peer-challenge.toml")
    own('framework = "peer-challenge.toml"')
    assert jtai("plan", "19.toml", "--format", "json").json()["framework"]["id"] == "peer-challenge"
    run = jtai("check", "19.toml")
    assert "the rule says" in run.out
    assert 'peer-challenge.toml" from your own defaults)' in run.out
    jtai("plan", "19.toml", "-o", "saved.json")
    assert jtai("check", "saved.json").code == 0  # which names it by its id


def test_variables_that_set_nothing_are_said_with_v(jtai):
    env = {"JTAI_REGOIN": "SCT", "JTAI_TERMS": "x.ics", "JTAI_FORMAT": "svg", "JTAI_AREA": "X"}
    quiet = jtai("days", "add", "2027-03-08", "5", env=env)
    assert quiet.err == ""
    run = jtai("days", "add", "2027-03-08", "5", "-v", env=env)
    assert run.err.splitlines() == [
        "note: JTAI_AREA sets nothing for 'jtai days add'.",
        "note: JTAI_FORMAT is 'svg', a format that 'jtai days add' does not have, so it is passed "
        "over.",
        "note: JTAI_REGOIN is not a setting; did you mean JTAI_REGION?",
        "note: JTAI_TERMS sets nothing for 'jtai days add'.",
    ]
    assert jtai("days", "add", "2027-03-08", "5", "-v", env={"JTAI_FORMAT": "json"}).err == ""
    assert "JTAI_REGOIN" in jtai("rules", "--verbose", env=env).err
    assert "JTAI_REGOIN" not in jtai("rules", "-v", "-q", env=env).err
    everything = {"JTAI_VERBOSE": "1", "JTAI_REGION": "SCT", "JTAI_CONFIG": ""}
    assert jtai("check", "20.toml", env=everything) == (0, "1 file checked: nothing found.\n", "")


def test_several_values_in_a_variable(jtai):
    env = {"JTAI_FIELDWORK_MONTH": "November; 12"}
    rows = jtai("evidence", "--format", "csv", env=env).rows()
    assert {row["fieldwork_start"][5:7] for row in rows} == {"11", "12"}
    assert jtai("check", "19.toml", env={"JTAI_BANK_HOLIDAY": "2027-07-09,2027-07-12"}).code == 2


@pytest.mark.parametrize("command", ["plan", "status", "calendar", "evidence"])
def test_words_are_joined_only_to_a_date(jtai, folder, command):
    run = jtai(command, "19.toml", "20.toml")
    assert run.code == 2
    assert "one date or file is taken, and these are 2: '19.toml' and '20.toml'." in run.err
    for words in (["2027-06-28", "2027-07-05"], ["28", "June", "2027", "19.toml"], ["a", "b.csv"]):
        assert f"these are {len(words)}: " in jtai(command, *words).err
    (folder / "June").write_text("")
    for words in (["28", "Jun", "2027"], ["Mon,", "28", "Jun", "2027"]):
        assert jtai(command, *words).code == 0
    assert "these are 3" in jtai(command, "28", "June", "2027").err


def test_compare_takes_two(jtai):
    run = jtai("compare", "19.toml", "20.toml", "19.toml")
    assert run.code == 2
    assert "these are 3: '19.toml', '20.toml' and '19.toml'." in run.err
    assert json.loads(jtai("compare", "19.toml", "20.toml", "--format", "json").out)["moved"] == []


@pytest.mark.parametrize(("number", "said"), [(10, "the bank holiday of"), (11, "the 11 bank")])
def test_up_to_ten_of_a_list_are_named_one_by_one(jtai, own, number, said):
    """Tuesdays from 4 May 2027, all within the 80 working days after the start."""
    days = [dt.date(2027, 5, 4) + dt.timedelta(days=7 * each) for each in range(number)]
    own(f"bank_holidays = [{', '.join(map(str, days))}]")
    note = next(
        line for line in jtai("plan", "2027-04-26").err.splitlines() if "Counted with" in line
    )
    assert note.startswith(f"note: Counted with {said}")


def test_a_variable_in_small_letters_has_a_hint_too(jtai):
    run = jtai("plan", "2027-03-08", "-v", env={"jtai_region": "SCT"})
    assert "note: jtai_region is not a setting; did you mean JTAI_REGION?" in run.err


def test_the_first_word_of_a_closure_is_not_taken_for_a_date(jtai):
    run = jtai("plan", "2027-03-08", "--closure", "2")
    assert (run.code, "it is only one word of a date" in run.err) == (2, True)
