// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/reference_inflater.h"
#include "support/test_program.h"
#include "wire/deflate.h"

#include <QTest>

#include <random>

#include <zlib.h>

namespace tst_deflate {

using namespace framescope;
using namespace framescope::wire;
using framescope::test::bytesOf;
using framescope::test::ReferenceInflater;

using Status = Inflater::Status;

namespace {

/// The inflated message; on failure the output so far, followed by "invalid" or "limit".
std::string inflated(Inflater& inflater, ByteView payload, std::size_t piece = SIZE_MAX)
{
    std::string text;
    const Inflater::Sink sink = [&text](ByteView bytes) { text += asText(bytes); };
    Status status = Status::Ok;
    while (!payload.empty() && status == Status::Ok) {
        const std::size_t size = std::min(piece, payload.size());
        status = inflater.feed(payload.first(size), sink);
        payload = payload.subspan(size);
    }
    const Status end = inflater.finish(sink);
    if (status != Status::Ok && end != status) {
        return "finish() says something else than feed()";
    }
    return text + (end == Status::Ok ? "" : end == Status::Invalid ? " invalid" : " limit");
}

/// Typical messages: similar, small, with changing numbers.
std::vector<std::string> chatter(int count)
{
    std::vector<std::string> messages;
    std::mt19937 random(7692);
    for (int i = 0; i < count; ++i) {
        std::string message = R"({"type":"tick","id":)" + std::to_string(i) + R"(,"price":)" +
                              std::to_string(random() % 100000) + '}';
        if (i % 7 == 0) {
            message.append(random() % 3000, static_cast<char>('a' + random() % 26));
        }
        if (i % 11 == 0) {
            message.clear();
        }
        messages.push_back(std::move(message));
    }
    return messages;
}

std::string noise(std::size_t size)
{
    std::mt19937 random(1951);
    std::string text(size, '\0');
    std::generate(text.begin(), text.end(), [&] { return static_cast<char>(random()); });
    return text;
}

/// Compresses like a sender that ends each message with a BFINAL block (RFC 7692 7.2.3.4).
Bytes compressFinal(std::string_view text, bool withEmptyBlock)
{
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    Bytes out(deflateBound(&stream, static_cast<uLong>(text.size())) + 1);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (withEmptyBlock) {
        out.push_back(0);
    }
    return out;
}

/// One long run, as small as deflate makes it.
Bytes bomb(std::size_t size)
{
    return Deflater(15, true, 9).compress(Bytes(size, 'x'));
}

} // namespace

class DeflateTest : public QObject
{
    Q_OBJECT

private slots:
    void inflatesTheMessagesOfTheRfc_data();
    void inflatesTheMessagesOfTheRfc();
    void sharesTheWindow();
    void compressesAsTheRfcDoes();
    void roundTrip_data();
    void roundTrip();
    void smallWindowsReachNoFurther_data();
    void smallWindowsReachNoFurther();
    void finalBlocks();
    void damagedData_data();
    void damagedData();
    void startsAnewAfterDamage();
    void keepsTheWindowWhereOnlyTheTailIsWrong();
    void stopsAtTheLimit_data();
    void stopsAtTheLimit();
    void goesOnAfterTheLimit();
    void resumesFromAWindow();
    void windowOfAnEmptyStream();
    void moves();
    void startsAnewInTheMemoryOfAnother();
};

void DeflateTest::inflatesTheMessagesOfTheRfc_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("text");
    QTest::newRow("7.2.3.1 one block") << "f248cdc9c90700"
                                       << "Hello";
    QTest::newRow("7.2.3.3 stored") << "000500faff 'Hello' 00"
                                    << "Hello";
    QTest::newRow("7.2.3.4 BFINAL") << "f348cdc9c9070000"
                                    << "Hello";
    QTest::newRow("7.2.3.5 two blocks") << "f248050000 00ffff cac9c90700"
                                        << "Hello";
    QTest::newRow("7.2.3.6 empty") << "00"
                                   << "";
    QTest::newRow("BFINAL, nothing after it") << "f348cdc9c90700"
                                              << "Hello";
    QTest::newRow("BFINAL in between") << "f348cdc9c90700 f248cdc9c90700"
                                       << "HelloHello";
    QTest::newRow("stored with BFINAL") << "010500faff 'Hello' 00"
                                        << "Hello";
    QTest::newRow("empty block with BFINAL") << "0300"
                                             << "";
}

