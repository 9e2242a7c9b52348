// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/detail_text.h"

#include <nlohmann/json.hpp>

namespace framescope::filter {

namespace {

using Json = nlohmann::ordered_json;

std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Comments are nested no deeper than a timeline takes them for JSON.
void addValues(const Json& value, std::vector<std::string>& lines)
{
    if (value.is_structured()) {
        for (const Json& child : value) {
            addValues(child, lines);
        }
    } else if (!value.is_null()) {
        lines.push_back(textOf(value));
    }
}

std::string member(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found == object.end() ? std::string() : textOf(*found);
}

void addHeaders(const Json& head, timeline::Type type, DetailText& text)
{
    const bool isRequest = type == timeline::Type::Request;
    text.headers.push_back(isRequest ? member(head, "method") + ' ' + member(head, "target") + ' ' +
                                           member(head, "version")
                                     : member(head, "version") + ' ' + member(head, "status") +
                                           ' ' + member(head, "reason"));
    const auto headers = head.find("headers");
    if (headers == head.end()) {
        return;
    }
    for (const Json& header : *headers) {
        if (header.is_array() && header.size() == 2) {
            text.headers.push_back(textOf(header[0]) + ": " + textOf(header[1]));
        }
    }
}

} // namespace

DetailText detailText(timeline::Type type, const std::string& json)
{
    DetailText text;
    const Json object = Json::parse(json, nullptr, false);
    if (!object.is_object()) {
        return text;
    }
    const auto status = object.find("status");
    if (status != object.end() && status->is_number_unsigned()) {
        text.status = status->get<std::uint64_t>();
    }
    if (type == timeline::Type::Request || type == timeline::Type::Response) {
        addHeaders(object, type, text);
        text.lines = text.headers;
    } else {
        addValues(object, text.lines);
    }
    return text;
}

} // namespace framescope::filter
