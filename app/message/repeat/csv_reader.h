// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/repeat/piece_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace framescope::message {

/// The records of a CSV text (RFC 4180): fields between commas, with quotes if they have commas,
/// quotes or line breaks, a quote in such a field written twice. Lines end with CR LF or LF.
class CsvReader
{
public:
    using Record = std::vector<std::string>;
    static constexpr std::size_t LargestRecord = 16 * 1024 * 1024;

    explicit CsvReader(std::shared_ptr<Content> content) : reader_(std::move(content)) {}

    /// The next record; nullopt at the end. An empty line is a record with one empty field.
    Result<std::optional<Record>> next();
    /// The line where the last record began, from 1.
    std::uint64_t line() const { return line_; }

private:
    Result<void> readField(std::string& field);
    Result<void> readQuoted(std::string& field);
    tl::unexpected<Error> wrong(std::string what, std::string hint) const;

    PieceReader reader_;
    std::uint64_t line_ = 0;
    std::size_t size_ = 0; ///< of the record so far
};

} // namespace framescope::message
