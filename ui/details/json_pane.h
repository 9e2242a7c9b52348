// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace framescope::present {
class JsonTreeModel;
}

namespace framescope::ui {

/// A payload that is JSON as a tree: keys in order, duplicates shown, values as they were sent.
class JsonPane : public QWidget
{
    Q_OBJECT

public:
    explicit JsonPane(QWidget* parent = nullptr);
    /// False where the payload is not meant to be JSON: it is no text, or does not begin like
    /// an object or an array.
    bool setEvent(const present::LoadedEvent& event);

private:
    void showMenu(const QPoint& position);
    void copy(int role);

    QTreeView* tree_;
    QLabel* failure_;
    present::JsonTreeModel* model_;
};

} // namespace framescope::ui
