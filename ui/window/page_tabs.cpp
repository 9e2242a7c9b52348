// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/page_tabs.h"

#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QEvent>
#include <QMenu>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>
#include <iterator>

namespace framescope::ui {

namespace {

constexpr qsizetype LongestTitle = 32; // characters
constexpr qsizetype LeastOfHost = 14;

QString elidedMiddle(const QString& text, qsizetype most)
{
    if (text.size() <= most) {
        return text;
    }
    const qsizetype left = (most - 1) / 2;
    return text.left(left) + QChar(0x2026) + text.right(most - 1 - left);
}

} // namespace

QString tabTitle(const QString& title)
{
    if (title.size() <= LongestTitle) {
        return title;
    }
    const qsizetype slash = title.indexOf(QLatin1Char('/'));
    if (slash < 0) {
        return elidedMiddle(title, LongestTitle);
    }
    const qsizetype path = title.size() - slash;
    const qsizetype host = std::max(LeastOfHost, LongestTitle - path);
    const QString start = elidedMiddle(title.left(slash), host);
    return start + elidedMiddle(title.mid(slash), LongestTitle - start.size());
}

PageTabs::PageTabs(QWidget* parent) : QTabWidget(parent), list_(new QMenu(this))
{
    setMovable(true);
    tabBar()->setElideMode(Qt::ElideNone); // eliding would shorten titles until they can't be read
    tabBar()->setUsesScrollButtons(true);
    tabBar()->setExpanding(false);
    buildCorner();
}

/// A request to lay out makes a QTabWidget draw all of itself and its page, and a label in the page
/// whose number changes requests it each time. Such a request changes nothing here.
bool PageTabs::event(QEvent* event)
{
    if (event->type() == QEvent::StyleChange) { // lays out at once, when other sizes are to change
        std::ranges::fill(laidOut_, QSize());
    } else if (event->type() == QEvent::LayoutRequest) {
        const QSize needed[] = {tabBar()->sizeHint(), minimumSizeHint()};
        if (std::ranges::equal(needed, laidOut_)) {
            return true;
        }
        std::ranges::copy(needed, std::begin(laidOut_));
    }
    return QTabWidget::event(event);
}

void PageTabs::buildCorner()
{
    auto* plus = style::iconButton("newTab", "plus", tr("New tab"));
    plus->setToolTip(tr("New tab (Ctrl+T)"));
    connect(plus, &QToolButton::clicked, this, &PageTabs::newTabRequested);
    auto* all = style::iconButton("tabList", "chevron-down", tr("List of all tabs"));
    all->setPopupMode(QToolButton::InstantPopup);
    all->setMenu(list_);
    connect(list_, &QMenu::aboutToShow, this, &PageTabs::fillList);
    auto* corner = new QWidget;
    auto* row = style::row(corner);
    row->addWidget(all);
    row->addWidget(plus);
    setCornerWidget(corner, Qt::TopRightCorner);
}

void PageTabs::fillList()
{
    list_->clear();
    for (int i = 0; i < count(); ++i) {
        QAction* action = list_->addAction(tabIcon(i), style::withoutMnemonic(page(i)->title()),
                                           this, [this, i] { setCurrentIndex(i); });
        action->setCheckable(true);
        action->setChecked(i == currentIndex());
    }
}

SessionPage* PageTabs::page(int index) const
{
    return static_cast<SessionPage*>(widget(index));
}

QList<SessionPage*> PageTabs::pages() const
{
    QList<SessionPage*> all;
    for (int i = 0; i < count(); ++i) {
        all += page(i);
    }
    return all;
}

void PageTabs::add(SessionPage* page)
{
    const int index = addTab(page, QString());
    auto* close = style::iconButton("closeTab", "close", tr("Close tab"), style::Ink::Muted);
    close->setIconSize({12, 12});
    close->setToolTip(tr("Close tab (Ctrl+W)"));
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, page, [this, page] { emit closeRequested(page); });
    tabBar()->setTabButton(index, QTabBar::RightSide, close);
    setCurrentIndex(index);
    refresh(page);
}

void PageTabs::refresh(SessionPage* page)
{
    const int index = indexOf(page);
    if (index < 0) {
        return;
    }
    const StateLook look = page->look();
    const bool unsaved = page->isUnsaved();
    setTabText(index, style::withoutMnemonic(tabTitle(page->title())) +
                          (unsaved ? QStringLiteral("  •") : QString()));
    setTabIcon(index, style::icon(look.icon, style::inkOf(look.tone)));
    const auto& origin = page->connection().origin();
    const QString name = origin ? QStringLiteral("“%1”\n").arg(origin->saved.name) : QString();
    const QString tip = unsaved ? tr("%1: %2, not saved").arg(page->title(), look.word)
                                : tr("%1: %2").arg(page->title(), look.word);
    setTabToolTip(index, name + tip);
}

} // namespace framescope::ui
