"""``jtai check``: are inspection files and saved plans sound? For people, and for CI."""

from __future__ import annotations

import datetime as dt
import os
import re
from codecs import BOM_UTF8, BOM_UTF16
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Literal

import click

from jtai_cli import errors
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import (
    LARGEST_PLANS,
    LARGEST_SAVED,
    LARGEST_TOML,
    STDIN,
    called,
    ending_of,
    is_piped,
    read_bytes,
    read_text,
)
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import SHEETS, framework_of, saved_with_options, with_options
from jtai_cli.inputs.notes import note, note_day_first
from jtai_cli.inputs.origins import with_remarks
from jtai_cli.inputs.wanted import output_options, output_wanted
from jtai_cli.judge.findings import CHECKS, SEVERITIES, Finding, Report
from jtai_cli.judge.inspection_file import check_inspection
from jtai_cli.judge.saved_plan import check_saved_plan
from jtai_cli.outputs.answers import Answer, emit, warn
from jtai_cli.outputs.files import append
from jtai_cli.outputs.progress import progress
from jtai_cli.outputs.streams import tell
from jtai_cli.plan.inspection import Inspection
from jtai_cli.plan.reading import place_of, read_inspection
from jtai_cli.plan.saved_plan import (
    SavedPlan,
    is_saved_plan,
    read_saved_plan,
    saved_plans_in,
)
from jtai_cli.render.check import report_findings, report_object, report_page, summary_page
from jtai_cli.rules.frameworks import framework_for, shipped_framework
from jtai_cli.rules.model import Framework
from jtai_cli.wording import HARMFUL, listed, listed_in_part, shown_path, visible
from jtai_cli.writers import markdown

_MARKS_AND_BLANKS = BOM_UTF8 + BOM_UTF16 + b" \t\r\n"
ENDINGS = (".toml", ".json", ".jsonl", *SHEETS)
MOST_FILES = 2_000  # that are checked at once
MOST_TOGETHER = 3_000_000  # bytes in all of them
MOST_IN_FOLDER = 10_000  # files of any kind, in a folder and the folders below it
DEEPEST_FOLDER = 50
SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file of a job's summary, in GitHub Actions
REPOSITORY = "GITHUB_WORKSPACE"  # names the folder of the repository there

# The files to check by the names that findings bear, and folders that hold none, and why.
Given = tuple[dict[str, Path], list[tuple[str, str]]]

# What is found in a file by its name, and an error for each of its rows that cannot be judged.
# Raises JtaiError where the whole cannot.
Judge = Callable[[str, Path], Iterable[Finding | errors.JtaiError]]

_HARMFUL = re.compile(f"[{HARMFUL}]")
_IS_INSPECTION = re.compile(
    r"(?m)^[ \t]*([\"']?(fieldwork_start|notification|key_contact|cases)[\"']?[ \t]*=|"
    r"\[[ \t]*(actual|done)[ \t]*\]|\[\[[ \t]*partners[ \t]*\]\])"
)


# One of these before any table of a file without any of those: it has no date yet, or a fault.
_MAY_BE_DRAFT = re.compile(
    r"(?m)\A(?:(?![ \t]*\[).*\n)*?[ \t]*(#[ \t]*fieldwork_start|area)[ \t]*="
)


def _of_codes(flag: str, help: str) -> o.Decorator:
    offered = o.offer("code")
    return o.option(
        flag, type=o.TEXT, multiple=True, metavar="CODE", help=help, shell_complete=offered
    )


level_options = o.options(  # which codes are told, and which make a check fail
    o.option(
        "--fail-level",
        type=click.Choice(SEVERITIES),
        default="warning",
        show_default=True,
        help="Exit with 1 where something as bad as this, or worse, is found.",
    ),
    _of_codes("--select", "Only this. Repeatable."),
    _of_codes("--ignore", "All but this. Repeatable."),
)


