// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::filter {

enum class Case : std::uint8_t { Ignored, Exact };

/// Finds a short byte string in a long one, optionally ignoring the case of ASCII letters. Each
/// step tests sixteen positions by comparing two bytes of the string that are likely to be rare.
class ByteSearch
{
public:
    static constexpr std::size_t NotFound = SIZE_MAX;

    /// Precondition: `literal` is not empty.
    ByteSearch(std::string_view literal, Case matchCase);

    std::size_t size() const { return literal_.size(); }
    /// The string to find; its ASCII letters are lower-case if case is ignored.
    std::string_view literal() const { return literal_; }

    /// The first match at or after `from`, or NotFound.
    std::size_t find(ByteView haystack, std::size_t from = 0) const;
    bool isIn(ByteView haystack) const { return find(haystack) != NotFound; }
    /// Whether the string is at `at`. Precondition: at least `size()` bytes are readable there.
    bool isAt(const std::uint8_t* at) const;

private:
    struct Probe
    {
        std::size_t offset = 0;
        std::uint8_t byte = 0;
        std::uint8_t fold = 0; ///< a bit set in compared bytes to ignore case, or 0
    };
    Probe probeAt(std::size_t offset) const;
    std::size_t findStepwise(ByteView haystack, std::size_t from) const;

    std::string literal_; ///< ASCII letters are lower-case if case is ignored
    Case case_;
    std::array<Probe, 2> probes_;
};

/// Whether two texts are equal, ignoring the case of ASCII letters.
bool equalIgnoringCase(std::string_view a, std::string_view b);
std::string lowerCase(std::string_view text); ///< lower-cases ASCII letters only

} // namespace framescope::filter
