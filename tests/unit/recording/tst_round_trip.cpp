// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/recorder.h"
#include "support/capture_files.h"
#include "support/test_program.h"

#include <QTemporaryDir>
#include <QtTest>
#include <random>

namespace tst_round_trip {

using namespace framescope;
using namespace framescope::recording;
using framescope::test::Reading;
using framescope::test::readingOf;
using framescope::test::StorySink;

// A sink gets the same calls from a recorder as from a reader of its file.
class TestRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void session_data();
    void session();
    void severalAtOnce();
    void failureBeforeTcp();
    void plainCommentsBeforeTcp();
    void commentsAfterTheEnd();
    void largeChunksAreSplit();
    void sequenceNumbersWrap();
    void random_data();
    void random();

private:
    void compare();
    Timestamp tick();
    ConnectionId connection();

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<StorySink> sink_;
    std::unique_ptr<Recorder> recorder_;
    std::int64_t clock_ = 0;
};

namespace {

Endpoints endpoints(const char* client, const char* server, std::uint16_t port = 40000)
{
    return {{*IpAddress::parse(client), port}, {*IpAddress::parse(server), 443}};
}

std::string named(ConnectionId conn, const std::string& event)
{
    return R"(framescope {"conn":)" + std::to_string(conn.value) + R"(,"event":")" + event + "\"}";
}

} // namespace

void TestRoundTrip::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    sink_ = std::make_unique<StorySink>(StorySink::Times::Told);
    clock_ = 1'700'000'000'000'000'001;
    auto recorder = Recorder::create(folder_->filePath("r.pcapng").toStdString(), {}, *sink_);
    QVERIFY2(recorder, recorder ? "" : recorder.error().message().c_str());
    recorder_ = std::move(*recorder);
    sink_->compareWith(recorder_->file());
}

void TestRoundTrip::cleanup()
{
    recorder_.reset();
}

void TestRoundTrip::compare()
{
    QVERIFY(recorder_->finish());
    const Reading reading = readingOf(recorder_->file(), StorySink::Times::Told);
    QCOMPARE(reading.error, QString());
    QCOMPARE(reading.lines(), sink_->lines());
    QCOMPARE(reading.summary.bytesRead, recorder_->size());
    QCOMPARE(reading.summary.fileSize, recorder_->size());
    QCOMPARE(reading.summary.otherPackets, std::uint64_t{0});
    QVERIFY(!reading.summary.tornTail);
    QCOMPARE(reading.summary.damage, std::string());
}

Timestamp TestRoundTrip::tick()
{
    clock_ += 1'000'003;
    return Timestamp(Duration(clock_));
}

/// One that is up.
ConnectionId TestRoundTrip::connection()
{
    const Timestamp time = tick();
    const ConnectionId conn = recorder_->addConnection(time);
    const auto ends = endpoints("192.0.2.1", "192.0.2.2");
    return recorder_->connected(conn, time, time, ends, {}) ? conn : ConnectionId{};
}

void TestRoundTrip::session_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("server");
    QTest::newRow("v4") << "192.0.2.1"
                        << "192.0.2.2";
    QTest::newRow("v6") << "2001:db8::1"
                        << "2001:db8::2";
    QTest::newRow("loopback, same port at both ends") << "127.0.0.1"
                                                      << "127.0.0.1";
    QTest::newRow("v4 to v6") << "192.0.2.1"
                              << "2001:db8::2";
}

void TestRoundTrip::session()
{
    QFETCH(QString, client);
    QFETCH(QString, server);
    const ConnectionId conn = recorder_->addConnection(tick());
    QCOMPARE(conn.value, 1U);
    const Timestamp first = Timestamp(Duration(clock_));
    QVERIFY(recorder_->comment(conn, first, named(conn, "connecting")));
    QVERIFY(recorder_->comment(conn, tick(), named(conn, "resolved")));
    const auto ends = endpoints(client.toUtf8(), server.toUtf8());
    QVERIFY(recorder_->connected(conn, tick(), tick(), ends, named(conn, "connected")));
    QVERIFY(recorder_->comment(conn, tick(), named(conn, "secured")));
    QVERIFY(recorder_->comment(conn, tick(), "a plain note"));
    QVERIFY(recorder_->data(conn, Direction::Out, tick(), asBytes("GET / HTTP/1.1\r\n\r\n")));
    QVERIFY(recorder_->data(conn, Direction::In, tick(), asBytes("HTTP/1.1 101"), "on data"));
    QVERIFY(recorder_->data(conn, Direction::In, tick(), {}));
    QVERIFY(recorder_->data(conn, Direction::In, tick(), {}, "without data"));
    QVERIFY(recorder_->comment(conn, tick(), "before the end"));
    QVERIFY(recorder_->streamEnded(conn, Direction::In, tick(), StreamEnd::Fin));
    QVERIFY(recorder_->data(conn, Direction::Out, tick(), asBytes("more")));
    QVERIFY(recorder_->streamEnded(conn, Direction::Out, tick(), StreamEnd::Reset));
    QVERIFY(recorder_->comment(conn, tick(), named(conn, "closed")));
    QVERIFY(recorder_->comment(ConnectionId{}, tick(), "of nobody"));
    QCOMPARE(sink_->lines().size(), 17);
    compare();
}

void TestRoundTrip::severalAtOnce()
{
    std::vector<ConnectionId> conns;
    for (int i = 0; i < 5; ++i) {
        conns.push_back(recorder_->addConnection(tick()));
        const Timestamp time = Timestamp(Duration(clock_));
        QVERIFY(recorder_->comment(conns.back(), time, named(conns.back(), "connecting")));
    }
    // They come up in another order than they began.
    for (int i = 4; i >= 0; --i) {
        const auto port = static_cast<std::uint16_t>(40000 + i);
        QVERIFY(recorder_->connected(conns[i], tick(), tick(),
                                     endpoints("192.0.2.1", "192.0.2.2", port), {}));
    }
    for (int i = 0; i < 50; ++i) {
        const auto dir = i % 3 == 0 ? Direction::Out : Direction::In;
        QVERIFY(recorder_->data(conns[i % 5], dir, tick(), asBytes("of " + std::to_string(i))));
    }
    compare();
}

