"""How a check is told to CI: the lines and the summary of GitHub, and JUnit."""

import re
from xml.etree import ElementTree

import pytest

from tests.checks.corpus import ALL_THREE, NO_CONTACT, SOUND, SUMMARY

THREE = '"Ofsted", "CQC", "HMICFRS"'  # who take part in the theme of a sound file


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
    name = write("a,b:c%d.toml", SOUND + f'inspectorates = [{THREE}, "A%B", "A%0AB"]\n')
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


@pytest.mark.parametrize(
    ("where", "typed", "told"),
    [
        ("repo", "inspections/a.toml", "inspections/a.toml"),
        ("repo/inspections", "a.toml", "inspections/a.toml"),
        ("repo/inspections", "./a.toml", "inspections/a.toml"),
        ("repo/inspections", ".", "inspections/a.toml"),
        ("repo/inspections", "../top.toml", "top.toml"),
        ("repo/inspections", "none.toml", "inspections/none.toml"),
        ("repo/inspections", "../../outside.toml", "../../outside.toml"),
        ("repo-2", "b.toml", "b.toml"),  # beside it, though its name begins alike
        ("link", "a.toml", "inspections/a.toml"),  # a link to repo/inspections
        ("repo", "../link/a.toml", "inspections/a.toml"),
    ],
)
def test_github_is_told_paths_from_the_root(jtai, folder, monkeypatch, where, typed, told):
    for name in ("repo/inspections/a", "repo/top", "outside", "repo-2/b"):
        path = folder / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NO_CONTACT, encoding="utf-8")
    (folder / "link").symlink_to(folder / "repo/inspections")
    monkeypatch.chdir(folder / where)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder / "repo"))
    line, *_ = jtai("check", typed, "--format", "github").out.splitlines()
    assert re.match(rf"::\w+ file={re.escape(told)},", line)
    text = jtai("check", typed).out  # people get what they typed
    assert text.startswith((f"{typed}:", "a.toml:", "0 files"))


def test_the_root_may_be_a_link(jtai, write, folder, monkeypatch):
    write("a.toml", NO_CONTACT)
    root = folder.parent / f"{folder.name}-link"
    root.symlink_to(folder)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    line, *_ = jtai("check", folder / "a.toml", "--format", "github").out.splitlines()
    assert line.startswith("::warning file=a.toml,")


def test_github_is_told_the_typed_path_where_no_root_is_known(jtai, write):
    line, *_ = jtai("check", write("a.toml", NO_CONTACT), "--format", "github").out.splitlines()
    assert line.startswith("::warning file=a.toml,")


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


def test_a_summary_page_of_nothing_found_is_one_line_and_no_table(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", SOUND)
    assert jtai("check", "a.toml", "--format", "github").code == 0
    said = page.read_text(encoding="utf-8").strip().lstrip("# ")
    assert said == "jtai check: 1 file checked: nothing found."


def test_the_summary_page_keeps_its_columns(jtai, write, folder, monkeypatch):
    page = folder / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write("a.toml", SOUND + f'inspectorates = [{THREE}, "A|B"]\n')
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
    places = {f"{code}, line {each['line']}": each for code, each in findings.items()}
    assert {case.get("name") for case in cases} == set(places)
    for case in cases:
        finding = places[case.get("name")]
        assert (case.get("classname"), case.get("file")) == ("a.toml", "a.toml")
        assert case.get("line") == str(finding["line"])
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


def test_every_case_of_junit_has_a_name_of_its_own(jtai, write):
    """GitLab keeps one of several with the same classname and name."""
    shift = "[done]\ncase-audits = 2027-06-26\ninitial-meeting = 2027-06-27\n"
    cases = 'cases = ["Firstname Lastname", "2015-03-04", "EX-3", "EX-4", "EX-5"]\n'
    files = [write("a.toml", SOUND + cases + shift), write("b.toml", SOUND + cases)]
    names = [
        (case.get("classname"), case.get("name"))
        for suite in suites(jtai("check", *files, "--format", "junit"))
        for case in suite.findall("testcase")
    ]
    assert len(set(names)) == len(names) == 6
    (line,) = (at for at, text in enumerate((SOUND + cases).split("\n"), 1) if "cases" in text)
    assert ("a.toml", f"case-personal-data, line {line}") in names
    assert ("a.toml", f"case-personal-data, line {line} (2)") in names
    days_off = [name for file, name in names if "step-on-day-off" in name]
    assert days_off == [f"step-on-day-off, line {line + 2}", f"step-on-day-off, line {line + 3}"]


@pytest.mark.parametrize(("level", "failures"), [("error", "1"), ("warning", "2"), ("note", "3")])
def test_junit_fails_at_the_level_asked_for(jtai, write, level, failures):
    run = jtai("check", write("a.toml", ALL_THREE), "--format", "junit", "--fail-level", level)
    (suite,) = suites(run)
    assert suite.get("failures") == failures
    assert len(suite.findall("testcase/failure")) == int(failures)
    assert len(suite.findall("testcase/system-out")) == 3 - int(failures)


def test_junit_holds_what_xml_cannot(jtai, write):
    name = write("a&b<c.toml", SOUND + f'inspectorates = [{THREE}, "<A & \'B\'>", "]]>"]\n')
    run = jtai("check", name, "--format", "junit")
    (suite,) = suites(run)
    assert suite.get("name") == name
    assert suite.get("tests") == "2"
