// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "present/json_outline.h"

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
    JsonOutline outline;
};

/// A JSON document as a tree: key and value of each node, values as they were sent. Children
/// appear in portions (fetchMore), each as large as all before it, so a huge array costs what
/// is looked at and its end is few portions away.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, ColumnCount };
    enum Role {
        PathRole = Qt::UserRole, ///< JSONPath from the root: $.items[0]["a b"]
        ValueTextRole,           ///< the whole value as it stands in the text
        KindRole,                ///< int of JsonOutline::Kind
        DuplicateKeyRole,        ///< bool
        IsMemberRole,            ///< bool: of an object, with a key
    };
    static constexpr std::uint32_t FirstPortion = 500;

    explicit JsonTreeModel(QObject* parent = nullptr);

    void setDocument(std::shared_ptr<const JsonDocument> document);
    const std::shared_ptr<const JsonDocument>& document() const { return document_; }

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
    const JsonOutline::Node& node(const QModelIndex& index) const;
    QString keyText(const JsonOutline::Node& node) const;
    QString valueText(const JsonOutline::Node& node) const;
    QString path(JsonOutline::NodeId id) const;
    ByteView bytes(JsonOutline::Range range) const;
    QString source(JsonOutline::Range range) const;

    std::shared_ptr<const JsonDocument> document_;
    std::vector<std::uint32_t> shown_; ///< children that are rows already, by node
    bool changing_ = false;            ///< nothing more is fetched from within a signal of a change
};

} // namespace framescope::present
