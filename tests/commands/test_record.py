"""``jtai record``: what is written into a file, and that nothing else in it changes."""

import pytest

from tests.harness import ROOT

FILE = """\
# Kept by hand.
area = "Exampleshire"
fieldwork_start = 2027-03-08  # a Monday
key_contact = "Head of safeguarding"

[[partners]]
agency = "Exampleshire Police"
[[partners]]
agency = "Children's services"

[[request]]
item = "Child-level lists"
agencies = ["police", "Children's services"]

  # The first case.
  [[audit]]
  case = "EX-01"
  got.police = 2027-03-01

[actual]
notified = 2027-02-22
# That was by telephone.
"""


DATED = ["2027-02-23", "23", "February", "2027", "today", "5/3/2027", "2027-02-24", "2027-03-04"]
FILES = [*(ROOT / "tests/inspections/ok").glob("*.toml"), *ROOT.glob("examples/*.toml")]


@pytest.fixture
def record(jtai_here, tmp_path):
    """Record in x.toml, and give its text with what was changed in it: lines gone and lines new."""
    path = tmp_path / "x.toml"
    path.write_bytes(FILE.encode())

    def run(*words, today="2027-03-05"):
        before = path.read_bytes().decode().split("\n")
        answer = jtai_here("record", "x.toml", *words, "--today", today)
        after = path.read_bytes().decode().split("\n")
        gone = [line for line in before if line not in after]
        new = [line for line in after if line not in before]
        return answer, gone, new

    run.path = path
    return run


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("set-up", "2027-02-23"), "set-up = 2027-02-23"),
        (("Setup", "23", "February", "2027"), "set-up = 2027-02-23"),
        (("set-up discussion; partners name one key contact",), None),
        (("set-up discussion",), "set-up = 2027-03-05"),
        (("case audits done", "today"), "case-audits = 2027-03-05"),
        (("statement", "5/3/2027"), "statement = 2027-03-05"),
        (("request", "1", "Police", "2027-02-24"), 'got."Exampleshire Police" = 2027-02-24'),
        (("request", "child-level", "lists", "police"), 'got."Exampleshire Police" = 2027-03-05'),
        (("audit", "ex-01", "Children's"), '  got."Children\'s services" = 2027-03-05'),
        (("moderated", "EX-01", "2027-03-04"), "  moderated = 2027-03-04"),
    ],
)
def test_what_is_written(record, words, line):
    answer, gone, new = record(*words)
    if line is None:
        assert (answer.code, gone, new) == (2, [], [])
        return
    assert (answer.code, gone) == (0, []), answer.err
    assert [each for each in new if each and each != "[done]"] == [line]
    record(*(word for word in words if word not in DATED), "--undo")
    assert record.path.read_bytes() == FILE.encode()


def test_events_move_the_plan(record):
    for words in (
        ("fieldwork ended", "2027-03-11"),
        ("draft-received", "2027-04-01"),
        ("report", "2027-04-28"),
    ):
        answer, gone, new = record(*words, today="2027-05-05")
        assert (answer.code, gone, len(new)) == (0, [], 1)
    text = record.path.read_text()
    assert text.endswith(
        "[actual]\nnotified = 2027-02-22\nfieldwork_ended = 2027-03-11\n"
        "draft_received = 2027-04-01\npublished = 2027-04-28\n# That was by telephone.\n"
    )
    assert "The report was published on Wednesday 28 April 2027" in answer.out


def test_all_agencies_at_once_and_those_that_still_owe(record):
    _, _, new = record("request", "1")
    assert new == [
        'got."Exampleshire Police" = 2027-03-05',
        'got."Children\'s services" = 2027-03-05',
    ]
    record("request", "1", "--undo")
    assert record.path.read_bytes() == FILE.encode()
    _, gone, new = record("audit", "EX-01")
    assert (gone, new) == ([], ['  got."Children\'s services" = 2027-03-05'])


