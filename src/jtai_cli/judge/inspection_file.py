"""Is an inspection file sound? Every fault in it, each with its line, its remedy and its source."""

from __future__ import annotations

from jtai_cli.judge.faults import Faults, theme_findings
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.inspection_dates import check_dates
from jtai_cli.judge.inspectorates import one_name
from jtai_cli.plan.inspection import Inspection, with_values
from jtai_cli.plan.timetable import check_against
from jtai_cli.privacy import childs, identifies
from jtai_cli.rules.model import DeadlineRule, Framework, Step, Theme
from jtai_cli.tables import line_of
from jtai_cli.wording import count_of, listed, shown


def check_inspection(
    inspection: Inspection, framework: Framework, text: str, file: str
) -> tuple[Finding, ...]:
    """Every finding about an inspection file, in order of line. ``text`` is what it was read from.

    Raises UnknownName or BadValue where it names steps that there are not, and OutsideCalendar.
    """
    found = Faults(file, lambda key, table, index: line_of(text, table, index, key))
    settings = inspection.settings
    theme = next((each for each in framework.themes if each.id == settings.theme), None)
    found.add("theme", *theme_findings(settings.theme, framework))
    if theme is None:
        inspection = with_values(inspection, theme=None)
    check_against(inspection, framework)
    _inspectorates(inspection, framework, theme, found)
    _contacts(inspection, framework, found)
    _cases(inspection, framework, found)
    _own_steps(inspection, found)
    found.add_numbers_of_children(text)
    found.add_rehearsal(settings.rehearsal)
    _missing(inspection, framework, found)
    if not (settings.fieldwork_start or settings.notification or inspection.progress.notified):
        finding = Finding(
            "no-start",
            "Neither fieldwork_start nor notification is given, so there are no dates to check.",
            fix="Write the day on which fieldwork starts, as in fieldwork_start = 2027-06-28.",
        )
        found.add("fieldwork_start", finding)
    else:
        check_dates(inspection, framework, found)
    return found.in_order()


def _inspectorates(
    inspection: Inspection, framework: Framework, theme: Theme | None, found: Faults
) -> None:
    themes = [theme] if theme else framework.themes
    taking_part = list(dict.fromkeys(name for each in themes for name in each.inspectorates))
    known = set(map(one_name, taking_part))
    what = f"inspections on the theme {theme.id}" if theme else f"inspections under {framework.id}"
    source = theme.source if theme else framework.source
    named = inspection.progress.inspectorates
    for name in named:
        if one_name(name) not in known:
            finding = Finding(
                "inspectorate-not-taking-part",
                f"{shown(name)} does not take part in {what}.",
                fix=f"Take it out: those that do are {listed(taking_part) or 'not known'}.",
                cited=source,
            )
            found.add("inspectorates", finding)
    there = set(map(one_name, named))
    missing = [name for name in taking_part if one_name(name) not in there]
    if theme and missing and "inspectorates" in inspection.stated:
        some = "takes part in {}, and is" if len(missing) == 1 else "take part in {}, and are"
        finding = Finding(
            "inspectorate-missing",
            f"{listed(missing)} {some.format(what)} not in the list.",
            fix=f"Add {listed(missing)}, unless you were told otherwise.",
            cited=source,
        )
        found.add("inspectorates", finding)


def _contacts(inspection: Inspection, framework: Framework, found: Faults) -> None:
    if inspection.identity.key_contact is None:
        finding = Finding(
            "no-key-contact",
            "No key contact is given; partners name one at the set-up discussion.",
            fix='Write the role, not a name, as in key_contact = "Head of safeguarding".',
            cited=framework.source,
        )
        found.add("key_contact", finding)
    for index, partner in enumerate(inspection.identity.partners):
        if partner.contact is None:
            finding = Finding(
                "partner-without-contact",
                f"{partner.agency} has no contact.",
                fix='Write a role under its [[partners]], as in contact = "Head of service".',
            )
            found.add("contact", finding, inside="partners", index=index)


def _cases(inspection: Inspection, framework: Framework, found: Faults) -> None:
    rule, cases = framework.cases, inspection.progress.cases
    audited = [audit.case for audit in inspection.work.audit]
    different = len({each.strip().casefold() for each in (*cases, *audited)})
    listed_there = "cases" in inspection.stated
    if rule and (listed_there or audited) and different < rule.least:
        finding = Finding(
            "too-few-cases",
            f"The audit list has {count_of(different, 'different case')}, and {framework.id} asks "
            f"for at least {rule.least}.",
            fix=f"Add the references of {rule.least - different} more.",
            cited=rule.source,
        )
        key, inside = ("cases", "") if listed_there else ("case", "audit")
        found.add(key, finding, inside=inside)
    for inside, references in (("", cases), ("audit", audited)):
        for index, reference in enumerate(references):
            # The reference itself is not repeated: what a check prints is read by many.
            if what := identifies(reference, inspection.identity.area):
                finding = _personal(index + 1, inside, what)
                if inside:
                    found.add("case", finding, inside=inside, index=index)
                else:
                    found.add("cases", finding)


def _own_steps(inspection: Inspection, found: Faults) -> None:
    """The words of the area's own steps that every output leaves out."""
    for index, step in enumerate(inspection.settings.steps):
        for key in ("title", "detail", "owner"):
            if what := childs(getattr(step, key) or ""):
                finding = Finding(
                    "case-personal-data",
                    f"The {key} of [[steps]] {index + 1} may hold {what}. Children's data does not "
                    "belong in this file.",
                    fix="Write it without a name, a number, a date of birth or an address.",
                )
                found.add(key, finding, inside="steps", index=index)


def _personal(number: int, inside: str, what: str) -> Finding:
    where = f"[[audit]] {number}" if inside else f"case {number} in the list"
    return Finding(
        "case-personal-data",
        f"The reference of {where} looks like {what}. Children's data does not belong in this "
        "file.",
        fix='Write a reference of capitals and figures instead, as in "EX-01", and take what '
        "was there out of the file's history.",
    )


def _missing(inspection: Inspection, framework: Framework, found: Faults) -> None:
    """Required steps of which nothing is recorded although something later is."""

    def missing(recorded: str, rule: Step | DeadlineRule, key: str) -> Finding:
        message = f"{recorded}, and no date for: {rule.title}."
        return Finding(
            "step-missing", message, fix=f"Write {key} under [actual].", cited=rule.source
        )

    progress = inspection.progress
    days = {
        "notified": progress.notified or inspection.settings.notification,
        "fieldwork_ended": progress.fieldwork_ended,
        "draft_received": progress.draft_received,
        "published": progress.published,
    }
    recorded = next((key for key, day in days.items() if day and key != "notified"), None)
    for key in ("notified", "fieldwork_ended"):
        for step in framework.steps:
            required = step.actual == key and step.timing == "required"
            if recorded and required and not days[key]:
                finding = missing(f"{recorded} is recorded", step, key)
                found.add(key, finding, inside="actual")
    if "statement" in dict(progress.done) and not progress.published:
        finding = missing("The statement is recorded as done", framework.report, "published")
        found.add("statement", finding, inside="done")
