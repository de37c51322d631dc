"""What a defect, or somebody who means harm, could put into the program; see watched.py.

Each function does one thing that SECURITY.md says the program never does, in the folder where it
runs. Those in ``UNSEEN`` raise no event that Python's audit hooks would see.
"""

# ruff: noqa: UP020


def os_system():
    import os

    os.system("true")


def a_name_in_pieces():
    import os

    getattr(os, "sys" + "tem")("true")


def os_popen():
    import os

    os.popen("true")


def os_fork():
    import os

    os.fork()


def os_exec():
    import os

    os.execv("/bin/true", ["true"])


def os_posix_spawn():
    import os

    os.posix_spawn("/bin/true", ["true"], {})


def a_module_by_its_name():
    from importlib import import_module

    import_module("subprocess").run(["true"])


def click_launch():
    import click

    click.launch("https://example.org")


def click_edit():
    import click

    click.edit("text", editor="true")


def a_browser():
    import webbrowser

    webbrowser.get("true %s").open("https://example.org")


def a_terminal_of_its_own():
    import pty

    pty.spawn(["true"])


def a_worker():
    import multiprocessing

    multiprocessing.get_context("fork").Process(target=print).start()


def a_pool():
    from concurrent.futures import ProcessPoolExecutor

    ProcessPoolExecutor(1).submit(print)


def a_library_of_the_system():
    import ctypes

    ctypes.CDLL(None).getpid()


def a_socket():
    import socket

    socket.socket()


def a_name_looked_up():
    import socket

    socket.getaddrinfo("example.org", 80)


def an_address_fetched():
    from urllib.request import urlopen

    urlopen("https://example.org")


def a_letter_sent():
    import smtplib

    smtplib.SMTP("example.org")


def a_loop_of_events():
    import asyncio

    asyncio.new_event_loop().close()


def open_to_write():
    open("planted", "w").close()


def io_open():
    import io

    io.open("planted", "a").close()


def codecs_open():
    import codecs

    codecs.open("planted", "wb").close()


def path_open():
    from pathlib import Path

    Path("planted").open("w").close()


def write_text():
    from pathlib import Path

    Path("planted").write_text("x")


def os_open():
    import os

    os.close(os.open("planted", os.O_CREAT | os.O_WRONLY))


def a_copy():
    import shutil

    shutil.copy("exampleshire.toml", "planted")


def touch():
    from pathlib import Path

    Path("planted").touch()


def a_folder():
    import os

    os.mkdir("planted-folder")


def a_link():
    import os

    os.symlink("exampleshire.toml", "planted-link")


def a_file_removed():
    import os

    os.remove("spring-term.csv")


def a_file_renamed():
    from pathlib import Path

    Path("newer-letters.csv").rename("planted-name")


def permissions():
    import os

    os.chmod("exampleshire.toml", 0o600)


def a_temporary_file():
    import tempfile

    tempfile.TemporaryFile().close()


def a_log():
    import logging

    logging.FileHandler("planted").close()


def the_system_log():
    import syslog

    syslog.syslog("planted")


def a_database():
    import sqlite3

    sqlite3.connect("planted").close()


def a_packed_file():
    import zipfile

    zipfile.ZipFile("planted", "w").close()


def a_secret_read():
    from pathlib import Path

    Path("/etc/passwd").read_text()


def another_file_read():
    import linecache

    linecache.getlines("bromley-2025.toml")


def a_folder_listed():
    import os

    os.listdir("/")


def folders_searched():
    from pathlib import Path

    list(Path("..").glob("*"))


def a_variable():
    import os

    os.environ["SSH_AUTH_SOCK"]


def a_variable_asked_for():
    import os

    os.getenv("AWS_SECRET_ACCESS_KEY")


def all_variables():
    import os

    dict(os.environ)


def a_variable_set():
    import os

    os.environ["PATH"] = "."


def stdin():
    import sys

    sys.stdin.read()


def stdin_without_python():
    import os

    os.read(0, 10)


def a_sum_that_is_run():
    eval("1 + 1")


def a_text_that_is_run():
    exec("x = 1")


def a_text_compiled():
    compile("1", "x", "eval")


def an_object_unpacked():
    import pickle

    pickle.loads(pickle.dumps(print))


def code_unpacked():
    import marshal

    marshal.loads(marshal.dumps(1))


def a_pause_for_a_debugger():
    import sys

    sys.breakpointhook = None  # so that nothing waits
    breakpoint()


# ------------------------------------------------------------------------- what is not seen


def a_pipe_made():
    """Python has no event for os.mkfifo, as of 3.13: it makes a name, and no file with content."""
    import os

    os.mkfifo("planted-pipe")


def a_look_at_a_name():
    """Nor for os.stat: whether a file is there, how large and how old can be asked unseen."""
    import os

    os.stat("/etc/passwd")


def a_link_looked_at():
    """Nor for os.readlink and os.access."""
    import os

    os.access("/etc/passwd", os.R_OK)


def the_clock():
    """Nor for the time. tests/program/test_environments.py looks for what asks for it."""
    import time

    time.time()


UNSEEN = {a_pipe_made, a_look_at_a_name, a_link_looked_at, the_clock}
