"""Each answer in JSON is what its schema says, and has no key that the schema does not name."""

import json
import re
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker

from jtai_cli.render.schemas import schema_object

_APPLY = ("properties", "$defs")  # whose values are schemas by the names of keys


def closed(schema, *, is_definition=False):
    """The schema that takes no other key, for one that is printed takes those of later versions.

    A definition may be one part of an object, so it is closed where it is named.
    """
    found = dict(schema)
    for key in _APPLY:
        if key in schema:
            parts = schema[key].items()
            found[key] = {name: closed(each, is_definition=key == "$defs") for name, each in parts}
    if "items" in schema:
        found["items"] = closed(schema["items"])
    if "anyOf" in schema:
        found["anyOf"] = list(map(closed, schema["anyOf"]))
    return found if is_definition else {**found, "unevaluatedProperties": False}


@cache
def validator(name):
    schema = schema_object(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(closed(schema), format_checker=FormatChecker(["date"]))


def faults(answer):
    """What is wrong with an answer: where it stands, and what its schema says."""
    name = answer["schema"].removeprefix("jtai.").partition("/")[0]
    return [f"{each.json_path}: {each.message}" for each in validator(name).iter_errors(answer)]


def assert_described(text):
    """The answer of a command, where it is JSON: an object, or plans, of which most are alike."""
    if '"schema": "jtai.' not in text[:100]:
        return
    try:
        found = json.loads(text)
    except json.JSONDecodeError:  # a plan a line
        found = list(map(json.loads, text.splitlines()))
    for each in [*found[:2], *found[-1:]] if isinstance(found, list) else [found]:
        shape = _shape(each)
        if shape not in _SEEN:  # thousands of answers have but some hundred shapes
            assert not faults(each), faults(each)
            _SEEN.add(shape)


_SEEN = set()
_WORD = re.compile("[a-z][a-z-]*")


def _shape(value):
    """What a schema can tell apart: keys, types, and words that may be those of a list."""
    if isinstance(value, dict):
        return tuple((key, _shape(each)) for key, each in value.items())
    if isinstance(value, list):
        return frozenset(map(_shape, value))
    is_word = isinstance(value, str) and _WORD.fullmatch(value)
    return value if is_word else type(value).__name__