void DeflateTest::inflatesTheMessagesOfTheRfc()
{
    QFETCH(QString, payload);
    QFETCH(QString, text);
    const Bytes bytes = bytesOf(payload.toStdString());
    for (const bool noContextTakeover : {false, true}) {
        for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
            Inflater inflater(15, noContextTakeover);
            QCOMPARE(inflated(inflater, bytes, piece), text.toStdString());
            QCOMPARE(inflated(inflater, bytes, piece), text.toStdString());
        }
    }
    const auto reference = ReferenceInflater().message(bytes);
    QVERIFY(reference);
    QCOMPARE(std::string(asText(*reference)), text.toStdString());
}

void DeflateTest::sharesTheWindow()
{
    const Bytes first = bytesOf("f248cdc9c90700");
    const Bytes second = bytesOf("f200110000"); // RFC 7692 7.2.3.2
    Inflater inflater(15, false);
    QCOMPARE(inflated(inflater, first), std::string("Hello"));
    QCOMPARE(inflated(inflater, second), std::string("Hello"));
    QCOMPARE(inflated(inflater, second), std::string("Hello"));

    Inflater forgetful(15, true);
    QCOMPARE(inflated(forgetful, first), std::string("Hello"));
    QCOMPARE(inflated(forgetful, second), std::string("H invalid"));
    QCOMPARE(inflated(forgetful, first), std::string("Hello"));
}

void DeflateTest::compressesAsTheRfcDoes()
{
    Deflater deflater(15, false);
    QCOMPARE(deflater.compress(asBytes("Hello")), bytesOf("f248cdc9c90700"));
    QCOMPARE(deflater.compress(asBytes("Hello")), bytesOf("f200110000"));
    QCOMPARE(deflater.compress({}), bytesOf("00"));
    QCOMPARE(deflater.compress({}), bytesOf("00"));
    QVERIFY(deflater.compress(asBytes("Hello")).size() <= 5);

    Deflater forgetful(15, true);
    QCOMPARE(forgetful.compress(asBytes("Hello")), bytesOf("f248cdc9c90700"));
    QCOMPARE(forgetful.compress(asBytes("Hello")), bytesOf("f248cdc9c90700"));
}

void DeflateTest::roundTrip_data()
{
    QTest::addColumn<int>("windowBits");
    QTest::addColumn<bool>("noContextTakeover");
    QTest::addColumn<int>("level");
    for (int bits = 8; bits <= 15; ++bits) {
        for (const bool noContextTakeover : {false, true}) {
            for (const int level : {0, 1, 6, 9}) {
                QTest::addRow("%d bits, level %d%s", bits, level,
                              noContextTakeover ? ", no context" : "")
                    << bits << noContextTakeover << level;
            }
        }
    }
}

