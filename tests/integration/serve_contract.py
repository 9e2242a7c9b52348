#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""serve --contract: Python's websockets gets messages that jsonschema finds right, and is told where
it does otherwise than the contract says."""
import asyncio
import contextlib
import http.client
import json
import pathlib
import sys
import tempfile
import xml.etree.ElementTree

import jsonschema
import websockets

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, expect, main, run, serving

ORDER = {
    "type": "object",
    "required": ["type", "id", "price", "items", "placed", "code"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "order"},
        "id": {"type": "string", "format": "uuid"},
        "price": {"type": "number", "minimum": 5, "exclusiveMaximum": 7.5},
        "count": {"type": "integer", "minimum": 3, "maximum": 9, "multipleOf": 3},
        "items": {"type": "array", "minItems": 2, "maxItems": 4, "uniqueItems": True,
                  "items": {"$ref": "#/$defs/item"}},
        "placed": {"type": "string", "format": "date-time"},
        "code": {"type": "string", "pattern": "^[A-Z]{2,3}-\\d{4}(x|yz)?$"},
        "note": {"type": ["null", "string"], "minLength": 30, "maxLength": 31},
        "paid": {"oneOf": [{"type": "boolean"},
                           {"type": "object", "required": ["by"],
                            "properties": {"by": {"enum": ["card", "cash"]}}}]},
        "tags": {"allOf": [{"type": "object"}, {"required": ["a", "b"]},
                           {"additionalProperties": {"type": "integer"}}]},
    },
    "$defs": {"item": {"type": "object", "required": ["name"],
                       "properties": {"name": {"type": "string", "minLength": 3, "maxLength": 4},
                                      "part": {"$ref": "#/$defs/item"}}}},
}
UPGRADE = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
           "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
EXAMPLES = [{"type": "status", "text": "up"}, {"type": "status", "text": "down"}]


ORDER_PLACE = "#/channels/shop/messages/order/payload"


def of_kind(kind, **properties):
    return {"type": "object", "required": ["type", *properties],
            "properties": {"type": {"const": kind}, **properties}}


def v3():
    def channel(name):
        return {"$ref": f"#/channels/{name}"}

    def messages(*names):
        return [{"$ref": f"#/channels/shop/messages/{name}"} for name in names]

    return {
        "asyncapi": "3.0.0", "info": {"title": "Shop", "version": "1"},
        "channels": {
            "shop": {
                "address": "/shop/{user}",
                "messages": {
                    "order": {"payload": ORDER},
                    "status": {"payload": of_kind("status", text={"type": "string"}),
                               "examples": [{"payload": each} for each in EXAMPLES]},
                    "ask": {"payload": of_kind("ask", what={"type": "string"})},
                    "answer": {"payload": of_kind("answer", n={"type": "integer"})},
                    "bye": {"payload": of_kind("bye")}},
                "bindings": {"ws": {
                    "query": {"type": "object", "required": ["limit"],
                              "properties": {"limit": {"type": "integer", "maximum": 10}}},
                    "headers": {"type": "object", "required": ["X-Key"],
                                "properties": {"X-Key": {"type": "string", "minLength": 3}}}}}},
            "other": {"address": "/other", "messages": {
                "word": {"contentType": "text/plain",
                         "payload": {"type": "string", "enum": ["plain text"]}}}}},
        "operations": {
            "send": {"action": "send", "channel": channel("shop"),
                     "messages": messages("order", "status")},
            "sendWord": {"action": "send", "channel": channel("other")},
            "receive": {"action": "receive", "channel": channel("shop"), "messages": messages("ask"),
                        "reply": {"messages": messages("answer")}},
            "receiveBye": {"action": "receive", "channel": channel("shop"),
                           "messages": messages("bye")}}}


@contextlib.contextmanager
def played(document, *arguments, **more):
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "shop.json"
        # A $ref of a document begins at its root.
        file.write_text(json.dumps(document).replace("#/$defs/", ORDER_PLACE + "/$defs/"))
        with serving("--contract", file, *arguments, **more) as server:
            yield server


def connected(url, **more):
    return websockets.connect(url, extra_headers={"X-Key": "abc"}, **more)


async def received(peer, count):
    return [await asyncio.wait_for(peer.recv(), LONG) for _ in range(count)]


def checked(text):
    """The order that it is."""
    order = json.loads(text)
    jsonschema.Draft202012Validator(
        ORDER, format_checker=jsonschema.FormatChecker()).validate(order)
    return order


async def first_messages(url, count=2):
    async with connected(url) as peer:
        return await received(peer, count)


def sends_what_needs_no_request():
    texts = {}
    for seed in (1, 1, 7):
        with played(v3(), "--seed", seed) as server:
            # Messages made of a schema, those of another client too, and examples in turn.
            got = [asyncio.run(first_messages(server.url + "/shop/me?limit=3")) for _ in range(10)]
            for number, (order, status) in enumerate(got):
                checked(order)
                expect(json.loads(status), EXAMPLES[number % 2])
            expect(asyncio.run(first_messages(server.url + "/other", 1)), ["plain text"])
        expect(texts.setdefault(seed, got), got, "the same seed")
    assert texts[1] != texts[7], "another seed"


def sends_again_and_again():
    with played(v3(), "--every", 20) as server:
        got = asyncio.run(first_messages(server.url + "/shop/me?limit=3", 8))
    expect([json.loads(text)["type"] for text in got], ["order", "status"] * 4)


def answers():
    async def asked(url):
        async with connected(url) as peer:
            await received(peer, 2)
            await peer.send('{"type": "bye"}')  # has no reply
            await peer.send('{"type": "ask", "what": "time"}')
            answer = json.loads((await received(peer, 1))[0])
            expect((answer["type"], type(answer["n"])), ("answer", int))

    with played(v3(), "--once") as server:
        asyncio.run(asked(server.url + "/shop/me?limit=3"))
        expect(server.process.wait(LONG), 0)


def tells_what_breaks_the_contract():
    async def wrong(url):
        async with connected(url) as peer:
            await peer.send('{"type": "ask", "what": 5}')
            await peer.send("nonsense")
            await received(peer, 2)

    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile() as errors:
        report = pathlib.Path(name) / "report.xml"
        with played(v3(), "--once", "--junit", report, status=1, stderr=errors) as server:
            asyncio.run(wrong(server.url + "/shop/me?limit=3"))
            expect(server.process.wait(LONG), 1)
        errors.seek(0)
        told = errors.read().decode()
        assert "which breaks ask: $.what: is the number 5, not a string" in told, told
        assert '"nonsense", which' in told, told
        suite = xml.etree.ElementTree.parse(report).getroot().find("testsuite")
        expect((suite.get("tests"), suite.get("failures")), ("1", "1"))
        assert "breaks ask" in suite.find("testcase/failure").get("message")


def holds_requests_against_the_binding():
    async def status(url, **headers):
        try:
            async with websockets.connect(url, extra_headers=headers):
                return 101
        except websockets.InvalidStatusCode as refused:
            return refused.status_code

    with tempfile.TemporaryFile() as errors:
        with played(v3(), stderr=errors) as server:
            shop = server.url + "/shop/me"
            for url, headers, wanted in ((shop + "?limit=10", {"x-key": "abc"}, 101),
                                         (shop + "?limit=11", {"X-Key": "abc"}, 400),
                                         (shop, {"X-Key": "abc"}, 400),
                                         (shop + "?limit=1", {"X-Key": "ab"}, 400),
                                         (shop + "?limit=1", {}, 400),
                                         (server.url + "/shop", {"X-Key": "abc"}, 404),
                                         (server.url + "/other", {}, 101)):
                expect(asyncio.run(status(url, **headers)), wanted, url)
        errors.seek(0)
        told = errors.read().decode()
        assert "query $.limit: is 11, more than 10" in told, told
        assert told.count("\n") == 5, told


V2 = {"asyncapi": "2.6.0", "info": {"title": "Feed", "version": "1"},
      "channels": {"/feed": {
          "publish": {"message": {"name": "go", "payload": of_kind("go")}},
          "subscribe": {"message": {"oneOf": [{"name": "a", "payload": of_kind("a")},
                                              {"name": "b", "payload": of_kind("b")}]}}}}}


def of_content_types(version):
    """A document whose messages each have a content type of their own, and one example."""
    tick = {"type": "object", "required": ["n"], "properties": {"n": {"const": 5}}}
    word = {"type": "string", "enum": ["w\u00f6rd"]}
    kinds = {"json": ("application/json", tick), "pack": ("application/msgpack", tick),
             "xpack": ("Application/X-MsgPack; v=1", tick), "cbor": ("application/cbor", tick),
             "bytes": ("application/octet-stream", word), "picture": ("image/png", word),
             "proto": ("application/x-protobuf", word), "text": ("text/plain", word),
             "xml": ("application/xml", word)}
    messages = {name: {"name": name, "contentType": content, "payload": payload}
                for name, (content, payload) in kinds.items()}
    info = {"info": {"title": "Feed", "version": "1"}}
    if version == 2:
        return {"asyncapi": "2.6.0", **info, "channels": {
            "/feed": {"subscribe": {"message": {"oneOf": list(messages.values())}}}}}
    return {"asyncapi": "3.0.0", **info,
            "channels": {"feed": {"address": "/feed", "messages": messages}},
            "operations": {"send": {"action": "send",
                                    "channel": {"$ref": "#/channels/feed"}}}}


def binary_content_types_go_in_binary_frames():
    word = "w\u00f6rd"
    pack, cbor = b"\x81\xa1n\x05", b"\xa1\x61n\x05"
    expected = ['{"n":5}', pack, pack, cbor, word.encode(), word.encode(), word.encode(), word, word]
    for version in (2, 3):
        with played(of_content_types(version)) as server:
            got = asyncio.run(first_messages(server.url + "/feed", len(expected)))
            got[0] = got[0].replace(" ", "")
            expect(got, expected, version)


def what_is_missing_is_said():
    """By the body of the refusal and on standard error, in both versions."""
    binding = {"ws": v3()["channels"]["shop"]["bindings"]["ws"]}
    second = json.loads(json.dumps(V2))
    second["channels"]["/feed"]["bindings"] = {"$ref": "#/components/channelBindings/shop"}
    second["components"] = {"channelBindings": {"shop": binding}}
    for document, path in ((v3(), "/shop/me"), (second, "/feed")):
        with tempfile.TemporaryFile() as errors:
            with played(document, "--clients", 3, status=1, stderr=errors) as server:
                for query, headers, missing in (("", {}, ["limit", "X-Key"]),
                                                ("?limit=1", {}, ["X-Key"]),
                                                ("", {"X-Key": "abc"}, ["limit"])):
                    client = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LONG)
                    client.request("GET", path + query, headers={**UPGRADE, **headers})
                    answer = client.getresponse()
                    body = answer.read().decode()
                    expect(answer.status, 400, query)
                    for part, name in (("query", "limit"), ("header", "X-Key")):
                        expect(f'{part} $: lacks "{name}"' in body, name in missing, body)
                    client.close()
                expect(server.process.wait(LONG), 1)
            errors.seek(0)
            expect(errors.read().count(b"$: lacks"), 4)


def version_2_answers_in_turn():
    async def asked(url):
        async with connected(url) as peer:
            for _ in range(3):
                await peer.send('{"type": "go"}')
            return [json.loads(text)["type"] for text in await received(peer, 5)]

    with played(V2) as server:
        expect(asyncio.run(asked(server.url + "/feed")), ["a", "b", "a", "b", "a"])


def mistakes():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "feed.json"
        # What can't be made is told; the rest is played.
        document = json.loads(json.dumps(V2))
        alternatives = document["channels"]["/feed"]["subscribe"]["message"]["oneOf"]
        alternatives[0]["payload"] = {"type": "string", "pattern": "^(?:a)\\b\\.$", "maxLength": 1}
        with tempfile.TemporaryFile() as errors:
            with played(document, stderr=errors) as server:
                expect([json.loads(text)["type"] for text in
                        asyncio.run(first_messages(server.url + "/feed", 1))], ["b"])
            errors.seek(0)
            assert b"no message a can be made" in errors.read()
        alternatives.pop()
        file.write_text(json.dumps(document))
        assert b"that can be made" in run("serve", "--contract", file, status=2).stderr
        run("serve", "--contract", file, "--demo", status=2)
        run("serve", "--contract", file, file, status=2)
        run("serve", "--contract", pathlib.Path(name) / "missing.yaml", status=2)
        run("serve", "--seed", 3, status=2)


main([sends_what_needs_no_request, sends_again_and_again, answers, tells_what_breaks_the_contract,
      holds_requests_against_the_binding, what_is_missing_is_said,
      binary_content_types_go_in_binary_frames, version_2_answers_in_turn, mistakes])
