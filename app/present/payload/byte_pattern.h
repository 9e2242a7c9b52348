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

/// Something to be found in bytes: a text, or bytes in hex of which some may be anything.
class BytePattern
{
public:
    struct Match
    {
        std::size_t offset = 0;
        std::size_t length = 0;
        friend bool operator==(const Match&, const Match&) = default;
    };

    /// Its UTF-8; without `caseSensitive` each letter also in its other case.
    static BytePattern ofText(const QString& text, bool caseSensitive);
    /// The same as it may stand in a JSON text: characters also as their escapes.
    static BytePattern ofJsonText(const QString& text, bool caseSensitive);
    /// As in the filter's `hex:`: "ca fe ?? 01", with or without spaces. An error says what is
    /// no hex.
    static Result<BytePattern> ofHex(std::string_view text);

    bool isEmpty() const { return elements_.empty(); }
    /// The most bytes a match can have.
    std::size_t longest() const { return longest_; }

    /// The first match at `from` or behind it, and the last one that begins before `before`.
    std::optional<Match> find(ByteView bytes, std::size_t from = 0) const;
    std::optional<Match> findLast(ByteView bytes, std::size_t before) const;

private:
    /// What may stand at a place: one of these, or any byte where there is none.
    using Element = std::vector<Bytes>;

    static BytePattern ofCharacters(const QString& text, bool caseSensitive, bool escapes);
    void add(Element element);
    /// The length of a match that begins there; 0 where none does.
    std::size_t matchAt(ByteView bytes, std::size_t at) const;

    std::vector<Element> elements_;
    std::array<bool, 256> first_{}; ///< bytes a match can begin with
    std::size_t longest_ = 0;
};

} // namespace framescope::present
