// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/retirement.h"

#include "timeline/load.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace framescope;
using session::Retirement;
using session::Session;

class TestRetirement : public QObject
{
    Q_OBJECT

private slots:
    /// Sessions at each stage end there, and what they recorded is whole when it is over.
    void sessionsEnd()
    {
        QTemporaryDir folder;
        std::vector<QString> paths;
        int statesSeen = 0;
        {
            Retirement retirement;
            for (int i = 0; i < 8; ++i) {
                paths.push_back(folder.filePath(QStringLiteral("%1.pcapng").arg(i)));
                auto session = Session::create(paths.back());
                QVERIFY(session);
                session::SessionOptions options;
                options.url = QUrl(QStringLiteral("ws://127.0.0.1:9/")); // discard: nobody listens
                QVERIFY((*session)->open(options));
                connect(session->get(), &Session::stateChanged, this, [&] { ++statesSeen; });
                retirement.take(std::move(*session));
            }
            QCoreApplication::processEvents();
        }
        QCOMPARE(statesSeen, 0);
        for (const QString& path : paths) {
            const auto loaded = timeline::load(path.toStdString());
            QVERIFY(loaded);
            QVERIFY(!loaded->summary.tornTail);
        }
    }

    void nothingToEnd()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("idle.pcapng"));
        {
            Retirement unused;
            Retirement retirement;
            auto session = Session::create(path);
            QVERIFY(session);
            retirement.take(std::move(*session));
        }
        QVERIFY(timeline::load(path.toStdString()));
    }
};

QTEST_GUILESS_MAIN(TestRetirement)
#include "tst_retirement.moc"
