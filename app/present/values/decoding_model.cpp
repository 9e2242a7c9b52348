// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_model.h"

#include "base/qt_string.h"
#include "codec/json_outline.h"
#include "codec/value_text.h"
#include "present/words/visible_line.h"

#include <algorithm>
#include <utility>

namespace framescope::present {

namespace {

/// More of a value than this is not shown in a row.
constexpr std::size_t LongestValue = 1000;

/// What JSON would call it, for the colours.
codec::JsonOutline::Kind kindOf(codec::Form form)
{
    switch (form) {
    case codec::Form::Map:
    case codec::Form::Entry:
        return codec::JsonOutline::Kind::Object;
    case codec::Form::Array:
        return codec::JsonOutline::Kind::Array;
    case codec::Form::Text:
    case codec::Form::Bytes:
    case codec::Form::Extension:
        return codec::JsonOutline::Kind::String;
    case codec::Form::False:
        return codec::JsonOutline::Kind::False;
    case codec::Form::True:
        return codec::JsonOutline::Kind::True;
    case codec::Form::Null:
    case codec::Form::Undefined:
    case codec::Form::Simple:
    case codec::Form::Special:
    case codec::Form::Break:
        return codec::JsonOutline::Kind::Null;
    default:
        return codec::JsonOutline::Kind::Number;
    }
}

} // namespace

DecodingModel::DecodingModel(QObject* parent) : QAbstractItemModel(parent) {}

void DecodingModel::setTree(std::shared_ptr<const codec::ValueTree> tree)
{
    changing_ = true;
    beginResetModel();
    tree_ = std::move(tree);
    shown_.assign(tree_ ? tree_->size() : 0, 0);
    endResetModel();
    changing_ = false;
}

codec::ValueTree::NodeId DecodingModel::nodeAt(const QModelIndex& index) const
{
    return static_cast<codec::ValueTree::NodeId>(index.internalId());
}

const codec::ValueTree::Node& DecodingModel::node(const QModelIndex& index) const
{
    return tree_->node(nodeAt(index));
}

QModelIndex DecodingModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return createIndex(row, column, quintptr{codec::ValueTree::Root});
    }
    return createIndex(row, column,
                       quintptr{tree_->child(node(parent), static_cast<std::uint32_t>(row))});
}

QModelIndex DecodingModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == codec::ValueTree::Root) {
        return {};
    }
    const codec::ValueTree::NodeId parentId = node(child).parent;
    return createIndex(static_cast<int>(tree_->node(parentId).row), KeyColumn, quintptr{parentId});
}

int DecodingModel::rowCount(const QModelIndex& parent) const
{
    if (!tree_ || tree_->empty() || parent.column() > 0) {
        return 0;
    }
    return parent.isValid() ? static_cast<int>(shown_[parent.internalId()]) : 1;
}

int DecodingModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

bool DecodingModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid()) {
        return rowCount() > 0;
    }
    return parent.column() == KeyColumn && node(parent).children > 0;
}

bool DecodingModel::canFetchMore(const QModelIndex& parent) const
{
    return !changing_ && parent.isValid() && shown_[parent.internalId()] < node(parent).children;
}

void DecodingModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) {
        return;
    }
    const std::uint32_t shown = shown_[parent.internalId()];
    showUpTo(parent, shown + std::max(shown, FirstPortion));
}

void DecodingModel::showUpTo(const QModelIndex& parent, std::uint32_t count)
{
    std::uint32_t& shown = shown_[parent.internalId()];
    const std::uint32_t next = std::min(count, node(parent).children);
    if (next <= shown) {
        return;
    }
    changing_ = true;
    beginInsertRows(parent.siblingAtColumn(KeyColumn), static_cast<int>(shown),
                    static_cast<int>(next) - 1);
    shown = next;
    endInsertRows();
    changing_ = false;
}

QModelIndex DecodingModel::reveal(codec::ValueTree::NodeId id)
{
    std::vector<codec::ValueTree::NodeId> way; // from the node up, without the root
    for (codec::ValueTree::NodeId at = id; at != codec::ValueTree::Root;
         at = tree_->node(at).parent) {
        way.push_back(at);
    }
    QModelIndex index = this->index(0, KeyColumn);
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        const std::uint32_t row = tree_->node(*at).row;
        if (row >= shown_[index.internalId()]) {
            showUpTo(index, row + FirstPortion);
        }
        index = this->index(static_cast<int>(row), KeyColumn, index);
    }
    return index;
}

QString DecodingModel::display(codec::ValueTree::NodeId id, int column) const
{
    switch (column) {
    case KeyColumn: {
        const QString key = toQString(keyText(*tree_, id));
        return tree_->node(id).duplicateKey ? tr("%1 (again)").arg(key) : key;
    }
    case ValueColumn:
        return toQString(valueText(*tree_, id, LongestValue));
    default:
        return toQString(typeText(*tree_, id));
    }
}

QVariant DecodingModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const codec::ValueTree::NodeId id = nodeAt(index);
    const codec::ValueTree::Node& at = tree_->node(id);
    switch (role) {
    case Qt::DisplayRole:
        return visibleLine(display(id, index.column()));
    case Qt::ToolTipRole:
        return index.column() == TypeColumn ? display(id, TypeColumn)
                                            : toQString(pathText(*tree_, id));
    case JsonTreeModel::PathRole:
        return toQString(pathText(*tree_, id));
    case JsonTreeModel::ValueTextRole:
        return toQString(diagnosticText(*tree_, id, CopyLimit));
    case JsonTreeModel::KindRole:
        return static_cast<int>(kindOf(at.form));
    case JsonTreeModel::DuplicateKeyRole:
        return at.duplicateKey;
    case JsonTreeModel::IsMemberRole:
        return at.hasKey;
    case CanOpenRole:
        return at.form == codec::Form::Text || at.form == codec::Form::Bytes ||
               at.form == codec::Form::Extension;
    default:
        return {};
    }
}

QVariant DecodingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case KeyColumn:
        return tr("Key");
    case ValueColumn:
        return tr("Value");
    default:
        return tr("Type");
    }
}

} // namespace framescope::present
