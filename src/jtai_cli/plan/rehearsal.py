"""A rehearsal: the timetable of an exercise, which no inspectors take part in.

It ends with fieldwork, or with an earlier week: nothing is published after it, so its deadlines
only say what would be due. Whoever runs the exercise does what inspectors would do.
"""

import datetime as dt

from jtai_cli.errors import BadValue
from jtai_cli.plan.deadlines import Deadline
from jtai_cli.plan.inspection import Settings
from jtai_cli.plan.model import Plan, PlannedStep

WORD = "REHEARSAL"
CONDITION = "in a real inspection"  # under which a report and a statement are due

OURS = "Suggested by jtai for the exercise: "
# What to do in the exercise, by the steps of inspectors. All of it is ours, of no official source.
PROMPTS = {
    "notification": "whoever runs it makes the call to the key contact, and says first that it is "
    "a rehearsal.",
    "information-request": "hand the key contact the list of what would be asked for; partners "
    "say who sends what, and by when.",
    "set-up": "hold the set-up discussion with someone from outside the partnership in the lead "
    "inspector's chair.",
    "case-selection": "pick cases by their references alone, as inspectors might: not the best.",
    "planning": "write down what the lists would make an inspector ask first.",
    "further-analysis": "read what came in, and give each agency one question about it.",
    "fieldwork-timetable": "draft the week's timetable, and see that each agency can fill it.",
    "virtual-meetings": "hold one of the video meetings, with the link and the people it needs.",
    "initial-meeting": "hold the first meeting; leaders say in ten minutes what children live "
    "with here.",
    "fieldwork": "someone from another agency follows one case, and asks the staff who know it.",
    "keep-in-touch": "hold the meeting at the end of the day: what was asked, and what is missing.",
    "final-meeting": "say what went well and what did not; note who mends it, and by when.",
}


def check_rehearsal(settings: Settings) -> None:
    """Raise BadValue where only the weeks of a rehearsal are given."""
    if settings.rehearsal_weeks and not settings.rehearsal:
        reason = "the weeks of a rehearsal are given, and this is none"
        raise BadValue(
            f"{reason}. Add rehearsal = true (or --rehearse), or leave them out.",
            key="rehearsal_weeks",
        )


def as_rehearsal(plan: Plan) -> Plan:
    """The plan as an exercise: its first weeks, prompts, and no step of the real end."""
    most = plan.inspection.settings.rehearsal_weeks
    weeks = tuple(
        week._replace(
            steps=tuple(map(_prompted, week.steps)) if most is None or week.number <= most else ()
        )
        for week in plan.weeks
    )
    # The area's own steps may follow fieldwork, as a debriefing does; not the report.
    anchors = {step.id: step.anchor for step in plan.inspection.settings.steps}
    own = (each for each in plan.after if anchors.get(each.id, "report") not in _NEVER)
    cut = plan._replace(
        report=_would_be(plan.report),
        statement=_would_be(plan.statement),
        weeks=weeks,
        after=tuple(own) if weeks[-1].steps else (),
        observed=(),
    )
    if not cut.steps:
        raise BadValue(
            f"nothing is left of its first {'week' if most == 1 else f'{most} weeks'}, for the "
            "notice is so short. Give more weeks, or an earlier notification.",
            key="rehearsal_weeks",
        )
    last = last_day(cut)
    off = tuple(day for day in plan.non_working_days if day.date <= last)
    return cut._replace(non_working_days=off)


_NEVER = ("report", "statement")


def last_day(plan: Plan) -> dt.date:
    """The last day of a rehearsal."""
    ends = (week.end for week in plan.weeks if week.steps)
    return max((*ends, *(step.end for step in plan.after)), default=plan.notification.date)


def _prompted(step: PlannedStep) -> PlannedStep:
    prompt = PROMPTS.get(step.id) if "inspectors" in step.who else None
    return step._replace(detail=f"{OURS}{prompt}") if prompt else step


def _would_be(deadline: Deadline) -> Deadline:
    rule = deadline.rule._replace(condition=CONDITION)
    return deadline._replace(rule=rule, near=None, likely=None)