def test_another_date_needs_replace_and_the_same_none(record):
    answer, gone, new = record("notified", "2027-02-22")
    assert (answer.code, gone, new) == (0, [], [])
    assert "Notified: x.toml says Monday 22 February 2027 already" in answer.out
    answer, gone, new = record("audit", "EX-01", "police", "2027-03-02")
    assert (answer.code, gone, new) == (2, [], [])
    assert "Monday 1 March 2027 is recorded already. Add --replace" in answer.err
    answer, gone, new = record("audit", "EX-01", "police", "2027-03-02", "--replace")
    assert (gone, new) == (["  got.police = 2027-03-01"], ["  got.police = 2027-03-02"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("set-up", "2027-03-06"), "Saturday 6 March 2027 is to come"),
        (("set-up", "04/13/2027"), "there is no month 13"),
        (("setupp",), "no step or event called 'setupp'. Did you mean set-up?"),
        (("Stage", "2", "meeting"), "no step or event called"),
        (("set-up", "--undo"), "nothing is recorded, so there is nothing to take back"),
        (("request", "2"), "there is no request called '2'"),
        (("request",), "a name is missing"),
        (("audit", "EX-2", "Police"), "Did you mean EX-01?"),
        (("audit", "EX-01", "Health"), "there is no partner agency called"),
        (("audit", "Casey Example"), "left out here"),
        (("published", "2027-02-01"), "must come before"),
        (("notified", "2027-02-22", "--undo"), "--undo takes back what is recorded"),
    ],
)
def test_what_is_refused_changes_nothing(record, words, said):
    answer, gone, new = record(*words)
    assert (answer.code, gone, new) == (2, [], [])
    assert said in answer.err
    assert "Casey" not in answer.err
    assert record.path.read_bytes() == FILE.encode()


@pytest.mark.parametrize(
    "layout",
    [
        "fieldwork_start = 2027-03-08\ndone = { case-audits = 2027-03-03 }\n",
        "fieldwork_start = 2027-03-08\ndone.case-audits = 2027-03-03\n",
    ],
)
def test_a_layout_that_it_does_not_change_is_left_alone(record, layout):
    record.path.write_text(layout)
    answer, gone, new = record("set-up")
    assert (answer.code, gone, new) == (2, [], [])
    assert "x.toml: done is laid out in a way that this command does not change" in answer.err


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "tests/inspections/ok").glob("*.toml")),
        *sorted(ROOT.glob("examples/*.toml")),
    ],
    ids=lambda path: path.stem,
)
def test_undo_gives_back_every_byte(jtai_here, tmp_path, path, mark, ends, last):
    text = path.read_bytes().replace(b"\n", ends)
    whole = mark + (text if last else text.rstrip(b"\r\n"))
    (tmp_path / "x.toml").write_bytes(whole)
    for word, key in (("virtual-meetings", b"virtual-"), ("draft-received", b"draft_")):
        if key in text:  # recorded there already
            continue
        if jtai_here("record", "x.toml", word, "--today", "2040-03-05").code == 0:
            assert len((tmp_path / "x.toml").read_bytes()) > len(whole)
            assert jtai_here("record", "x.toml", word, "--undo").code == 0
        assert (tmp_path / "x.toml").read_bytes() == whole


def test_what_another_holds_or_has_changed_is_left_alone(record, tmp_path, monkeypatch):
    (tmp_path / "x.toml.jtai-lock").touch()
    answer, gone, new = record("set-up")
    assert (answer.code, gone, new) == (2, [], [])
    assert "is being changed by another jtai" in answer.err
    (tmp_path / "x.toml.jtai-lock").unlink()

    from jtai_cli.outputs import files

    whole = files._replace

    def slowly(target, *rest, **options):
        target.write_text(FILE + "# and more\n")
        whole(target, *rest, **options)

    monkeypatch.setattr(files, "_replace", slowly)
    answer, _, new = record("set-up")
    assert (answer.code, new) == (2, ["# and more"])
    assert "was changed by another program meanwhile" in answer.err
    assert [each.name for each in tmp_path.iterdir()] == ["x.toml"]


def test_permissions_and_a_link_stay(record, tmp_path):
    record.path.chmod(0o640)
    (tmp_path / "link.toml").symlink_to("x.toml")
    record("set-up")
    assert record.path.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.toml").is_symlink()


def test_the_object(jtai_here, record):
    run = jtai_here(
        "record", "x.toml", "set-up", "2027-02-23", "--today", "2027-03-05", "--format", "json"
    )
    found = run.json()
    assert found["schema"] == "jtai.record/1"
    assert found["changes"] == [
        {
            "table": "done",
            "number": 1,
            "key": ["set-up"],
            "title": "Set-up discussion",
            "date": "2027-02-23",
            "before": None,
        }
    ]
    assert found["next"][0]["due"] == "2027-03-05"
