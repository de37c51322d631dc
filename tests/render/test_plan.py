"""What the page says that no snapshot shows."""

from jtai_cli.plan.inspection import LocalStep, Partner, inspection_of
from jtai_cli.plan.timetable import plan
from jtai_cli.render.plan import plan_page
from jtai_cli.rules.frameworks import shipped_framework
from jtai_cli.writers import plain
from tests.conftest import day


def page(**given):
    inspection = inspection_of(fieldwork_start=day("2027-03-08"), **given)
    return plain.write(plan_page(plan(inspection, shipped_framework("jtai-2022"))))


def test_a_report_that_is_out_is_said_to_be():
    shown = page(published=day("2027-05-10"))
    assert "Monday 10 May 2027 (published)" in shown
    assert "was due Tuesday 4 May 2027" in shown


def test_steps_of_the_areas_own_say_whose_they_are():
    own = LocalStep("own", "Brief the lead member", None, "notification", -2, "The director")
    shown = page(steps=(own,), key_contact="Head of service", partners=(Partner("Police", None),))
    for words in ("Before notification", "The director", "[local]: a step", "Head of service"):
        assert words in shown
    assert "none given" in shown
    assert "[local]: a step" not in page()
