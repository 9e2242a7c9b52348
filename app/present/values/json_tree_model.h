// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/json/json_outline.h"

#include <QAbstractItemModel>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace framescope::present {

/// A JSON text and its structure. Not changed once it is shared between threads.
struct JsonDocument
{
    std::shared_ptr<const Bytes> text; ///< never null where there is a node
    codec::JsonOutline outline;
};

/// A JSON document as a tree: key and value of each node, values as they were sent. More than a
/// thousand children stand in groups of a thousand, these in groups of groups, so no row has
/// more than that many under it and a huge array costs what is looked at.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< JSONPath from the root: $.items[0]["a b"]
        KindRole,                ///< int of JsonOutline::Kind
        DuplicateKeyRole,        ///< bool
        IsMemberRole,            ///< bool: of an object, with a key
    };
    static constexpr std::uint32_t GroupSize = 1000;

    using QAbstractItemModel::QAbstractItemModel;

    void setDocument(std::shared_ptr<const JsonDocument> document);
    const std::shared_ptr<const JsonDocument>& document() const { return document_; }

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    QModelIndex indexOf(codec::JsonOutline::NodeId id, int column = KeyColumn) const;
    /// Of a group: whose children it has.
    codec::JsonOutline::NodeId nodeOf(const QModelIndex& index) const;
    /// The key without escapes, or the number in an array.
    QString keyOf(const QModelIndex& index) const;
    /// A string without quotes and escapes, any other value as it stands in the text.
    QString plainValue(const QModelIndex& index) const;
    /// The path, its middle left out where it is longer than `limit`.
    QString shortPath(const QModelIndex& index, qsizetype limit) const;

private:
    /// What a row stands for: a value, or a group of a value's children.
    struct Place
    {
        codec::JsonOutline::NodeId node = 0;
        std::uint32_t level = 0; ///< 0 a value, 1 a group of values, 2 a group of those…
        std::uint32_t group = 0; ///< number of the group among those of its level

        friend bool operator==(const Place&, const Place&) = default;
    };

    static Place placeOf(const QModelIndex& index);
    static std::uint32_t rowsOf(const Place& place, const codec::JsonOutline::Node& node);
    QModelIndex indexAt(const Place& place, int column) const;
    Place parentOf(const Place& place) const;
    QVariant groupData(const Place& place, int column, int role) const;
    QString keyText(const codec::JsonOutline::Node& node, codec::JsonOutline::NodeId id) const;
    QString valueText(const codec::JsonOutline::Node& node) const;
    QString path(codec::JsonOutline::NodeId id) const;
    ByteView bytes(codec::JsonOutline::Range range) const;
    QString source(codec::JsonOutline::Range range) const;
    QString beginning(codec::JsonOutline::Range range) const;

    std::shared_ptr<const JsonDocument> document_;
};

} // namespace framescope::present
