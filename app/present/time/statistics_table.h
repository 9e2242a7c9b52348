// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <vector>

namespace framescope::present {

/// The totals of a StatisticsReport: a row for each direction, for each type of it that there
/// was, for the round trips, and for all.
class StatisticsTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        What,
        Count,
        Rate, ///< a second
        WireBytes,
        ByteRate,
        Bytes, ///< after inflating
        Ratio, ///< of wire to inflated bytes
        Least, ///< sizes in bytes, round trips in time
        Median,
        P95,
        Greatest,
        ColumnCount
    };
    enum Role {
        TotalRole = Qt::UserRole, ///< bool: the row sums up those that follow
        DirectionRole,            ///< 0 in, 1 out, -1 both
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows.
    void setReport(std::shared_ptr<const StatisticsReport> report);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Tab-separated with a header, a line a row. Plain numbers (bytes, milliseconds, a ratio as
    /// a fraction) without separators, as spreadsheets read them.
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
    /// As people read it, or as spreadsheets do.
    enum class Form { Shown, Plain };
    QString cell(const Row& row, int column, Form form) const;
    double perSecond(std::uint64_t amount) const;

    std::shared_ptr<const StatisticsReport> report_;
    std::vector<Row> rows_;
};

} // namespace framescope::present
