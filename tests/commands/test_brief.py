"""The words for a mail: how many, whose dates, and what other programs read of them."""

import email
import email.policy
import html.parser
import re
import shutil
import subprocess

import icalendar
import pytest

from jtai_cli.render.brief import READERS, Brief
from jtai_cli.writers import mail as writer
from tests.harness import EXAMPLES, HANGS, INSPECTIONS, day, missing

PLAN = EXAMPLES / "exampleshire.toml"
TRACKED = INSPECTIONS / "ok/requests-and-audits.toml"
AT = ("--today", "2027-02-22", "-q")


def brief(jtai, *arguments):
    run = jtai("brief", *arguments)
    assert (run.code, run.err) == (0, "")
    return run.out


@pytest.mark.parametrize("reader", [*READERS, "constabulary"])
def test_the_dates_are_those_of_the_plan(jtai, reader):
    said = brief(jtai, PLAN, "--for", reader, *AT)
    plan = jtai("plan", PLAN, "--format", "json").json()
    start, end = (day(plan["fieldwork"][each]) for each in ("start", "end"))
    assert re.search(rf"(?m)^Fieldwork +{start:%a} {start.day} to {short(end)}$", said)
    assert re.search(rf"(?m)^Report due +{short(day(plan['report']['due']))}$", said)
    if reader != "staff":
        statement = short(day(plan["statement"]["due"]))
        assert re.search(rf"(?m)^Statement due +{statement}, if one is required$", said)
    likely = plan["report"]["likely"]
    latest, others = likely["latest"]["date"], likely["if_area_does_not_vote"]["latest"]["date"]
    assert f"{short(day(others))}; if the area votes: Tue 4 to {short(day(latest))}" in said


def short(date):
    return f"{date:%a} {date.day} {date:%b} {date.year}"


def test_what_is_asked_of_directors(jtai):
    """Day 1 is Monday 22 February: set-up on days 1 to 2, audits on 6 to 8, fieldwork from 11."""
    said = brief(jtai, "2027-03-08", "--for", "directors", *AT)
    assert asked_in(said) == [
        ("Mon 22 Feb 2027", "Name your agency's lead, and a deputy"),
        ("Mon 1 Mar 2027", "See that people have time for your agency's case audits"),
        ("Mon 8 Mar 2027", "Come to the first meeting with inspectors"),
        ("Fri 12 Mar 2027", "Come to hear the main findings"),
    ]


def asked_in(said):
    table = said.split("What we ask\n")[1].split("\n\n")[0]
    return [tuple(re.split("  +", row)) for row in table.splitlines()]


def test_what_is_done_or_past_is_not_asked(jtai):
    said = brief(jtai, "2027-03-08", "--for", "directors", "--today", "2027-03-09", "-q")
    assert asked_in(said) == [("Fri 12 Mar 2027", "Come to hear the main findings")]
    said = brief(jtai, PLAN, "--for", "directors", *AT)  # set-up is done
    assert "Name your agency's lead" not in said
    said = brief(jtai, "2027-03-08", "--for", "staff", "--today", "2027-04-01", "-q")
    assert asked_in(said) == [("now", "Nothing")]
    assert "Fieldwork " not in said


def test_a_report_that_has_not_come_is_said_until_it_has(jtai, tmp_path):
    late = ("--today", "2027-05-10", "-q")
    said = brief(jtai, "2027-03-08", "--for", "communications", *late)
    assert re.search(r"(?m)^Report due +Tue 4 May 2027$", said)
    path = tmp_path / "plan.toml"
    path.write_text("fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-05-07\n")
    said = brief(jtai, path, "--for", "communications", *late)
    assert "Report due" not in said and "Report likely" not in said
    assert re.search(r"(?m)^Report published +Fri 7 May 2027$", said)


# 70 working days after Friday 7 May 2027, over the bank holiday of 31 May: Monday 16 August 2027.
STATEMENT = "Mon 16 Aug 2027"


