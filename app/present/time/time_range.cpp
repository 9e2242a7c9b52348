// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/time_range.h"

#include "base/text/qt_string.h"
#include "filter/language/number_set.h"
#include "filter/language/parser.h"

#include <QRegularExpression>

#include <limits>
#include <string>
#include <utility>

namespace framescope::present {

namespace {

using filter::Spot;

/// Returns the span of a term `time:A..B`; nullopt for other terms.
std::optional<TimeSpan> spanOf(const Spot& term, std::string_view text)
{
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const std::string value(text.substr(text.find(':') + 1));
    if (!term.atom || term.atom->field.name != "time" || value.find("..") == std::string::npos ||
        value.starts_with('.') || value.ends_with('.')) {
        return std::nullopt;
    }
    const auto set =
        filter::NumberSet::of({{}, 0, 0, {{.text = value}}}, filter::Quantity::Seconds);
    const auto range = set ? set->onlyRange() : std::nullopt;
    return range && range->second <= most
               ? std::optional(TimeSpan{Duration{range->first}, Duration{range->second}})
               : std::nullopt;
}

/// Returns the first such term, unless an `or` offers an alternative to it.
std::optional<std::pair<Spot, TimeSpan>> termIn(std::string_view filter)
{
    const filter::Parsed parsed = filter::parseExpression(filter);
    for (const Spot& term : parsed.looseTerms) {
        const auto span = spanOf(term, filter.substr(term.position, term.length));
        if (span && !parsed.hasLooseOr) {
            return std::pair(term, *span);
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<TimeSpan> timeRangeIn(const QString& filter)
{
    const auto found = termIn(filter.toStdString());
    return found ? std::optional(found->second) : std::nullopt;
}

QString withoutTimeRange(const QString& filter)
{
    constexpr auto AnyCase = QRegularExpression::CaseInsensitiveOption;
    static const QRegularExpression before(QStringLiteral(R"((^|\s+)(and|&&)?\s*$)"), AnyCase);
    static const QRegularExpression dangling(QStringLiteral(R"(^(and(?=[\s(])|&&))"), AnyCase);
    const std::string text = filter.toStdString();
    const auto found = termIn(text);
    if (!found) {
        return filter;
    }
    const auto [position, length] = std::pair(found->first.position, found->first.length);
    QString rest = toQString(text.substr(0, position)).remove(before) +
                   toQString(text.substr(position + length));
    return rest.trimmed().remove(dangling).trimmed();
}

} // namespace framescope::present
