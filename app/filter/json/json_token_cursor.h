// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_escapes.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace framescope::filter {

/// The tokens of a JSON text whose places are known, as simdjson's first stage finds them: of
/// strings, of what may be a number or a word, and of what stands between. The text is UTF-8 and
/// has no control characters in strings. What JsonWalk goes along.
class JsonTokenCursor
{
public:
    JsonTokenCursor(std::string_view text, std::span<const std::uint32_t> tokens, bool hasEscapes)
        : text_(text), tokens_(tokens), hasEscapes_(hasEscapes)
    {
    }

    /// The first byte of the token that comes; 0 behind the last.
    char peek() const { return next_ < tokens_.size() ? text_[tokens_[next_]] : '\0'; }
    bool isAtEnd() const { return next_ == tokens_.size(); }
    /// Where the token stands that was peeked at.
    std::size_t position() const { return isAtEnd() ? text_.size() : tokens_[next_]; }
    /// What begins with it, up to the next.
    std::string_view rest() const { return text_.substr(position(), end() - position()); }
    /// Passes a token of one byte.
    void skip() { ++next_; }

    /// Passes a number or a word. False where more than space follows up to the next token.
    bool takeScalar(std::size_t length)
    {
        const bool isWhole = std::ranges::all_of(rest().substr(length), isSpace);
        ++next_;
        return isWhole;
    }

    /// Passes a string; `raw` is all of it, with its quotes. False where it is wrong.
    bool takeString(std::string_view& raw)
    {
        raw = rest();
        while (isSpace(raw.back())) {
            raw.remove_suffix(1);
        }
        ++next_;
        return !hasEscapes_ || jsonEscapesAreValid(raw.substr(1, raw.size() - 2));
    }
    /// Whether the string that was passed last may have escapes.
    bool hadEscapes() const { return hasEscapes_; }

private:
    static constexpr bool isSpace(char c)
    {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
    std::size_t end() const
    {
        return next_ + 1 < tokens_.size() ? tokens_[next_ + 1] : text_.size();
    }

    std::string_view text_;
    std::span<const std::uint32_t> tokens_;
    std::size_t next_ = 0;
    bool hasEscapes_;
};

} // namespace framescope::filter
