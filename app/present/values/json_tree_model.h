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

/// A JSON text and its structure. It does not change once it is shared between threads.
struct JsonDocument
{
    std::shared_ptr<const Bytes> text; ///< never null if there are nodes
    codec::JsonOutline outline;
};

/// A JSON document as a tree: key and value of each node, values as they were sent. More than a
/// thousand children are in groups of a thousand, these in groups of groups. So no row has more
/// children than that, and a huge array costs only what is looked at.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< JSONPath from the root: $.items[0]["a b"]
        KindRole,                ///< int of JsonOutline::Kind
        DuplicateKeyRole,        ///< bool
        IsMemberRole,            ///< bool: a member of an object, with a key
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
    /// Returns the node of an index; for a group, the node whose children it contains.
    codec::JsonOutline::NodeId nodeOf(const QModelIndex& index) const;
    /// Returns the key without escapes, or the index in an array.
    QString keyOf(const QModelIndex& index) const;
    /// Returns a string without quotes and escapes, any other value as in the text.
    QString plainValue(const QModelIndex& index) const;
    /// Returns the path; its middle is left out if it is longer than `limit`.
    QString shortPath(const QModelIndex& index, qsizetype limit) const;

private:
    /// What a row represents: a value, or a group of a value's children.
    struct Place
    {
        codec::JsonOutline::NodeId node = 0;
        std::uint32_t level = 0; ///< 0: a value, 1: a group of values, 2: a group of groups…
        std::uint32_t group = 0; ///< number of the group in its level

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
