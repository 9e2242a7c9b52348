// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/utf8.h"

#include <cstdint>
#include <string>

namespace framescope::connection {

/// Appends characters that escapes give as numbers. Two escapes can be one character: the halves of
/// a surrogate pair (The Unicode Standard 3.9, D91). What is no character becomes U+FFFD.
class EscapedUnits
{
public:
    explicit EscapedUnits(std::string& to) : to_(to) {}

    void add(std::uint32_t unit)
    {
        if (high_ != 0 && isLow(unit)) {
            appendUtf8(to_, Plane1 + ((high_ - HighFirst) << HalfBits) + (unit - LowFirst));
            high_ = 0;
            return;
        }
        end();
        if (unit >= HighFirst && unit < LowFirst) {
            high_ = unit;
        } else {
            appendUtf8(to_, unit > Last || isLow(unit) ? Replacement : unit);
        }
    }

    /// To be called before anything else is appended to the text.
    void end()
    {
        if (high_ != 0) {
            appendUtf8(to_, Replacement);
            high_ = 0;
        }
    }

private:
    static constexpr std::uint32_t HighFirst = 0xD800;
    static constexpr std::uint32_t LowFirst = 0xDC00;
    static constexpr std::uint32_t LowLast = 0xDFFF;
    static constexpr std::uint32_t Plane1 = 0x10000;
    static constexpr std::uint32_t Last = 0x10FFFF;
    static constexpr std::uint32_t Replacement = 0xFFFD;
    static constexpr unsigned HalfBits = 10;

    static bool isLow(std::uint32_t unit) { return unit >= LowFirst && unit <= LowLast; }

    std::string& to_;
    std::uint32_t high_ = 0; ///< the first half of a pair
};

} // namespace framescope::connection
