# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP archives, judged by the text of HAR 1.2 and by node-har-validator where it is installed."""
import base64
import json
import re
import subprocess

NUMBER = (int, float)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

# Each object: what must be there, and what may be. Names with an underscore are anybody's.
PAIR = ({"name": str, "value": str}, {"comment": str})
COOKIE = ({"name": str, "value": str},
          {"path": str, "domain": str, "expires": str, "httpOnly": bool, "secure": bool,
           "comment": str})
CONTENT = ({"size": int, "mimeType": str},
           {"compression": int, "text": str, "encoding": str, "comment": str})
REQUEST = ({"method": str, "url": str, "httpVersion": str, "cookies": [COOKIE], "headers": [PAIR],
            "queryString": [PAIR], "headersSize": int, "bodySize": int},
           {"postData": dict, "comment": str})
RESPONSE = ({"status": int, "statusText": str, "httpVersion": str, "cookies": [COOKIE],
             "headers": [PAIR], "content": CONTENT, "redirectURL": str, "headersSize": int,
             "bodySize": int}, {"comment": str})
TIMINGS = ({"send": NUMBER, "wait": NUMBER, "receive": NUMBER},
           {"blocked": NUMBER, "dns": NUMBER, "connect": NUMBER, "ssl": NUMBER, "comment": str})
ENTRY = ({"startedDateTime": TIME, "time": NUMBER, "request": REQUEST, "response": RESPONSE,
          "cache": dict, "timings": TIMINGS},
         {"pageref": str, "serverIPAddress": str, "connection": str, "comment": str})
LOG = ({"version": str, "creator": ({"name": str, "version": str}, {"comment": str}),
        "entries": [ENTRY]}, {"browser": dict, "pages": list, "comment": str})

VALIDATOR = """
const validator = require('har-validator');
validator.har(JSON.parse(require('fs').readFileSync(0, 'utf8'))).catch(error => {
    console.error(JSON.stringify(error.errors));
    process.exit(1);
});
"""


def check(value, kind, where):
    if isinstance(kind, re.Pattern):
        assert isinstance(value, str) and kind.fullmatch(value), f"{where} is {value!r}"
    elif isinstance(kind, list):
        assert isinstance(value, list), f"{where} is no list"
        for number, element in enumerate(value):
            check(element, kind[0], f"{where}[{number}]")
    elif isinstance(kind, tuple) and isinstance(kind[0], dict):
        required, optional = kind
        assert isinstance(value, dict), f"{where} is no object"
        assert not required.keys() - value.keys(), f"{where} lacks {required.keys() - value.keys()}"
        for name, member in value.items():
            if not name.startswith("_"):
                assert name in required or name in optional, f"{where} has {name}"
                check(member, required.get(name, optional.get(name)), f"{where}.{name}")
    else:
        assert isinstance(value, kind) and (kind is bool or not isinstance(value, bool)), \
            f"{where} is {value!r}"


def check_entry(entry):
    timings = {name: value for name, value in entry["timings"].items() if name != "ssl"}
    total = sum(value for value in timings.values() if value > 0)
    assert abs(entry["time"] - total) < 0.01, (entry["time"], timings)
    assert all(value >= 0 or value == -1 for value in entry["timings"].values()), timings
    assert all(entry["timings"][name] >= 0 for name in ("send", "wait", "receive")), timings
    for message in entry["_webSocketMessages"]:
        assert message["type"] in ("send", "receive"), message["type"]
        assert isinstance(message["time"], NUMBER) and isinstance(message["data"], str)
        assert message["opcode"] in (1, 2), message["opcode"]
        if message["opcode"] != 1:
            base64.b64decode(message["data"], validate=True)


def judged(data):
    """The log of an archive; fails unless it is one."""
    archive = json.loads(data.decode("utf-8"))
    assert list(archive) == ["log"], list(archive)
    check(archive["log"], LOG, "log")
    assert archive["log"]["version"] == "1.2"
    for entry in archive["log"]["entries"]:
        check_entry(entry)
    judged_by_validator(data)
    return archive["log"]


def judged_by_validator(data):
    found = subprocess.run(["node", "-e", "require('har-validator')"], capture_output=True,
                           check=False)
    if found.returncode == 0:
        done = subprocess.run(["node", "-e", VALIDATOR], input=data, capture_output=True,
                              check=False)
        assert done.returncode == 0, done.stderr.decode()[:2000]
