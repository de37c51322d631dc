"""What commands that take a list share: its plans, and what is said of its rows at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import click

from jtai_cli.errors import BadRows, BadValue, JtaiError
from jtai_cli.inputs import options as o
from jtai_cli.inputs.lists import many_plans
from jtai_cli.inputs.wanted import is_typed
from jtai_cli.judge.findings import Finding
from jtai_cli.judge.plan import Judged
from jtai_cli.outputs.answers import Wanted, warn
from jtai_cli.outputs.streams import tell
from jtai_cli.plan.model import Plan
from jtai_cli.privacy import quoted

MOST_SAID = 20  # lines about the rows of a list
Name = tuple[str, str]  # by which an inspection is known, and as it is written


def refuse_in_list(ctx: click.Context, asked: o.Asked) -> None:
    """Raise a usage error for what is of one inspection."""
    if asked.options.get("notified"):
        raise click.UsageError(
            "--notified is of one inspection. In a list, give it the column notification."
        )
    if asked.options.get("agency"):
        raise click.UsageError("--for is of one inspection file. Leave it out for a list.")
    if is_typed(ctx, "terms"):
        raise click.UsageError("--terms is of one inspection. Leave it out for a list.")


class PlansOfList:
    """The plans of a list, each made when it is asked for; then what there is to say of them.

    A plan is forgotten as soon as its row is made, so that a long list does not fill the memory.
    Where a row is bad, BadRows is raised at the end, unless --skip-bad leaves such rows out. Bad is
    also a row with a name that an earlier one has, or with none, where ``named`` gives names.
    """

    def __init__(
        self, asked: o.Asked, file: str, named: Callable[[Plan], Name] | None = None
    ) -> None:
        self._asked, self._file, self._named = asked, file, named
        self._bad: list[str] = []
        self._warnings: list[Finding] = []
        self._planned = self._warned = 0
        self._judged = self._of_good_rows()

    def __iter__(self) -> Iterator[Judged]:
        """The plans that were not yet asked for."""
        return self._judged

    def _of_good_rows(self) -> Iterator[Judged]:
        skips = self._asked.options["skip_bad"]
        results = many_plans(self._asked, self._file)
        for result in _told_apart(results, self._file, self._named) if self._named else results:
            if isinstance(result, JtaiError):
                self._bad.append(str(result))  # the error itself holds on to all that led to it
            elif not self._bad or skips:
                self._planned += 1
                self._keep_warnings(result)
                yield result
        if self._bad and not (skips and self._planned):
            raise BadRows(self._bad)
        if not self._planned:
            raise BadValue(
                "there is no row below the heading, so nothing to plan. Add one.", where=self._file
            )

    def _keep_warnings(self, judged: Judged) -> None:
        self._warned += len(judged.found)
        if len(self._warnings) < MOST_SAID:
            name = _name(judged.plan)
            self._warnings += (
                each._replace(message=f"{name}: {each.message}") for each in judged.found
            )

    @property
    def has_skipped(self) -> bool:
        """Whether a row was left out of those that were asked for."""
        return bool(self._bad)

    def say_skipped(self, wanted: Wanted) -> None:
        """Say on stderr which rows were left out."""
        if self._bad and not wanted.quiet:
            rest = len(self._bad) - MOST_SAID
            more = [f"skipped: {rest:,} more rows"] if rest > 0 else []
            tell(*(f"skipped: {error}" for error in self._bad[:MOST_SAID]), *more)

    def warn(
        self, wanted: Wanted, notes: Iterable[str] = (), *, whole: str = "--format json"
    ) -> None:
        """Say on stderr which rows were left out, what was found of the others, and the notes.

        ``whole`` is what has all the warnings where they are too many.
        """
        self.say_skipped(wanted)
        rest = self._warned - MOST_SAID
        more = [f"{rest:,} more warnings; {whole} has them all."] if rest > 0 else []
        warn(wanted, self._warnings[:MOST_SAID], [*more, *notes])


def _told_apart(
    results: Iterable[Judged | JtaiError], file: str, named: Callable[[Plan], Name]
) -> Iterator[Judged | JtaiError]:
    """The results, with an error for each row that has the name of an earlier one."""
    rows: dict[str, int | None] = {}
    for result in results:
        if isinstance(result, Judged):
            try:
                name = named(result.plan)
            except BadValue as error:
                yield BadValue(error.reason, where=f"{file}, row {result.row}")
                continue
            known, written = name
            first = rows.setdefault(known, result.row)
            if first != result.row:
                yield BadValue(
                    f"it is known as {quoted(written)}, as row {first} is. Give each a reference "
                    "of its own.",
                    where=f"{file}, row {result.row}",
                )
                continue
        yield result


def _name(plan: Plan) -> str:
    identity = plan.inspection.identity
    return identity.area or identity.reference or str(plan.fieldwork.start)
