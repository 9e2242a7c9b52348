// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/event_record.h"
#include "transcript/text_writer.h"

#include <string>

namespace framescope::transcript {

/// Events as a line each, and below it the bytes as `xxd` prints them: of a frame its header as
/// it stood on the wire, then the payload, unmasked and inflated. An empty line ends each.
class HexWriter
{
public:
    explicit HexWriter(TextWriter::Options options) : text_(options) {}

    void append(std::string& to, const timeline::EventRecord& record) const;

private:
    TextWriter text_;
};

} // namespace framescope::transcript
