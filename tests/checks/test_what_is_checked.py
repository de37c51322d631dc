"""What is checked: folders, stdin, and files that cannot be judged."""

import json
import re

import pytest

from tests.checks.corpus import BAD, EARLY_REPORT, FINDING, NO_CONTACT, OK, SOUND
from tests.harness import INSPECTIONS, copied


def test_a_folder_is_searched(write, found):
    kept = (INSPECTIONS / "ok" / "kept.json").read_text(encoding="utf-8")
    write("all/b.toml", SOUND)
    write("all/a/z.toml", NO_CONTACT)
    write("all/c/kept.json", kept)
    write("all/.hidden/x.toml", EARLY_REPORT)
    write("all/c/.hidden/deeper/x.json", kept)
    write("all/pyproject.toml", '[project]\nname = "something"\n')
    write("all/package.json", '{"name": "something"}\n')
    write("all/list.json", "[1, 2]\n")
    write("all/other.json", '{"schema": "jtai.days/1"}\n')
    write("all/list.csv", "area,fieldwork_start\nExampleshire,2027-06-28\n")
    write("all/notes.txt", SOUND)
    answer = found("all")
    assert answer["files"] == ["all/a/z.toml", "all/b.toml", "all/c/kept.json"]
    assert answer["not_judged"] == []
    assert [(each["file"], each["code"]) for each in answer["findings"]] == [
        ("all/a/z.toml", "no-key-contact")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "fieldwork_start = 2027-06-28\n",
        "notification = 2027-06-14\n",
        'key_contact = "Head of service"\n',
        '[[partners]]\nagency = "A"\n',
        'cases = ["EX-01"]\n',
        "[actual]\nnotified = 2027-06-14\n",
        "[done]\nset-up = 2027-06-14\n",
    ],
)
def test_a_folder_gives_every_file_that_looks_like_an_inspection(write, found, text):
    write("all/a.toml", text)
    write("all/b.toml", 'area = "Exampleshire"\n')  # has none of the keys
    assert found("all")["files"] == ["all/a.toml"]


def test_a_folder_with_nothing_to_check_is_not_judged(jtai, write, folder):
    (folder / "empty").mkdir()
    write("all/.hidden/x.toml", SOUND)
    write("all/pyproject.toml", '[project]\nname = "something"\n')
    for name in ("empty", "all"):
        run = jtai("check", name)
        assert run.code == 2
        assert run.err.startswith("jtai: ")
        assert name in run.err


def test_a_folder_among_files(write, found):
    write("b.toml", NO_CONTACT)
    write("all/a.toml", EARLY_REPORT)
    assert found("b.toml", "all")["files"] == ["b.toml", "all/a.toml"]


def test_a_copy_of_the_corpus_as_folders(folder, jtai):
    copied(INSPECTIONS / "ok", folder / "ok")
    run = jtai("check", "ok")
    assert (run.code, run.out) == (0, f"{len(OK)} files checked: nothing found.\n")
    copied(INSPECTIONS / "bad", folder / "bad")
    run = jtai("check", "bad", "--format", "json")
    assert run.code == 1
    # bad/no-start.toml holds key_contact and is found by it; the others hold a start
    assert len(json.loads(run.out)["files"]) == len(BAD) - len(
        [path for path in BAD if not FOUND_BY.search(path.read_text(encoding="utf-8"))]
    )


FOUND_BY = re.compile(
    r"(?m)^(?:fieldwork_start|notification|key_contact|cases) =|^\[+(?:partners|actual|done)\]"
    r"|\"jtai\.plan/1\""
)

# -------------------------------------------------------------------------------------------- stdin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SOUND, []),
        (EARLY_REPORT, ["report-date"]),
        ("\n" + NO_CONTACT, ["no-key-contact"]),
        ((INSPECTIONS / "ok" / "kept.json").read_text(encoding="utf-8"), []),
        (
            (INSPECTIONS / "bad" / "statement-date-4.json").read_text(encoding="utf-8"),
            ["statement-date"],
        ),
    ],
    ids=["sound", "report-date", "no-key-contact", "kept", "kept, statement-date"],
)
def test_what_is_typed_in_is_checked(found, text, expected):
    answer = found("-", stdin=text)
    assert answer["files"] == ["<stdin>"]
    assert [(each["file"], each["code"]) for each in answer["findings"]] == [
        ("<stdin>", code) for code in expected
    ]


def test_what_is_typed_in_has_lines(jtai):
    run = jtai("check", "-", "-q", stdin=EARLY_REPORT)
    assert run.code == 1
    assert run.out.startswith("<stdin>:6: error report-date: ")


def test_what_is_typed_in_and_cannot_be_read(jtai):
    run = jtai("check", "-", stdin="not a file = = at all\n")
    assert run.code == 2
    assert run.err.startswith("jtai: ")


# --------------------------------------------------------------------------------- files not judged


