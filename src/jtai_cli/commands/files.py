"""Reading what users keep in files, and writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import BinaryIO

from jtai_cli.errors import FileTrouble

LEFT_BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")  # files that nobody misses
LARGEST_TOML = 1_000_000  # bytes; the largest that a person would write is a hundredth of it
LARGEST_CSV = 20_000_000  # bytes; some 200,000 rows
LARGEST_ICS = 5_000_000  # bytes; some 5,000 events


def read_text(path: Path, *, most: int) -> str:
    """The text of a UTF-8 file of at most ``most`` bytes, without a byte-order mark.

    Raises FileTrouble, saying what to do, for anything that is not such a file.
    """
    try:
        if path.is_dir():
            raise FileTrouble(path, "is a folder", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise FileTrouble(path, "is not an ordinary file", "Copy it into one first.")
        size = path.stat().st_size
        if size > most:
            raise FileTrouble(
                path,
                f"has {size:,} bytes, and at most {most:,} are read",
                "Check that this is the file you mean.",
            )
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise FileTrouble(path, "does not exist", "Check its name and folder.") from None
    except UnicodeDecodeError as error:
        raise FileTrouble(
            path,
            f"is not in UTF-8 (byte {error.start + 1:,} cannot be read)",
            "Save it again as UTF-8.",
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise FileTrouble(path, f"cannot be read: {_reason(error)}", "Check its name.") from None


def write_whole(path: Path, data: bytes, *, force: bool) -> None:
    """Write a file so that it is there whole or not at all.

    An existing file is left alone unless ``force`` is given. A symbolic link is followed, not
    replaced. Raises FileTrouble.
    """
    if not str(path).strip("."):
        raise FileTrouble(path, "is not the name of a file", "Type one after -o.")
    with _writing(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise FileTrouble(path, "is a folder", "Name a file in it.")
        if target.exists() and not target.is_file():
            raise FileTrouble(path, "is not an ordinary file", "Choose another name.")
        if target.exists() and not force:
            raise FileTrouble(
                path, "exists already", "Add --force to replace it, or choose another name."
            )
        if target.parent.is_file():
            raise FileTrouble(path, "lies below a file, not a folder", "Choose another folder.")
        _require_folder(path, target.parent)
        if target.exists() and not os.access(target, os.W_OK):
            raise FileTrouble(
                path, "is read-only", "Choose another name, or change its permissions."
            )
        _replace(target, data)


def write_folder(path: Path, files: Mapping[str, bytes], *, ending: str, force: bool) -> None:
    """Write files into a new folder, so that all of them are there or none.

    A folder that has anything in it is left alone unless ``force`` is given, and even then
    unless all of it ends in ``ending``, so that nothing else is lost. Raises FileTrouble.
    """
    if not str(path).strip("."):
        raise FileTrouble(path, "is not the name of a folder", "Type one after -o.")
    with _writing(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_dir():
            raise FileTrouble(path, "is a file", "Name a folder.")
        _require_folder(path, target.parent)
        there = list(target.iterdir()) if target.exists() else []
        if there and not force:
            raise FileTrouble(
                path, "holds files already", "Add --force to replace them, or name a new folder."
            )
        for other in there:
            ours = other.suffix.lower() == ending or other.name in LEFT_BY_SYSTEMS
            if not ours or not other.is_file():
                raise FileTrouble(
                    path,
                    f"holds {other.name!r}, which is not ours to replace",
                    "Name a new folder.",
                )
        _replace_folder(target, files)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    """While a file or folder is written: what the system refuses becomes a FileTrouble."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise FileTrouble(
            path, f"cannot be written: {_reason(error)}", "Choose another folder or name."
        ) from None


def _replace_folder(target: Path, files: Mapping[str, bytes]) -> None:
    import shutil  # only a folder needs them
    import tempfile

    # Beside the target, so that the last steps are renames.
    place = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:20]}."))
    new, old = place / "new", place / "old"
    try:
        new.mkdir()
        for name, data in files.items():
            with open(new / name, "wb") as file:
                _write(file, data)
        if target.exists():
            shutil.copymode(target, new)
            os.rename(target, old)
        os.rename(new, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.rename(old, target)
        if old.exists():
            raise FileTrouble(
                target, f"could not be replaced; what was in it is now in {str(old)!r}", "Move it."
            ) from None
        shutil.rmtree(place, ignore_errors=True)
        raise
    shutil.rmtree(place, ignore_errors=True)


def file_name(text: str, ending: str, taken: Iterable[str] = ()) -> str:
    """A name for a file about ``text`` that every system takes, and that is not taken.

    >>> file_name("Exampleshire Council, children's services", ".ics")
    'exampleshire-council-children-s-services.ics'
    >>> file_name("../../etc/passwd", ".ics"), file_name("CON", ".ics")
    ('etc-passwd.ics', 'con-.ics')
    """
    import unicodedata  # only a folder needs it

    def folded(name: str) -> str:  # as systems compare them that see no capitals and no accents
        return unicodedata.normalize("NFC", name.casefold())

    plain = folded(text)
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    base = "-".join(words)[:60].strip("-") or "unnamed"
    if re.fullmatch("con|prn|aux|nul|(com|lpt).", base):  # Windows keeps these for itself
        base += "-"
    names = (f"{base}{f'-{number}' if number else ''}{ending}" for number in count())
    there = set(map(folded, taken))
    return next(name for name in names if folded(name) not in there)


def _require_folder(path: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise FileTrouble(
            path, f"cannot be written: there is no folder {str(folder)!r}", "Make it first."
        )


def _replace(target: Path, data: bytes) -> None:
    import tempfile  # 7 ms, and only -o needs it

    # A temporary file in the same folder, so that the last step is one rename.
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:20]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, data)
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _write(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()
