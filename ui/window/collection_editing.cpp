// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/collection_editing.h"

#include "collection/folder/collection_edits.h"
#include "present/words/visible_line.h"
#include "ui/collection/collection_pane.h"
#include "ui/collection/cookie_jars.h"
#include "ui/collection/name_in_folder_dialog.h"
#include "ui/collection/variables.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/collection_import.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace framescope::ui {

using collection::SavedConnection;
using collection::SavedFile;

CollectionEditing::CollectionEditing(const Parts& parts, QWidget& window)
    : QObject(&window), parts_(parts), window_(window)
{
    connectPane();
}

void CollectionEditing::connectPane()
{
    CollectionPane* pane = &parts_.pane;
    connect(pane, &CollectionPane::importRequested, this, &CollectionEditing::askForImport);
    connect(pane, &CollectionPane::removeRequested, this, &CollectionEditing::askToRemove);
    connect(pane, &CollectionPane::newFolderRequested, this, &CollectionEditing::askForNewFolder);
    connect(pane, &CollectionPane::duplicateRequested, this, [this](const QString& path) {
        edit([path] { return collection::duplicated(path); },
             [this](const QString& copy) { parts_.pane.select(copy, {}); });
    });
    connect(pane, &CollectionPane::moveRequested, this,
            [this](const QString& path, const QString& folder) {
                edit([=] { return collection::moved(path, folder); },
                     [this, path](const QString& now) {
                         emit moved(path, now);
                         parts_.pane.select(now, {});
                     });
            });
    connect(pane, &CollectionPane::renameRequested, this,
            [this](const QString& path, const QString& oldName, const QString& name) {
                if (!oldName.isEmpty() && hasConnection(QFileInfo(path).path(), name)) {
                    tell(tr("The connection keeps its name"),
                         {"another connection of this folder is called so", name.toStdString(),
                          "choose another name"});
                    return;
                }
                edit([=] { return collection::renamedItem(path, oldName, name); },
                     [this, path](const QString& now) {
                         emit moved(path, now);
                         parts_.pane.select(now, {});
                     });
            });
}

const SavedFile* CollectionEditing::fileAt(const QString& path) const
{
    const collection::CollectionFile* file =
        parts_.watcher.content() ? parts_.watcher.content()->find(path) : nullptr;
    return file && file->content ? &*file->content : nullptr;
}

bool CollectionEditing::hasConnection(const QString& folder, const QString& name) const
{
    bool found = false;
    if (parts_.watcher.content()) {
        parts_.watcher.content()->eachFile([&](const collection::CollectionFile& file) {
            found = found || (file.content && file.content->find(name) &&
                              QFileInfo(file.path).path() == folder);
        });
    }
    return found;
}

QStringList CollectionEditing::folders() const
{
    QStringList paths;
    if (parts_.watcher.content()) {
        parts_.watcher.content()->eachFolder(
            [&paths](const collection::CollectionFolder& folder) { paths += folder.path; });
    }
    return paths.isEmpty() ? QStringList(parts_.watcher.folder()) : paths;
}

void CollectionEditing::edit(Edit edit, Then then)
{
    edits_.emplace_back(std::move(edit), std::move(then));
    if (!editing_.isRunning()) {
        runEdits();
    }
}

void CollectionEditing::runEdits()
{
    if (edits_.empty()) {
        return;
    }
    auto [piece, then] = std::move(edits_.front());
    edits_.pop_front();
    editing_.run([piece = std::move(piece)](work::Run&) { return piece(); },
                 [this, then = std::move(then)](const Result<QString>& done) {
                     if (!done) {
                         tell(tr("The collection was not changed"), done.error());
                     } else if (then) {
                         then(*done);
                     }
                     parts_.watcher.readSoon();
                     runEdits();
                 });
}

