"""A notice: when, until when, and whether it is enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jtai_cli.judge.findings import Finding
from jtai_cli.plan.notice import Notice
from jtai_cli.plan.working import Working
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.parts import Object, Rows
from jtai_cli.render.sources import framework_object, mark, sources_block
from jtai_cli.render.warnings import warning_objects
from jtai_cli.render.working import working_block, working_key
from jtai_cli.wording import count_of, long_date

COLUMNS = ("notification", "fieldwork_start", "working_days_notice", "required", "enough", "source")


def notice_page(notice: Notice, workings: Sequence[Working] = ()) -> Page:
    """A notice in three facts."""
    given = count_of(notice.working_days, "working day")
    asked = f"{notice.framework.id} asks for {notice.period.working_days}"
    verdict = f"{notice.short_by} too few" if notice.short_by else "enough"
    facts = (
        Fact("Notification", long_date(notice.date), "day 1"),
        Fact("Fieldwork starts", long_date(notice.fieldwork_start)),
        Fact("Notice", f"{given}: {verdict}", f"{asked} {mark(notice.period.source)}"),
    )
    return (
        Headline("Notice", "", facts),
        *map(working_block, workings),
        sources_block([notice.period.source]),
    )


def notice_object(
    notice: Notice, workings: Sequence[Working] = (), *, warnings: Iterable[Finding]
) -> Object:
    """A notice (schema ``jtai.notice/1``); keys as in a plan, and whether it is enough."""
    return {
        "schema": "jtai.notice/1",
        "framework": framework_object(notice.framework),
        "region": notice.calendar.region,
        "notification": notification_object(notice),
        "fieldwork": {"start": notice.fieldwork_start},
        "enough": not notice.short_by,
        "short_by": notice.short_by,
        "warnings": warning_objects(warnings),
        **working_key(workings),
    }


def notification_object(notice: Notice) -> Object:
    """When an area is notified, and how much notice that is."""
    return {
        "date": notice.date,
        "working_days_notice": notice.working_days,
        "required": notice.period.working_days,
        "source": notice.period.source.title,
    }


def notice_rows(notice: Notice) -> Rows:
    """A notice in one row."""
    row = (
        notice.date,
        notice.fieldwork_start,
        notice.working_days,
        notice.period.working_days,
        "no" if notice.short_by else "yes",
        notice.period.source.title,
    )
    return Rows(COLUMNS, [row])