@click.command("check", cls=Command)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=o.offer_files)
@level_options
@o.theme_option
@o.framework_option
@o.calendar_options
@o.closure_option
@o.fieldwork_days_option
@o.report_basis_option
# Its page is for terminals alone: what it writes elsewhere, "text", has its findings in lines.
@output_options("page", "object", "findings", without=("table", "markdown", "html"))
@click.pass_context
def check_command(ctx: click.Context, /, files: tuple[str, ...], **options: Any) -> None:
    """Are inspection files, lists or saved plans sound? Each fault with what to do.

    \b
    Examples:
      jtai check inspection.toml
      jtai check inspections/ --fail-level error
      jtai check inspections/ --format github
      jtai check saved-plan.json --select plan-stale
      jtai check list.csv --ignore no-key-contact

    FILE is an inspection file (.toml), a list (.csv or .xlsx), saved plans (.json or .jsonl, as
    'jtai plan' writes them), a folder, in which inspection files and saved plans are sought, or
    "-" for stdin. A row of a list is judged as an inspection file of its keys would be. 'jtai rules
    --checks' lists the codes. The exit code is 1 where something was found, and 2 where a file or
    row could not be judged.
    """
    # Saved plans know it by its id, if it is theirs.
    own = load_framework(options["framework"]) if options["framework"] else None
    asked = o.asked(ctx)
    answer_checks(ctx, files, lambda name, path: _check(asked, name, path, own))


def answer_checks(ctx: click.Context, files: tuple[str, ...], judge: Judge) -> None:
    """Check files, write what is found, and leave with the exit code of a check."""
    asked, wanted = o.asked(ctx), output_wanted(ctx)
    codes = (_codes(asked.options["select"]) or set(CHECKS)) - _codes(asked.options["ignore"])
    found = _files(files, _in_repository if wanted.format == "github" else str)
    report = _report(asked, found, codes, judge)
    answer = Answer(
        page=partial(report_page, report, summary=not wanted.quiet),
        object=partial(report_object, report),
        findings=partial(report_findings, report, summary=not wanted.quiet),
    )
    emit(answer, wanted)
    if wanted.format == "github" and (path := os.environ.get(SUMMARY)):
        page = markdown.write(summary_page(report))
        append(Path(path), page, advice=f"Unset {SUMMARY}.")
    warn(wanted)
    for _, message in report.not_judged:
        tell(f"jtai: {message}")
    if report.not_judged or report.failed:
        ctx.exit(2 if report.not_judged else 1)


def _report(asked: o.Asked, given: Given, codes: set[str], judge: Judge) -> Report:
    judged: list[str] = []
    findings: list[Finding] = []
    files, not_judged = given
    for name, path in progress(tuple(files.items()), "Checking", quiet=asked.options["quiet"]):
        try:
            found = tuple(judge(name, path))
        except errors.JtaiError as error:
            not_judged.append((name, visible(str(error))))
            continue
        judged.append(name)
        for each in found:
            if isinstance(each, errors.JtaiError):
                not_judged.append((name, visible(str(each))))
            elif each.code in codes:
                findings.append(each)
    return Report(asked.options["fail_level"], tuple(judged), tuple(findings), tuple(not_judged))


def _codes(given: Iterable[str]) -> set[str]:
    codes = {code.strip() for each in given for code in each.split(",")}
    for code in sorted(codes - CHECKS.keys()):
        raise errors.UnknownName("check called", code, CHECKS)
    return codes


