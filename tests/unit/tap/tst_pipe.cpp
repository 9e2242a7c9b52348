// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/pipe/pipe.h"
#include "told_sink.h"

#include <QtTest>

namespace tst_pipe {

using namespace framescope;
using namespace framescope::test;
using tap::Pipe;

namespace {

Bytes joinedBytes(std::string_view head, std::string_view picture)
{
    Bytes bytes(head.begin(), head.end());
    append(bytes, bytesOf(picture));
    return bytes;
}

/// Lets all of it through in pieces of `step`.
bool pass(Pipe& pipe, Direction direction, ByteView bytes, std::size_t step)
{
    while (!bytes.empty()) {
        const ByteView piece = bytes.first(std::min(step, bytes.size()));
        if (pipe.pass(direction, piece) < piece.size()) {
            return false;
        }
        bytes = bytes.subspan(piece.size());
    }
    return true;
}

/// Counts the frames that it is told.
struct Counter final : wire::FrameStreamHandler
{
    void frameEnd(const wire::FrameReport&) override { ++frames; }
    void messageEnd(const wire::MessageReport&) override {}
    int frames = 0;
};

/// Nobody keeps anything.
struct NoSink final : tap::Sink
{
    bool tell(const tap::Event&) override { return true; }
    std::size_t keep(Direction, ByteView bytes) override { return bytes.size(); }
    wire::FrameStreamHandler* frames(Direction, std::shared_ptr<wire::FrameStream>) override
    {
        return nullptr;
    }
};

} // namespace

class TestPipe : public QObject
{
    Q_OBJECT

private slots:
    void everyByteAndFrameOnce();
    void upgrades_data();
    void upgrades();
    void actsWithoutARecording();
    void sinkThatIsFull_data();
    void sinkThatIsFull();
};

/// Whatever the pieces: the sink has all bytes, and each frame once.
void TestPipe::everyByteAndFrameOnce()
{
    const Bytes in = joinedBytes(UpgradeResponse, "81 02 'hi' 89 01 'p' 01 01 'a' 80 01 'b'");
    const Bytes out = bytesOf("81 82 00000000 'yo' 88 80 00000000");
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, in.size()}) {
        ToldSink sink;
        Pipe pipe(sink);
        Counter counter;
        pipe.observe(Direction::In, counter);
        QVERIFY(pass(pipe, Direction::Out, asBytes(UpgradeRequest), step));
        QVERIFY(pass(pipe, Direction::In, in, step));
        QVERIFY(pipe.upgrade() == Pipe::Upgrade::Opened);
        QVERIFY(pass(pipe, Direction::Out, out, step));
        QCOMPARE(pictureOf(sink.bytes(Direction::In)), pictureOf(in));
        QCOMPARE(pictureOf(sink.bytes(Direction::Out)),
                 pictureOf(joinedBytes(UpgradeRequest, pictureOf(out))));
        QCOMPARE(sink.frames(Direction::In).count("frame @"), 4);
        QCOMPARE(sink.frames(Direction::In).count("message @"), 2);
        QCOMPARE(sink.frames(Direction::Out).count("frame @"), 2);
        QCOMPARE(counter.frames, 4);
    }
}

void TestPipe::upgrades_data()
{
    QTest::addColumn<QByteArray>("response");
    QTest::addColumn<int>("upgrade");
    const auto row = [](const char* name, QByteArray response, Pipe::Upgrade upgrade) {
        QTest::newRow(name) << response << static_cast<int>(upgrade);
    };
    const QByteArray opened(UpgradeResponse.data(), UpgradeResponse.size());
    row("half a head", opened.chopped(1), Pipe::Upgrade::Awaited);
    row("opened", opened, Pipe::Upgrade::Opened);
    row("interim", "HTTP/1.1 103 Early Hints\r\n\r\n", Pipe::Upgrade::Awaited);
    row("interim, then opened", "HTTP/1.1 103 Early Hints\r\n\r\n" + opened, Pipe::Upgrade::Opened);
    row("refused", "HTTP/1.1 401 No\r\nContent-Length: 3\r\n\r\nno", Pipe::Upgrade::Refused);
    row("refused to the end", "HTTP/1.1 401 No\r\nContent-Length: 2\r\n\r\nno",
        Pipe::Upgrade::RefusedWhole);
    row("refused until it ends", "HTTP/1.1 401 No\r\n\r\nno", Pipe::Upgrade::Refused);
    row("not HTTP", "220 ready\r\n", Pipe::Upgrade::Failed);
    row("wrong key", QByteArray(opened).replace("s3pP", "AAAA"), Pipe::Upgrade::Failed);
}

void TestPipe::upgrades()
{
    QFETCH(QByteArray, response);
    QFETCH(int, upgrade);
    const ByteView bytes =
        asBytes(std::string_view(response.data(), static_cast<std::size_t>(response.size())));
    for (const std::size_t step : {std::size_t{1}, bytes.size()}) {
        ToldSink sink;
        Pipe pipe(sink);
        QVERIFY(pass(pipe, Direction::Out, asBytes(UpgradeRequest), step));
        QVERIFY(pass(pipe, Direction::In, bytes, step));
        QCOMPARE(static_cast<int>(pipe.upgrade()), upgrade);
        QCOMPARE(pictureOf(sink.bytes(Direction::In)), pictureOf(bytes));
    }
}

void TestPipe::actsWithoutARecording()
{
    NoSink sink;
    Pipe pipe(sink);
    Counter in, out;
    pipe.observe(Direction::In, in);
    pipe.observe(Direction::Out, out);
    QVERIFY(pass(pipe, Direction::Out, asBytes(UpgradeRequest), 10));
    QVERIFY(pass(pipe, Direction::In, joinedBytes(UpgradeResponse, "89 00 81 01 'a'"), 10));
    QVERIFY(pass(pipe, Direction::Out, bytesOf("8a 80 00000000"), 10));
    QCOMPARE(in.frames, 2);
    QCOMPARE(out.frames, 1);
}

void TestPipe::sinkThatIsFull_data()
{
    QTest::addColumn<int>("room");
    QTest::addColumn<int>("frames");
    const int heads = static_cast<int>(UpgradeRequest.size() + UpgradeResponse.size());
    QTest::newRow("in the request") << 10 << 0;
    QTest::newRow("in the response") << heads - 1 << 0;
    QTest::newRow("before the frames") << heads << 0;
    QTest::newRow("in the second frame") << heads + 5 << 1;
}

/// What is told of the frames is what was kept of the bytes.
void TestPipe::sinkThatIsFull()
{
    QFETCH(int, room);
    QFETCH(int, frames);
    ToldSink sink;
    sink.setRoom(static_cast<std::size_t>(room));
    Pipe pipe(sink);
    Bytes all = joinedBytes(UpgradeResponse, "81 01 'a' 81 01 'b'");
    const bool whole = pass(pipe, Direction::Out, asBytes(UpgradeRequest), UpgradeRequest.size()) &&
                       pass(pipe, Direction::In, all, all.size());
    QVERIFY(!whole);
    QCOMPARE(sink.bytes(Direction::In).size() + sink.bytes(Direction::Out).size(),
             static_cast<std::size_t>(room));
    QCOMPARE(sink.frames(Direction::In).count("message @"), frames);
}

FRAMESCOPE_TEST(TestPipe)

} // namespace tst_pipe

#include "tst_pipe.moc"
