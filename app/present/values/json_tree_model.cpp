// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/values/json_tree_model.h"

#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "codec/json/json_escapes.h"
#include "codec/value_text.h"
#include "present/words/visible_line.h"

#include <QStringList>

#include <algorithm>

namespace framescope::present {

namespace {

using Kind = codec::JsonOutline::Kind;

bool isContainer(Kind kind)
{
    return kind == Kind::Object || kind == Kind::Array;
}

/// The most bytes of a key or value that a row shows.
constexpr std::uint32_t longestValue = 2000;

bool hasControls(const QString& text)
{
    return std::ranges::any_of(text, [](QChar c) { return c < QLatin1Char(' '); });
}

/// Quotes a key with only the necessary escapes, so that it can be pasted anywhere.
QString quotedKey(ByteView asSent, QString name)
{
    const std::string_view raw = asText(asSent);
    if (hasControls(name) || raw.find("\\ud") != std::string_view::npos ||
        raw.find("\\uD") != std::string_view::npos) {
        return QString::fromUtf8(raw.data(), static_cast<qsizetype>(raw.size()));
    }
    name.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    name.replace(QLatin1Char('"'), QLatin1String("\\\""));
    return QLatin1Char('"') + name + QLatin1Char('"');
}

/// Returns the number of group levels that a node with so many children has.
std::uint32_t levelsFor(std::uint32_t children)
{
    std::uint32_t levels = 0;
    for (std::uint64_t reach = JsonTreeModel::GroupSize; reach < children;
         reach *= JsonTreeModel::GroupSize) {
        ++levels;
    }
    return levels;
}

/// Returns the number of children that a group of a level has.
std::uint64_t sizeOf(std::uint32_t level)
{
    std::uint64_t size = 1;
    for (; level > 0; --level) {
        size *= JsonTreeModel::GroupSize;
    }
    return size;
}

} // namespace

void JsonTreeModel::setDocument(std::shared_ptr<const JsonDocument> document)
{
    beginResetModel();
    document_ = std::move(document);
    endResetModel();
}

static_assert(sizeof(quintptr) >= sizeof(quint64));

// The lower half of an index's id is the node, the upper half the level and number of a group.
JsonTreeModel::Place JsonTreeModel::placeOf(const QModelIndex& index)
{
    const quint64 id = index.internalId();
    return {static_cast<codec::JsonOutline::NodeId>(id), static_cast<std::uint32_t>(id >> 62U),
            static_cast<std::uint32_t>(id >> 32U) & 0x3FFFFFFFU};
}

/// Returns the number of rows of a place. Precondition: `node` is the node of `place`.
std::uint32_t JsonTreeModel::rowsOf(const Place& place, const codec::JsonOutline::Node& node)
{
    const std::uint32_t level = place.level == 0 ? levelsFor(node.children) : place.level - 1;
    const std::uint64_t first = place.level == 0 ? 0 : place.group * sizeOf(place.level);
    const std::uint64_t last =
        place.level == 0 ? node.children
                         : std::min<std::uint64_t>(first + sizeOf(place.level), node.children);
    return static_cast<std::uint32_t>((last - first + sizeOf(level) - 1) / sizeOf(level));
}

QModelIndex JsonTreeModel::indexAt(const Place& place, int column) const
{
    const quint64 id =
        quint64{place.level} << 62U | quint64{place.group} << 32U | quint64{place.node};
    std::uint32_t row = place.group;
    if (place.level == 0) {
        row = document_->outline.node(place.node).row;
    }
    const bool first = place.level == 0 && place.node == codec::JsonOutline::Root;
    return createIndex(first ? 0 : static_cast<int>(row % GroupSize), column,
                       static_cast<quintptr>(id));
}

QModelIndex JsonTreeModel::indexOf(codec::JsonOutline::NodeId id, int column) const
{
    return indexAt({id, 0, 0}, column);
}

codec::JsonOutline::NodeId JsonTreeModel::nodeOf(const QModelIndex& index) const
{
    return placeOf(index).node;
}

/// Returns the parent. Precondition: not the root.
JsonTreeModel::Place JsonTreeModel::parentOf(const Place& place) const
{
    const codec::JsonOutline::Node at = document_->outline.node(place.node);
    const codec::JsonOutline::NodeId owner = place.level == 0 ? at.parent : place.node;
    const std::uint32_t number = place.level == 0 ? at.row : place.group;
    const std::uint32_t children =
        place.level == 0 ? document_->outline.node(owner).children : at.children;
    if (place.level == levelsFor(children)) {
        return {owner, 0, 0};
    }
    return {owner, place.level + 1, number / GroupSize};
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    if (!parent.isValid()) {
        return indexAt({codec::JsonOutline::Root, 0, 0}, column);
    }
    const Place above = placeOf(parent);
    const codec::JsonOutline::Node node = document_->outline.node(above.node);
    const std::uint32_t level = above.level == 0 ? levelsFor(node.children) : above.level - 1;
    const std::uint32_t number =
        (above.level == 0 ? 0 : above.group * GroupSize) + static_cast<std::uint32_t>(row);
    return level > 0 ? indexAt({above.node, level, number}, column)
                     : indexAt({document_->outline.child(node, number), 0, 0}, column);
}

QModelIndex JsonTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid()) {
        return {};
    }
    const Place place = placeOf(child);
    return place == Place{codec::JsonOutline::Root, 0, 0} ? QModelIndex()
                                                          : indexAt(parentOf(place), KeyColumn);
}

int JsonTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!document_ || document_->outline.empty() || parent.column() > 0) {
        return 0;
    }
    if (!parent.isValid()) {
        return 1;
    }
    const Place place = placeOf(parent);
    return static_cast<int>(rowsOf(place, document_->outline.node(place.node)));
}

int JsonTreeModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex& parent) const
{
    return rowCount(parent) > 0;
}

QVariant JsonTreeModel::data(const QModelIndex& index, int role) const
{
    constexpr qsizetype longestTip = 300;
    if (!index.isValid()) {
        return {};
    }
    const Place place = placeOf(index);
    if (place.level > 0) {
        return groupData(place, index.column(), role);
    }
    const codec::JsonOutline::Node at = document_->outline.node(place.node);
    switch (role) {
    case Qt::DisplayRole:
        return visibleLine(index.column() == KeyColumn ? keyText(at, place.node) : valueText(at));
    case Qt::ToolTipRole:
        return shortPath(index, longestTip);
    case PathRole:
        return path(place.node);
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

/// Returns the data of a group: the range it spans, and the path of the node it belongs to.
QVariant JsonTreeModel::groupData(const Place& place, int column, int role) const
{
    const codec::JsonOutline::Node at = document_->outline.node(place.node);
    const std::uint64_t first = place.group * sizeOf(place.level);
    const std::uint64_t last =
        std::min<std::uint64_t>(first + sizeOf(place.level), at.children) - 1;
    switch (role) {
    case Qt::DisplayRole:
        return column == KeyColumn ? QStringLiteral("[%1 … %2]").arg(first).arg(last) : QString();
    case Qt::ToolTipRole:
    case PathRole:
        return path(place.node);
    case KindRole:
        return static_cast<int>(at.kind);
    case DuplicateKeyRole:
    case IsMemberRole:
        return false;
    default:
        return {};
    }
}

QString JsonTreeModel::keyOf(const QModelIndex& index) const
{
    const codec::JsonOutline::Node at = document_->outline.node(nodeOf(index));
    return at.key.empty() ? keyText(at, nodeOf(index)) : toQString(codec::unescape(bytes(at.key)));
}

QString JsonTreeModel::plainValue(const QModelIndex& index) const
{
    const codec::JsonOutline::Node at = document_->outline.node(nodeOf(index));
    return at.kind == Kind::String ? toQString(codec::unescape(bytes(at.value))) : source(at.value);
}

QString JsonTreeModel::shortPath(const QModelIndex& index, qsizetype limit) const
{
    const QString whole = index.data(PathRole).toString();
    if (whole.size() <= limit) {
        return whole;
    }
    return whole.left(limit / 2) + QStringLiteral(" … ") + whole.right(limit / 2);
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == KeyColumn ? tr("Key") : tr("Value");
}

ByteView JsonTreeModel::bytes(codec::JsonOutline::Range range) const
{
    return ByteView(*document_->text).subspan(range.begin, range.size());
}

QString JsonTreeModel::source(codec::JsonOutline::Range range) const
{
    return toQString(asText(bytes(range)));
}

QString JsonTreeModel::keyText(const codec::JsonOutline::Node& at,
                               codec::JsonOutline::NodeId id) const
{
    if (!at.key.empty()) {
        QString name = at.key.size() > longestValue ? beginning(at.key)
                                                    : toQString(codec::unescape(bytes(at.key)));
        if (hasControls(name)) { // a line break would end the row
            name = source(at.key);
            name = name.mid(1, name.size() - 2);
        }
        return at.duplicateKey ? tr("%1 (again)").arg(name) : name;
    }
    if (id == codec::JsonOutline::Root) {
        return QStringLiteral("$");
    }
    return QString::number(at.row);
}

QString JsonTreeModel::valueText(const codec::JsonOutline::Node& at) const
{
    if (isContainer(at.kind)) {
        const QString count = QString::number(at.children);
        return at.kind == Kind::Object ? QStringLiteral("{ %1 }").arg(count)
                                       : QStringLiteral("[ %1 ]").arg(count);
    }
    return at.value.size() > longestValue ? beginning(at.value) : source(at.value);
}

/// Returns the beginning of a range that is too long to be shown, and "…".
QString JsonTreeModel::beginning(codec::JsonOutline::Range range) const
{
    const ByteView value = ByteView(*document_->text).subspan(range.begin, range.size());
    const auto shown = static_cast<std::uint32_t>(cutText(asText(value), longestValue).size());
    return source({range.begin, range.begin + shown}) + QStringLiteral("…");
}

QString JsonTreeModel::path(codec::JsonOutline::NodeId id) const
{
    QStringList steps; // from the node to the root
    while (id != codec::JsonOutline::Root) {
        const codec::JsonOutline::Node at = document_->outline.node(id);
        if (at.key.empty()) {
            steps.append(QStringLiteral("[%1]").arg(at.row));
        } else {
            const std::string name = codec::unescape(bytes(at.key));
            const QString quoted = quotedKey(bytes(at.key), toQString(name));
            steps.append(toQString(codec::memberStep(name, quoted.toStdString())));
        }
        id = at.parent;
    }
    std::reverse(steps.begin(), steps.end());
    return QLatin1Char('$') + steps.join(QString());
}

} // namespace framescope::present
