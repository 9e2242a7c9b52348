// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace framescope::transcript {

enum class ExportFormat : std::uint8_t { Har, Jsonl, Csv, Html, Text };

struct ExportFormatInfo
{
    ExportFormat format;
    std::string_view name;    ///< "jsonl", as on the command line
    std::string_view suffix;  ///< of a file, "jsonl"; Text has "txt"
    std::string_view meaning; ///< a few words for users
};

/// The whole table, in the order of the enumeration.
std::span<const ExportFormatInfo> exportFormats();
const ExportFormatInfo& info(ExportFormat format);

std::optional<ExportFormat> exportFormatOfName(std::string_view name);
/// The format for a file's suffix, in any case; .htm, .ndjson and .log are known too.
std::optional<ExportFormat> exportFormatOfFile(std::string_view path);

} // namespace framescope::transcript
