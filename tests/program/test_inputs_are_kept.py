"""No answer is written over a file that it was made from, by whatever name that is known."""

import json
import os
import shutil

import pytest

from tests.harness import ROOT, run_process

START = "2027-06-28"
OWN = (ROOT / "examples/frameworks/peer-challenge.toml").read_text(encoding="utf-8")
FILES = {
    "l.csv": "area,fieldwork_start\nExampleshire,2027-06-28\n",
    "i.toml": 'fieldwork_start = 2027-06-28\nframework = "own.toml"\n',
    "own.toml": OWN,
    "terms.csv": "name,from,to\nHalf term,2027-05-31,2027-06-04\n",
    "others.csv": "name,from,to\nSEND inspection,2027-05-24,2027-06-11\n",
    "letters.csv": "urn,area,theme,inspectorates,fieldwork_start,fieldwork_end,published,"
    "statement_due\n",
    "days.json": json.dumps(
        {"england-and-wales": {"events": [{"title": "New", "date": "2027-06-29", "notes": ""}]}}
    ),
    "config.toml": 'bank_holidays_file = "days.json"\n',
}
WEEKS = ("weeks", "--from", "2027-05-24", "--to", "2027-06-04")
READS = [
    (("plan", "l.csv", "--format", "csv"), "l.csv"),
    (("plan", "i.toml"), "i.toml"),
    (("plan", "i.toml"), "own.toml"),
    (("plan", START, "--framework", "own.toml"), "own.toml"),
    (("plan", START, "--bank-holidays", "days.json"), "days.json"),
    (("plan", START), "config.toml"),
    (("plan", START), "days.json"),
    (("calendar", "i.toml"), "i.toml"),
    (("check", "i.toml"), "i.toml"),
    (("check", "."), "i.toml"),
    (("status", "i.toml"), "i.toml"),
    (("compare", "i.toml", START), "i.toml"),
    (("compare", START, "i.toml"), "i.toml"),
    (("compare", START, START, "--terms", "terms.csv"), "terms.csv"),
    ((*WEEKS, "--terms", "terms.csv"), "terms.csv"),
    ((*WEEKS, "--others", "others.csv"), "others.csv"),
    (("evidence", "--letters", "letters.csv"), "letters.csv"),
    (("deadlines", "i.toml"), "i.toml"),
    (("notice", "i.toml"), "i.toml"),
    (("rules", "own.toml"), "own.toml"),
    (("init", "--framework", "own.toml"), "own.toml"),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JTAI_CONFIG", "config.toml")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "read"),
    READS,
    ids=lambda each: each if isinstance(each, str) else " ".join(each),
)
@pytest.mark.parametrize("spelling", ["itself", "hard link", "link", "other spelling"])
def test_an_answer_is_not_written_over_what_it_is_made_from(
    jtai, folder, arguments, read, spelling
):
    ending = ".ics" if arguments[0] == "calendar" else ".csv" if read.endswith(".csv") else ".txt"
    output = {"itself": read, "other spelling": f"../{folder.name}/./{read}"}.get(spelling)
    if output is None or ending == ".ics":
        output = f"other{ending}"
        link = os.link if spelling != "link" else os.symlink
        link(folder / read, folder / output)
    form = ["--format", "text" if arguments[0] == "check" else "table"]
    if arguments[0] in ("calendar", "init") or "--format" in arguments:
        form = []
    run = jtai(*arguments, *form, "-o", output, "--force")
    assert (run.code, run.out) == (2, "")
    assert "is one of the files that the answer is made from" in run.err
    assert len(run.err.splitlines()) == 1
    for name, text in FILES.items():
        assert (folder / name).read_text(encoding="utf-8") == text


def test_a_folder_that_holds_what_the_answer_is_made_from_is_not_replaced(jtai, folder):
    (folder / "out").mkdir()
    os.link(folder / "i.toml", folder / "out/one.ics")
    run = jtai("calendar", "i.toml", "--split-by", "who", "-o", "out", "--force")
    assert (run.code, run.out) == (2, "")
    assert "one.ics' is one of the files that the answer is made from" in run.err
    assert os.listdir(folder / "out") == ["one.ics"]
    assert (folder / "i.toml").read_text(encoding="utf-8") == FILES["i.toml"]


def test_what_stdin_reads_is_a_file_too(folder):
    with open(folder / "i.toml", "rb") as file:
        run = run_process(
            *("check", "-", "--format", "text", "-o", folder / "i.toml", "--force"),
            stdin=file,
            cwd=folder,
            env={"JTAI_CONFIG": ""},
        )
    assert run.code == 2
    assert "is one of the files that the answer is made from" in run.err
    assert (folder / "i.toml").read_text(encoding="utf-8") == FILES["i.toml"]


def test_what_a_command_before_has_read_may_be_written(jtai, folder):
    assert jtai("plan", "l.csv", "--format", "csv", "-o", "plans.csv", "-q").code == 0
    assert jtai("days", "add", START, "1", "--format", "csv", "-o", "l.csv", "--force").code == 0


def test_the_next_edition_takes_the_place_of_the_one_before(jtai, folder):
    """It has all that is to be known of that; a list or a framework is lost."""
    given = ("calendar", START, "--area", "X", "-o", "sent.ics")
    assert jtai(*given).code == 0
    assert jtai(*given, "--previous", "sent.ics", "--force").code == 0
    shutil.copy("sent.ics", "again.ics")
    assert jtai(*given, "--previous", "again.ics", "--force").code == 0