void DeflateTest::roundTrip()
{
    QFETCH(int, windowBits);
    QFETCH(bool, noContextTakeover);
    QFETCH(int, level);
    std::vector<std::string> messages = chatter(60);
    messages.push_back(noise(100'000)); // does not compress
    messages.push_back(std::string(200'000, 'z'));
    messages.push_back("the last one");
    Deflater deflater(windowBits, noContextTakeover, level);
    Inflater inflater(windowBits, noContextTakeover);
    ReferenceInflater reference(std::size_t{1} << windowBits);
    for (const std::string& message : messages) {
        const Bytes payload = deflater.compress(asBytes(message));
        QVERIFY(inflated(inflater, payload, 1000) == message);
        const auto second = reference.message(payload);
        QVERIFY(second && asText(*second) == message);
    }
}

void DeflateTest::smallWindowsReachNoFurther_data()
{
    QTest::addColumn<int>("windowBits");
    for (int bits = 8; bits <= 15; ++bits) {
        QTest::addRow("%d", bits) << bits;
    }
}

/// Checked with the reference, and with zlib using exactly the negotiated window.
void DeflateTest::smallWindowsReachNoFurther()
{
    QFETCH(int, windowBits);
    const std::size_t window = std::size_t{1} << windowBits;
    Deflater deflater(windowBits, false, 9);
    ReferenceInflater reference;
    z_stream stream{};
    QCOMPARE(inflateInit2(&stream, -windowBits), Z_OK);
    const std::string once = noise(40'000);
    for (const std::string& message : {once, once, once.substr(0, 100) + once.substr(0, 600)}) {
        Bytes payload = deflater.compress(asBytes(message));
        QVERIFY(reference.message(payload));
        append(payload, bytesOf("0000ffff"));
        std::string output;
        stream.next_in = payload.data();
        stream.avail_in = static_cast<uInt>(payload.size());
        while (stream.avail_in > 0) {
            std::array<Bytef, 50> piece{}; // less than any window, so that it counts
            stream.next_out = piece.data();
            stream.avail_out = static_cast<uInt>(piece.size());
            QCOMPARE(inflate(&stream, Z_SYNC_FLUSH), Z_OK);
            output += asText(ByteView(piece).first(piece.size() - stream.avail_out));
        }
        QVERIFY(output == message);
    }
    inflateEnd(&stream);
    QVERIFY(reference.farthest() <= window);
}

void DeflateTest::finalBlocks()
{
    for (const bool withEmptyBlock : {true, false}) {
        Inflater inflater(15, false);
        ReferenceInflater reference;
        for (const std::string& message : chatter(30)) {
            const Bytes payload = compressFinal(message, withEmptyBlock);
            QCOMPARE(inflated(inflater, payload, 7), message);
            const auto second = reference.message(payload);
            QVERIFY(second && asText(*second) == message);
        }
        // A final block ends the stream; earlier data can't be referred to.
        QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("H invalid"));
        QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
        QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("Hello"));
    }
}

void DeflateTest::damagedData_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<QString>("text");
    QTest::newRow("reserved block type") << "07"
                                         << " invalid";
    QTest::newRow("plain text") << "'Hello, world'"
                                << " invalid";
    QTest::newRow("stored length is wrong") << "000500faf0 'Hello' 00"
                                            << " invalid";
    QTest::newRow("stored, too short") << "000500faff 'Hel'"
                                       << "Hel invalid";
    QTest::newRow("cut inside a block") << "f248cd"
                                        << "He invalid";
    QTest::newRow("reaches before the start") << "f200110000"
                                              << "H invalid";
    QTest::newRow("cut inside a block's header") << "0cc0"
                                                 << " invalid";
    QTest::newRow("no bytes at all") << ""
                                     << " invalid";
    QTest::newRow("tail was left on") << "f248cdc9c907000000ffff"
                                      << "Hello invalid";
    QTest::newRow("text behind the tail") << "f248cdc9c90700 'xyz'"
                                          << "Hello invalid";
    QTest::newRow("text behind BFINAL") << "f348cdc9c90700 'xyz'"
                                        << "Hello invalid";
    QTest::newRow("dynamic codes over-subscribed") << "0cc081000000000090ff6bff"
                                                   << " invalid";
}

void DeflateTest::damagedData()
{
    QFETCH(QString, payload);
    QFETCH(QString, text);
    const Bytes bytes = bytesOf(payload.toStdString());
    for (const bool noContextTakeover : {false, true}) {
        for (std::size_t piece = 1; piece <= bytes.size() + 1; ++piece) {
            Inflater inflater(15, noContextTakeover);
            const std::string result = inflated(inflater, bytes, piece);
            QVERIFY(result.ends_with(" invalid"));
            QCOMPARE(result, text.toStdString());
            QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
        }
    }
    QVERIFY(!ReferenceInflater().message(bytes));
}

void DeflateTest::startsAnewAfterDamage()
{
    Inflater inflater(15, false);
    QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
    QCOMPARE(inflated(inflater, bytesOf("07 'and the rest is not looked at'")),
             std::string(" invalid"));
    QVERIFY(inflater.window().empty());
    QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("H invalid"));
    QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
    QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("Hello"));
}

void DeflateTest::keepsTheWindowWhereOnlyTheTailIsWrong()
{
    Inflater inflater(15, false);
    QCOMPARE(inflated(inflater, bytesOf("f248cdc9c907000000ffff")), std::string("Hello invalid"));
    QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("Hello"));
    QCOMPARE(inflated(inflater, {}), std::string(" invalid"));
    QCOMPARE(inflated(inflater, bytesOf("f200110000")), std::string("Hello"));
}

