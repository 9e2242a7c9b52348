// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/formats/html_page.h"

#include "base/clock.h"
#include "transcript/formats/html_text.h"
#include "wire/frames/close_codes.h"
#include "wire/http/printable.h"

namespace framescope::transcript {

namespace {

constexpr std::string_view Style = R"(
:root { color-scheme: light dark; --line: #d0d4da; --soft: #5b6470; --card: #f3f5f8;
  --in: #1d5fa8; --out: #1d7a3e; --bad: #b3261e; --warn: #8a5a00; --name: #7a2fa0; }
@media (prefers-color-scheme: dark) { :root { --line: #3a4048; --soft: #9aa4b0; --card: #22272e;
  --in: #7db7f5; --out: #7fd49a; --bad: #ff8a80; --warn: #f0c060; --name: #d6a8f0; } }
body { font: 14px/1.45 system-ui, sans-serif; margin: 1.5em; }
h1 { font-size: 1.4em; margin: 0 0 .2em; overflow-wrap: anywhere; }
p, dl { margin: .2em 0; color: var(--soft); overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin-top: 1em; }
th, td { text-align: left; vertical-align: top; padding: .2em .6em; border-top: 1px solid var(--line); }
th.r, td.r { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td:last-child { width: 70%; }
tr.event { color: var(--soft); }
tr.in td.d { color: var(--in); }
tr.out td.d { color: var(--out); }
td.d, td.t { white-space: nowrap; }
td.card { background: var(--card); }
td.card h2 { font-size: 1.1em; margin: .3em 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font: 13px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; unicode-bidi: isolate; margin: 0; }
pre { white-space: pre; overflow-x: auto; }
b.c { font-weight: 400; font-size: .8em; color: var(--name); border: 1px solid; border-radius: 3px;
  padding: 0 2px; unicode-bidi: isolate; }
summary { cursor: pointer; }
.error { color: var(--bad); }
.warning { color: var(--warn); }
@media print { body { margin: 0; font-size: 10px; } code, pre { font-size: 9px; white-space: pre-wrap; }
  thead { display: table-header-group; } tr { break-inside: avoid-page; } }
)";

void appendTerm(std::string& to, std::string_view name, std::string_view text)
{
    if (!text.empty()) {
        to.append("<dt>").append(name).append("</dt><dd>");
        appendHtmlReplacing(to, text);
        to += "</dd>\n";
    }
}

std::string endingOf(const timeline::ConnectionInfo& connection)
{
    if (!connection.closing) {
        return "not in the recording";
    }
    const timeline::ConnectionEnding& closing = *connection.closing;
    std::string text = "not known";
    if (closing.code) {
        text = std::to_string(*closing.code) + ' ';
        text += wire::closeCode(*closing.code).name;
    }
    if (!closing.reason.empty()) {
        text += " \"" + closing.reason + '"';
    }
    if (closing.unknown.empty()) {
        text += closing.clean ? ", clean" : ", not clean";
    } else {
        text += ": " + closing.unknown;
    }
    if (closing.by) {
        text += *closing.by == Direction::Out ? ", by the client" : ", by the server";
    }
    for (const std::string& more : {closing.browser, closing.tcp}) {
        text += more.empty() ? "" : "; " + more;
    }
    return text;
}

} // namespace

void appendPageStart(std::string& to, const HtmlHeading& heading)
{
    const std::string_view title =
        heading.recording.empty() ? "WebSocket session" : heading.recording;
    to += R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Framescope )" FRAMESCOPE_VERSION R"(">
<title>)";
    appendHtmlReplacing(to, title);
    to.append("</title>\n<style>").append(Style).append("</style>\n</head>\n<body>\n<h1>");
    appendHtmlReplacing(to, title);
    to.append("</h1>\n<p>Recorded from ").append(heading.started).append(". ");
    to += heading.frames ? "All frames" : "Messages and control frames";
    if (!heading.filter.empty()) {
        to += " that match <code>";
        appendHtmlReplacing(to, heading.filter);
        to += "</code>";
    }
    to += heading.secretsKept ? ". Credentials are in it.</p>\n"
                              : ". Credentials in headers and URLs were removed.</p>\n";
    to += "<table>\n<thead>\n<tr><th class=\"r\" scope=\"col\">#</th><th class=\"r\" "
          "scope=\"col\">Seconds</th><th scope=\"col\">Direction</th><th scope=\"col\">Type</th>"
          "<th class=\"r\" scope=\"col\">Bytes</th><th scope=\"col\">Content</th></tr>\n</thead>\n"
          "<tbody>\n";
}

void appendConnectionCard(std::string& to, const timeline::ConnectionInfo& connection)
{
    to.append("<tr><td class=\"card\" colspan=\"6\"><h2>Connection ")
        .append(std::to_string(connection.id.value));
    if (!connection.url.empty()) {
        to += ": ";
        appendHtmlReplacing(to, connection.url);
    }
    to += "</h2>\n<dl>\n";
    if (connection.endpoints) {
        appendTerm(to, "Client", connection.endpoints->client.toString());
        appendTerm(to, "Server", connection.endpoints->server.toString());
    }
    if (connection.response) {
        appendTerm(to, "Response",
                   std::to_string(connection.response->status) + ' ' +
                       wire::printable(connection.response->reason));
    }
    appendTerm(to, "Subprotocol", wire::printable(connection.handshake.subprotocol));
    if (connection.handshake.deflate) {
        appendTerm(to, "Compression", "permessage-deflate");
    }
    if (connection.openAt) {
        appendTerm(to, "Opened", toRfc3339(*connection.openAt));
    }
    if (connection.closedAt) {
        appendTerm(to, "Closed", toRfc3339(*connection.closedAt));
    }
    appendTerm(to, "End", endingOf(connection));
    to += "</dl></td></tr>\n";
}

void appendPageEnd(std::string& to)
{
    to += "</tbody>\n</table>\n</body>\n</html>\n";
}

} // namespace framescope::transcript
