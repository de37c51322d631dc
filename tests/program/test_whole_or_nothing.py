"""A file is written whole or not at all, and a stream that nobody reads is no error.

The real program runs as a process of its own. Where it has to be met at one moment, it runs with
one function replaced, which says that the moment has come and waits: nothing here sleeps.
"""

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import HANGS, Run, command, in_shell, missing, run_process, start

if os.name == "nt":
    pytest.skip("signals, mounts and closed streams are POSIX's", allow_module_level=True)

QUIET = "2027-06-28"  # a start without a warning
REFUSED = "2027-03-06"  # a Saturday
SUM = ["days", "add", QUIET, "5", "-q", "--format", "json"]  # the quickest answer
OTHER = ["days", "add", QUIET, "6", "-q", "--format", "json"]
SPLIT = ["calendar", QUIET, "--area", "X", "--today", QUIET, "--split-by", "who", "-q"]
UNFINISHED = ".jtai-unfinished"
AGENCIES = f"""area = "X"
fieldwork_start = {QUIET}
[[partners]]
agency = "Police"
[[partners]]
agency = "Health"
"""

# Arguments: what is waited for, as "before:link", "after:rename 2" (the second), "half:" or
# "import:holidays"; a descriptor to say so on, and one to wait on; "no-links" or "". Then those of
# the program.
HELD = """
import os, signal, sys, tempfile
when, name = sys.argv[1].split(":")
name, _, number = name.partition(" ")
ready, go = int(sys.argv[2]), int(sys.argv[3])
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored

def wait():
    os.write(ready, b"x")
    os.read(go, 1)

def held(call, number):
    def counted(*arguments, **settings):
        nonlocal number
        number -= 1
        if number == 0 and when == "before":
            wait()
        result = call(*arguments, **settings)
        if number == 0 and when == "after":
            wait()
        return result
    return counted

def refused(*arguments, **settings):
    raise PermissionError(1, "Operation not permitted")

class Half:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *problem):
        self.file.close()
    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        wait()

class Finder:
    def find_spec(self, module, path=None, target=None):
        if module == name:
            wait()

if sys.argv[4] == "no-links":
    os.link = refused
if when == "half":
    opened = os.fdopen
    os.fdopen = lambda *arguments: Half(opened(*arguments))
elif when == "import":
    sys.meta_path.insert(0, Finder())
else:
    home = tempfile if name.startswith("mk") else os
    setattr(home, name, held(getattr(home, name), int(number or 1)))
sys.argv[1:] = sys.argv[5:]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments, shell="", **settings):
    """Run the program; ``shell`` is what a shell puts behind the command."""
    program = in_shell(shell, "bash") if shell else None
    return run_process(*arguments, program=program, **settings)


@contextlib.contextmanager
def held(moment, *arguments, links=True):
    """The program at one moment of its run; leaving the block lets it go on, and ends it."""
    ready, say_ready = os.pipe()
    wait, go_on = os.pipe()
    started = start(
        *(moment, say_ready, wait, "" if links else "no-links", *arguments),
        program=command(before=HELD),
        pass_fds=(say_ready, wait),
    )
    os.close(say_ready)
    os.close(wait)
    ended = Ended(started)
    try:
        assert os.read(ready, 1) == b"x", f"never came to {moment}: {started.stderr.read()}"
        yield ended
    finally:
        os.close(go_on)
        _, err = started.communicate(timeout=HANGS)
        ended.code, ended.err = started.returncode, err.decode()
        os.close(ready)


class Ended:
    """How a process that was held has ended, once it has."""

    def __init__(self, started):
        self.started, self.code, self.err = started, None, ""

    def send(self, number):
        self.started.send_signal(number)
        self.started.wait(HANGS)


def leftovers(folder):
    """What is in a folder and was not asked for: hidden, and known by the ending of its name."""
    hidden = [path for path in folder.iterdir() if path.name.startswith(".")]
    assert all(path.name.endswith(UNFINISHED) for path in hidden)
    return hidden


def assert_refused(done, *, tells=""):
    lines = done.err.splitlines()
    assert (done.code, done.out) == (2, "")
    assert len(lines) == 1 and lines[0].startswith("jtai: ") and lines[0].endswith("."), done.err
    assert tells in lines[0]


@pytest.fixture(scope="module")
def whole():
    """What a run that nothing disturbs writes."""
    done = run(*SUM)
    assert done.code == 0
    return done.out.encode()


# ------------------------------------------------------------------------- killed, or stopped


@pytest.mark.parametrize("moment", ["half:", "before:fsync", "before:link", "after:link"])
def test_a_new_file_is_whole_or_missing_when_the_program_is_killed(folder, whole, moment):
    with held(moment, *SUM, "-o", "a.json") as program:
        program.send(signal.SIGKILL)
    assert program.code == -signal.SIGKILL
    path = folder / "a.json"
    assert path.exists() == (moment == "after:link")
    assert not path.exists() or path.read_bytes() == whole
    assert len(leftovers(folder)) == 1


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("half:", signal.SIGKILL),
        ("half:", signal.SIGTERM),
        ("before:replace", signal.SIGKILL),
        ("after:replace", signal.SIGKILL),
    ],
)
def test_an_old_file_is_itself_or_the_new_one_when_the_program_is_killed(
    folder, whole, moment, number
):
    path = folder / "a.json"
    path.write_text("old", encoding="utf-8")
    with held(moment, *SUM, "-o", "a.json", "--force") as program:
        program.send(number)
    assert program.code == -number
    assert path.read_bytes() == (whole if moment.startswith("after") else b"old")
    assert len(leftovers(folder)) == (not moment.startswith("after"))


@pytest.mark.parametrize("moment", ["half:", "before:link", "before:replace"])
def test_ctrl_c_leaves_nothing_half_written(folder, moment):
    old = moment == "before:replace"
    if old:
        (folder / "a.json").write_text("old", encoding="utf-8")
    with held(moment, *SUM, "-o", "a.json", *(["--force"] if old else [])) as program:
        program.send(signal.SIGINT)
    assert (program.code, program.err.strip()) == (130, "")
    assert [path.name for path in folder.iterdir()] == (["a.json"] if old else [])
    assert not old or (folder / "a.json").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("module", ["jtai_cli.commands.days", "jtai_cli.shipped.bank_holidays"])
def test_ctrl_c_while_it_loads_and_computes_is_quiet(folder, module):
    with held(f"import:{module}", *SUM, "-o", "a.json") as program:
        program.send(signal.SIGINT)
    assert (program.code, program.err.strip()) == (130, "")
    assert list(folder.iterdir()) == []


def test_what_is_left_behind_disturbs_no_later_run(folder):
    (folder / "out").mkdir()
    for name in ("plan.json", "x.ics"):
        command = ["plan", QUIET, "-q"] if name == "plan.json" else ["calendar", QUIET, "-q"]
        with held("half:", *command, "-o", f"out/{name}") as program:
            program.send(signal.SIGKILL)
    assert len(leftovers(folder / "out")) == 2
    assert run("plan", QUIET, "-q", "-o", "out/plan.json").code == 0
    assert run("check", "out").out == "1 file checked: nothing found.\n"
    (folder / "out" / "plan.json").unlink()
    assert run(*SPLIT, "-o", "out", "--force").code == 0
    assert not leftovers(folder / "out")


# ------------------------------------------------------------------------------------- folders


def files_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None


@pytest.fixture(scope="module")
def calendars(tmp_path_factory):
    made = tmp_path_factory.mktemp("calendars") / "made"
    assert run(*SPLIT, "-o", made).code == 0
    return files_in(made)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["KILL", "INT"])
@pytest.mark.parametrize("moment", ["before:rename", "after:rename"])
def test_a_new_folder_is_whole_or_missing(folder, calendars, moment, number):
    with held(moment, *SPLIT, "-o", "out") as program:
        program.send(number)
    expected = calendars if moment.startswith("after") else None
    assert files_in(folder / "out") == expected
    if number == signal.SIGINT:
        assert (program.code, program.err.strip()) == (130, "")
        assert not leftovers(folder)
    assert len(leftovers(folder)) <= 1


@pytest.mark.parametrize("moment", ["before:fsync", "before:rename"])
def test_an_old_folder_is_itself_when_the_program_is_killed(folder, moment):
    (folder / "out").mkdir()
    (folder / "out" / "old.ics").write_text("old", encoding="utf-8")
    with held(moment, *SPLIT, "-o", "out", "--force") as program:
        program.send(signal.SIGKILL)
    assert files_in(folder / "out") == {"old.ics": b"old"}
    assert len(leftovers(folder)) == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["KILL", "INT"])
def test_an_old_folder_is_never_lost(folder, number):
    """Between the two renames nothing bears the name: no system has a swap that all know."""
    (folder / "out").mkdir()
    (folder / "out" / "old.ics").write_text("old", encoding="utf-8")
    with held("after:rename", *SPLIT, "-o", "out", "--force") as program:
        program.send(number)
    place = folder / "out"
    if number == signal.SIGKILL:
        (left,) = leftovers(folder)
        place = left / "old0"
    else:
        assert not leftovers(folder)
    assert files_in(place) == {"old.ics": b"old"}


def test_ctrl_c_after_a_folder_is_replaced_says_nothing_else(folder, calendars):
    (folder / "out").mkdir()
    (folder / "out" / "old.ics").write_text("old", encoding="utf-8")
    with held("after:rename 2", *SPLIT, "-o", "out", "--force") as program:
        program.send(signal.SIGINT)
    assert (program.code, program.err.strip()) == (130, "")
    assert files_in(folder / "out") == calendars
    assert not leftovers(folder)


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_what_comes_into_a_folder_meanwhile_is_kept(folder, force):
    (folder / "out").mkdir()
    with held("before:rename", *SPLIT, "-o", "out", *force) as program:
        (folder / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert_refused(Run(program.code, "", program.err), tells="'out'")
    assert files_in(folder / "out") == {"mine.txt": b"mine"}
    assert not leftovers(folder)


def test_a_folder_that_another_run_makes_meanwhile_is_kept(folder, calendars):
    with held("before:rename", *SPLIT, "-o", "out") as program:
        assert run(*SPLIT, "-o", "out").code == 0
    assert_refused(Run(program.code, "", program.err), tells="'out'")
    assert files_in(folder / "out") == calendars
    assert not leftovers(folder)


# ------------------------------------------------------------------------------ two runs at once


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_meanwhile_is_not_replaced(folder, whole, links):
    with held("before:fchmod", *OTHER, "-o", "a.json", links=links) as program:
        assert run(*SUM, "-o", "a.json").code == 0
    assert_refused(Run(program.code, "", program.err), tells="'a.json' exists already")
    assert (folder / "a.json").read_bytes() == whole
    assert not leftovers(folder)


def test_a_file_that_appears_at_the_last_moment_is_not_replaced(folder, whole):
    with held("before:link", *OTHER, "-o", "a.json") as program:
        assert run(*SUM, "-o", "a.json").code == 0
    assert_refused(Run(program.code, "", program.err), tells="'a.json' exists already")
    assert (folder / "a.json").read_bytes() == whole


def test_without_hard_links_a_name_is_taken_before_it_is_filled(folder):
    with held("before:replace", *SUM, "-o", "a.json", links=False) as program:
        assert_refused(run(*SUM, "-o", "a.json"), tells="'a.json' exists already")
        program.send(signal.SIGINT)
    assert program.code == 130
    assert list(folder.iterdir()) == []


def test_without_hard_links_a_file_is_written_too(folder, whole):
    with held("before:replace", *SUM, "-o", "a.json", links=False) as program:
        pass
    assert (program.code, program.err) == (0, "")
    assert files_in(folder) == {"a.json": whole}


def test_of_two_that_may_replace_the_last_one_does(folder, whole):
    (folder / "a.json").write_text("old", encoding="utf-8")
    with held("before:replace", *SUM, "-o", "a.json", "--force") as program:
        assert run(*OTHER, "-o", "a.json", "--force").code == 0
        assert (folder / "a.json").read_bytes() != whole
    assert (program.code, program.err) == (0, "")
    assert files_in(folder) == {"a.json": whole}


def test_twenty_that_may_replace_a_folder_leave_one_whole(folder, calendars):
    (folder / "out").mkdir()
    (folder / "out").chmod(0o2750)
    (folder / "out" / "old.ics").write_text("old", encoding="utf-8")
    (folder / "i.toml").write_text(AGENCIES, encoding="utf-8")
    by_agency = ["calendar", "i.toml", "--today", QUIET, "--split-by", "agency", "-q"]
    assert run(*by_agency, "-o", "other").code == 0
    runs = [start(*each, "-o", "out", "--force") for each in (SPLIT, by_agency) * 10]
    ended = [(each.communicate(timeout=HANGS)[1], each.returncode) for each in runs]
    assert ended == [(b"", 0)] * 20
    assert files_in(folder / "out") in (calendars, files_in(folder / "other"))
    assert (folder / "out").stat().st_mode & 0o7777 == 0o2750
    assert not leftovers(folder)


def test_a_folder_is_open_to_no_more_than_the_first_that_was_replaced(folder, calendars):
    (folder / "out").mkdir()
    (folder / "out").chmod(0o700)
    with held("after:rename", *SPLIT, "-o", "out", "--force") as program:
        assert run(*SPLIT, "-o", "out").code == 0  # another run's, while none has the name
        (folder / "out").chmod(0o755)
    assert (program.code, program.err) == (0, "")
    assert files_in(folder / "out") == calendars
    assert (folder / "out").stat().st_mode & 0o777 == 0o700


# ------------------------------------------------------- where there is no room, or no permission


@pytest.fixture
def mounted(folder):
    """Mount a small file system of its own, for the time of a test."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    places = []

    def mount(options):
        place = folder / f"mounted-{len(places)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=HANGS)
        except FileNotFoundError:
            missing("there is no program called mount")
        if done.returncode:
            missing(f"nothing can be mounted here: {done.stderr.decode().strip()}")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", str(place)], check=True, timeout=HANGS)