void CollectionEditing::tell(const QString& title, const Error& error, Notification::Topic topic)
{
    parts_.notifications.show(
        Notification::of(Notification::Kind::Error, title, {errorText(error)}, topic));
}

void CollectionEditing::keep(const QString& name, const QString& value)
{
    parts_.variables.keep(name, value, [this](const Result<void>& done) {
        if (!done) {
            tell(tr("A secret is kept only until the program ends"), done.error());
        }
    });
}

void CollectionEditing::askToRemove(const QString& path, const QString& name)
{
    const SavedFile* file = fileAt(path);
    const bool one = file && file->connections.size() > 1;
    const bool folder = QFileInfo(path).isDir();
    const QString shownPath =
        present::visibleLine(QDir(parts_.watcher.folder()).relativeFilePath(path));
    const QString shownName = present::visibleLine(name);
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Delete"),
        folder           ? tr("Delete the folder “%1” with all that is in it?").arg(shownPath)
        : one            ? tr("Delete “%1” from the file “%2”?").arg(shownName, shownPath)
        : name.isEmpty() ? tr("Delete the file “%1”?").arg(shownPath)
                         : tr("Delete “%1”? This deletes the file “%2”.").arg(shownName, shownPath),
        QMessageBox::Cancel, &window_);
    QPushButton* remove = box->addButton(tr("&Delete"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("deleteItem"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(remove, &QPushButton::clicked, this, [this, path, name, one] {
        parts_.cookieJars.forget(path, one ? name : QString());
        forgetSecrets(path, one ? name : QString());
        if (one) {
            edit([path, name] { return collection::withoutConnection(path, name); });
        } else {
            edit([path] { return collection::removed(path).map([&path] { return path; }); });
        }
    });
    style::openOnce(box);
}

/// Removes the secrets of a folder, a file or one connection in it that no other connection uses.
void CollectionEditing::forgetSecrets(const QString& path, const QString& name)
{
    if (const auto content = parts_.watcher.content()) {
        const QStringList kept = content->usedSecrets(path, name);
        for (const QString& secret : content->usedSecrets()) {
            if (!kept.contains(secret)) {
                parts_.variables.forget(secret);
            }
        }
    }
}

void CollectionEditing::askForNewFolder(const QString& folder)
{
    auto* dialog =
        new NameInFolderDialog(tr("New folder"), tr("New folder"), folders(), folder, &window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        edit([in = dialog->folder(),
              name = dialog->name()] { return collection::newFolder(in, name); },
             [this](const QString& made) { parts_.pane.select(made, {}); });
    });
    style::openOnce(dialog);
}

void CollectionEditing::askForImport(bool folder)
{
    auto* dialog = new QFileDialog(&window_, folder ? tr("Import a folder of Bruno")
                                                    : tr("Import a collection"));
    dialog->setFileMode(folder ? QFileDialog::Directory : QFileDialog::ExistingFile);
    dialog->setOption(QFileDialog::ShowDirsOnly, folder);
    connect(dialog, &QFileDialog::fileSelected, this, &CollectionEditing::import);
    style::openOnce(dialog);
}

void CollectionEditing::import(const QString& path)
{
    importing_.run([path](work::Run&) { return collection::importCollection(path); },
                   [this](const Result<collection::Imported>& imported) {
                       if (!imported) {
                           tell(tr("The collection can't be imported"), imported.error());
                           return;
                       }
                       const QString folder = parts_.watcher.folder();
                       const ImportPlan plan = importPlan(
                           *imported, folder,
                           parts_.watcher.content() ? parts_.watcher.content()->usedSecrets()
                                                    : QStringList());
                       for (const auto& [secret, value] : plan.secrets) {
                           keep(secret, value);
                       }
                       edit([plan, folder] { return writeImport(plan, folder); },
                            [this, report = importReport(*imported)](const QString& root) {
                                parts_.pane.select(root, {});
                                parts_.notifications.show(report);
                            });
                   });
}

} // namespace framescope::ui
