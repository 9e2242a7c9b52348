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

/// A pattern for texts: a substring, a whole text, or a regular expression. Any thread may use it.
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
    /// A regular expression of RE2, matched in time linear in the text. `position` of a mistake is
    /// in `expression`.
    static tl::expected<TextPattern, Mistake> regex(std::string_view expression, Case matchCase);

    bool matches(ByteView text) const;
    bool matches(std::string_view text) const { return matches(asBytes(text)); }

    /// Longest match of a regular expression that is found in a text searched in parts.
    static constexpr std::size_t RegexReach = 1024 * 1024;
    /// Overlap of such parts in bytes, so that matches up to this length are found.
    std::size_t reach() const;
    /// The length of a match may be unlimited, so `isIn` may miss those beyond RegexReach.
    bool isOpenEnded() const { return openEnded_; }
    /// Whether a part of a text matches. Precondition: the pattern is not made by `equalTo`.
    bool isIn(const PayloadPart& part) const;
    bool isWhole() const { return whole_; }

    /// The first match at or after `from`; nothing if there is none, and for a pattern made by
    /// `equalTo`.
    struct Place
    {
        std::size_t position = 0;
        std::size_t length = 0;
    };
    std::optional<Place> find(std::string_view text, std::size_t from) const;

    /// Bytes such that the pattern matches exactly the texts that contain them; null if there are
    /// none.
    const ByteSearch* literal() const { return whole_ || !search_ ? nullptr : &*search_; }
    /// For a regular expression: a text that contains none of these does not match. Empty if
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
