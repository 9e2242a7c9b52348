// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QWidgetList>

namespace framescope::ui {

/// Keys that a pane handles, whichever of its widgets has the focus, before the window's shortcuts:
/// Ctrl+F, F3, Shift+F3, Ctrl+G.
class PaneKeys : public QObject
{
    Q_OBJECT

public:
    /// `widgets`: those of a pane that can have the focus.
    PaneKeys(const QWidgetList& widgets, QObject* parent);

signals:
    void findRequested();
    void nextRequested();
    void previousRequested();
    void goToRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace framescope::ui
