// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/imports/import_collection.h"
#include "collection/resolving.h"
#include "ui/widgets/notification.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace framescope::ui {

/// What an imported collection becomes: files, and secrets that are in none of them.
struct ImportPlan
{
    struct File
    {
        QString folder;
        collection::SavedConnection saved;
    };
    QString root; ///< the new folder
    std::vector<File> files;
    std::vector<collection::Environment> environments;
    collection::SecretValues secrets;
};

/// `taken`: names of secrets that the collection has already.
ImportPlan importPlan(const collection::Imported& imported, const QString& collectionFolder,
                      const QStringList& taken);

/// Writes the files and returns the new folder. Nothing is overwritten.
Result<QString> writeImport(const ImportPlan& plan, const QString& collectionFolder);

/// Says how much was imported, and what was not.
Notification importReport(const collection::Imported& imported);

} // namespace framescope::ui
