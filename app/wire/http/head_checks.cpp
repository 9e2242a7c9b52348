// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/head_checks.h"

#include "wire/http/handshake.h"
#include "wire/http/http_token.h"
#include "wire/http/printable.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace framescope::wire {

namespace {

bool isControl(char c)
{
    return (c >= 0 && c < ' ' && c != '\t' && c != '\r') || c == 0x7F;
}

bool isBeyondAscii(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// Checks the lines of one head, one after the other.
class HeadChecker
{
public:
    explicit HeadChecker(const HttpHead& head) : head_(head) {}

    Violations check()
    {
        std::string_view rest = head_.raw;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            takeLine(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        checkVersion();
        checkRepeated();
        for (std::size_t i = 0; i < violations_.size(); ++i) {
            if (more_[i] > 0) {
                violations_[i].detail += ", and " + std::to_string(more_[i]) + " more";
            }
        }
        return std::move(violations_);
    }

private:
    void violate(Rule rule, std::string detail)
    {
        const auto known = std::ranges::find(violations_, rule, &Violation::rule);
        if (known != violations_.end()) {
            ++more_[static_cast<std::size_t>(known - violations_.begin())];
            return;
        }
        violations_.push_back({rule, std::move(detail)});
        more_.push_back(0);
    }

    /// `line` is a line without its LF.
    void takeLine(std::string_view line)
    {
        ++number_;
        const bool bareLf = !line.ends_with('\r');
        line.remove_suffix(bareLf ? 0 : 1);
        const bool isEarly = !started_ && line.empty();
        const bool isStartLine = !started_ && !isEarly;
        if (started_) {
            name_ = nameOf(line);
        }
        if (bareLf) {
            violate(Rule::HeadBareLf, place());
        }
        if (isEarly) {
            violate(Rule::HeadEmptyLine, place());
            return;
        }
        started_ = true;
        checkBytes(line);
        if (isStartLine) {
            head_.isRequest ? checkRequestLine(line) : checkStatusLine(line);
        } else if (!line.empty()) {
            checkField(line);
        }
    }

    /// The header name of the line; for a folded line, that of the header it continues. Ends at
    /// white space, since a secret may follow.
    std::string nameOf(std::string_view line) const
    {
        if (line.empty() || isSpace(line.front())) {
            return line.empty() ? std::string() : name_;
        }
        const std::size_t colon = line.find(':');
        return colon == std::string_view::npos
                   ? std::string()
                   : printable(line.substr(0, std::min(colon, line.find_first_of(" \t="))));
    }

    std::string place() const
    {
        const std::string line = "line " + std::to_string(number_);
        return name_.empty() ? line : name_ + " in " + line;
    }

    void checkBytes(std::string_view line)
    {
        if (line.find('\r') != std::string_view::npos) {
            violate(Rule::HeadBareCr, place());
        }
        if (std::ranges::any_of(line, isControl)) {
            violate(Rule::HeaderControl, place());
        }
        if (std::ranges::any_of(line, isBeyondAscii)) {
            violate(Rule::HeaderNotAscii, place());
        }
    }

    void checkRequestLine(std::string_view line)
    {
        if (line != head_.method + ' ' + head_.target + ' ' + head_.version) {
            violate(Rule::RequestLineSpace, {});
        }
    }

    void checkStatusLine(std::string_view line)
    {
        const std::string status = head_.version + ' ' + std::to_string(head_.status);
        if (line == status) {
            violate(Rule::ReasonMissing, {});
        } else if (line != status + ' ' + head_.reason) {
            violate(Rule::StatusLineSpace, {});
        }
    }

    void checkField(std::string_view line)
    {
        if (isSpace(line.front())) {
            violate(Rule::HeaderFolded, place());
            return;
        }
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, std::min(colon, line.size()));
        if (colon == std::string_view::npos || !isToken(trimmed(name))) {
            violate(Rule::HeaderMalformed, place());
            return;
        }
        if (isSpace(name.back())) {
            violate(Rule::HeaderNameSpace, place());
        }
        const std::string_view value = line.substr(colon + 1);
        if (isSpace(line.back()) && value.find_first_not_of(" \t") != std::string_view::npos) {
            violate(Rule::HeaderTrailingSpace, place());
        }
    }

    void checkVersion()
    {
        if (head_.version != "HTTP/1.1" && (isUpgradeRequest(head_) || head_.status == 101)) {
            violate(Rule::HttpVersion, head_.version);
        }
    }

    /// Checks the client's headers only; those of the server are checked with the handshake.
    void checkRepeated()
    {
        if (!isUpgradeRequest(head_)) {
            return;
        }
        for (const char* name : {"Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
            const auto count = std::ranges::count_if(head_.fields, [&](const HeaderField& field) {
                return equalsIgnoreCase(field.name, name);
            });
            if (count > 1) {
                violate(Rule::HeaderRepeated, name);
            }
        }
    }

    const HttpHead& head_;
    Violations violations_;
    std::vector<std::size_t> more_; ///< number of further lines, by violation
    std::size_t number_ = 0;
    std::string name_; ///< name of the header that the line belongs to
    bool started_ = false;
};

} // namespace

Violations checkHead(const HttpHead& head)
{
    return HeadChecker(head).check();
}

} // namespace framescope::wire
