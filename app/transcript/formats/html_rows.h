// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/export_rows.h"
#include "transcript/row_writer.h"

#include <vector>

namespace framescope::transcript {

/// A page for people: what each connection is and how it ended, then a table of its events. One
/// file that loads nothing and runs nothing (its Content-Security-Policy says so too), light or
/// dark as its reader has it. Payloads are text where they are UTF-8, else a hex dump; what is
/// long is folded.
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
    std::vector<bool> introduced_; ///< connections that a row has been of
};

} // namespace framescope::transcript
