// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_shape.h"

#include "timeline/heartbeats/beat_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <string>

namespace framescope::timeline {

namespace {

constexpr std::string_view Blanks = " \t\r\n";
constexpr std::string_view Digits = "0123456789";

/// The FNV-1a hash of the constant parts.
class Constant
{
public:
    void add(char kind, std::string_view text = {})
    {
        addByte(static_cast<std::uint8_t>(kind));
        for (const char c : text) {
            addByte(static_cast<std::uint8_t>(c));
        }
        addByte(0xFF); // never occurs in UTF-8
    }
    std::uint64_t value() const { return value_; }

private:
    void addByte(std::uint8_t byte) { value_ = (value_ ^ byte) * 0x100000001b3; }

    std::uint64_t value_ = 0xcbf29ce484222325;
};

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(Blanks) == std::string_view::npos;
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isWhole = !text.empty() && error == std::errc() && end == text.data() + text.size();
    return isWhole ? std::optional(value) : std::nullopt;
}

BeatShape fixedShape(std::string_view text)
{
    Constant constant;
    constant.add('w', text);
    return {constant.value(), {}};
}

bool isFixed(std::string_view text, BeatDialect dialect)
{
    if (isBlank(text) || text == "{}" || text == "[]" || text == "{\"type\":6}\x1e") {
        return true;
    }
    switch (dialect) {
    case BeatDialect::EngineIo:
        return text == "2" || text == "3" || text == "6";
    case BeatDialect::SockJs:
        return text == "h";
    case BeatDialect::Mqtt:
        return text.size() == 2 && (text[0] == '\xC0' || text[0] == '\xD0') && text[1] == '\0';
    default:
        return false;
    }
}

/// The shape of a text that has only heartbeat words, integers and punctuation.
std::optional<BeatShape> plainShape(std::string_view text)
{
    const bool isPrintable = std::ranges::all_of(
        text, [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r'; });
    if (!isPrintable || !(namesBeat(text) || text.starts_with("~h~"))) {
        return std::nullopt;
    }
    BeatShape shape;
    Constant constant;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(Digits, at), text.size());
        constant.add('s', text.substr(at, end - at));
        at = end;
        if (at == text.size()) {
            break;
        }
        const std::size_t stop = std::min(text.find_first_not_of(Digits, at), text.size());
        const std::string_view run = text.substr(at, stop - at);
        const bool isSigned = at > 0 && (text[at - 1] == '-' || text[at - 1] == '.');
        const bool isPart = stop + 1 < text.size() && text[stop] == '.';
        const auto value = isSigned || isPart ? std::nullopt : wholeNumber(run);
        if (value && shape.numbers.size() < BeatShape::MostNumbers) {
            constant.add('n');
            shape.numbers.push_back(beatNumber(*value, BeatNumber::Kind::Count));
        } else {
            constant.add('s', run);
        }
        at = stop;
    }
    shape.hash = constant.value();
    return shape;
}

using Json = nlohmann::ordered_json;

/// Looks for names of heartbeats in a JSON text.
class JsonBeat
{
public:
    JsonBeat(const Json& json, BeatDialect dialect) : dialect_(dialect), inArray_(json.is_array())
    {
        add(json, {}, 0);
    }

    /// `keys`: the number of keys in the text; if a key is repeated, the message is data.
    std::optional<BeatShape> shape(std::size_t keys) &&
    {
        const bool isKind = kindNames_ && !kindDiffers_;
        const bool isNamed = isKind || ((weakNames_ || keyNames_) && !otherWords_);
        const bool isDiscord = hasDiscordKind_ && !otherWords_;
        if ((!isNamed && !isDiscord) || numbers_.size() > BeatShape::MostNumbers || keys != keys_) {
            return std::nullopt;
        }
        return BeatShape{constant_.value(), std::move(numbers_)};
    }

private:
    /// `depth`: the number of containers around the value. `key`: the nearest key.
    void add(const Json& value, const std::string& key, int depth)
    {
        constexpr double Milli = 1000;
        if (value.is_object()) {
            constant_.add('{');
            for (const auto& [name, member] : value.items()) {
                keyNames_ = keyNames_ || (depth == 0 && namesBeat(name));
                ++keys_;
                constant_.add('k', name);
                add(member, name, depth + 1);
            }
            constant_.add('}');
        } else if (value.is_array()) {
            constant_.add('[');
            for (const Json& element : value) {
                add(element, key, depth + 1);
            }
            constant_.add(']');
        } else if (value.is_string()) {
            addText(value.get_ref<const std::string&>(), key, depth);
        } else if (value.is_number_integer() && wholeNumber(value.dump())) {
            addInteger(value.get<std::int64_t>(), key, depth);
        } else if (value.is_number_float() && value >= 1e9 && value < 1e10) { // seconds since 1970
            addNumber(beatNumber(static_cast<std::int64_t>(value.get<double>() * Milli),
                                 BeatNumber::Kind::Count));
        } else {
            constant_.add('c', value.dump());
        }
    }

