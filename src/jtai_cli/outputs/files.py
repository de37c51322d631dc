"""Writing files and folders whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import BinaryIO

import click

from jtai_cli.errors import FileTrouble, system_reason

LEFT_BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")  # they may be lost with a folder
UNFINISHED = ".jtai-unfinished"  # ends the names of what a run that was killed leaves behind

# Reason and advice of a FileTrouble.
_EXISTS = ("exists already", "Add --force to replace it, or choose another name.")
_DANGLING = (
    "is a link to what is not there",
    "Add --force to write what it names, or choose another name.",
)
_INPUT = ("is one of the files that the answer is made from", "Choose another name.")
_NO_FILE = ("is not an ordinary file", "Choose another name.")
_READ_ONLY = ("is read-only", "Choose another name, or change its permissions.")


def remember_input(file: os.stat_result) -> None:
    """Keep a file that the running command reads from being written, under whatever name."""
    if ctx := click.get_current_context(silent=True):
        ctx.meta.setdefault("jtai.inputs", set()).add((file.st_dev, file.st_ino))


def _require_no_input(path: Path, file: os.stat_result) -> None:
    ctx = click.get_current_context(silent=True)
    if ctx and (file.st_dev, file.st_ino) in ctx.meta.get("jtai.inputs", ()):
        raise FileTrouble(path, *_INPUT)


def write_whole(path: Path, data: bytes | Iterable[bytes], *, force: bool) -> None:
    """Write a file, its data whole or in pieces, so that it is there whole or not at all.

    An existing file is left alone unless ``force`` is given, even one that another program writes
    at the same moment, and one that was read for the answer even then. A symbolic link is
    followed, not replaced, and with ``force`` alone where it leads to nothing. The file that takes
    another's place has its permissions, and its owner and group where the system lets us. Raises
    FileTrouble.
    """
    with _writing(path, "file") as target:
        # A pipe has a link to it, as /dev/stdout is, but no name to which that leads.
        there, folder = target.exists() or path.exists(), target.parent
        for applies, reason, advice in (
            (target.is_dir(), "is a folder", "Name a file in it."),
            (there and not target.is_file(), *_NO_FILE),
            (target.is_symlink(), "is a link that leads to itself", "Choose another name."),
            (there and not force, *_EXISTS),
            (folder.is_file(), "lies below a file, not a folder", "Choose another folder."),
            (not folder.is_dir(), *_no_folder(folder)),
            (path.is_symlink() and not (there or force), *_DANGLING),
            (there and not os.access(target, os.W_OK), *_READ_ONLY),
        ):
            if applies:
                raise FileTrouble(path, reason, advice)
        try:
            _replace(target, data, force=force, check=partial(_require_no_input, path))
        except FileExistsError:
            raise FileTrouble(path, *_EXISTS) from None


def private_place(name: str) -> Path:
    """A path for a file of that name, in a new temporary folder that only its owner may read.

    Raises FileTrouble where no folder can be made.
    """
    import tempfile  # only --open needs it here

    try:
        return Path(tempfile.mkdtemp(prefix="jtai-")) / name
    except OSError as error:
        reason = f"cannot be made: {system_reason(error)}"
        raise FileTrouble("a temporary folder", reason, "Name a file with -o.") from None


def rewrite(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` in the place of ``old`` in a file that was read, whole or not at all.

    A link is followed; permissions, and the owner where the system lets us, stay. A file beside it
    keeps out others that do so at the same moment. Raises FileTrouble where there is one, or where
    the file no longer holds what was read.
    """
    if old == new:
        return
    with _writing(path, "file") as target:
        _require_unchanged(path, old)  # nor is one made anew that is gone
        if not os.access(target, os.W_OK):
            raise FileTrouble(path, *_READ_ONLY)
        lock = target.with_name(f"{target.name}.jtai-lock")
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            advice = (
                f"Try again in a moment; if no jtai is running, delete {lock.name!r} beside it."
            )
            raise FileTrouble(path, "is being changed by another jtai", advice) from None
        try:
            _replace(target, new, force=True, check=partial(_require_unchanged, path, old))
        finally:
            with contextlib.suppress(OSError):
                os.unlink(lock)


