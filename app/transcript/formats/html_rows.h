// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/export_rows.h"
#include "transcript/row_writer.h"

#include <vector>

namespace framescope::transcript {

/// A page for readers: each connection with its ending, then a table of its events. It is one file
/// that loads and runs nothing (its Content-Security-Policy forbids it), light or dark as the
/// reader prefers. A payload is text if it is UTF-8, otherwise a hex dump; long ones are folded.
class HtmlRows : public RowWriter
{
public:
    explicit HtmlRows(const ExportRows& rows);

    void begin(std::string& to) override;
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;
    void end(std::string& to) override;

private:
    Result<void> appendContent(ExportOutput& to, const timeline::EventRecord& record,
                               const PayloadParts& payload) const;

    const ExportRows& rows_;
    std::vector<bool> introduced_; ///< by connection: whether it had a row
};

} // namespace framescope::transcript
