// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/collection_import.h"

#include "collection/folder/collection_edits.h"
#include "collection/saved_file.h"
#include "collection/separated_secrets.h"
#include "ui/widgets/error_text.h"

#include <QCoreApplication>
#include <QDir>

namespace framescope::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CollectionImport", text);
}

} // namespace

ImportPlan importPlan(const collection::Imported& imported, const QString& collectionFolder,
                      const QStringList& taken)
{
    ImportPlan plan;
    plan.root = collection::freePath(collectionFolder, imported.name);
    const QString name = QDir(collectionFolder).relativeFilePath(plan.root);
    QStringList used = taken;
    for (const collection::ImportedItem& item : imported.items) {
        QString folder = plan.root;
        for (const QString& part : item.folder) {
            folder = collection::freePath(folder, part); // nothing is there yet
        }
        auto separated = collection::withoutSecrets(
            item.connection, name + QLatin1Char('-') + item.connection.name, used);
        for (const auto& [secret, value] : separated.secrets) {
            plan.secrets[secret] = value;
            used += secret;
        }
        plan.files.push_back({folder, std::move(separated.saved)});
    }
    for (const collection::ImportedEnvironment& one : imported.environments) {
        plan.environments.push_back(one.environment);
        for (const auto& [secret, value] : one.secrets) {
            plan.secrets.try_emplace(secret, value);
        }
    }
    return plan;
}

Result<QString> writeImport(const ImportPlan& plan, const QString& collectionFolder)
{
    QDir().mkpath(plan.root);
    for (const ImportPlan::File& file : plan.files) {
        QDir().mkpath(file.folder);
        const QString path =
            collection::freePath(file.folder, file.saved.name, collection::ConnectionSuffix);
        if (auto done = collection::writeSavedFile({{file.saved}, {}}, path); !done) {
            return tl::unexpected(std::move(done).error());
        }
    }
    for (const collection::Environment& environment : plan.environments) {
        const QString path =
            collection::freePath(collectionFolder, environment.name, collection::EnvironmentSuffix);
        if (auto done = collection::writeEnvironment(environment, path); !done) {
            return tl::unexpected(std::move(done).error());
        }
    }
    return plan.root;
}

Notification importReport(const collection::Imported& imported)
{
    constexpr std::size_t MostLines = 6;
    QStringList lines;
    for (const Error& mistake : imported.mistakes) {
        lines += errorText(mistake);
    }
    lines += imported.notTaken;
    const auto left = lines.size() - static_cast<qsizetype>(MostLines);
    if (left > 0) {
        lines = lines.mid(0, static_cast<qsizetype>(MostLines));
        lines += tr("%1 more").arg(left);
    }
    return Notification::of(lines.isEmpty() ? Notification::Kind::Info
                                            : Notification::Kind::Warning,
                            tr("Connections imported: %1").arg(imported.items.size()), lines);
}

} // namespace framescope::ui
