// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/recognition.h"

#include "contract/schema/keywords.h"

#include <algorithm>
#include <array>
#include <string>

namespace framescope::contract {

namespace {

/// Keywords that say nothing about values, and that other documents have too.
constexpr std::array<std::string_view, 8> Annotations{
    "title", "description", "default", "examples", "readOnly", "writeOnly", "deprecated", "id"};

bool isAnnotation(const YamlEntry& entry)
{
    return std::ranges::find(Annotations, entry.key) != Annotations.end();
}

bool isKeyword(const YamlEntry& entry)
{
    return findKeyword(entry.key) || entry.key.starts_with('$') ||
           entry.key.starts_with("content"); // contentEncoding …
}

/// The first keys, for a message.
std::string keysIn(const YamlValue& map)
{
    constexpr std::size_t Most = 4;
    std::string keys;
    for (std::size_t i = 0; i < std::min(map.entries.size(), Most); ++i) {
        keys += (i > 0 ? ", " : "") + map.entries[i].key;
    }
    return keys + (map.entries.size() > Most ? " \xE2\x80\xA6" : "");
}

} // namespace

Result<void> recogniseSchema(const Place& root)
{
    const YamlValue& value = *root.value;
    const std::string where = collection::placeText(root.file, value.mark);
    const std::string begins = "an AsyncAPI document begins with asyncapi: 3.0.0";
    const std::string either = "a contract is an AsyncAPI document or a JSON Schema";
    if (!isMap(value)) {
        const codec::JsonKind kind = kindOf(value);
        return kind == codec::JsonKind::True || kind == codec::JsonKind::False
                   ? Result<void>()
                   : failure("this is neither an AsyncAPI document nor a JSON Schema", where,
                             begins);
    }
    if (at(value, "openapi") || at(value, "swagger")) {
        return failure("this is an OpenAPI document, which describes no messages", where, either);
    }
    if (std::ranges::any_of(value.entries, isKeyword) ||
        std::ranges::all_of(value.entries, isAnnotation)) {
        return {};
    }
    if (at(value, "asyncapi")) {
        return failure("this is an AsyncAPI document, where a JSON Schema is expected", where,
                       "a scenario names it with contract:");
    }
    if (at(value, "steps") || at(value, "connect") || at(value, "serve")) {
        return failure("this is a scenario, no contract", where, either);
    }
    return failure("this is neither an AsyncAPI document nor a JSON Schema: none of its keys (" +
                       keysIn(value) + ") is a keyword",
                   where, begins);
}

} // namespace framescope::contract
