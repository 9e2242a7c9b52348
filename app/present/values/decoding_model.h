// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"
#include "present/values/json_tree_model.h"

#include <QAbstractItemModel>

#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::present {

/// A ValueTree as a tree: key, value and type of each. It has the roles of JsonTreeModel, so
/// that both are painted alike; ValueTextRole is a value in diagnostic notation. Children
/// appear in portions (fetchMore), each as large as all before it.
class DecodingModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, TypeColumn, ColumnCount };
    enum Role {
        CanOpenRole = JsonTreeModel::IsMemberRole + 100, ///< bool: a string, to look into
    };
    static constexpr std::uint32_t FirstPortion = 500;
    /// A copied value is cut beyond this.
    static constexpr std::size_t CopyLimit = std::size_t{64} << 20;

    explicit DecodingModel(QObject* parent = nullptr);

    void setTree(std::shared_ptr<const codec::ValueTree> tree);
    const std::shared_ptr<const codec::ValueTree>& tree() const { return tree_; }
    codec::ValueTree::NodeId nodeAt(const QModelIndex& index) const;
    /// The index of a node; makes it appear with what is before it.
    QModelIndex reveal(codec::ValueTree::NodeId id);

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
    void showUpTo(const QModelIndex& parent, std::uint32_t count);
    const codec::ValueTree::Node& node(const QModelIndex& index) const;
    QString display(codec::ValueTree::NodeId id, int column) const;

    std::shared_ptr<const codec::ValueTree> tree_;
    std::vector<std::uint32_t> shown_; ///< children that are rows already, by node
    bool changing_ = false;            ///< nothing more is fetched from within a signal of a change
};

} // namespace framescope::present
