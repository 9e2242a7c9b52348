// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/row_writer.h"

namespace framescope::transcript {

/// A table according to RFC 4180: a line with the column names, CRLF at line ends, quotes if
/// needed. A list of violations becomes the names of the rules; `detail` is JSON.
///
/// A payload is in `text` if it is UTF-8 without NUL (many readers stop at NUL), otherwise in
/// `base64`. Text of peers that begins like a spreadsheet's formula gets an apostrophe before it,
/// and so does text that begins with an apostrophe. A reader removes one apostrophe from the
/// beginning of the cells text, base64, reason and detail.
class CsvRows : public RowWriter
{
public:
    void begin(std::string& to) override;
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;
};

} // namespace framescope::transcript
