// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/encoded_json.h"

#include "base/text/qt_string.h"
#include "codec/json/json_outline.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace framescope::message {

namespace {

using JsonValue = nlohmann::ordered_json;
using codec::JsonOutline;

/// Encoding recurses.
constexpr std::size_t MostJsonLevels = 500;

/// "line 2, character 7"
std::string placeIn(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const std::size_t start = before.rfind('\n') + 1; // 0 if there is none
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto character = toQString(before.substr(start)).toUcs4().size() + 1;
    return (line > 1 ? "line " + std::to_string(line) + ", " : std::string()) + "character " +
           std::to_string(character);
}

/// Why the number can't be encoded; null if it can.
const char* mistakeInNumber(const std::string& number)
{
    if (number.find_first_of(".eE") != std::string::npos) {
        return JsonValue::parse(number, nullptr, false).is_discarded()
                   ? "the number is larger than any double"
                   : nullptr;
    }
    const auto fits = [&](auto integer) {
        return std::from_chars(number.data(), number.data() + number.size(), integer).ec ==
               std::errc{};
    };
    return fits(std::int64_t{}) || fits(std::uint64_t{}) ? nullptr
                                                         : "the integer has more than 64 bits";
}

/// What JSON can say and its encoding here can't.
Result<void> checkValues(const JsonOutline& outline, std::string_view text)
{
    std::vector<std::uint16_t> depths(outline.size(), 0);
    std::vector<JsonOutline::NodeId> left = {JsonOutline::Root};
    while (!left.empty()) {
        const JsonOutline::NodeId id = left.back();
        left.pop_back();
        const JsonOutline::Node node = outline.node(id);
        const std::string_view value = text.substr(node.value.begin, node.value.size());
        const auto wrong = [&](std::size_t at, std::string what, std::string hint) {
            return failure(std::move(what), placeIn(text, at), std::move(hint));
        };
        if (node.duplicateKey) {
            return wrong(node.key.begin,
                         "the object has the key " +
                             std::string(text.substr(node.key.begin, node.key.size())) + " twice",
                         "write such a message in hex");
        }
        if (node.kind == JsonOutline::Kind::Number) {
            if (const char* mistake = mistakeInNumber(std::string(value))) {
                return wrong(node.value.begin, mistake,
                             "write it as a string, or the message in hex");
            }
        }
        if (node.children > 0 && depths[id] == MostJsonLevels) {
            return wrong(node.value.begin,
                         "there are more than " + std::to_string(MostJsonLevels) +
                             " levels of objects and arrays",
                         "write such a message in hex");
        }
        for (std::uint32_t row = 0; row < node.children; ++row) {
            depths[outline.child(node, row)] = static_cast<std::uint16_t>(depths[id] + 1);
            left.push_back(outline.child(node, row));
        }
    }
    return {};
}

Result<JsonValue> parsed(QStringView json)
{
    const std::string text = json.toString().toStdString();
    const auto outline = JsonOutline::parse(asBytes(text));
    if (outline.failure()) {
        return failure(outline.failure()->what, placeIn(text, outline.failure()->offset),
                       "the value is written as JSON, which has no NaN, comments or byte strings");
    }
    return checkValues(outline, text).and_then([&]() -> Result<JsonValue> {
        JsonValue value = JsonValue::parse(text, nullptr, false);
        if (value.is_discarded()) {
            return failure("a string has one half of a surrogate pair", {},
                           "write \\ud83d\\ude00 as a whole, or the character itself");
        }
        return value;
    });
}

} // namespace

Result<QByteArray> messagePackFrom(QStringView json)
{
    return parsed(json).map(
        [](const JsonValue& value) { return toByteArray(JsonValue::to_msgpack(value)); });
}

Result<QByteArray> cborFrom(QStringView json)
{
    return parsed(json).map(
        [](const JsonValue& value) { return toByteArray(JsonValue::to_cbor(value)); });
}

} // namespace framescope::message
