// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabWidget>

class QMenu;

namespace framescope::ui {

class SessionPage;

/// The tabs of the window. Titles stay readable however many there are; tabs that do not fit are
/// reached by scrolling or from a menu.
class PageTabs : public QTabWidget
{
    Q_OBJECT

public:
    explicit PageTabs(QWidget* parent = nullptr);

    SessionPage* page(int index) const;
    QList<SessionPage*> pages() const;
    void add(SessionPage* page);
    /// Updates the tab of a page: title, state, and whether it is saved.
    void refresh(SessionPage* page);

signals:
    void newTabRequested();
    void closeRequested(framescope::ui::SessionPage* page);

protected:
    bool event(QEvent* event) override;

private:
    void buildCorner();
    void fillList();

    QMenu* list_;
    QSize laidOut_[2]; ///< the size hint of the tab bar, and the least size, when last laid out
};

/// A title that fits into a tab: elides the middle of a long host or file name, and cuts the part
/// after the host.
QString tabTitle(const QString& title);

} // namespace framescope::ui
