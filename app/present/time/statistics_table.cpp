// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics_table.h"

#include "present/words/format.h"

#include <array>

namespace framescope::present {

namespace {

std::uint64_t valueOf(const Quantiles& values, int column)
{
    switch (column) {
    case StatisticsTable::Least:
        return values.least;
    case StatisticsTable::Median:
        return values.median;
    case StatisticsTable::P95:
        return values.p95;
    default:
        return values.greatest;
    }
}

bool isOfMessages(int column)
{
    return column >= StatisticsTable::WireBytes && column <= StatisticsTable::Ratio;
}

double ratioOf(const MessageSums& sums)
{
    return static_cast<double>(sums.wireBytes) / static_cast<double>(sums.bytes);
}

} // namespace

void StatisticsTable::setReport(std::shared_ptr<const StatisticsReport> report)
{
    std::vector<Row> rows;
    report_ = std::move(report);
    if (report_) {
        rows = rowsOf(*report_);
    }
    const bool same = std::ranges::equal(rows, rows_, {}, &Row::what, &Row::what);
    if (!same) {
        beginResetModel();
    }
    rows_ = std::move(rows);
    if (!same) {
        endResetModel();
    } else if (!rows_.empty()) {
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

std::vector<StatisticsTable::Row> StatisticsTable::rowsOf(const StatisticsReport& report) const
{
    std::vector<Row> rows;
    rows.push_back({tr("All messages"), -1, true, false, report.all.sums, report.all.sizes});
    for (int direction = 0; direction < 2; ++direction) {
        const auto i = static_cast<std::size_t>(direction);
        const QString name = direction == 0 ? tr("In") : tr("Out");
        const MessageFigures& figures = report.directions[i];
        rows.push_back(
            {tr("%1, all").arg(name), direction, true, false, figures.sums, figures.sizes});
        for (std::size_t type = 0; type < MessageTypes; ++type) {
            const MessageFigures& kind = report.kinds[i][type];
            if (kind.sums.messages > 0) {
                const auto typeName = messageTypeName(static_cast<MessageType>(type));
                rows.push_back({QStringLiteral("%1, %2").arg(name, QLatin1String(typeName)),
                                direction, false, false, kind.sums, kind.sizes});
            }
        }
    }
    for (int direction = 0; direction < 2; ++direction) {
        const Quantiles& values = report.roundTrips[static_cast<std::size_t>(direction)];
        if (values.count > 0) {
            rows.push_back(
                {direction == 0 ? tr("Round trips, pong in") : tr("Round trips, pong out"),
                 direction,
                 true,
                 true,
                 {},
                 values});
        }
    }
    return rows;
}

int StatisticsTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int StatisticsTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StatisticsTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column(), Form::Shown);
    case Qt::TextAlignmentRole:
        return index.column() == What ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case TotalRole:
        return row.total;
    case DirectionRole:
        return row.direction;
    default:
        return {};
    }
}

QVariant StatisticsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == What ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                               : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    struct Head
    {
        const char* name;
        const char* toolTip;
    };
    static constexpr std::array<Head, ColumnCount> Heads{{
        {"What", ""},
        {"Messages", "Whole messages and control frames"},
        {"Rate", "Messages a second"},
        {"Wire", "Payload bytes as they were sent"},
        {"Wire rate", "Payload bytes on the wire a second"},
        {"Inflated", "Payload bytes after inflating"},
        {"Ratio", "Wire to inflated bytes; below 100 % where compression helped"},
        {"Min", "Smallest size after inflating, or shortest round trip"},
        {"Median", "Half are at most this large, or this long; exact"},
        {"95 %", "95 of 100 are at most this large, or this long; exact"},
        {"Max", "Greatest size after inflating, or longest round trip"},
    }};
    const Head& head = Heads.at(static_cast<std::size_t>(section));
    return role == Qt::DisplayRole   ? QVariant(tr(head.name))
           : role == Qt::ToolTipRole ? QVariant(tr(head.toolTip))
                                     : QVariant();
}

double StatisticsTable::perSecond(std::uint64_t amount) const
{
    return static_cast<double>(amount) / report_->seconds();
}

QString StatisticsTable::cell(const Row& row, int column, Form form) const
{
    const bool plain = form == Form::Plain;
    const QString none = plain ? QString() : QStringLiteral("–");
    const auto number = [](double value) { return QString::number(value, 'g', 12); };
    const auto amount = [plain](std::uint64_t value, QString (*format)(std::uint64_t)) {
        return plain ? QString::number(value) : format(value);
    };
    const std::uint64_t count = row.roundTrips ? row.values.count : row.sums.messages;
    const bool timed = report_->seconds() > 0;
    if (row.roundTrips && isOfMessages(column)) {
        return {};
    }
    switch (column) {
    case What:
        return plain && row.roundTrips ? tr("%1 (ms)").arg(row.what) : row.what;
    case Count:
        return amount(count, formatCount);
    case Rate:
        return !timed ? none : plain ? number(perSecond(count)) : formatRate(perSecond(count));
    case WireBytes:
        return amount(row.sums.wireBytes, formatBytes);
    case ByteRate: {
        const double rate = timed ? perSecond(row.sums.wireBytes) : 0;
        return !timed  ? none
               : plain ? number(rate)
                       : tr("%1/s").arg(formatBytes(static_cast<std::uint64_t>(rate + 0.5)));
    }
    case Bytes:
        return amount(row.sums.bytes, formatBytes);
    case Ratio:
        return row.sums.bytes == 0 ? none
               : plain             ? number(ratioOf(row.sums))
                                   : QStringLiteral("%1 %").arg(100 * ratioOf(row.sums), 0, 'f', 1);
    default:
        break;
    }
    if (row.values.count == 0) {
        return none;
    }
    const std::uint64_t value = valueOf(row.values, column);
    return !row.roundTrips ? amount(value, formatBytes)
           : plain         ? number(static_cast<double>(value) / 1e6)
                           : formatDuration(Duration{static_cast<std::int64_t>(value)});
}

QString StatisticsTable::text(const std::vector<int>& rows) const
{
    QStringList lines{tr("What\tMessages\tMessages/s\tBytes on the wire\tBytes on the wire/s\t"
                         "Bytes inflated\tWire/inflated\tMin\tMedian\t95 %\tMax")};
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column) {
            cells += cell(rows_[static_cast<std::size_t>(row)], column, Form::Plain);
        }
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace framescope::present
