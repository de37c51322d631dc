"""What Tab does, tried in bash, zsh and fish themselves; of PowerShell, what it is told."""

import os
import select
import shlex
import shutil
import subprocess

import pytest

from jtai_cli.inputs.completion import SHELLS
from tests.harness import (
    EXAMPLES,
    HANGS,
    INSPECTIONS,
    command,
    missing,
    process_environment,
    run_process,
)

WORK = INSPECTIONS / "ok/requests-and-audits.toml"
# What is typed before Tab, and the words that jtai then gets.
TYPED = {
    "evi": ["evidence"],
    "plan exam": ["plan", "exampleshire.toml"],
    r"check my\ plans/": ["check", "my plans/A place.toml"],
    "check 'my plans/": ["check", "my plans/A place.toml"],
    "init exam": ["init", "exampleshire.toml"],
    "status exampleshire.toml --for prob": [
        *("status", "exampleshire.toml", "--for", "Probation Service, Exampleshire"),
    ],
    r"fieldwork my\ plans/A\ place.toml --for 'exampleshire con": [
        *("fieldwork", "my plans/A place.toml", "--for", "Exampleshire Constabulary"),
    ],
    "requests exampleshire.toml --for=prob": [
        *("requests", "exampleshire.toml", "--for=Probation Service, Exampleshire"),
    ],
    "plan exampleshire.toml --for=prob": [
        *("plan", "exampleshire.toml", "--for=Probation Service, Exampleshire"),
    ],
    "calendar exampleshire.toml --for insp": [
        *("calendar", "exampleshire.toml", "--for", "inspectors"),
    ],
    "brief exampleshire.toml --for dir": ["brief", "exampleshire.toml", "--for", "directors"],
    "calendar exampleshire.toml --step inform": [
        *("calendar", "exampleshire.toml", "--step", "information-request"),
    ],
    "check --select notice-s": ["check", "--select", "notice-short"],
    "compare exampleshire.toml exam": ["compare", "exampleshire.toml", "exampleshire.toml"],
    "deadlines --fieldwork-e": ["deadlines", "--fieldwork-end"],
    "plan --area tower": ["plan", "--area", "Tower Hamlets"],
    'plan --area "Bourne': ["plan", "--area", "Bournemouth, Christchurch and Poole"],
    "plan --framework exam": ["plan", "--framework", "exampleshire.toml"],
    "plan --framework jtai-2016": ["plan", "--framework", "jtai-2016"],
    "plan --theme=front": ["plan", "--theme=front-door"],
    "plan 2027-03-08 -o exam": ["plan", "2027-03-08", "-o", "exampleshire.toml"],
    "record exampleshire.toml pub": ["record", "exampleshire.toml", "published"],
    "record exampleshire.toml staff-b": ["record", "exampleshire.toml", "staff-briefing"],
    "record work.toml moderated ex-05": ["record", "work.toml", "moderated", "EX-05"],
    "record work.toml request 1 ex": [
        *("record", "work.toml", "request", "1", "Exampleshire Council"),
    ],
    "calendar exampleshire.toml --step partnership-m": [
        *("calendar", "exampleshire.toml", "--step", "partnership-meeting"),
    ],
    "weeks --terms=exam": ["weeks", "--terms=exampleshire.toml"],
}
BASH, ZSH = ["bash", "--norc", "-i"], ["zsh", "-f", "-i"]
# The shell, and what switches completion on: the line in its own file, or the script in its place.
INTERACTIVE = {
    "bash": (BASH, 'eval "$(jtai completion bash)"'),
    "bash, from a file": (BASH, "jtai completion bash > ../jtai; . ../jtai"),
    "zsh": (ZSH, 'autoload -U compinit; compinit -u; eval "$(jtai completion zsh)"'),
    "zsh, from a folder of fpath": (
        ZSH,
        "mkdir ../fpath; jtai completion zsh > ../fpath/_jtai; fpath=(../fpath $fpath); "
        "autoload -U compinit; compinit -u",
    ),
}


@pytest.fixture
def folder(tmp_path):
    """A folder to stand in, and beside it one with a jtai, which completes, or tells its words."""
    there = tmp_path / "there"
    (there / "my plans").mkdir(parents=True)
    shutil.copy(EXAMPLES / "exampleshire.toml", there)
    shutil.copy(EXAMPLES / "exampleshire.toml", there / "my plans/A place.toml")
    shutil.copy(WORK, there / "work.toml")
    jtai = tmp_path / "bin/jtai"
    jtai.parent.mkdir()
    jtai.write_text(
        '#!/bin/sh\nif [ -n "$_JTAI_COMPLETE" ] || [ "$1" = completion ]; then\n'
        f'exec {shlex.join(command())} "$@"\nfi\n'
        f'printf "%s\\0" "$@" END >> {shlex.quote(str(tmp_path / "words"))}\necho EN""D\n',
        encoding="utf-8",
    )
    jtai.chmod(0o755)
    return there


def environment(folder):
    path = f"{folder.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "TERM": "dumb", "LANG": "C.UTF-8"}


def installed(shell):
    if shutil.which(shell) is None:
        missing(f"{shell} is not installed")


