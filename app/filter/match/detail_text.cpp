// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/detail_text.h"

#include "timeline/details/detail_json.h"

#include <utility>
#include <variant>

namespace framescope::filter {

namespace {

using namespace timeline;

void addValue(const Value& value, std::vector<std::string>& lines);

void addValues(const Members& members, std::vector<std::string>& lines)
{
    for (const Member& member : members) {
        addValue(member.value, lines);
    }
}

/// Appends a line for each value. The recursion is limited: `parseMembers` limits the nesting.
void addValue(const Value& value, std::vector<std::string>& lines)
{
    if (const auto* members = value.as<Members>()) {
        addValues(*members, lines);
    } else if (const auto* list = value.as<List>()) {
        for (const Value& element : *list) {
            addValue(element, lines);
        }
    } else if (!value.isNull()) {
        lines.push_back(textOf(value));
    }
}

DetailText headText(std::string startLine, const wire::HttpHead& head)
{
    DetailText text;
    text.headers.push_back(std::move(startLine));
    for (const wire::HeaderField& field : head.fields) {
        text.headers.push_back(field.name + ": " + field.value);
    }
    text.lines = text.headers;
    return text;
}

} // namespace

DetailText detailText(const LifeCycle& detail)
{
    if (const auto* request = std::get_if<RequestDetail>(&detail)) {
        const wire::HttpHead& head = request->head;
        return headText(head.method + ' ' + head.target + ' ' + head.version, head);
    }
    if (const auto* response = std::get_if<ResponseDetail>(&detail)) {
        const wire::HttpHead& head = response->head;
        DetailText text =
            headText(head.version + ' ' + std::to_string(head.status) + ' ' + head.reason, head);
        text.status = static_cast<std::uint64_t>(head.status);
        return text;
    }
    DetailText text;
    addValues(membersOf(detail), text.lines);
    if (const auto* error = std::get_if<ErrorDetail>(&detail)) {
        text.status = error->status;
    }
    return text;
}

} // namespace framescope::filter
