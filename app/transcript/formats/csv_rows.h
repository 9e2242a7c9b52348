// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/row_writer.h"

namespace framescope::transcript {

/// A table as RFC 4180 has it: a line of names, those of the schema, CRLF, quotes where they are
/// needed. Lists of violations are the names of the rules, `detail` is JSON.
///
/// A payload is in `text` where it is UTF-8 without NUL, which many readers end at, else in
/// `base64`. What peers said may begin like a spreadsheet's formula; an apostrophe is put before
/// it, and before what begins with an apostrophe, so that one is to be taken away from any cell
/// of text, base64, reason and detail that begins with it.
class CsvRows : public RowWriter
{
public:
    void begin(std::string& to) override;
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;
};

} // namespace framescope::transcript
