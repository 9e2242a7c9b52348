// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/heartbeats/beat_shape.h"

#include "timeline/heartbeats/beat_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

namespace framescope::timeline {

namespace {

constexpr std::string_view Blanks = " \t\r\n";
constexpr std::string_view Digits = "0123456789";

/// FNV-1a of the constant parts.
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

/// A text with only words of heartbeats, whole numbers and signs.
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

/// Handler for nlohmann's parser that looks for names of heartbeats.
class JsonBeat final : public nlohmann::json_sax<nlohmann::json>
{
public:
    explicit JsonBeat(BeatDialect dialect) : dialect_(dialect) {}

    std::optional<BeatShape> shape() &&
    {
        const bool isKind = kindNames_ && !kindDiffers_;
        const bool isNamed = isKind || ((weakNames_ || keyNames_) && !otherWords_);
        const bool isDiscord = dialect_ == BeatDialect::Discord && hasDiscordKind_ && !otherWords_;
        if (!isNamed && !isDiscord) {
            return std::nullopt;
        }
        return BeatShape{constant_.value(), std::move(numbers_)};
    }

    bool null() override { return constant('0'); }
    bool boolean(bool value) override { return constant(value ? 't' : 'f'); }
    bool number_integer(std::int64_t value) override { return integer(value); }
    bool number_unsigned(std::uint64_t value) override
    {
        return value <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}
                   ? integer(static_cast<std::int64_t>(value))
                   : constant('u', std::to_string(value));
    }
    /// A number with a fraction is a time stamp if it is seconds since 1970, and otherwise data.
    bool number_float(double value, const std::string& text) override
    {
        constexpr double Milli = 1000;
        if (value < 1e9 || value >= 1e10) {
            return constant('d', text);
        }
        return number(
            beatNumber(static_cast<std::int64_t>(value * Milli), BeatNumber::Kind::Count));
    }
    bool string(std::string& text) override;
    bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return open('{'); }
    bool end_object() override { return close('}'); }
    bool start_array(std::size_t /*elements*/) override { return open('['); }
    bool end_array() override { return close(']'); }
    bool key(std::string& key) override
    {
        key_ = key;
        keyNames_ = keyNames_ || (depth_ == 1 && namesBeat(key));
        constant_.add('k', key);
        return true;
    }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*error*/) override
    {
        return false;
    }

private:
    bool constant(char kind, std::string_view text = {})
    {
        constant_.add(kind, text);
        return true;
    }
    bool number(const BeatNumber& number)
    {
        constant_.add('n');
        numbers_.push_back(number);
        return numbers_.size() <= BeatShape::MostNumbers;
    }
    bool integer(std::int64_t value);
    bool open(char bracket)
    {
        inArray_ = depth_ == 0 ? bracket == '[' : inArray_;
        ++depth_;
        return constant(bracket);
    }
    bool close(char bracket)
    {
        --depth_;
        return constant(bracket);
    }
    bool isMember() const { return depth_ == 1 && !inArray_; }

    BeatDialect dialect_;
    Constant constant_;
    std::vector<BeatNumber> numbers_;
    std::string key_; ///< the last one
    int depth_ = 0;
    bool inArray_ = false;     ///< the whole text is an array
    bool kindNames_ = false;   ///< type, event, … names a heartbeat
    bool kindDiffers_ = false; ///< type, event, … names something else
    bool weakNames_ = false;   ///< another value names a heartbeat
    bool keyNames_ = false;    ///< a key names a heartbeat
    bool otherWords_ = false;  ///< there are values with other words
    bool hasDiscordKind_ = false;
};

bool JsonBeat::string(std::string& text)
{
    if (const auto date = beatDate(text)) {
        return number(*date);
    }
    if (const auto value = wholeNumber(text)) {
        return number(beatNumber(*value, inArray_ || isIdKey(key_) ? BeatNumber::Kind::Id
                                                                   : BeatNumber::Kind::Count));
    }
    const bool names = namesBeat(text);
    const bool others = !names && !goesWithBeat(text);
    const KeyRank rank = isMember() ? rankOfKey(key_) : KeyRank::None;
    kindNames_ = kindNames_ || (rank == KeyRank::Kind && names);
    kindDiffers_ = kindDiffers_ || (rank == KeyRank::Kind && others);
    weakNames_ = weakNames_ || (names && (rank == KeyRank::Weak || (inArray_ && depth_ == 1)));
    otherWords_ = otherWords_ || others;
    return constant('s', text);
}

bool JsonBeat::integer(std::int64_t value)
{
    constexpr std::int64_t Heartbeat = 1;
    constexpr std::int64_t HeartbeatAck = 11;
    if (isMember() && key_ == "op" && dialect_ == BeatDialect::Discord) {
        hasDiscordKind_ = value == Heartbeat || value == HeartbeatAck;
        return constant('n', std::to_string(value));
    }
    const bool isId =
        isIdKey(key_) || (dialect_ == BeatDialect::Discord && isMember() && key_ == "d");
    return number(beatNumber(value, isId ? BeatNumber::Kind::Id : BeatNumber::Kind::Count));
}

std::optional<BeatShape> jsonShape(std::string_view text, BeatDialect dialect)
{
    JsonBeat beat(dialect);
    const bool isRead = nlohmann::json::sax_parse(text.begin(), text.end(), &beat);
    return isRead ? std::move(beat).shape() : std::nullopt;
}

} // namespace

std::optional<BeatShape> beatShape(ByteView payload, BeatDialect dialect)
{
    if (payload.size() > BeatShape::LongestMessage) {
        return std::nullopt;
    }
    const std::string_view text(reinterpret_cast<const char*>(payload.data()), payload.size());
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
    const std::string_view text(reinterpret_cast<const char*>(payload.data()), payload.size());
    return text.starts_with('{') && text.find("\"heartbeat_interval\":") != std::string_view::npos;
}

} // namespace framescope::timeline
