// SPDX-License-Identifier: GPL-3.0-or-later
#include "overview_pictures.h"

#include "ui/overview/overview_strip.h"
#include "ui/statistics/statistics_pane.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/actions.h"

#include <QAction>
#include <QComboBox>
#include <QTest>

namespace framescope::test {

namespace {

using ui::OverviewStrip;

void talk(session::Session& session, int bursts)
{
    for (int burst = 0; burst < bursts; ++burst) {
        for (int i = 0; i < burst * burst + 2; ++i) {
            session.send(
                message::Text{QStringLiteral("{\"op\":\"order\",\"id\":%1,\"note\":\"%2\"}")
                                  .arg(i)
                                  .arg(QString(i * 13 % 400, QLatin1Char('x')))});
        }
        session.send(message::Ping{QByteArray("beat ") + QByteArray::number(burst)});
        QTest::qWait(60 + 25 * (burst % 4));
    }
}

} // namespace

void converseOverTime(WindowFixture& f)
{
    f.connectTo(QStringLiteral("/ticks?rate=150"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, Patience), "open");
    session::Session& session = *f.page().document().session();
    talk(session, 12);
    session.send(
        message::Raw{QByteArray::fromHex("c1850000000068656c6c6f")}); // RSV1, and no deflate data
    talk(session, 4);
    session.close(1000, QStringLiteral("enough"));
    require(QTest::qWaitFor([&f] { return f.isShownClosed(); }, Patience), "closed");
    QTest::qWait(300);
    f.page().connectTo(f.url(QStringLiteral("/echo")));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, Patience), "open again");
    talk(session, 14);
    session.send(message::Binary{QByteArray(70'000, 'b')});
    talk(session, 3);
    session.close(4001, QStringLiteral("done"));
    require(QTest::qWaitFor([&f] { return f.isShownClosed(); }, Patience), "closed again");
    QTest::qWait(400);
}

void takeOverviewPictures(WindowFixture& f, const std::function<void(QWidget&, const char*)>& take)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    converseOverTime(f);
    OverviewStrip& strip = f.page().overview();
    const auto& bars = strip.lanes().in;
    const auto at = [&bars](double part) {
        return QPoint(bars.left() + static_cast<int>(part * bars.width()), bars.center().y());
    };
    f.page().timelineView().setFollowing(false);
    QTest::mouseMove(&strip, at(0.2));
    take(f.window(), "overview");
    strip.filterTermRequested(QStringLiteral("type:ping,pong"));
    QTest::mousePress(&strip, Qt::LeftButton, {}, at(0.55));
    QTest::mouseMove(&strip, at(0.6));
    QTest::mouseMove(&strip, at(0.7));
    QTest::mouseRelease(&strip, Qt::LeftButton, {}, at(0.7));
    QTest::qWait(300);
    take(f.window(), "overview-range");
    strip.rangeRemovalRequested();
    f.window().action(ui::ActionId::Statistics)->trigger();
    QTest::qWait(300);
    take(f.window(), "statistics");
    auto& statistics = f.page().statistics();
    statistics.findChild<QComboBox*>()->setCurrentIndex(1);
    take(f.window(), "statistics-type");
    statistics.setCurrentTab(ui::StatisticsPane::Totals);
    take(f.window(), "statistics-totals");
    statistics.setCurrentTab(ui::StatisticsPane::RoundTrips);
    take(f.window(), "statistics-round-trips");
}

} // namespace framescope::test
