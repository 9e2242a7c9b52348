// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collection/collection_tree.h"

#include "ui/collection/collection_model.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

namespace framescope::ui {

namespace {

bool isOwnKey(const QKeyEvent& event)
{
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    return ((event.key() == Qt::Key_F2 || event.key() == Qt::Key_Delete) &&
            modifiers == Qt::NoModifier) ||
           (enter && (modifiers == Qt::NoModifier || modifiers == Qt::ControlModifier));
}

bool isConnection(const QModelIndex& index)
{
    return index.isValid() && CollectionModel::kindOf(index) == CollectionModel::Kind::Connection;
}

} // namespace

CollectionTree::CollectionTree(QWidget* parent) : QTreeView(parent)
{
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setTextElideMode(Qt::ElideMiddle);
    setExpandsOnDoubleClick(false);
}

bool CollectionTree::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QTreeView::event(event);
}

void CollectionTree::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex index = currentIndex();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isOwnKey(*event) || state() == EditingState || !index.isValid()) {
        QTreeView::keyPressEvent(event);
    } else if (enter && isConnection(index)) {
        event->modifiers().testFlag(Qt::ControlModifier) ? emit connectRequested(index)
                                                         : emit openRequested(index);
    } else if (enter && CollectionModel::kindOf(index) == CollectionModel::Kind::Folder) {
        setExpanded(index, !isExpanded(index));
    } else if (enter) {
        emit openRequested(index);
    } else if (event->key() == Qt::Key_Delete) {
        emit removeRequested(index);
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void CollectionTree::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && CollectionModel::kindOf(index) != CollectionModel::Kind::Folder) {
        emit openRequested(index);
        return;
    }
    QTreeView::mouseDoubleClickEvent(event);
    if (index.isValid()) {
        setExpanded(index, !isExpanded(index));
    }
}

void CollectionTree::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QPoint place = byKey && index.isValid()
                             ? viewport()->mapToGlobal(visualRect(index).bottomLeft())
                             : event->globalPos();
    emit menuRequested(index, place);
}

} // namespace framescope::ui
