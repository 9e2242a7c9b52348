// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

class QMenu;

namespace framescope::ui {

class ElidedLabel;

/// A tree of values that stays quick and readable however deep it is: what is far down is shown
/// from some levels above it on, as if that were the root. Its actions are its context menu.
class JsonTree : public QTreeView
{
    Q_OBJECT

public:
    JsonTree(const char* objectName, const char* menuName);

    /// What stands below the tree: the path of the current value, and a button that leads from a
    /// part to the whole tree.
    QWidget* makeFooter(ElidedLabel* path, const char* wholeName, const QString& wholeTip);
    /// Of the current value, to the clipboard.
    void copyPath() const;

    /// Expands all above it and shows it; makes it the current one.
    void reveal(const QModelIndex& index);
    /// Opens containers from the outside in, until about `rows` rows are shown. False where
    /// there is more.
    bool expandFrom(const QModelIndex& index, int rows);
    /// Shows what is below a container, as if that were the root.
    void showOnly(const QModelIndex& index);
    void showAll();

signals:
    /// Another part of the document is shown, or all of it.
    void partChanged();
    /// The menu of the current value is about to be shown.
    void menuOpens(QMenu& menu);

protected:
    void drawBranches(QPainter* painter, const QRect& rect,
                      const QModelIndex& index) const override;

private:
    int depthOf(const QModelIndex& index) const;
};

} // namespace framescope::ui