void DeflateTest::stopsAtTheLimit_data()
{
    QTest::addColumn<quint64>("limit");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("stops");
    QTest::newRow("nothing allowed, nothing there") << quint64{0} << quint64{0} << false;
    QTest::newRow("nothing allowed") << quint64{0} << quint64{1} << true;
    QTest::newRow("just as much") << quint64{1000} << quint64{1000} << false;
    QTest::newRow("one more") << quint64{1000} << quint64{1001} << true;
    QTest::newRow("as much as the buffer") << quint64{32768} << quint64{32768} << false;
    QTest::newRow("one more than the buffer") << quint64{32768} << quint64{32769} << true;
    QTest::newRow("a bomb") << quint64{100'000} << quint64{50'000'000} << true;
}

void DeflateTest::stopsAtTheLimit()
{
    QFETCH(quint64, limit);
    QFETCH(quint64, size);
    QFETCH(bool, stops);
    const Bytes payload = bomb(size);
    for (const std::size_t piece : {std::size_t{1}, std::size_t{100}, payload.size()}) {
        Inflater inflater(15, false, limit);
        const std::string expected =
            std::string(std::min(limit, size), 'x') + (stops ? " limit" : "");
        QVERIFY(inflated(inflater, payload, piece) == expected);
    }
}

void DeflateTest::goesOnAfterTheLimit()
{
    for (const bool noContextTakeover : {false, true}) {
        Inflater inflater(15, noContextTakeover, 10);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(inflated(inflater, bomb(1'000'000), 50), std::string("xxxxxxxxxx limit"));
            QVERIFY(inflater.window().empty());
            QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
            QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
        }
    }
}

void DeflateTest::resumesFromAWindow()
{
    for (const bool noContextTakeover : {false, true}) {
        const std::vector<std::string> messages = chatter(200);
        Deflater deflater(15, noContextTakeover, 9);
        Inflater fromStart(15, noContextTakeover);
        Inflater resumed(15, noContextTakeover); // earlier use must not matter
        std::size_t largest = 0;
        for (const std::string& message : messages) {
            const Bytes payload = deflater.compress(asBytes(message));
            const Bytes window = fromStart.window();
            largest = std::max(largest, window.size());
            Inflater fresh(15, noContextTakeover);
            fresh.setWindow(window);
            resumed.setWindow(window);
            QCOMPARE(fresh.window(), window);
            QCOMPARE(inflated(fromStart, payload), message);
            QCOMPARE(inflated(fresh, payload), message);
            QCOMPARE(inflated(resumed, payload), message);
            QCOMPARE(fresh.window(), fromStart.window());
        }
        QCOMPARE(largest, noContextTakeover ? std::size_t{0} : std::size_t{32768});
    }
}

void DeflateTest::windowOfAnEmptyStream()
{
    Inflater inflater(15, false);
    QVERIFY(inflater.window().empty());
    inflater.setWindow({});
    QVERIFY(inflater.window().empty());
    QCOMPARE(inflated(inflater, bytesOf("f248cdc9c90700")), std::string("Hello"));
    QCOMPARE(std::string(asText(inflater.window())), std::string("Hello"));
    inflater.setWindow({});
    QVERIFY(inflater.window().empty());
    inflater.setWindow(Bytes(100'000, 'q'));
    QCOMPARE(inflater.window().size(), std::size_t{32768});
}

void DeflateTest::moves()
{
    Inflater inflater(15, false);
    Deflater deflater(15, false);
    QCOMPARE(inflated(inflater, deflater.compress(asBytes("Hello"))), std::string("Hello"));
    Inflater movedInflater = std::move(inflater);
    Deflater movedDeflater = std::move(deflater);
    QCOMPARE(inflated(movedInflater, movedDeflater.compress(asBytes("Hello"))),
             std::string("Hello"));
}

void DeflateTest::startsAnewInTheMemoryOfAnother()
{
    const Bytes hello = Deflater(15, false).compress(asBytes("Hello"));
    Deflater(15, false).compress(asBytes("Hello Hello"), Deflater::End::None);
    QCOMPARE(Deflater(15, false).compress(asBytes("Hello")), hello);
    Deflater forgetful(15, true);
    QCOMPARE(forgetful.compress(asBytes("Hello")), hello);
    QCOMPARE(forgetful.compress(asBytes("Hello")), hello);
    QVERIFY(Deflater(15, false, 0).compress(asBytes("Hello")) != hello);
}

FRAMESCOPE_TEST(DeflateTest)

} // namespace tst_deflate

#include "tst_deflate.moc"
