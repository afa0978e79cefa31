"""The official openai package against `gateproof mock`: does a client that nobody here wrote understand it?"""

import subprocess
import sys

import openai

PRIMARY = "127.0.0.1:9931"
BACKUP = "127.0.0.1:9932"
HELLO = [{"role": "user", "content": "Say it."}]


def provider(program, script):
    """Starts the mock with one script and waits for its two address lines."""
    process = subprocess.Popen(
        [program, "mock", script, "--primary", PRIMARY, "--backup", BACKUP], stdout=subprocess.PIPE, text=True)
    for _ in range(2):
        assert process.stdout.readline(), f"gateproof mock {script} did not start"
    return process


def client(**options):
    return openai.OpenAI(base_url=f"http://{PRIMARY}/v1", api_key="sk-any", **options)


def answer():
    completion = client().chat.completions.create(model="m", messages=HELLO)
    assert completion.choices[0].message.content, completion
    assert completion.choices[0].finish_reason == "stop", completion
    assert completion.usage.total_tokens > 0, completion


def stream():
    chunks = list(client().chat.completions.create(
        model="m", messages=HELLO, stream=True, stream_options={"include_usage": True}))
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    assert "café" in text, text
    assert [c for c in chunks if c.choices][-1].choices[0].finish_reason == "stop"
    assert chunks[-1].usage.total_tokens == 20, chunks[-1]


def tools():
    calls = {}
    for chunk in client().chat.completions.create(model="m", messages=HELLO, stream=True):
        for call in (chunk.choices[0].delta.tool_calls or []) if chunk.choices else []:
            calls[call.index] = calls.get(call.index, "") + ((call.function and call.function.arguments) or "")
    assert len(calls) >= 2, calls


def retry():
    seen = client(max_retries=2).chat.completions.with_raw_response.create(model="m", messages=HELLO)
    assert seen.status_code == 200 and seen.retries_taken == 1, (seen.status_code, seen.retries_taken)


# What our model of this client says of each script must be what the client does.
MODELLED = [
    "text/plain", "text/no-done", "text/comments", "text/event-lines", "text/unicode", "text/no-final-blank-line",
    "text/empty-data", "tools/parallel", "choices/three", "stream-errors/first", "stream-errors/middle",
    "stream-errors/bare-line", "stream-errors/html", "stream-errors/invalid-json", "stream-errors/event-name",
    "stream-errors/string", "cuts/head-only", "cuts/close-delimited", "cuts/content-length-long", "errors/503",
    "json/plain",
]


def modelled(program, script):
    """The outcome that the model gives: complete, error, empty or truncated."""
    lines = subprocess.run([program, "explain", script], capture_output=True, text=True, check=True).stdout.splitlines()
    line = next(line for line in lines if line.strip().startswith("openai-python"))
    return line.split()[1].split("(")[0]


def observed():
    """What the installed client does with the stream that the mock plays."""
    finished, seen = set(), 0
    try:
        for chunk in client(max_retries=0, timeout=5).chat.completions.create(model="m", messages=HELLO, stream=True):
            seen += 1
            finished |= {choice.index for choice in chunk.choices or [] if choice.finish_reason}
    except Exception:
        return "error"
    return "empty" if not seen else "complete" if finished else "truncated"


def compare(program):
    """The number of scripts that the model reads otherwise than the client."""
    wrong = 0
    for script in MODELLED:
        process = provider(program, script)
        try:
            model, real = modelled(program, script), observed()
        finally:
            process.terminate()
            process.wait()
        wrong += model != real
        print(f"{'ok ' if model == real else 'BAD'} openai {openai.__version__}  {script}: model {model}, client {real}")
    return wrong


def main(program):
    for script, check in [
        ("json/plain", answer), ("text/plain", stream), ("tools/parallel", tools), ("errors/429-then-ok", retry)
    ]:
        process = provider(program, script)
        try:
            check()
            print(f"ok  openai {openai.__version__}  {script}")
        finally:
            process.terminate()
            process.wait()


    wrong = compare(program)
    assert not wrong, f"{wrong} scripts are read otherwise than modelled"


main(sys.argv[1])
