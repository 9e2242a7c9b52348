// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"

#include "support/file_size_limit.h"
#include "support/test_program.h"
#include "timeline/decode/load.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <thread>

namespace tst_load {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

const char* const Session = R"(connecting ws://example.com/chat
    tcp
    -> request
    <- 101
    -> text My name is John
    <- text Hello from server, John!
    <- close 1000 Bye!
    -> close 1000
    closed)";

} // namespace

class LoadTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoRecording_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    }
    void whatIsNoRecording()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir folder;
        QFile file(folder.filePath("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto loaded = load(file.fileName().toStdString());
        QVERIFY(!loaded);
        QVERIFY(!loaded.error().what.empty());
        QVERIFY(!load(folder.path().toStdString()));
        QVERIFY(!load(folder.filePath("none").toStdString()));
    }

    // kill -9 at some byte: all whole blocks are read, and what they tell is the beginning of
    // what the whole file tells.
    void tornTail()
    {
        CaptureScript capture;
        capture.play(Session);
        capture.finish();
        QFile file(QString::fromStdString(capture.path()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        const auto all = linesOf(capture.timeline(), View::Frames);
        QTemporaryDir folder;
        for (qsizetype size = 400; size < whole.size(); size += 11) {
            QFile torn(folder.filePath("torn"));
            QVERIFY(torn.open(QIODevice::WriteOnly));
            torn.write(whole.left(size));
            torn.close();
            const auto loaded = load(torn.fileName().toStdString());
            QVERIFY(loaded);
            const auto lines = linesOf(*loaded->timeline, View::Frames);
            QVERIFY(lines.size() <= all.size());
            compareLines(lines, {all.begin(), all.begin() + static_cast<qsizetype>(lines.size())});
        }
    }

    void growsWhileItIsRead()
    {
        CaptureScript capture;
        capture.play(Session);
        capture.finish();
        auto loader = Loader::open(capture.path());
        QVERIFY(loader);
        const auto timeline = (*loader)->timeline();
        QCOMPARE(timeline->size(), 0U);
        std::thread reading([&] { QVERIFY((*loader)->run()); });
        QTRY_COMPARE(timeline->size(), capture.timeline().size());
        reading.join();
        loader->reset();
        compareLines(dumpOf(*timeline, View::Messages), dumpOf(capture.timeline(), View::Messages));
    }

    void stoppedEarly()
    {
        CaptureScript capture;
        capture.play(R"(tcp
                        -> request
                        <- 101)");
        for (int i = 0; i < 300; ++i) {
            capture.send(Direction::In, Bytes(65'000, 0));
        }
        auto loader = Loader::open(capture.path());
        QVERIFY(loader);
        QVERIFY((*loader)->run([](std::uint64_t, std::uint64_t) { return false; }));
        QVERIFY((*loader)->timeline()->size() < capture.timeline().size());
    }

    void aFullDisk()
    {
        CaptureScript capture;
        capture.play(R"(connecting ws://example.com/chat
                        tcp
                        -> request
                        <- 101
                        <- text kept)");
        const std::size_t before = capture.timeline().size();
        {
            const FileSizeLimit limit(capture.live().recorder().size() + 100);
            const Bytes chunk(1000, 0);
            for (int i = 0; i < 3; ++i) {
                QVERIFY(!capture.live().append(ConnectionId{1}, Direction::In, now(), chunk));
            }
        }
        QVERIFY(!capture.live().event(ConnectionId{1}, ClosedDetail{}));
        auto lines = linesOf(capture.timeline(), View::Messages);
        QCOMPARE(lines.size(), before + 1);
        QVERIFY(lines.back().starts_with("error recording: "));
        QVERIFY(!capture.live().finish());

        lines.pop_back();
        compareLines(linesOf(*capture.reloaded(), View::Messages), lines);
    }

    void aMistakeOfTheCallerIsNoFullDisk()
    {
        CaptureScript capture;
        capture.play(R"(connecting ws://example.com/chat
                        tcp
                        <- fin)");
        const std::size_t before = capture.timeline().size();
        QVERIFY(!capture.live().append(ConnectionId{1}, Direction::In, now(), Bytes(1, 0)));
        QCOMPARE(capture.timeline().size(), before);
    }
};

FRAMESCOPE_TEST(LoadTest)

} // namespace tst_load

#include "tst_load.moc"
