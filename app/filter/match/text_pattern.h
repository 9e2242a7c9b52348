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

/// What a text is compared with. Made once, used for many; any thread may use it.
class TextPattern
{
public:
    /// The text is somewhere in the other. The empty text is in any.
    static TextPattern containing(std::string_view text, Case matchCase);
    /// The text is the whole of the other.
    static TextPattern equalTo(std::string_view text, Case matchCase);
    /// A regular expression of RE2, found in time that grows with the text alone. `position` of
    /// a mistake is in `expression`.
    static tl::expected<TextPattern, Mistake> regex(std::string_view expression, Case matchCase);

    bool matches(ByteView text) const;
    bool matches(std::string_view text) const { return matches(asBytes(text)); }

    /// How long a match of a regular expression may be where a text is looked through in parts.
    static constexpr std::size_t RegexReach = 1024 * 1024;
    /// How many bytes such parts have in common, so that what is not longer is found.
    std::size_t reach() const;
    /// Nothing may tell how long a match is: `isIn` may miss those beyond RegexReach.
    bool isOpenEnded() const { return openEnded_; }
    /// Whether a part of a text matches. Precondition: the whole of a text is not asked about.
    bool isIn(const PayloadPart& part) const;
    bool isWhole() const { return whole_; }

    /// Where it first is at `from` or behind; nothing where it is not, and for what is compared
    /// with the whole of a text.
    struct Place
    {
        std::size_t position = 0;
        std::size_t length = 0;
    };
    std::optional<Place> find(std::string_view text, std::size_t from) const;

    /// Set where the pattern matches what these bytes are found in, and nothing else.
    const ByteSearch* literal() const { return whole_ || !search_ ? nullptr : &*search_; }
    /// Of a regular expression: a text that has none of these does not match. Empty: not known.
    std::span<const ByteSearch> needed() const { return needed_; }
    /// How much longer than looking for bytes it takes.
    bool isSlow() const { return regex_ != nullptr; }

private:
    TextPattern() = default;
    static TextPattern ofText(std::string_view text, Case matchCase, bool whole);

    std::optional<ByteSearch> search_;
    std::shared_ptr<const re2::RE2> regex_;
    std::vector<ByteSearch> needed_;
    std::size_t size_ = 0; ///< of a text or an expression
    bool whole_ = false;
    bool openEnded_ = false;
};

} // namespace framescope::filter
