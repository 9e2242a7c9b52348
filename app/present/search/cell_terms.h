// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace framescope::present {

/// A term of the filter language that an event gives.
struct CellTerm
{
    QString label; ///< "direction in", what a menu says
    QString term;  ///< "dir:in"
    std::optional<TimelineModel::Column> column = std::nullopt; ///< whose cell says so
};

/// The text with at most `most` characters, the last of them an ellipsis where it was cut.
QString shortened(const QString& text, qsizetype most);

/// The beginning of a text that fits into a term and a field for one line: nothing from its first
/// control character on, at most 120 bytes.
std::string_view firstLine(std::string_view text);

/// What the index knows of an event: direction, type, connection, size, code, reason, rules.
std::vector<CellTerm> cellTerms(const timeline::Timeline& timeline, EventId id);

/// What the payload of an event gives.
struct PayloadTerms
{
    std::optional<CellTerm> text; ///< its first line
    std::vector<CellTerm> json;   ///< members at the top level that have a plain value
};

/// Precondition: `reader` is of `timeline`. Reads at most PayloadTermsLimit bytes.
PayloadTerms payloadTerms(const timeline::Timeline& timeline, timeline::StreamReader& reader,
                          EventId id);

inline constexpr std::uint64_t PayloadTermsLimit = std::uint64_t{256} << 10;
inline constexpr std::size_t MostJsonTerms = 24;

} // namespace framescope::present
