"""``jtai record``: what is written into a file, and that nothing else in it changes."""

import tomllib

import pytest

from tests.harness import ROOT, in_shell, run_process

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

    run.path, run.jtai = path, jtai_here
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
        (("audit", "EX-01", "Army"), "there is no partner agency called"),
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


ENDS = {
    "lf": lambda text: text,
    "crlf": lambda text: text.replace(b"\n", b"\r\n"),
    "mixed": lambda text: text.replace(b"\n", b"\r\n", 2),
    "marked": lambda text: b"\xef\xbb\xbf" + text,
    "open": lambda text: text.rstrip(b"\n"),
}


@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.stem)
def test_one_thing_is_written_and_every_other_byte_stays(jtai_here, tmp_path, path, ends):
    old, file = ENDS[ends](path.read_bytes().replace(b"\r", b"")), tmp_path / "x.toml"
    expected = tomllib.loads(_plain(old))
    for word in ("information-request", "pre-publication-copy", "statement"):
        file.write_bytes(old)
        run = jtai_here("record", "x.toml", word, "2017-11-20", "--today", "2029-03-05", "-q")
        new = file.read_bytes()
        if word in expected.get("done", {}):
            assert (run.code, new) == (2, old)
            assert "is recorded already" in run.err
            continue
        assert run.code == 0, run.err
        found = tomllib.loads(_plain(new))
        assert found["done"].pop(word).isoformat() == "2017-11-20"
        assert found == {**expected, "done": expected.get("done", {})}
        lines = new.split(b"\n")
        at = next(number for number, line in enumerate(lines) if line.startswith(word.encode()))
        assert new.startswith(old[: len(b"\n".join(lines[: at - 2]))])
        assert (b"\r\n" in old) or b"\r" not in new
        assert jtai_here("record", "x.toml", word, "--undo", "-q").code == 0
        assert file.read_bytes() == old


def _plain(data):
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def test_line_ends_that_were_doubled_stay(record):
    """Each was halved, in the whole file."""
    old = b"area = 'X'\r\r\nfieldwork_start = 2027-03-08\r\n"
    record.path.write_bytes(old)
    assert record("set-up")[0].code == 0
    assert record.path.read_bytes() == old + b"\n[done]\nset-up = 2027-03-05\n"


def test_a_step_of_ones_own_and_a_date_in_words(record):
    steps = 'id = "stage-2"\ntitle = "Stage 2 meeting"\nfrom = "notification"\noffset = 1\n'
    record.path.write_text(f"fieldwork_start = 2027-03-08\n[[steps]]\n{steps}")
    for typed in (["stage-2"], ["Stage", "2", "meeting"], ["Stage 2 meeting"]):
        _, _, new = record(*typed, "Tue", "23rd", "February", "2027")
        assert "stage-2 = 2027-02-23" in new
        assert record(*typed, "--undo")[0].code == 0
    _, _, new = record("Stage", "2", "meeting")
    assert "stage-2 = 2027-03-05" in new


def test_the_day_before_a_name_is_the_date(record):
    """Of "1 23 February 2027" the request is 1, and not the words from "1 23" on."""
    _, _, new = record("request", "1", "23", "February", "2027")
    assert 'got."Exampleshire Police" = 2027-02-23' in new


@pytest.mark.parametrize(
    "childs", ["943-476-5919", "943.476.5919", "943 476 5919", "Casey Example", "7yo F"]
)
@pytest.mark.parametrize(
    "words", [(), ("set-up",), ("request",), ("audit", "EX-01"), ("moderated",)]
)
def test_what_may_be_a_childs_is_not_repeated(record, words, childs):
    for typed in ([childs], childs.split()):
        answer, gone, new = record(*words, *typed)
        assert (answer.code, answer.out, gone, new) == (2, "", [], [])
        assert not any(part in answer.err for part in ("943", "476", "5919", "Casey", "7yo"))