def many(folder, number=20):
    rows = f"Exampleshire,{QUIET}\n" * number
    (folder / "list.csv").write_text(f"area,fieldwork_start\n{rows}", encoding="utf-8")
    return ["plan", folder / "list.csv", "-q"]


@pytest.mark.parametrize("force", [False, True], ids=["new", "force"])
def test_a_full_disk(folder, mounted, force):
    place = mounted("size=16k")
    if force:
        (place / "a.json").write_text("old", encoding="utf-8")
    options = ["--force"] if force else []
    done = run(*many(folder), "-o", place / "a.json", *options)
    assert_refused(done, tells="no space left on device")
    assert files_in(place) == ({"a.json": b"old"} if force else {})


def test_a_full_disk_and_a_folder(mounted):
    place = mounted("size=16k")
    done = run(*SPLIT, "--weeks", "--remind", "1d", "--remind", "2d", "-o", place / "out")
    assert_refused(done, tells="no space left on device")
    assert files_in(place) == {}


def test_a_disk_that_is_read_only(mounted):
    place = mounted("size=16k,ro")
    for arguments in ([*SUM, "-o", place / "a.json"], [*SPLIT, "-o", place / "out"]):
        assert_refused(run(*arguments), tells="read-only file system")


@pytest.mark.parametrize("force", [False, True], ids=["new", "force"])
def test_a_file_that_may_not_grow_so_long(folder, force):
    if force:
        (folder / "a.json").write_text("old", encoding="utf-8")

    def prepare():
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    options = ["--force"] if force else []
    done = run(*SUM, "-o", "a.json", *options, preexec_fn=prepare)
    assert_refused(done, tells="file too large")
    assert files_in(folder) == ({"a.json": b"old"} if force else {})


