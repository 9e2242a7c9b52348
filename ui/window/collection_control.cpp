// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/collection_control.h"

#include "collection/folder/collection_edits.h"
#include "collection/separated_secrets.h"
#include "present/words/visible_line.h"
#include "ui/collection/collection_model.h"
#include "ui/collection/collection_pane.h"
#include "ui/collection/collection_tree.h"
#include "ui/collection/environment_dialog.h"
#include "ui/collection/name_in_folder_dialog.h"
#include "ui/page/connection_control.h"
#include "ui/page/saved_origin.h"
#include "ui/page/session_page.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/page_tabs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QStandardPaths>

#include <utility>

namespace framescope::ui {

namespace {

using collection::SavedConnection;
using collection::SavedFile;

/// Where the names of a connection's secrets begin: its path in the collection.
QString secretStart(const QString& folder, const QString& path, const QString& name)
{
    QString relative = QDir(folder).relativeFilePath(path);
    relative.chop(QFileInfo(relative).suffix().size() + 1);
    return relative.endsWith(name) ? relative : relative + QLatin1Char('-') + name;
}

/// Where connections are saved before the user chooses a folder.
QString ownFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
           QStringLiteral("/connections");
}

/// The path, after something was written there.
Result<QString> written(const Result<void>& done, const QString& path)
{
    return done.map([&path] { return path; });
}

/// The file with the connection in the place of the one of that name, or behind the others.
SavedFile withConnection(SavedFile file, const QString& name, const SavedConnection& saved)
{
    for (SavedConnection& one : file.connections) {
        if (one.name == name) {
            one = saved;
            return file;
        }
    }
    file.connections.push_back(saved);
    return file;
}

/// Whether a tab has another address or other options than the file; messages are only added.
bool replacesOptions(SavedConnection tab, const SavedConnection& saved)
{
    tab.name = saved.name;
    tab.messages = saved.messages;
    return !isSame(tab, saved);
}

/// The name, with a number behind it if a file of the folder is called so.
QString freeName(const QString& folder, const QString& name)
{
    return QFileInfo(collection::freePath(folder, name, collection::ConnectionSuffix))
        .completeBaseName();
}

/// What a connection has become in its file, where it may have another name now: then it is the one
/// that is the same otherwise, or the only one of the file. Null if it is gone.
const SavedConnection* followed(const SavedFile& file, const SavedConnection& before)
{
    if (const SavedConnection* same = file.find(before.name)) {
        return same;
    }
    for (const SavedConnection& one : file.connections) {
        SavedConnection renamed = before;
        renamed.name = one.name;
        if (isSame(one, renamed)) {
            return &one;
        }
    }
    return file.connections.size() == 1 ? &file.connections.front() : nullptr;
}

} // namespace

CollectionControl::CollectionControl(const Parts& parts, const QString& usualFolder,
                                     bool forgetsSecrets, QWidget& window)
    : QObject(&window), parts_(parts), window_(window), keyRing_(forgetsSecrets),
      variables_(keyRing_, this), cookieJars_(keyRing_, parts.settings, this),
      editing_({parts.pane, watcher_, variables_, cookieJars_, parts.notifications}, window)
{
    connectPane();
    connect(&editing_, &CollectionEditing::moved, this, &CollectionControl::followMove);
    connect(&watcher_, &collection::CollectionWatcher::changed, this,
            &CollectionControl::takeChanges);
    connect(&parts_.tabs, &QTabWidget::currentChanged, this, &CollectionControl::selectCurrent);
    parts_.pane.setEnvironment(parts_.settings.environment());
    parts_.pane.setOwnFolder(ownFolder());
    const QString chosen = parts_.settings.collectionFolder();
    setFolder(!chosen.isEmpty() && QFileInfo(chosen).isDir() ? chosen
              : usualFolder.isEmpty()                        ? ownFolder()
                                                             : usualFolder);
}

