// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/text/counted.h"
#include "codec/item.h"

#include <optional>

namespace framescope::codec {

/// Reads `count` bytes as an integer. Precondition: `at + count <= bytes.size()`.
inline std::uint64_t bigEndian(ByteView bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes.subspan(at, count)) {
        value = value << 8 | byte;
    }
    return value;
}

inline std::uint64_t littleEndian(ByteView bytes, std::size_t at, std::size_t count)
{
    std::uint64_t value = 0;
    for (std::size_t i = count; i > 0; --i) {
        value = value << 8 | bytes[at + i - 1];
    }
    return value;
}

/// The failure if fewer than `count` bytes are left at `at`, else nullopt.
inline std::optional<DecodeFailure> missing(ByteView bytes, std::size_t at, std::uint64_t count,
                                            const char* what)
{
    const std::size_t left = bytes.size() - at;
    if (count <= left) {
        return std::nullopt;
    }
    return DecodeFailure{at, std::string("the data end in ") + what + ": " +
                                 counted(count, "byte") + " expected, " + std::to_string(left) +
                                 " left"};
}

/// Sets the item's `form` and `argument` to a signed number.
inline void setSigned(Item& item, std::int64_t value)
{
    item.form = value < 0 ? Form::Negative : Form::Unsigned;
    item.argument = static_cast<std::uint64_t>(value < 0 ? -1 - value : value);
}

} // namespace framescope::codec