def obey_permissions():
    """Take from root, in a process to be started, the right to pass over permissions."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.fixture
def obeying(folder):
    """How to start a program that permissions bind, whoever runs the tests."""
    prepare = obey_permissions if os.geteuid() == 0 else None
    (folder / "closed").mkdir(mode=0o500)
    probe = [sys.executable, "-c", "open('closed/x', 'w')"]
    done = subprocess.run(probe, preexec_fn=prepare, capture_output=True, timeout=HANGS)
    if done.returncode == 0:
        (folder / "closed" / "x").unlink()
        missing("permissions bind nobody here, for root cannot give up that right")
    return prepare


def test_a_folder_that_is_read_only(folder, obeying):
    for arguments in ([*SUM, "-o", "closed/a.json"], [*SPLIT, "-o", "closed/out"]):
        assert_refused(run(*arguments, preexec_fn=obeying), tells="permission denied")
    assert list((folder / "closed").iterdir()) == []


def test_a_file_that_is_read_only(folder, obeying):
    path = folder / "a.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o400)
    done = run(*SUM, "-o", "a.json", "--force", preexec_fn=obeying)
    assert_refused(done, tells="'a.json' is read-only")
    assert path.read_text(encoding="utf-8") == "old"
    assert not leftovers(folder)


@pytest.mark.parametrize("moment", ["before:mkstemp", "before:link"])
def test_a_folder_that_vanishes(folder, moment):
    (folder / "in").mkdir()
    with held(moment, *SUM, "-o", "in/a.json") as program:
        for path in (folder / "in").iterdir():
            path.unlink()
        (folder / "in").rmdir()
    assert_refused(Run(program.code, "", program.err), tells="no such file or directory")
    assert list(folder.iterdir()) == []


# --------------------------------------------------------------------- links and other non-files


def test_a_link_is_followed_and_stays(folder, whole):
    (folder / "real").mkdir()
    (folder / "real" / "a.json").write_text("old", encoding="utf-8")
    (folder / "link.json").symlink_to("real/a.json")
    assert_refused(run(*SUM, "-o", "link.json"), tells="exists already")
    assert run(*SUM, "-o", "link.json", "--force").code == 0
    assert (folder / "link.json").readlink() == Path("real/a.json")
    assert files_in(folder / "real") == {"a.json": whole}


def test_a_link_to_nothing_is_followed_with_force_alone(folder, whole):
    (folder / "link.json").symlink_to("a.json")
    assert_refused(run(*SUM, "-o", "link.json"), tells="is a link to what is not there")
    assert not (folder / "a.json").exists()
    assert run(*SUM, "-o", "link.json", "--force").code == 0
    assert (folder / "link.json").is_symlink()
    assert (folder / "a.json").read_bytes() == whole
    (folder / "lost.json").symlink_to("nowhere/a.json")
    assert_refused(run(*SUM, "-o", "lost.json"), tells="there is no folder")


def test_a_link_to_no_folder_is_followed_with_force_alone(folder, calendars):
    (folder / "link").symlink_to("real")
    assert_refused(run(*SPLIT, "-o", "link"), tells="is a link to what is not there")
    assert [path.name for path in folder.iterdir()] == ["link"]
    assert run(*SPLIT, "-o", "link", "--force").code == 0
    assert files_in(folder / "real") == calendars


@pytest.mark.parametrize("arguments", [[*SUM], [*SPLIT]], ids=["file", "folder"])
def test_a_link_to_itself_is_left_alone(folder, arguments):
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    assert_refused(run(*arguments, "-o", "one", "--force"), tells="leads to itself")
    assert (folder / "one").readlink() == Path("two")
    assert (folder / "two").readlink() == Path("one")


def test_a_link_to_a_folder_and_what_is_no_file(folder):
    (folder / "real").mkdir()
    (folder / "link").symlink_to("real")
    os.mkfifo(folder / "pipe")
    (folder / "to-pipe").symlink_to("pipe")
    assert_refused(run(*SUM, "-o", "link", "--force"), tells="is a folder")
    for name in ("pipe", "to-pipe", "/dev/null"):
        assert_refused(run(*SUM, "-o", name, "--force"), tells="is not an ordinary file")
    assert (folder / "pipe").is_fifo()
    assert Path("/dev/null").is_char_device()
    assert sorted(path.name for path in folder.iterdir()) == ["link", "pipe", "real", "to-pipe"]


def test_a_link_to_a_folder_of_calendars_is_followed(folder, calendars):
    (folder / "real").mkdir()
    (folder / "link").symlink_to("real")
    assert run(*SPLIT, "-o", "link").code == 0
    assert (folder / "link").is_symlink()
    assert files_in(folder / "real") == calendars


def test_a_hyphen_is_stdout_and_no_file(folder, whole):
    assert run(*SUM, "-o", "-").out.encode() == whole
    assert list(folder.iterdir()) == []


# ---------------------------------------------------------------- streams that nobody listens to

FINDING = "fieldwork_start = 2027-06-28\n"
ANSWERS = {  # with the exit code of each
    "help": (["--help"], 0),
    "no command": ([], 0),
    "help of a command": (["plan", "--help"], 0),
    "help deep down": (["days", "add", "-h"], 0),
    "version": (["--version"], 0),
    "table": (["plan", QUIET, "-q"], 0),
    "json": (["plan", QUIET, "-q", "--format", "json"], 0),
    "svg": (["evidence", "--format", "svg"], 0),
    "ics": (["calendar", QUIET, "--area", "X", "-q"], 0),
    "init": (["init", "-"], 0),
    "check": (["check", "x.toml"], 1),
    "check, github": (["check", "x.toml", "--format", "github"], 1),
    "check, junit": (["check", "x.toml", "--format", "junit"], 1),
    "notice": (["notice", "--notified", "2027-06-21", "--fieldwork", QUIET], 1),
}
answers = pytest.mark.parametrize(("arguments", "code"), ANSWERS.values(), ids=ANSWERS)


def unheard(*arguments, streams, **settings):
    """Run the program with nobody at the other end of these streams."""
    Path("x.toml").write_text(FINDING, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return run_process(*arguments, **dict.fromkeys(streams, writer), **settings)
    finally:
        os.close(writer)


@answers
def test_a_reader_that_has_gone_before_the_first_byte(arguments, code):
    assert unheard(*arguments, streams=["stdout"]) == (code, "", "")


def test_a_reader_of_colours_that_has_gone():
    assert unheard("plan", QUIET, "-q", streams=["stdout"], env={"FORCE_COLOR": "1"}) == (0, "", "")


def test_a_reader_that_stops_after_a_line_of_megabytes(folder):
    command = [*many(folder, 150), "--format", "jsonl"]
    done = run(*command, shell="| head -1; exit ${PIPESTATUS[0]}")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("\n") == 1


SAID = {  # what says something on stderr, with its exit code
    "warning": (["plan", "2027-03-30"], 0),
    "warning about a list": (["plan", "list.csv", "--skip-bad"], 0),
    "calendar": (["calendar", "2027-03-30", "-o", "x.ics"], 0),
    "written": (["plan", QUIET, "-o", "o.json"], 0),
    "not judged": (["check", "x.toml", "missing.toml"], 2),
    "refused": (["plan", REFUSED], 2),
    "wrong option": (["plan", "--colour"], 2),
    "bad rows": (["plan", "list.csv"], 2),
}
said = pytest.mark.parametrize(("arguments", "code"), SAID.values(), ids=SAID)


@said
def test_nobody_listens_to_stderr(folder, arguments, code):
    many(folder, 1)
    with open(folder / "list.csv", "a", encoding="utf-8") as file:
        file.write(f"x,{REFUSED}\ny,2027-03-30\n")
    for streams in (["stderr"], ["stdout", "stderr"]):
        done = unheard(*arguments, streams=streams)
        assert (done.code, done.err) == (code, "")
        answered = "-o" not in arguments and (code < 2 or arguments[0] == "check")
        assert bool(done.out) == (answered and "stdout" not in streams)
        for path in ("x.ics", "o.json"):
            (folder / path).unlink(missing_ok=True)


def test_stderr_that_is_full_changes_no_answer():
    done = run("plan", "2027-03-30", shell="2> /dev/full")
    assert done.code == 0
    assert done.out == run("plan", "2027-03-30").out
    assert run("plan", REFUSED, shell="2> /dev/full").code == 2


@pytest.mark.parametrize("name", ["help", "version", "svg", "check"])
def test_stdout_that_is_full_is_a_sentence(folder, name):
    (folder / "x.toml").write_text(FINDING, encoding="utf-8")
    assert_refused(run(*ANSWERS[name][0], shell="> /dev/full"), tells="no space left on device")


@pytest.mark.parametrize("name", ["help", "version", "ics", "check"])
def test_stdout_that_is_closed_is_a_sentence(folder, name):
    (folder / "x.toml").write_text(FINDING, encoding="utf-8")
    assert_refused(run(*ANSWERS[name][0], shell=">&-"), tells="is closed")


def test_stderr_that_is_closed_changes_no_answer(whole):
    assert run(*SUM, shell="2>&-") == (0, whole.decode(), "")
    assert run("plan", "2027-03-30", shell="2>&-") == (0, run("plan", "2027-03-30").out, "")
    assert run("plan", REFUSED, shell="2>&-") == (2, "", "")
    assert run(*SUM, shell=">&- 2>&-") == (2, "", "")


def test_a_file_is_written_though_every_stream_is_closed(folder, whole):
    assert run(*SUM, "-o", "a.json", shell="<&- >&- 2>&-") == (0, "", "")
    assert files_in(folder) == {"a.json": whole}


@pytest.mark.parametrize(
    ("stdin", "tells"),
    [("<&-", "is closed"), ("0> written-only", "cannot be read: bad file descriptor")],
)
def test_stdin_that_gives_nothing_is_a_sentence(stdin, tells):
    done = run("check", "-", shell=stdin)
    assert (done.code, done.err) == (2, f"jtai: '<stdin>' {tells}. Name a file.\n")


# ------------------------------------------------------------------------- the summary of a job

GITHUB = ["check", "x.toml", "--format", "github"]


def test_the_summary_is_appended_to(folder):
    (folder / "x.toml").write_text(FINDING, encoding="utf-8")
    (folder / "s.md").write_text("before\n", encoding="utf-8")
    assert run(*GITHUB, env={"GITHUB_STEP_SUMMARY": "s.md"}).code == 1
    once = (folder / "s.md").read_text(encoding="utf-8")
    assert run(*GITHUB, env={"GITHUB_STEP_SUMMARY": "s.md"}).code == 1
    assert once.startswith("before\n## ")
    assert (folder / "s.md").read_text(encoding="utf-8") == once + once.removeprefix("before\n")


@pytest.mark.parametrize(
    ("path", "tells"),
    [
        (".", "is a directory"),
        ("nowhere/s.md", "no such file or directory"),
        ("/dev/full", "is not an ordinary file"),
        ("pipe", "is not an ordinary file"),
        ("to-pipe", "is not an ordinary file"),
        ("x.toml", "is one of the files that the answer is made from"),
    ],
)
def test_a_summary_that_cannot_be_written_is_a_sentence(folder, path, tells):
    (folder / "x.toml").write_text(FINDING, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    (folder / "to-pipe").symlink_to("pipe")
    done = run(*GITHUB, env={"GITHUB_STEP_SUMMARY": path})
    assert done.out.startswith("::warning file=x.toml")
    assert_refused(Run(done.code, "", done.err), tells=tells)
    assert (folder / "x.toml").read_text(encoding="utf-8") == FINDING
