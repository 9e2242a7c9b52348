// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/json_pane.h"

#include "present/json_tree_model.h"
#include "ui/style/fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QTreeView>
#include <QVBoxLayout>

namespace framescope::ui {

JsonPane::JsonPane(QWidget* parent)
    : QWidget(parent), tree_(new QTreeView), failure_(new QLabel),
      model_(new present::JsonTreeModel(this))
{
    tree_->setObjectName(QStringLiteral("jsonTree"));
    tree_->setAccessibleName(tr("Payload as JSON"));
    tree_->setModel(model_);
    tree_->setUniformRowHeights(true);
    tree_->setAlternatingRowColors(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setFont(style::payloadFont());
    tree_->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    tree_->header()->resizeSection(0, 180);
    tree_->header()->setStretchLastSection(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    failure_->setWordWrap(true);
    failure_->setMargin(8);
    failure_->setProperty("role", "bad");
    failure_->setObjectName(QStringLiteral("jsonFailure"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(failure_);
    layout->addWidget(tree_, 1);

    connect(tree_, &QWidget::customContextMenuRequested, this, &JsonPane::showMenu);
    auto* copyShortcut = new QShortcut(QKeySequence::Copy, tree_);
    copyShortcut->setContext(Qt::WidgetShortcut);
    connect(copyShortcut, &QShortcut::activated, this,
            [this] { copy(present::JsonTreeModel::ValueTextRole); });
}

bool JsonPane::setEvent(const present::LoadedEvent& event)
{
    model_->setDocument(event.json);
    if (!event.json) {
        return false;
    }
    const auto& failure = event.json->outline.failure();
    failure_->setVisible(failure.has_value());
    if (failure) {
        failure_->setText(tr("Not valid JSON: at byte %1, %2. What was read before it is below.")
                              .arg(failure->offset)
                              .arg(QString::fromStdString(failure->what)));
    }
    constexpr int deepest = 2;
    const QModelIndex root = model_->index(0, 0);
    model_->fetchMore(root);
    tree_->expandRecursively(root, deepest);
    return true;
}

void JsonPane::copy(int role)
{
    const QModelIndex index = tree_->currentIndex();
    if (index.isValid()) {
        QGuiApplication::clipboard()->setText(index.data(role).toString());
    }
}

void JsonPane::showMenu(const QPoint& position)
{
    if (!tree_->indexAt(position).isValid()) {
        return;
    }
    QMenu menu(this);
    menu.addAction(tr("Copy value"), this, [this] { copy(present::JsonTreeModel::ValueTextRole); });
    menu.addAction(tr("Copy path"), this, [this] { copy(present::JsonTreeModel::PathRole); });
    menu.exec(tree_->viewport()->mapToGlobal(position));
}

} // namespace framescope::ui
