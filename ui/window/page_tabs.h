// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

class QMenu;

namespace framescope::ui {

class SessionPage;

/// The tabs: each says what it is of, however many there are; those that have no room are
/// scrolled to, or chosen from a menu.
class PageTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit PageTabs(QWidget* parent = nullptr);

    SessionPage* page(int index) const;
    QList<SessionPage*> pages() const;
    void add(SessionPage* page);
    /// Title, state and whether it is saved have changed.
    void refresh(SessionPage* page);

signals:
    void newTabRequested();
    void closeRequested(framescope::ui::SessionPage* page);

private:
    void buildCorner();
    void fillList();

    QMenu* list_;
};

/// A title that fits into a tab: the middle of a long host, or of a long name of a file, is left
/// out, and what stands behind the host as far as there is room.
QString tabTitle(const QString& title);

} // namespace framescope::ui
