// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/cases/request_lines.h"

#include "connection/request_head.h"
#include "wire/http/http_head.h"

#include <algorithm>
#include <utility>

namespace framescope::scenario::probe {

namespace {

constexpr std::string_view LineEnd = "\r\n";

bool isNamed(std::string_view line, std::string_view name)
{
    return line.size() > name.size() && line[name.size()] == ':' &&
           wire::equalsIgnoreCase(line.substr(0, name.size()), name);
}

} // namespace

RequestLines::RequestLines(std::string_view head)
{
    while (!head.empty() && !head.starts_with(LineEnd)) {
        const std::size_t end = std::min(head.find(LineEnd), head.size());
        lines_.emplace_back(head.substr(0, end));
        head.remove_prefix(std::min(end + LineEnd.size(), head.size()));
    }
    if (lines_.empty()) {
        lines_.emplace_back();
    }
}

std::string* RequestLines::find(std::string_view name)
{
    const auto at = std::find_if(lines_.begin() + 1, lines_.end(),
                                 [name](const std::string& line) { return isNamed(line, name); });
    return at == lines_.end() ? nullptr : &*at;
}

std::string RequestLines::value(std::string_view name)
{
    const std::string* line = find(name);
    return line ? line->substr(std::min(name.size() + 2, line->size())) : std::string();
}

void RequestLines::set(std::string_view name, std::string_view value)
{
    std::string line(name);
    line.append(": ").append(value);
    if (std::string* found = find(name)) {
        *found = std::move(line);
    } else {
        add(std::move(line));
    }
}

void RequestLines::drop(std::string_view name)
{
    std::erase_if(lines_, [name](const std::string& line) { return isNamed(line, name); });
}

std::string RequestLines::text(std::string_view lineEnd, std::string_view body) const
{
    std::string all;
    for (const std::string& line : lines_) {
        all.append(line).append(lineEnd);
    }
    return all.append(lineEnd).append(body);
}

Prepare request(Change change)
{
    return [change = std::move(change)](connection::ConnectionOptions& options) {
        // A request that can't be made now fails when the connection is opened, with the reason.
        if (const auto head = connection::defaultRequest(options)) {
            RequestLines lines(*head);
            std::string whole = change(lines);
            options.rawRequest = whole.empty() ? lines.text() : std::move(whole);
        }
    };
}

Prepare lines(std::function<void(RequestLines&)> change)
{
    return request([change = std::move(change)](RequestLines& head) {
        change(head);
        return std::string();
    });
}

Case& addAccepted(CaseBuilder& to, std::string title, std::string section, Prepare prepare,
                  Verdict otherwise)
{
    Case& made = to.add(std::move(title), std::move(section), {}, {opening(std::move(prepare))});
    made.attempts.front().response = Attempt::Response::Patience;
    made.expected = "The connection opens.";
    made.judge = [otherwise](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        return seen.front().opened ? Judgement{Verdict::Ok}
                                   : Judgement{otherwise, "a valid request did not open"};
    };
    return made;
}

Case& addRefused(CaseBuilder& to, std::string title, std::string section, Prepare prepare,
                 Verdict otherwise)
{
    Case& made = to.add(std::move(title), std::move(section), {}, {opening(std::move(prepare))});
    made.attempts.front().response = Attempt::Response::Patience;
    made.expected = "The request is refused with a status of 400 or more.";
    made.judge = [otherwise](const std::vector<Observation>& seen, const Facts&) -> Judgement {
        const Observation& first = seen.front();
        if (first.opened || first.status == 101) {
            return {otherwise, "the server switched to WebSocket"};
        }
        if (first.ending == Ending::Cut) {
            return {Verdict::NonStrict, "TCP was ended without a response"};
        }
        if (first.ending == Ending::NoResponse) {
            return {Verdict::NonStrict, "the request was not answered in time"};
        }
        constexpr int NotImplemented = 501;
        constexpr int VersionNotSupported = 505;
        const bool fitting = first.status == NotImplemented || first.status == VersionNotSupported;
        return first.status >= 500 && !fitting
                   ? Judgement{Verdict::NonStrict, "a status of 500 and more is for faults of the "
                                                   "server"}
               : first.status >= 400 || first.status == 0
                   ? Judgement{Verdict::Ok}
                   : Judgement{Verdict::NonStrict,
                               "the server answered as if it were a request for "
                               "a page"};
    };
    return made;
}

} // namespace framescope::scenario::probe
