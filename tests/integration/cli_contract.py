#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check, infer and show --contract: recordings of real sessions held against AsyncAPI documents
and JSON Schemas."""
import json
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
import pcapng_writer
from cli import main, record, run, show
from recording import workplace

CONTRACT = """asyncapi: 3.0.0
info: { title: Feed, version: '1' }
channels:
  feed:
    address: /feed
    messages:
      tick:
        payload:
          type: object
          required: [type, price]
          properties:
            type: { const: tick }
            price: { type: number }
      status:
        payload:
          type: object
          required: [type, ok]
          properties: { type: { const: status }, ok: { type: boolean } }
      subscribe:
        payload:
          type: object
          required: [op]
          properties: { op: { const: subscribe } }
operations:
  send:
    action: send
    channel: { $ref: '#/channels/feed' }
    messages:
      - $ref: '#/channels/feed/messages/tick'
      - $ref: '#/channels/feed/messages/status'
  receive:
    action: receive
    channel: { $ref: '#/channels/feed' }
    messages: [ { $ref: '#/channels/feed/messages/subscribe' } ]
"""


def ensure(condition, what):
    if not condition:
        raise AssertionError(what)


MESSAGES = [
    ("out", frames.TEXT, b'{"op": "subscribe"}'),
    ("in", frames.TEXT, b'{"type": "tick", "price": 1.5}'),
    ("in", frames.TEXT, b'{"type": "tick", "price": "1.5"}'),
    ("in", frames.TEXT, b'{"type": "tock"}'),
    # MessagePack: {"type": "tick", "price": 31}
    ("in", frames.BINARY, bytes.fromhex("82a474797065a47469636ba570726963651f")),
]


def capture(path, messages):
    """A recording of messages (direction, opcode, payload), the last one in three fragments."""
    with open(path, "wb") as file:
        connection = pcapng_writer.Connection(pcapng_writer.Writer(file), 40000)
        connection.data("out", frames.request())
        connection.data("in", frames.response())
        for number, (direction, opcode, payload) in enumerate(messages):
            key = b"abcd" if direction == "out" else None
            if number < len(messages) - 1:
                connection.data(direction, frames.frame(opcode, payload, key=key))
                continue
            third = len(payload) // 3
            for part, (start, end) in enumerate(((0, third), (third, 2 * third),
                                                 (2 * third, len(payload)))):
                connection.data(direction, frames.frame(
                    opcode if part == 0 else frames.CONTINUATION, payload[start:end], key=key,
                    fin=part == 2))
        connection.end()


def prepared(folder, messages=MESSAGES, contract=CONTRACT):
    folder = pathlib.Path(folder)
    recording, document = folder / "feed.pcapng", folder / "feed.asyncapi.yaml"
    capture(recording, messages)
    document.write_text(contract)
    return recording, document


def check_says_what_is_wrong():
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder)
        text = run("check", recording, "--contract", document, status=1).stdout.decode()
        for part in ("breaks tick\n    $.price: is a string, not a number  "
                     "(feed.asyncapi.yaml#/channels/feed/messages/tick/payload/properties/price/"
                     "type)",
                     '    $.type: is "tock", which no message in this direction has',
                     "tick       <-         3      1", "status     <-         never  0",
                     "subscribe  ->         1      0",
                     "3 messages fit, 1 break the contract, 1 fit none of its messages.",
                     "2 of the contract's 3 messages seen."):
            ensure(part in text, f"{part!r} is in\n{text}")
        lines = [json.loads(line) for line in run(
            "check", recording, "--contract", document, "--format", "jsonl",
            status=1).stdout.decode().splitlines()]
        ensure([line.get("verdict") for line in lines] == ["breaks", "none", None], lines)
        broken = lines[0]["violations"][0]
        ensure(MESSAGES[2][2][broken["at"]:] == b'"1.5"}', broken)
        counts = {one["name"]: (one["seen"], one["broken"], one["dir"])
                  for one in lines[2]["summary"]["messages"]}
        ensure(counts == {"tick": (3, 1, ["in"]), "status": (0, 0, ["in"]),
                          "subscribe": (1, 0, ["out"])}, counts)


def check_has_an_exit_status():
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder, [MESSAGES[0], MESSAGES[1], MESSAGES[4]])
        run("check", recording, "--contract", document)
        run("check", recording, "--contract", document, "--side", "client", status=1)
        run("check", recording, "--contract", document, "--filter", "contract:tick")
        wrong = run("check", recording, "--contract", document, "--filter", "contract:tik",
                    status=2).stderr.decode()
        ensure('did you mean "tick"?' in wrong, wrong)
        document.write_text(CONTRACT.replace("type: number", "type: numbr"))
        wrong = run("check", recording, "--contract", document, status=2).stderr.decode()
        ensure('feed.asyncapi.yaml:13:28: there is no type "numbr" (did you mean number?)' in wrong,
               wrong)
        run("check", recording, "--contract", pathlib.Path(folder) / "missing.yaml", status=2)
        run("check", recording, status=2)


def check_writes_junit():
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder)
        report = pathlib.Path(folder) / "report.xml"
        run("check", recording, "--contract", document, "--junit", report, status=1)
        suite = xml.etree.ElementTree.parse(report).getroot().find("testsuite")
        ensure((suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("4", "2", "1"),
               suite.attrib)
        cases = {case.get("name"): [child.tag for child in case]
                 for case in suite.iter("testcase")}
        ensure(cases == {"tick": ["failure"], "status": ["skipped"], "subscribe": [],
                         "every message is one of the contract": ["failure"]}, cases)


CHANNELS = """asyncapi: 2.6.0
info: { title: two, version: "1" }
channels:
  /a/{room}:
    bindings:
      ws:
        query: { type: object, required: [n], properties: { n: { type: integer, maximum: 5 } } }
        headers: { type: object, properties: { Authorization: { pattern: "^Bearer " } } }
    subscribe: { message: { name: one, payload: { type: object, required: [x] } } }
  /b:
    subscribe: { message: { name: two, payload: { type: object, required: [y] } } }
