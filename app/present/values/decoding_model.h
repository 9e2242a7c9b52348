// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"
#include "present/values/json_tree_model.h"
#include "present/values/portioned_model.h"

#include <memory>

namespace framescope::present {

/// A ValueTree as a tree of keys, values and types. It has the roles of JsonTreeModel, so that both
/// are painted alike.
class DecodingModel : public PortionedModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, TypeColumn, ColumnCount };
    enum Role {
        CanOpenRole = JsonTreeModel::IsMemberRole + 100, ///< bool: can be decoded by itself
    };
    using PortionedModel::PortionedModel;

    void setTree(std::shared_ptr<const codec::ValueTree> tree);
    const std::shared_ptr<const codec::ValueTree>& tree() const { return tree_; }
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::uint32_t childCount(std::uint32_t node) const override;
    std::uint32_t childOf(std::uint32_t node, std::uint32_t row) const override;
    std::uint32_t parentOf(std::uint32_t node) const override;
    std::uint32_t rowOf(std::uint32_t node) const override;
    QString display(codec::ValueTree::NodeId id, int column) const;

    std::shared_ptr<const codec::ValueTree> tree_;
};

} // namespace framescope::present
