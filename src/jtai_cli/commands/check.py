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
from typing import Any

import click

from jtai_cli import errors
from jtai_cli.inputs import options as o
from jtai_cli.inputs.files import (
    LARGEST_SAVED,
    LARGEST_TOML,
    STDIN,
    called,
    ending_of,
    is_piped,
    read_text,
)
from jtai_cli.inputs.frameworks import load_framework
from jtai_cli.inputs.group import Command
from jtai_cli.inputs.inspections import framework_of, saved_with_options, with_options
from jtai_cli.inputs.notes import note_day_first
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
from jtai_cli.plan.saved_plan import SavedPlan, is_saved_plan, read_saved_plan
from jtai_cli.render.check import report_findings, report_object, report_page, summary_page
from jtai_cli.rules.frameworks import framework_for, shipped_framework
from jtai_cli.rules.model import Framework
from jtai_cli.wording import HARMFUL, visible
from jtai_cli.writers import markdown

_MARKS_AND_BLANKS = BOM_UTF8 + BOM_UTF16 + b" \t\r\n"
MOST_FILES = 2_000  # that are checked at once
MOST_TOGETHER = 3_000_000  # bytes in all of them
MOST_IN_FOLDER = 10_000  # files of any kind, in a folder and the folders below it
DEEPEST_FOLDER = 50
SUMMARY = "GITHUB_STEP_SUMMARY"  # names the file of a job's summary, in GitHub Actions
REPOSITORY = "GITHUB_WORKSPACE"  # names the folder of the repository there

# The files to check by the names that findings bear, and folders that hold none, and why.
Given = tuple[dict[str, Path], list[tuple[str, str]]]

# What is found in a file by its name. Raises JtaiError where it cannot be judged.
Judge = Callable[[str, Path], tuple[Finding, ...]]

_HARMFUL = re.compile(f"[{HARMFUL}]")
_IS_INSPECTION = re.compile(
    r"(?m)^[ \t]*((fieldwork_start|notification|key_contact|cases)[ \t]*=|"
    r"\[[ \t]*(actual|done)[ \t]*\]|\[\[[ \t]*partners[ \t]*\]\])"
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
    """Is an inspection file, or a saved plan, sound? Each fault with what to do.

    \b
    Examples:
      jtai check inspection.toml
      jtai check inspections/ --fail-level error
      jtai check inspections/ --format github
      jtai check saved-plan.json --select plan-stale

    FILE is an inspection file (.toml), a saved plan (.json, as 'jtai plan --format json' writes
    it), a folder, in which both are sought, or "-" for stdin. 'jtai rules --checks' lists the
    codes. The exit code is 1 where something was found, and 2 where a file could not be judged.
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
            found = judge(name, path)
        except errors.JtaiError as error:
            not_judged.append((name, visible(str(error))))
        else:
            judged.append(name)
            findings += [finding for finding in found if finding.code in codes]
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
        names = sorted(_in_folder(Path(name))) if os.path.isdir(name) else [name]
        for each in names:
            found.setdefault(_HARMFUL.sub("?", named(str(each))), Path(each))
        if not names:
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


def _in_folder(folder: Path) -> Iterator[Path]:
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
            if path.suffix.lower() in (".toml", ".json") and _is_ours(path):
                yield path


def _is_ours(path: Path) -> bool:
    """Whether a file in a folder is meant for a check, even where it has faults."""
    try:
        if not path.is_file():
            return False
        with open(path, "rb") as file:  # one that is too large is named when it is read
            data = file.read(LARGEST_TOML)
    except OSError:
        return True  # so that it is named among those that could not be judged
    # The letters of a text in UTF-16 or any other encoding that is read, enough to know it by.
    text = data.replace(b"\0", b"").lstrip(_MARKS_AND_BLANKS).decode("latin-1")
    if path.suffix.lower() == ".json":
        return is_saved_plan(text)
    return _IS_INSPECTION.search(text) is not None


def _check(asked: o.Asked, name: str, path: Path, own: Framework | None) -> tuple[Finding, ...]:
    text, is_json = _text_of(name, path)
    try:
        if is_json:
            saved = read_saved_plan(text, name)
            if own is None or own.id != saved.framework:
                own = shipped_framework(saved.framework)
            return with_remarks(asked, (), partial(_check_saved, saved, own, text, name))
        stated = read_inspection(text, name)
        note_day_first(stated.day_first, name)
        folder = Path() if is_piped(path) else path.parent
        return with_remarks(
            asked, stated.stated, partial(_check_inspection, stated, folder, text, name)
        )
    except errors.JtaiError as error:
        if isinstance(error, errors.BadValue) and error.where:
            raise
        where = name if is_json else place_of(error.key, text, name)
        raise errors.BadValue(str(error), where=where) from None


def _check_saved(
    saved: SavedPlan, framework: Framework, text: str, name: str, asked: o.Asked
) -> tuple[Finding, ...]:
    return check_saved_plan(saved_with_options(asked, saved), framework, text, name)


def _check_inspection(
    stated: Inspection, folder: Path, text: str, name: str, asked: o.Asked
) -> tuple[Finding, ...]:
    inspection = with_options(asked, stated)
    try:
        framework = framework_of(inspection, folder)
    except errors.NothingToPlan:
        framework = framework_for(dt.date.max)  # the newest
    return check_inspection(inspection, framework, text, name)


def _text_of(name: str, path: Path) -> tuple[str, bool]:
    """What there is to check, and whether that is a saved plan."""
    ending = ending_of(path) if is_piped(path) else ""
    is_json = (ending or name.lower()).endswith(".json")
    text = read_text(path, most=LARGEST_SAVED if is_json else LARGEST_TOML)
    if not ending and not is_json and not name.lower().endswith(".toml"):
        advice = "Name an inspection file or a saved plan."
        raise errors.FileTrouble(path, "does not end in .toml or .json", advice)
    return text, is_json
