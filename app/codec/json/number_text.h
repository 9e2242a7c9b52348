// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>

// Numbers of binary encodings as text that loses nothing.
namespace framescope::codec {

/// The shortest that reads back as the same: "1.0", "1e+300", "NaN", "-Infinity".
std::string floatText(double value);
std::string floatText(float value);
/// IEEE 754 binary16; every one of them is a float.
float halfFloat(std::uint16_t bits);

/// -1 - argument, down to -2^64.
std::string negativeText(std::uint64_t argument);
/// An unsigned integer of any length, most significant byte first, in decimal.
std::string bigNumberText(ByteView magnitude);
/// IEEE 754 decimal128 as BSON keeps it: 16 bytes, least significant first.
std::string decimal128Text(ByteView bytes);

/// UTC, "2013-03-21T20:04:00Z", with as many decimals as the nanoseconds need; empty where the
/// year is not one of four digits.
std::string timeText(std::int64_t seconds, std::uint32_t nanoseconds);

} // namespace framescope::codec
