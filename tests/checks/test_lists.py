"""`jtai check` of a list: each row as the inspection file of its keys, and each plan of several."""

import json

import pytest

from jtai_cli.inputs.lists import MOST_CALENDARS
from jtai_cli.plan import saved_plan

HEADING = "area,reference,fieldwork_start,key_contact,theme,notification,published"
ROWS = [
    "Exampleshire,EX-1,2027-03-08,Head of safeguarding,front-door,,",
    "Barchester,,2027-04-18,,neglect,,",
    "Borsetshire,B-1,2027-03-08,Head,front-door,2027-03-01,",
    "Borsetshire,B-2,,Head,front-door,,",
    "Borsetshire,B-3,2027-03-08,Head,front-door,,2027-05-10",
]
LIST = "\n".join([HEADING, *ROWS, ""])


def as_file(row):
    """The inspection file of a row's keys."""
    values = dict(zip(HEADING.split(","), row.split(","), strict=True))
    published = values.pop("published")
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if value]
    return "\n".join([*lines, *(["[actual]", f"published = {published}"] if published else [])])


def told(answer):
    keys = ("code", "severity", "message", "fix")
    return [tuple(each[key] for key in keys) for each in answer["findings"]]


def test_each_row_is_judged_as_the_file_of_its_keys(found, write):
    answer = found(write("list.csv", LIST))
    for number, row in enumerate(ROWS, start=2):
        findings = [each for each in answer["findings"] if each["line"] == number]
        alone = found(write("row.toml", as_file(row)))
        # Within a file the order is that of lines, and a row has one.
        assert sorted(told({"findings": findings})) == sorted(told(alone)), row
    assert answer["files"] == ["list.csv"]
    assert {each["file"] for each in answer["findings"]} == {"list.csv"}
    codes = {each["code"] for each in answer["findings"]}
    assert {"no-key-contact", "unknown-theme", "notice-short", "no-start", "report-late"} <= codes


def test_a_list_without_a_key_contact_is_no_place_for_one(found, write):
    row = "Exampleshire,{},2027-03-08,front-door"
    bare = "area,reference,fieldwork_start,theme\n" + row.format("A") + "\n"
    assert found(write("bare.csv", bare))["findings"] == []
    some = f"{HEADING}\n{ROWS[0]}\n{row.format('B').replace('08,', '08,,')},,\n"
    (one,) = found(write("some.csv", some))["findings"]
    assert (one["code"], one["line"]) == ("no-key-contact", 3)


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("text", "list.csv:3: error unknown-theme:"),
        ("github", "file=list.csv,line=3,title=unknown-theme"),
        ("junit", 'name="unknown-theme, line 3"'),
    ],
)
def test_a_finding_bears_the_list_and_the_row(jtai, write, form, place):
    run = jtai("check", write("list.csv", LIST), "--format", form)
    assert (run.code, place in run.out) == (1, True)


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(found, write):
    text = f"\ufeff{HEADING}\r\n\r\n\r\n{ROWS[2]}\r\n"
    (finding,) = found(write("list.csv", text))["findings"]
    assert (finding["code"], finding["line"]) == ("notice-short", 4)


def test_a_sound_list_has_nothing(jtai, write):
    run = jtai("check", write("list.csv", f"{HEADING}\n{ROWS[0]}\n"))
    assert (run.code, run.out, run.err) == (0, "1 file checked: nothing found.\n", "")


def test_a_bad_row_is_named_and_the_others_are_judged(jtai, found, write):
    name = write("list.csv", f"{LIST}Newtown,N-1,2027-02-30,Head,,,\n")
    answer = found(name)
    (bad,) = answer["not_judged"]
    assert (bad["file"], bad["message"].startswith("list.csv, row 7: fieldwork_start:")) == (
        "list.csv",
        True,
    )
    assert told(answer) == told(found(write("good.csv", LIST)))
    run = jtai("check", name)
    assert (run.code, run.err.startswith("jtai: list.csv, row 7: ")) == (2, True)
    assert run.out.endswith(" 1 row not judged.\n")


def test_a_sheet_that_is_no_list_is_not_judged(jtai, write):
    run = jtai("check", write("terms.csv", "name,from,to\nEaster,2027-03-25,2027-04-09\n"))
    assert (run.code, run.out) == (2, "0 files checked. 1 file not judged.\n")
    assert "the heading lacks fieldwork_start" in run.err


def test_settings_hold_for_each_row(found, write):
    name = write("list.csv", f"{HEADING}\n{ROWS[0]}\n")
    assert found(name)["findings"] == []
    answer = found(name, "--bank-holiday", "2027-03-08")
    assert [each["code"] for each in answer["findings"]] == ["fieldwork-start-day-off"]


def test_a_setting_that_decided_is_named(found, write, monkeypatch):
    monkeypatch.setenv("JTAI_BANK_HOLIDAY", "2027-03-08")
    (finding,) = found(write("list.csv", f"{HEADING}\n{ROWS[0]}\n"))["findings"]
    assert "from JTAI_BANK_HOLIDAY" in finding["message"]


