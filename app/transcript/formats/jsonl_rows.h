// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/formats/jsonl_writer.h"
#include "transcript/row_writer.h"

namespace framescope::transcript {

/// The lines of JsonlWriter, payloads of any size; decoded are those that come as a whole.
class JsonlRows : public RowWriter
{
public:
    explicit JsonlRows(bool decoded = false) : writer_(decoded) {}

    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    JsonlWriter writer_;
};

/// Appends the parts of a payload as the content of a JSON string, as text or in base64.
Result<void> appendJsonPayload(ExportOutput& to, const PayloadParts& payload, bool isText);
/// Appends the member `wire_base64` of a payload that could not be inflated; otherwise nothing.
Result<void> appendWireBase64(ExportOutput& to, const timeline::EventRecord& record,
                              const PayloadParts& payload);

} // namespace framescope::transcript
