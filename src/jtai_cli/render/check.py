"""What a check found, and the codes that it looks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jtai_cli.judge.findings import Code, Report
from jtai_cli.render.page import Grid, Lines, Page, Row
from jtai_cli.render.parts import Object, Rows, sourced, table
from jtai_cli.wording import count_of, listed


class Findings(NamedTuple):
    """A report for tools that show each finding beside its line.

    ``summary`` is the line to end with, or "" to end without one.
    """

    report: Report
    summary: str


def summary_line(report: Report) -> str:
    """The whole in one line."""
    files = f"{count_of(len(report.files), 'file')} checked"
    counts = [count_of(number, severity) for severity, number in report.counts.items() if number]
    found = f": {listed(counts) or 'nothing found'}" if report.files else ""
    rows = sum(file in report.files for file, _ in report.not_judged)
    others = ((len(report.not_judged) - rows, "file"), (rows, "row"))
    rest = [f" {count_of(number, what)} not judged." for number, what in others if number]
    return f"{files}{found}.{''.join(rest)}"


def report_findings(report: Report, *, summary: bool = True) -> Findings:
    """The report, with the summary where that is wanted."""
    return Findings(report, summary_line(report) if summary else "")


def report_page(report: Report, *, summary: bool = True) -> Page:
    """A heading for each finding, then what to do and the source."""
    blocks = [
        Lines(
            f"{finding.severity}: {finding.file}, line {finding.line} [{finding.code}]",
            (finding.message, f"What to do: {finding.fix}", f"Source: {finding.source.title}"),
        )
        for finding in report.findings
    ]
    return (*blocks, *([Lines("", (summary_line(report),))] if summary else []))


def summary_page(report: Report) -> Page:
    """The whole as one table, for the summary of a job."""
    columns = ("Severity", "File", "Line", "Code", "What was found")
    rows = []
    for found in report.findings:
        cells = (found.severity, found.file, str(found.line), found.code, found.message)
        rows.append(Row(cells, detail=found.fix))
    rows += [Row(("not judged", file, "", "", message)) for file, message in report.not_judged]
    title = f"jtai check: {summary_line(report)}"
    return (Grid(title, columns, tuple(rows)) if rows else Lines(title, ()),)


def report_object(report: Report) -> Object:
    """The findings (schema ``jtai.check/1``)."""
    return {
        "schema": "jtai.check/1",
        "fail_level": report.level,
        "failed": report.failed,
        "files": report.files,
        "findings": [
            sourced(finding, "code", "severity", "file", "line", "message", "fix")
            for finding in report.findings
        ],
        "not_judged": [{"file": file, "message": message} for file, message in report.not_judged],
        "summary": report.counts,
    }


def checks_page(checks: Iterable[Code]) -> Page:
    """Every code that a check knows, with what it means and an example."""
    rows = tuple(
        Row((check.severity, check.code, check.meaning), detail=f"Example: {check.example}")
        for check in checks
    )
    title = "What 'jtai check' looks for"
    return (Grid(title, ("Severity", "Code", "Found when"), rows),)


def checks_object(checks: Iterable[Code]) -> Object:
    """Every code (schema ``jtai.checks/1``)."""
    return {"schema": "jtai.checks/1", "checks": list(map(_check_object, checks))}


def checks_rows(checks: Iterable[Code]) -> Rows:
    """Every code, a row each, with the keys of its object for columns."""
    return table(map(_check_object, checks))


def _check_object(check: Code) -> Object:
    return sourced(check, "code", "severity", "meaning", "example")