@pytest.mark.parametrize(
    "reader, asked, opening",
    [
        (
            "directors",
            (STATEMENT, "See that your agency's part of the written statement is ready"),
            "The report is out.",
        ),
        (
            "communications",
            (STATEMENT, "Agree with the other agencies how to make the written statement known"),
            "The report is public.",
        ),
        ("staff", ("now", "Nothing"), "The week of fieldwork is over."),
    ],
)
def test_what_is_said_after_publication(jtai, tmp_path, reader, asked, opening):
    path = tmp_path / "plan.toml"
    path.write_text("fieldwork_start = 2027-03-08\n[actual]\npublished = 2027-05-07\n")
    said = brief(jtai, path, "--for", reader, "--today", "2027-05-07", "-q")
    assert asked_in(said) == [asked]
    assert opening in said and "Until then" not in said
    rows = said.split("When\n")[1].split("\n\n")[0].splitlines()
    due = [f"Statement due     {STATEMENT}, if one is required"]
    assert rows == ["Report published  Fri 7 May 2027", *(due if reader != "staff" else [])]
    before = brief(jtai, path, "--for", reader, "--today", "2027-03-12", "-q")
    assert opening not in before
    late = brief(jtai, path, "--for", reader, "--today", "2027-08-17", "-q")
    assert asked_in(late) == [("now", "Nothing")]


def test_staff_hear_that_fieldwork_is_over(jtai):
    for today, over in (("2027-03-12", False), ("2027-03-13", True)):
        said = brief(jtai, "2027-03-08", "--for", "staff", "--today", today, "-q")
        assert ("The week of fieldwork is over." in said) is over
        assert ("inspectors may talk with you" in said) is not over


def test_no_table_is_empty(jtai):
    said = brief(jtai, "2027-03-08", "--rehearse", "--for", "staff", "--today", "2027-03-15", "-q")
    assert re.search(r"(?m)^All dates +past$", said)


def test_a_partner_that_is_called_as_a_reader_needs_a_longer_name(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    partners = "".join(f'[[partners]]\nagency = "{name}"\n' for name in ("STAFF", "Police staff"))
    path.write_text(f"fieldwork_start = 2027-03-08\n{partners}", encoding="utf-8")
    run = jtai("brief", path, "--for", "Staff", *AT)
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "jtai: 'STAFF' is a reader of every brief and a partner of the file, too. Give the partner "
        "a longer name in the file, as STAFF of Exampleshire.\n"
    )
    assert "(directors)" in brief(jtai, path, "--for", "directors", *AT)
    assert "ask of Police staff" in brief(jtai, path, "--for", "police", *AT)


