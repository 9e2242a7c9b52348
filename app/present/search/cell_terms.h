// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace framescope::present {

/// A term of the filter language made from an event.
struct CellTerm
{
    QString label; ///< text of a menu item, "direction in"
    QString term;  ///< "dir:in"
    std::optional<TimelineModel::Column> column = std::nullopt; ///< shown in this cell
};

/// Returns the text cut to `most` characters; a cut text ends with an ellipsis.
QString shortened(const QString& text, qsizetype most);

/// Returns the beginning of a text that fits into a term and a one-line field: up to its first
/// control character, at most 120 bytes.
std::string_view firstLine(std::string_view text);

/// Returns terms for the direction, type, connection, size, code, reason and rules of an event.
std::vector<CellTerm> cellTerms(const timeline::Timeline& timeline, EventId id);

/// The terms made from the payload of an event.
struct PayloadTerms
{
    std::optional<CellTerm> text; ///< made from its first line
    std::vector<CellTerm> json;   ///< made from top-level members with a plain value
};

/// Precondition: `reader` reads `timeline`. Reads at most PayloadTermsLimit bytes.
PayloadTerms payloadTerms(const timeline::Timeline& timeline, timeline::StreamReader& reader,
                          EventId id);

inline constexpr std::uint64_t PayloadTermsLimit = std::uint64_t{256} << 10;
inline constexpr std::size_t MostJsonTerms = 24;

} // namespace framescope::present
