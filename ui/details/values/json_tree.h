// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace framescope::ui {

/// A tree that stays quick and readable however deep it is: what is far down is shown from some
/// levels above it on, as if that were the root.
class JsonTree : public QTreeView
{
    Q_OBJECT

public:
    explicit JsonTree(QWidget* parent = nullptr);

    /// Expands all above it and shows it; makes it the current one.
    void reveal(const QModelIndex& index);
    /// Opens containers from the outside in, until about `rows` rows are shown. False where
    /// there is more.
    bool expandFrom(const QModelIndex& index, int rows);
    bool isShowingPart() const { return rootIndex().isValid(); }
    void showAll();

signals:
    /// Another part of the document is shown, or all of it.
    void partChanged();

protected:
    void drawBranches(QPainter* painter, const QRect& rect,
                      const QModelIndex& index) const override;

private:
    int depthOf(const QModelIndex& index) const;
};

} // namespace framescope::ui
