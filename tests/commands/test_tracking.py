"""``jtai requests`` and ``jtai audits``: who owes what, and a first list of each.

Fieldwork from Monday 8 March 2027: notification is Monday 22 February, day 3 Wednesday 24, day 8
Wednesday 3 March.
"""

import json
import tomllib

import pytest

FILE = """\
area = "Exampleshire"
theme = "front-door"
fieldwork_start = 2027-03-08
key_contact = "Head of safeguarding"
cases = ["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"]

[[partners]]
agency = "Police"
[[partners]]
agency = "Children's services"
[[partners]]
agency = "Library"
in_scope = false

[[request]]
item = "Child-level lists"
agency = "children's services"
due = 3
[[request]]
item = "Plans"
agencies = ["Police", "Children's services"]
due = 2027-03-03
got.Police = 2027-02-26
[[request]]
item = "Notes"
agency = "Library"

[[audit]]
case = "EX-01"
due = 8
got.Police = 2027-03-02
[[audit]]
case = "EX-02"
agencies = ["Police", "Library"]
due = 8
moderated = 2027-03-04
"""
TODAY = ("--today", "2027-03-05", "-q")


@pytest.fixture
def at(jtai_here, tmp_path):
    """Run in a folder that has x.toml, and any other bytes of it on request."""

    def run(*words, data=None):
        if data is not None:
            run.path.write_bytes(data)
        return jtai_here(*words)

    run.path = tmp_path / "x.toml"
    run.path.write_bytes(FILE.encode())
    return run


def test_requests_by_state_and_agency(at):
    run = at("requests", "x.toml", *TODAY)
    assert (run.code, run.err) == (0, "")
    assert (
        run.out
        == """\
Requests: Exampleshire
2 late, 1 open and 1 got, counted for each agency.

Today  Friday 5 March 2027
Late   2                    by up to 7 working days

Late
No.  Due              Late by  Agencies             Request
1    Wed 24 Feb 2027  7 days   Children's services  Child-level lists
2    Wed 3 Mar 2027   2 days   Children's services  Plans

Open, without a date
No.  Agencies  Request
3    Library   Notes

Got
No.  Came             Agencies  Request
2    Fri 26 Feb 2027  Police    Plans

By agency
Late  Due  Open  Got  Agency
2     0    0     0    Children's services
0     0    0     1    Police
0     0    1     0    Library
"""
    )


def test_audits_case_by_agency(at):
    run = at("audits", "x.toml", *TODAY)
    assert (run.code, run.err) == (0, "")
    assert (
        run.out
        == """\
Audits: Exampleshire
3 late and 1 got, counted for each agency.

Today  Friday 5 March 2027
Late   3                    by up to 2 working days

Case by agency
EX-01        EX-02        Agency
got 2 Mar    late 2 days  Police
late 2 days  not asked    Children's services
not asked    late 2 days  Library
not yet      4 Mar        moderated

Late
Children's services: EX-01.
Library: EX-02.
Police: EX-02.
"""
    )
    before = at("audits", "x.toml", "--today", "2027-03-03", "-q").out
    assert "due 3 Mar" in before
    assert "not yet    not yet" in before  # it was moderated on the day after
    more = "".join(f'[[audit]]\ncase = "EX-1{n}"\nagencies = ["Library"]\n' for n in range(7))
    many = at("audits", "x.toml", *TODAY, data=FILE.encode() + more.encode()).out
    assert "\nPolice       Children's services  Library      moderated  Case\n" in many
    assert "\nlate 2 days  not asked            late 2 days  4 Mar      EX-02\n" in many
    assert "\nnot asked    not asked            open         not yet    EX-16\n" in many


@pytest.mark.parametrize("command", ["requests", "audits"])
def test_numbered_days_are_counted_from_the_call_that_came(at, command):
    """On Monday 15 February, a week early: its third day is Wednesday 17, of week 1."""
    data = FILE.replace("due = 8", "due = 3") + "[actual]\nnotified = 2027-02-15\n"
    rows = at(command, "x.toml", "--format", "csv", *TODAY, data=data.encode()).out
    assert ",2027-02-17,,late,12\r\n" in rows
    planned = "notification = 2027-02-15\n" + FILE  # and past, which is asked about
    run = at(command, "x.toml", "--today", "2027-03-05", data=planned.encode())
    assert "Did the call come on Monday 15 February 2027" in run.err


