// SPDX-License-Identifier: GPL-3.0-or-later
//
// Servers that misbehave: what the timeline says, and what the server saw of us.
#include "support/peer_process.h"
#include "support/session_run.h"

#include <QTest>

using namespace framescope;
using namespace framescope::test;
using session::Session;

namespace {

QStringList linesIn(const QString& text)
{
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty()) {
            lines.append(line.trimmed());
        }
    }
    return lines;
}

} // namespace

class SessionOddServers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("raw_peer.py")); }
    void init() { peer_->forget(); }

    void storyIs_data();
    void storyIs();

private:
    std::unique_ptr<PeerProcess> peer_;
};

/// The peer's path, the story in the Frames view, and what the peer received after the request:
/// "opcode:payload" for frames, then how the connection ended.
void SessionOddServers::storyIs_data()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("seen");

    QTest::newRow("close-empty") << R"(
        open
        <- close ''
        -> close ''
        closed 1005 clean by server)" << "8: fin";
    QTest::newRow("close-code/1012") << R"(
        open
        <- close '' code=1012
        -> close '' code=1012
        closed 1012 'bye' clean by server)" << "8:03f4 fin";
}

void SessionOddServers::storyIs()
{
    QFETCH(QString, story);
    QFETCH(QString, seen);
    SessionRun run;
    QVERIFY(run->open(SessionRun::options(
        peer_->url(QStringLiteral("/") + QString::fromUtf8(QTest::currentDataTag())))));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story(timeline::View::Frames), linesIn(story));
}

QTEST_GUILESS_MAIN(SessionOddServers)
#include "session_odd_servers.moc"
