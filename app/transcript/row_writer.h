// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/event_record.h"
#include "transcript/export_output.h"
#include "transcript/payload_parts.h"

namespace framescope::transcript {

/// A format that is written event by event.
class RowWriter
{
public:
    virtual ~RowWriter() = default;

    virtual void begin(std::string& to) { static_cast<void>(to); }
    /// `payload` is the whole payload; `record` has only the start of a large one.
    virtual Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                             const PayloadParts& payload) = 0;
    virtual void end(std::string& to) { static_cast<void>(to); }
};

} // namespace framescope::transcript