def test_at_a_weekend_no_working_day_has_passed(at):
    run = at(
        "audits",
        "x.toml",
        "--today",
        "2027-03-06",
        data=FILE.replace("due = 8", "due = 10").encode(),
    )
    assert "late less than a day" in run.out


def test_where_there_is_little_room_cases_keep_their_capitals(at, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")
    more = "".join(f'[[audit]]\ncase = "EX-1{n}"\nagencies = ["Library"]\n' for n in range(6))
    page = at("audits", "x.toml", *TODAY, data=FILE.encode() + more.encode()).out
    assert "EX-01: got 2 Mar; EX-02: late 2 days; EX-10: not asked" in page


def test_of_one_agency(at):
    page = at("requests", "x.toml", "--for", "police", *TODAY).out
    assert "Exampleshire, Police\n1 got.\n" in page
    assert "No.  Came             Request\n2    Fri 26 Feb 2027  Plans\n" in page
    found = json.loads(at("requests", "x.toml", "--for", "police", "--format", "json", *TODAY).out)
    assert found["for"] == "Police"
    assert [(each["title"], each["got"]) for each in found["requests"]] == [("Plans", "2027-02-26")]
    assert "EX-01" not in at("audits", "x.toml", "--for", "library", *TODAY).out
    rows = at("audits", "x.toml", "--for", "LIBRARY", "--format", "csv", *TODAY).out
    assert rows.replace("\r", "").splitlines()[1:] == [
        "2,EX-02,Audit of EX-02,Library,,2027-03-03,,late,2"
    ]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("requests", "--fail-late"), 1),
        (("requests", "--fail-late", "--for", "police"), 0),
        (("requests",), 0),
        (("audits", "--fail-late"), 1),
        (("audits", "--fail-late", "--today", "2027-03-03"), 0),
        (("audits", "--fail-late", "--for", "police"), 1),
    ],
)
def test_fail_late(at, words, code):
    name, *options = words
    assert at(name, "x.toml", *TODAY, *options).code == code


def test_what_may_be_a_childs_is_never_printed(at):
    data = FILE.replace('"EX-02"\nagencies', '"Mike Brown"\nagencies')
    data = data.replace("Child-level lists", "File of Mike Brown").replace('"EX-05"', '"Amy S"')
    for command in ("requests", "audits"):
        for options in ((), ("--format", "json"), ("--format", "csv"), ("--draft",)):
            today = TODAY if options != ("--draft",) else ()
            run = at(command, "x.toml", *options, *today, data=data.encode())
            assert run.code == 0
            for word in ("Mike", "mike", "Brown", "Amy"):
                assert word not in run.out + run.err
    assert "1 case left out" in run.err
    run = at("requests", "x.toml", "--for", "Mike Brown")
    assert run.code == 2
    assert "Mike" not in run.err


# The draft

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("command", ["requests", "audits"])
@pytest.mark.parametrize("mark", [b"", MARK], ids=["plain", "BOM"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "unended"])
def test_a_draft_is_appended_once(at, command, mark, ends, last):
    text = FILE if last else FILE.rstrip("\n")
    old = mark + text.replace("\n", ends).encode()
    run = at(command, "x.toml", "--draft", "--write", data=old)
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("Added to x.toml: ")
    new = at.path.read_bytes()
    assert new.startswith(old)
    added = new[len(old) :].decode()
    assert added.count("\n") == added.count(ends)
    table = command.removesuffix("s")
    before, after = (tomllib.loads(each.decode("utf-8-sig")) for each in (old, new))
    assert {**after, table: after[table][: len(before[table])]} == before
    assert len(after[table]) > len(before[table])
    again = at(command, "x.toml", "--draft", "--write")
    assert (again.code, again.err) == (0, "Nothing is suggested that x.toml lacks.\n")
    assert at.path.read_bytes() == new


