// SPDX-License-Identifier: GPL-3.0-or-later
#include "table_pictures.h"

#include "ui/filter/filter_bar.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/actions.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;

void takeFind(WindowFixture& f, const Take& take)
{
    f.window().action(ui::ActionId::Find)->trigger();
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("find"));
    field->clear();
    QTest::keyClicks(field, QStringLiteral("price"));
    QTest::qWait(500);
    take(f.window(), "find");
    QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
    QTest::qWait(300);
    take(f.window(), "find-round");
    QTest::keyClick(field, Qt::Key_Escape);
}

void takeRowMenus(WindowFixture& f, const Take& take)
{
    auto& view = f.page().timelineView();
    const QModelIndex cell = view.currentIndex().siblingAtColumn(present::TimelineModel::Preview);
    emit view.rowMenuRequested(cell, view.viewport()->mapToGlobal(QPoint(60, 60)));
    QTest::qWait(200);
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("rowMenu"));
    require(menu != nullptr, "menu");
    take(*menu, "row-menu");
    const auto below = menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly);
    require(below.size() >= 3, "menus below it");
    below.first()->popup({100, 100});
    take(*below.first(), "row-menu-terms");
    below.first()->close();
    below.last()->popup({100, 100});
    take(*below.last(), "row-menu-copy");
    below.last()->close();
    menu->close();
    QMenu header;
    view.columns().fillMenu(header);
    header.popup({100, 100});
    take(header, "column-menu");
    header.close();
}

void takeDialog(WindowFixture& f, const Take& take, ui::ActionId action, const char* name)
{
    f.window().action(action)->trigger();
    QDialog* dialog = f.dialog();
    require(dialog != nullptr, name);
    if (auto* field = dialog->findChild<QLineEdit*>()) {
        QTest::keyClicks(field, QStringLiteral("1.2s"));
        QTest::qWait(200);
    }
    take(*dialog, name);
    dialog->reject();
    QTest::qWait(50);
}

/// The dialogs of named filters, by their menu.
void takeNamedFilters(WindowFixture& f, const Take& take)
{
    const auto entry = [&f](const char* text) {
        for (QAction* action :
             f.page().findChild<QMenu*>(QStringLiteral("filterMenu"))->actions()) {
            if (action->text().remove(QLatin1Char('&')).startsWith(QLatin1String(text))) {
                return action;
            }
        }
        qFatal("there is no entry %s", text);
    };
    f.page().filterBar().addTerm(QStringLiteral("type:text"));
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("filterMenu"));
    for (const auto& [text, name] :
         {std::pair{"Save this", "dialog-save-filter"}, {"Manage", "dialog-named-filters"}}) {
        menu->popup({100, 100});
        QAction* action = entry(text);
        menu->close();
        action->trigger();
        QDialog* dialog = f.dialog();
        require(dialog != nullptr, name);
        take(*dialog, name);
        dialog->reject();
        QTest::qWait(50);
    }
}

} // namespace

void takeTablePictures(WindowFixture& f, const Take& take)
{
    auto* filter = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    filter->clear();
    QTest::qWait(300);
    takeFind(f, take);
    takeRowMenus(f, take);
    takeDialog(f, take, ui::ActionId::GoToRow, "dialog-go-to");
    takeDialog(f, take, ui::ActionId::Columns, "dialog-columns");
    takeNamedFilters(f, take);
    f.type(filter, QStringLiteral("type:text size:>big"));
    f.page().focusTimeline();
    QTest::qWait(200);
    take(f.window(), "filter-mistake-stands");
    filter->clear();
    QTest::qWait(300);
}

} // namespace framescope::test
