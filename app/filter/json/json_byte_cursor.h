// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_escapes.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace framescope::filter {

/// The tokens of a JSON text of ASCII letters, found on the way: for short texts, where it costs
/// more to find them all beforehand. What JsonWalk goes along.
class JsonByteCursor
{
public:
    explicit JsonByteCursor(std::string_view text) : text_(text) {}

    /// The first byte of the token that comes; 0 behind the last.
    char peek()
    {
        while (at_ < text_.size() && isSpace(text_[at_])) {
            ++at_;
        }
        return at_ < text_.size() ? text_[at_] : '\0';
    }
    bool isAtEnd() const { return at_ == text_.size(); }
    /// Where the token stands that was peeked at.
    std::size_t position() const { return at_; }
    /// What begins with it.
    std::string_view rest() const { return text_.substr(at_); }
    /// Passes a token of one byte.
    void skip() { ++at_; }
    /// Passes these bytes; false where they do not come.
    bool takeBytes(std::string_view bytes)
    {
        const std::size_t start = at_;
        at_ += bytes.size();
        return at_ <= text_.size() && isSame(text_.data() + start, bytes.data(), bytes.size());
    }
    /// Passes a number or a word. What follows is looked at next.
    bool takeScalar(std::size_t length)
    {
        at_ += length;
        return true;
    }

    /// Passes a string; `raw` is all of it, with its quotes. False where it is wrong.
    bool takeString(std::string_view& raw)
    {
        const std::size_t start = at_++;
        hadEscapes_ = false;
        while ((at_ = nextSpecial()) < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                ++at_;
                raw = text_.substr(start, at_ - start);
                return !hadEscapes_ || jsonEscapesAreValid(raw.substr(1, raw.size() - 2));
            }
            if (c != '\\') {
                return false; // control characters have to be escaped
            }
            hadEscapes_ = true;
            at_ += 2;
        }
        return false;
    }
    /// Whether the string that was passed last has escapes.
    bool hadEscapes() const { return hadEscapes_; }

private:
    static std::uint64_t wordAt(const char* at)
    {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }

    /// As memcmp, which takes longer to be called than a few bytes to be compared.
    static bool isSame(const char* a, const char* b, std::size_t size)
    {
        constexpr std::size_t Word = sizeof(std::uint64_t);
        if (size < Word) {
            return std::equal(a, a + size, b);
        }
        for (std::size_t at = 0; at + Word < size; at += Word) {
            if (wordAt(a + at) != wordAt(b + at)) {
                return false;
            }
        }
        return wordAt(a + size - Word) == wordAt(b + size - Word);
    }

    static constexpr bool isSpace(char c)
    {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
    /// Whether it stands for itself in a string. Bytes beyond ASCII are taken for none that do.
    static constexpr bool isOrdinary(char c)
    {
        return static_cast<signed char>(c) >= ' ' && c != '"' && c != '\\';
    }

    /// The next byte that is not ordinary, from here on; the text's size or more where there is
    /// none.
    std::size_t nextSpecial() const
    {
        std::size_t at = at_;
#ifdef __SSE2__
        constexpr std::size_t Step = 16;
        while (at + Step <= text_.size()) {
            if (const unsigned special = specialIn(text_.data() + at); special != 0) {
                return at + static_cast<std::size_t>(std::countr_zero(special));
            }
            at += Step;
        }
        if (text_.size() >= Step && at < text_.size()) { // the last step looks at bytes again
            const std::size_t last = text_.size() - Step;
            const unsigned special = specialIn(text_.data() + last) >> (at - last);
            return special == 0 ? text_.size()
                                : at + static_cast<std::size_t>(std::countr_zero(special));
        }
#endif
        while (at < text_.size() && isOrdinary(text_[at])) {
            ++at;
        }
        return at;
    }

#ifdef __SSE2__
    /// A bit for each of sixteen bytes that is not ordinary.
    static unsigned specialIn(const char* bytes)
    {
        const __m128i all = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
        const __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(all, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(all, _mm_set1_epi8('\\')));
        const __m128i below = _mm_cmplt_epi8(all, _mm_set1_epi8(' '));
        return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(marks, below)));
    }
#endif

    std::string_view text_;
    std::size_t at_ = 0;
    bool hadEscapes_ = false;
};

} // namespace framescope::filter
