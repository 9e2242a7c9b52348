// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/checking/handshake_check.h"

#include "codec/value_text.h"
#include "contract/schema/compilation.h"
#include "contract/value/json_nodes.h"

#include <algorithm>
#include <optional>

namespace framescope::contract {

namespace {

bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Whether the text is JSON of a kind that the schema of the value asks for.
bool isWantedAsJson(const YamlValue* schema, const std::string& text)
{
    const YamlValue* type = schema ? at(*schema, "type") : nullptr;
    if (!type || type->text == "string") {
        return false;
    }
    JsonNodes json;
    return !json.read(text) && json[JsonNodes::Root].kind != codec::JsonKind::String;
}

/// The name as the schema writes it; nullopt if it does not.
std::optional<std::string> nameIn(const YamlValue& schema, std::string_view name)
{
    if (const YamlValue* properties = at(schema, "properties")) {
        for (const YamlEntry& entry : properties->entries) {
            if (equalsIgnoreCase(entry.key, name)) {
                return entry.key;
            }
        }
    }
    if (const YamlValue* required = at(schema, "required")) {
        for (const YamlValue& item : required->items) {
            if (equalsIgnoreCase(item.text, name)) {
                return item.text;
            }
        }
    }
    return std::nullopt;
}

void add(const char* part, const Place& schema, const Rules* rules,
         const std::vector<std::pair<std::string, std::string>>& fields, bool areHeaders,
         std::vector<std::string>& into)
{
    if (!rules) {
        return;
    }
    const YamlValue* properties = at(*schema.value, "properties");
    std::string text = "{";
    for (const auto& [written, value] : fields) {
        const auto name = areHeaders ? nameIn(*schema.value, written) : std::optional(written);
        if (name) {
            const YamlValue* own = properties ? at(*properties, *name) : nullptr;
            text += (text.size() > 1 ? "," : "") + codec::quoted(asBytes(*name)) + ':' +
                    (isWantedAsJson(own, value) ? value : codec::quoted(asBytes(value)));
        }
    }
    text += '}';
    JsonNodes json;
    std::vector<Violation> violations;
    if (!json.read(text, JsonNodes::Repeated::AllCount)) {
        (void)holds(*rules, json, &violations);
    }
    for (const Violation& violation : violations) {
        into.push_back(part + (' ' + violation.message()));
    }
}

} // namespace

std::vector<std::string> handshakeViolations(const Channel& channel, const HandshakeFields& fields)
{
    std::vector<std::string> all;
    add("query", channel.query, channel.queryRules, fields.query, false, all);
    add("header", channel.headers, channel.headerRules, fields.headers, true, all);
    return all;
}

} // namespace framescope::contract
