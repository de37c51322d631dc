"""Making TOML from a grammar: a reader's keys and tables, with values of every kind."""

import json
import random
from collections.abc import Mapping, Sequence

from tests.fuzz.mutations import DATES, NASTY, NUMBERS, word


def value(words: Sequence[str], chance: random.Random, depth: int = 0) -> str:
    """A value: most often a text or a date, now and then a list, a table or no TOML at all."""
    match chance.randrange(9 if depth < 3 else 5):
        case 0 | 1:
            return json.dumps(word(words, chance))
        case 2:
            return json.dumps(chance.choice(words))
        case 3:
            return chance.choice(DATES)
        case 4:
            return chance.choice((*NUMBERS, "true", "false", "nan", "-inf", "0x1F", "07:32:00"))
        case 5 | 6:
            entries = [value(words, chance, depth + 1) for _ in range(chance.randrange(4))]
            return f"[{', '.join(entries)}]"
        case 7:
            keys = chance.sample(("date", "name", "from", "to", "x"), chance.randrange(4))
            pairs = [f"{_key(key, chance)} = {value(words, chance, depth + 1)}" for key in keys]
            return f"{{ {', '.join(pairs)} }}"
        case _:
            return chance.choice(NASTY)


def _key(key: str, chance: random.Random) -> str:
    """A key, now and then one that nobody would write."""
    return key if chance.random() < 0.95 else json.dumps(chance.choice(NASTY))


def document(
    tables: Mapping[str, Sequence[str]], words: Sequence[str], chance: random.Random
) -> bytes:
    """A file with some of the keys of some of the tables; "" holds the keys at the top."""
    lines = []
    for name, keys in tables.items():
        for _ in range(chance.choice((0, 1, 1, 2)) if name else 1):
            if name:
                lines.append(
                    f"[[{name}]]" if name.endswith("s") != (chance.random() < 0.1) else f"[{name}]"
                )
            some = chance.sample(list(keys), chance.randint(0, len(keys)))
            lines += [f"{_key(key, chance)} = {value(words, chance)}" for key in some]
    return "\n".join(lines).encode("utf-8", "replace")
