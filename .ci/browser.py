"""Opens reports in a real browser: filters, keyboard, widths, no script, no request, no injection, contrast, size."""

import glob
import json
import os
import subprocess
import sys
import tempfile

import chromium

SIZE_LIMIT = 2_000_000
HOSTILE = ["</script><script>window.pwned=1</script>", "\"><img src=x onerror=window.pwned=1>", "'\u0338 onload=window.pwned=1 ",
           "</style><x-evil></x-evil>", "<svg onload=window.pwned=1>", "{{{style}}}", "javascript:window.pwned=1",
           "\x1b]0;owned\x07\x1b[2J", "\u202egnp.exe", "<a href='http://127.0.0.1:9/'>", "&#x3c;script&#x3e;", "]]>--><!--"]
failures = []


def check(condition, text):
    print(f"  {'ok' if condition else 'FAILED'}  {text}")
    if not condition:
        failures.append(text)


def render(program, files, page):
    subprocess.run([program, "report", "--html", page] + files, check=True, stdout=subprocess.DEVNULL)
    return page


def hostile(path, target):
    """The same result with every text from outside replaced by something that wants to break out."""
    count = 0

    def change(value, key=""):
        nonlocal count
        if isinstance(value, dict):
            return {name: change(item, name) for name, item in value.items()}
        if isinstance(value, list):
            return [change(item, key) for item in value]
        if isinstance(value, str) and key not in ("schema", "verdict", "level", "id", "started"):
            count += 1
            return HOSTILE[count % len(HOSTILE)] + value[:200]
        return value

    with open(path) as file:
        result = json.load(file)
    result["cases"] = [change(case) for case in result["cases"][:120]]
    for key in ("target", "machine", "tool", "command", "properties", "bench"):
        result[key] = change(result[key], key)
    with open(target, "w") as file:
        json.dump(result, file)
    return target


def shown(page):
    return page.value("[...document.querySelectorAll('.case')].filter(item => !item.hidden).length")


def filters(page, path, verdict):
    page.open(path)
    total = shown(page)
    counted = f"[...document.querySelectorAll('.case')].filter(i => i.dataset.verdict === '{verdict}').length"
    wanted = page.value(counted)
    page.open(path, f"#verdict={verdict}")
    check(shown(page) == wanted and 0 < wanted <= total, f"#verdict={verdict} shows {wanted} of {total} cases")
    page.value("document.querySelectorAll('input[name=level]').forEach(box => box.value === 'must' || box.click())")
    narrow = shown(page)
    must = page.value(f"[...document.querySelectorAll('.case')].filter(i => i.dataset.verdict === '{verdict}' && i.dataset.level === 'must').length")
    check(narrow == must, f"a click on the levels leaves the {must} required ones")
    check("level=must" in page.value("location.hash"), "the address keeps the choice")
    page.value("document.querySelector('button[type=reset]').click()")
    page.value("new Promise(done => setTimeout(done, 50))")
    check(shown(page) == total, "the button shows all again")
    area = page.value("document.querySelector('select[name=area] option:nth-child(2)').value")
    page.value(f"document.querySelector('a[href=\"#area={area}\"]').click()")
    page.value("new Promise(done => setTimeout(done, 50))")
    inside = page.value(f"[...document.querySelectorAll('.case')].filter(i => i.dataset.area === '{area}').length")
    check(shown(page) == inside < total, f"the link of an area shows its {inside} cases")
    first = page.value("document.querySelector('.case').id")
    page.open(path, "#" + first)
    check(page.value("document.querySelector('.case').open !== false"), "the address of a case opens it")
    check(page.value(f"document.getElementById('shown').textContent.startsWith('{total} of')"), "the count is told")