def _files(given: Iterable[str], named: Callable[[str], str]) -> Given:
    """The files that are named or lie in folders that are.

    ``named`` gives the name that findings bear for a path; nothing in it does harm where it is
    printed. Raises BadValue where they are too many or too large.
    """
    found: dict[str, Path] = {}
    empty = []
    for name in given:
        if name in STDIN:
            found.setdefault(called(name), Path(name))
            continue
        drafts = list[Path]()
        names = sorted(_in_folder(Path(name), drafts)) if os.path.isdir(name) else [name]
        for each in names:
            found.setdefault(_HARMFUL.sub("?", named(str(each))), Path(each))
        if drafts:
            these = listed_in_part(map(shown_path, sorted(drafts)))
            note(f"Left out, with no date yet: {these}.")
        elif not names:
            reason = "holds no inspection file and no saved plan"
            trouble = errors.FileTrouble(name, reason, "Name another folder.")
            empty.append((_HARMFUL.sub("?", named(name)), str(trouble)))
    size = 0
    for path in found.values():
        with suppress(OSError, ValueError):  # reading it will say why
            size += path.stat().st_size
    if len(found) > 1 and (len(found) > MOST_FILES or size > MOST_TOGETHER):
        raise errors.BadValue(
            f"there are {len(found):,} files to check, of {size:,} bytes; at most "
            f"{MOST_FILES:,} and {MOST_TOGETHER:,} bytes are checked at once. "
            "Check a part of them at a time."
        )
    return found, empty


def _in_repository(name: str) -> str:
    """A path as GitHub knows a file: from the root of the repository, wherever the job runs.

    A file outside the repository, and every file where none is known, keeps the path as typed.
    """
    path = Path(name)
    if root := os.environ.get(REPOSITORY):
        # Links above the file are followed, as in the working directory; the file's own is not.
        real, within = Path(os.path.realpath(path.parent), path.name), os.path.realpath(root)
        if real.is_relative_to(within):
            path = real.relative_to(within)
    return path.as_posix()


def _in_folder(folder: Path, drafts: list[Path]) -> Iterator[Path]:
    """The files in a folder that are meant for a check; to ``drafts`` go those without a date."""
    seen = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        seen += len(names)
        depth = len(Path(parent).relative_to(folder).parts)
        if seen > MOST_IN_FOLDER or depth > DEEPEST_FOLDER:
            raise errors.FileTrouble(
                folder,
                f"holds more than {MOST_IN_FOLDER:,} files, or folders more than {DEEPEST_FOLDER} "
                "deep",
                "Name a folder in it.",
            )
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() not in (".toml", ".json", ".jsonl"):
                continue
            kind = _kind(path)
            if kind == "draft":
                drafts.append(path)
            elif kind:
                yield path


def _kind(path: Path) -> Literal["ours", "draft", None]:
    """Whether a file in a folder is meant for a check, even where it has faults."""
    try:
        if not path.is_file():
            return None
        with open(path, "rb") as file:  # one that is too large is named when it is read
            data = file.read(LARGEST_TOML)
    except OSError:
        return "ours"  # so that it is named among those that could not be judged
    # The letters of a text in UTF-16 or any other encoding that is read, enough to know it by.
    text = data.replace(b"\0", b"").lstrip(_MARKS_AND_BLANKS).decode("latin-1")
    if path.suffix.lower() != ".toml":
        return "ours" if is_saved_plan(text) else None
    if _IS_INSPECTION.search(text):
        return "ours"
    if not _MAY_BE_DRAFT.match(text):
        return None
    try:
        read_inspection(text, str(path))
    except errors.JtaiError:
        return "ours"  # so that what is misspelt in it is named
    return "draft"


def _check(
    asked: o.Asked, name: str, path: Path, own: Framework | None
) -> Iterable[Finding | errors.JtaiError]:
    ending = _ending(name, path)
    if ending in SHEETS:
        return _check_rows(asked, name, path)
    if ending == ".toml":
        return _check_file(asked, name, path)
    several, by_line = _several_plans(read_bytes(path, most=LARGEST_PLANS), ending)
    if not several:
        return _check_plan(asked, name, read_text(path, most=LARGEST_SAVED), own)
    text = read_text(path, most=LARGEST_PLANS)
    return _check_plans(asked, name, saved_plans_in(text, name, by_line=by_line), own)


