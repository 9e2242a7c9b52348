// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/diff/diff.h"
#include "present/values/portioned_model.h"

#include <array>
#include <memory>

namespace framescope::present {

/// A Diff as a tree of rows: place, left value and right value. Its nodes are the rows of the Diff.
class DiffModel : public PortionedModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, LeftColumn, RightColumn, ColumnCount };
    enum Role {
        ChangeRole = Qt::UserRole, ///< int of Change
        MarkRole,                  ///< QPoint: index and number of the differing characters
        PlaceRole,                 ///< the place in full: a path, a line, an offset
    };

    using PortionedModel::PortionedModel;

    void setDiff(std::shared_ptr<const codec::Diff> diff);
    /// Sets the titles of the two value columns.
    void setTitles(const QString& left, const QString& right);
    const std::shared_ptr<const codec::Diff>& diff() const { return diff_; }
    /// Returns "changed", "added"; empty for Change::Same.
    static QString word(codec::Change change);

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        QString text;
        int markStart = 0;
        int markLength = 0;
    };

    std::uint32_t childCount(std::uint32_t node) const override;
    std::uint32_t childOf(std::uint32_t node, std::uint32_t row) const override;
    std::uint32_t parentOf(std::uint32_t node) const override;
    std::uint32_t rowOf(std::uint32_t node) const override;
    QString place(const codec::DiffRow& row, bool whole) const;
    QString text(const codec::DiffRow& row, std::size_t side, std::size_t skipped) const;
    std::size_t skippedBytes(const codec::DiffRow& row) const;
    Cell cell(const codec::DiffRow& row, std::size_t side) const;

    std::shared_ptr<const codec::Diff> diff_;
    std::array<QString, 2> titles_;
};

} // namespace framescope::present
