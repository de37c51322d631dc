"""The form of each output, kept in snapshots/: rewritten with --rewrite, reviewed in the diff."""

import io

import pytest
from rich.console import Console

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure, Span
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.judge.findings import CHECKS, Report
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.judge.saved_plan import check_kept
from jtai_cli.letters.backtest import backtest
from jtai_cli.letters.letters import shipped_letters
from jtai_cli.letters.measured import measured
from jtai_cli.plan.compare import compare, from_plan
from jtai_cli.plan.inspection import inspection_of, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.saved_plan import read_kept
from jtai_cli.plan.status import status
from jtai_cli.plan.timetable import plan, workings
from jtai_cli.plan.weeks import Around, weeks
from jtai_cli.render import to_csv, to_json
from jtai_cli.render.check_report import (
    checks_csv,
    checks_json,
    checks_page,
    report_github,
    report_json,
    report_junit,
    report_page,
    report_summary,
    report_text,
)
from jtai_cli.render.compare_pages import compare_json, compare_page
from jtai_cli.render.evidence_csv import backtest_csv, evidence_csv
from jtai_cli.render.evidence_json import evidence_json
from jtai_cli.render.evidence_pages import evidence_page
from jtai_cli.render.pages import framework_page, plan_page, plans_page
from jtai_cli.render.status_pages import status_json, status_page
from jtai_cli.render.to_markdown import markdown
from jtai_cli.render.to_plain import plain
from jtai_cli.render.to_svg import evidence_svg
from jtai_cli.render.to_terminal import terminal, warning
from jtai_cli.render.weeks_pages import weeks_csv, weeks_json, weeks_page
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from tests.conftest import day
from tests.harness import ROOT

SNAPSHOTS = ROOT / "tests/snapshots"
JTAI_2022 = shipped_framework("jtai-2022")

EASTER: Plan = plan(
    inspection_of(
        area="Exampleshire",
        theme="front-door",
        fieldwork_start=day("2027-03-30"),
        closures=(Closure(day("2027-03-24"), day("2027-03-24"), "Training day"),),
    ),
    JTAI_2022,
)


ENGLAND = calendar_for("ENG")
EVIDENCE = measured(ENGLAND, shipped_letters(), [shipped_framework(name) for name in SHIPPED])


def on_a_terminal(page, width, warnings=EASTER.warnings):
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, highlight=False, legacy_windows=False
    )
    console.print(terminal(page, width))
    for each in warnings:
        console.print(warning(each.message, each.code))
    return out.getvalue()


INSPECTIONS = ROOT / "tests/inspections"


def findings_in(*names):
    """What a check finds in files of the corpus, by their names alone."""
    found = []
    for name in names:
        text = (INSPECTIONS / name).read_text(encoding="utf-8")
        if name.endswith(".json"):
            kept = read_kept(text, name)
            found += check_kept(kept, shipped_framework(kept.framework), text, name)
        else:
            inspection = read_inspection(text, name)
            framework = load_framework(inspection.settings.framework, INSPECTIONS / "bad")
            found += check_inspection(inspection, framework, text, name)
    return tuple(found)


BAD = sorted(path.relative_to(INSPECTIONS).as_posix() for path in INSPECTIONS.glob("bad/*.*"))


def report():
    return Report(
        "warning",
        ("bad/several-faults.toml", "ok/autumn.toml"),
        findings_in("bad/several-faults.toml", "bad/report-late.toml"),
        (("a,b:c.toml", "'a,b:c.toml' is 100% wrong."),),
    )


AREA = inspection_of(
    area="Exampleshire",
    reference="EX-1",
    fieldwork_start=day("2027-06-28"),
    notified=day("2027-06-14"),
    done=(("set-up", day("2027-06-16")),),
    no_elections=True,
)


def where():
    return status(plan(AREA, JTAI_2022), day("2027-06-22"))


MAY = with_values(AREA, notified=None, done=())


def moved():
    return compare(
        from_plan(plan(with_values(MAY, fieldwork_start=day("2027-05-24")), JTAI_2022), "old.toml"),
        from_plan(plan(with_values(MAY, fieldwork_start=day("2027-05-26")), JTAI_2022), "new.toml"),
    )


def summer():
    return weeks(
        ENGLAND,
        JTAI_2022,
        day("2027-07-12"),
        day("2027-08-08"),
        around=Around(
            school_holidays=[Span(day("2027-07-22"), day("2027-08-31"), "Summer holiday")],
            schools_until=day("2027-08-31"),
            closures=[Closure(day("2027-07-16"), day("2027-07-16"), "Training day")],
            others=[Span(day("2027-06-01"), day("2027-06-04"), "Focused visit")],
            elections=[NamedDay(day("2027-09-09"), "By-election")],
        ),
    )


