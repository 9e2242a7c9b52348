// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/timeline/table/timeline_view.h"
#include "window_fixture.h"

#include <QTabBar>
#include <QTest>
#include <QTimer>

namespace tst_window_idle {

// A window in which nothing happens does nothing.

using namespace framescope;
using test::WindowFixture;

namespace {

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

/// Counts how often a widget is drawn.
class PaintCounter : public QObject
{
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }
    int count() const { return count_; }

protected:
    bool eventFilter(QObject* /*widget*/, QEvent* event) override
    {
        count_ += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

private:
    int count_ = 0;
};

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
    void aNewRowDrawsLittle();
};

void TestWindowIdle::nothingYet()
{
    WindowFixture f;
    QTRY_VERIFY(isAtRest(f.window()));
}

void TestWindowIdle::closedSession()
{
    WindowFixture f;
    f.recordSomething();
    QTRY_VERIFY(isAtRest(f.window()));
    QVERIFY(f.isShownClosed());
}

void TestWindowIdle::openedFile()
{
    WindowFixture f;
    f.recordSomething(true); // the connection is open where the file ends
    const QString path = f.file(QStringLiteral("opened.pcapng"));
    f.page().document().save(path);
    QTRY_VERIFY(!f.page().document().isUnsaved());
    f.page().connection().dropConnection();
    f.window().open(path);
    QTRY_VERIFY(f.rowOf(QStringLiteral("something")) > 0);
    f.page().timelineView().setCurrentIndex(f.page().model().index(0, 0));
    QTRY_VERIFY(isAtRest(f.window()));
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
    QTRY_VERIFY(onlyTheClock());
}

void TestWindowIdle::aWordWakesIt()
{
    WindowFixture f;
    f.recordSomething(true);
    for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY(runningTimers(f.window()).size() <= 1);
        const int rows = f.rowCount();
        QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("again")}));
        QTRY_COMPARE(f.rowCount(), rows + 2);
    }
    QTRY_VERIFY(runningTimers(f.window()).size() <= 1);
    f.page().connection().disconnectNormally();
    QTRY_VERIFY(f.isShownClosed());
    QTRY_VERIFY(isAtRest(f.window()));
}

/// The numbers of a page that change do not draw the whole window.
void TestWindowIdle::aNewRowDrawsLittle()
{
    WindowFixture f;
    f.recordSomething(true);
    QTRY_VERIFY(runningTimers(f.window()).size() <= 1);
    const PaintCounter tabs(*f.window().findChild<QTabBar*>(QStringLiteral("qt_tabwidget_tabbar")));
    const PaintCounter rows(*f.page().timelineView().viewport());
    const int before = f.rowCount();
    QVERIFY(f.page().document().session()->send(message::Text{QStringLiteral("again")}));
    QTRY_COMPARE(f.rowCount(), before + 2);
    QTRY_VERIFY(runningTimers(f.window()).size() <= 1);
    QTRY_VERIFY(rows.count() > 0);
    QCOMPARE(tabs.count(), 0);
}

FRAMESCOPE_TEST(TestWindowIdle)

} // namespace tst_window_idle

#include "tst_window_idle.moc"
