// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/values/diff.h"

#include <QAbstractItemModel>

#include <array>
#include <memory>
#include <vector>

namespace framescope::present {

/// A Diff as a tree of rows: where, what the left one has, what the right one has. Children
/// appear in portions (fetchMore), each as large as all before it.
class DiffModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, LeftColumn, RightColumn, ColumnCount };
    enum Role {
        ChangeRole = Qt::UserRole, ///< int of Change
        MarkRole,                  ///< QPoint: first character and how many differ, of its text
        PlaceRole,                 ///< where it is, in full: a path, a line, an offset
    };
    static constexpr std::uint32_t FirstPortion = 500;

    explicit DiffModel(QObject* parent = nullptr);

    void setDiff(std::shared_ptr<const Diff> diff);
    /// What the columns are called.
    void setTitles(const QString& left, const QString& right);
    const std::shared_ptr<const Diff>& diff() const { return diff_; }
    std::uint32_t rowAt(const QModelIndex& index) const;
    /// The index of a row of the Diff; makes it appear with what is before it.
    QModelIndex reveal(std::uint32_t row);
    /// "changed", "added"; nothing of what is the same.
    static QString word(Change change);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        QString text;
        int markStart = 0;
        int markLength = 0;
    };

    std::uint32_t childCount(const QModelIndex& parent) const;
    std::uint32_t& shown(const QModelIndex& parent);
    std::uint32_t shown(const QModelIndex& parent) const;
    void showUpTo(const QModelIndex& parent, std::uint32_t count);
    QString place(const DiffRow& row, bool whole) const;
    QString text(const DiffRow& row, std::size_t side, std::size_t skipped) const;
    std::size_t skippedBytes(const DiffRow& row) const;
    Cell cell(const DiffRow& row, std::size_t side) const;

    std::shared_ptr<const Diff> diff_;
    std::array<QString, 2> titles_;
    std::vector<std::uint32_t> shown_{0}; ///< children that are rows already; the last: of the root
    bool changing_ = false;
};

} // namespace framescope::present
