// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transcript/finding.h"
#include "transcript/row_writer.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::transcript {

/// Events as lines in columns: number, seconds, connection (if there are several), direction (-> to
/// the server, <- from it), type, length, content, violated rules.
class TextRows : public RowWriter
{
public:
    struct Options
    {
        bool connections = false;         ///< show the column
        std::optional<std::size_t> width; ///< content is cut to keep lines this short
        FindFindings find = {};           ///< what it finds is shown behind violated rules
    };
    explicit TextRows(Options options) : options_(std::move(options)) {}

    /// Appends a line, with the payload that the record has.
    void append(std::string& to, const timeline::EventRecord& record) const;
    /// Appends the columns before the content.
    void appendColumns(std::string& to, const timeline::EventRecord& record) const;
    Result<void> row(ExportOutput& to, const timeline::EventRecord& record,
                     const PayloadParts& payload) override;

private:
    std::vector<std::string> marks(const timeline::EventRecord& record) const;

    Options options_;
};

} // namespace framescope::transcript