def test_a_step_done_that_there_is_not(record):
    record.path.write_text(f"{FILE}[done]\nnonesuch = 2027-03-01\n")
    answer, gone, new = record("set-up")
    assert (answer.code, gone, new) == (2, [], [])
    assert answer.err.startswith("jtai: x.toml, line 24: ")


def test_one_date_for_all_agencies_is_not_parted(record):
    record.path.write_text(FILE.replace("got.police =", "got ="))
    for words in (("audit", "EX-01", "--undo"), ("audit", "EX-01", "police", "--undo")):
        answer, gone, new = record(*words)
        assert (answer.code, answer.out, gone, new) == (2, "", [], [])
        assert "audit is laid out in a way" in answer.err
    answer, gone, new = record("audit", "EX-01", "2027-03-01")
    assert (answer.code, gone, new) == (0, [], [])


def test_the_same_date_in_other_words_is_left_as_it_is(record):
    record.path.write_text(f'{FILE}[done]\nset-up = "23 February 2027"  # by telephone\n')
    answer, gone, new = record("set-up", "2027-02-23")
    assert (answer.code, gone, new) == (0, [], [])
    assert "already" in answer.out
    _, _, new = record("set-up", "2027-02-24", "--replace")
    assert new == ["set-up = 2027-02-24  # by telephone"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (FILE.encode("utf-16"), "is not in UTF-8. Save it again as UTF-8"),
        (FILE.replace("hand", "h\u00e4nd").encode("cp1252"), "is not in UTF-8"),
        (b"", "no date to plan from"),
        (b"fieldwork_start = 2027-03-08\n[done\n", "x.toml, line 2: this is not TOML"),
    ],
)
def test_a_file_that_cannot_be_changed_stays(record, data, said):
    record.path.write_bytes(data)
    run = record.jtai("record", "x.toml", "set-up", "--today", "2027-03-05")
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert record.path.read_bytes() == data


def test_a_folder_or_nothing(jtai_here, tmp_path):
    (tmp_path / "f.toml").mkdir()
    assert "is a folder" in jtai_here("record", "f.toml", "set-up").err
    assert "does not exist" in jtai_here("record", "g.toml", "set-up").err
    assert [each.name for each in tmp_path.iterdir()] == ["f.toml"]


@pytest.mark.parametrize("to", [">/dev/full", ">&-"])
def test_where_the_answer_cannot_be_printed_the_file_is_as_it_was(record, tmp_path, to):
    if to.endswith("full") and not (ROOT / to[1:]).exists():
        pytest.skip("this system has no full device")
    words = ("record", "x.toml", "set-up", "--today", "2027-03-05")
    run = run_process(*words, program=in_shell(to), cwd=tmp_path)
    assert run.code == 2
    assert "'stdout'" in run.err
    assert record.path.read_bytes() == FILE.encode()
    assert [each.name for each in tmp_path.iterdir()] == ["x.toml"]


def test_fieldwork_moves_to_a_day_to_come(record):
    answer, gone, new = record("fieldwork-start", "2027-03-10")
    assert (answer.code, gone, new) == (2, [], [])
    assert (
        "Start of fieldwork: Monday 8 March 2027 is recorded already. Add --replace" in answer.err
    )
    answer, gone, new = record("fieldwork start", "2027-03-10", "--replace")
    assert (answer.code, gone) == (0, ["fieldwork_start = 2027-03-08  # a Monday"])
    assert new == ["fieldwork_start = 2027-03-10  # a Monday"]
    assert "Fieldwork starts in 3 working days, on Wednesday 10 March 2027" in answer.out
    answer, gone, new = record("fieldwork-start", "2027-03-13", "--replace")  # a Saturday
    assert (answer.code, gone, new) == (2, [], [])


def test_a_start_is_written_among_the_keys_at_the_top(record):
    record.path.write_text("notification = 2027-02-22\n\n[actual]\nnotified = 2027-02-22\n")
    _, gone, new = record("fieldwork-start", "2027-03-08")
    assert (gone, new) == ([], ["fieldwork_start = 2027-03-08"])
    assert record.path.read_text().startswith("notification = 2027-02-22\nfieldwork_start = ")
