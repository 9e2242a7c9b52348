// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/cases/case_builder.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario::probe {

/// The head of a request as lines that can be made wrong.
class RequestLines
{
public:
    /// Of a head with line ends and an empty line.
    explicit RequestLines(std::string_view head);

    std::string& start() { return lines_.front(); }
    /// Replaces the line of that name; an empty value leaves the line with its colon.
    void set(std::string_view name, std::string_view value);
    void drop(std::string_view name);
    /// Adds a line as it is, at the end.
    void add(std::string line) { lines_.push_back(std::move(line)); }
    /// The line of that name; null if there is none.
    std::string* find(std::string_view name);
    std::string value(std::string_view name);

    /// The head; `body` follows the empty line.
    std::string text(std::string_view lineEnd = "\r\n", std::string_view body = {}) const;

private:
    std::vector<std::string> lines_;
};

/// Sends the usual request of these options after a change. The change may return the whole text;
/// empty: the changed lines.
using Change = std::function<std::string(RequestLines&)>;
Prepare request(Change change);
/// The same for a change that returns nothing.
Prepare lines(std::function<void(RequestLines&)> change);

/// The request is valid, so that the connection opens. `otherwise`: what is said of a refusal.
Case& addAccepted(CaseBuilder& to, std::string title, std::string section, Prepare prepare,
                  Verdict otherwise = Verdict::Failed);
/// The request is invalid, so that it is refused. `otherwise`: what is said if it is not.
Case& addRefused(CaseBuilder& to, std::string title, std::string section, Prepare prepare,
                 Verdict otherwise = Verdict::Failed);

} // namespace framescope::scenario::probe
