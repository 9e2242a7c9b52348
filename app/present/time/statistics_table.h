// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <vector>

namespace framescope::present {

/// The totals of a StatisticsReport: a row for all messages, for each direction, for each of its
/// types that occurred, and for the round trips.
class StatisticsTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        What,
        Count,
        Rate, ///< messages per second
        WireBytes,
        ByteRate,
        Bytes, ///< after inflating
        Ratio, ///< bytes on the wire / bytes after inflating
        Least, ///< this and the next three: of sizes in bytes, or of round-trip times
        Median,
        P95,
        Greatest,
        ColumnCount
    };
    enum Role {
        TotalRole = Qt::UserRole, ///< bool: a sum of several rows, or round trips
        DirectionRole,            ///< 0 in, 1 out, -1 both
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// A null report has no rows.
    void setReport(std::shared_ptr<const StatisticsReport> report);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Returns a header and the rows, one per line, tab-separated. Numbers are plain, for
    /// spreadsheets: bytes, milliseconds, ratios as fractions, without separators.
    QString text(const std::vector<int>& rows) const;

private:
    struct Row
    {
        QString what;
        int direction = -1;
        bool total = false;
        bool roundTrips = false;
        MessageSums sums;
        Quantiles values;
    };

    std::vector<Row> rowsOf(const StatisticsReport& report) const;
    /// Shown for people, Plain for spreadsheets.
    enum class Form { Shown, Plain };
    QString cell(const Row& row, int column, Form form) const;
    double perSecond(std::uint64_t amount) const;

    std::shared_ptr<const StatisticsReport> report_;
    std::vector<Row> rows_;
};

} // namespace framescope::present
