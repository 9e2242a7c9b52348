// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// What a value looks like that is another one in each run.
enum class Look {
    Uuid,
    IsoTime,   ///< 2026-12-01T10:00:00Z
    UnixTime,  ///< seconds or milliseconds since 1970
    Token,     ///< letters and digits without a meaning, at least 16; what has the name of a secret
    Identifier ///< what stands below a name like "id"
};

/// `key`: the name it stands below, may be empty. Nullopt: it looks as if it stayed.
std::optional<Look> lookOf(std::string_view value, std::string_view key, bool isNumber);

/// The word for it: "UUID", "time", "token", "id".
std::string wordFor(Look look);
/// A regular expression for any value of that look.
std::string patternFor(Look look);
/// The template that makes such a value: "{{uuid}}"; empty if there is none.
std::string templateFor(Look look, std::string_view value);

/// A word of a text that is no JSON: letters, digits and what joins them in ids and times.
struct TextWord
{
    std::size_t begin = 0;
    std::size_t end = 0;
};
std::vector<TextWord> wordsIn(std::string_view text);

/// Whether `word` stands at `at` in a text with nothing beside it that would belong to it.
bool isWholeAt(std::string_view text, std::size_t at, std::size_t length);

} // namespace framescope::scenario