@pytest.mark.parametrize("column", ["reference", "remarks"])
def test_a_childs_number_is_found_in_any_column(jtai, found, write, column):
    name = write("list.csv", f"fieldwork_start,key_contact,{column}\n2027-03-08,Head,9434765919\n")
    (finding,) = found(name)["findings"]
    assert (finding["code"], finding["line"]) == ("case-personal-data", 2)
    run = jtai("check", name)
    assert "9434765919" not in run.out + run.err


def test_a_framework_is_sought_beside_the_list(found, write):
    write("there/own.toml", "")
    name = write("there/list.csv", "fieldwork_start,framework\n2027-03-08,own.toml\n")
    (bad,) = found(name)["not_judged"]
    assert "own.toml" in bad["message"]
    assert "does not exist" not in bad["message"]


def test_too_many_calendars_in_a_list_are_refused(found, write):
    rows = "".join(f"2027-03-08,2027-06-{day:02}\n" for day in range(1, MOST_CALENDARS + 2))
    (bad,) = found(write("list.csv", f"fieldwork_start,bank_holidays\n{rows}"))["not_judged"]
    assert f"row {MOST_CALENDARS + 2}: the rows before have" in bad["message"]


# ---------------------------------------------------------------------------------- saved plans


@pytest.fixture
def plans(jtai, write):
    """Three saved plans, one a line; the second with another date for its report."""
    sound = "Exampleshire,EX-1,2027-03-08,Head,front-door,,"
    text = "\n".join([HEADING, sound, sound, "Barchester,,2027-04-19,Head,,,"])
    out = jtai("plan", write("sound.csv", text), "--format", "jsonl", "-q").out
    first, second, third = out.splitlines()
    return [first, second.replace('"due": "2027-05-04"', '"due": "2027-05-05"'), third]


FORMS = {
    "lines.jsonl": ("{0}\n{1}\n{2}\n", 2),
    "blank-lines.jsonl": ("\n{0}\n\n\n{1}\n{2}", 5),
    "lines.json": ("{0}\n{1}\n{2}\n", 2),
    "array.json": ("[\n{0},\n{1},\n{2}\n]\n", 3),
    "array-on-a-line.json": ("[{0},{1},{2}]", 1),
    "commas-first.json": ("[ {0}\n, {1}\n, {2}\n]", 2),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_of_several_plans_is_judged_on_its_line(found, write, plans, name):
    form, line = FORMS[name]
    answer = found(write(name, form.format(*plans)))
    codes = [(each["code"], each["line"]) for each in answer["findings"]]
    assert codes == [("report-date", line), ("statement-date", line)]
    assert (answer["files"], answer["not_judged"]) == ([name], [])


def test_an_indented_array_has_the_lines_of_the_file(found, write, plans):
    first, second, _ = plans
    text = json.dumps([json.loads(first), json.loads(second)], indent=2)
    line = text[: text.index('"2027-05-05"')].count("\n") + 1
    report, _ = found(write("plans.json", text))["findings"]
    assert (report["code"], report["line"]) == ("report-date", line)


@pytest.mark.parametrize("name", ["lines.jsonl", "array.json"])
def test_several_plans_are_known_on_stdin(jtai, plans, name):
    text = FORMS[name][0].format(*plans)
    run = jtai("check", "-", stdin=text)
    assert run.code == 1
    assert run.out.endswith("\n1 file checked: 2 errors.\n")
    assert f"<stdin>:{FORMS[name][1]}: error report-date" in run.out


def test_a_bad_line_is_named_and_the_others_are_judged(found, write, plans):
    lines = [plans[0], '{"a": ', plans[1], '{"schema": "jtai.plan/1"}', "[]"]
    answer = found(write("plans.jsonl", "\n".join(lines)))
    assert [each["line"] for each in answer["findings"]] == [3, 3]
    places = [each["message"].split(":")[0] for each in answer["not_judged"]]
    assert places == ["plans.jsonl, line 2", "plans.jsonl, line 4", "plans.jsonl, line 5"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("none.json", "[]", "it has 0 plans"),
        ("none.jsonl", "\n\n", "it has 0 plans"),
        ("broken.json", '[{"a": 1}', "line 1: this is not JSON"),
        ("numbers.json", "[1, 2]", "line 1: this is not one plan"),
        ("deep.json", "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_no_list_of_plans_is_said(found, write, name, text, words):
    answer = found(write(name, text))
    assert words in answer["not_judged"][0]["message"]
    assert answer["findings"] == []


def test_so_many_plans_are_refused(found, write, plans, monkeypatch):
    monkeypatch.setattr(saved_plan, "MOST_PLANS", 2)
    (bad,) = found(write("plans.jsonl", "\n".join(plans)))["not_judged"]
    assert bad["message"].startswith("plans.jsonl: it has 3 plans, and from 1 to 2 are read.")


def test_json_lines_are_sought_in_a_folder(found, write, plans):
    write("folder/plans.jsonl", "\n".join(plans))
    write("folder/other.jsonl", '{"a": 1}\n')
    assert found("folder")["files"] == ["folder/plans.jsonl"]
