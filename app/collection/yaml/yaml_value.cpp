// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/yaml/yaml_value.h"

#include <algorithm>
#include <utility>

namespace framescope::collection {

YamlValue YamlValue::of(std::string_view text)
{
    YamlValue value = plain(text);
    value.quoted = true;
    return value;
}

YamlValue YamlValue::plain(std::string_view text)
{
    YamlValue value;
    value.kind = Kind::Text;
    value.text = text;
    return value;
}

YamlValue YamlValue::block(std::string_view text)
{
    YamlValue value = of(text);
    value.style = Style::Block;
    return value;
}

YamlValue YamlValue::list(std::vector<YamlValue> items, Style style)
{
    YamlValue value;
    value.kind = Kind::List;
    value.style = style;
    value.items = std::move(items);
    return value;
}

YamlValue YamlValue::map()
{
    return map({});
}

YamlValue YamlValue::map(std::vector<YamlEntry> entries, Style style)
{
    YamlValue value;
    value.kind = Kind::Map;
    value.style = style;
    value.entries = std::move(entries);
    return value;
}

const YamlEntry* YamlValue::find(std::string_view key) const
{
    const auto found = std::ranges::find(entries, key, &YamlEntry::key);
    return found == entries.end() ? nullptr : &*found;
}

void YamlValue::add(std::string_view key, YamlValue value)
{
    if (!value.isNull()) {
        entries.push_back({std::string(key), std::move(value), {}});
    }
}

std::string placeText(const std::string& file, const YamlMark& mark)
{
    return mark.line == 0
               ? file
               : file + ':' + std::to_string(mark.line) + ':' + std::to_string(mark.column);
}

} // namespace framescope::collection
