"""Every YAML file that ships is held to the JSON Schema that editors use, by a validator that nobody here wrote."""

import json
import pathlib
import sys

import jsonschema
import yaml

SCHEMAS = pathlib.Path("suites/schema")
# The first pattern that fits decides.
KINDS = [
    ("suites/requirements.yaml", "requirements"), ("suites/features.yaml", "features"),
    ("suites/defects.yaml", "defects"), ("suites/requests/**/*.yaml", "request"),
    ("suites/targets/*.yaml", "target"), ("suites/load/**/*.yaml", "load"),
    ("suites/prices/workloads/*.yaml", "workload"), ("suites/prices/*.yaml", "price-card"),
    ("suites/claims/*.yaml", "claims"), ("suites/migration/checklist.yaml", "checklist"),
    ("suites/migration/lock-in/*.yaml", "lock-in"),
    ("suites/*/*.yaml", "suite"), ("mock-providers/**/*.yaml", "script"),
]


class Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `on` and `no` are words, dates are text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf"))


def main():
    seen, bad = set(), 0
    for pattern, kind in KINDS:
        schema = json.loads((SCHEMAS / f"{kind}.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for path in sorted(pathlib.Path().glob(pattern)):
            if path in seen:
                continue
            seen.add(path)
            for error in validator.iter_errors(yaml.load(path.read_text(), Loader)):
                bad += 1
                place = "/".join(str(part) for part in error.absolute_path)
                print(f"{path}: {place}: {error.message[:200]} ({kind}.json)")
    left = set(pathlib.Path("suites").rglob("*.yaml")) | set(pathlib.Path("mock-providers").rglob("*.yaml"))
    for path in sorted(left - seen):
        bad += 1
        print(f"{path}: no schema is for it")
    print(f"{len(seen)} files, {bad} mistakes")
    return 1 if bad else 0


sys.exit(main())
