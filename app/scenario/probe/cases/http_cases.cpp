// SPDX-License-Identifier: GPL-3.0-or-later
//
// The request as HTTP: its first line, Host, forms of lines, sizes, bodies.
#include "base/text/hex.h"
#include "scenario/probe/cases/request_lines.h"

#include <array>
#include <chrono>

namespace framescope::scenario::probe {

namespace {

using std::chrono::milliseconds;

constexpr const char* Requirements = "RFC 6455 4.2.1";

Prepare startLine(std::string_view from, std::string_view with)
{
    return lines([=](RequestLines& head) {
        const std::size_t at = head.start().find(from);
        if (at != std::string::npos) {
            head.start().replace(at, from.size(), with);
        }
    });
}

Prepare withMore(std::string line)
{
    return lines([line = std::move(line)](RequestLines& head) { head.add(line); });
}

void addStartLines(CaseBuilder& to)
{
    addRefused(to, "POST in place of GET", Requirements, startLine("GET", "POST"));
    addRefused(to, "get in small letters", "RFC 9110 9.1", startLine("GET", "get"));
    addRefused(to, "HTTP/1.0", Requirements, startLine("HTTP/1.1", "HTTP/1.0"));
    addRefused(to, "HTTP/3.7", Requirements, startLine("HTTP/1.1", "HTTP/3.7"), Verdict::NonStrict);
    addRefused(to, "No version of HTTP", "RFC 9112 3", startLine(" HTTP/1.1", ""));
    addRefused(to, "Two blanks before the version", "RFC 9112 3",
               startLine(" HTTP/1.1", "  HTTP/1.1"), Verdict::NonStrict);
    addAccepted(
        to, "An absolute URL as the target", "RFC 9112 3.2.2",
        lines([](RequestLines& head) { head.start().insert(4, "http://" + head.value("Host")); }),
        Verdict::NonStrict);
    addAccepted(to, "An empty line before the request", "RFC 9112 2.2",
                request([](RequestLines& head) { return "\r\n" + head.text(); }),
                Verdict::NonStrict);
}

void addHosts(CaseBuilder& to)
{
    constexpr const char* Host = "RFC 9112 3.2";
    addRefused(to, "No Host", Host, lines([](RequestLines& head) { head.drop("Host"); }));
    addRefused(to, "Two Hosts that differ", Host, withMore("Host: other.invalid"));
    addRefused(to, "A Host with a blank", Host,
               lines([](RequestLines& head) { head.set("Host", "two words"); }));
}

void addLineForms(CaseBuilder& to)
{
    using namespace std::string_literals;
    addRefused(to, "A blank before the colon of a header", "RFC 9112 5.1",
               withMore("X-Framescope : value"), Verdict::NonStrict);
    Case& folded = addRefused(to, "A header folded over two lines", "RFC 9112 5.2",
                              withMore("X-Framescope: first\r\n second"), Verdict::Ok);
    folded.expected = "It is refused with 400, or read with a blank in place of the fold.";
    addRefused(to, "NUL in a header", "RFC 9110 5.5", withMore("X-Framescope: a\0b"s),
               Verdict::NonStrict);
    addRefused(to, "A bare CR in a header", "RFC 9112 2.2", withMore("X-Framescope: a\rb"),
               Verdict::NonStrict);
    Case& lf = addRefused(to, "Lines that end with a bare LF", "RFC 9112 2.2",
                          request([](RequestLines& head) { return head.text("\n"); }),
                          Verdict::Informational);
    lf.expected = "It is refused, or read, as is allowed.";
    addRefused(to, "A line without a colon", "RFC 9112 5", withMore("this is no header"),
               Verdict::NonStrict);
    addRefused(to, "A header without a name", "RFC 9112 5", withMore(": value"),
               Verdict::NonStrict);
    addRefused(to, "A bad character in the name of a header", "RFC 9110 5.1",
               withMore("X-Frame(scope): value"), Verdict::NonStrict);
    addAccepted(to, "Bytes beyond ASCII in a header", "RFC 9110 5.5",
                withMore("X-Framescope: \xe4"), Verdict::NonStrict);
    addAccepted(to, "No blanks after the colons", "RFC 9112 5", lines([](RequestLines& head) {
                    for (const char* name : {"Upgrade", "Connection", "Sec-WebSocket-Version"}) {
                        const std::string value = head.value(name);
                        head.drop(name);
                        head.add(std::string(name) + ':' + value);
                    }
                }));
}

/// A request that is more than a server has to take: refused, or read.
void addLarge(CaseBuilder& to, const char* title, std::uint64_t bytes, Prepare prepare)
{
    Case& made = to.add(title, "RFC 9112 3 and 5.4", {}, {opening(std::move(prepare), bytes)});
    made.attempts.front().response = Attempt::Response::Patience;
    made.expected = "It is refused with 431, 414 or 400, or read.";
    made.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const Observation& first = seen.front();
        if (first.opened) {
            return {Verdict::Informational, "it was read"};
        }
        const bool refused = first.status >= 400 && first.status < 500;
        return refused ? Judgement{Verdict::Ok}
               : first.ending == Ending::NoResponse
                   ? Judgement{Verdict::Failed, "the request was not answered"}
                   : Judgement{Verdict::NonStrict, "the refusal has no status from 400 to 499"};
    };
}

void addHeadSizes(CaseBuilder& to)
{
    constexpr std::size_t Many = 200;
    addLarge(to, "A header of 8 KiB", 8 * Kibi,
             withMore("X-Framescope: " + std::string(8 * Kibi, 'a')));
    addLarge(to, "A header of 64 KiB", 64 * Kibi,
             withMore("X-Framescope: " + std::string(64 * Kibi, 'a')));
    addLarge(to, "A header of 1 MiB", Mebi, withMore("X-Framescope: " + std::string(Mebi, 'a')));
    addLarge(to, "200 headers", Many * 32, lines([](RequestLines& head) {
                 for (std::size_t i = 0; i < Many; ++i) {
                     head.add("X-Framescope-" + std::to_string(i) + ": value");
                 }
             }));
    addLarge(to, "A target of 16 KiB", 16 * Kibi, lines([](RequestLines& head) {
                 const std::size_t end = head.start().rfind(' ');
                 const bool query = head.start().find('?') != std::string::npos;
                 head.start().insert(end, (query ? "&framescope=" : "?framescope=") +
                                              std::string(16 * Kibi, 'a'));
             }));
    addAccepted(to, "The head byte by byte", "RFC 9112 2.2", pieces(1));
    addAccepted(to, "The head in pieces of 16 bytes, with pauses", "RFC 9112 2.2",
                pieces(16, milliseconds(5)));
    Case& half = to.add("Half a head, and no more", LimitSection, {},
                        {opening(request([](RequestLines& head) {
                            const std::string whole = head.text();
                            return whole.substr(0, whole.size() / 2);
                        }))});
    half.expected = "The server gives up after some time.";
    half.attempts.front().response = Attempt::Response::Idle;
    half.judge = [](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        return {Verdict::Informational, seen.front().ending == Ending::NoResponse
                                            ? "the server waits longer for the rest"
                                            : "the server did not wait longer"};
    };
}

/// Where a second request stands, which must not be answered.
enum class Smuggled {
    InBody, ///< of the first: two responses turn a proxy before the server into a way around it
    NoBody, ///< as InBody; where the body ends is contradictory, so that the first is invalid
    Behind  ///< the first, which ends; it may be answered as long as the server has not switched
};

/// `body`: what stands before and behind the second request.
void addSmuggled(CaseBuilder& to, const char* title, const char* section,
                 const std::vector<std::string>& headers, Smuggled where,
                 const std::function<std::string(RequestLines&, const std::string&)>& body)
{
    Prepare prepare = request([=](RequestLines& head) {
        for (const std::string& line : headers) {
            head.add(line);
        }
        const std::string content = body(
            head, "GET /framescope-smuggled HTTP/1.1\r\nHost: " + head.value("Host") + "\r\n\r\n");
        return head.text("\r\n", content);
    });
    Case& made = to.add(title, section, {}, {opening(std::move(prepare), Kibi)});
    made.attempts.front().response = Attempt::Response::Patience;
    made.expected = where == Smuggled::Behind
                        ? "If the server switches, the second request is not answered."
                        : "The request is refused, and the one in its body is not answered.";
    made.judge = [where](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const Observation& first = seen.front();
        if (first.responses > 1 && (where != Smuggled::Behind || first.status == 101)) {
            return {Verdict::Failed, "the second request was answered"};
        }
        if (first.opened && where == Smuggled::NoBody) {
            return {Verdict::Failed, "the server switched to WebSocket, although it can't know "
                                     "where the request ends"};
        }
        if (first.opened && where == Smuggled::InBody) {
            return {Verdict::NonStrict,
                    "the server switched to WebSocket, and took for frames what "
                    "followed the head"};
        }
        return first.ending == Ending::NoResponse
                   ? Judgement{Verdict::NonStrict, "the request was not answered in time"}
                   : Judgement{Verdict::Ok};
    };
}

void addBodies(CaseBuilder& to)
{
    const auto before = [](std::string text) {
        return [text = std::move(text)](RequestLines&, const std::string& second) {
            return text + second;
        };
    };
    addSmuggled(to, "A request in a body with Content-Length", "RFC 9112 6.3", {}, Smuggled::InBody,
                [](RequestLines& head, const std::string& second) {
                    head.add("Content-Length: " + std::to_string(second.size()));
                    return second;
                });
    addSmuggled(to, "A request in a chunked body", "RFC 9112 7.1", {"Transfer-Encoding: chunked"},
                Smuggled::InBody, [](RequestLines&, const std::string& second) {
                    const auto size = static_cast<std::uint16_t>(second.size());
                    return toHex(std::array{static_cast<std::uint8_t>(size >> 8U),
                                            static_cast<std::uint8_t>(size & 0xFFU)}) +
                           "\r\n" + second + "\r\n0\r\n\r\n";
                });
    addSmuggled(to, "A request behind Content-Length: 0", "RFC 9112 6.3", {"Content-Length: 0"},
                Smuggled::Behind, before(""));
    addSmuggled(to, "Content-Length and Transfer-Encoding", "RFC 9112 6.1",
                {"Content-Length: 5", "Transfer-Encoding: chunked"}, Smuggled::InBody,
                before("0\r\n\r\n"));
    addSmuggled(to, "Two Content-Lengths that differ", "RFC 9112 6.3",
                {"Content-Length: 0", "Content-Length: 5"}, Smuggled::NoBody, before("hello"));
    addSmuggled(to, "Content-Length: -1", "RFC 9112 6.3", {"Content-Length: -1"}, Smuggled::NoBody,
                before(""));
    addSmuggled(to, "Transfer-Encoding: xchunked", "RFC 9112 6.1", {"Transfer-Encoding: xchunked"},
                Smuggled::NoBody, before("0\r\n\r\n"));
}

} // namespace

void addHttp(CaseBuilder& to)
{
    to.begin("http");
    addStartLines(to);
    addHosts(to);
    addLineForms(to);
    addHeadSizes(to);
    addBodies(to);
}

} // namespace framescope::scenario::probe
