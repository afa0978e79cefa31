"""Every export, read by a program that nobody here wrote, and counted against the result file."""

import collections
import glob
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile

import junitparser
import prometheus_client.openmetrics.parser as openmetrics
import tap.parser

program, files = sys.argv[1], sys.argv[2:] or sorted(glob.glob("results/*/*.json"))
failures = []


def check(condition, text):
    if not condition:
        failures.append(text)
        print(f"  FAILED  {text}")


def report(form, *paths):
    return subprocess.run([program, "report", "--format", form, *paths], check=True, capture_output=True).stdout


def junit(text, result, path):
    if shutil.which("xmllint"):
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.write(text)
            file.flush()
            check(subprocess.run(["xmllint", "--noout", file.name]).returncode == 0, f"{path}: xmllint reads the JUnit XML")
    suites = junitparser.JUnitXml.fromstring(text)
    cases = [case for suite in suites for case in suite]
    failed = sum(any(isinstance(r, junitparser.Failure) for r in case.result) for case in cases)
    must = sum(c["verdict"] in ("fail", "unexpected-pass") and (c["level"] == "must" or c["verdict"] == "unexpected-pass")
               for c in result["cases"])
    check(len(cases) == len(result["cases"]), f"{path}: junitparser finds every case")
    check(failed == must == suites.failures, f"{path}: junitparser finds {failed} failures of {must}")


def points(text, result, path):
    lines = list(tap.parser.Parser().parse(io.StringIO(text.decode())))
    tests = [line for line in lines if line.category == "test"]
    unknown = [line for line in lines if line.category == "unknown"]
    plan = [line for line in lines if line.category == "plan"]
    check(len(tests) == len(result["cases"]) == plan[0].expected_tests, f"{path}: tap.py finds every case")
    check(not unknown, f"{path}: tap.py understands every line {unknown[0].__dict__ if unknown else ''}")
    passed = sum(c["verdict"] == "pass" for c in result["cases"])
    check(sum(t.ok and not t.skip and not t.todo for t in tests) == passed, f"{path}: tap.py finds {passed} that pass")


def metrics(text, results, path):
    families = list(openmetrics.text_string_to_metric_families(text.decode()))
    counted = sum(s.value for f in families if f.name == "gateproof_cases" for s in f.samples)
    check(counted == sum(len(r["cases"]) for r in results), f"{path}: the OpenMetrics parser counts every case")


def ctrf(text, result, path):
    summary = json.loads(text)["results"]["summary"]
    kinds = ["passed", "failed", "skipped", "pending", "other"]
    check(summary["tests"] == sum(summary[k] for k in kinds) == len(result["cases"]), f"{path}: CTRF counts every case once")


def bencher(text, result, path):
    for name, measures in json.loads(text).items():
        for measure, value in measures.items():
            good = isinstance(value["value"], (int, float)) and re.fullmatch(r"[a-z0-9-]+", measure)
            check(good and set(value) <= {"value", "lower_value", "upper_value"}, f"{path}: {name} {measure} is a measure")


def gobench(text, path):
    """The grammar of golang.org/design/14313-benchmark-format, with units of x/perf."""
    line = re.compile(r"Benchmark[A-Z]\S* [1-9]\d*( -?[\d.]+ \S+)+|[a-z][^\sA-Z]*: .*|Unit \S+ \S+=\S+|")
    for number, one in enumerate(text.decode().split("\n")):
        check(line.fullmatch(one), f"{path}: line {number + 1} is one of a Go benchmark: {one!r}")
    if shutil.which("benchstat"):
        with tempfile.NamedTemporaryFile() as file:
            file.write(text)
            file.flush()
            check(subprocess.run(["benchstat", file.name], stdout=subprocess.DEVNULL).returncode == 0, f"{path}: benchstat")


def markdown(text, path):
    check(len(text.decode()) <= 65_536, f"{path}: the comment is not too long")


def badge(text, path):
    check(json.loads(text).keys() == {"schemaVersion", "label", "message", "color"}, f"{path}: the badge has its keys")


count = collections.Counter()
results = []
for path in files:
    with open(path) as file:
        result = json.load(file)
    results.append(result)
    junit(report("junit", path), result, path)
    points(report("tap", path), result, path)
    metrics(report("openmetrics", path), [result], path)
    ctrf(report("ctrf", path), result, path)
    bencher(report("bencher", path), result, path)
    gobench(report("gobench", path), path)
    markdown(report("markdown", path), path)
    badge(report("badge", path), path)
    count["files"] += 1
metrics(report("openmetrics", *files), results, "all of them")
gobench(report("gobench", *files), "all of them")
markdown(report("markdown", *files), "all of them")
print(f"{count['files']} result files, eight formats each: {len(failures)} failures")
sys.exit(bool(failures))
