#!/usr/bin/env python3
"""Holds JSON minutes against their schema, by a validator that is not ours.

Usage: json_lint.py FILE.json|FOLDER ...      needs jsonschema (pip); finds assets/minutes.schema.json by itself
"""

import json
import pathlib
import sys

import jsonschema

import shown

SCHEMA = json.loads((pathlib.Path(__file__).parents[2] / "assets" / "minutes.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)
VALIDATOR.check_schema(SCHEMA)
CHECK = VALIDATOR(SCHEMA, format_checker=VALIDATOR.FORMAT_CHECKER)


def lint(path):
    for error in CHECK.iter_errors(json.loads(path.read_text("utf-8"))):
        yield f"{error.json_path}: {error.message[:200]}"


if __name__ == "__main__":
    sys.exit(shown.report("JSON", "json", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
