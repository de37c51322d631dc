"""A new inspection file: every key that there is, with a comment, ready to be filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from string import Template

from jtai_cli.rules.model import Framework

_TEMPLATE = Template("""\
# One inspection, for jtai. Keep this file; 'jtai plan FILE' makes the timetable from it.
#
# Write roles here, not names of people, and nothing at all about a child: no name, no date of
# birth, no case details. Dates are written 2027-03-08. A line that begins with # is not read.

${area_mark}area = $area
${reference_mark}reference = $reference

framework = $framework
# The theme, one of: $themes
${theme_mark}theme = $theme

# The day on which inspectors arrive. If you know only the day of notification, put a # before
# this line and write that day below.
${start_mark}fieldwork_start = $start
# notification = 2027-02-22

# Uncomment what differs from the default.
# fieldwork_days = 5              # working days of fieldwork
# region = "ENG"                  # whose bank holidays: ENG, WLS, SCT or NIR
# report_basis = "working"        # or "calendar": how the days to the report are counted

# Days on which offices are closed. They are pointed out, but still counted.
# closures = [
#   "2027-02-26",
#   { from = 2027-12-24, to = 2027-12-31, name = "Council shutdown" },
# ]

# Bank holidays proclaimed since this version of jtai, and bank holidays that were moved away.
# bank_holidays = [{ date = 2027-06-04, name = "Extra bank holiday" }]
# working_days = []

# Elections that the program does not know, before which reports are held back: a general election
# that has been called, a by-election. Or none at all, where the area has no elections in May.
# elections = [{ date = 2027-10-07, name = "Mayoral election" }]
# no_elections = true

# References of the cases in the audit, as in EX-01. Never a name, never a date of birth.
# cases = ["EX-01", "EX-02", "EX-03", "EX-04", "EX-05"]

# Who takes part, for 'jtai check' to compare with the theme.
# inspectorates = $inspectorates

# The dates that you were told, for 'jtai check' to compare with the rules.
# report_due = 2027-05-04
# statement_due = 2027-08-11

# The role of the one key contact.
# key_contact = "Head of safeguarding and quality assurance"

# Each partner agency, with the role of the person to contact there.
# [[partners]]
# agency = "Exampleshire Constabulary"
# contact = "Detective superintendent, public protection"

# Steps of your own: so many working days after (or, with a minus, before) one of notification,
# fieldwork_start, fieldwork_end, report and statement.
# [[steps]]
# id = "brief-lead-member"
# title = "Brief the lead member"
# from = "notification"
# offset = 1
# owner = "Director of children's services"

# What really happened, as it becomes known. Each date takes the place of the planned one.
# [actual]
# notified = 2027-02-22
# fieldwork_ended = 2027-03-12
# draft_received = 2027-04-06
# published = 2027-05-04

# When other steps were done, by their ids: 'jtai status' counts on it. 'jtai rules' lists them.
# [done]
# information-request = 2027-02-22
# case-audits = 2027-03-03
# statement = 2027-08-09
""")


def inspection_file(
    framework: Framework,
    *,
    framework_name: str,
    area: str | None = None,
    reference: str | None = None,
    theme: str | None = None,
    fieldwork_start: dt.date | None = None,
) -> str:
    """The text of a new inspection file, with what is known filled in and the rest commented."""
    return _TEMPLATE.substitute(
        area=toml_text(area or "Exampleshire"),
        area_mark="" if area else "# ",
        reference=toml_text(reference or "2027-01"),
        reference_mark="" if reference else "# ",
        framework=toml_text(framework_name),
        inspectorates=toml_texts(_inspectorates(framework)),
        themes=", ".join(each.id for each in framework.themes) or "(none in this framework)",
        theme=toml_text(theme or next((each.id for each in framework.themes), "theme")),
        theme_mark="" if theme else "# ",
        start=(fieldwork_start or dt.date(2027, 3, 8)).isoformat(),
        start_mark="" if fieldwork_start else "# ",
    )


def _inspectorates(framework: Framework) -> tuple[str, ...]:
    """Those of the framework's first theme, as an example."""
    return framework.themes[0].inspectorates if framework.themes else ("Ofsted",)


def toml_texts(texts: Iterable[str]) -> str:
    """A list of texts as TOML writes it."""
    return f"[{', '.join(map(toml_text, texts))}]"


def toml_text(text: str) -> str:
    r"""A text as TOML writes it. The text has no control characters.

    >>> print(toml_text('The "A" team\\x'))
    "The \"A\" team\\x"
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
