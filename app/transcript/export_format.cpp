// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/export_format.h"

#include "wire/http/http_head.h"

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::transcript {

namespace {

constexpr auto Formats = std::to_array<ExportFormatInfo>({
    {ExportFormat::Har, "har", "har", "HTTP archive, for browsers"},
    {ExportFormat::Jsonl, "jsonl", "jsonl", "a JSON object for each event"},
    {ExportFormat::Csv, "csv", "csv", "a table, for spreadsheets"},
    {ExportFormat::Html, "html", "html", "a page to read, print and send"},
    {ExportFormat::Text, "text", "txt", "a line for each event"},
});

constexpr auto OtherSuffixes = std::to_array<std::pair<std::string_view, ExportFormat>>({
    {"htm", ExportFormat::Html},
    {"ndjson", ExportFormat::Jsonl},
    {"text", ExportFormat::Text},
    {"log", ExportFormat::Text},
});

} // namespace

std::span<const ExportFormatInfo> exportFormats()
{
    return Formats;
}

const ExportFormatInfo& info(ExportFormat format)
{
    return Formats[static_cast<std::size_t>(format)];
}

std::optional<ExportFormat> exportFormatOfName(std::string_view name)
{
    const auto* const found = std::ranges::find(Formats, name, &ExportFormatInfo::name);
    return found == Formats.end() ? std::nullopt : std::optional(found->format);
}

std::optional<ExportFormat> exportFormatOfFile(std::string_view path)
{
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view suffix = name.substr(dot + 1);
    for (const ExportFormatInfo& format : Formats) {
        if (wire::equalsIgnoreCase(format.suffix, suffix)) {
            return format.format;
        }
    }
    for (const auto& [other, format] : OtherSuffixes) {
        if (wire::equalsIgnoreCase(other, suffix)) {
            return format;
        }
    }
    return std::nullopt;
}

} // namespace framescope::transcript
