// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/formats/hex_writer.h"
#include "transcript/row_writer.h"

namespace framescope::transcript {

/// The output of HexWriter, for payloads of any size.
class HexRows : public RowWriter
{
public:
    explicit HexRows(TextWriter::Options options) : writer_(options) {}

    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    HexWriter writer_;
};

} // namespace framescope::transcript
