// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace framescope::ui {

/// The view of a CollectionModel. Keys of the window's menus that have a meaning here, F2 and
/// Delete, go to it.
class CollectionTree : public QTreeView
{
    Q_OBJECT

public:
    explicit CollectionTree(QWidget* parent = nullptr);

signals:
    void openRequested(const QModelIndex& index);
    void connectRequested(const QModelIndex& index);
    void removeRequested(const QModelIndex& index);
    void menuRequested(const QModelIndex& index, const QPoint& globalPosition);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
};

} // namespace framescope::ui
