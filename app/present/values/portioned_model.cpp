// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/portioned_model.h"

#include <algorithm>

namespace framescope::present {

std::uint32_t PortionedModel::nodeAt(const QModelIndex& index) const
{
    return static_cast<std::uint32_t>(index.internalId());
}

std::uint32_t PortionedModel::nodeOrTop(const QModelIndex& index) const
{
    return index.isValid() ? nodeAt(index) : Top;
}

std::uint32_t PortionedModel::shown(const QModelIndex& parent) const
{
    return parent.isValid() ? shown_[nodeAt(parent)] : shown_.back();
}

void PortionedModel::beginReplacing()
{
    changing_ = true;
    beginResetModel();
}

void PortionedModel::endReplacing(std::size_t nodes)
{
    shown_.assign(nodes + 1, 0);
    shown_.back() = std::min(childCount(Top), FirstPortion);
    endResetModel();
    changing_ = false;
}

QModelIndex PortionedModel::index(int row, int column, const QModelIndex& parent) const
{
    return hasIndex(row, column, parent)
               ? createIndex(row, column,
                             quintptr{childOf(nodeOrTop(parent), static_cast<std::uint32_t>(row))})
               : QModelIndex();
}

QModelIndex PortionedModel::parent(const QModelIndex& child) const
{
    const std::uint32_t up = child.isValid() ? parentOf(nodeAt(child)) : Top;
    return up == Top ? QModelIndex() : createIndex(static_cast<int>(rowOf(up)), 0, quintptr{up});
}

int PortionedModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(shown(parent));
}

bool PortionedModel::hasChildren(const QModelIndex& parent) const
{
    return parent.column() <= 0 && childCount(nodeOrTop(parent)) > 0;
}

bool PortionedModel::canFetchMore(const QModelIndex& parent) const
{
    return !changing_ && parent.column() <= 0 && shown(parent) < childCount(nodeOrTop(parent));
}

void PortionedModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent)) {
        showUpTo(parent, shown(parent) + std::max(shown(parent), FirstPortion));
    }
}

void PortionedModel::showUpTo(const QModelIndex& parent, std::uint32_t count)
{
    const std::uint32_t next = std::min(count, childCount(nodeOrTop(parent)));
    if (next <= shown(parent)) {
        return;
    }
    changing_ = true;
    beginInsertRows(parent, static_cast<int>(shown(parent)), static_cast<int>(next) - 1);
    (parent.isValid() ? shown_[nodeAt(parent)] : shown_.back()) = next;
    endInsertRows();
    changing_ = false;
}

QModelIndex PortionedModel::reveal(std::uint32_t node)
{
    std::vector<std::uint32_t> way; // from the node to the top
    for (std::uint32_t at = node; at != Top; at = parentOf(at)) {
        way.push_back(at);
    }
    QModelIndex index;
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        const std::uint32_t row = rowOf(*at);
        if (row >= shown(index)) {
            showUpTo(index, row + FirstPortion);
        }
        index = this->index(static_cast<int>(row), 0, index);
    }
    return index;
}

} // namespace framescope::present
