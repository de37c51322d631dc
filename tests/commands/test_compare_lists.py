"""`jtai compare` of two lists: which inspections move, are new or are gone."""

import pytest

HEADING = "area,reference,fieldwork_start,closures,rehearsal"
OLD = [
    "Exampleshire,EX-1,2027-03-08,,",
    "Barchester,,2027-04-19,,",
    "Borsetshire,B-1,2027-06-28,,",
    "Goneshire,,2027-09-06,,",
]
NEW = [
    "Newtown,N-1,2027-10-04,,",
    "Exampleshire Council,EX-1,2027-03-15,,",
    "barchester,BA-1,2027-04-20,,",
    "Borsetshire,B-1,2027-06-28,,",
]


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def lists(folder):
    """Write two lists."""

    def write(old, new):
        for name, rows in (("old.csv", old), ("new.csv", new)):
            (folder / name).write_text("\n".join([HEADING, *rows, ""]), encoding="utf-8")
        return "old.csv", "new.csv"

    return write


@pytest.fixture
def changes(jtai, lists):
    """What becomes of the inspections, by the rows of both lists."""

    def found(old, new):
        answer = jtai("compare", *lists(old, new), "--format", "json", "-q").json()
        rows = [
            tuple(each[k] and each[k]["row"] for k in ("from", "to")) for each in answer["changes"]
        ]
        return {pair: each["what"][0] for pair, each in zip(rows, answer["changes"], strict=True)}

    return found


def test_it_says_what_moves_is_new_and_is_gone(jtai, lists):
    assert jtai("compare", *lists(OLD, NEW), "-q").out == (
        "Of 5 inspections 2 move, 1 is new, 1 is gone and 1 stays as it is.\n"
        "\n"
        "From  old.csv\n"
        "To    new.csv\n"
        "\n"
        "What changes\n"
        "What   From             To               Inspection\n"
        "new                     Mon 4 Oct 2027   Newtown N-1\n"
        "moved  Mon 8 Mar 2027   Mon 15 Mar 2027  Exampleshire Council EX-1\n"
        "                                         Notification, fieldwork, the report and the"
        " statement move\n"
        "                                         5 working days later.\n"
        "moved  Mon 19 Apr 2027  Tue 20 Apr 2027  barchester BA-1\n"
        "                                         Notification, fieldwork, the report and the"
        " statement move\n"
        "                                         1 working day later.\n"
        "gone   Mon 6 Sep 2027                    Goneshire\n"
        "\n"
        "From and To are the first day of fieldwork.\n"
    )


def test_an_object_has_both_sides(jtai, lists):
    answer = jtai("compare", *lists(OLD, NEW), "--format", "json").json()
    assert [answer[key] for key in ("schema", "from", "to", "unchanged")] == [
        "jtai.list-compare/1",
        "old.csv",
        "new.csv",
        1,
    ]
    new, moved, _, gone = answer["changes"]
    assert (new["from"], new["moved_by"], gone["to"]) == (None, None, None)
    assert moved == {
        "what": ["moved"],
        "reference": "EX-1",
        "area": "Exampleshire Council",
        "theme": None,
        "from": {
            "row": 2,
            "notification": {"date": "2027-02-22"},
            "fieldwork": {"start": "2027-03-08", "end": "2027-03-12"},
            "report": {"due": "2027-05-04", "published": None},
            "statement": {"due": "2027-08-11"},
        },
        "to": {
            "row": 3,
            "notification": {"date": "2027-03-01"},
            "fieldwork": {"start": "2027-03-15", "end": "2027-03-19"},
            "report": {"due": "2027-05-11", "published": None},
            "statement": {"due": "2027-08-18"},
        },
        "moved_by": dict.fromkeys(("notification", "fieldwork", "report", "statement"), 5),
    }


A, MOVED = "Exampleshire,{},2027-03-08,,{}", "Exampleshire,{},2027-03-15,,{}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A.format("", "")], [MOVED.format("", "")], {(2, 2): "moved"}),
        ([A.format("R-1", "")], [MOVED.format("R-1", "")], {(2, 2): "moved"}),
        ([A.format("", "")], [MOVED.format("R-1", "")], {(2, 2): "moved"}),
        ([A.format("R-1", "")], [MOVED.format("", "")], {(2, 2): "moved"}),
        # Two references are two inspections, whatever the area.
        ([A.format("R-1", "")], [MOVED.format("R-2", "")], {(None, 2): "new", (2, None): "gone"}),
        # Of two in the area nothing says which of them the other list means.
        (
            [A.format("", "")],
            [MOVED.format("R-1", ""), MOVED.format("R-2", "")],
            {(None, 2): "new", (None, 3): "new", (2, None): "gone"},
        ),
        # What a reference pairs is taken, so that the area leaves no doubt about the other.
        (
            [A.format("R-1", ""), A.format("", "")],
            [MOVED.format("R-1", ""), MOVED.format("R-2", "")],
            {(2, 2): "moved", (3, 3): "moved"},
        ),
        # An exercise is never the inspection.
        ([A.format("", "")], [MOVED.format("", "yes")], {(None, 2): "new", (2, None): "gone"}),
        ([A.format("R", "")], [MOVED.format("R", "yes")], {(None, 2): "new", (2, None): "gone"}),
    ],
)
def test_rows_are_paired_by_reference_or_else_by_area(changes, old, new, expected):
    assert changes(old, new) == expected


