// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/collection_pane.h"

#include "ui/collection/collection_model.h"
#include "ui/collection/collection_tree.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_combo.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>

namespace framescope::ui {

namespace {

constexpr int LeastPaneWidth = 180;

QString pathOf(const QModelIndex& index)
{
    return index.data(CollectionModel::PathRole).toString();
}

QString nameOf(const QModelIndex& index)
{
    return index.data(CollectionModel::NameRole).toString();
}

} // namespace

CollectionPane::CollectionPane(QWidget* parent)
    : QWidget(parent), model_(new CollectionModel(this)), title_(style::plainLabel({}, "title")),
      menu_(new QMenu(this)), filter_(new QLineEdit), stack_(new QStackedWidget),
      tree_(new CollectionTree), environments_(new ElidedCombo),
      editEnvironment_(
          style::iconButton("editEnvironment", "options", tr("Environments: new, edit, delete")))
{
    setObjectName(QStringLiteral("collection"));
    setAccessibleName(tr("Saved connections"));
    setMinimumWidth(LeastPaneWidth);
    style::column(this);
    buildTop();
    tree_->setModel(model_);
    tree_->setObjectName(QStringLiteral("collectionTree"));
    tree_->setAccessibleName(tr("Saved connections"));
    stack_->addWidget(emptyNote());
    stack_->addWidget(tree_);
    layout()->addWidget(stack_);
    buildBottom();
    connectTree();
    setFocusProxy(tree_);
    refresh();
}

void CollectionPane::buildTop()
{
    auto* top = new QWidget;
    top->setProperty("role", QStringLiteral("bar"));
    top->setAttribute(Qt::WA_StyledBackground);
    auto* column = style::column(top, {8, 6, 6, 6}, 6);
    auto* row = style::row(nullptr, {}, 4);
    auto* save = style::iconButton("saveConnection", "plus", tr("Save the tab's connection"));
    connect(save, &QToolButton::clicked, this, &CollectionPane::saveRequested);
    auto* more = style::iconButton("collectionMenu", "open", tr("Folder of the connections"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(menu_);
    menu_->addAction(tr("&New folder…"), this,
                     [this] { emit newFolderRequested(currentFolder()); });
    menu_->addAction(tr("New &environment…"), this, &CollectionPane::newEnvironmentRequested);
    menu_->addSeparator();
    menu_->addAction(tr("&Import a file of Postman, Insomnia or Bruno…"), this,
                     [this] { emit importRequested(false); });
    menu_->addAction(tr("Import a &folder of Bruno…"), this,
                     [this] { emit importRequested(true); });
    menu_->addSeparator();
    menu_->addAction(tr("&Choose another folder…"), this, &CollectionPane::chooseFolderRequested);
    row->addWidget(title_, 1);
    row->addWidget(save);
    row->addWidget(more);
    filter_->setPlaceholderText(tr("Filter"));
    filter_->setAccessibleName(tr("Filter the saved connections"));
    filter_->setObjectName(QStringLiteral("collectionFilter"));
    filter_->setClearButtonEnabled(true);
    connect(filter_, &QLineEdit::textChanged, this, &CollectionPane::refresh);
    connect(filter_, &QLineEdit::returnPressed, tree_, [this] { tree_->setFocus(); });
    column->addLayout(row);
    column->addWidget(filter_);
    layout()->addWidget(top);
}

QWidget* CollectionPane::emptyNote()
{
    auto* page = new QWidget;
    auto* column = style::column(page, {12, 16, 12, 12}, 10);
    note_ = style::wrappedLabel({}, "muted");
    note_->setAlignment(Qt::AlignHCenter);
    auto* save = new QPushButton(tr("Save this tab…"));
    connect(save, &QPushButton::clicked, this, &CollectionPane::saveRequested);
    auto* choose = new QPushButton(tr("Choose a folder…"));
    connect(choose, &QPushButton::clicked, this, &CollectionPane::chooseFolderRequested);
    column->addWidget(note_);
    column->addWidget(save);
    column->addWidget(choose);
    column->addStretch();
    return page;
}

void CollectionPane::buildBottom()
{
    auto* bottom = new QWidget;
    bottom->setProperty("role", QStringLiteral("statusline"));
    bottom->setAttribute(Qt::WA_StyledBackground);
    auto* row = style::row(bottom, {8, 6, 6, 6}, 4);
    environments_->setObjectName(QStringLiteral("environment"));
    environments_->setAccessibleName(tr("Environment"));
    environments_->setToolTip(tr("The environment whose values {{variables}} have"));
    environments_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addWidget(environments_, 1);
    row->addWidget(editEnvironment_);
    layout()->addWidget(bottom);
    connect(environments_, &QComboBox::activated, this, [this] {
        environment_ = environments_->currentData().toString();
        emit environmentChosen(environment_);
    });
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("environmentMenu"));
    editEnvironment_->setPopupMode(QToolButton::InstantPopup);
    editEnvironment_->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillEnvironmentMenu(*menu); });
}

void CollectionPane::fillEnvironmentMenu(QMenu& menu)
{
    menu.clear();
    menu.addAction(tr("&New environment…"), this, &CollectionPane::newEnvironmentRequested);
    for (const collection::EnvironmentFile& file :
         content_ ? content_->environments : std::vector<collection::EnvironmentFile>()) {
        if (file.content && file.content->name == environments_->currentData().toString()) {
            constexpr qsizetype LongestName = 40;
            const QString name = style::menuText(file.content->name, LongestName);
            menu.addAction(tr("&Edit “%1”…").arg(name), this, [this, edited = file.content->name] {
                emit editEnvironmentRequested(edited);
            });
            menu.addAction(tr("&Delete “%1”…").arg(name), this,
                           [this, path = file.path] { emit removeRequested(path, {}); });
        }
    }
}