def keyboard(page, path):
    page.open(path)
    page.key("Tab", 9)
    check(page.value("document.activeElement.className") == "skip", "the first stop of the keyboard skips the table")
    page.value("document.querySelectorAll('details:not(.case)').forEach(group => group.open = true)")
    case = "[...document.querySelectorAll('.case:not(.plain)')].find(item => item.checkVisibility())"
    before = page.value(f"({case}.querySelector('summary').focus(), {case}.open)")
    page.key("Enter", 13)
    check(page.value(case + ".open") != before, "Enter opens and closes a case")
    check(page.value("[...document.querySelectorAll('[onclick], [tabindex]')].every(i => i.tabIndex === 0)"),
          "nothing is taken out of the order of the keyboard")


CONTRAST = """(() => {
  const rgb = text => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const ground = item => { for (; item; item = item.parentElement) { const c = rgb(getComputedStyle(item).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c.slice(0, 3); } return [255, 255, 255]; };
  const bad = new Map();
  for (const item of document.querySelectorAll("p, td, th, code, summary span, mark, small, dt, dd, label, a, b, li")) {
    if (!item.checkVisibility() || !item.textContent.trim()) continue;
    const a = light(rgb(getComputedStyle(item).color).slice(0, 3)), b = light(ground(item));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.set(item.tagName + "." + item.className, ratio.toFixed(2));
  }
  return [...bad].slice(0, 6);
})()"""


def looks(browser, path, name):
    for width in (390, 1280):
        for dark in (False, True):
            with chromium.Page(browser, width, 900, dark, phone=width < 600) as page:
                page.open(path)
                wide = page.value("document.documentElement.scrollWidth")
                check(wide <= width, f"{name} fits into {width} px{' in the dark' if dark else ''}")
                low = page.value(CONTRAST)
                check(not low, f"its text can be read against its ground {low or ''}")


def quiet(page, name):
    check([url for url in page.requests if not url.startswith(("file:", "about:"))] == [] and
          sum(url.startswith("file:") and "#" not in url for url in set(page.requests)) <= 1, f"{name}: no request leaves the page")
    check(page.complaints == [], f"{name}: the browser has nothing to complain of {page.complaints[:2] or ''}")


def main(program):
    browser = chromium.find()
    if not browser:
        print("SKIPPED: no chromium here; install the package chromium, or name a browser in CHROMIUM")
        return
    results = sorted(glob.glob("results/*/*.json"))
    worst = max(results, key=os.path.getsize)
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            "one gateway": (render(program, [worst], folder + "/one.html"), "known-failing"),
            "a scorecard": (render(program, results, folder + "/card.html"), "some"),
        }
        for name, (path, verdict) in pages.items():
            print(f"{name} ({os.path.getsize(path)} bytes)")
            check(os.path.getsize(path) < SIZE_LIMIT, f"{name} is smaller than {SIZE_LIMIT} bytes")
            with chromium.Page(browser) as page:
                filters(page, path, verdict)
                keyboard(page, path)
                quiet(page, name)
            with chromium.Page(browser, scripts=False) as page:
                page.open(path)
                check(not page.value("document.getElementById('filters').checkVisibility()"), "without script there are no dead filters")
                check(page.value("[...document.querySelectorAll('.case')].every(item => item.checkVisibility() || item.closest('details:not([open])'))"),
                      "without script every case can be read")
            looks(browser, path, name)
        print("a gateway that wants to break out")
        bad = hostile(worst, folder + "/hostile.json")
        for name, files in {"report": [bad], "scorecard": [bad, worst]}.items():
            path = render(program, files, f"{folder}/hostile-{name}.html")
            with chromium.Page(browser) as page:
                page.open(path)
                page.value("document.querySelectorAll('details').forEach(item => item.open = true)")
                check(page.value("window.pwned") is None, f"{name}: no script of the gateway's ran")
                check(page.value("document.querySelectorAll('x-evil, img, iframe, main script, [onload], [onerror], a[href^=http]').length") == 0,
                      f"{name}: no element of the gateway's is there")
                quiet(page, name)
    if failures:
        sys.exit(f"{len(failures)} failed")


main(sys.argv[1])
