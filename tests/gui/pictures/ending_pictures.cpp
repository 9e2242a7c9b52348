// SPDX-License-Identifier: GPL-3.0-or-later
#include "ending_pictures.h"

#include "support/capture_script.h"
#include "ui/details/shell/details_pane.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/close_codes_window.h"

#include <QTest>
#include <QTextBrowser>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;

struct Ending
{
    const char* name;
    const char* script; // what follows the opening
};

constexpr Ending Endings[] = {
    {"close-in-order", "<- close 1000 Bye!\nwait 3\n-> close 1000\n<- fin\n-> fin\nclosed {}"},
    {"close-restart",
     "<- close 1012 deploying 2.4.1\nwait 12\n-> close 1012\n<- fin\n-> fin\nclosed {}"},
    {"close-reported-code", "<- close 1006 lost\n-> close 1002\n<- fin\n-> fin\nclosed {}"},
    {"close-bad-reason",
     "<- raw 88 13 0fa1 'zu viele Ger' c3 a4 'te' c3\n-> close 1007\n<- fin\n-> fin\nclosed {}"},
    {"close-idle", "<- text {\"tick\":1}\nwait 60000\n<- fin\n-> fin\nclosed {}"},
    {"close-reset-in-frame", "<- raw 81 7e 0400 '{\"type\":\"snapshot\",'\n<- rst\nclosed {}"},
    {"close-unanswered", "-> close 4000 done\nwait 5000\n-> fin\n"
                         "closed {\"text\":\"the server did not answer Close within 5 s\"}"},
    {"close-data-after", "<- close 4401 session expired\n<- text {\"tick\":2}\n-> close 4401\n<- "
                         "fin\n-> fin\nclosed {}"},
};

void takeEnding(WindowFixture& f, const Take& take, const Ending& ending)
{
    CaptureScript script;
    script.play("connecting ws://chat.example.com/rooms/7\ntcp\n-> request\n<- 101\n"
                "-> text {\"login\":\"John\"}\n<- text {\"welcome\":true}\n");
    script.play(ending.script);
    script.finish();
    f.window().open(QString::fromStdString(script.path()));
    const auto isRead = [&f] {
        const auto& timeline = f.page().document().timeline();
        return timeline && !f.page().document().isLoading() && f.rowCount() > 0 &&
               timeline->entry(f.page().model().eventAt(f.rowCount() - 1)).type ==
                   timeline::Type::Closed;
    };
    require(QTest::qWaitFor(isRead, Patience), ending.name);
    f.page().timelineView().setCurrentIndex(f.page().model().index(f.rowCount() - 1, 0));
    f.page().details().setCurrentTab(ui::DetailsPane::Close);
    auto* card = f.page().details().findChild<QTextBrowser*>(QStringLiteral("close"));
    require(QTest::qWaitFor([card] { return card->isVisible() && !card->document()->isEmpty(); },
                            Patience),
            ending.name);
    take(f.window(), ending.name);
}

} // namespace

void takeEndingPictures(WindowFixture& fixture, const Take& take)
{
    for (const Ending& ending : Endings) {
        takeEnding(fixture, take, ending);
    }
    fixture.window().action(ui::ActionId::CloseCodes)->trigger();
    auto* codes = fixture.window().findChild<ui::CloseCodesWindow*>();
    require(codes && QTest::qWaitForWindowActive(codes, Patience), "close codes");
    take(*codes, "close-codes");
    codes->close();
}

} // namespace framescope::test
