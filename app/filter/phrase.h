// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::filter {

/// A text to be found in others, whatever its case. Made once, used for many.
class Phrase
{
public:
    /// Precondition: `text` is not empty.
    explicit Phrase(std::string_view text);

    bool isIn(ByteView haystack) const;
    bool isIn(std::string_view haystack) const { return isIn(asBytes(haystack)); }

private:
    bool isInBytes(ByteView haystack) const;
    bool isInText(ByteView haystack) const;

    std::string folded_;                   ///< ASCII letters in lower case
    std::u16string foldedText_;            ///< set where letters beyond ASCII have cases
    std::array<std::uint8_t, 256> skip_{}; ///< by the byte under the phrase's end
};

} // namespace framescope::filter
