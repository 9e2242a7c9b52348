// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"
#include "recording/file.h"
#include "recording/recorder.h"
#include "support/capture_files.h"
#include "support/file_size_limit.h"
#include "support/test_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>
#include <cstdio>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace tst_recorder {

using namespace framescope;
using namespace framescope::recording;
using framescope::test::FileSizeLimit;
using framescope::test::Reading;
using framescope::test::readingOf;
using framescope::test::StorySink;

class TestRecorder : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void createsForTheOwnerAlone();
    void keepsWhatExists();
    void replacesOnRequest();
    void refusesWhatIsBeingRecorded();
    void tellsOfAFileThatOthersChanged_data();
    void tellsOfAFileThatOthersChanged();
    void syncsWhileItGrows();
    void refuses_data();
    void refuses();
    void isReadableWhileItGrows_data();
    void isReadableWhileItGrows();
    void cutsLongComments();
    void rollsBackWhenTheDiskIsFull_data();
    void rollsBackWhenTheDiskIsFull();

private:
    std::string path(const char* name = "r.pcapng") const;
    std::unique_ptr<Recorder> recorder(bool replace = false, bool inMemory = false);

    std::unique_ptr<QTemporaryDir> folder_;
    StorySink sink_;
};

namespace {

const Endpoints Ends{{*IpAddress::parse("192.0.2.1"), 40000}, {*IpAddress::parse("192.0.2.2"), 80}};

} // namespace

void TestRecorder::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    sink_ = StorySink();
}

std::string TestRecorder::path(const char* name) const
{
    return folder_->filePath(QString::fromLatin1(name)).toStdString();
}

std::unique_ptr<Recorder> TestRecorder::recorder(bool replace, bool inMemory)
{
    auto recorder = Recorder::create(
        path(), {.replace = replace, .inMemory = inMemory, .application = "Test 1"}, sink_);
    return recorder ? std::move(*recorder) : nullptr;
}

void TestRecorder::createsForTheOwnerAlone()
{
    const mode_t mask = ::umask(0);
    const auto made = recorder();
    ::umask(mask);
    QVERIFY(made);
    struct stat status = {};
    QCOMPARE(::stat(path().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600U);
    QCOMPARE(static_cast<std::uint64_t>(status.st_size), made->size());
    QVERIFY(!made->file()->path().empty());
    const Reading reading = readingOf(made->file());
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.lines(), QStringList());
}

void TestRecorder::keepsWhatExists()
{
    QVERIFY(recorder()->finish());
    const auto again = Recorder::create(path(), {}, sink_);
    QVERIFY(!again);
    QVERIFY2(again.error().message().find("exists already") != std::string::npos,
             again.error().message().c_str());
}

void TestRecorder::replacesOnRequest()
{
    auto first = recorder();
    const ConnectionId conn = first->addConnection(now());
    QVERIFY(first->connected(conn, now(), now(), Ends, {}));
    const std::uint64_t size = first->size();
    QVERIFY(first->finish());
    const auto second = recorder(true);
    QVERIFY(second);
    QVERIFY(second->size() < size);
    // Whoever has the first open still reads it.
    QCOMPARE(readingOf(first->file()).lines().size(), 2);
    struct stat status = {};
    QCOMPARE(::stat(path().c_str(), &status), 0);
    QCOMPARE(static_cast<std::uint64_t>(status.st_size), second->size());
}

void TestRecorder::refusesWhatIsBeingRecorded()
{
    auto first = recorder();
    QVERIFY(first);
    const auto second = Recorder::create(path(), {.replace = true, .application = ""}, sink_);
    QVERIFY(!second);
    QVERIFY(second.error().message().find("is being recorded") != std::string::npos);
    auto beside = ReplacementFile::create(path());
    QVERIFY(beside && !beside->commit());
    QVERIFY(first->finish()); // nothing was taken from it
    QVERIFY(beside->commit().has_value());
    QVERIFY(recorder(true));
}

void TestRecorder::tellsOfAFileThatOthersChanged_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("words");
    QTest::newRow("cut") << "cut"
                         << "was cut to 10 of";
    QTest::newRow("deleted") << "deleted"
                             << "was deleted or replaced";
    QTest::newRow("replaced") << "replaced"
                              << "was deleted or replaced";
    QTest::newRow("another took its name") << "renamed"
                                           << "was moved, and another file";
    QTest::newRow("cut before more is written") << "cut on"
                                                << "was cut to 10 of";
    QTest::newRow("moved: it is still there") << "moved"
                                              << "";
}

void TestRecorder::tellsOfAFileThatOthersChanged()
{
    QFETCH(QString, how);
    QFETCH(QString, words);
    auto made = recorder();
    QVERIFY(made);
    if (how.startsWith(QLatin1String("cut"))) {
        QVERIFY(::truncate(path().c_str(), 10) == 0);
        if (how == QLatin1String("cut on")) {
            QVERIFY(!made->comment(ConnectionId{}, now(), "more"));
        }
    } else if (how == QLatin1String("deleted")) {
        QCOMPARE(::unlink(path().c_str()), 0);
    } else {
        QCOMPARE(std::rename(path().c_str(), path("moved.pcapng").c_str()), 0);
    }
    if (how == QLatin1String("replaced")) {
        std::ofstream(path("other")) << "other";
        QCOMPARE(std::rename(path("other").c_str(), path("moved.pcapng").c_str()), 0);
    }
    if (how == QLatin1String("renamed")) {
        std::ofstream(path()) << "other";
    }
    const auto finished = made->finish();
    QCOMPARE(finished.has_value(), words.isEmpty());
    QCOMPARE(made->failed(), !words.isEmpty());
    if (!finished) {
        QVERIFY2(finished.error().message().find(words.toStdString()) != std::string::npos,
                 finished.error().message().c_str());
    }
}

