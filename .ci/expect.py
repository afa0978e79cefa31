#!/usr/bin/env python3
"""Holds a result file against the few statements about a real gateway that are certain, by cause.

usage: expect.py RESULT STATEMENT...

  complete            the run reached its end and no case broke the harness
  known               required cases fail, and listed ones pass, only where time decides; where it does not, exit code
                      1 of the run is a mistake of known-failing.txt or a change of the gateway
  streams             every required streaming case passes, or is listed as known to fail
  pass:PATTERN        each case whose id matches passes
  finds:PATTERN=KIND  each case whose id matches has a finding of this kind
  never:PATTERN=KIND  no case whose id matches has a finding of this kind

A pattern is a shell pattern over case ids; a pattern that matches no case is a mistake and fails.
"""

import fnmatch
import json
import sys

# Checks that measure how long something took or that wait for it (Sources/Conformance/Play/Confirmation.swift), and the
# cases that have no other: a machine that is busy with something else can turn these.
TIMED = {
    "stream.not-held", "stream.not-delayed", "failure.cancel-propagated", "failure.bounded",
    "http.expect-continue", "failover.retry-after-honoured",
}
TIMED_CASES = ("stream.pacing.*", "failure.client.*", "http.requests.expect-continue", "failure.retries.retry-after*")


def matching(result, pattern):
    cases = [c for c in result["cases"] if fnmatch.fnmatch(c["id"], pattern) and c["verdict"] != "not-applicable"]
    if not cases:
        return [], [f"no case that was played matches {pattern}"]
    return cases, []


def described(case):
    found = "; ".join(f"{f['check']}: {f['kind']}, {f['actual']}" for f in case["findings"])
    return f"{case['id']} is {case['verdict']}: {found or case.get('reason', 'nothing was found')}"


def complete(result):
    problems = [] if result.get("complete") else ["the run did not reach its end"]
    return problems + [described(c) for c in result["cases"] if c["verdict"] in ("error", "blocked")]


def is_timed(case):
    found = {finding["check"] for finding in case["findings"]}
    return found <= TIMED if found else any(fnmatch.fnmatch(case["id"], pattern) for pattern in TIMED_CASES)


def known(result):
    news = [c for c in result["cases"] if c["verdict"] == "unexpected-pass" or (c["verdict"], c["level"]) == ("fail", "must")]
    for case in filter(is_timed, news):
        print(f"  put aside, for time decides it: {described(case)}")
    return [described(c) for c in news if not is_timed(c)]


def streams(result):
    cases, problems = matching(result, "stream.*")
    return problems + [described(c) for c in cases if c["level"] == "must" and c["verdict"] in ("fail", "error")]


def passing(result, pattern):
    cases, problems = matching(result, pattern)
    return problems + [described(c) for c in cases if c["verdict"] != "pass"]


def kinds(case):
    return {finding["kind"] for finding in case["findings"]}


def finds(result, pattern, kind):
    cases, problems = matching(result, pattern)
    return problems + [f"expected {kind}; {described(c)}" for c in cases if kind not in kinds(c)]


def never(result, pattern, kind):
    cases, problems = matching(result, pattern)
    return problems + [f"unexpected {kind}; {described(c)}" for c in cases if kind in kinds(c)]


def judge(result, statement):
    word, _, rest = statement.partition(":")
    pattern, _, kind = rest.partition("=")
    if word == "complete":
        return complete(result)
    if word == "known":
        return known(result)
    if word == "streams":
        return streams(result)
    if word == "pass" and pattern:
        return passing(result, pattern)
    if word in ("finds", "never") and pattern and kind:
        return (finds if word == "finds" else never)(result, pattern, kind)
    sys.exit(f"expect.py: {statement} is no statement\n{__doc__}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            result = json.load(file)
    except (OSError, ValueError) as error:
        sys.exit(f"expect.py: {sys.argv[1]} is no result: {error}")
    failed = 0
    for statement in sys.argv[2:]:
        problems = judge(result, statement)
        failed += bool(problems)
        print(f"  {'wrong' if problems else 'ok'}  {statement}")
        for problem in problems:
            print(f"         {problem}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
