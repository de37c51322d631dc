"""Reading what users keep in files, and how much of it is read."""

from __future__ import annotations

from pathlib import Path

from jtai_cli.errors import FileTrouble, system_reason

# The most that is read, in bytes: several times what a person would ever need, and so little that
# even the slowest file of that size is read in two seconds. docs/reference/limits.md states them.
LARGEST_TOML = 100_000  # some fifty times an inspection file
LARGEST_SAVED = 1_000_000  # some twenty times a plan with all its workings
LARGEST_CSV = 1_500_000  # some 150 bytes for each of its rows
LARGEST_ICS = 500_000  # some 1,000 events


def read_text(path: Path, *, most: int) -> str:
    """The text of a UTF-8 file of at most ``most`` bytes, without a byte-order mark.

    Raises FileTrouble, saying what to do, for anything that is not such a file.
    """
    try:
        if path.is_dir():
            raise FileTrouble(path, "is a folder", "Name a file in it.")
        if path.exists() and not path.is_file():
            raise FileTrouble(path, "is not an ordinary file", "Copy it into one first.")
        with open(path, "rb") as file:
            data = file.read(most + 1)  # no more, even where the size is unknown or grows
        if len(data) > most:
            reason = f"has more than {most:,} bytes, which is the most that is read"
            raise FileTrouble(path, reason, "Check that this is the file you mean.")
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise FileTrouble(path, "does not exist", "Check its name and folder.") from None
    except UnicodeDecodeError as error:
        reason = f"is not in UTF-8 (byte {error.start + 1:,} cannot be read)"
        raise FileTrouble(path, reason, "Save it again as UTF-8.") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = f"cannot be read: {system_reason(error)}"
        raise FileTrouble(path, reason, "Check its name.") from None
