"""What may be a child's, in a step that the area added: ``check`` finds it, nothing repeats it."""

import io
import json
import re
import unicodedata
import zipfile

import pytest


def wide(text):
    """The text in the wide figures that are written in East Asia."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in text)


# Of their forms and with their check digits: the NHS's own example and a UPN of nobody. Of each
# the words, and what of them must not come out.
CHILDS = {
    "nhs": ("Meeting about 943 476 5919", "9434765919"),
    "nhs-together": ("NHS no. 9434765919", "9434765919"),
    "nhs-other-groups": ("Meeting about 9434 765 919", "9434765919"),
    "nhs-hyphens": ("See 943-476-5919", "9434765919"),
    "nhs-wide": (wide("943 476 5919"), "9434765919"),
    "nhs-narrow-blanks": ("943\u00a0476\u20095919", "9434765919"),
    "upn": ("Call school of B801200005001", "B801200005001"),
    "upn-blanks": ("b 801 2000 05001", "B801200005001"),
    "national-insurance": ("Carer AB 12 34 56 C", "AB123456C"),
    "born": ("Child born 4 March 2015", "4March2015"),
    "dob": ("DOB 04/03/2015", "04032015"),
    "name": ("Meeting about Mike Brown", "MikeBrown"),
}
childs = pytest.mark.parametrize(("words", "hidden"), CHILDS.values(), ids=CHILDS)
# Of a calendar that was sent only numbers are sought: of its sentences most are our own.
NUMBERS = [CHILDS[name] for name in CHILDS if name not in ("born", "dob", "name")]
numbers = pytest.mark.parametrize(("words", "hidden"), NUMBERS)
SAID = "(left out here: it may be a child's name)"

FILE = """\
area = "Exampleshire"
fieldwork_start = 2027-03-08
theme = "front-door"
key_contact = "Head of safeguarding"
closures = ["2027-02-23..2027-02-24"]
no_elections = true

[[partners]]
agency = "Police"
contact = "Superintendent"

[agencies]
own = ["Police"]

[[request]]
item = "Chronology"
due = 3

[[audit]]
case = "EX-01"
due = 7

[[session]]
day = 1
start = "09:30"
end = "10:30"
title = "Opening"
kind = "opening"

[[steps]]
id = "own"
title = "{words}"
detail = "{words}"
owner = "{words}"
from = "notification"
offset = 1

[[steps]]
id = "second"
title = "{words}"
from = "report"
offset = 1

[done]
own = 2027-02-24
"""
TODAY = ("--today", "2027-02-26")
COMMANDS = [
    ("plan", "x.toml", "--observed", "--show-working"),
    ("plan", "x.toml", "--for", "police"),
    ("status", "x.toml", *TODAY),
    ("status", "x.toml", "--today", "2027-02-24"),
    ("requests", "x.toml", *TODAY),
    ("audits", "x.toml", *TODAY),
    ("fieldwork", "x.toml"),
    ("brief", "x.toml", "--for", "directors", *TODAY),
    ("brief", "x.toml", "--for", "police", "--attach", "calendar", *TODAY),
    ("calendar", "x.toml", "--weeks", *TODAY),
    ("check", "x.toml", "--fail-level", "note"),
    ("compare", "x.toml", "2027-04-26", "--steps", *TODAY),
    ("record", "x.toml", "second", "2027-02-25", *TODAY),
    ("record", "x.toml", "own", "2027-02-25", *TODAY),  # refused: it has another date
    ("notice", "x.toml"),
    ("deadlines", "x.toml"),
    ("evidence", "x.toml"),
]


def texts(data):
    """What stands in a file, in a workbook and a mail, too, with plain letters and figures."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(name).decode("utf-8", "replace") for name in book.namelist()]
    else:
        parts = [data.decode("utf-8", "replace").replace("\r\n ", "")]
    return unicodedata.normalize("NFKC", "\n".join(parts))


def pattern(hidden):
    """The letters and figures in a row, whatever stands between two of them."""
    return re.compile(r"[\W_]{0,3}".join(hidden), re.IGNORECASE)


def offered(text):
    """The formats that a --help lists, and none where there is no such option."""
    choices = "".join(text.split()).partition("--format[")[2]
    return [each for each in choices.partition("]")[0].split("|") if each]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words[:3]))
