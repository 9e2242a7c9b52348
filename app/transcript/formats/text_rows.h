// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/formats/text_writer.h"
#include "transcript/row_writer.h"

namespace framescope::transcript {

/// The lines of TextWriter, for payloads of any size.
class TextRows : public RowWriter
{
public:
    explicit TextRows(TextWriter::Options options) : writer_(options) {}

    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    TextWriter writer_;
};

} // namespace framescope::transcript
