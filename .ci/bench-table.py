"""Prints, as Markdown, what each gateway adds: python3 .ci/bench-table.py TARGET..."""
import glob
import json
import sys


def contrast(record, metric, against):
    for one in record.get("contrasts") or []:
        if (one["metric"], one["quantile"], one["arm"], one["against"]) == (metric, "p50", "gateway", against):
            return one


def cell(record, metric, scale, digits):
    one = contrast(record, metric, "direct") if record else None
    if one is None:
        return ""
    low, high = (float(one[end]) * scale for end in ("low", "high"))
    return f"{float(one['estimate']) * scale:+.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]"


def figure(record, key, digits=0):
    metric = record["arms"]["gateway"].get(key) if record else None
    return f"{metric['p50']:.{digits}f}" if metric else ""


rows = []
for target in sys.argv[1:]:
    files = sorted(glob.glob(f"results/{target.replace(':', '-')}/bench-*.json"))
    if not files:
        continue
    path = files[-1]
    result = json.load(open(path))
    parts = {record["profile"].split(".")[-1]: record for record in result["bench"]}
    stream, answer = parts.get("stream"), parts.get("json")
    valid = all(record["generator"]["valid"] for record in result["bench"])
    name = f"[{target}]({path.removeprefix('results/')}) {result['target']['version']}"
    one = contrast(answer, "total", "direct") if answer else None
    rows.append((float(one["estimate"]) if one else 1e9, [
        name + ("" if valid else " (not to be quoted)"),
        cell(stream, "ttft", 1, 2), cell(stream, "out", 1, 0), cell(stream, "e2e_close", 1, 2),
        cell(answer, "total", 1e3 if one and one["unit"] == "ms" else 1, 0), figure(answer, "cpu_request"),
        figure(answer, "memory_pss", 0),
    ]))
print("| gateway | first token, ms | each event one way, us | whole stream, ms | JSON answer, us | CPU per request, us | memory, MiB |")
print("|---|---|---|---|---|---|---|")
for _, cells in sorted(rows, key=lambda row: row[0]):
    print("| " + " | ".join(cells) + " |")
