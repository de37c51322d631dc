"""What a check found: for people, for GitHub's annotations and summary, for JSON and JUnit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from jtai_cli.judge.findings import Check, Finding, Report, at_or_above
from jtai_cli.render.document import Grid, Lines, Page, Row
from jtai_cli.render.to_csv import rows_csv
from jtai_cli.render.to_json import dumps
from jtai_cli.render.to_markdown import markdown
from jtai_cli.wording import count_of, inert, listed

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BY_FRAMEWORK = "the framework's own rule"


def summary_line(report: Report) -> str:
    """The whole in one line."""
    files = f"{count_of(len(report.files), 'file')} checked"
    counts = [count_of(number, severity) for severity, number in report.counts.items() if number]
    found = f": {listed(counts) or 'nothing found'}" if report.files else ""
    rest = f" {count_of(len(report.not_judged), 'file')} not judged." if report.not_judged else ""
    return f"{files}{found}.{rest}"


def report_text(report: Report, *, summary: bool = True) -> str:
    """A finding in one line that can be searched for, then what to do and the source."""
    lines = []
    for finding in report.findings:
        lines += [
            f"{finding.file}:{finding.line}: {finding.severity} {finding.code}: {finding.message}",
            f"    What to do: {finding.fix}",
            f"    Source: {finding.source.title}",
        ]
    lines = list(map(inert, lines))
    if summary:
        lines.append(summary_line(report))
    return "".join(f"{line}\n" for line in lines)


def report_page(report: Report, *, summary: bool = True) -> Page:
    """The same for a terminal, where a finding has a heading."""
    blocks = [
        Lines(
            f"{finding.severity}: {finding.file}, line {finding.line} [{finding.code}]",
            (
                finding.message,
                f"What to do: {finding.fix}",
                f"Source: {finding.source.title}",
            ),
        )
        for finding in report.findings
    ]
    return (*blocks, *([Lines("", (summary_line(report),))] if summary else []))


def report_json(report: Report) -> str:
    """The findings (schema ``jtai.check/1``)."""
    return dumps(
        {
            "schema": "jtai.check/1",
            "fail_level": report.level,
            "failed": report.failed,
            "files": list(report.files),
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity,
                    "file": finding.file,
                    "line": finding.line,
                    "message": finding.message,
                    "fix": finding.fix,
                    "source": finding.source.title,
                }
                for finding in report.findings
            ],
            "not_judged": [
                {"file": file, "message": message} for file, message in report.not_judged
            ],
            "summary": report.counts,
        }
    )


def report_github(report: Report, *, summary: bool = True) -> str:
    """Workflow commands, which GitHub Actions shows beside the lines that they are about."""
    lines = [
        f"::{_GITHUB[finding.severity]} file={_property(finding.file)},line={finding.line},"
        f"title={_property(finding.code)}::{_data(f'{finding.message} What to do: {finding.fix}')}"
        for finding in report.findings
    ]
    lines += [
        f"::error file={_property(file)},title=not judged::{_data(message)}"
        for file, message in report.not_judged
    ]
    if summary:
        lines.append(summary_line(report))
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    """A message as GitHub's workflow commands need it, so that none can hold a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def report_summary(report: Report) -> str:
    """A table in Markdown for the summary of a job."""
    columns = ("Severity", "File", "Line", "Code", "What was found")
    rows = [
        Row(
            (finding.severity, finding.file, str(finding.line), finding.code, finding.message),
            detail=finding.fix,
        )
        for finding in report.findings
    ]
    rows += [Row(("not judged", file, "", "", message)) for file, message in report.not_judged]
    title = f"jtai check: {summary_line(report)}"
    return markdown((Grid(title, columns, tuple(rows)) if rows else Lines(title, ()),))


def report_junit(report: Report) -> str:
    """JUnit's XML: a suite a file, a case a finding, and one that passes where there is none."""
    root = ElementTree.Element("testsuites", name="jtai check")
    for file in report.files:
        found = [finding for finding in report.findings if finding.file == file]
        failed = [each for each in found if at_or_above(each.severity, report.level)]
        suite = _suite(root, file, tests=len(found) or 1, failures=len(failed), errors=0)
        for finding in found:
            _finding_case(suite, finding, failed=finding in failed)
        if not found:
            ElementTree.SubElement(suite, "testcase", classname=_xml(file), name="sound")
    for file, message in report.not_judged:
        suite = _suite(root, file, tests=1, failures=0, errors=1)
        case = ElementTree.SubElement(suite, "testcase", classname=_xml(file), name="judged")
        ElementTree.SubElement(case, "error", message=_xml(message))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    text = text.replace("##[", "#&#35;[")  # begins a command for GitHub's runner
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(root: ElementTree.Element, file: str, **counts: int) -> ElementTree.Element:
    numbers = {name: str(count) for name, count in counts.items()}
    return ElementTree.SubElement(root, "testsuite", {"name": _xml(file), **numbers})


def _finding_case(suite: ElementTree.Element, finding: Finding, *, failed: bool) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=_xml(finding.file), name=finding.code
    )
    text = _xml(
        f"{finding.file}:{finding.line}: {finding.message}\nWhat to do: {finding.fix}\n"
        f"Source: {finding.source.title}"
    )
    if failed:
        message = _xml(finding.message)
        part = ElementTree.SubElement(case, "failure", type=finding.severity, message=message)
    else:
        part = ElementTree.SubElement(case, "system-out")
    part.text = text


def _xml(text: str) -> str:
    """A text without the characters that XML 1.0 cannot hold; the writer escapes the others."""
    return _NOT_IN_XML.sub("", text)


def checks_page(checks: Iterable[Check]) -> Page:
    """Every code that a check knows, with what it means and an example."""
    rows = tuple(
        Row((check.severity, check.code, check.meaning), detail=f"Example: {check.example}")
        for check in checks
    )
    title = "What 'jtai check' looks for"
    return (Grid(title, ("Severity", "Code", "Found when"), rows),)


def checks_json(checks: Iterable[Check]) -> str:
    """Every code (schema ``jtai.checks/1``)."""
    return dumps({"schema": "jtai.checks/1", "checks": [_check_object(each) for each in checks]})


def checks_csv(checks: Iterable[Check]) -> str:
    """Every code, a row each."""
    rows = [_check_object(check) for check in checks]
    return rows_csv(tuple(rows[0]), [tuple(row.values()) for row in rows])


def _check_object(check: Check) -> dict[str, str]:
    return {
        "code": check.code,
        "severity": check.severity,
        "meaning": check.meaning,
        "example": check.example,
        "source": check.source.title if check.source else _BY_FRAMEWORK,
    }
