// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <string_view>

namespace framescope::test {

/// Feeds a reader in pieces for as long as it takes something; returns how many bytes that were.
template <class Reader>
std::size_t feedAll(Reader& reader, std::string_view text, std::size_t piece)
{
    std::size_t taken = 0;
    while (taken < text.size()) {
        const std::size_t size = std::min(piece, text.size() - taken);
        const std::size_t now = reader.feed(asBytes(text.substr(taken, size)));
        taken += now;
        if (now < size) {
            break;
        }
    }
    return taken;
}

} // namespace framescope::test