@pytest.mark.parametrize("way", INTERACTIVE)
def test_tab_completes_what_is_typed(way, folder):
    program, switch_on = INTERACTIVE[way]
    installed(program[0])
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        program,
        cwd=folder,
        env=process_environment(environment(folder)),
        **dict.fromkeys(("stdin", "stdout", "stderr"), theirs),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        enter(ours, f'{switch_on}; echo E""ND\n')
        for each in TYPED:
            enter(ours, f"jtai {each}\t\n")
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    got = (folder.parent / "words").read_text(encoding="utf-8").split("END\0")[:-1]
    assert [each.split("\0")[:-1] for each in got] == list(TYPED.values())


def enter(terminal, line):
    """Type a line, and wait for the END of what it does."""
    os.write(terminal, line.encode())
    shown = b""
    while b"END" not in shown:
        if not select.select([terminal], [], [], HANGS)[0]:
            pytest.fail(f"nothing more for {HANGS} seconds after {shown!r}")
        shown += os.read(terminal, 65_536)


def test_fish_offers_the_same(folder):
    installed("fish")
    asked = "".join(f"complete -C {shlex.quote(f'jtai {each}')}; echo END\n" for each in TYPED)
    run = run_process(
        program=["fish", "--no-config", "-c", f"jtai completion fish | source\n{asked}"],
        cwd=folder,
        env=environment(folder),
    )
    got = [each.split("\t")[0].strip() for each in run.out.split("END\n")[:-1]]
    assert got == [words[-1] for words in TYPED.values()], run.err


@pytest.mark.parametrize(
    ("words", "typed", "offered"),
    [
        (["plan", "--theme"], "front", "plain,front-door\tIdentification of initial need"),
        (["plan", "--area"], "'Tower", "plain,Tower Hamlets\n"),
        (["plan"], "--theme=front", "plain,front-door\t"),
        (["plan"], "exam", "file,exam\n"),  # which PowerShell offers by itself
        ([], "comple", "plain,completion\tThe lines that let Tab"),
    ],
)
def test_powershell_is_told_a_line_for_each_offer(words, typed, offered):
    asked = {"COMP_WORDS": "\n".join(["jtai", *words]), "COMP_CWORD": typed}
    run = run_process(env={"_JTAI_COMPLETE": "powershell_complete", **asked})
    assert run.out.startswith(offered)
    assert len(run.out.splitlines()) == 1


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("request", ["1\tChild-level lists", "2\tName one key contact"]),
        ("Request 1", ["Exampleshire Council"]),
        ("request 3", []),
        ("audit", ["EX-01", "EX-03", "EX-04", "EX-05"]),
        ("audit ex-01", ["Exampleshire Constabulary", "Exampleshire Council"]),
        ("moderated", ["EX-01", "EX-03", "EX-04", "EX-05"]),
        ("moderated EX-01", []),
        ("set-up", []),
    ],
)
def test_what_follows_a_request_an_audit_or_a_step(typed, offered):
    assert offered_behind(WORK, typed) == offered


def test_no_offer_repeats_what_may_be_a_childs(tmp_path):
    file = tmp_path / "inspection.toml"
    file.write_text(
        'fieldwork_start = 2027-06-28\n[[request]]\nitem = "File of Mike Brown"\n[[audit]]\n'
        'case = "Mike Brown"\n[[audit]]\ncase = "EX-02"\n[[steps]]\nid = "visit"\n'
        'title = "Visit Mike Brown"\nfrom = "notification"\noffset = 1\n',
        encoding="utf-8",
    )
    offers = [*offered_behind(file, ""), *offered_behind(file, "request")]
    offers += offered_behind(file, "audit")
    assert {"EX-02", "visit"} <= {each.split("\t")[0] for each in offers}
    assert "Brown" not in str(offers)


def offered_behind(file, typed):
    """What jtai record offers behind a file and these words."""
    asked = {"COMP_WORDS": "\n".join(["jtai", "record", str(file), *typed.split()])}
    run = run_process(env={"_JTAI_COMPLETE": "powershell_complete", "COMP_CWORD": "", **asked})
    assert run.err == ""
    return [line.removeprefix("plain,") for line in run.out.split("\n") if line]


@pytest.mark.parametrize("named", ["none.toml", "bad.toml", "exampleshire", "", "2027-03-08"])
def test_a_file_that_cannot_be_read_offers_no_agency(named, tmp_path):
    (tmp_path / "bad.toml").write_bytes('area = "Th\u00e9"\nx = 1'.encode("cp1252"))
    words = {"COMP_WORDS": f"jtai status {named} --for ", "COMP_CWORD": "4"}
    run = run_process(env={"_JTAI_COMPLETE": "bash_complete", **words}, cwd=tmp_path)
    assert (run.out, run.err) == ("\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_says_where_to_keep_it(jtai, shell):
    run = jtai("completion", shell)
    assert (run.code, run.err) == (0, "")
    head = run.out[: run.out.index("\n\n")]
    assert "# Tab completion of jtai, for " in head
    assert {"bash": ".bashrc", "zsh": ".zshrc", "fish": "jtai.fish"}.get(shell, "$PROFILE") in head
    assert run_process(env={"_JTAI_COMPLETE": f"{shell}_source"}).out.strip() == run.out.strip()


def test_a_shell_that_has_none(jtai):
    run = jtai("completion", "cmd")
    assert (run.code, run.out) == (2, "")
    assert "'cmd' is not one of" in run.err
