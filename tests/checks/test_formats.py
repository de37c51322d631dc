"""How a check is told: text, exit codes, chosen codes and JSON."""

import json
import re

import pytest

from tests.checks.corpus import (
    ALL_THREE,
    EARLY_REPORT,
    FINDING,
    LATE_REPORT,
    NO_CONTACT,
    SOUND,
    SUMMARY,
)
from tests.harness import INSPECTIONS


def test_the_text_of_a_finding(jtai, write):
    run = jtai("check", write("a.toml", EARLY_REPORT))
    assert (run.code, run.err) == (1, "")
    finding, fix, source, summary = run.out.splitlines()
    assert re.match(r"a\.toml:6: error report-date: \S.*\.$", finding)
    assert re.match(r"    What to do: \S.*$", fix)
    assert re.match(r"    Source: \S.*$", source)
    assert summary == "1 file checked: 1 error."


def test_text_and_json_say_the_same(jtai, found):
    path = INSPECTIONS / "bad" / "several-faults.toml"
    *said, summary = jtai("check", path).out.splitlines()
    findings = found(path)["findings"]
    assert len(said) == 3 * len(findings)
    for number, finding in enumerate(findings):
        head, fix, source = said[3 * number : 3 * number + 3]
        assert head == (
            f"{path}:{finding['line']}: {finding['severity']} {finding['code']}: "
            + finding["message"]
        )
        assert fix == f"    What to do: {finding['fix']}"
        # the text may add the address
        assert source.startswith(f"    Source: {finding['source']}")
    assert summary == "1 file checked: 5 errors, 3 warnings and 1 note."


@pytest.mark.parametrize(
    ("texts", "summary"),
    [
        ([SOUND], "1 file checked: nothing found."),
        ([SOUND, SOUND], "2 files checked: nothing found."),
        ([NO_CONTACT], "1 file checked: 1 warning."),
        ([LATE_REPORT], "1 file checked: 1 note."),
        ([EARLY_REPORT, LATE_REPORT], "2 files checked: 1 error and 1 note."),
        (
            [EARLY_REPORT, NO_CONTACT, NO_CONTACT, LATE_REPORT],
            "4 files checked: 1 error, 2 warnings and 1 note.",
        ),
    ],
)
def test_the_summary(jtai, write, texts, summary):
    names = [write(f"{number}.toml", text) for number, text in enumerate(texts)]
    assert jtai("check", *names).out.splitlines()[-1] == summary
    assert not any(SUMMARY.match(line) for line in jtai("check", *names, "-q").out.splitlines())


def test_files_come_in_the_order_given(jtai, write):
    write("b.toml", NO_CONTACT)
    write("a.toml", EARLY_REPORT)
    shown = jtai("check", "b.toml", "a.toml").out.splitlines()
    heads = [match for line in shown if (match := FINDING.match(line))]
    assert [(head["file"], head["line"], head["code"]) for head in heads] == [
        ("b.toml", "1", "no-key-contact"),
        ("a.toml", "6", "report-date"),
    ]


def test_plain_text_has_no_escape_codes(jtai, write):
    assert "\x1b" not in jtai("check", write("a.toml", EARLY_REPORT), "--plain").out


# -------------------------------------------------------------------------------- exit codes, codes


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (EARLY_REPORT, None, 1),
        (NO_CONTACT, None, 1),
        (LATE_REPORT, None, 0),
        (SOUND, None, 0),
        (EARLY_REPORT, "error", 1),
        (NO_CONTACT, "error", 0),
        (LATE_REPORT, "error", 0),
        (LATE_REPORT, "warning", 0),
        (LATE_REPORT, "note", 1),
        (SOUND, "note", 0),
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "github", "junit"])
def test_the_level_at_which_a_check_fails(jtai, write, text, level, code, form):
    levels = ["--fail-level", level] if level else []
    run = jtai("check", write("a.toml", text), *levels, "--format", form)
    assert (run.code, run.err) == (code, "")
    if form == "json":
        answer = json.loads(run.out)
        assert answer["failed"] is bool(code)
        assert answer["fail_level"] == (level or "warning")


def test_a_level_that_does_not_exist_is_refused(jtai, write):
    run = jtai("check", write("a.toml", SOUND), "--fail-level", "fatal")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")


@pytest.mark.parametrize(
    ("options", "left", "code"),
    [
        ([], ["no-key-contact", "report-date", "report-late"], 1),
        (["--select", "report-date"], ["report-date"], 1),
        (["--select", "report-late"], ["report-late"], 0),
        (["--select", "no-start"], [], 0),
        (["--select", "report-late,no-key-contact"], ["no-key-contact", "report-late"], 1),
        (
            ["--select", "report-late", "--select", "no-key-contact"],
            ["no-key-contact", "report-late"],
            1,
        ),
        (["--ignore", "report-date"], ["no-key-contact", "report-late"], 1),
        (["--ignore", "report-date,no-key-contact"], ["report-late"], 0),
        (["--ignore", "report-date", "--ignore", "no-key-contact"], ["report-late"], 0),
        (["--ignore", "report-date,no-key-contact,report-late"], [], 0),
        (["--select", "report-late,report-date", "--ignore", "report-date"], ["report-late"], 0),
    ],
)
def test_codes_chosen_and_left_out(jtai, write, options, left, code):
    run = jtai("check", write("a.toml", ALL_THREE), *options, "--format", "json")
    assert (run.code, run.err) == (code, "")
    answer = json.loads(run.out)
    assert sorted(finding["code"] for finding in answer["findings"]) == left
    assert sum(answer["summary"].values()) == len(left)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("given", ["report-dates", "report-date,oops", ""])
def test_a_code_that_does_not_exist_is_refused(jtai, write, option, given):
    run = jtai("check", write("a.toml", SOUND), option, given)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")
    assert "Traceback" not in run.err


# ----------------------------------------------------------------------------------------- the JSON


def test_the_json(jtai, write):
    write("a.toml", EARLY_REPORT)
    write("b.toml", LATE_REPORT)
    run = jtai("check", "a.toml", "b.toml", "c.toml", "--format", "json")
    assert run.code == 2
    answer = json.loads(run.out)
    assert set(answer) == {
        "schema",
        "fail_level",
        "failed",
        "files",
        "findings",
        "not_judged",
        "summary",
    }
    assert answer["files"] == ["a.toml", "b.toml"]
    assert answer["failed"] is True
    assert answer["summary"] == {"error": 1, "warning": 0, "note": 1}
    assert [set(finding) for finding in answer["findings"]] == [
        {"code", "severity", "file", "line", "message", "fix", "source"}
    ] * 2
    (left,) = answer["not_judged"]
    assert left["file"] == "c.toml"
    assert "c.toml" in run.err
    assert set(left) == {"file", "message"}


def test_the_json_of_nothing(found, write):
    assert found(write("a.toml", SOUND)) == {
        "schema": "jtai.check/1",
        "fail_level": "warning",
        "failed": False,
        "files": ["a.toml"],
        "findings": [],
        "not_judged": [],
        "summary": {"error": 0, "warning": 0, "note": 0},
    }


def test_the_answer_can_be_written_to_a_file(jtai, write, folder):
    write("a.toml", EARLY_REPORT)
    shown = jtai("check", "a.toml", "--format", "json")
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json")
    assert (run.code, run.out) == (1, "")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == json.loads(shown.out)
    write("a.toml", SOUND)
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json")
    assert run.code == 2
    assert run.err.startswith("jtai: ")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]
    run = jtai("check", "a.toml", "--format", "json", "-o", "out.json", "--force")
    assert run.code == 0
    assert not json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]
