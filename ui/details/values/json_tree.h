// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

class QMenu;

namespace framescope::ui {

class ElidedLabel;

/// A tree of values that stays quick and readable however deep it is: a deep value is shown below
/// the ancestor some levels above it, as if that were the root. Its actions are its context menu.
class JsonTree : public QTreeView
{
    Q_OBJECT

public:
    JsonTree(const char* objectName, const char* menuName);

    /// Makes the footer of the tree: the path of the current value, and a button that shows the
    /// whole tree again instead of a part.
    QWidget* makeFooter(ElidedLabel* path, const char* wholeName, const QString& wholeTip);
    /// Copies the path of the current value to the clipboard.
    void copyPath() const;

    /// Expands all parents of a value, shows it, and makes it the current one.
    void reveal(const QModelIndex& index);
    /// Expands containers from the outside in, until about `rows` rows are shown. Returns false if
    /// there are more.
    bool expandFrom(const QModelIndex& index, int rows);
    /// Shows only what is below a container, as if that were the root.
    void showOnly(const QModelIndex& index);
    void showAll();

signals:
    /// Emitted when another part of the document, or all of it, is shown.
    void partChanged();
    /// Emitted before the menu of the current value is shown.
    void menuOpens(QMenu& menu);

protected:
    void drawBranches(QPainter* painter, const QRect& rect,
                      const QModelIndex& index) const override;

private:
    int depthOf(const QModelIndex& index) const;
};

} // namespace framescope::ui