def _require_unchanged(path: Path, old: bytes, _: os.stat_result | None = None) -> None:
    if path.read_bytes() != old:
        reason = "was changed by another program meanwhile, and is left as it is now"
        raise FileTrouble(path, reason, "Type the command again.")


def write_folder(path: Path, files: Mapping[str, bytes], *, ending: str, force: bool) -> None:
    """Write files into a new folder, so that all of them are there or none.

    A folder that has anything in it is left alone unless ``force`` is given, and even then
    unless all of it ends in ``ending``, so that nothing else is lost. No system has a swap of two
    folders that all have: a run that is killed between the two renames leaves the old folder
    whole, in a hidden one beside it. Raises FileTrouble.
    """
    check = partial(_require_replaceable, path, ending=ending, force=force)
    with _writing(path, "folder") as target:
        there, parent = _kind(target) or _kind(path), target.parent
        for applies, reason, advice in (
            (there and not stat.S_ISDIR(there), "is a file", "Name a folder."),
            (not parent.is_dir(), *_no_folder(parent)),
            (target.is_symlink(), "is a link that leads to itself", "Choose another name."),
            (path.is_symlink() and not (there or force), *_DANGLING),
        ):
            if applies:
                raise FileTrouble(path, reason, advice)
        _replace_folder(target, files, check)


def append(path: Path, text: str, *, advice: str) -> None:
    """Write a text at the end of a file, or into a new one. Raises FileTrouble with the advice.

    A pipe or a device, which might wait for ever, is refused.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileTrouble(path, _NO_FILE[0], advice)
        with os.fdopen(os.open(path, flags, 0o666), "ab") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):  # put in its place meanwhile
                raise FileTrouble(path, _NO_FILE[0], advice)
            _require_no_input(path, status)
            file.write(text.encode())  # in one write, because other programs append too
    except (OSError, ValueError) as error:
        reason = f"cannot be written: {system_reason(error)}"
        raise FileTrouble(path, reason, advice) from None


def _kind(path: Path) -> int:
    """The file type of what has a name, asked once: another run may move it away; 0 for nothing."""
    try:
        return stat.S_IFMT(os.stat(path).st_mode)
    except OSError:  # which the system says again where it matters
        return 0


def _no_folder(folder: Path) -> tuple[str, str]:
    return f"cannot be written: there is no folder {str(folder)!r}", "Make it first."


def _require_replaceable(path: Path, folder: Path, *, ending: str, force: bool) -> None:
    """Raise FileTrouble about ``path`` where something would be lost with ``folder``."""
    with os.scandir(folder) as found:  # which knows the kind of a file that is gone by now
        there = sorted(found, key=lambda each: each.name)
    if there and not force:
        advice = "Add --force to replace them, or name a new folder."
        raise FileTrouble(path, "holds files already", advice)
    for other in there:
        suffix = os.path.splitext(other.name)[1].lower()
        ours = suffix in (ending, UNFINISHED) or other.name in LEFT_BY_SYSTEMS
        if not ours or not other.is_file():
            reason = f"holds {other.name!r}, which is not ours to replace"
            raise FileTrouble(path, reason, "Name a new folder.")
        with contextlib.suppress(FileNotFoundError):
            _require_no_input(path / other.name, os.stat(other))


@contextlib.contextmanager
def _writing(path: Path, kind: str) -> Iterator[Path]:
    """While a file or folder is written, at the real path given: system errors are FileTrouble."""
    if not str(path).strip(". "):
        raise FileTrouble(path, f"is not the name of a {kind}", "Type one after -o.")
    try:
        yield Path(os.path.realpath(path))
    except (OSError, ValueError) as error:
        reason = f"cannot be written: {system_reason(error)}"
        raise FileTrouble(path, reason, "Choose another folder or name.") from None


def _replace_folder(
    target: Path, files: Mapping[str, bytes], check: Callable[[Path], None]
) -> None:
    """Put a folder with these files in place; ``check`` may refuse the folder it replaces."""
    import shutil  # only a folder needs these two
    import tempfile

    # Beside the target, so that the last steps are renames.
    place = Path(tempfile.mkdtemp(UNFINISHED, f".{target.name[:20]}.", target.parent))
    new, taken = place / "new", list[Path]()
    try:
        mode = 0o777
        new.mkdir()
        for name, data in files.items():
            with open(new / name, "wb") as file:
                _write(file, data)
        for number in count():  # until no other run puts its folder there at the same moment
            with contextlib.suppress(FileNotFoundError):  # there is none, or not at this moment
                check(target)
                taken.append(place / f"old{number}")
                os.rename(target, taken[-1])
                check(taken[-1])  # because another program may have written there since
                was = os.stat(taken[-1])
                # Another run may have put a folder of its own there, open to more people.
                mode = mode & was.st_mode | (mode | was.st_mode) & stat.S_ISGID
                _take_after(was, mode, new, files)
            if _renamed(new, target):
                break
    except BaseException:
        if old := new.exists() and next(filter(Path.exists, reversed(taken)), None):
            try:
                os.rename(old, target)
            except OSError:
                left = f"could not be replaced; what was in it is now in {str(old)!r}"
                raise FileTrouble(target, left, "Move it.") from None
        shutil.rmtree(place, ignore_errors=True)
        raise
    shutil.rmtree(place, ignore_errors=True)


def _renamed(new: Path, target: Path) -> bool:
    """Give a folder its name, unless one with files has it."""
    try:
        os.rename(new, target)
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
            return False
        raise
    return True


def _take_after(was: os.stat_result, mode: int, new: Path, names: Iterable[str]) -> None:
    """Give a folder its permissions, and an old one's owner to it and to all that is in it."""
    if os.name == "nt":  # where a folder has none of these
        return
    for path in (*(new / name for name in names), new):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            _take_owner(was, handle)
            if path == new:
                os.fchmod(handle, mode)
        finally:
            os.close(handle)


