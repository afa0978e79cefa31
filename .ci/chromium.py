"""Drives a headless Chromium through its debugging pipe; nothing but the standard library."""

import base64
import json
import os
import shutil
import subprocess
import tempfile

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def find():
    """The path of a browser, or None."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, NAMES) if path), None)


class Failure(Exception):
    """The browser refused a command, or a script in the page threw."""


class Page:
    """One page of one browser; use it in a `with` statement."""

    def __init__(self, program, width=1280, height=900, dark=False, scripts=True, phone=False):
        self.folder = tempfile.mkdtemp(prefix="gateproof-browser-")
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()
        options = ["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                   "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                   f"--user-data-dir={self.folder}", f"--window-size={width},{height}", "about:blank"]

        def wire():
            # The browser reads from 3 and writes to 4; copies first, since the pipes may have those numbers.
            ends = os.dup(to_browser), os.dup(from_browser)
            spare = [os.dup(ends[0]), os.dup(ends[1])]
            while min(spare) < 5:
                spare = [os.dup(spare[0]), os.dup(spare[1])]
            os.dup2(spare[0], 3)
            os.dup2(spare[1], 4)

        self.process = subprocess.Popen([program] + options, preexec_fn=wire, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.rest, self.session = 0, b"", None
        self.requests, self.complaints = [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Log", "Runtime"]:
            self.call(domain + ".enable")
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        os.close(self.write_end)
        os.close(self.read_end)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _message(self):
        while b"\0" not in self.rest:
            more = os.read(self.read_end, 1 << 16)
            if not more:
                raise Failure("the browser ended")
            self.rest += more
        text, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(text)
        name, data = message.get("method"), message.get("params", {})
        if name == "Network.requestWillBeSent":
            self.requests.append(data["request"]["url"])
        elif name == "Log.entryAdded":
            self.complaints.append(data["entry"]["text"])
        elif name == "Runtime.exceptionThrown":
            self.complaints.append(data["exceptionDetails"].get("text", "exception"))
        return message

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failure(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def open(self, path, fragment=""):
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url="file://" + os.path.abspath(path) + fragment)
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def value(self, script):
        """What an expression in the page comes to."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failure(f"{script}: {answer['exceptionDetails']['exception'].get('description')}")
        return answer["result"].get("value")

    def key(self, name, code, shift=False):
        for kind in ["keyDown", "keyUp"]:
            text = {"Enter": "\r", " ": " "}.get(name, "") if kind == "keyDown" else ""
            self.call("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code,
                      modifiers=8 if shift else 0, text=text)

    def picture(self, path, top=0, height=None, full=False):
        clip = {}
        if full or height:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"clip": {"x": 0, "y": top, "width": size["width"],
                             "height": size["height"] if full else height, "scale": 1}}
        data = self.call("Page.captureScreenshot", captureBeyondViewport=bool(clip), **clip)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))