def test_an_inspection_moves_where_a_step_of_it_does(jtai, lists, folder):
    """Elsewhere than fieldwork: a shorter notice leaves fieldwork where it is."""
    old, new = lists([OLD[0]], [OLD[0]])
    heading = "area,reference,fieldwork_start,notification"
    text = f"{heading}\nExampleshire,EX-1,2027-03-08,2027-02-19\n"
    (folder / new).write_text(text, encoding="utf-8")
    run = jtai("compare", old, new, "-q")
    assert "Notification moves 1 working day earlier; fieldwork, the report and" in " ".join(
        run.out.split()
    )
    (folder / new).write_text(
        "area,reference,fieldwork_start,framework\nExampleshire,EX-1,2027-03-08,jtai-2016\n",
        encoding="utf-8",
    )
    assert "1 moves." in jtai("compare", old, new, "-q").out


def test_a_rehearsal_says_so(jtai, lists):
    names = lists([A.format("R", "yes")], [MOVED.format("R", "yes")])
    assert "REHEARSAL Exampleshire R" in jtai("compare", *names).out
    (change,) = jtai("compare", *names, "--format", "json").json()["changes"]
    assert change["rehearsal"] is True


def test_the_exit_code_says_whether_anything_changes(jtai, lists):
    names = lists(OLD, NEW)
    assert jtai("compare", *names).code == 0
    assert jtai("compare", *names, "--exit-code").code == 1
    same = lists(OLD, OLD)
    run = jtai("compare", *same, "--exit-code", "-q")
    assert (run.code, run.out.splitlines()[0]) == (0, "No date changes.")


def test_a_list_on_stdin_is_compared(jtai, lists, folder):
    lists(OLD, NEW)
    text = (folder / "old.csv").read_text(encoding="utf-8")
    run = jtai("compare", "-", "new.csv", "-q", stdin=text)
    assert (run.code, "2 move, 1 is new, 1 is gone" in run.out) == (0, True)
    assert "From  <stdin>" in run.out


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([OLD[1], OLD[1]], "row 3: it is known as 'barchester', as row 2 is."),
        ([",,2027-03-08,,"], "row 2: it has neither reference nor area"),
        (["A,R,2027-02-30,,"], "row 2: fieldwork_start:"),
    ],
)
@pytest.mark.parametrize("side", [0, 1])
def test_a_bad_row_of_either_is_named(jtai, lists, rows, words, side):
    given = [OLD, OLD]
    given[side] = [*OLD[2:3], *rows]
    names = lists(*given)
    run = jtai("compare", *names)
    number = int(words.split()[1].rstrip(":")) + 1  # below the good one
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"jtai: {names[side]}, row {number}: ")
    run = jtai("compare", *names, "--skip-bad")
    assert (run.code, f"skipped: {names[side]}, row {number}: " in run.err) == (0, True)
    told = f"What was skipped in '{names[side]}' may be told as {('new', 'gone')[side]}."
    assert [line for line in run.err.splitlines() if "may be told" in line] == [f"note: {told}"]


def test_capitals_make_no_other_reference(jtai, lists, changes):
    assert changes(["A,EX-1,2027-03-08,,"], ["Newtown,ex-1,2027-03-15,,"]) == {(2, 2): "moved"}
    run = jtai("compare", *lists(OLD, ["A,n-1,2027-03-08,,", "B,N-1,2027-03-15,,"]))
    assert (run.code, "new.csv, row 3: it is known as 'N-1', as row 2 is." in run.err) == (2, True)
    # Nor do blanks; and a reference is none of the areas.
    assert changes(["A,EX 1,2027-03-08,,"], ["A,ex  1,2027-03-15,,"]) == {(2, 2): "moved"}
    assert changes(["Avon,,2027-03-08,,"], ["Avon,,2027-03-08,,", "B,avon,2027-03-15,,"]) == {
        (None, 3): "new"
    }


@pytest.mark.parametrize("other", ["2027-03-08", "x.toml", "x.json"])
def test_a_list_is_compared_with_a_list_alone(jtai, lists, other):
    lists(OLD, NEW)
    for given in (("old.csv", other), (other, "old.csv")):
        run = jtai("compare", *given)
        assert run.code == 2
        assert f"'old.csv' is a list, and '{other}' is not." in run.err


@pytest.mark.parametrize("option", [("--steps",), ("--terms", "x.ics"), ("--others", "x.ics")])
def test_what_is_of_two_inspections_is_refused(jtai, lists, option):
    run = jtai("compare", *lists(OLD, NEW), *option)
    assert (run.code, f"{option[0]} is of inspections." in run.err) == (2, True)
