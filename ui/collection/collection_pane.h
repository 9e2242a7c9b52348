// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/folder/collection_folder.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace framescope::ui {

class CollectionModel;
class CollectionTree;

/// The side bar: the saved connections of a folder, and the environment for their variables. It
/// shows and asks; CollectionControl does.
class CollectionPane : public QWidget
{
    Q_OBJECT

public:
    explicit CollectionPane(QWidget* parent = nullptr);

    /// The folder that the program has chosen itself, whose name says nothing to the user.
    void setOwnFolder(const QString& path) { ownFolder_ = path; }
    /// Null: the folder is being read, or there is none.
    void setContent(const std::shared_ptr<const collection::CollectionFolder>& content);
    /// Chooses one of the environments of the content; empty: none.
    void setEnvironment(const QString& name);
    QString environment() const;
    /// Selects a connection as soon as it is there.
    void select(const QString& path, const QString& name);
    /// The folder that the current item is or lies in.
    QString currentFolder() const;
    CollectionTree& tree() { return *tree_; }
    CollectionModel& model() { return *model_; }
    /// The menu behind the button at the top, to which commands are added.
    QMenu& menu() { return *menu_; }

signals:
    void openRequested(const QString& path, const QString& name);
    void connectRequested(const QString& path, const QString& name);
    void renameRequested(const QString& path, const QString& oldName, const QString& name);
    void duplicateRequested(const QString& path);
    void removeRequested(const QString& path, const QString& name);
    void moveRequested(const QString& path, const QString& folder);
    void newFolderRequested(const QString& folder);
    void saveRequested();
    void chooseFolderRequested();
    /// Emitted to import a collection of another tool: a file, or a folder.
    void importRequested(bool folder);
    void mistakeChosen(const QString& path);
    void environmentChosen(const QString& name);
    void editEnvironmentRequested(const QString& name);
    void newEnvironmentRequested();

private:
    void buildTop();
    void buildBottom();
    QWidget* emptyNote();
    void connectTree();
    void fillEnvironments();
    void fillEnvironmentMenu(QMenu& menu);
    void refresh();
    void open(const QModelIndex& index);
    void showMenu(const QModelIndex& index, const QPoint& place);
    QStringList expanded() const;

    std::shared_ptr<const collection::CollectionFolder> content_;
    QString ownFolder_;
    CollectionModel* model_;
    QLabel* title_;
    QMenu* menu_;
    QLineEdit* filter_;
    QStackedWidget* stack_;
    CollectionTree* tree_;
    QLabel* note_ = nullptr;
    QComboBox* environments_;
    QToolButton* editEnvironment_;
    QString environment_;
    QString awaitedPath_; ///< to be selected
    QString awaitedName_;
};

} // namespace framescope::ui
