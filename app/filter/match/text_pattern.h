// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "filter/language/mistake.h"
#include "filter/match/byte_search.h"
#include "filter/match/payload_part.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace framescope::filter {

/// A pattern for texts: a substring, a whole text, or a regular expression. Thread-safe.
class TextPattern
{
public:
    /// Matches texts that contain `text`. Every text contains the empty text.
    static TextPattern containing(std::string_view text, Case matchCase)
    {
        return ofText(text, matchCase, false);
    }
    /// Matches texts that equal `text`.
    static TextPattern equalTo(std::string_view text, Case matchCase)
    {
        return ofText(text, matchCase, true);
    }
    /// A regular expression of RE2; matching takes time linear in the text. A mistake's position is
    /// an offset in `expression`.
    static tl::expected<TextPattern, Mistake> regex(std::string_view expression, Case matchCase);

    bool matches(ByteView text) const;
    bool matches(std::string_view text) const { return matches(asBytes(text)); }

    /// The longest match of a regex that is sure to be found in a text searched in parts, in bytes.
    static constexpr std::size_t RegexReach = 1024 * 1024;
    /// Overlap of such parts, in bytes; matches up to this length are found.
    std::size_t reach() const;
    /// Whether the length of a match is unlimited, so that `isIn` may miss those beyond RegexReach.
    bool isOpenEnded() const { return openEnded_; }
    /// Whether a part of a text matches. Precondition: the pattern is not made by `equalTo`.
    bool isIn(const PayloadPart& part) const;
    bool isWhole() const { return whole_; }

    /// The first match at or after `from`; nullopt if there is none or `equalTo` made the pattern.
    struct Place
    {
        std::size_t position = 0;
        std::size_t length = 0;
    };
    std::optional<Place> find(std::string_view text, std::size_t from) const;

    /// Bytes of which every match contains this string and every text that contains it matches;
    /// null if there is no such string.
    const ByteSearch* literal() const { return whole_ || !search_ ? nullptr : &*search_; }
    /// Literals of a regular expression: a text that contains none of them does not match. Empty if
    /// unknown.
    std::span<const ByteSearch> needed() const { return needed_; }
    /// Whether matching takes much longer than searching for bytes.
    bool isSlow() const { return regex_ != nullptr; }

private:
    TextPattern() = default;
    static TextPattern ofText(std::string_view text, Case matchCase, bool whole);

    std::optional<ByteSearch> search_;
    std::shared_ptr<const re2::RE2> regex_;
    std::vector<ByteSearch> needed_;
    std::size_t size_ = 0; ///< size of the text or expression
    bool whole_ = false;
    bool openEnded_ = false;
};

} // namespace framescope::filter
