# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the filter and of contracts: grep, jq and Python's jsonschema on the same payloads,
in the same run."""
import itertools
import json
import os
import subprocess
import time

def seconds(command, statuses=(0,)):
    begin = time.monotonic()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False,
                          env=os.environ | {"LC_ALL": "C"})
    taken = time.monotonic() - begin
    if done.returncode not in statuses:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}")
    return taken, done.stdout


def rows(bench, file, count):
    """Adds the rows; `file` is a recording of `count` numbered JSON messages."""
    # One tick in ten or so, and half of them: no search can stop early.
    substring = '"seq":77'
    quoted = substring.replace('"', '\\"')
    least = count // 2
    json_filter, jq_filter = f"json:$.seq>{least}", f"select(.seq > {least})"
    grep = ["grep", "-c", substring]
    jq = ["jq", "-c", jq_filter]
    program = bench.programs / "bench_filter"
    payloads = bench.scratch / "payloads.jsonl"
    seconds([program, file, "--payloads", payloads])

    def ours(expression, expected):
        report = bench.run_json(program, file, expression)
        if report["matches"] != expected:
            raise RuntimeError(f"{expression} found {report['matches']}, not {expected}")
        return report["seconds"]

    found = int(seconds([*grep, payloads], (0, 1))[1])
    ratio, mine, theirs = bench.paired(
        lambda: ours(f'"{quoted}"', found),
        lambda: seconds([*grep, payloads], (0, 1))[0])
    bench.add(f"substring filter over {count:,} frames, against grep -c (time)",
              f"{1 / ratio:.2f}x", "2x", "1x", f"{mine * 1e3:.0f} ms against {theirs * 1e3:.0f} ms")

    found = seconds([*jq, payloads])[1].count(b"\n")
    ratio, mine, theirs = bench.paired(
        lambda: ours(json_filter, found), lambda: seconds([*jq, payloads])[0])
    bench.add(f"json: filter over {count:,} frames, against jq -c select", f"{ratio:.1f}x", "10x",
              "30x", f"{mine * 1e3:.0f} ms against {theirs * 1e3:.0f} ms")
    contract_row(bench, payloads)
    payloads.unlink()


SCHEMA = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
          "required": ["type", "seq"],
          "properties": {"type": {"const": "tick"}, "seq": {"type": "integer", "minimum": 0}}}


def contract_row(bench, payloads):
    """Messages a second held against a schema; Python takes fewer of them."""
    import jsonschema
    schema = bench.scratch / "tick.schema.json"
    schema.write_text(json.dumps(SCHEMA))
    validator = jsonschema.Draft7Validator(SCHEMA)

    def ours():
        report = bench.run_json(bench.programs / "bench_contract", schema, payloads)
        if report["fitting"] != report["messages"]:
            raise RuntimeError(f"only {report['fitting']} messages fit")
        return report["seconds"] / report["messages"]

    def theirs():
        with open(payloads, encoding="utf-8") as file:
            lines = list(itertools.islice(file, 2000))
        begin = time.monotonic()
        if not all(validator.is_valid(json.loads(line)) for line in lines):
            raise RuntimeError("a message does not fit")
        return (time.monotonic() - begin) / len(lines)

    ratio, mine, other = bench.paired(ours, theirs)
    bench.add("messages held against a JSON Schema, against Python's jsonschema", f"{ratio:.0f}x",
              "20x", "50x", f"{1 / mine:,.0f}/s against {1 / other:,.0f}/s")
