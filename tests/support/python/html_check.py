# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages that are exported, judged by Python's parser, and by tidy where it is installed."""
import html.parser
import shutil
import subprocess

VOID = {"meta", "br"}
KNOWN = {"html", "head", "title", "style", "body", "h1", "h2", "p", "table", "thead", "tbody", "tr",
         "th", "td", "dl", "dt", "dd", "code", "pre", "b", "small", "details", "summary", "div"}
ATTRIBUTES = {"class", "id", "scope", "colspan", "charset", "lang", "name", "content", "http-equiv"}


class Page(html.parser.HTMLParser):
    """What is on a page: `rows` by number, each {"class", "payload", "text"}."""

    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.rows = {}
        self.row = None
        self.cards = []
        self.policy = None
        self.feed(data.decode("utf-8"))
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html", decl

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data!r}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data!r}")

    handle_pi = unknown_decl

    def handle_starttag(self, tag, attrs):
        assert tag in KNOWN | VOID, f"<{tag}>"
        names = [name for name, _ in attrs]
        assert set(names) <= ATTRIBUTES and len(names) == len(set(names)), f"<{tag} {names}>"
        attributes = dict(attrs)
        if attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes["content"]
        if tag in VOID:
            return
        self.open.append((tag, attributes.get("class", "")))
        if tag == "tr" and "id" in attributes:
            number = int(attributes["id"].removeprefix("n"))
            assert number not in self.rows, f"row {number} is there twice"
            self.row = self.rows[number] = {"class": attributes.get("class", ""), "payload": None,
                                            "dump": [], "text": []}
        if self.row and self.open[-1] == ("code", "payload"):
            self.row["payload"] = []

    def handle_endtag(self, tag):
        assert self.open and self.open[-1][0] == tag, f"</{tag}> within {self.open}"
        self.open.pop()
        if tag == "tr" and self.row:
            for name, pieces in self.row.items():
                self.row[name] = "".join(pieces) if isinstance(pieces, list) else pieces
            self.row = None

    def handle_data(self, data):
        assert "\0" not in data and "\r" not in data
        if ("style", "") in self.open:
            assert "url(" not in data and "@import" not in data
            return
        if ("td", "card") in self.open:
            self.cards.append(data)
        if not self.row:
            return
        self.row["text"].append(data)
        if ("code", "payload") in self.open:
            if self.open[-1] == ("b", "c"):
                data = chr(int(data.removeprefix("U+"), 16))
            self.row["payload"].append(data)
        elif ("pre", "") in self.open:
            self.row["dump"].append(data)


def dumped(dump):
    """The bytes of a hex dump."""
    return bytes.fromhex("".join(line[10:50] for line in dump.splitlines()))


def judged(data):
    page = Page(data)
    assert page.policy.startswith("default-src 'none'"), page.policy
    if shutil.which("tidy") and len(data) < 1 << 20:
        done = subprocess.run(["tidy", "-quiet", "-errors", "--show-warnings", "yes",
                               "--drop-empty-elements", "no", "-utf8"],
                              input=data, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()[:2000]
    return page