def test_a_partner_that_is_out_of_scope_audits_nothing(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    head = 'fieldwork_start = 2027-03-08\n[[partners]]\nagency = "Police"\n'
    probation = '[[partners]]\nagency = "Probation"\nin_scope = false\n'
    path.write_text(head + probation, encoding="utf-8")

    def told(command, agency, *options):
        return jtai(command, path, "--for", agency, *AT, *options).out.count("Case audits done")

    for command, options in (("brief", ()), ("plan", ()), ("status", ()), ("calendar", ())):
        assert told(command, "police", *options) > 0
        assert told(command, "probation", *options) == 0
    named = '[agencies]\ncase-audits = ["Probation"]\n'
    path.write_text(head + probation + named, encoding="utf-8")
    assert told("brief", "probation") == 1


def test_an_agency_is_asked_for_what_it_owes_the_late_first(jtai):
    said = brief(jtai, TRACKED, "--for", "council", "--today", "2027-06-24", "-q")
    assert "what we ask of Exampleshire Council\n" in said
    assert asked_in(said) == [
        ("Wed 23 Jun 2027 (late)", "1 case audit; Case audits done"),
        ("no day said", "3 case audits; Name one key contact"),
    ]


def test_much_that_is_owed_is_counted(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    requests = "".join(
        f'[[request]]\nitem = "Item {number}"\ndue = {number // 3 + 1}\n' for number in range(18)
    )
    partner = '[[partners]]\nagency = "Police"\n'
    path.write_text(f"fieldwork_start = 2027-03-08\n{partner}{requests}", encoding="utf-8")
    assert asked_in(brief(jtai, path, "--for", "police", *AT)) == [
        ("Mon 22 Feb 2027", "Item 0; Item 1; 1 more"),
        ("Tue 23 Feb 2027", "Item 3; Item 4; 1 more"),
        ("Wed 24 Feb 2027", "Item 6; Item 7; 1 more"),
        ("later", "More, on 4 days"),
    ]


def test_it_has_at_most_200_words(jtai, tmp_path):
    """With names as long as they may be, on all that a reader may be asked for."""
    path = tmp_path / "plan.toml"
    long = "word " * 150
    path.write_text(
        f'area = "{long}"\nkey_contact = "{long}"\nfieldwork_start = 2027-03-22\n'
        f'theme = "front-door"\n[[partners]]\nagency = "{long}"\n'
        + f'[[request]]\nitem = "{long}"\ndue = 1\n' * 3
        + "".join(f'[[request]]\nitem = "{long}"\ndue = {n}\n' * 3 for n in range(2, 8))
        + f'[[request]]\nitem = "{long}"\n' * 3,
        encoding="utf-8",
    )
    for reader in (*READERS, long.strip()):
        for today in ("2027-03-01", "2027-03-12", "2027-03-26"):
            for options in ((), ("--rehearse",)):
                said = brief(jtai, path, *options, "--for", reader, "--today", today, "-q")
                assert len(said.split()) <= 200, said


def test_a_rehearsal_says_so(jtai):
    for reader in READERS:
        said = brief(jtai, "2027-03-08", "--rehearse", "--for", reader, *AT)
        assert said.startswith("REHEARSAL: JTAI: dates")
        assert "This is a rehearsal: an exercise, and no inspection." in said
        assert "eport" not in said and "tatement due" not in said


def test_nothing_of_a_child_is_said(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(
        'fieldwork_start = 2027-03-08\n[[partners]]\nagency = "Police"\n'
        '[[request]]\nitem = "Records of Firstname Lastname, born 1 May 2014"\ndue = 2\n'
        '[[audit]]\ncase = "Firstname L."\ndue = 2\n',
        encoding="utf-8",
    )
    said = brief(jtai, path, "--for", "police", *AT)
    assert asked_in(said)[0] == ("Tue 23 Feb 2027", "1 case audit; Request 1")
    assert "Firstname" not in said


def test_a_last_day_is_still_to_come(jtai):
    said = brief(jtai, "2027-03-08", "--for", "directors", "--today", "2027-03-12", "-q")
    assert re.search(r"(?m)^Final meeting +Fri 12 Mar 2027 \(suggested\)$", said)


def test_the_statement_is_asked_of_the_agency_that_writes_it_once_the_report_is_out(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    partners = "".join(f'[[partners]]\nagency = "{name}"\n' for name in ("Police", "Health"))
    text = f"{partners}[agencies]\nstatement = ['Police']\n[actual]\npublished = 2027-05-07\n"
    path.write_text(f"fieldwork_start = 2027-03-08\n{text}", encoding="utf-8")

    def asked(agency, today):
        return asked_in(brief(jtai, path, "--for", agency, "--today", today, "-q"))

    assert asked("police", "2027-05-07") == [(STATEMENT, "Written statement of proposed action")]
    assert "statement" not in str(asked("police", "2027-05-06"))
    assert asked("health", "2027-05-07") == [("now", "Nothing")]


def test_the_theme_the_contact_and_whose_days_are_suggested(jtai):
    said = brief(jtai, PLAN, "--for", "directors", *AT)
    assert "(theme: Identification of initial need and risk (front door))" in said
    assert said.endswith("Questions to: Head of safeguarding and quality assurance.\n")
    assert "A suggested day is ours" in said
    assert "A suggested day is ours" not in brief(jtai, PLAN, "--for", "staff", *AT)


# --------------------------------------------------------------------------------- HTML and drafts


class Cells(html.parser.HTMLParser):
    """The texts of a page, and its table cells a row each."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.names, self.texts = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag == "tr":
            self.rows.append([])

    def handle_data(self, data):
        if data.strip():
            self.texts.append(data)
            if self.names[-1] in ("td", "th"):
                self.rows[-1].append(data)


def test_the_page_says_what_the_text_says(jtai):
    arguments = (PLAN, "--for", "directors", *AT)
    page = Cells(brief(jtai, *arguments, "--format", "html"))
    text = brief(jtai, *arguments)
    assert " ".join(page.texts[1:]).split() == text.split()
    assert ["Report due", "Tue 4 May 2027"] in page.rows
    assert not {"script", "style", "link", "img"} & set(page.names)


def test_no_log_takes_a_word_of_the_page_for_a_command(jtai):
    page = brief(jtai, "2027-03-08", "--area", "##vso[x", "--for", "staff", *AT, "--format", "html")
    assert "##vso[" not in page
    assert any("##vso[x" in text for text in Cells(page).texts)


def test_hostile_names_do_nothing(jtai, tmp_path):
    path = tmp_path / "plan.toml"
    name = '<script>alert(1)</script> &amp; "x"'
    path.write_text(
        f"area = '{name}'\nkey_contact = '{name}'\nfieldwork_start = 2027-03-08\n"
        f"[[partners]]\nagency = '{name}'\n[[request]]\nitem = '{name}'\ndue = 2\n",
        encoding="utf-8",
    )
    for reader in ("staff", name):
        page = Cells(brief(jtai, path, "--for", reader, *AT, "--format", "html"))
        assert "script" not in page.names
        assert any(name in text for text in page.texts)
        run = jtai("brief", path, "--for", reader, *AT, "-o", tmp_path / "a.eml", "--force")
        assert run.code == 0
        assert name in mail(tmp_path / "a.eml")["Subject"]


def test_no_form_commands_a_log_or_a_terminal(jtai):
    said = brief(jtai, "2027-03-08", "--area", "##vso[x", "--for", "staff", *AT)
    assert "##vso[" not in said
    harmful = Brief("a\x1b[2Jb", ("c\x1b[2Jd",), (("e\x1b", "f"),), (("g", "h\x1b"),), ("i\x1b",))
    for made in (writer.text(harmful), writer.html(harmful), writer.write(writer.Draft(harmful))):
        assert "\x1b" not in (made if isinstance(made, str) else made.decode())


def test_a_draft_is_seven_bits_whatever_its_letters(jtai, tmp_path):
    path = tmp_path / "a.eml"
    brief(jtai, "2027-03-08", "--area", "Ynys Môn", "--for", "staff", *AT, "-o", path)
    path.read_bytes().decode("ascii")
    made = mail(path)
    assert made["Subject"].startswith("JTAI Ynys Môn: dates")
    page = made.get_body(("html",)).get_content()
    assert "Ynys Môn" in page and '<meta charset="utf-8">' in page


def mail(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_a_draft_has_text_html_and_the_readers_calendar(jtai, tmp_path):
    path = tmp_path / "a.eml"
    arguments = (PLAN, "--for", "constabulary", *AT)
    assert brief(jtai, *arguments, "-o", path, "--attach", "calendar") == ""
    made = mail(path)
    assert (
        made["Subject"] == "JTAI Exampleshire: dates, and what we ask of Exampleshire Constabulary"
    )
    assert made["X-Unsent"] == "1"
    assert (made["To"], made["From"]) == (None, None)
    for kind, form in (("plain", "text"), ("html", "html")):
        written = made.get_body((kind,)).get_content().replace("\r\n", "\n")
        assert written == brief(jtai, *arguments, "--format", form)
    (attached,) = made.iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == (
        "text/calendar",
        "inspection.ics",
    )
    calendar = jtai("calendar", *arguments).out
    assert attached.get_payload(decode=True) == calendar.encode()
    events = icalendar.Calendar.from_ical(attached.get_payload(decode=True)).walk("VEVENT")
    assert day("2027-05-04") in [event.start for event in events]


@pytest.mark.parametrize(
    "reader, options",
    [
        ("directors", ("--for", "partners")),
        ("communications", ("--only", "required")),
        ("staff", ("--only", "required")),
    ],
)
def test_whose_calendar_it_is(jtai, tmp_path, reader, options):
    path = tmp_path / "a.eml"
    brief(jtai, PLAN, "--for", reader, *AT, "-o", path, "--attach", "calendar")
    (attached,) = mail(path).iter_attachments()
    calendar = jtai("calendar", PLAN, *options, *AT).out
    assert attached.get_payload(decode=True) == calendar.encode()


@pytest.mark.parametrize(
    "reader, options", [("directors", ()), ("constabulary", ("--for", "constabulary"))]
)
@pytest.mark.parametrize("rehearse", [(), ("--rehearse",)])
def test_the_page_is_that_of_the_plan(jtai, tmp_path, reader, options, rehearse):
    path, page = tmp_path / "a.eml", tmp_path / "a.html"
    brief(jtai, PLAN, *rehearse, "--for", reader, *AT, "-o", path, "--attach", "page")
    assert jtai("plan", PLAN, *rehearse, *options, *AT, "-o", page).code == 0
    (attached,) = mail(path).iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == (
        "text/html",
        "inspection.html",
    )
    assert attached.get_payload(decode=True) == page.read_bytes()


FILLED = INSPECTIONS / "ok/everything-filled-in.toml"


@pytest.mark.parametrize("reader", ["communications", "staff"])
@pytest.mark.parametrize("plan", [FILLED, PLAN, TRACKED], ids=["filled", "example", "tracked"])
def test_outsiders_get_what_is_fixed_alone(jtai, tmp_path, plan, reader):
    """The steps that GOV.UK's framework fixes, and no name that the file has but the area's."""
    path = tmp_path / "a.eml"
    brief(jtai, plan, "--for", reader, *AT, "-o", path, "--attach", "page")
    (attached,) = mail(path).iter_attachments()
    page = Cells(attached.get_content())
    fixed = [row[2] for row in page.rows if len(row) > 2]
    said = jtai("plan", plan, "--format", "json").json()
    steps = [*said["before"], *(s for w in said["weeks"] for s in w["steps"]), *said["after"]]
    required = [step for step in steps if step["timing"] == "required"]
    assert [each.split(" (required")[0] for each in fixed[1:]] == [s["title"] for s in required]
    others = [step["title"] for step in steps if step["timing"] != "required"]
    of = said["inspection"]
    names = [each[key] for each in of["partners"] for key in ("agency", "contact")]
    said_by_page = " ".join(page.texts)
    assert of["area"] is None or of["area"] in said_by_page
    for word in (*others, *names, of["key_contact"], of["reference"]):
        assert word is None or word not in said_by_page


def test_outsiders_are_not_told_who_writes_the_statement(jtai, tmp_path):
    path, draft = tmp_path / "plan.toml", tmp_path / "a.eml"
    partners = "".join(f'[[partners]]\nagency = "{name}"\n' for name in ("Police", "Health"))
    named = '[agencies]\nstatement = ["Police"]\n'
    path.write_text(f"fieldwork_start = 2027-03-08\n{partners}{named}", encoding="utf-8")
    both = ("--attach", "page", "--attach", "calendar")
    brief(jtai, path, "--for", "staff", *AT, "-o", draft, *both)
    for attached in mail(draft).iter_attachments():
        assert "Police" not in attached.get_content()


def test_a_rehearsals_page_says_so_to_outsiders(jtai, tmp_path):
    path = tmp_path / "a.eml"
    arguments = (PLAN, "--rehearse", "--for", "staff", *AT, "-o", path)
    brief(jtai, *arguments, "--attach", "page", "--attach", "calendar", "--attach", "page")
    page, calendar = mail(path).iter_attachments()
    assert page.get_content().count("REHEARSAL") >= 2
    assert calendar.get_content_type() == "text/calendar"


def test_every_part_of_a_draft_names_its_charset(jtai, tmp_path):
    """RFC 5545, 3.1.4, asks it of a calendar in a mail; a viewer of HTML may guess another."""
    path = tmp_path / "a.eml"
    both = ("--attach", "calendar", "--attach", "page")
    brief(jtai, "2027-03-08", "--area", "Ynys Môn", "--for", "staff", *AT, "-o", path, *both)
    parts = [part for part in mail(path).walk() if not part.is_multipart()]
    assert [part.get_content_charset() for part in parts] == ["utf-8"] * 4
    assert all("Ynys Môn" in part.get_content() for part in parts)


def test_no_line_of_a_draft_is_longer_than_mail_allows(jtai, tmp_path):
    """RFC 2045, 6.7 and 6.8: encoded text has at most 76 characters a line."""
    path = tmp_path / "a.eml"
    brief(jtai, PLAN, "--for", "directors", *AT, "-o", path, "--attach", "page")
    body = path.read_bytes().split(b"\r\n\r\n", 1)[1]
    assert max(map(len, body.split(b"\r\n"))) <= 76


def test_a_variable_may_ask_for_both(jtai, tmp_path, monkeypatch):
    monkeypatch.setenv("JTAI_ATTACH", "page;calendar")
    path = tmp_path / "a.eml"
    brief(jtai, PLAN, "--for", "staff", *AT, "-o", path)
    assert len(list(mail(path).iter_attachments())) == 2
    assert "Fieldwork" in brief(jtai, PLAN, "--for", "staff", *AT)  # which has nothing attached


def test_the_same_plan_gives_the_same_bytes(jtai, tmp_path):
    for name in ("a.eml", "b.eml"):
        both = ("--attach", "calendar", "--attach", "page")
        brief(jtai, PLAN, "--for", "staff", *AT, *both, "-o", tmp_path / name)
    assert (tmp_path / "a.eml").read_bytes() == (tmp_path / "b.eml").read_bytes()


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            ("--for", "staff", "--attach", "calendar"),
            "--attach is of a draft. Write one with -o NAME.eml.",
        ),
        (("--for", "staff", "-o", "a.doc"), "'a.doc' ends in .doc, which tells no format."),
        (("--for", "polic"), "there is no partner agency called by that name"),
        ((), "--for is missing"),
    ],
)
def test_what_is_refused(jtai, arguments, sentence):
    run = jtai("brief", PLAN, *arguments)
    assert (run.code, run.out) == (2, "")
    assert sentence in run.err.splitlines()[0]


def test_libreoffice_keeps_the_tables(jtai, tmp_path):
    """Writer opens the page, as Word does, and what it saves has two whole tables."""
    office = shutil.which("soffice") or missing("LibreOffice Writer (soffice) is not installed")
    page = tmp_path / "a.html"
    brief(jtai, PLAN, "--for", "directors", *AT, "-o", page)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [office, home, "--headless", "--writer", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", tmp_path, page], check=True, capture_output=True, timeout=HANGS
    )
    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert text.count("<table:table ") == 2
    assert text.count("<table:table-row>") == len(Cells(page.read_text(encoding="utf-8")).rows)
