// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/folder/collection_folder.h"

#include <QStandardItemModel>

#include <memory>

namespace framescope::ui {

/// The tree of a collection: folders, their connections, and files with a mistake.
class CollectionModel : public QStandardItemModel
{
    Q_OBJECT

public:
    enum Role {
        PathRole = Qt::UserRole + 1, ///< of the file or folder
        NameRole,                    ///< of the connection
        KindRole
    };
    enum class Kind { Folder, Connection, Mistake };

    explicit CollectionModel(QObject* parent = nullptr);

    /// Shows the items with `filter` in their name or address, and the folders that have some.
    void setContent(const std::shared_ptr<const collection::CollectionFolder>& content,
                    const QString& filter);
    static Kind kindOf(const QModelIndex& index);
    /// The item with that path and, unless it is empty, that name; invalid if there is none.
    QModelIndex find(const QString& path, const QString& name) const;

    /// Emits `renameRequested` and leaves the item as it is until the file is read again.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;
    QStringList mimeTypes() const override;

signals:
    void renameRequested(const QModelIndex& index, const QString& name);
    void moveRequested(const QString& path, const QString& folder);

private:
    bool fill(QStandardItem& parent, const collection::CollectionFolder& folder,
              const QString& filter);
    void addFile(QStandardItem& parent, const collection::CollectionFile& file,
                 const QString& filter);

    QString root_;
};

} // namespace framescope::ui
