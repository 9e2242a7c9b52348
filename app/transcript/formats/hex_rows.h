// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/formats/text_rows.h"

#include <string>

namespace framescope::transcript {

/// A line for each event, and below it a dump in the form of `xxd`: the header of a frame as it was
/// on the wire, then the payload, unmasked and inflated. A payload that could not be inflated is
/// also dumped as it was on the wire. An empty line ends each event.
class HexRows : public RowWriter
{
public:
    explicit HexRows(TextRows::Options options) : text_(std::move(options)) {}

    /// Appends an event with the payload that the record has.
    void append(std::string& to, const timeline::EventRecord& record) const;
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    /// Appends everything before the bytes of the payload.
    void appendStart(std::string& to, const timeline::EventRecord& record) const;

    TextRows text_;
};

} // namespace framescope::transcript