void CollectionPane::connectTree()
{
    connect(tree_, &CollectionTree::openRequested, this, &CollectionPane::open);
    connect(tree_, &CollectionTree::connectRequested, this, [this](const QModelIndex& index) {
        emit connectRequested(pathOf(index), nameOf(index));
    });
    connect(tree_, &CollectionTree::removeRequested, this, [this](const QModelIndex& index) {
        emit removeRequested(pathOf(index), nameOf(index));
    });
    connect(tree_, &CollectionTree::menuRequested, this, &CollectionPane::showMenu);
    connect(model_, &CollectionModel::moveRequested, this, &CollectionPane::moveRequested);
    connect(model_, &CollectionModel::renameRequested, this,
            [this](const QModelIndex& index, const QString& name) {
                emit renameRequested(pathOf(index), nameOf(index), name);
            });
}

void CollectionPane::open(const QModelIndex& index)
{
    if (CollectionModel::kindOf(index) == CollectionModel::Kind::Mistake) {
        emit mistakeChosen(pathOf(index));
    } else {
        emit openRequested(pathOf(index), nameOf(index));
    }
}

void CollectionPane::showMenu(const QModelIndex& index, const QPoint& place)
{
    if (index.isValid()) {
        tree_->setCurrentIndex(index);
    }
    QMenu* menu = style::menuFor(this, "collectionItem");
    const QString path = index.isValid() ? pathOf(index) : QString();
    const QString name = index.isValid() ? nameOf(index) : QString();
    if (!name.isEmpty()) {
        menu->addAction(tr("&Open\tEnter"), this, [=, this] { emit openRequested(path, name); });
        menu->addAction(tr("Open and &connect\tCtrl+Enter"), this,
                        [=, this] { emit connectRequested(path, name); });
        menu->addSeparator();
        menu->addAction(tr("D&uplicate"), this, [=, this] { emit duplicateRequested(path); });
    }
    if (index.isValid()) {
        const QPersistentModelIndex kept(index);
        if (index.flags().testFlag(Qt::ItemIsEditable)) {
            menu->addAction(tr("&Rename\tF2"), this, [=, this] { tree_->edit(kept); });
        }
        menu->addAction(tr("&Delete…\tDel"), this, [=, this] { emit removeRequested(path, name); });
        menu->addSeparator();
    }
    menu->addAction(tr("&New folder…"), this, [this] { emit newFolderRequested(currentFolder()); });
    menu->popup(place);
}

QString CollectionPane::currentFolder() const
{
    const QModelIndex index = tree_->currentIndex();
    if (!index.isValid()) {
        return content_ ? content_->path : QString();
    }
    return CollectionModel::kindOf(index) == CollectionModel::Kind::Folder
               ? pathOf(index)
               : QFileInfo(pathOf(index)).path();
}

void CollectionPane::setContent(const std::shared_ptr<const collection::CollectionFolder>& content)
{
    content_ = content;
    refresh();
    fillEnvironments();
}

void CollectionPane::select(const QString& path, const QString& name)
{
    awaitedPath_ = path;
    awaitedName_ = name;
    refresh();
}

QStringList CollectionPane::expanded() const
{
    QStringList paths;
    QModelIndexList left{QModelIndex()};
    while (!left.isEmpty()) {
        const QModelIndex parent = left.takeLast();
        for (int row = 0; row < model_->rowCount(parent); ++row) {
            const QModelIndex index = model_->index(row, 0, parent);
            if (tree_->isExpanded(index)) {
                paths += pathOf(index);
            }
            left += index;
        }
    }
    return paths;
}

/// Shows the content again: what was open stays open, and what was current stays current.
void CollectionPane::refresh()
{
    const QStringList open = expanded();
    const QModelIndex current = tree_->currentIndex();
    const QString path = awaitedPath_.isEmpty() ? pathOf(current) : awaitedPath_;
    const QString name = awaitedPath_.isEmpty() ? nameOf(current) : awaitedName_;
    model_->setContent(content_, filter_->text());
    if (!filter_->text().isEmpty()) {
        tree_->expandAll();
    }
    for (const QString& one : open) {
        tree_->expand(model_->find(one, {}));
    }
    if (const QModelIndex found = model_->find(path, name); found.isValid() && !path.isEmpty()) {
        tree_->setCurrentIndex(found);
        awaitedPath_.clear();
    }
    title_->setText(content_ && content_->path != ownFolder_ ? content_->name()
                                                             : tr("Saved connections"));
    title_->setToolTip(content_ ? content_->path : QString());
    const bool filtered = !filter_->text().isEmpty();
    note_->setText(tr("No connection is saved here yet. A saved connection keeps the address, the "
                      "options and the messages, in a file of its own."));
    stack_->setCurrentIndex(model_->rowCount() > 0 || filtered ? 1 : 0);
}

void CollectionPane::fillEnvironments()
{
    const QSignalBlocker blocker(environments_);
    environments_->clear();
    environments_->addItem(tr("No environment"), QString());
    if (content_) {
        for (const collection::Environment& environment : content_->usableEnvironments()) {
            environments_->addItem(style::withoutMnemonic(environment.name), environment.name);
        }
    }
    environments_->setCurrentIndex(std::max(environments_->findData(environment_), 0));
}

void CollectionPane::setEnvironment(const QString& name)
{
    environment_ = name;
    fillEnvironments();
}

QString CollectionPane::environment() const
{
    return environment_;
}

} // namespace framescope::ui
