// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"
#include "transcript/formats/text_writer.h"

#include <string>

namespace framescope::transcript {

/// Above a dump of EventRecord::wirePayload.
inline constexpr const char* WirePayloadTitle = "payload as it came, unmasked, not inflated\n";

/// Events as a line each, and below it the bytes as `xxd` prints them: of a frame its header as
/// it stood on the wire, then the payload, unmasked and inflated; of what could not be inflated
/// the payload as it came too. An empty line ends each.
class HexWriter
{
public:
    explicit HexWriter(TextWriter::Options options) : text_(options) {}

    void append(std::string& to, const timeline::EventRecord& record) const;
    /// What stands before the bytes of the payload.
    void appendStart(std::string& to, const timeline::EventRecord& record) const;

private:
    TextWriter text_;
};

} // namespace framescope::transcript