NOT_JUDGED = {
    "missing.toml": None,
    "latin.toml": b'area = "Zo\x81"\nfieldwork_start = 2027-06-28\n',
    "not-toml.toml": "fieldwork_start = = 2027-06-28\n",
    "twice.toml": SOUND + 'area = "Exampleshire"\n',
    "unknown-key.toml": SOUND + 'key_contacts = "Head"\n',
    "bad-date.toml": SOUND.replace("2027-06-28", '"junk"'),
    "bad-number.toml": SOUND + "fieldwork_days = -1\n",
    "bad-region.toml": SOUND + 'region = "FRA"\n',
    "bad-cases.toml": SOUND + "cases = 5\n",
    "bad-inspectorates.toml": SOUND + "inspectorates = true\n",
    "bad-due.toml": SOUND + 'report_due = "soon"\n',
    "bad-done.toml": SOUND + "done = 2027-06-14\n",
    "bad-done-date.toml": SOUND + "[done]\nset-up = true\n",
    "1066.toml": SOUND.replace("2027-06-28", "1066-10-16"),
    "9999.toml": SOUND.replace("2027-06-28", "9999-03-08"),
    "framework.toml": SOUND.replace("jtai-2022", "jtai-1999"),
    "done-unknown.toml": SOUND + "[done]\nset-upp = 2027-06-14\n",
    "done-other-framework.toml": SOUND.replace("jtai-2022", "jtai-2016").replace(
        "front-door", "neglect"
    )
    + "[done]\nset-up = 2027-06-14\n",
    "not-json.json": '{"schema": "jtai.plan/1", \n',
    "list.json": "[]\n",
    "other.json": '{"schema": "jtai.days/1"}\n',
    "half.json": '{"schema": "jtai.plan/1"}\n',
    "empty.json": "",
}


@pytest.mark.parametrize(("name", "text"), NOT_JUDGED.items(), ids=NOT_JUDGED)
def test_a_file_that_cannot_be_judged(jtai, write, name, text):
    if text is not None:
        write(name, text)
    run = jtai("check", name)
    assert run.code == 2
    assert "Traceback" not in run.out + run.err
    (line,) = run.err.splitlines()
    assert line.startswith("jtai: ")
    assert name in line
    assert not FINDING.search(run.out)


@pytest.mark.parametrize(("name", "text"), NOT_JUDGED.items(), ids=NOT_JUDGED)
def test_the_other_files_are_still_judged(jtai, write, name, text):
    if text is not None:
        write(name, text)
    write("a.toml", NO_CONTACT)
    write("b.toml", SOUND)
    run = jtai("check", "a.toml", name, "b.toml", "--format", "json")
    assert run.code == 2
    answer = json.loads(run.out)
    assert answer["files"] == ["a.toml", "b.toml"]
    assert [each["file"] for each in answer["not_judged"]] == [name]
    assert [each["code"] for each in answer["findings"]] == ["no-key-contact"]
    assert answer["failed"] is True
    assert len([line for line in run.err.splitlines() if line.startswith("jtai: ")]) == 1


def test_not_judged_wins_over_nothing_found(jtai, write):
    run = jtai("check", write("a.toml", SOUND), "missing.toml")
    assert run.code == 2
    assert run.out.splitlines()[-1].startswith("1 file checked: nothing found.")


def test_each_file_not_judged_has_its_line(jtai):
    run = jtai("check", "one.toml", "two.toml", "three.json")
    assert run.code == 2
    lines = run.err.splitlines()
    assert [line.startswith("jtai: ") for line in lines] == [True] * 3
    for name, line in zip(("one.toml", "two.toml", "three.json"), lines, strict=True):
        assert name in line


@pytest.mark.parametrize(
    ("step", "belongs"),
    [
        ("notification", "notified"),
        ("fieldwork", "fieldwork_ended"),
        ("draft-report", "draft_received"),
        ("report", "published"),
    ],
)
def test_what_has_a_key_of_its_own_is_not_among_the_steps_done(jtai, write, step, belongs):
    write("a.toml", f"{SOUND}[done]\n{step} = 2027-06-28\n")
    run = jtai("check", "a.toml")
    assert run.code == 2
    assert run.err.startswith("jtai: ")
    assert belongs in run.err


@pytest.mark.parametrize(
    "step",
    [
        "information-request",
        "set-up",
        "case-selection",
        "planning",
        "case-audits",
        "further-analysis",
        "fieldwork-timetable",
        "virtual-meetings",
        "initial-meeting",
        "keep-in-touch",
        "final-meeting",
        "corrections",
        "pre-publication-copy",
        "statement",
    ],
)
def test_every_other_step_may_be_done(jtai, write, step):
    write("a.toml", f"{SOUND}[done]\n{step} = 2027-06-28\n")
    run = jtai("check", "a.toml", "--select", "no-key-contact")
    assert (run.code, run.err) == (0, "")


def test_nothing_to_check_is_refused(jtai):
    run = jtai("check")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("jtai: ")


@pytest.mark.parametrize(("number", "code"), [(2000, 0), (2001, 2)])
def test_at_most_2000_files_are_checked_at_once(jtai, tmp_path, number, code):
    for each in range(number):
        (tmp_path / f"{each}.toml").write_text(SOUND, encoding="utf-8")
    run = jtai("check", tmp_path, "-q")
    assert run.code == code
    assert ("at most 2,000 and 3,000,000 bytes are checked at once" in run.err) == (code == 2)
