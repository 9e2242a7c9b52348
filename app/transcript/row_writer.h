// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "timeline/index/event_record.h"
#include "transcript/export_output.h"
#include "transcript/payload_parts.h"

namespace framescope::transcript {

/// A format that takes one event after the other.
class RowWriter
{
public:
    RowWriter() = default;
    virtual ~RowWriter() = default;
    RowWriter(const RowWriter&) = delete;
    RowWriter& operator=(const RowWriter&) = delete;

    virtual void begin(std::string& to) { static_cast<void>(to); }
    /// `payload` is that of the record, which holds but its start where it is large.
    virtual Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                             const PayloadParts& payload) = 0;
    virtual void end(std::string& to) { static_cast<void>(to); }
};

} // namespace framescope::transcript
