// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <cstdint>
#include <vector>

namespace framescope::present {

/// A tree of numbered nodes. Children appear in portions (fetchMore), each as large as all before
/// it, so that a view is quick however many there are.
class PortionedModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr std::uint32_t FirstPortion = 500;

    using QAbstractItemModel::QAbstractItemModel;

    std::uint32_t nodeAt(const QModelIndex& index) const;
    /// Makes a node, all siblings before it and all its parents appear. Returns its index.
    QModelIndex reveal(std::uint32_t node);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

protected:
    /// Used as the parent of the outermost nodes.
    static constexpr std::uint32_t Top = UINT32_MAX;

    virtual std::uint32_t childCount(std::uint32_t node) const = 0;
    virtual std::uint32_t childOf(std::uint32_t node, std::uint32_t row) const = 0;
    virtual std::uint32_t parentOf(std::uint32_t node) const = 0;
    virtual std::uint32_t rowOf(std::uint32_t node) const = 0;
    /// To be called before and after replacing all nodes.
    void beginReplacing();
    void endReplacing(std::size_t nodes);

private:
    std::uint32_t nodeOrTop(const QModelIndex& index) const;
    std::uint32_t shown(const QModelIndex& parent) const;
    void showUpTo(const QModelIndex& parent, std::uint32_t count);

    std::vector<std::uint32_t> shown_{0}; ///< number of shown children by node; the last: of Top
    bool changing_ = false;               ///< a change is being signalled: nothing is fetched
};

} // namespace framescope::present
