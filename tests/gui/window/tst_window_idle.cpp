// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QTest>
#include <QTimer>

namespace tst_window_idle {

// A window in which nothing happens does nothing.

using namespace framescope;
using test::WindowFixture;

namespace {

constexpr int Patience = 30'000; // ms

QList<QTimer*> runningTimers(const QObject& root)
{
    QList<QTimer*> running;
    for (QTimer* timer : root.findChildren<QTimer*>()) {
        if (timer->isActive()) {
            running += timer;
        }
    }
    return running;
}

bool isAtRest(const QObject& root)
{
    return runningTimers(root).isEmpty();
}

} // namespace

class TestWindowIdle : public QObject
{
    Q_OBJECT

private slots:
    void nothingYet();
    void closedSession();
    void openedFile();
    void silentConnection();
    void aWordWakesIt();
};

void TestWindowIdle::nothingYet()
{
    WindowFixture f;
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(f.window()), Patience);
}

void TestWindowIdle::closedSession()
{
    WindowFixture f;
    f.recordSomething();
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(f.window()), Patience);
    QVERIFY(f.isShownClosed());
}

void TestWindowIdle::openedFile()
{
    WindowFixture f;
    f.recordSomething(true); // the connection is open where the file ends
    const QString path = f.file(QStringLiteral("opened.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY_WITH_TIMEOUT(!f.page().document().isUnsaved(), Patience);
    f.page().connection().dropConnection();
    f.window().open(path);
    QTRY_VERIFY_WITH_TIMEOUT(f.rowOf(QStringLiteral("something")) > 0, Patience);
    f.page().timelineView().setCurrentIndex(f.page().model().index(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(f.window()), Patience);
}

/// The clock alone goes on, once a second.
void TestWindowIdle::silentConnection()
{
    WindowFixture f;
    f.recordSomething(true);
    const auto onlyTheClock = [&f] {
        const QList<QTimer*> running = runningTimers(f.window());
        return running.size() == 1 && running[0]->interval() == 1000;
    };
    QTRY_VERIFY_WITH_TIMEOUT(onlyTheClock(), Patience);
}

void TestWindowIdle::aWordWakesIt()
{
    WindowFixture f;
    f.recordSomething(true);
    for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY_WITH_TIMEOUT(runningTimers(f.window()).size() <= 1, Patience);
        const int rows = f.rowCount();
        QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("again")}));
        QTRY_COMPARE_WITH_TIMEOUT(f.rowCount(), rows + 2, Patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(runningTimers(f.window()).size() <= 1, Patience);
    f.page().connection().disconnectNormally();
    QTRY_VERIFY_WITH_TIMEOUT(f.isShownClosed(), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(f.window()), Patience);
}

FRAMESCOPE_TEST(TestWindowIdle)

} // namespace tst_window_idle

#include "tst_window_idle.moc"
