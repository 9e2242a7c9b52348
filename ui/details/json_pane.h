// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QWidget>

#include <memory>

class QLabel;
class QTreeView;

namespace framescope::present {
class JsonTreeModel;
}

namespace framescope::ui {

/// A payload that is JSON as a tree: keys in order, duplicates shown, values as they were sent.
/// Ctrl+C copies a value, Ctrl+Shift+C its path.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

private:
    void showMenu(const QPoint& position);
    void expandFirst();
    void copy(int role);
    void showPath();

    QTreeView* tree_;
    QLabel* failure_;
    QLabel* path_;
    present::JsonTreeModel* model_;
};

} // namespace framescope::ui