    void addNumber(const BeatNumber& number)
    {
        constant_.add('n');
        numbers_.push_back(number);
    }
    void addText(const std::string& text, const std::string& key, int depth);
    void addInteger(std::int64_t value, const std::string& key, int depth);
    bool isMember(int depth) const { return depth == 1 && !inArray_; }

    BeatDialect dialect_;
    bool inArray_; ///< the whole text is an array
    Constant constant_;
    std::vector<BeatNumber> numbers_;
    std::size_t keys_ = 0;
    bool kindNames_ = false;   ///< a kind key (type, event, …) names a heartbeat
    bool kindDiffers_ = false; ///< a kind key has another value
    bool weakNames_ = false;   ///< another value names a heartbeat
    bool keyNames_ = false;    ///< a key names a heartbeat
    bool otherWords_ = false;  ///< a value has other words
    bool hasDiscordKind_ = false;
};

void JsonBeat::addText(const std::string& text, const std::string& key, int depth)
{
    if (const auto date = beatDate(text)) {
        addNumber(*date);
        return;
    }
    if (const auto value = wholeNumber(text)) {
        addNumber(beatNumber(*value, inArray_ || isIdKey(key) ? BeatNumber::Kind::Id
                                                              : BeatNumber::Kind::Count));
        return;
    }
    const bool names = namesBeat(text);
    const bool others = !names && !goesWithBeat(text);
    const KeyRank rank = isMember(depth) ? rankOfKey(key) : KeyRank::None;
    kindNames_ = kindNames_ || (rank == KeyRank::Kind && names);
    kindDiffers_ = kindDiffers_ || (rank == KeyRank::Kind && others);
    weakNames_ = weakNames_ || (names && (rank == KeyRank::Weak || (inArray_ && depth == 1)));
    otherWords_ = otherWords_ || others;
    constant_.add('s', text);
}

void JsonBeat::addInteger(std::int64_t value, const std::string& key, int depth)
{
    constexpr std::int64_t Heartbeat = 1;
    constexpr std::int64_t HeartbeatAck = 11;
    const bool inDiscord = isMember(depth) && dialect_ == BeatDialect::Discord;
    if (inDiscord && key == "op") {
        hasDiscordKind_ = value == Heartbeat || value == HeartbeatAck;
        constant_.add('n', std::to_string(value));
        return;
    }
    const bool isId = isIdKey(key) || (inDiscord && key == "d");
    addNumber(beatNumber(value, isId ? BeatNumber::Kind::Id : BeatNumber::Kind::Count));
}

std::optional<BeatShape> jsonShape(std::string_view text, BeatDialect dialect)
{
    std::size_t keys = 0;
    const auto count = [&keys](int /*depth*/, Json::parse_event_t event, Json& /*parsed*/) {
        keys += event == Json::parse_event_t::key ? 1 : 0;
        return true;
    };
    const Json json = Json::parse(text, count, false);
    return json.is_discarded() ? std::nullopt : JsonBeat(json, dialect).shape(keys);
}

} // namespace

std::optional<BeatShape> beatShape(ByteView payload, BeatDialect dialect)
{
    if (payload.size() > BeatShape::LongestMessage) {
        return std::nullopt;
    }
    const std::string_view text = asText(payload);
    if (isFixed(text, dialect)) {
        return fixedShape(text);
    }
    const bool isDiscord = dialect == BeatDialect::Discord && text.starts_with('{');
    if (!isDiscord && !mayNameBeat(text) && !text.starts_with("~h~")) {
        return std::nullopt;
    }
    if (auto plain = plainShape(text)) {
        return plain;
    }
    return text.starts_with('{') || text.starts_with('[') ? jsonShape(text, dialect) : std::nullopt;
}

bool announcesDiscord(ByteView payload)
{
    const std::string_view text = asText(payload);
    return text.starts_with('{') && text.find("\"heartbeat_interval\":") != std::string_view::npos;
}

} // namespace framescope::timeline
