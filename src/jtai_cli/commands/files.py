"""Reading what users keep in files, and writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from jtai_cli.errors import FileTrouble

LARGEST_TOML = 1_000_000  # bytes; the largest that a person would write is a hundredth of it
LARGEST_CSV = 20_000_000  # bytes; some 200,000 rows


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
    try:
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
        if not target.parent.is_dir():
            raise FileTrouble(
                path,
                f"cannot be written: there is no folder {str(target.parent)!r}",
                "Make it first.",
            )
        if target.exists() and not os.access(target, os.W_OK):
            raise FileTrouble(
                path, "is read-only", "Choose another name, or change its permissions."
            )
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise FileTrouble(
            path, f"cannot be written: {_reason(error)}", "Choose another folder or name."
        ) from None


def _replace(target: Path, data: bytes) -> None:
    import tempfile  # 7 ms, and only -o needs it

    # A temporary file in the same folder, so that the last step is one rename.
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:20]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).rstrip(".").lower()
