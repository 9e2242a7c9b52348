// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_model.h"

#include "base/qt_string.h"
#include "codec/decoding_text.h"
#include "codec/json_outline.h"
#include "present/words/visible_line.h"

#include <utility>

namespace framescope::present {

namespace {

/// More of a value than this is not shown in a row.
constexpr std::size_t LongestValue = 1000;

/// What JSON would call it, for the colours.
JsonOutline::Kind kindOf(Form form)
{
    switch (form) {
    case Form::Map:
    case Form::Entry:
        return JsonOutline::Kind::Object;
    case Form::Array:
        return JsonOutline::Kind::Array;
    case Form::Text:
    case Form::Bytes:
    case Form::Extension:
        return JsonOutline::Kind::String;
    case Form::False:
        return JsonOutline::Kind::False;
    case Form::True:
        return JsonOutline::Kind::True;
    case Form::Null:
    case Form::Undefined:
    case Form::Simple:
    case Form::Special:
    case Form::Break:
        return JsonOutline::Kind::Null;
    default:
        return JsonOutline::Kind::Number;
    }
}

} // namespace

void DecodingModel::setTree(std::shared_ptr<const ValueTree> tree)
{
    beginReplacing();
    tree_ = std::move(tree);
    endReplacing(tree_ ? tree_->size() : 0);
}

std::uint32_t DecodingModel::childCount(std::uint32_t node) const
{
    return node != Top ? tree_->node(node).children : tree_ && !tree_->empty() ? 1 : 0;
}

std::uint32_t DecodingModel::childOf(std::uint32_t node, std::uint32_t row) const
{
    return node == Top ? ValueTree::Root : tree_->child(node, row);
}

std::uint32_t DecodingModel::parentOf(std::uint32_t node) const
{
    return node == ValueTree::Root ? Top : tree_->node(node).parent;
}

std::uint32_t DecodingModel::rowOf(std::uint32_t node) const
{
    return tree_->node(node).row;
}

int DecodingModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QString DecodingModel::display(ValueTree::NodeId id, int column) const
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
    const ValueTree::NodeId id = nodeAt(index);
    const ValueTree::Node& at = tree_->node(id);
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
        return at.form == Form::Text || at.form == Form::Bytes || at.form == Form::Extension;
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
