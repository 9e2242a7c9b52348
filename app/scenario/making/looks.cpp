// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/making/looks.h"

#include "redaction/secret_names.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace framescope::scenario {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether `value` begins as a form says: 'd' is a digit, 'x' one of hex, all else itself.
bool begins(std::string_view value, std::string_view form)
{
    if (value.size() < form.size()) {
        return false;
    }
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool fits = form[i] == 'd'   ? isDigit(value[i])
                          : form[i] == 'x' ? isHexDigit(value[i])
                                           : value[i] == form[i];
        if (!fits) {
            return false;
        }
    }
    return true;
}

bool isUuid(std::string_view value)
{
    constexpr std::string_view Form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return value.size() == Form.size() && begins(value, Form);
}

bool isIsoTime(std::string_view value)
{
    return begins(value, "dddd-dd-ddTdd:dd") || begins(value, "dddd-dd-dd dd:dd");
}

/// Seconds since 2001 have ten digits until 2286, milliseconds three more.
bool isUnixTime(std::string_view value)
{
    const std::string_view whole = value.substr(0, value.find('.'));
    const bool digits = std::ranges::all_of(whole, isDigit) &&
                        std::ranges::all_of(value.substr(whole.size()),
                                            [](char c) { return isDigit(c) || c == '.'; });
    return digits && (whole.size() == 10 || whole.size() == 13) && whole.front() >= '1' &&
           whole.front() <= '2';
}

bool isToken(std::string_view value)
{
    constexpr std::size_t Shortest = 16;
    constexpr std::string_view Others = "-_.+/=~";
    const bool signs = std::ranges::all_of(value, [Others](char c) {
        return isDigit(c) || isLetter(c) || Others.find(c) != std::string_view::npos;
    });
    const auto digits = std::ranges::count_if(value, isDigit);
    const auto letters = std::ranges::count_if(value, isLetter);
    constexpr int Some = 2; // of each, or it is a name with a number
    return value.size() >= Shortest && signs && digits >= Some && letters >= Some;
}

/// "id", "userId", "session_id", "nonce".
bool namesAnId(std::string_view key)
{
    constexpr std::array Names{"nonce", "session", "cursor", "sid", "ticket"};
    std::string lower(key);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
    const bool ends = key.size() > 2 && (key.ends_with("Id") || key.ends_with("ID") ||
                                         lower.ends_with("_id") || lower.ends_with("-id"));
    return lower == "id" || ends || std::ranges::find(Names, lower) != Names.end();
}

} // namespace

std::optional<Look> lookOf(std::string_view value, std::string_view key, bool isNumber)
{
    constexpr std::size_t ShortestId = 4; // a shorter one counts from 1, and is the same again
    if (isUuid(value)) {
        return Look::Uuid;
    }
    if (isIsoTime(value)) {
        return Look::IsoTime;
    }
    if (isUnixTime(value)) {
        return Look::UnixTime;
    }
    const bool isSecret = !value.empty() && redaction::isSecretName(key);
    if (!isNumber && (isSecret || isToken(value))) {
        return Look::Token;
    }
    if (namesAnId(key) && value.size() >= ShortestId && std::ranges::any_of(value, isDigit)) {
        return Look::Identifier;
    }
    return std::nullopt;
}

std::string wordFor(Look look)
{
    constexpr std::array Words{"UUID", "time", "time", "token", "id"};
    return Words.at(static_cast<std::size_t>(look));
}

std::string patternFor(Look look)
{
    constexpr std::array Patterns{
        "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]+[0-9:.,Z+-]*",
        "[0-9]{10,13}([.][0-9]+)?",
        "\\S+",
        "\\S+",
    };
    return Patterns.at(static_cast<std::size_t>(look));
}

std::string templateFor(Look look, std::string_view value)
{
    constexpr std::size_t Milliseconds = 13; // digits
    return look == Look::Uuid                                       ? "{{uuid}}"
           : look == Look::IsoTime                                  ? "{{now.iso}}"
           : look == Look::UnixTime && value.size() == Milliseconds ? "{{now}}"
                                                                    : "";
}

std::vector<TextWord> wordsIn(std::string_view text)
{
    constexpr std::string_view Joins = "-_.+/=~:";
    constexpr std::string_view Ends = ".:-/="; // at its end, they belong to the sentence
    std::vector<TextWord> words;
    const auto joins = [&](char c) {
        return isDigit(c) || isLetter(c) || Joins.find(c) != std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        if (!isDigit(text[at]) && !isLetter(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && joins(text[end])) {
            ++end;
        }
        std::size_t last = end;
        while (last > at && Ends.find(text[last - 1]) != std::string_view::npos) {
            --last;
        }
        words.push_back({at, last});
        at = end;
    }
    return words;
}

bool isWholeAt(std::string_view text, std::size_t at, std::size_t length)
{
    const auto belongs = [](char c) { return isDigit(c) || isLetter(c) || c == '_'; };
    const std::size_t end = at + length;
    return (at == 0 || !belongs(text[at - 1])) && (end >= text.size() || !belongs(text[end]));
}

} // namespace framescope::scenario