void CollectionControl::connectPane()
{
    CollectionPane* pane = &parts_.pane;
    connect(pane, &CollectionPane::openRequested, this,
            [this](const QString& path, const QString& name) { open(path, name, false); });
    connect(pane, &CollectionPane::connectRequested, this,
            [this](const QString& path, const QString& name) { open(path, name, true); });
    connect(pane, &CollectionPane::saveRequested, this, &CollectionControl::saveCurrent);
    connect(pane, &CollectionPane::chooseFolderRequested, this, &CollectionControl::askForFolder);
    connect(pane, &CollectionPane::environmentChosen, this, &CollectionControl::useEnvironment);
    connect(pane, &CollectionPane::editEnvironmentRequested, this,
            &CollectionControl::editEnvironment);
    connect(pane, &CollectionPane::newEnvironmentRequested, this,
            [this] { editEnvironment(QString()); });
    connect(pane, &CollectionPane::mistakeChosen, this, [this](const QString& path) {
        const collection::CollectionFile* file =
            watcher_.content() ? watcher_.content()->find(path) : nullptr;
        if (file && !file->content) {
            editing_.tell(tr("The file can't be used"), file->content.error(),
                          Notification::Topic::Collection);
        }
    });
}

void CollectionControl::setFolder(const QString& folder)
{
    variables_.setCollection(folder);
    watcher_.setFolder(folder);
    parts_.pane.setContent(watcher_.content());
}

void CollectionControl::askForFolder()
{
    auto* dialog =
        new QFileDialog(&window_, tr("Folder of the saved connections"), watcher_.folder());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        parts_.settings.setCollectionFolder(folder);
        setFolder(folder);
    });
    style::openOnce(dialog);
}

void CollectionControl::open(const QString& path, const QString& name, bool connects)
{
    const SavedFile* file = editing_.fileAt(path);
    const SavedConnection* saved = file ? file->find(name) : nullptr;
    if (!saved) {
        return;
    }
    for (SessionPage* page : parts_.tabs.pages()) {
        const auto& origin = page->connection().origin();
        if (origin && origin->path == path && origin->saved.name == name &&
            !page->document().isConnected()) {
            parts_.tabs.setCurrentWidget(page);
            if (connects) {
                page->connection().connectToAddress();
            }
            return;
        }
    }
    SessionPage* page = parts_.pageForNew();
    page->connection().takeSaved({path, *saved});
    if (connects) {
        page->connection().connectToAddress();
    }
}

void CollectionControl::saveCurrent()
{
    saveOrAsk({});
}

void CollectionControl::saveForMessage()
{
    saveOrAsk(tr("A message is saved in the file of its connection. Unless the connection is saved "
                 "now, the message is kept only as long as the tab."));
}

void CollectionControl::saveOrAsk(const QString& why)
{
    SessionPage& page = *static_cast<SessionPage*>(parts_.tabs.currentWidget());
    if (page.task() || page.document().origin() == Document::Origin::File) {
        return;
    }
    const auto& origin = page.connection().origin();
    const SavedFile* file = origin ? editing_.fileAt(origin->path) : nullptr;
    const SavedConnection* saved = file ? followed(*file, origin->saved) : nullptr;
    if (!saved) {
        askForName(page, why);
    } else if (isSame(page.connection().asSaved(), *saved)) {
        page.connection().takeSaved({origin->path, *saved}); // the file stays as it was written
    } else if (replacesOptions(page.connection().asSaved(), *saved)) {
        askToReplace(page, {origin->path, *saved}, why);
    } else {
        saveTo(page, origin->path, saved->name);
    }
}

