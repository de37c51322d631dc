"""What others run in their CI: the pre-commit hook, and the workflow for GitHub Actions.

All of it runs but the installation from an index and GitHub's own steps, which need a network.
"""

import re
import shutil
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from jtai_cli.judge.findings import CHECKS
from tests.checks.corpus import PROGRAMMES
from tests.harness import EXAMPLES, INSPECTIONS, ROOT, Run, program_named_jtai, run_process

WORKFLOW = yaml.safe_load((EXAMPLES / "ci/check-inspections.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CONFIG = EXAMPLES / "ci/.pre-commit-config.yaml"
(CONFIGURED,) = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["repos"]
STEPS = {step["name"]: step["run"] for step in WORKFLOW["jobs"]["check"]["steps"] if "run" in step}
TOO_SHORT = "fieldwork_start = 2027-06-28\nnotification = 2027-06-15\nkey_contact = 'Head'\n"


@pytest.fixture
def repository(tmp_path):
    """A repository that keeps one sound inspection file."""
    folder = tmp_path / "repository"
    (folder / "inspections").mkdir(parents=True)
    shutil.copy(EXAMPLES / "exampleshire.toml", folder / "inspections")
    return folder


def shell(command: str, folder: Path, **environment: str) -> Run:
    path = program_named_jtai(folder.parent)
    program = ["bash", "-eo", "pipefail", "-c", command]  # as GitHub runs a step
    return run_process(program=program, cwd=folder, env={"PATH": path, **environment})


def test_the_workflow_has_the_steps_that_are_run_here():
    assert list(STEPS) == [
        "Install",
        "Check",
        "Keep the findings for test reports",
        "Where each inspection is",
    ]
    assert STEPS["Install"].splitlines()[-1] == 'python -m pip install "$JTAI"'
    assert WORKFLOW["permissions"] == {"contents": "read"}


def test_githubs_own_steps_are_pinned_by_commit():
    lines = (EXAMPLES / "ci/check-inspections.yml").read_text(encoding="utf-8").splitlines()
    used = [line for line in lines if "uses:" in line]
    pinned = re.compile(r" *- uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert len(used) == 3 and all(pinned.fullmatch(line) for line in used)


def test_the_program_is_installed_from_a_repository_by_the_hash_of_a_commit():
    job = WORKFLOW["jobs"]["check"]
    assert re.fullmatch(r"git\+https://\S+\.git@[0-9a-f]{40}", job["env"]["JTAI"])
    assert re.fullmatch("[0-9a-f]{40}", CONFIGURED["rev"])
    assert CONFIGURED["repo"].startswith("https://")


def test_a_copy_in_which_no_address_was_written_installs_nothing(repository):
    copied = WORKFLOW["jobs"]["check"]["env"]["JTAI"]
    run = shell(STEPS["Install"], repository, JTAI=copied)
    assert (run.code, run.out) == (1, "::error::Write in JTAI where you have the program from.\n")


def test_no_message_says_to_install_by_a_name_that_is_not_ours():
    told = re.compile(r"""install (?:-\S+ )*["']?jtai""")
    files = [*(ROOT / "src").rglob("*.py"), *EXAMPLES.rglob("*.*ml"), *ROOT.glob("*.*ml")]
    assert [path.name for path in files if told.search(path.read_text(encoding="utf-8"))] == []


def test_everything_that_ci_installs_is_pinned():
    """'nox -s constraints' writes the file anew, where this fails."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += [each for name in ("workbook", "test", "dev") for each in extras[name]]
    first, *pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert re.search(r"as of \d{4}-\d\d-\d\d", first)
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    assert {plain(each) for each in wanted} <= {plain(pin) for pin in pins}


def plain(requirement: str) -> str:
    """A package's name, as indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]*\w", requirement)[0]).lower()


def test_a_sound_repository_passes(repository):
    for name in list(STEPS)[1:]:
        run = shell(STEPS[name], repository)
        assert run.code == 0, run.err
    suites = ElementTree.parse(repository / "jtai.xml").getroot()
    assert [suite.get("failures") for suite in suites] == ["0"]


def test_the_findings_are_kept_where_the_step_before_wrote_them():
    steps = WORKFLOW["jobs"]["check"]["steps"]
    (kept,) = [step for step in steps if step.get("uses", "").startswith("actions/upload-artifact")]
    assert STEPS["Keep the findings for test reports"].endswith(f"--output {kept['with']['path']}")
    assert kept["if"] == "always()"


def test_a_draft_without_a_date_fails_no_step(repository):
    assert shell("jtai init inspections/draft.toml", repository).code == 0
    for name in list(STEPS)[1:]:
        run = shell(STEPS[name], repository)
        assert run.code == 0, run.err
    assert "jtai: inspections/draft.toml: no date to plan from: give fieldwork_start" in run.err


def test_drafts_without_a_date_alone_fail_no_step(repository):
    for path in (repository / "inspections").iterdir():
        path.unlink()
    assert shell("jtai init inspections/draft.toml", repository).code == 0
    (repository / "inspections/area.toml").write_text('area = "Exampleshire"\n', encoding="utf-8")
    run = shell(STEPS["Check"], repository)
    assert run.code == 0
    assert "Left out, with no date yet: 'inspections/area.toml' and 'inspections/draft.toml'." in (
        run.err
    )
    # A date under a misspelt key is no draft, but a fault; and so is one under a key in quotes.
    misspelt = repository / "inspections/area.toml"
    for key in ("fieldwork_strat", '"fieldwork_start"'):
        misspelt.write_text(f'area = "Exampleshire"\n{key} = 2027-08-08\n', encoding="utf-8")
        run = shell(STEPS["Check"], repository)
        assert run.code in (1, 2) and "area.toml" in run.out + run.err
        assert "no date yet: 'inspections/draft.toml'." in run.err
    # What is none of ours is no draft.
    for path in (repository / "inspections").iterdir():
        path.write_text("[tool]\narea = 'x'\n", encoding="utf-8")
    assert shell(STEPS["Check"], repository).code == 2


def test_a_fault_stands_beside_its_line_and_on_the_page(repository):
    (repository / "inspections/second.toml").write_text(TOO_SHORT, encoding="utf-8")
    page = repository / "page.md"
    run = shell(STEPS["Check"], repository, GITHUB_STEP_SUMMARY=str(page))
    assert run.code == 1
    said = "::error file=inspections/second.toml,line=2,title=notice-short::Notification on Tuesday"
    assert said in run.out
    assert "| error | inspections/second.toml | 2 | notice-short |" in page.read_text(
        encoding="utf-8"
    )


def test_the_hooks_manifest_is_one_that_pre_commit_takes():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    run = run_process(program=command, cwd=ROOT)
    assert run.code == 0, run.out


def test_the_configuration_to_copy_is_one_that_pre_commit_takes_and_has_our_hook():
    run = run_process(program=[sys.executable, "-m", "pre_commit", "validate-config", CONFIG])
    assert run.code == 0, run.out
    assert [hook["id"] for hook in CONFIGURED["hooks"]] == [hook["id"] for hook in HOOKS]


def test_the_hook_checks_inspection_files_and_no_others(repository):
    (hook,) = HOOKS
    there = ("inspections/a.toml", "x/inspections/b/c.json", "pyproject.toml", "inspections/a.md")
    chosen = [name for name in there if re.search(hook["files"], name)]
    assert chosen == ["inspections/a.toml", "x/inspections/b/c.json"]
    sound = shell(f"{hook['entry']} inspections/exampleshire.toml", repository)
    (repository / "inspections/second.toml").write_text(TOO_SHORT, encoding="utf-8")
    faulty = shell(f"{hook['entry']} inspections/second.toml", repository)
    assert (sound.code, faulty.code) == (0, 1)


def test_every_code_has_a_bad_file():
    raised = {folder.name for folder in PROGRAMMES}
    for path in (INSPECTIONS / "bad").iterdir():
        first = path.read_text(encoding="utf-8").splitlines()[0]
        raised |= set(re.findall(r"[a-z]+(?:-[a-z]+)*", first.split("raises", 1)[1]))
    assert raised >= set(CHECKS)
