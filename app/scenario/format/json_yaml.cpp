// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/format/json_yaml.h"

#include "base/bytes.h"
#include "codec/value_text.h"
#include "collection/yaml/core_schema.h"

namespace framescope::scenario {

using collection::YamlEntry;
using collection::YamlValue;

std::string jsonOf(const YamlValue& value)
{
    std::string json;
    const auto separate = [&json] { json += json.size() > 1 ? "," : ""; };
    switch (value.kind) {
    case YamlValue::Kind::Null:
        return "null";
    case YamlValue::Kind::Text:
        return collection::isTypedScalar(value) ? value.text : codec::quoted(asBytes(value.text));
    case YamlValue::Kind::List:
        json = "[";
        for (const YamlValue& item : value.items) {
            separate();
            json += jsonOf(item);
        }
        return json + ']';
    case YamlValue::Kind::Map:
        json = "{";
        for (const YamlEntry& entry : value.entries) {
            separate();
            json += codec::quoted(asBytes(entry.key)) + ':' + jsonOf(entry.value);
        }
        return json + '}';
    }
    return json;
}

YamlValue yamlOf(const std::string& json)
{
    auto documents = collection::readYaml(json, {});
    if (!documents || documents->size() != 1) {
        return {};
    }
    return onOneLine(std::move(documents->front()));
}

YamlValue onOneLine(YamlValue value)
{
    value.style = YamlValue::Style::Line;
    for (YamlEntry& entry : value.entries) {
        entry.value = onOneLine(std::move(entry.value));
    }
    for (YamlValue& item : value.items) {
        item = onOneLine(std::move(item));
    }
    return value;
}

} // namespace framescope::scenario
