"""``python -m tests.fuzz READER --minutes 10``: one reader, for as long as you like.

With atheris installed (the extra ``fuzz``) coverage guides it; without, changes are random.
"""

import argparse
import hashlib
import random
import re
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

from tests.fuzz.mutations import mutated

SECONDS = 2.0  # of the processor, which is more than any input should take
READERS = ("dates", "inspections", "frameworks", "lists", "letters", "previous", "events", "saved")


class Findings:
    """What was found, one input for each place in the code, the smallest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.found: dict[str, int] = {}
        self.runs = 0

    def try_out(self, read, data: bytes) -> None:
        self.runs += 1
        try:
            read(data)
        except Exception as error:
            self._keep(error, data)

    def _keep(self, error: Exception, data: bytes) -> None:
        frames = [
            f"{Path(frame.filename).name}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        said = re.sub("[0-9,]+", "N", str(error))[:25]
        place = f"{type(error).__name__} {frames[-1]} {said}"
        if len(data) >= self.found.get(place, len(data) + 1):
            return
        if place not in self.found:
            print(f"FOUND {place}: {error!s:.300}", flush=True)
        self.found[place] = len(data)
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(place.encode()).hexdigest()[:12]
        (self.folder / name).write_bytes(data)
        trace = "".join(traceback.format_exception(error))
        (self.folder / f"{name}.txt").write_text(trace, encoding="utf-8", errors="backslashreplace")


def inputs(reader, chance: random.Random):
    """Without end: valid files, files from the grammar, and changes to either."""
    seeds = reader.seeds()
    yield from seeds
    while True:
        base = reader.generate(chance) if chance.random() < 0.4 else chance.choice(seeds)
        yield mutated(base, seeds, reader.WORDS, chance) if chance.random() < 0.8 else base


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--findings", type=Path, default=Path("findings"), metavar="FOLDER")
    parser.add_argument(
        "--random", action="store_true", help="Without atheris, even if it is there."
    )
    options = parser.parse_args()
    folder = options.findings.resolve() / options.reader
    findings = Findings(folder)
    if not options.random:
        try:
            import atheris
        except ImportError:
            print("atheris is not installed: nothing guides the changes")
        else:
            with atheris.instrument_imports(include=["jtai_cli"]):
                reader = import_module(f"tests.fuzz.{options.reader}")
            _guided(atheris, reader, findings, options)
            return
    reader = import_module(f"tests.fuzz.{options.reader}")
    from tests.fuzz.corpus import empty_folder
    from tests.fuzz.oracle import Patience

    Patience.seconds = SECONDS
    end = time.monotonic() + 60 * options.minutes
    with empty_folder():
        for data in inputs(reader, random.Random(options.seed)):
            findings.try_out(reader.read, data)
            if time.monotonic() > end:
                break
    print(f"{options.reader}: {findings.runs:,} inputs, {len(findings.found)} places")


def _guided(atheris, reader, findings: Findings, options: argparse.Namespace) -> None:
    from tests.fuzz.corpus import empty_folder
    from tests.fuzz.oracle import Patience

    Patience.seconds = SECONDS
    with empty_folder():
        seeds = reader.seeds()
        corpus = Path("corpus")
        corpus.mkdir()
        for number, data in enumerate(seeds):
            (corpus / str(number)).write_bytes(data)

        def change(data: bytes, most: int, seed: int) -> bytes:
            chance = random.Random(seed)
            match chance.randrange(5):
                case 0:
                    return reader.generate(chance)[:most]
                case 1:
                    return atheris.Mutate(data, len(data))[:most]
                case _:
                    return mutated(data, seeds, reader.WORDS, chance)[:most]

        settings = [
            *(f"-max_total_time={int(60 * options.minutes)}", f"-seed={options.seed}"),
            *("-max_len=20000", "-timeout=60", "-rss_limit_mb=4000", "-print_final_stats=1"),
        ]
        atheris.Setup(
            [sys.argv[0], *settings, str(corpus.resolve())],
            lambda data: findings.try_out(reader.read, data),
            custom_mutator=change,
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
