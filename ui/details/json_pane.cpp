// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/json_pane.h"

#include "present/format.h"
#include "present/json_tree_model.h"
#include "ui/details/json_delegate.h"
#include "ui/style/fonts.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

#include <vector>

namespace framescope::ui {

using present::JsonTreeModel;

JsonPane::JsonPane(QWidget* parent)
    : QWidget(parent), tree_(new QTreeView), failure_(new QLabel), path_(new QLabel),
      model_(new JsonTreeModel(this))
{
    constexpr int keyWidth = 170;
    tree_->setObjectName(QStringLiteral("jsonTree"));
    tree_->setAccessibleName(tr("Payload as JSON"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new JsonDelegate(tree_));
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setFont(style::payloadFont());
    tree_->header()->resizeSection(JsonTreeModel::KeyColumn, keyWidth);
    tree_->header()->setStretchLastSection(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    failure_->setWordWrap(true);
    failure_->setContentsMargins(12, 8, 12, 8);
    failure_->setProperty("role", "bad");
    failure_->setObjectName(QStringLiteral("jsonFailure"));
    path_->setObjectName(QStringLiteral("jsonPath"));
    path_->setContentsMargins(12, 6, 12, 6);
    path_->setProperty("role", "muted");
    path_->setTextFormat(Qt::PlainText);
    path_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    path_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(failure_);
    layout->addWidget(tree_, 1);
    layout->addWidget(path_);

    connect(tree_, &QWidget::customContextMenuRequested, this, &JsonPane::showMenu);
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &JsonPane::showPath);
    const auto addCopy = [this](const QString& text, const QKeySequence& keys, int role) {
        auto* action = new QAction(text, tree_);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, role] { copy(role); });
        tree_->addAction(action);
    };
    addCopy(tr("Copy value"), QKeySequence(QKeySequence::Copy), JsonTreeModel::ValueTextRole);
    addCopy(tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
            JsonTreeModel::PathRole);
}

void JsonPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    model_->setDocument(event->json);
    if (!event->json) {
        failure_->hide();
        return;
    }
    const auto& failure = event->json->outline.failure();
    failure_->setVisible(failure.has_value());
    if (failure) {
        failure_->setText(
            tr("Not valid JSON: at byte %1, %2. What was read before it is below.")
                .arg(present::formatCount(failure->offset), QString::fromStdString(failure->what)));
    }
    expandFirst();
    tree_->setCurrentIndex(model_->index(0, 0));
    showPath();
}

/// Opens containers from the outside in, as long as what comes up fits about a screen.
void JsonPane::expandFirst()
{
    constexpr int mostRows = 60;
    int rows = 1;
    std::vector<QModelIndex> level{model_->index(0, 0)};
    while (!level.empty()) {
        std::vector<QModelIndex> inner;
        for (const QModelIndex& index : level) {
            if (model_->canFetchMore(index)) {
                model_->fetchMore(index);
            }
            const int children = model_->rowCount(index);
            if (children == 0 || (rows > 1 && rows + children > mostRows)) {
                continue;
            }
            rows += children;
            tree_->expand(index);
            for (int row = 0; row < children && row < mostRows; ++row) {
                inner.push_back(model_->index(row, 0, index));
            }
        }
        level = std::move(inner);
    }
}

void JsonPane::copy(int role)
{
    const QModelIndex index = tree_->currentIndex();
    if (index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(role).toString());
    }
}

void JsonPane::showPath()
{
    path_->setText(tree_->currentIndex().data(JsonTreeModel::PathRole).toString());
    path_->setToolTip(path_->text());
}

void JsonPane::showMenu(const QPoint& position)
{
    if (tree_->indexAt(position).isValid()) {
        QMenu::exec(tree_->actions(), tree_->viewport()->mapToGlobal(position), nullptr, this);
    }
}

} // namespace framescope::ui
