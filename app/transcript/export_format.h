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
    std::string_view name;    ///< "jsonl", as it is given at the command line
    std::string_view suffix;  ///< "jsonl", of a file; Text has "txt"
    std::string_view meaning; ///< a few words for people
};

/// The whole table, in the order of the enumeration.
std::span<const ExportFormatInfo> exportFormats();
const ExportFormatInfo& info(ExportFormat format);

std::optional<ExportFormat> exportFormatOfName(std::string_view name);
/// By the suffix, in any case: .htm, .ndjson and .log are known too.
std::optional<ExportFormat> exportFormatOfFile(std::string_view path);

} // namespace framescope::transcript