OUTPUTS = {
    "check.txt": lambda: report_text(Report("note", tuple(BAD), findings_in(*BAD), ())),
    "check-80.ansi": lambda: on_a_terminal(report_page(report()), 80, ()),
    "check.json": lambda: report_json(report()),
    "check.github": lambda: report_github(report()),
    "check.xml": lambda: report_junit(report()),
    "check.md": lambda: report_summary(report()),
    "checks.txt": lambda: plain(checks_page(CHECKS.values())),
    "checks.json": lambda: checks_json(CHECKS.values()),
    "checks.csv": lambda: checks_csv(CHECKS.values()),
    "status.txt": lambda: plain(status_page(where())),
    "status-80.ansi": lambda: on_a_terminal(status_page(where()), 80, ()),
    "status.md": lambda: markdown(status_page(where(), warnings=True)),
    "status.json": lambda: status_json(where()),
    "compare.txt": lambda: plain(compare_page(moved())),
    "compare-80.ansi": lambda: on_a_terminal(compare_page(moved()), 80, ()),
    "compare.md": lambda: markdown(compare_page(moved(), warnings=True)),
    "compare.json": lambda: compare_json(moved()),
    "weeks.txt": lambda: plain(weeks_page(summer())),
    "weeks-120.ansi": lambda: on_a_terminal(weeks_page(summer()), 120, ()),
    "weeks.md": lambda: markdown(weeks_page(summer())),
    "weeks.json": lambda: weeks_json(summer()),
    "weeks.csv": lambda: weeks_csv(summer()),
    "plan.txt": lambda: plain(plan_page(EASTER, observed=True)),
    "plan-working.txt": lambda: plain(plan_page(EASTER, workings=workings(EASTER))),
    "plan-80.ansi": lambda: on_a_terminal(plan_page(EASTER), 80),
    "plan-120.ansi": lambda: on_a_terminal(plan_page(EASTER), 120),
    "plan.md": lambda: markdown(plan_page(EASTER, warnings=True)),
    "plan.json": lambda: to_json.plan_json(EASTER, observed=True),
    "plan.csv": lambda: to_csv.plan_csv(EASTER, observed=True),
    "plans.txt": lambda: plain(plans_page([EASTER, EASTER])),
    "plans.csv": lambda: to_csv.plans_csv([EASTER]),
    "evidence.txt": lambda: plain(evidence_page(EVIDENCE)),
    "evidence-80.ansi": lambda: on_a_terminal(evidence_page(EVIDENCE[-9:]), 80, ()),
    "evidence.md": lambda: markdown(evidence_page(EVIDENCE[-9:])),
    "evidence.json": lambda: evidence_json(EVIDENCE[-2:]),
    "evidence.csv": lambda: evidence_csv(EVIDENCE[-9:]),
    "evidence.svg": lambda: evidence_svg(EVIDENCE),
    "backtest.csv": lambda: backtest_csv(backtest(ENGLAND, EVIDENCE, EVIDENCE)),
    "rules.txt": lambda: plain(framework_page(JTAI_2022)),
    "rules.json": lambda: to_json.frameworks_json([JTAI_2022]),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_form(name, request):
    snapshot = SNAPSHOTS / name
    found = OUTPUTS[name]()
    if request.config.getoption("--rewrite"):
        snapshot.write_bytes(found.encode())
    assert found.encode() == snapshot.read_bytes()


def test_no_snapshot_is_left_over():
    elsewhere = {"sentences.txt"}  # in tests/commands/test_sentences.py
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(OUTPUTS) | elsewhere


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    import re

    pages = (
        plan_page(EASTER),
        framework_page(JTAI_2022),
        plans_page([EASTER]),
        report_page(report()),
        checks_page(CHECKS.values()),
        status_page(where()),
        compare_page(moved()),
        weeks_page(summer()),
    )
    for page in pages:
        text = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(page, width))
        assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize("name", [n for n in OUTPUTS if n.startswith("plan") and n != "plans.csv"])
def test_every_output_of_a_plan_cites_its_sources(name):
    text = " ".join(OUTPUTS[name]().replace("\\", "").split())
    for title in ("CYP Now", "Ofsted's published JTAI letters", "SI 2015/1792"):
        assert title in text.replace("(SI 2015/1792)", "SI 2015/1792")
