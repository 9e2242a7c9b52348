// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/decoding_model.h"

#include "base/text/qt_string.h"
#include "codec/json/json_outline.h"
#include "codec/value_text.h"
#include "present/words/visible_line.h"

#include <utility>

namespace framescope::present {

namespace {

/// The most characters of a value that a row shows.
constexpr std::size_t LongestValue = 1000;

/// Returns the JSON kind closest to a form, for the colours.
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

void DecodingModel::setTree(std::shared_ptr<const codec::ValueTree> tree)
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
    return node == Top ? codec::ValueTree::Root : tree_->child(node, row);
}

std::uint32_t DecodingModel::parentOf(std::uint32_t node) const
{
    return node == codec::ValueTree::Root ? Top : tree_->node(node).parent;
}

std::uint32_t DecodingModel::rowOf(std::uint32_t node) const
{
    return tree_->node(node).row;
}

int DecodingModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
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
