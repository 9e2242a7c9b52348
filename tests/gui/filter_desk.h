// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_field.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/completion_popup.h"
#include "window_fixture.h"

#include <QAction>
#include <QListWidget>
#include <QMenu>
#include <QTest>
#include <QToolButton>

namespace framescope::test {

/// The window with a conversation, and what belongs to its filter bar.
class FilterDesk : public WindowFixture
{
public:
    explicit FilterDesk(const QString& path = QStringLiteral("/ticks?rate=500&count=60"))
    {
        connectTo(path);
        [this] { QTRY_VERIFY(isOpen() || isClosed()); }();
    }

    ui::FilterBar& bar() { return page().filterBar(); }
    ui::FilterField& field()
    {
        return *page().findChild<ui::FilterField*>(QStringLiteral("filter"));
    }
    ui::CompletionPopup* popup() { return window().findChild<ui::CompletionPopup*>(); }
    QListWidget* choices() { return popup()->findChild<QListWidget*>(); }
    QToolButton* button(const char* name)
    {
        return page().findChild<QToolButton*>(QLatin1String(name));
    }
    QMenu* menu() { return page().findChild<QMenu*>(QStringLiteral("filterMenu")); }

    void write(const QString& text)
    {
        page().filterBar().focusFilter();
        field().clear();
        QTest::keyClicks(&field(), text);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&field(), key, modifiers);
    }
    bool offers(const QString& text)
    {
        return popup() && popup()->hasChoices() &&
               !choices()->findItems(text, Qt::MatchExactly).isEmpty();
    }
    QAction* entry(const QString& start)
    {
        for (QAction* action : menu()->actions()) {
            if (action->text().remove(QLatin1Char('&')).startsWith(start)) {
                return action;
            }
        }
        return nullptr;
    }
    void choose(const QString& start)
    {
        QTest::mouseClick(button("filters"), Qt::LeftButton);
        QTRY_VERIFY(menu()->isVisible());
        QAction* action = entry(start);
        QVERIFY2(action, qPrintable(start));
        QVERIFY(action->isEnabled());
        QTest::mouseClick(menu(), Qt::LeftButton, {}, menu()->actionGeometry(action).center());
        QTRY_VERIFY(!menu()->isVisible());
    }
    /// The event of a row that is in view and chosen.
    std::uint32_t chosenInView()
    {
        auto& view = page().timelineView();
        const QModelIndex current = view.currentIndex();
        if (!current.isValid() ||
            !view.viewport()->rect().intersects(view.visualRect(current.siblingAtColumn(0)))) {
            return UINT32_MAX;
        }
        return page().model().eventAt(current.row()).value;
    }
};

} // namespace framescope::test