def test_the_requests_of_a_theme(at):
    """Of the fifteen kinds four are not here: two of other themes, one there, one thematic."""
    drafted = tomllib.loads(at("requests", "x.toml", "--draft", "-q").out)["request"]
    found = {each["id"]: each for each in drafted}
    assert list(found) == [
        *("key-contact", "meetings-list", "case-records", "case-audits"),
        *("documents-local-authority", "documents-safeguarding-partnership", "documents-police"),
        *("documents-health", "consent", "access-to-records", "fieldwork-timetable"),
    ]
    assert found["documents-police"]["agencies"] == ["Police"]
    assert found["consent"]["agencies"] == ["Children's services"]
    assert found["case-audits"]["agencies"] == ["Police", "Children's services"]  # in scope
    assert "agencies" not in found["documents-health"]
    assert (found["key-contact"]["due"], found["case-audits"]["due"]) == (2, 8)
    # HMI Probation takes part in two of these, and the youth justice service in the first alone.
    numbers = {"serious-youth-violence": 15, "domestic-abuse": 14, "early-help": 13}
    for theme, number in numbers.items():
        data = FILE.replace("front-door", theme).replace("Child-level lists", "Other")
        run = at("requests", "x.toml", "--draft", "-q", data=data.encode())
        assert len(tomllib.loads(run.out)["request"]) == number
    data = FILE.replace("theme", "# theme").replace("Child-level lists", "Other")
    run = at("requests", "x.toml", "--draft", data=data.encode())
    assert run.err == "15 requests suggested, and not in x.toml: add --write to append them.\n"
    assert run.out.count("# Suggested by jtai") == 15
    assert run.out.count("# The file has no theme") == 3
    assert "# No partner is of the kind health: write agencies, or all are asked.\n" in run.out


def test_the_audits_of_the_cases(at):
    drafted = tomllib.loads(at("audits", "x.toml", "--draft", "-q").out)["audit"]
    assert [(each["case"], each["due"]) for each in drafted] == [
        *(("EX-03", 8), ("EX-04", 8), ("EX-05", 8)),
    ]


def test_a_case_that_is_listed_twice_is_drafted_once(at):
    data = FILE.replace('"EX-05"]', '"EX-05", " EX-03"]').encode()
    drafted = tomllib.loads(at("audits", "x.toml", "--draft", "-q", data=data).out)["audit"]
    assert [each["case"] for each in drafted] == ["EX-03", "EX-04", "EX-05"]


def test_a_request_is_known_by_its_item_too(at):
    data = FILE.replace('item = "Notes"', 'id = "own"\nitem = "Other information: police  FORCE"')
    drafted = at("requests", "x.toml", "--draft", "-q", data=data.encode()).out
    assert "police force" not in drafted

    data = FILE.replace('item = "Notes"', 'id = "documents-police"\nitem = "Notes"')
    run = at("requests", "x.toml", "--draft", "-q", data=data.encode())
    assert (run.code, run.err) == (0, "")
    assert "police force" not in run.out


def test_a_draft_says_the_period(at):
    drafted = at("requests", "x.toml", "--draft", "-q").out
    assert drafted.count("# Period: history of the child.\n") == 1


def test_everybody_is_not_named(at):
    data = FILE.replace("in_scope = false", "").encode()
    drafted = tomllib.loads(at("requests", "x.toml", "--draft", "-q", data=data).out)["request"]
    assert [each["id"] for each in drafted if "agencies" not in each] == [
        *("key-contact", "case-records", "case-audits", "documents-safeguarding-partnership"),
        *("documents-health", "fieldwork-timetable"),
    ]


def test_a_file_that_would_be_too_large_to_read_stays_as_it_is(at):
    data = (FILE + f"# {'x' * 70}\n" * 1350).encode()
    assert 98_000 < len(data) < 100_000
    run = at("requests", "x.toml", "--draft", "--write", data=data)
    assert (run.code, run.out) == (2, "")
    assert "would have more than 100,000 bytes" in run.err
    assert at.path.read_bytes() == data


