"""Making CSV files from a grammar: a reader's columns, and cells of every kind."""

import csv
import io
import random
from collections.abc import Sequence

from tests.fuzz.mutations import word


def document(
    columns: Sequence[str], needed: Sequence[str], words: Sequence[str], chance: random.Random
) -> bytes:
    """A heading, most often one that will do, and up to six rows, some too long or short."""
    others = [column for column in columns if column not in needed]
    heading = [*needed, *chance.sample(others, chance.randint(0, len(others)))]
    if chance.random() < 0.1:
        heading[chance.randrange(len(heading))] = word(words, chance)
    chance.shuffle(heading)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator=chance.choice(("\n", "\r\n")))
    rows.writerow(heading)
    for _ in range(chance.randint(0, 6)):
        length = chance.choice((len(heading), len(heading), len(heading), chance.randint(0, 12)))
        rows.writerow([word(words, chance) for _ in range(length)])
    return out.getvalue().encode("utf-8", "replace")
