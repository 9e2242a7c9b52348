// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"
#include "session/session.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

namespace tst_session_retirement {

using namespace framescope;
using library::RecordingsFolder;
using session::Session;

class TestSessionRetirement : public QObject
{
    Q_OBJECT

private slots:
    void sessionsEnd();
    void nothingIsOfferedBeforeItsEnd();
};

/// Sessions at each stage end there, and what they recorded is whole when it is over.
void TestSessionRetirement::sessionsEnd()
{
    QTemporaryDir temporary;
    std::vector<QString> paths;
    int statesSeen = 0;
    {
        RecordingsFolder folder(temporary.path());
        for (int i = 0; i < 8; ++i) {
            paths.push_back(*folder.newRecording());
            auto session = Session::create(paths.back());
            QVERIFY(session);
            connection::ConnectionOptions options;
            options.url = QUrl(QStringLiteral("ws://127.0.0.1:9/")); // discard: nobody listens
            if (i > 0) {
                QVERIFY((*session)->open(options));
            }
            connect(session->get(), &Session::stateChanged, this, [&] { ++statesSeen; });
            folder.retire(std::move(*session), paths.back(), false);
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

/// Another program does not find what is still being written to, or about to be deleted.
void TestSessionRetirement::nothingIsOfferedBeforeItsEnd()
{
    QTemporaryDir temporary;
    const RecordingsFolder other(temporary.path());
    RecordingsFolder folder(temporary.path());
    const QString kept = *folder.newRecording();
    const QString removed = *folder.newRecording();
    for (const QString& path : {kept, removed}) {
        auto session = Session::create(path);
        QVERIFY(session);
        // What holds the end up is taken before it.
        folder.retirement().take([&other, path] {
            for (int i = 0; i < 20; ++i) {
                for (const auto& left : other.leftBehind()) {
                    QVERIFY(left.path != path);
                }
            }
        });
        folder.retire(std::move(*session), path, path == removed);
    }
    QTRY_COMPARE(other.leftBehind().size(), 1u);
    QTRY_COMPARE(QDir(temporary.path()).entryList(QDir::Files).size(), 1);
    QCOMPARE(other.leftBehind()[0].path, kept);
}

FRAMESCOPE_TEST(TestSessionRetirement)

} // namespace tst_session_retirement

#include "tst_session_retirement.moc"
