"""A check's findings as JUnit's XML, which most build servers read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from jtai_cli.judge.findings import Finding, at_or_above
from jtai_cli.render.check import Findings

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(findings: Findings) -> str:
    """A suite a file, a case a finding, and one that passes where there is none."""
    report = findings.report
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
