"""The form of each output, kept in snapshots/: rewritten with --rewrite, reviewed in the diff."""

import io

import pytest
from rich.console import Console

from jtai_cli.days.bank_holidays import calendar_for
from jtai_cli.days.periods import Closure, Span
from jtai_cli.days.school_year import SchoolYear
from jtai_cli.days.working_calendar import NamedDay
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.judge.findings import CHECKS, Report
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.judge.plan import Judged, plan_findings
from jtai_cli.judge.saved_plan import check_saved_plan
from jtai_cli.judge.weeks import Around, weeks, weeks_findings
from jtai_cli.letters.backtest import backtest
from jtai_cli.letters.date_only import known_by_date_only
from jtai_cli.letters.letters import shipped_letters
from jtai_cli.letters.measured import measured
from jtai_cli.plan.compare import compare, from_plan
from jtai_cli.plan.inspection import inspection_of, with_values
from jtai_cli.plan.model import Plan
from jtai_cli.plan.reading import read_inspection
from jtai_cli.plan.saved_plan import read_saved_plan
from jtai_cli.plan.status import status
from jtai_cli.plan.timetable import plan, workings
from jtai_cli.programme.timetable import timetable
from jtai_cli.render.backtest import backtest_rows
from jtai_cli.render.check import (
    checks_object,
    checks_page,
    checks_rows,
    report_findings,
    report_object,
    report_page,
    summary_page,
)
from jtai_cli.render.compare import compare_object, compare_page
from jtai_cli.render.evidence import evidence_object, evidence_page, evidence_rows
from jtai_cli.render.evidence_chart import evidence_chart
from jtai_cli.render.plan import brief_page, plan_object, plan_page, plan_rows
from jtai_cli.render.plans import plans_page, plans_rows
from jtai_cli.render.programme import (
    programme_object,
    programme_page,
    programme_rows,
    strip_alone,
)
from jtai_cli.render.rules import framework_page, frameworks_object
from jtai_cli.render.status import status_object, status_page
from jtai_cli.render.weeks import weeks_object, weeks_page, weeks_rows
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from jtai_cli.writers import csv, github, json, junit, markdown, plain, svg, terminal, text
from tests.conftest import day
from tests.harness import ROOT
from tests.programme import small

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
EASTER_WARNINGS = plan_findings(EASTER)


def on_a_terminal(page, width, warnings=EASTER_WARNINGS):
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=True, highlight=False, legacy_windows=False
    )
    console.print(terminal.write(page, width))
    for each in warnings:
        console.print(terminal.warning(each.message, each.code))
    return out.getvalue()


INSPECTIONS = ROOT / "tests/inspections"


def findings_in(*names):
    """What a check finds in files of the corpus, by their names alone."""
    found = []
    for name in names:
        read = (INSPECTIONS / name).read_text(encoding="utf-8")
        if name.endswith(".json"):
            kept = read_saved_plan(read, name)
            found += check_saved_plan(kept, shipped_framework(kept.framework), read, name)
        else:
            inspection = read_inspection(read, name)
            framework = load_framework(inspection.settings.framework, INSPECTIONS / "bad")
            found += check_inspection(inspection, framework, read, name)
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


OLD = plan(with_values(MAY, fieldwork_start=day("2027-05-24")), JTAI_2022)
NEW = plan(with_values(MAY, fieldwork_start=day("2027-05-26")), JTAI_2022)


def moved():
    return compare(from_plan(OLD, "old.toml"), from_plan(NEW, "new.toml"))


SUMMER = timetable(small.SUMMER)


def summer():
    return weeks(
        ENGLAND,
        JTAI_2022,
        day("2027-07-12"),
        day("2027-08-08"),
        around=Around(
            schools=SchoolYear(
                closed=(Span(day("2027-07-22"), day("2027-08-31"), "Summer holiday"),),
                known=(Span(day("2027-06-07"), day("2027-08-03"), ""),),
            ),
            closures=[Closure(day("2027-07-16"), day("2027-07-16"), "Training day")],
            others=[Span(day("2027-06-01"), day("2027-06-04"), "Focused visit")],
            elections=[NamedDay(day("2027-09-09"), "By-election")],
        ),
    )


