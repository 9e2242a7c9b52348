// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/json_tree_model.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace framescope::present {

namespace {

using Kind = JsonOutline::Kind;

bool isContainer(Kind kind)
{
    return kind == Kind::Object || kind == Kind::Array;
}

/// More of a string than this is not shown in a row.
constexpr std::uint32_t longestValue = 2000;

} // namespace

JsonTreeModel::JsonTreeModel(QObject* parent) : QAbstractItemModel(parent) {}

void JsonTreeModel::setDocument(std::shared_ptr<const JsonDocument> document)
{
    changing_ = true;
    beginResetModel();
    document_ = std::move(document);
    shown_.assign(document_ ? document_->outline.size() : 0, 0);
    endResetModel();
    changing_ = false;
}

const JsonOutline::Node& JsonTreeModel::node(const QModelIndex& index) const
{
    return document_->outline.node(static_cast<JsonOutline::NodeId>(index.internalId()));
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return createIndex(row, column, quintptr{JsonOutline::Root});
    }
    const auto id = document_->outline.child(node(parent), static_cast<std::uint32_t>(row));
    return createIndex(row, column, quintptr{id});
}

QModelIndex JsonTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == JsonOutline::Root) {
        return {};
    }
    const JsonOutline::NodeId parentId = node(child).parent;
    const auto row = document_->outline.node(parentId).row;
    return createIndex(static_cast<int>(row), KeyColumn, quintptr{parentId});
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!document_ || document_->outline.empty() || parent.column() > 0) {
        return 0;
    }
    return parent.isValid() ? static_cast<int>(shown_[parent.internalId()]) : 1;
}

int JsonTreeModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const
{
    if (!parent.isValid()) {
        return rowCount() > 0;
    }
    return parent.column() == KeyColumn && node(parent).children > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex& parent) const
{
    return !changing_ && parent.isValid() && shown_[parent.internalId()] < node(parent).children;
}

void JsonTreeModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) {
        return;
    }
    std::uint32_t& shown = shown_[parent.internalId()];
    const std::uint32_t portion = std::max(shown, FirstPortion);
    const std::uint32_t all = node(parent).children;
    const std::uint32_t next = all - shown > portion ? shown + portion : all;
    changing_ = true;
    beginInsertRows(parent, static_cast<int>(shown), static_cast<int>(next) - 1);
    shown = next;
    endInsertRows();
    changing_ = false;
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const JsonOutline::Node& at = node(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == KeyColumn ? keyText(at) : valueText(at);
    case Qt::ToolTipRole:
    case PathRole:
        return path(static_cast<JsonOutline::NodeId>(index.internalId()));
    case ValueTextRole:
        return source(at.value);
    case KindRole:
        return static_cast<int>(at.kind);
    case DuplicateKeyRole:
        return at.duplicateKey;
    case IsMemberRole:
        return !at.key.empty();
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == KeyColumn ? tr("Key") : tr("Value");
}

ByteView JsonTreeModel::bytes(JsonOutline::Range range) const
{
    return ByteView(*document_->text).subspan(range.begin, range.size());
}

QString JsonTreeModel::source(JsonOutline::Range range) const
{
    const ByteView text = bytes(range);
    return QString::fromUtf8(reinterpret_cast<const char*>(text.data()),
                             static_cast<qsizetype>(text.size()));
}

QString JsonTreeModel::keyText(const JsonOutline::Node& at) const
{
    if (!at.key.empty()) {
        const QString name = QString::fromStdString(unescape(bytes(at.key)));
        return at.duplicateKey ? tr("%1 (again)").arg(name) : name;
    }
    if (&at == &document_->outline.node(JsonOutline::Root)) {
        return QStringLiteral("$");
    }
    return QString::number(at.row);
}

QString JsonTreeModel::valueText(const JsonOutline::Node& at) const
{
    if (isContainer(at.kind)) {
        const QString count = QString::number(at.children);
        return at.kind == Kind::Object ? QStringLiteral("{ %1 }").arg(count)
                                       : QStringLiteral("[ %1 ]").arg(count);
    }
    if (at.value.size() > longestValue) {
        std::uint32_t end = at.value.begin + longestValue;
        while (((*document_->text)[end] & 0xC0U) == 0x80U) { // within a character
            --end;
        }
        return source({at.value.begin, end}) + QStringLiteral("…");
    }
    return source(at.value);
}

QString JsonTreeModel::path(JsonOutline::NodeId id) const
{
    static const QRegularExpression plainName(
        QRegularExpression::anchoredPattern(QStringLiteral("[A-Za-z_][A-Za-z0-9_]*")));
    QStringList steps; // from the node up
    while (id != JsonOutline::Root) {
        const JsonOutline::Node& at = document_->outline.node(id);
        if (at.key.empty()) {
            steps.append(QStringLiteral("[%1]").arg(at.row));
        } else {
            const QString name = QString::fromStdString(unescape(bytes(at.key)));
            steps.append(plainName.match(name).hasMatch()
                             ? QLatin1Char('.') + name
                             : QLatin1Char('[') + source(at.key) + QLatin1Char(']'));
        }
        id = at.parent;
    }
    std::reverse(steps.begin(), steps.end());
    return QLatin1Char('$') + steps.join(QString());
}

} // namespace framescope::present
