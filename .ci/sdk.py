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


main(sys.argv[1])
