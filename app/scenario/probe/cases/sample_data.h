// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>

namespace framescope::scenario::probe {

/// Kinds of content that compress differently well, in the order of Autobahn's groups 12.1 to 12.5.
enum class Sample : std::uint8_t { Json, Picture, Prose, Html, Document };
inline constexpr int SampleCount = 5;

const char* sampleName(Sample sample); ///< "JSON", "a picture" …
bool isText(Sample sample);            ///< sent as text messages

/// `length` bytes of that kind from `offset` on; the same each time, and ASCII if it is text.
QByteArray sampleData(Sample sample, std::uint64_t offset, std::uint64_t length);

} // namespace framescope::scenario::probe
