// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_paths.h"

#include "scenario/demo_behaviours.h"

#include <algorithm>
#include <array>

namespace framescope::scenario {

namespace {

constexpr std::uint64_t LongestWait = 24 * 3600 * 1000;
constexpr std::uint64_t LargestSize = std::uint64_t{1} << 30;
constexpr std::uint64_t LargestTick = 1 << 20;
constexpr std::uint64_t Unlimited = UINT64_MAX;

constexpr auto Text = DemoParameter::Kind::Text;
constexpr auto Number = DemoParameter::Kind::Number;

constexpr DemoParameter Deflate{"deflate", "1", "0: the server does not accept permessage-deflate",
                                Number, 1};

template <class... Parameters>
constexpr auto withCommon(Parameters... parameters)
{
    return std::array<DemoParameter, sizeof...(Parameters) + 1>{parameters..., Deflate};
}

constexpr auto Plain = withCommon();
constexpr auto Hello =
    withCommon(DemoParameter{"wait", "5000", "ms until it closes", Number, LongestWait});
constexpr auto Close =
    withCommon(DemoParameter{"code", "1000", "close code, even a forbidden one", Number, 65535},
               DemoParameter{"reason", "", "reason for closing", Text},
               DemoParameter{"after", "0", "ms until it closes", Number, LongestWait});
constexpr auto After =
    withCommon(DemoParameter{"after", "0", "ms until it ends the connection", Number, LongestWait});
constexpr auto TickParameters = withCommon(
    DemoParameter{"rate", "10", "ticks a second; 0: as fast as the client reads", Number,
                  100'000'000},
    DemoParameter{"count", "0", "closes after this many; 0: never", Number, Unlimited},
    DemoParameter{"size", "0", "bytes that each tick is padded to", Number, LargestTick});
constexpr auto Pings = withCommon(
    DemoParameter{"every", "1000", "ms from ping to ping, at least 1", Number, LongestWait});
constexpr auto Big =
    withCommon(DemoParameter{"size", "1048576", "bytes of the message", Number, LargestSize});
constexpr auto Deny =
    std::array{DemoParameter{"status", "401", "HTTP status, 200 to 599", Number, 599}};
constexpr auto Slow =
    withCommon(DemoParameter{"ms", "2000", "ms until the upgrade is answered", Number, LongestWait},
               DemoParameter{"trickle", "20", "ms from byte to byte", Number, 60'000});

constexpr DemoPath Table[] = {
    {"/hello",
     "to \"My name is John\" it says \"Hello from server, John!\", waits, closes 1000 \"Bye!\"",
     Hello, makeHello},
    {"/echo", "sends every message back", Plain, makeEcho},
    {"/close", "closes", Close, makeClose},
    {"/close-empty", "closes without a code", After, makeCloseEmpty},
    {"/drop", "resets TCP, without a Close", After, makeDrop},
    {"/silent", "never answers a Close", Plain, makeSilent},
    {"/ticks", "sends JSON ticks", TickParameters, makeTicks},
    {"/pings", "sends pings", Pings, makePings},
    {"/fragments", "sends a text in 3 fragments with a ping between, and your messages likewise",
     Plain, makeFragments},
    {"/binary", "sends the bytes 00 to FF, and your messages back as binary", Plain, makeBinary},
    {"/big", "sends one large text", Big, makeBig},
    {"/deny", "refuses the upgrade, with headers and a JSON body", Deny, nullptr},
    {"/slow", "answers the upgrade late, then sends a byte at a time; sends messages back", Slow,
     makeSlow},
};

constexpr std::string_view Subprotocols[] = {"chat", "json", "superchat"};

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string parameterText(const DemoParameter& parameter)
{
    const std::string_view standard = parameter.standard.empty() ? "none" : parameter.standard;
    return std::string(parameter.name) + "=… " + std::string(parameter.what) + " (" +
           std::string(standard) + ")";
}

/// Sentences about all paths.
std::string commonText(std::string_view between)
{
    std::string text("Pings are answered and permessage-deflate is agreed on.");
    text.append(between).append("Of the subprotocols offered the first of ");
    for (std::size_t i = 0; i < std::size(Subprotocols); ++i) {
        const bool last = i + 1 == std::size(Subprotocols);
        text.append(i == 0 ? "" : last ? " and " : ", ").append(Subprotocols[i]);
    }
    text.append(" is chosen.").append(between).append("Every path takes ?");
    return text + parameterText(Deflate) + ".";
}

constexpr std::string_view PageStart = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Framescope demo server</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; }
td { vertical-align: top; padding: .4em 1.5em .4em 0; border-top: 1px solid #8885; }
</style>
</head>
<body>
<h1>Framescope demo server</h1>
)";

} // namespace

std::span<const DemoPath> demoPaths()
{
    return Table;
}

const DemoPath* demoPath(std::string_view path)
{
    const auto* found =
        std::ranges::find_if(Table, [path](const DemoPath& row) { return row.path == path; });
    return found == std::end(Table) ? nullptr : found;
}

std::span<const std::string_view> demoSubprotocols()
{
    return Subprotocols;
}

std::string demoHelp()
{
    constexpr std::size_t Column = 16;
    std::string text;
    for (const DemoPath& row : Table) {
        text.append("  ").append(row.path);
        text.append(Column - 2 - row.path.size(), ' ').append(row.what).append("\n");
        for (const DemoParameter& parameter : row.parameters) {
            if (parameter.name != Deflate.name) {
                text.append(Column, ' ').append("  ?" + parameterText(parameter)).append("\n");
            }
        }
    }
    return text + "\n" + commonText("\n") + "\n";
}

std::string demoPage(std::string_view address)
{
    std::string page(PageStart);
    page += "<p>Connect a WebSocket client to one of these paths of <code>" + escaped(address) +
            "</code>.</p>\n<table>\n";
    for (const DemoPath& row : Table) {
        page += "<tr><td><code>" + escaped(row.path) + "</code></td><td>" + escaped(row.what);
        for (const DemoParameter& parameter : row.parameters) {
            if (parameter.name != Deflate.name) {
                page += "<br><code>?" + escaped(parameterText(parameter)) + "</code>";
            }
        }
        page += "</td></tr>\n";
    }
    return page + "</table>\n<p>" + escaped(commonText(" ")) + "</p>\n</body>\n</html>\n";
}

} // namespace framescope::scenario