void TestRoundTrip::failureBeforeTcp()
{
    const ConnectionId first = recorder_->addConnection(tick());
    QVERIFY(recorder_->comment(first, Timestamp(Duration(clock_)), named(first, "connecting")));
    QVERIFY(recorder_->comment(first, tick(), named(first, "error")));
    const ConnectionId second = recorder_->addConnection(tick());
    QVERIFY(recorder_->comment(second, Timestamp(Duration(clock_)), named(second, "connecting")));
    QVERIFY(recorder_->connected(second, tick(), tick(), endpoints("::1", "::1"), {}));
    QVERIFY(recorder_->streamEnded(second, Direction::In, tick(), StreamEnd::Reset));
    QVERIFY(!recorder_->data(first, Direction::Out, tick(), asBytes("not up")));
    QVERIFY(!recorder_->streamEnded(first, Direction::Out, tick(), StreamEnd::Fin));
    compare();
}

void TestRoundTrip::plainCommentsBeforeTcp()
{
    const ConnectionId conn = recorder_->addConnection(tick());
    QVERIFY(recorder_->comment(conn, Timestamp(Duration(clock_)), "says nothing of a connection"));
    QVERIFY(recorder_->comment(conn, tick(), named(ConnectionId{7}, "names another one")));
    QVERIFY(recorder_->comment(ConnectionId{}, tick(), named(ConnectionId{7}, "of nobody")));
    compare();
}

void TestRoundTrip::commentsAfterTheEnd()
{
    const ConnectionId conn = connection();
    QVERIFY(recorder_->streamEnded(conn, Direction::Out, tick(), StreamEnd::Fin));
    QVERIFY(recorder_->streamEnded(conn, Direction::In, tick(), StreamEnd::Fin));
    QVERIFY(recorder_->streamEnded(conn, Direction::In, tick(), StreamEnd::Reset));
    QVERIFY(!recorder_->data(conn, Direction::In, tick(), asBytes("after the end")));
    for (int i = 0; i < 5; ++i)
        QVERIFY(recorder_->comment(conn, tick(), "note " + std::to_string(i)));
    compare();
}

void TestRoundTrip::largeChunksAreSplit()
{
    const ConnectionId conn = connection();
    Bytes bytes(5'000'001);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 65'536);
    QVERIFY(recorder_->data(conn, Direction::In, tick(), bytes, "large"));
    QCOMPARE(sink_->lines().size(), 3 + 5'000'001 / 16'000 + 1);
    QCOMPARE(sink_->stream(1, Direction::In),
             QByteArray(reinterpret_cast<const char*>(bytes.data()), 5'000'001));
    compare();
}

void TestRoundTrip::sequenceNumbersWrap()
{
    // The numbers of the first connection begin 1.5 GiB and 2 GiB below 2^32. To get there, a
    // later connection is taken that begins less than 4 MiB below.
    ConnectionId conn;
    do {
        conn = recorder_->addConnection(Timestamp(Duration(clock_)));
    } while (conn.value * 0x9e3779b1U < 0xffffffffU - (4U << 20));
    QVERIFY(recorder_->connected(conn, tick(), tick(), endpoints("192.0.2.1", "192.0.2.2"), {}));
    const Bytes bytes(1 << 20, 'x');
    for (int i = 0; i < 8; ++i)
        QVERIFY(recorder_->data(conn, Direction::Out, tick(), bytes));
    QVERIFY(recorder_->finish());
    const Reading reading = readingOf(recorder_->file());
    QCOMPARE(reading.sink.stream(1, Direction::Out).size(), 8 << 20);
    QVERIFY(!reading.lines().join('\n').contains("gap"));
}

void TestRoundTrip::random_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRoundTrip::random()
{
    QFETCH(unsigned, seed);
    std::mt19937 engine(seed);
    const auto below = [&engine](unsigned limit) { return engine() % limit; };
    std::vector<ConnectionId> conns;
    for (int i = 0; i < 400; ++i) {
        const unsigned what = conns.empty() ? 0 : below(20);
        const Direction dir = below(2) == 0 ? Direction::In : Direction::Out;
        if (what == 0) {
            const ConnectionId conn = recorder_->addConnection(tick());
            const Timestamp time = Timestamp(Duration(clock_));
            const auto port = static_cast<std::uint16_t>(1 + below(3));
            QVERIFY(recorder_->comment(conn, time, named(conn, "connecting")));
            QVERIFY(recorder_->connected(conn, tick(), tick(),
                                         endpoints("192.0.2.1", "192.0.2.2", port), "up"));
            conns.assign(1, conn); // ports are used again: the ones before must be over
        } else if (what < 4) {
            QVERIFY(recorder_->comment(conns.back(), tick(), std::string(below(300), 'c') + "."));
        } else if (what == 5) {
            const auto how = below(2) == 0 ? StreamEnd::Fin : StreamEnd::Reset;
            QVERIFY(recorder_->streamEnded(conns.back(), dir, tick(), how));
        } else {
            const Bytes bytes(below(10) == 0 ? below(200'000) : below(200), 'd');
            (void)recorder_->data(conns.back(), dir, tick(), bytes); // refused after the end
        }
    }
    compare();
}

FRAMESCOPE_TEST(TestRoundTrip)

} // namespace tst_round_trip

#include "tst_round_trip.moc"