void TestRecorder::refuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("a folder") << "."
                              << "is a folder";
    QTest::newRow("a device") << "/dev/full"
                              << "is not a regular file";
    QTest::newRow("no such folder") << "none/r.pcapng"
                                    << "there is no such folder";
}

void TestRecorder::refuses()
{
    QFETCH(QString, path);
    QFETCH(QString, sentence);
    const std::string name = QDir(folder_->path()).filePath(path).toStdString();
    const auto made = Recorder::create(name, {.replace = true, .application = ""}, sink_);
    QVERIFY(!made);
    const QString message = QString::fromStdString(made.error().message());
    QVERIFY2(message.contains(sentence) && message.startsWith(QString::fromStdString(name)),
             qPrintable(message));
}

void TestRecorder::isReadableWhileItGrows_data()
{
    QTest::addColumn<bool>("inMemory");
    QTest::newRow("a file") << false;
    QTest::newRow("in memory") << true;
}

void TestRecorder::isReadableWhileItGrows()
{
    QFETCH(bool, inMemory);
    const auto made = recorder(false, inMemory);
    QCOMPARE(QFile::exists(QString::fromStdString(path())), !inMemory);
    const ConnectionId conn = made->addConnection(now());
    QVERIFY(made->connected(conn, now(), now(), Ends, {}));
    for (int i = 0; i < 10; ++i) {
        QVERIFY(made->data(conn, Direction::In, now(), asBytes("x")));
        QCOMPARE(readingOf(made->file()).lines(), sink_.lines());
        QCOMPARE(made->file()->size().value(), made->size());
    }
    QVERIFY(made->finish());
    QCOMPARE(readingOf(made->file()).lines(), sink_.lines());
}

void TestRecorder::cutsLongComments()
{
    const auto made = recorder();
    // 64,999 bytes and a character of three, of which one would fit.
    const std::string text = std::string(64'999, 'a') + "\u20ac" + std::string(10, 'b');
    QVERIFY(made->comment(ConnectionId{}, now(), text));
    QCOMPARE(sink_.lines().size(), 1);
    QVERIFY2(sink_.lines()[0].startsWith("0 comment 64999 bytes"), qPrintable(sink_.lines()[0]));
    QCOMPARE(readingOf(made->file()).lines(), sink_.lines());
}

void TestRecorder::rollsBackWhenTheDiskIsFull_data()
{
    QTest::addColumn<std::uint64_t>("room"); // beyond what is written first
    QTest::addColumn<std::size_t>("chunk");
    QTest::newRow("none") << std::uint64_t{0} << std::size_t{100};
    QTest::newRow("part of a block") << std::uint64_t{50} << std::size_t{100};
    QTest::newRow("some blocks") << std::uint64_t{1000} << std::size_t{100};
    QTest::newRow("part of a large write") << std::uint64_t{300'000} << std::size_t{2'000'000};
    QTest::newRow("one of two writes") << std::uint64_t{1'500'000} << std::size_t{2'000'000};
}

void TestRecorder::rollsBackWhenTheDiskIsFull()
{
    QFETCH(std::uint64_t, room);
    QFETCH(std::size_t, chunk);
    const auto made = recorder();
    const ConnectionId conn = made->addConnection(now());
    QVERIFY(made->connected(conn, now(), now(), Ends, {}));
    QVERIFY(made->data(conn, Direction::Out, now(), asBytes("before")));
    const Bytes bytes(chunk, 'x');
    Result<void> written;
    {
        const FileSizeLimit limit(made->size() + room);
        for (int i = 0; i < 100 && written; ++i)
            written = made->data(conn, Direction::In, now(), bytes);
    }
    QVERIFY(!written);
    QVERIFY2(written.error().message().find("cannot write the recording") != std::string::npos,
             written.error().message().c_str());

    // There is room again, but what came between is missing for good.
    const std::uint64_t size = made->size();
    const auto later = made->comment(conn, now(), "later");
    QVERIFY(!later);
    QCOMPARE(later.error().message(), written.error().message());
    QVERIFY(!made->data(conn, Direction::In, now(), bytes));
    QVERIFY(!made->streamEnded(conn, Direction::In, now(), StreamEnd::Fin));
    QVERIFY(!made->finish());
    QCOMPARE(made->size(), size);
    const Reading reading = readingOf(made->file());
    QCOMPARE(reading.lines(), sink_.lines());
    QCOMPARE(reading.summary.fileSize, size);
    QVERIFY(!reading.summary.tornTail);
}

/// Another thread looks at the file while it grows, and finds nothing cut.
void TestRecorder::syncsWhileItGrows()
{
    const auto file = File::create(path(), false);
    QVERIFY(file);
    std::string found;
    std::jthread other([&](const std::stop_token& stop) {
        while (!stop.stop_requested() && found.empty()) {
            if (const auto result = (*file)->sync(); !result) {
                found = result.error().message();
            }
        }
    });
    const Bytes bytes(16);
    for (int i = 0; i < 300'000; ++i) {
        QVERIFY((*file)->append(bytes));
    }
    other.request_stop();
    other.join();
    QCOMPARE(found, std::string());
}

FRAMESCOPE_TEST(TestRecorder)

} // namespace tst_recorder

#include "tst_recorder.moc"
