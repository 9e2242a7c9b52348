// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/collection_model.h"

#include "ui/style/icons.h"
#include "ui/widgets/error_text.h"

#include <QFileInfo>
#include <QMimeData>

namespace framescope::ui {

namespace {

const QString MimeType = QStringLiteral("application/x-framescope-collection-item");

QStandardItem* itemFor(CollectionModel::Kind kind, const QString& text, const QString& path)
{
    auto* item = new QStandardItem(text);
    item->setData(path, CollectionModel::PathRole);
    item->setData(static_cast<int>(kind), CollectionModel::KindRole);
    return item;
}

} // namespace

CollectionModel::CollectionModel(QObject* parent) : QStandardItemModel(parent) {}

void CollectionModel::setContent(const std::shared_ptr<const collection::CollectionFolder>& content,
                                 const QString& filter)
{
    clear();
    root_ = content ? content->path : QString();
    if (content) {
        fill(*invisibleRootItem(), *content, filter.trimmed());
    }
}

/// Returns whether anything of the folder is shown.
bool CollectionModel::fill(QStandardItem& parent, const collection::CollectionFolder& folder,
                           const QString& filter)
{
    for (const collection::CollectionFolder& below : folder.folders) {
        QStandardItem* item = itemFor(Kind::Folder, below.name(), below.path);
        item->setIcon(style::icon(QStringLiteral("folder"), style::Ink::Muted));
        item->setAccessibleDescription(tr("Folder"));
        const bool named = below.name().contains(filter, Qt::CaseInsensitive);
        if (fill(*item, below, named ? QString() : filter) || named) {
            parent.appendRow(item);
        } else {
            delete item;
        }
    }
    for (const collection::CollectionFile& file : folder.files) {
        addFile(parent, file, filter);
    }
    return parent.rowCount() > 0;
}

void CollectionModel::addFile(QStandardItem& parent, const collection::CollectionFile& file,
                              const QString& filter)
{
    if (!file.content) {
        const QString name = QFileInfo(file.path).fileName();
        if (name.contains(filter, Qt::CaseInsensitive)) {
            QStandardItem* item = itemFor(Kind::Mistake, name, file.path);
            item->setIcon(style::icon(QStringLiteral("warning"), style::Ink::Warning));
            item->setToolTip(errorText(file.content.error()));
            item->setAccessibleDescription(errorText(file.content.error()));
            item->setEditable(false);
            parent.appendRow(item);
        }
        return;
    }
    for (const collection::SavedConnection& saved : file.content->connections) {
        if (saved.name.contains(filter, Qt::CaseInsensitive) ||
            saved.address.contains(filter, Qt::CaseInsensitive)) {
            QStandardItem* item = itemFor(Kind::Connection, saved.name, file.path);
            item->setIcon(style::icon(QStringLiteral("link"), style::Ink::Muted));
            item->setData(saved.name, NameRole);
            item->setToolTip(saved.address);
            item->setAccessibleDescription(tr("Connection to %1").arg(saved.address));
            item->setDropEnabled(false);
            item->setDragEnabled(file.content->connections.size() == 1);
            parent.appendRow(item);
        }
    }
}

CollectionModel::Kind CollectionModel::kindOf(const QModelIndex& index)
{
    return static_cast<Kind>(index.data(KindRole).toInt());
}

QModelIndex CollectionModel::find(const QString& path, const QString& name) const
{
    if (rowCount() == 0) {
        return {};
    }
    const QModelIndexList found =
        match(index(0, 0), PathRole, path, -1, Qt::MatchExactly | Qt::MatchRecursive);
    for (const QModelIndex& one : found) {
        if (name.isEmpty() || one.data(NameRole).toString() == name) {
            return one;
        }
    }
    return {};
}

bool CollectionModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (role == Qt::EditRole && !name.isEmpty() && name != index.data().toString()) {
        emit renameRequested(index, name);
    }
    return false;
}

QStringList CollectionModel::mimeTypes() const
{
    return {MimeType};
}

QMimeData* CollectionModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    if (!indexes.isEmpty()) {
        data->setData(MimeType, indexes.front().data(PathRole).toString().toUtf8());
    }
    return data;
}

bool CollectionModel::canDropMimeData(const QMimeData* data, Qt::DropAction /*action*/, int /*row*/,
                                      int /*column*/, const QModelIndex& parent) const
{
    return data->hasFormat(MimeType) && (!parent.isValid() || kindOf(parent) == Kind::Folder);
}

bool CollectionModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row,
                                   int column, const QModelIndex& parent)
{
    if (canDropMimeData(data, action, row, column, parent)) {
        emit moveRequested(QString::fromUtf8(data->data(MimeType)),
                           parent.isValid() ? parent.data(PathRole).toString() : root_);
    }
    return false; // the view must not remove the item: the file is read again
}

} // namespace framescope::ui
