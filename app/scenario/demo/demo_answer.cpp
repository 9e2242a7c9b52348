// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_answer.h"

#include "scenario/demo/demo_paths.h"
#include "scenario/server/http_answer.h"

#include <algorithm>
#include <cctype>

namespace framescope::scenario {

namespace {

using wire::HeaderFields;
using wire::HttpHead;

DemoAnswer refuse(int status, const std::string& sentence, HeaderFields fields = {})
{
    return {.response = refusal(status, sentence, std::move(fields))};
}

/// The answer of /deny: headers that belong to the status, and a JSON body.
DemoAnswer deny(const DemoArguments& arguments)
{
    const auto status = static_cast<int>(arguments.number("status"));
    if (status < 200) {
        return refuse(400, "The parameter status is a number from 200 to 599.");
    }
    HeaderFields fields{{"X-Request-Id", "demo-0001"}};
    if (status == 401) {
        fields.push_back({"WWW-Authenticate", "Basic realm=\"demo\""});
        fields.push_back({"WWW-Authenticate", "Bearer realm=\"demo\", error=\"invalid_token\""});
    } else if (status >= 300 && status < 400) {
        fields.push_back({"Location", "/echo"});
    } else if (status == 429 || status == 503) {
        fields.push_back({"Retry-After", "5"});
    }
    const std::string body = "{\"status\":" + std::to_string(status) + ",\"error\":\"" +
                             std::string(statusText(status)) +
                             "\",\"message\":\"The demo server was asked to refuse.\"}\n";
    return {.response = httpAnswer(status, "application/json", body, std::move(fields))};
}

/// Whether the text can be the host of an address.
bool isHost(std::string_view host)
{
    return !host.empty() && std::ranges::all_of(host, [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view(".-:[]_").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::string shownAddress(const HttpHead& request, std::string_view address)
{
    const std::string* host = request.find("Host");
    const std::size_t hostStart = address.find("//") + 2;
    return host && isHost(*host) ? std::string(address.substr(0, hostStart)) + *host
                                 : std::string(address);
}

std::string chosenSubprotocol(const HttpHead& request)
{
    const auto known = demoSubprotocols();
    for (const std::string& offered : wire::splitList(request.joined("Sec-WebSocket-Protocol"))) {
        if (std::ranges::find(known, offered) != known.end()) {
            return offered;
        }
    }
    return {};
}

DemoAnswer upgrade(const HttpHead& request, const DemoPath& path, const DemoArguments& arguments)
{
    DemoAnswer answer;
    if (arguments.number("deflate") != 0) {
        answer.deflate = chooseDeflate(request);
    }
    answer.response = wire::formatHead(
        statusLine(101), upgradeFields(request, chosenSubprotocol(request), answer.deflate));
    answer.behaviour = path.behaviour(arguments);
    if (path.path == "/slow") {
        answer.delay = arguments.milliseconds("ms");
    }
    return answer;
}

} // namespace

DemoAnswer answerDemoRequest(const HttpHead& request, std::string_view address)
{
    const std::string_view target = request.target;
    const std::string_view name = target.substr(0, target.find('?'));
    const std::string_view query =
        name.size() < target.size() ? target.substr(name.size() + 1) : std::string_view();
    if (request.method != "GET") {
        return refuse(405, "Only GET is understood here.", {{"Allow", "GET"}});
    }
    if (name == "/" && !request.hasToken("Upgrade", "websocket")) {
        return {.response = httpAnswer(200, "text/html; charset=utf-8",
                                       demoPage(shownAddress(request, address)))};
    }
    const DemoPath* path = demoPath(name);
    if (!path) {
        return refuse(404, "There is no such path here. These are:\n\n" + demoHelp());
    }
    const auto arguments = DemoArguments::parse(query, path->parameters);
    if (!arguments) {
        return refuse(400, "In " + std::string(name) + ", " + arguments.error().message() + ".");
    }
    if (!path->behaviour) {
        return deny(*arguments);
    }
    if (auto refused = objection(request)) {
        return {.response = *std::move(refused)};
    }
    return upgrade(request, *path, *arguments);
}

} // namespace framescope::scenario
