// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/command_lines.h"

#include "base/text/qt_string.h"
#include "connection/tools/program_options.h"

#include <array>

namespace framescope::connection {

namespace {

using WscatRequest = PastedRequest;
using WscatText = std::string;
constexpr auto WscatFlag = ProgramOption::Value::None;
constexpr auto WscatNeeded = ProgramOption::Value::Needed;
constexpr auto WscatOptional = ProgramOption::Value::Optional;
constexpr int UsualHttpPort = 80;
constexpr const char* AfterExecute = "messages are not part of a connection's options";

void takePassPhrase(WscatRequest& request, const WscatText& value)
{
    request.options.tls.passPhrase = toQString(value);
    if (value.empty()) {
        leaveOut(request, "--passphrase", "the line has no pass phrase");
    }
}

constexpr auto WscatTable = std::to_array<ProgramOption>({
    {'c', "connect", WscatNeeded, [](WscatRequest& r, const WscatText& value) { r.url = value; }},
    {'H', "header", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { takeHeaderLine(r, value); }},
    {'\0', "auth", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { takeUser(r, value); }},
    {'s', "subprotocol", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) {
         takeHeader(r, "Sec-WebSocket-Protocol", value);
     }},
    {'o', "origin", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { takeHeader(r, "Origin", value); }},
    {'\0', "host", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { takeHeader(r, "Host", value); }},
    {'p', "protocol", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) {
         takeHeader(r, "Sec-WebSocket-Version", value);
     }},
    {'n', "no-check", WscatFlag,
     [](WscatRequest& r, const WscatText&) { r.options.tls.insecure = true; }},
    {'\0', "ca", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { r.options.tls.caFile = toQString(value); }},
    {'\0', "cert", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { r.options.tls.certFile = toQString(value); }},
    {'\0', "key", WscatNeeded,
     [](WscatRequest& r, const WscatText& value) { r.options.tls.keyFile = toQString(value); }},
    {'\0', "passphrase", WscatOptional, takePassPhrase},
    {'\0', "proxy", WscatNeeded, [](WscatRequest& r, const WscatText& value) { r.proxy = value; }},
    {'L', "location", WscatFlag,
     [](WscatRequest& r, const WscatText&) { r.options.followRedirects = true; }},
    {'\0', "max-redirects", WscatOptional, nullptr, "at most 10 redirects are followed"},
    {'x', "execute", WscatNeeded, nullptr, AfterExecute},
    {'w', "wait", WscatNeeded, nullptr, AfterExecute},
    {'P', "show-ping-pong", WscatFlag, nullptr},
    {'\0', "slash", WscatFlag, nullptr},
    {'\0', "no-color", WscatFlag, nullptr},
    {'l', "listen", WscatNeeded, nullptr, "it starts a server"},
    {'V', "version", WscatFlag, nullptr, "it makes no connection"},
    {'h', "help", WscatFlag, nullptr, "it makes no connection"},
});

} // namespace

Result<PastedRequest> wscatLine(std::span<const std::string> words)
{
    PastedRequest request;
    const ProgramSyntax syntax{"wscat", WscatTable, true, false};
    const auto others = takeOptions(request, syntax, words);
    if (!others.empty()) {
        leaveOut(request, "A word without an option", "wscat has no such argument");
    }
    if (request.url.empty()) {
        return failure("the wscat line has no URL to connect to", {}, "wscat -c ws://HOST/PATH");
    }
    finishProxy(request, UsualHttpPort);
    return request;
}

} // namespace framescope::connection
