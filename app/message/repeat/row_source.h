// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace framescope::message {

/// A file whose rows give variables, one row for each message of a series. Read piece by piece.
class RowSource
{
public:
    using Row = std::map<QString, QString>; ///< the variables by name

    virtual ~RowSource() = default;
    /// The next row; nullopt at the end. An error names the line; after it nothing can be read.
    virtual Result<std::optional<Row>> next() = 0;
};

/// Each line of a text file is the variable {{line}}.
Result<std::unique_ptr<RowSource>> linesOf(const std::string& path);

/// A CSV file (RFC 4180) in UTF-8, with or without a byte order mark: its first row names the
/// variables, each other one has a value for each. Empty lines are skipped, if there is more than
/// one column.
Result<std::unique_ptr<RowSource>> csvRowsOf(const std::string& path);

} // namespace framescope::message