OUTPUTS = {
    "check.txt": lambda: text.write(
        report_findings(Report("note", tuple(BAD), findings_in(*BAD), ()))
    ),
    "check-80.ansi": lambda: on_a_terminal(report_page(report()), 80, ()),
    "check.json": lambda: json.write(report_object(report())),
    "check.github": lambda: github.write(report_findings(report())),
    "check.xml": lambda: junit.write(report_findings(report())),
    "check.md": lambda: markdown.write(summary_page(report())),
    "checks.txt": lambda: plain.write(checks_page(CHECKS.values())),
    "checks.json": lambda: json.write(checks_object(CHECKS.values())),
    "checks.csv": lambda: csv.write(checks_rows(CHECKS.values())),
    "status.txt": lambda: plain.write(status_page(where())),
    "status-80.ansi": lambda: on_a_terminal(status_page(where()), 80, ()),
    "status.md": lambda: markdown.write(status_page(where(), warnings=plan_findings(where().plan))),
    "status.json": lambda: json.write(status_object(where(), warnings=plan_findings(where().plan))),
    "compare.txt": lambda: plain.write(compare_page(moved())),
    "compare-80.ansi": lambda: on_a_terminal(compare_page(moved()), 80, ()),
    "compare.md": lambda: markdown.write(compare_page(moved(), warnings=plan_findings(NEW))),
    "compare.json": lambda: json.write(compare_object(moved(), warnings=plan_findings(NEW))),
    "weeks.txt": lambda: plain.write(weeks_page(summer())),
    "weeks-120.ansi": lambda: on_a_terminal(weeks_page(summer()), 120, ()),
    "weeks.md": lambda: markdown.write(weeks_page(summer())),
    "weeks.json": lambda: json.write(weeks_object(summer(), warnings=weeks_findings(summer()))),
    "weeks.csv": lambda: csv.write(weeks_rows(summer())),
    "plan.txt": lambda: plain.write(plan_page(EASTER, observed=True)),
    "plan-working.txt": lambda: plain.write(plan_page(EASTER, workings=workings(EASTER))),
    "plan-80.ansi": lambda: on_a_terminal(plan_page(EASTER), 80),
    "brief-80.ansi": lambda: on_a_terminal(brief_page(EASTER), 80),
    "plan-120.ansi": lambda: on_a_terminal(plan_page(EASTER), 120),
    "plan.md": lambda: markdown.write(plan_page(EASTER, warnings=EASTER_WARNINGS)),
    "plan.json": lambda: json.write(plan_object(EASTER, warnings=EASTER_WARNINGS, observed=True)),
    "plan.csv": lambda: csv.write(plan_rows(EASTER, observed=True)),
    "plans.txt": lambda: plain.write(plans_page([Judged(EASTER, EASTER_WARNINGS)] * 2)),
    "plans.csv": lambda: csv.write(plans_rows([Judged(EASTER, EASTER_WARNINGS)])),
    "programme.txt": lambda: plain.write(programme_page(SUMMER)),
    "programme-80.ansi": lambda: on_a_terminal(programme_page(SUMMER, width=80), 80, ()),
    "programme-120.ansi": lambda: on_a_terminal(programme_page(SUMMER, width=120), 120, ()),
    "programme.md": lambda: markdown.write(programme_page(SUMMER)),
    "programme.json": lambda: json.write(programme_object(SUMMER)),
    "programme.csv": lambda: csv.write(programme_rows(SUMMER)),
    "programme.svg": lambda: svg.write(strip_alone(SUMMER)),
    "evidence.txt": lambda: plain.write(
        evidence_page(EVIDENCE, of=64, date_only=known_by_date_only())
    ),
    "evidence-80.ansi": lambda: on_a_terminal(evidence_page(EVIDENCE[-9:], of=64), 80, ()),
    "evidence.md": lambda: markdown.write(evidence_page(EVIDENCE[-9:], of=64)),
    "evidence.json": lambda: json.write(evidence_object(EVIDENCE[-2:], known_by_date_only()[:1])),
    "evidence.csv": lambda: csv.write(evidence_rows(EVIDENCE[-9:])),
    "evidence.svg": lambda: svg.write(evidence_chart(EVIDENCE)),
    "backtest.csv": lambda: csv.write(backtest_rows(backtest(ENGLAND, EVIDENCE, EVIDENCE))),
    "rules.txt": lambda: plain.write(framework_page(JTAI_2022)),
    "rules.json": lambda: json.write(frameworks_object([JTAI_2022])),
}


def written(name):
    found = OUTPUTS[name]()
    return found if isinstance(found, bytes) else found.encode()


@pytest.mark.parametrize("name", OUTPUTS)
def test_form(name, request):
    snapshot = SNAPSHOTS / name
    found = written(name)
    if request.config.getoption("--rewrite"):
        snapshot.write_bytes(found)
    assert found == snapshot.read_bytes()


def test_no_snapshot_is_left_over():
    elsewhere = {"sentences.txt", "pages.txt"}  # in tests/commands, of the same names
    assert {path.name for path in SNAPSHOTS.iterdir()} == set(OUTPUTS) | elsewhere


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    import re

    pages = (
        plan_page(EASTER),
        framework_page(JTAI_2022),
        plans_page([Judged(EASTER, EASTER_WARNINGS)]),
        report_page(report()),
        checks_page(CHECKS.values()),
        status_page(where()),
        compare_page(moved()),
        weeks_page(summer()),
        programme_page(SUMMER, width=width),
    )
    for page in pages:
        shown = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal(page, width))
        assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize("name", [n for n in OUTPUTS if n.startswith("plan") and n != "plans.csv"])
def test_every_output_of_a_plan_cites_its_sources(name):
    found = " ".join(written(name).decode().replace("\\", "").split())
    for title in ("CYP Now", "Ofsted's published JTAI letters", "SI 2015/1792"):
        assert title in found.replace("(SI 2015/1792)", "SI 2015/1792")