void CollectionControl::askToReplace(SessionPage& page, const SavedOrigin& replaced,
                                     const QString& why)
{
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Save the connection"),
        tr("The tab has another address or other options than the saved connection “%1”.")
                .arg(present::visibleLine(replaced.saved.name)) +
            (why.isEmpty() ? QString() : QStringLiteral("\n\n") + why),
        QMessageBox::Cancel, &window_);
    auto* replace = box->addButton(tr("&Replace it"), QMessageBox::DestructiveRole);
    auto* another = box->addButton(tr("Save as a &new one…"), QMessageBox::AcceptRole);
    replace->setObjectName(QStringLiteral("replaceConnection"));
    another->setObjectName(QStringLiteral("saveAsNew"));
    box->setDefaultButton(another);
    connect(replace, &QPushButton::clicked, &page,
            [this, &page, replaced] { saveTo(page, replaced.path, replaced.saved.name); });
    connect(another, &QPushButton::clicked, &page, [this, &page, why] { askForName(page, why); });
    style::openOnce(box);
}

void CollectionControl::askForName(SessionPage& page, const QString& why)
{
    const QString title = page.document().title();
    const auto& origin = page.connection().origin();
    const QString folder = parts_.pane.currentFolder();
    const QString proposed = origin            ? freeName(folder, origin->saved.name)
                             : title.isEmpty() ? tr("New connection")
                                               : title.section(QLatin1Char('/'), 0, 0);
    auto* dialog = new NameInFolderDialog(tr("Save the connection"), proposed, editing_.folders(),
                                          folder, &window_);
    dialog->explain(why);
    dialog->setObjection([this](const QString& in, const QString& name) {
        return editing_.hasConnection(in, name)
                   ? tr("Another connection of this folder has this name.")
                   : QString();
    });
    connect(dialog, &QDialog::accepted, &page, [this, dialog, &page] {
        const QString path =
            collection::freePath(dialog->folder(), dialog->name(), collection::ConnectionSuffix);
        saveTo(page, path, dialog->name());
    });
    style::openOnce(dialog);
}

void CollectionControl::saveTo(SessionPage& page, const QString& path, const QString& name)
{
    SavedConnection saved =
        collection::inFolder(page.connection().asSaved(), QFileInfo(path).path());
    saved.name = name;
    const QStringList taken =
        watcher_.content() ? watcher_.content()->usedSecrets() : QStringList();
    collection::SeparatedSecrets separated = collection::withoutSecrets(
        std::move(saved), secretStart(watcher_.folder(), path, name), taken);
    for (const auto& [secret, value] : separated.secrets) {
        editing_.keep(secret, value);
    }
    const SavedFile* before = editing_.fileAt(path);
    SavedFile file = withConnection(before ? *before : SavedFile(), name, separated.saved);
    editing_.edit(
        [file = std::move(file), path] {
            QDir().mkpath(QFileInfo(path).path());
            return written(collection::writeSavedFile(file, path), path);
        },
        [this, page = QPointer(&page), saved = separated.saved](const QString& written) {
            if (page) {
                page->connection().takeOrigin({written, saved});
            }
            parts_.pane.select(written, saved.name);
        });
}

/// The side bar shows which connection the tab has.
void CollectionControl::selectCurrent()
{
    auto* page = static_cast<SessionPage*>(parts_.tabs.currentWidget());
    if (page && page->connection().origin()) {
        const SavedOrigin& origin = *page->connection().origin();
        const QModelIndex found = parts_.pane.model().find(origin.path, origin.saved.name);
        if (found.isValid()) {
            parts_.pane.tree().setCurrentIndex(found);
        }
    }
}

void CollectionControl::useEnvironment(const QString& name)
{
    parts_.settings.setEnvironment(name);
    collection::Environment chosen;
    for (const collection::Environment& one : watcher_.content()
                                                  ? watcher_.content()->usableEnvironments()
                                                  : std::vector<collection::Environment>()) {
        chosen = one.name == name ? one : chosen;
    }
    variables_.setEnvironment(chosen);
}