def _take_owner(was: os.stat_result, handle: int) -> None:
    """Give an open file the owner and group of another, or what of it the system lets us."""
    for owner in (-1, was.st_uid):
        with contextlib.suppress(PermissionError):
            os.fchown(handle, owner, was.st_gid)


def file_name(text: str, ending: str, taken: Iterable[str] = ()) -> str:
    """A name for a file about ``text`` that every system takes, and that is not taken.

    >>> file_name("Exampleshire Council, children's services", ".ics")
    'exampleshire-council-children-s-services.ics'
    >>> file_name("../../etc/passwd", ".ics"), file_name("CON", ".ics")
    ('etc-passwd.ics', 'con-.ics')
    """
    import unicodedata  # only a folder needs it

    def folded(name: str) -> str:  # as systems compare names that ignore case and Unicode form
        return unicodedata.normalize("NFC", name.casefold())

    plain = folded(text)
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    base = "-".join(words)[:60].strip("-") or "unnamed"
    if re.fullmatch("con|prn|aux|nul|(com|lpt).", base):  # reserved on Windows
        base += "-"
    names = (f"{base}{f'-{number}' if number else ''}{ending}" for number in count())
    there = set(map(folded, taken))
    return next(name for name in names if folded(name) not in there)


def _replace(
    target: Path,
    data: bytes | Iterable[bytes],
    *,
    force: bool,
    check: Callable[[os.stat_result], None],
) -> None:
    """Put a file with this data in place; ``check`` may refuse the file it replaces."""
    import tempfile  # only -o needs it

    # A temporary file in the same folder, so that the last step is only a rename.
    handle, temporary = tempfile.mkstemp(UNFINISHED, f".{target.name[:20]}.", target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, data)
            was = os.stat(target) if target.exists() else None
            if hasattr(os, "fchmod"):  # by the descriptor: the name may be another file's by now
                if was:
                    _take_owner(was, handle)
                os.fchmod(handle, was.st_mode & 0o777 if was else _mode_of_new())
        if was:
            check(was)
        if force:
            os.replace(temporary, target)
        else:
            _name_new(temporary, target)
    finally:
        with contextlib.suppress(OSError):  # where all went well it has been renamed
            os.unlink(temporary)


def _name_new(temporary: str, target: Path) -> None:
    """Give a file a name that no other has. Raises FileExistsError where another has it."""
    if os.name == "nt":  # there a rename never replaces a file
        os.rename(temporary, target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links: take the name first, and fill it then
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        try:
            os.replace(temporary, target)
        except BaseException:
            os.unlink(target)
            raise


def _write(file: BinaryIO, data: bytes | Iterable[bytes]) -> None:
    for piece in [data] if isinstance(data, bytes) else data:
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())


def _mode_of_new() -> int:
    """The permissions that a new file gets."""
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