"""


def check_looks_at_channels_and_handshakes():
    def checked(path, message, *arguments, status=0, **headers):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            with open(folder / "a.pcapng", "wb") as file:
                connection = pcapng_writer.Connection(pcapng_writer.Writer(file), 40000)
                connection.data("out", frames.request(path, **headers))
                connection.data("in", frames.response())
                connection.data("in", frames.frame(frames.TEXT, message))
                connection.end()
            (folder / "two.yaml").write_text(CHANNELS)
            output = run("check", folder / "a.pcapng", "--contract", folder / "two.yaml",
                         "--junit", folder / "report.xml", *arguments, status=status).stdout.decode()
            suite = xml.etree.ElementTree.parse(folder / "report.xml").getroot().find("testsuite")
            return output, {case.get("name"): [child.tag for child in case] for case in suite.iter("testcase")}

    handshake = "every handshake fits the ws binding"
    output, cases = checked("/api/a/5?n=5", b'{"x": 1}')
    ensure("0 of 1 handshakes break the contract." in output, output)
    ensure(cases == {"one": [], "two": ["skipped"], "every message is one of the contract": [],
                     handshake: []}, cases)
    # The messages of the other channel are not looked for.
    output, cases = checked("/b", b'{"x": 1}', status=1)
    ensure("breaks two" in output and handshake not in cases, output)
    output, cases = checked("/a/5?n=6", b'{"x": 1}', status=1, Authorization="Basic x")
    ensure("query $.n: is 6, more than 5" in output and "header $.Authorization" in output, output)
    ensure(cases[handshake] == ["failure"], cases)
    output, _ = checked("/a/5", b'{"x": 1}', "--format", "jsonl", status=1)
    said = json.loads(output.splitlines()[0])
    ensure((said["type"], said["conn"], len(said["violations"])) == ("request", 1, 1), said)


PATTERNS = [
    r"(?=x)a", r"^(?=.*[A-Z])(?=.*\d).{4,}$", r"(?!foo)bar", r"(?<=\$)\d+", r"(?<!a)b", r"^(a)\1$",
    r"^(?:(a)|b)\1$", r"(?<q>['/]).*\k<q>", r"^(?!\s)\S+$(?!\n)", r"^\d+$", r"^\w+$", r"^\s$",
    r"^[\s]$", r"^\S$", r"^[\S]$", r"^[^\S]$", r"^.$", r"^.{2}$", r"^a$", r"(?=a)a$", r"a|^b", r"\bb",
    r"(?=.)\bb", r"\Bb", r"^[\b]$", r"^\v$", r"(?=.|\s)\v", r"^\0$", r"^\x41$", r"^\u0041$",
    r"^\u{1F600}$", r"^\uD83D\uDE00$", r"^(?=.)\u{1F600}$", r"^\cJ$", r"^\cZ$", r"^\p{L}+$",
    r"^\p{Lu}$", r"^\p{Letter}$", r"^\p{Script=Greek}+$", r"^(?=\p{L})\P{Lu}$", r"^[^]$", r"[]",
    r"(?=[^])x", r"^[\]\-x]+$", r"^[[:alph]+$", r"\/", r"^\.\*$", r"^(?=.)[\w.\-]+@$",
    r"^a{2,3}?$", r"(?=a)a{2}$", r"^.{1,1500}$", r"^[\d\-x]+$", r"^(?:\uD83D\uDE00|b)+$",
]
TEXTS = [
    "", "a", "b", "ab", "aa", "aaa", "a\n", "xa", "foobar", "foo", "bar", "$12", "12", "\u0661", "aA1x",
    "ABCD", "abcd1", "\n", "\r", "\v", "\t", " ", "\u00a0", "\u2028", "\ufeff", "\u180e", "\u0085",
    "\u00e9", "\u00c9", "\u03b1\u03b2", "\U0001F600", "\U0001F600b", "\0", "A", "\b", "\x1a", "x",
    "x-]", "'q'", "'q\"", "/", ".*", "me.y-@", ":alp", "[:]", "_", "1-x", "x" * 1200,
]
JUDGE = """
const [patterns, texts] = JSON.parse(require("fs").readFileSync(0));
const found = patterns.map(one => texts.map(text => new RegExp(one, "u").test(text)));
console.log(JSON.stringify(found));
"""


def patterns_are_found_as_ecma_262_says():
    """Node is the judge."""
    expected = json.loads(subprocess.run(["node", "-e", JUDGE], check=True, capture_output=True,
                                         input=json.dumps([PATTERNS, TEXTS]).encode()).stdout)
    schema = {"properties": {str(number): {"pattern": pattern}
                             for number, pattern in enumerate(PATTERNS)}}
    messages = [("in", frames.TEXT, json.dumps({str(number): text for number in range(
        len(PATTERNS))}).encode()) for text in TEXTS]
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder, messages, json.dumps(schema))
        lines = [json.loads(line) for line in run(
            "check", recording, "--contract", document, "--format", "jsonl",
            status=1).stdout.decode().splitlines()]
        ensure(lines.pop()["summary"]["not_checked"] == 0, "all patterns are searched for")
        ensure(len(lines) == len(TEXTS), "each text lacks one of the patterns")
        for text, line, column in zip(TEXTS, lines, range(len(TEXTS))):
            lacks = {one["path"].strip("$[].\"") for one in line["violations"]}
            for number, pattern in enumerate(PATTERNS):
                ensure((str(number) in lacks) != expected[number][column],
                       f"/{pattern}/ in {text!r}: {expected[number][column]}")


def what_no_engine_can_search_for_is_told():
    """A look-behind without a length, and an expression that takes exponential time."""
    schema = """{"title": "name", "properties": {
  "a": {"pattern": "(?<=x+)y"},
  "b": {"pattern": "^(a+)+(?=b)$"}, "c": {"type": "number"}}}"""
    texts = [b'{"a": "xy"}', b'{"a": 1}', b'{"b": "' + b"a" * 60 + b'"}', b'{"b": "ab"}',
             b'{"a": "xy", "c": "1"}', b'{"c": 1}']
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder, [("in", frames.TEXT, text) for text in texts], schema)
        came = run("check", recording, "--contract", document, status=1)
        text = came.stdout.decode()
        ensure("feed.asyncapi.yaml:2:20: not checked: the regular expression can't be used" in
               came.stderr.decode(), came.stderr)
        ensure("may be name\n    $.a: was not checked: /(?<=x+)y/ can't be searched for" in text, text)
        ensure("$.b: was not checked: /^(a+)+(?=b)$/ takes too long" in text, text)
        ensure("2 messages fit, 1 break the contract, 0 fit none" in text, text)
        ensure(text.splitlines()[-1].startswith("3 messages not checked: a pattern"), text)
        lines = [json.loads(line) for line in run(
            "check", recording, "--contract", document, "--format", "jsonl",
            status=1).stdout.decode().splitlines()]
        ensure([line.get("verdict") for line in lines] ==
               ["not_checked", "not_checked", "not_checked", "breaks", None], lines)
        ensure(lines[-1]["summary"]["not_checked"] == 3, lines)
        capture(recording, [("in", frames.TEXT, text) for text in texts[:2]])
        report = pathlib.Path(folder) / "report.xml"
        run("check", recording, "--contract", document, "--junit", report)
        case = xml.etree.ElementTree.parse(report).getroot().find(".//testcase[@name='name']")
        ensure([child.tag for child in case] == ["skipped"], "no pass, as one was not checked")


def show_marks_and_filters():
    with tempfile.TemporaryDirectory() as folder:
        recording, document = prepared(folder)
        events = show(recording, "--contract", document, "--filter", "is:contract")
        ensure([event["text"].encode() for event in events] == [MESSAGES[2][2], MESSAGES[3][2]],
               events)
        violation = events[0]["violations"][0]
        ensure((violation["rule"], violation["path"], violation["severity"]) ==
               ("contract", "$.price", "error"), violation)
        ensure("tick: $.price: is a string, not a number" == violation["text"], violation)
        ticks = show(recording, "--contract", document, "--filter", "contract:tick")
        ensure([event["frames"] for event in ticks] == [1, 1, 3], ticks)
        text = run("show", recording, "--contract", document).stdout.decode()
        ensure("!contract tick: $.price: is a string, not a number" in text, text)
        wrong = run("show", recording, "--filter", "is:contract", status=2).stderr.decode()
        ensure("no contract is open" in wrong, wrong)


def infer_describes_a_session():
    with workplace() as (server, folder):
        recording, document = folder / "ticks.pcapng", folder / "ticks.asyncapi.yaml"
        record(server.url + "/ticks?rate=1000&count=50&token=hunter2", recording,
               "--header", "X-Client: hunter3", "--send", "hello")
        run("infer", recording, "-o", document)
        text = document.read_text()
        for part in ("asyncapi: 3.0.0", "address: /ticks", "protocol: ws", "X-Client",
                     "const: tick"):
            ensure(part in text, f"{part!r} is in\n{text}")
        ensure("hunter" not in text, text)
        run("check", recording, "--contract", document)
        run("infer", recording, "--filter", "dir:in", "--examples", "-o", document)
        run("check", recording, "--contract", document, "--filter", "dir:in")
        run("check", recording, "--contract", document, status=1)
        wrong = run("infer", recording, "--filter", "type:binary", status=2).stderr.decode()
        ensure("no message was seen" in wrong, wrong)


def check_takes_a_compressed_session():
    """Python's websockets offers and uses permessage-deflate."""
    server = subprocess.Popen(
        ["/usr/bin/python3", "-c", """
import asyncio, json, websockets
async def serve(socket):
    for number in range(200):
        await socket.send(json.dumps({"type": "tick", "price": number / 4, "pad": "x" * 50}))
    await socket.send('{"type": "status", "ok": 1}')
async def main():
    async with websockets.serve(serve, "127.0.0.1", 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()
asyncio.run(main())
"""], stdout=subprocess.PIPE)
    try:
        url = f"ws://127.0.0.1:{int(server.stdout.readline())}"
        with tempfile.TemporaryDirectory() as folder:
            recording, document = prepared(folder)
            recording.unlink()
            events = record(url, recording)
            ensure(any(event.get("compressed") for event in events), "the session is compressed")
            text = run("check", recording, "--contract", document, status=1).stdout.decode()
            ensure("breaks status\n    $.ok: is the number 1, not a boolean" in text, text)
            ensure("200 messages fit, 1 break the contract, 0 fit none" in text, text)
    finally:
        server.kill()
        server.wait()


main([check_says_what_is_wrong, check_has_an_exit_status, check_writes_junit,
      check_looks_at_channels_and_handshakes, patterns_are_found_as_ecma_262_says,
      what_no_engine_can_search_for_is_told,
      show_marks_and_filters, infer_describes_a_session, check_takes_a_compressed_session])
