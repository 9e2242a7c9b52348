// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "transcript/formats/text_writer.h"

#include <string>

namespace framescope::transcript {

/// Heading of a dump of EventRecord::wirePayload.
inline constexpr const char* WirePayloadTitle = "payload as it came, unmasked, not inflated\n";

/// A line for each event, and below it a dump in the form of `xxd`: the header of a frame as it was
/// on the wire, then the payload, unmasked and inflated. A payload that could not be inflated is
/// also dumped as it was on the wire. An empty line ends each event.
class HexWriter
{
public:
    explicit HexWriter(TextWriter::Options options) : text_(options) {}

    void append(std::string& to, const timeline::EventRecord& record) const;
    /// Appends everything before the bytes of the payload.
    void appendStart(std::string& to, const timeline::EventRecord& record) const;

private:
    TextWriter text_;
};

} // namespace framescope::transcript
