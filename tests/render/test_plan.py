"""What the page says that no snapshot shows."""

from io import StringIO

from rich.console import Console

from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.render.plan import brief_page, plan_page
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.writers import plain, terminal
from tests.conftest import day


def page(**given):
    inspection = inspection_of(fieldwork_start=day("2027-03-08"), **given)
    return plain.write(plan_page(plan(inspection, shipped_framework("jtai-2022"))))


def test_a_report_that_is_out_is_said_to_be():
    shown = page(published=day("2027-05-10"))
    assert "Monday 10 May 2027 (published)" in shown
    assert "was due Tuesday 4 May 2027" in shown


def test_a_week_is_said_alike_on_every_page():
    first = "Week 1, days 1 to 5: Mon 22 to Fri 26 Feb 2027"
    assert first in page().splitlines()
    assert first in brief()


def test_steps_of_the_areas_own_say_whose_they_are():
    own = LocalStep("own", "Brief the lead member", None, "notification", -2, "The director")
    shown = page(steps=(own,), key_contact="Head of service", partners=(Partner("Police", None),))
    for words in ("Before notification", "The director", "[local]: a step", "Head of service"):
        assert words in shown
    assert "none given" in shown
    assert "[local]: a step" not in page()


def brief(columns=80, **given):
    framework = shipped_framework("jtai-2022")
    made = plan(inspection_of(fieldwork_start=day("2027-03-08"), **given), framework)
    console = Console(width=columns, file=StringIO())
    console.print(terminal.write(brief_page(made), columns))
    return console.file.getvalue().splitlines()


def test_the_page_for_a_terminal_says_in_a_line_what_likely_means():
    lines = brief()
    assert len(lines) <= 60
    assert max(map(len, lines)) <= 80
    key_dates = lines[lines.index("Key dates") :]
    assert " ".join(" ".join(key_dates[-2:]).split()) == (
        "Likely is no promise: right in the back-test for 27 of 36 (ordinary), 6 of 8 (election) "
        "and 41 of 56 (statement)."
    )
    assert "Report likely     Tuesday 4 May 2027" in key_dates
    assert "If area votes     between Tue 4 May 2027 and Wed 19 May 2027" in key_dates
    assert "Statement likely  between Wed 4 Aug 2027 and Thu 12 Aug 2027" in key_dates
    known = " ".join(brief(published=day("2027-05-10")))
    assert "right in the back-test for 49 of 59 (statement)." in known