void CollectionControl::editEnvironment(const QString& name)
{
    collection::Environment edited;
    QStringList taken;
    if (watcher_.content()) {
        for (const collection::EnvironmentFile& file : watcher_.content()->environments) {
            taken += QFileInfo(file.path).fileName().chopped(collection::EnvironmentSuffix.size());
            if (file.content && file.content->name == name) {
                edited = *file.content;
            }
        }
    }
    auto* dialog = new EnvironmentDialog(edited, taken, &window_);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const collection::Environment made = dialog->environment();
        for (const auto& [secret, value] : dialog->secrets()) {
            editing_.keep(secret, value);
        }
        const QString path =
            QDir(watcher_.folder()).filePath(made.name + collection::EnvironmentSuffix);
        editing_.edit([made, path] {
            QDir().mkpath(QFileInfo(path).path());
            return written(collection::writeEnvironment(made, path), path);
        });
        parts_.pane.setEnvironment(made.name);
        parts_.settings.setEnvironment(made.name);
    });
    style::openOnce(dialog);
}

void CollectionControl::takeChanges(const collection::CollectionChanges& changes)
{
    parts_.pane.setContent(watcher_.content());
    useEnvironment(parts_.pane.environment());
    for (SessionPage* page : parts_.tabs.pages()) {
        const auto origin = page->connection().origin();
        if (origin &&
            (changes.changed.contains(origin->path) || changes.added.contains(origin->path))) {
            takeChange(*page, *origin);
        }
    }
    bool hasMistake = false;
    watcher_.content()->eachFile([&hasMistake](const collection::CollectionFile& file) {
        hasMistake = hasMistake || !file.content;
    });
    if (!hasMistake) {
        parts_.notifications.resolve(Notification::Topic::Collection);
    }
    for (const QString& path : changes.changed) {
        const collection::CollectionFile* file = watcher_.content()->find(path);
        if (file && !file->content) {
            editing_.tell(tr("A saved connection changed and can't be used"), file->content.error(),
                          Notification::Topic::Collection);
        }
    }
}

/// The tabs of a file that was moved, or that is in a folder that was, stay its tabs.
void CollectionControl::followMove(const QString& from, const QString& to)
{
    for (SessionPage* page : parts_.tabs.pages()) {
        const auto& origin = page->connection().origin();
        if (origin && (origin->path + QLatin1Char('/')).startsWith(from + QLatin1Char('/'))) {
            page->connection().follow(to + origin->path.mid(from.size()), origin->saved.name);
        }
    }
}

/// A tab that shows what was in the file shows what is in it now; one that was changed by hand
/// stays, and its user is told.
void CollectionControl::takeChange(SessionPage& page, const SavedOrigin& origin)
{
    const SavedFile* file = editing_.fileAt(origin.path);
    const SavedConnection* now = file ? followed(*file, origin.saved) : nullptr;
    if (!now || isSame(*now, origin.saved)) {
        return;
    }
    const SavedOrigin taken{origin.path, *now};
    const bool unchanged = isSame(page.connection().asSaved(), origin.saved);
    SavedConnection renamed = origin.saved;
    renamed.name = now->name;
    page.connection().follow(origin.path, now->name);
    if (isSame(*now, renamed)) {
        return; // nothing but its name
    }
    if (unchanged) {
        page.connection().takeSaved(taken);
        if (page.document().isConnected()) {
            page.notify(Notification::of(
                Notification::Kind::Info, tr("The file of this connection changed"),
                {tr("The open connection stays as it is. The next one is as the file says.")}));
        }
        return;
    }
    Notification told = Notification::of(
        Notification::Kind::Info, tr("The file of this connection changed"),
        {tr("The tab keeps what was changed in it. Saving the connection replaces the file.")},
        Notification::Topic::Collection);
    told.actions.push_back({tr("Take it from the file"), [page = QPointer(&page), taken] {
                                if (page) {
                                    page->connection().takeSaved(taken);
                                }
                            }});
    page.notify(told);
}

} // namespace framescope::ui
