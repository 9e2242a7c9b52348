// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <string>

// Numbers of binary encodings, written as text without loss.
namespace framescope::codec {

/// The shortest text that reads back as the same number: "1.0", "1e+300", "NaN", "-Infinity".
std::string floatText(double value);
std::string floatText(float value);
/// Converts an IEEE 754 binary16 number; a float holds each exactly.
float halfFloat(std::uint16_t bits);

/// The number -1 - argument in decimal, down to -2^64.
std::string negativeText(std::uint64_t argument);
/// An unsigned integer of any length, most significant byte first, in decimal.
std::string bigNumberText(ByteView magnitude);
/// An IEEE 754 decimal128 number as stored in BSON: 16 bytes, least significant first.
std::string decimal128Text(ByteView bytes);

/// A time in UTC, "2013-03-21T20:04:00Z", with as many decimals as it needs; empty if the year does
/// not have four digits.
std::string timeText(std::int64_t seconds, std::uint32_t nanoseconds);

} // namespace framescope::codec
