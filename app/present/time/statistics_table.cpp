// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/time/statistics_table.h"

#include "present/words/format.h"

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

StatisticsTable::StatisticsTable(QObject* parent) : QAbstractTableModel(parent) {}

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
        return shown(row, index.column());
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
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == What ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                               : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    struct Head
    {
        QString name;
        QString toolTip;
    };
    const auto head = [section]() -> Head {
        switch (section) {
        case Count:
            return {tr("Messages"), tr("Whole messages and control frames")};
        case Rate:
            return {tr("Rate"), tr("Messages a second")};
        case WireBytes:
            return {tr("Wire"), tr("Payload bytes as they were sent")};
        case ByteRate:
            return {tr("Wire rate"), tr("Payload bytes on the wire a second")};
        case Bytes:
            return {tr("Inflated"), tr("Payload bytes after inflating")};
        case Ratio:
            return {tr("Ratio"),
                    tr("Wire to inflated bytes; below 100 % where compression helped")};
        case Least:
            return {tr("Min"), tr("Smallest size after inflating, or shortest round trip")};
        case Median:
            return {tr("Median"), tr("Half are at most this large, or this long; exact")};
        case P95:
            return {tr("95 %"), tr("95 of 100 are at most this large, or this long; exact")};
        case Greatest:
            return {tr("Max"), tr("Greatest size after inflating, or longest round trip")};
        default:
            return {tr("What"), {}};
        }
    }();
    return role == Qt::DisplayRole   ? QVariant(head.name)
           : role == Qt::ToolTipRole ? QVariant(head.toolTip)
                                     : QVariant();
}

double StatisticsTable::perSecond(std::uint64_t amount) const
{
    return static_cast<double>(amount) / report_->seconds();
}

QString StatisticsTable::shown(const Row& row, int column) const
{
    static const QString none = QStringLiteral("–");
    const std::uint64_t count = row.roundTrips ? row.values.count : row.sums.messages;
    const bool timed = report_->seconds() > 0;
    if (row.roundTrips && isOfMessages(column)) {
        return {};
    }
    switch (column) {
    case What:
        return row.what;
    case Count:
        return formatCount(count);
    case Rate:
        return timed ? formatRate(perSecond(count)) : none;
    case WireBytes:
        return formatBytes(row.sums.wireBytes);
    case ByteRate:
        return timed ? tr("%1/s").arg(formatBytes(
                           static_cast<std::uint64_t>(perSecond(row.sums.wireBytes) + 0.5)))
                     : none;
    case Bytes:
        return formatBytes(row.sums.bytes);
    case Ratio:
        return row.sums.bytes > 0 ? QStringLiteral("%1 %").arg(100 * ratioOf(row.sums), 0, 'f', 1)
                                  : none;
    default:
        break;
    }
    if (row.values.count == 0) {
        return none;
    }
    const std::uint64_t value = valueOf(row.values, column);
    return row.roundTrips ? formatDuration(Duration{static_cast<std::int64_t>(value)})
                          : formatBytes(value);
}

QString StatisticsTable::plain(const Row& row, int column) const
{
    const auto number = [](double value) { return QString::number(value, 'g', 12); };
    const std::uint64_t count = row.roundTrips ? row.values.count : row.sums.messages;
    const bool timed = report_->seconds() > 0;
    if (row.roundTrips && isOfMessages(column)) {
        return {};
    }
    switch (column) {
    case What:
        return row.roundTrips ? tr("%1 (ms)").arg(row.what) : row.what;
    case Count:
        return QString::number(count);
    case Rate:
        return timed ? number(perSecond(count)) : QString();
    case WireBytes:
        return QString::number(row.sums.wireBytes);
    case ByteRate:
        return timed ? number(perSecond(row.sums.wireBytes)) : QString();
    case Bytes:
        return QString::number(row.sums.bytes);
    case Ratio:
        return row.sums.bytes > 0 ? number(ratioOf(row.sums)) : QString();
    default:
        break;
    }
    if (row.values.count == 0) {
        return {};
    }
    const std::uint64_t value = valueOf(row.values, column);
    return row.roundTrips ? number(static_cast<double>(value) / 1e6) : QString::number(value);
}

QString StatisticsTable::text(const std::vector<int>& rows) const
{
    QStringList lines{tr("What\tMessages\tMessages/s\tBytes on the wire\tBytes on the wire/s\t"
                         "Bytes inflated\tWire/inflated\tMin\tMedian\t95 %\tMax")};
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column) {
            cells += plain(rows_[static_cast<std::size_t>(row)], column);
        }
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace framescope::present
