"""A check's findings as JUnit's XML, which most build servers read."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree

from jtai_cli.judge.findings import at_or_above
from jtai_cli.render.check import Findings
from jtai_cli.wording import inert

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(findings: Findings) -> str:
    """A suite a file, a case a finding, and one that passes where there is none."""
    report = findings.report
    root = ElementTree.Element("testsuites", name="jtai check")
    for file in report.files:
        found = [finding for finding in report.findings if finding.file == file]
        failed = [each for each in found if at_or_above(each.severity, report.level)]
        counts = {"tests": f"{len(found) or 1}", "failures": f"{len(failed)}", "errors": "0"}
        suite = _part(root, "testsuite", name=file, **counts)
        names: Counter[str] = Counter()
        for each in found:
            # GitLab keeps one of several cases with the same classname and name.
            name = f"{each.code}, line {each.line}"
            names[name] += 1
            name += f" ({names[name]})" if names[name] > 1 else ""
            place = {"file": each.file, "line": f"{each.line}"}
            case = _part(suite, "testcase", classname=each.file, name=name, **place)
            if each in failed:
                part = _part(case, "failure", type=each.severity, message=each.message)
            else:
                part = _part(case, "system-out")
            part.text = _xml(
                f"{each.file}:{each.line}: {each.message}\nWhat to do: {each.fix}\n"
                f"Source: {each.source.title}"
            )
        if not found:
            _part(suite, "testcase", classname=file, name="sound")
    for file, message in report.not_judged:
        suite = _part(root, "testsuite", name=file, tests="1", failures="0", errors="1")
        case = _part(suite, "testcase", classname=file, name="judged")
        _part(case, "error", message=message)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _part(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    safe = {name: _xml(value) for name, value in attributes.items()}
    return ElementTree.SubElement(parent, tag, safe)


def _xml(text: str) -> str:
    """A text without what XML 1.0 cannot hold, and without commands: servers print it in logs."""
    return inert(_NOT_IN_XML.sub("", text))
