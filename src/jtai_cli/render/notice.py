"""A notice: when, until when, and whether it is enough."""

from __future__ import annotations

from jtai_cli.plan.deadlines import Notice
from jtai_cli.render import shared
from jtai_cli.render.page import Fact, Headline, Page
from jtai_cli.render.parts import Object, Rows, table
from jtai_cli.render.shared import Warnings, Workings
from jtai_cli.wording import count_of, long_date


def notice_page(notice: Notice, workings: Workings = ()) -> Page:
    """A notice in three facts."""
    given = count_of(notice.working_days, "working day")
    asked = f"{notice.framework.id} asks for {notice.period.working_days}"
    verdict = f"{notice.short_by} too few" if notice.short_by else "enough"
    facts = (
        Fact("Notification", long_date(notice.date), "day 1"),
        Fact("Fieldwork starts", long_date(notice.fieldwork_start)),
        Fact("Notice", f"{given}: {verdict}", f"{asked} {shared.mark(notice.period.source)}"),
    )
    sources = shared.sources_block([notice.period.source])
    return (Headline("Notice", "", facts), *map(shared.working_block, workings), sources)


def notice_object(notice: Notice, workings: Workings = (), *, warnings: Warnings) -> Object:
    """A notice (schema ``jtai.notice/1``); keys as in a plan, and whether it is enough."""
    return {
        "schema": "jtai.notice/1",
        "framework": shared.framework_object(notice.framework),
        "region": notice.calendar.region,
        "notification": notification_object(notice),
        "fieldwork": {"start": notice.fieldwork_start},
        "enough": not notice.short_by,
        "short_by": notice.short_by,
        **shared.warning_keys(warnings, workings),
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
    row = {
        "notification": notice.date,
        "fieldwork_start": notice.fieldwork_start,
        "working_days_notice": notice.working_days,
        "required": notice.period.working_days,
        "enough": "no" if notice.short_by else "yes",
        "source": notice.period.source.title,
    }
    return table([row])
