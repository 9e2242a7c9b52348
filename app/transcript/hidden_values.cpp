// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/hidden_values.h"

#include "redaction/secret_values.h"
#include "redaction/secrets.h"
#include "wire/http/http_head.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace framescope::transcript {

namespace {

using timeline::List;
using timeline::Members;
using timeline::Value;

bool hasMarker(std::string_view text)
{
    return text.find(redaction::SecretMarker) != std::string_view::npos;
}

/// Both texts are without the secrets that are known by their names and looks.
class HiddenValues
{
public:
    /// Takes what stands in place of the marker in those of the texts that `recorded` was made of.
    /// If there are none, it takes all of them.
    void take(std::string_view recorded, const std::vector<std::string>& sent)
    {
        if (!hasMarker(recorded)) {
            return;
        }
        bool found = false;
        for (const std::string& text : sent) {
            if (const auto parts = redaction::removedParts(text, recorded)) {
                std::ranges::for_each(*parts, [this](std::string_view part) { add(part); });
                found = true;
            }
        }
        if (!found) {
            std::ranges::for_each(sent, [this](std::string_view text) { add(text); });
        }
    }
    void add(std::string_view value)
    {
        if (!value.empty() && value != redaction::SecretMarker) {
            values_.emplace_back(value);
        }
    }
    std::vector<std::string> values() && { return std::move(values_); }

private:
    std::vector<std::string> values_;
};

/// The parts between any of these characters; none is empty.
std::vector<std::string> partsOf(std::string_view text, std::string_view separators)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find_first_of(separators));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        if (!part.empty()) {
            parts.emplace_back(part);
        }
    }
    return parts;
}

/// With the empty line behind it.
std::string_view headOf(std::string_view request)
{
    for (const std::string_view end : {"\r\n\r\n", "\n\n"}) {
        if (const std::size_t at = request.find(end); at != std::string_view::npos) {
            return request.substr(0, at + end.size());
        }
    }
    return request;
}

/// A value may have been read as several words or lines. A line that does not fit is a secret.
void takeRaw(HiddenValues& hidden, std::string_view recorded, const std::string& sent)
{
    HiddenValues whole;
    if (redaction::removedParts(sent, headOf(recorded))) {
        whole.take(headOf(recorded), {sent});
    } else {
        const auto recordedLines = partsOf(recorded, "\r\n");
        const auto sentLines = partsOf(sent, "\r\n");
        for (std::size_t i = 0; i < std::min(recordedLines.size(), sentLines.size()); ++i) {
            whole.take(recordedLines[i], {sentLines[i]});
        }
    }
    for (const std::string& value : std::move(whole).values()) {
        hidden.add(value);
        std::ranges::for_each(partsOf(value, " \t\r\n"),
                              [&hidden](const std::string& word) { hidden.add(word); });
    }
}

std::string resourceOf(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    const std::size_t authority = scheme == std::string_view::npos ? 0 : scheme + 3;
    return std::string(url.substr(std::min(url.find('/', authority), url.size())));
}

/// A text, or the texts of a list as a list header has them; empty if the member is neither.
std::string listOf(const Members& options, std::string_view name)
{
    const auto member = memberOf(options, name);
    if (member == options.end()) {
        return {};
    }
    if (const auto* text = member->value.as<std::string>()) {
        return *text;
    }
    std::string all;
    for (const Value& one : member->value.as<List>() ? *member->value.as<List>() : List()) {
        const auto* text = one.as<std::string>();
        all += (all.empty() ? "" : ", ") + (text ? *text : std::string());
    }
    return all;
}

std::vector<std::string> valuesOf(const wire::HttpHead& request, std::string_view name)
{
    std::vector<std::string> values;
    for (const wire::HeaderField& field : request.fields) {
        if (wire::equalsIgnoreCase(field.name, name)) {
            values.push_back(field.value);
        }
    }
    return values;
}

/// `headers` is [[name, value]…]; the value of one with the name of a secret is null. Those of one
/// name were sent in their order.
void takeHeaders(HiddenValues& hidden, const Members& options, const wire::HttpHead& request)
{
    const auto headers = memberOf(options, "headers");
    const List* fields = headers == options.end() ? nullptr : headers->value.as<List>();
    wire::HttpHead recorded;
    for (const Value& field : fields ? *fields : List()) {
        const List* pair = field.as<List>();
        const auto* name = pair && pair->size() == 2 ? (*pair)[0].as<std::string>() : nullptr;
        const auto* value = name ? (*pair)[1].as<std::string>() : nullptr;
        if (value) {
            recorded.fields.push_back({*name, *value});
        }
    }
    std::map<std::string, std::size_t> seen;
    for (const wire::HeaderField& field : recorded.fields) {
        const auto sent = valuesOf(request, field.name);
        const std::size_t at = seen[field.name]++;
        const bool fits = sent.size() == valuesOf(recorded, field.name).size();
        hidden.take(field.value, fits ? std::vector{sent[at]} : sent);
    }
}

} // namespace

std::vector<std::string> hiddenValues(const timeline::ConnectingDetail& connecting,
                                      const wire::HttpHead& request)
{
    HiddenValues hidden;
    const Members options = connecting.options.value_or(Members());
    if (const std::string raw = listOf(options, "raw_request"); !raw.empty()) {
        takeRaw(hidden, raw, redaction::rawHeadWithoutSecrets(request.raw));
    } else if (request.method != "CONNECT") { // a proxy's, which has none of them
        const wire::HttpHead sent = redaction::headWithoutSecrets(request);
        hidden.take(resourceOf(connecting.url.value_or(std::string())), {sent.target});
        takeHeaders(hidden, options, sent);
        hidden.take(listOf(options, "subprotocols"), {sent.joined("Sec-WebSocket-Protocol")});
        hidden.take(listOf(options, "origin"), {sent.joined("Origin")});
        hidden.take(listOf(options, "extensions"), {sent.joined("Sec-WebSocket-Extensions")});
    }
    return std::move(hidden).values();
}

} // namespace framescope::transcript