def test_audits_of_no_cases(at):
    data = FILE.replace("cases =", "# cases =")
    run = at("audits", "x.toml", "--draft", "--write", data=data.encode())
    assert (run.code, run.out) == (2, "")
    assert 'cases = ["EX-01"' in run.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--write",), "--write appends a draft"),
        (("--draft", "--for", "police"), "--for means nothing with --draft"),
        (("--draft", "--fail-late"), "--fail-late means"),
        (("--draft", "--today", "2027-03-05"), "--today means"),
        (("--draft", "--format", "json", "--plain"), "--format and --plain mean"),
    ],
)
def test_options_that_mean_nothing_are_refused(at, options, said):
    for command in ("requests", "audits"):
        run = at(command, "x.toml", *options)
        assert (run.code, run.out) == (2, "")
        assert said in run.err
    assert at.path.read_bytes() == FILE.encode()


@pytest.mark.parametrize(
    "output", [("none/there.toml",), ("x.toml", "--force"), ("there.toml",)], ids=str
)
def test_where_the_output_cannot_be_written_the_file_is_not_changed(at, output):
    at.path.with_name("there.toml").write_bytes(b"kept")
    run = at("requests", "x.toml", "--draft", "--write", "-o", *output)
    assert (run.code, run.out) == (2, "")
    assert at.path.read_bytes() == FILE.encode()
    assert at.path.with_name("there.toml").read_bytes() == b"kept"


def test_the_draft_in_a_file_of_any_ending(at):
    assert at("requests", "x.toml", "--draft", "-o", "draft.toml", "-q").code == 0
    draft = at.path.with_name("draft.toml").read_text(encoding="utf-8")
    assert draft == at("requests", "x.toml", "--draft", "-q").out
    assert at.path.read_bytes() == FILE.encode()


@pytest.mark.parametrize(
    "data",
    [
        f"request = []\n{FILE.partition('[[request]]')[0]}",
        f"{FILE.partition('[[request]]')[0].replace('theme', 'request = []#')}",
    ],
)
def test_an_inline_list_is_refused(at, data):
    run = at("requests", "x.toml", "--draft", "--write", data=data.encode())
    assert (run.code, run.out) == (2, "")
    assert "request: is not written as [[request]]" in run.err
    assert at.path.read_bytes() == data.encode()


@pytest.mark.parametrize("name", ["request", "audit"])
def test_hundreds_are_refused(at, name):
    entry = {"request": '[[request]]\nitem = "A{}"\n', "audit": '[[audit]]\ncase = "EX-A{}"\n'}[
        name
    ]
    head = FILE.partition("[[request]]")[0]
    for number, code in ((200, 0), (201, 2)):
        data = head + "".join(entry.format(each) for each in range(number))
        assert at(f"{name}s", "x.toml", *TODAY, data=data.encode()).code == code
    data = head + "".join(entry.format(each) for each in range(199))
    run = at(f"{name}s", "x.toml", "--draft", "--write", data=data.encode())
    assert run.code == 2
    assert at.path.read_bytes() == data.encode()


def test_a_rehearsal_says_so(at):
    data = f"rehearsal = true\n{FILE}".encode()
    for command in ("requests", "audits"):
        for form, word in (("table", "REHEARSAL"), ("csv", ",yes\r\n"), ("json", '"rehearsal"')):
            assert word in at(command, "x.toml", "--format", form, *TODAY, data=data).out
            assert (
                word not in at(command, "x.toml", "--format", form, *TODAY, data=FILE.encode()).out
            )
        draft = at(command, "x.toml", "--draft", data=data).out
        assert draft.startswith("# REHEARSAL: an exercise, and no inspection.\n\n# Suggested by")
        assert at(command, "x.toml", "--draft", "--write", "-q").code == 0
        assert b"# REHEARSAL" not in at.path.read_bytes()  # which says so in a key
        assert "REHEARSAL" not in at(command, "x.toml", "--draft", data=FILE.encode()).out
