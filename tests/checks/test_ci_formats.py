"""How a check is told to CI: the lines and the summary of GitHub, and JUnit."""

import re
from xml.etree import ElementTree

import pytest

from tests.checks.corpus import ALL_THREE, NO_CONTACT, SOUND, SUMMARY


def test_the_lines_for_github(jtai, write, found):
    write("a.toml", ALL_THREE)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", "b.toml", "--format", "github")
    assert run.code == 1
    said = [
        f"::{'notice' if finding['severity'] == 'note' else finding['severity']} "
        f"file=a.toml,line={finding['line']},title={finding['code']}::"
        f"{finding['message']} What to do: {finding['fix']}".replace("%", "%25")
        for finding in found("a.toml")["findings"]
    ]
    assert len(said) == 3
    summary = "2 files checked: 1 error, 1 warning and 1 note."
    assert run.out.splitlines() == [*said, summary]


def test_github_escapes(jtai, write):
    name = write("a,b:c%d.toml", SOUND + 'inspectorates = ["A%B", "A%0AB"]\n')
    run = jtai("check", name, "--format", "github")
    assert run.code == 1
    *lines, summary = run.out.splitlines()
    assert SUMMARY.match(summary)
    assert len(lines) == 2
    for line in lines:
        assert line.startswith(
            "::error file=a%2Cb%3Ac%25d.toml,line=6,title=inspectorate-not-taking-part::"
        )
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", line), line
        assert not re.search(r"A%(B|0AB)", line), line


def test_github_is_told_of_files_not_judged(jtai, write):
    write("a.toml", NO_CONTACT)
    run = jtai("check", "no,ne.toml", "a.toml", "--format", "github")
    assert run.code == 2
    lines = run.out.splitlines()
    (left,) = (line for line in lines if "title=not judged" in line)
    assert re.match(r"::error file=no%2Cne\.toml,title=not judged::\S", left)
    assert any(line.startswith("::warning file=a.toml,line=1,title=no-key") for line in lines)
    assert lines[-1].startswith("1 file checked: 1 warning.")


def test_the_summary_page_of_github_is_appended_to(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    page.write_text("What was there\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", ALL_THREE)
    jtai("check", "a.toml")
    assert page.read_text(encoding="utf-8") == "What was there\n"
    run = jtai("check", "a.toml", "--format", "github")
    assert run.code == 1
    text = page.read_text(encoding="utf-8")
    assert text.startswith("What was there\n")
    added = text.removeprefix("What was there\n")
    assert re.search(r"(?m)^#+ \S", added)
    rows = [line for line in added.splitlines() if line.startswith("|")]
    assert len(rows) == 2 + 3  # heads, rule, and a row a finding
    for row, code in zip(rows[2:], ("no-key-contact", "report-date", "report-late"), strict=True):
        assert code in row
        assert "a.toml" in row
    assert len({row.count("|") for row in rows}) == 1


def test_the_summary_page_keeps_its_columns(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", SOUND + 'inspectorates = ["A|B"]\n')
    jtai("check", "a.toml", "--format", "github")
    text = page.read_text(encoding="utf-8").replace("\\|", "")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 3
    assert len({row.count("|") for row in rows}) == 1


# -------------------------------------------------------------------------------------------- JUnit


def suites(run):
    root = ElementTree.fromstring(run.out)
    assert root.tag == "testsuites"
    assert all(suite.tag == "testsuite" for suite in root)
    return list(root)


def test_junit(jtai, write, found):
    write("a.toml", ALL_THREE)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", "b.toml", "none.toml", "--format", "junit")
    assert run.code == 2
    one, two, three = sorted(suites(run), key=lambda suite: suite.get("name"))
    assert (one.get("name"), one.get("tests"), one.get("failures"), one.get("errors")) == (
        "a.toml",
        "3",
        "2",
        "0",
    )
    findings = {finding["code"]: finding for finding in found("a.toml")["findings"]}
    cases = one.findall("testcase")
    assert {case.get("name") for case in cases} == set(findings)
    for case in cases:
        finding = findings[case.get("name")]
        assert case.get("classname") == "a.toml"
        failure = case.find("failure")
        if finding["severity"] == "note":
            assert failure is None
            assert case.find("system-out") is not None
        else:
            assert failure.get("type") == finding["severity"]
            assert failure.get("message") == finding["message"]
            assert case.find("system-out") is None
    assert (two.get("name"), two.get("tests"), two.get("failures"), two.get("errors")) == (
        "b.toml",
        "1",
        "0",
        "0",
    )
    (sound,) = two.findall("testcase")
    assert sound.get("name") == "sound"
    assert sound.find("failure") is None
    assert (three.get("name"), three.get("errors"), three.get("failures")) == (
        "none.toml",
        "1",
        "0",
    )
    (judged,) = three.findall("testcase")
    assert judged.get("name") == "judged"
    assert judged.find("error").get("message")


@pytest.mark.parametrize(("level", "failures"), [("error", "1"), ("warning", "2"), ("note", "3")])
def test_junit_fails_at_the_level_asked_for(jtai, write, level, failures):
    run = jtai("check", write("a.toml", ALL_THREE), "--format", "junit", "--fail-level", level)
    (suite,) = suites(run)
    assert suite.get("failures") == failures
    assert len(suite.findall("testcase/failure")) == int(failures)
    assert len(suite.findall("testcase/system-out")) == 3 - int(failures)


def test_junit_holds_what_xml_cannot(jtai, write):
    name = write("a&b<c.toml", SOUND + 'inspectorates = ["<A & \'B\'>", "]]>"]\n')
    run = jtai("check", name, "--format", "junit")
    (suite,) = suites(run)
    assert suite.get("name") == name
    assert suite.get("tests") == "2"
