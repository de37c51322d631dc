"""The reader of saved plans, their check, and their comparison."""

import json
import random
from pathlib import Path
from typing import Any

from jtai_cli.judge.saved_plan import check_saved_plan
from jtai_cli.plan.saved_plan import read_saved_plan
from jtai_cli.rules.frameworks import SHIPPED, shipped_framework
from tests.fuzz.corpus import files, now_and_then, one_of, text_of
from tests.fuzz.mutations import DATES, NASTY, word
from tests.fuzz.oracle import answer, require_sentence, run

FILE = "input.json"
COMMANDS = [
    ("check", FILE),
    ("check", FILE, "--format", "json"),
    ("check", FILE, "--format", "github"),
    ("check", FILE, "--format", "junit"),
    ("check", "."),
    ("compare", FILE, FILE),
    ("compare", FILE, "2027-07-05"),
    ("compare", FILE, "2100-06-07", "--format", "json"),
    ("compare", "2027-07-05", FILE, "--format", "markdown"),
]
WORDS = (
    *DATES,
    *('"schema"', "jtai.plan/1", "jtai-2022", "jtai-2016", "ENG", "NIR", "working", "calendar"),
    *("null", "true", "1e400", "NaN", "Infinity", "-0", "9" * 5000, "[" * 3000, '{"a":' * 90),
    *('"\\ud800"', '"\\u0000"', '"\\u2028"', "{}", "[]", '""', "bank-holiday", "closure", "1001"),
    *("notification", "fieldwork", "report", "published", "statement", "front-door", "done", "id"),
)


def seeds() -> list[bytes]:
    return files("tests/inspections/*/*.json", "tests/snapshots/plan.json")


def generate(chance: random.Random) -> bytes:
    """A sound plan with some of its values replaced, moved, doubled or taken out."""
    whole = json.loads(chance.choice(seeds()))
    for _ in range(chance.randint(1, 5)):
        _change(whole, chance)
    return json.dumps(whole, ensure_ascii=chance.random() < 0.5, indent=2).encode(
        "utf-8", "replace"
    )


def _change(node: Any, chance: random.Random) -> None:
    places = list(_places(node))
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1:
            other, name = chance.choice(places)
            holder[key] = json.loads(json.dumps(other[name]))
        case 2:
            holder[key] = chance.choice(
                (None, True, 0, -1, 7, 1e9, 10**25, [], {}, "", [[]], "\ud800")
            )
        case 3 | 4:
            holder[key] = word(WORDS, chance) if chance.random() < 0.6 else chance.choice(NASTY)
        case _:
            if isinstance(holder, list):
                holder.append(holder[key])
            else:
                holder[key] = chance.choice(DATES)


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value that holds another: the object or list, and the key or index."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    found: list[tuple[Any, Any]] = []
    for key in keys:
        found.append((node, key))
        if isinstance(node[key], dict | list):
            found += _places(node[key])
    return found


def read(data: bytes) -> bool:
    """Whether the input was understood; Broken, or what it ran into, where a promise is broken."""
    text = text_of(data)
    saved = answer(read_saved_plan, text, FILE) if text is not None else None
    if saved and text is not None and saved.framework in SHIPPED:
        for finding in (
            answer(check_saved_plan, saved, shipped_framework(saved.framework), text, FILE) or ()
        ):
            require_sentence(finding.message)
    if saved or now_and_then(data):
        Path(FILE).write_bytes(data)
        run(*one_of(data, COMMANDS))
    return saved is not None