def _check_file(asked: o.Asked, name: str, path: Path) -> tuple[Finding, ...]:
    text = read_text(path, most=LARGEST_TOML)
    try:
        stated = read_inspection(text, name)
        note_day_first(stated.day_first, name)
        folder = Path() if is_piped(path) else path.parent
        ask = partial(_check_inspection, stated, partial(framework_of, folder=folder), text, name)
        return with_remarks(asked, stated.stated, ask)
    except errors.JtaiError as error:
        if isinstance(error, errors.BadValue) and error.where:
            raise
        raise errors.BadValue(str(error), where=place_of(error.key, text, name)) from None


def _check_rows(asked: o.Asked, name: str, path: Path) -> Iterator[Finding | errors.JtaiError]:
    """What is found in each row of a list, whose number is the line.

    A list in which no row has a key contact is no place for one.
    """
    from jtai_cli.inputs.lists import kept_loader, stated_rows  # only a list needs them
    from jtai_cli.inputs.rows import in_row

    framework = partial(framework_of, folder=path.parent, load=kept_loader())
    rows = tuple(stated_rows(asked, path, name))
    stated_in = [row[1].identity for row in rows if isinstance(row, tuple)]
    skipped = () if any(each.key_contact for each in stated_in) else ("no-key-contact",)
    for row in rows:
        if isinstance(row, errors.JtaiError):
            yield row
            continue
        number, stated, text = row
        ask = partial(_check_inspection, stated, framework, text, name)
        try:
            for finding in with_remarks(asked, stated.stated, ask):
                if finding.code not in skipped:
                    yield finding._replace(line=number)
        except errors.JtaiError as error:
            yield in_row(error, name, number)


def _check_plans(
    asked: o.Asked, name: str, plans: Iterable[tuple[int, str]], own: Framework | None
) -> Iterator[Finding | errors.JtaiError]:
    """What is found in each of several saved plans, on the lines of the file that has them."""
    for line, text in plans:
        try:
            for finding in _check_plan(asked, name, text, own, line):
                yield finding._replace(line=finding.line + line - 1)
        except errors.JtaiError as error:
            yield error


def _check_plan(
    asked: o.Asked, name: str, text: str, own: Framework | None, line: int = 0
) -> tuple[Finding, ...]:
    try:
        saved = read_saved_plan(text, name, line=line)
        if own is None or own.id != saved.framework:
            own = shipped_framework(saved.framework)
        return with_remarks(asked, (), partial(_check_saved, saved, own, text, name))
    except errors.JtaiError as error:
        if isinstance(error, errors.BadValue) and error.where:
            raise
        where = f"{name}, line {line}" if line else name
        raise errors.BadValue(str(error), where=where) from None


def _check_saved(
    saved: SavedPlan, framework: Framework, text: str, name: str, asked: o.Asked
) -> tuple[Finding, ...]:
    return check_saved_plan(saved_with_options(asked, saved), framework, text, name)


def _check_inspection(
    stated: Inspection,
    framework_of: Callable[[Inspection], Framework],
    text: str,
    name: str,
    asked: o.Asked,
) -> tuple[Finding, ...]:
    inspection = with_options(asked, stated)
    try:
        framework = framework_of(inspection)
    except errors.NothingToPlan:
        framework = framework_for(dt.date.max)  # the newest
    return check_inspection(inspection, framework, text, name)


def _ending(name: str, path: Path) -> str:
    """What there is to check, by the ending that it has. Raises FileTrouble for anything else."""
    ending = ending_of(path) if is_piped(path) else Path(name).suffix.lower()
    if ending not in ENDINGS:
        advice = "Name an inspection file, a list or a saved plan."
        raise errors.FileTrouble(path, f"does not end in {listed(ENDINGS, 'or')}", advice)
    return ending


def _several_plans(data: bytes, ending: str) -> tuple[bool, bool]:
    """Whether JSON may hold several plans, and whether it has one a line, wherever it came from."""
    first, _, rest = data.replace(b"\0", b"").strip(_MARKS_AND_BLANKS).partition(b"\n")
    is_object = first.startswith(b"{") and first.rstrip().endswith(b"}")
    by_line = ending == ".jsonl" or (is_object and rest != b"")
    return by_line or first.startswith(b"["), by_line