@childs
def test_no_command_repeats_it_in_any_format(command, words, hidden, jtai_here, tmp_path):
    before = FILE.replace("{words}", words)
    answered = 0
    for form in ("", *offered(jtai_here(command[0], "--help").out)):
        (tmp_path / "x.toml").write_text(before, encoding="utf-8")
        ask = (*command, *(("--format", form) if form else ()))
        for more in ((), ("-o", "answer")):
            if form == "xlsx" and not more:
                continue  # which is no text, as the harness reads it
            run = jtai_here(*ask, *more, env={"FORCE_COLOR": "1"} if not form else None)
            answered += run.code in (0, 1)
            file = tmp_path / "answer"
            out = texts(run.out_bytes + b"\n" + run.err_bytes)
            out += texts(file.read_bytes()) if file.exists() else ""
            file.unlink(missing_ok=True)
            assert not pattern(hidden).search(out), (form, more)
    assert answered or command[-3] == "2027-02-25"


@childs
def test_what_is_left_out_is_said_in_the_words_of_a_session(words, hidden, jtai_here, tmp_path):
    (tmp_path / "x.toml").write_text(FILE.replace("{words}", words), encoding="utf-8")
    weeks = json.loads(jtai_here("plan", "x.toml", "--format", "json").out)["weeks"]
    (own,) = (each for week in weeks for each in week["steps"] if each["id"] == "own")
    assert (own["title"], own["detail"], own["owner"]) == (SAID, SAID, SAID)


@childs
def test_check_finds_it_on_its_lines(words, hidden, jtai_here, tmp_path):
    text = FILE.replace("{words}", words)
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    run = jtai_here("check", "x.toml", "--format", "json")
    found = json.loads(run.out)["findings"]
    told = [each["line"] for each in found if each["code"] == "case-personal-data"]
    assert (run.code, told) == (1, lines)


@numbers
def test_no_calendar_repeats_what_an_earlier_version_sent(words, hidden, jtai_here, tmp_path):
    """The step has gone from the file: its event is cancelled, and must not be named again."""
    clean = FILE.replace("{words}", "A step of ours")
    (tmp_path / "x.toml").write_text(clean, encoding="utf-8")
    assert jtai_here("calendar", "x.toml", "-o", "sent.ics").code == 0
    sent = (tmp_path / "sent.ics").read_bytes().decode()
    sent = sent.replace("A step of ours", words)
    assert words in sent
    (tmp_path / "sent.ics").write_bytes(sent.encode())
    for gone in (False, True):
        left = clean.partition("[[steps]]")[0].replace('own = ["Police"]\n', "") if gone else clean
        (tmp_path / "x.toml").write_text(left, encoding="utf-8")
        run = jtai_here("calendar", "x.toml", "--previous", "sent.ics")
        assert run.code == 0
        assert "CANCELLED" in run.out or not gone
        assert not pattern(hidden).search(texts(run.out_bytes + run.err_bytes))


@childs
def test_a_saved_plan_of_an_earlier_version_is_not_repeated(words, hidden, jtai_here, tmp_path):
    (tmp_path / "x.toml").write_text(FILE.replace("{words}", "A step of ours"), encoding="utf-8")
    assert jtai_here("plan", "x.toml", "-o", "x.json").code == 0
    path = tmp_path / "x.json"
    path.write_text(path.read_text(encoding="utf-8").replace("A step of ours", words), "utf-8")
    for form in offered(jtai_here("compare", "--help").out):
        run = jtai_here("compare", "x.json", "2027-04-26", "--steps", "--format", form, *TODAY)
        assert run.code == 0
        assert not pattern(hidden).search(texts(run.out_bytes + run.err_bytes))
    assert not pattern(hidden).search(texts(jtai_here("check", "x.json").out_bytes))


@pytest.mark.parametrize("name", ["about-943-476-5919", "about-mike-brown", "b801200005001"])
@pytest.mark.parametrize("command", ["plan", "status", "check", "calendar"])
def test_an_id_that_may_be_a_childs_is_refused_and_not_repeated(name, command, jtai_here, tmp_path):
    text = FILE.replace("{words}", "A step of ours").replace('id = "second"', f'id = "{name}"')
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    run = jtai_here(command, "x.toml")
    line = text.splitlines().index(f'id = "{name}"') + 1
    assert run.code == 2
    assert f"x.toml, line {line}" in run.err
    assert 'as in id = "brief-lead-member"' in " ".join(run.err.split())
    assert name not in run.out + run.err
