// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_pictures.h"

#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/settings/preferences_dialog.h"
#include "ui/timeline/table/timeline_view.h"

#include <QAction>
#include <QDialog>
#include <QTest>
#include <QToolButton>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;

void showText(WindowFixture& f, const QString& preview)
{
    const int row = f.shownRow(preview);
    require(row >= 0, "row");
    f.page().timelineView().setFollowing(false);
    f.page().timelineView().setCurrentIndex(f.page().model().index(row, 0));
    f.page().details().setCurrentTab(ui::DetailsPane::Text);
    QTest::qWait(200);
}

void takeTexts(WindowFixture& f, const Take& take)
{
    f.connectTo(QStringLiteral("/silent"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, Patience), "open");
    session::Session& session = *f.page().document().session();
    session.send(message::Text{QStringLiteral(
        R"({"type":"order","id":12345678901234567890,"price":101.50,"tags":["new","price"],)"
        R"("user":{"name":"John","level":3},"items":[{"sku":"A1","n":2},{}],"id":1})")});
    session.send(message::Text{
        QStringLiteral("invoice\u202egpj.exe\u202c zero\u200bwidth\u00ad NUL \u0000 ESC "
                       "\u001b[31m red\u009b0m \ufeffmark, a family \U0001F468\u200d\U0001F469")});
    f.page().filterBar().addTerm(QStringLiteral("price or invoice"));
    showText(f, QStringLiteral("{\"type\":\"order"));
    f.page().details().findChild<QToolButton*>(QStringLiteral("layOutJson"))->click();
    QTest::qWait(200);
    take(f.window(), "text-json");
    showText(f, QStringLiteral("invoice"));
    take(f.window(), "text-names");
    f.page().filterBar().setText({});
}

} // namespace

void takeCommandPictures(WindowFixture& f, const Take& take)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    takeTexts(f, take);
    for (const ui::ActionId pane : {ui::ActionId::ShowDetails, ui::ActionId::ShowComposer}) {
        f.window().action(pane)->trigger();
    }
    take(f.window(), "hidden-panes");
    for (const ui::ActionId pane : {ui::ActionId::ShowDetails, ui::ActionId::ShowComposer}) {
        f.window().action(pane)->trigger();
    }
    f.window().action(ui::ActionId::Help)->trigger();
    auto* help = f.window().findChild<QDialog*>(QStringLiteral("help"));
    take(*help, "help");
    help->close();
    f.window().activateWindow();
    ui::PreferencesDialog preferences({}, f.recordingsFolder(), &f.window());
    preferences.show();
    take(preferences, "dialog-preferences");
    f.page().connection().dropConnection();
}

} // namespace framescope::test
