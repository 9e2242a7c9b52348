// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace framescope::present {

/// A pattern to find in bytes: a text, or bytes in hex with ?? for any byte.
class BytePattern
{
public:
    struct Match
    {
        std::size_t offset = 0;
        std::size_t length = 0;
        friend bool operator==(const Match&, const Match&) = default;
    };

    /// Makes a pattern of UTF-8; unless `caseSensitive`, each letter matches in its other case too.
    static BytePattern ofText(const QString& text, bool caseSensitive);
    /// The same for JSON text: each character also matches its JSON escapes.
    static BytePattern ofJsonText(const QString& text, bool caseSensitive);
    /// Parses hex as in the filter's `hex:`: "ca fe ?? 01". Blanks, commas and colons may separate
    /// the bytes. The error gives the position of an invalid digit.
    static Result<BytePattern> ofHex(std::string_view text);

    bool isEmpty() const { return elements_.empty(); }
    /// The length in bytes of the longest possible match.
    std::size_t longest() const { return longest_; }

    /// Returns the first match at or after `from`, or the last match that begins before `before`.
    std::optional<Match> find(ByteView bytes, std::size_t from = 0) const;
    std::optional<Match> findLast(ByteView bytes, std::size_t before) const;

private:
    /// The alternatives at one position; empty means any byte.
    using Element = std::vector<Bytes>;

    static BytePattern ofCharacters(const QString& text, bool caseSensitive, bool escapes);
    void add(Element element);
    /// Returns the length of the match that begins at `at`; 0 if there is none.
    std::size_t matchAt(ByteView bytes, std::size_t at) const;

    std::vector<Element> elements_;
    std::array<bool, 256> first_{}; ///< bytes a match can begin with
    std::size_t longest_ = 0;
};

} // namespace framescope::present
