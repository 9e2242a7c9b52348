// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a session can send: in its order, with every bit as it is asked for, and of any size.
// Servers of other makes judge.
#include "message/bytes_content.h"
#include "odd_server_test.h"
#include "support/patience.h"

#include <QCryptographicHash>
#include <QFile>

#include <numeric>

namespace tst_session_sending {

using namespace framescope;
using namespace framescope::test;
using session::Session;

namespace {

/// Content that is made while it is read, half of it compressible, with its MD5.
class MadeContent final : public message::Content
{
public:
    explicit MadeContent(std::uint64_t size) : size_(size) {}
    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read(MutableByteView into) override
    {
        for (std::uint8_t& byte : into) {
            random_ = random_ * 1'664'525 + 1'013'904'223;
            byte = static_cast<std::uint8_t>('a' + (random_ >> 28));
        }
        hash_.addData({reinterpret_cast<const char*>(into.data()), qsizetype(into.size())});
        return into.size();
    }
    QString md5() const { return QString::fromLatin1(hash_.result().toHex()); }

private:
    const std::uint64_t size_;
    std::uint32_t random_ = 1;
    QCryptographicHash hash_{QCryptographicHash::Md5};
};

/// A line of /proc/self/status, in KiB.
long statusValue(const char* name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) {
        return -1;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(name)) {
            return line.simplified().split(' ').value(1).toLong();
        }
    }
    return -1;
}

/// Makes the peak of the resident memory what is resident now; returns that, in KiB.
long resetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly)) {
        file.write("5");
    }
    file.close();
    return statusValue("VmHWM:");
}

message::Frame frameOf(wire::Opcode opcode, const QByteArray& payload)
{
    message::Frame frame;
    frame.spec.opcode = opcode;
    frame.spec.maskKey = wire::MaskKey{1, 2, 3, 4};
    frame.payload = payload;
    return frame;
}

QByteArray rawPing(int i)
{
    const QByteArray payload = QByteArray::number(i);
    const Bytes bytes = wire::maskedFrame(wire::Opcode::Ping, viewOf(payload));
    return {reinterpret_cast<const char*>(bytes.data()), qsizetype(bytes.size())};
}

} // namespace

class SessionSending : public OddServerTest
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("noting_peer.py")); }
    void init() { peer_->forget(); }

    void keepsTheOrder();
    void everyBit();
    void fragments();
    void compressedRawFrame();
    void streams_data();
    void streams();
    void streamsToOthers_data();
    void streamsToOthers();
    void cancelled();
    void tooMuchToSend();

private:
    QStringList framesSeen();
};

/// "F1 hex" for each frame: FIN, opcode, payload.
QStringList SessionSending::framesSeen()
{
    QStringList frames;
    for (const QVariantMap& frame : peer_->reports(QStringLiteral("frame"))) {
        frames.append(QStringLiteral("%1%2 %3").arg(
            QLatin1String(frame["fin"].toBool() ? "F" : ""), frame["opcode"].toString(),
            QString::fromUtf8(QByteArray::fromHex(frame["payload"].toByteArray()))));
    }
    return frames;
}

/// Data of QWebSocket, and what goes past it, 10,000 times in quick succession.
void SessionSending::keepsTheOrder()
{
    constexpr int Count = 10'000;
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/collect"))));
    QStringList expected;
    int next = 0;
    const auto sendMore = [&] {
        while (next < Count && run->canSend()) {
            const QString number = QString::number(next);
            const QByteArray bytes = number.toUtf8();
            message::Outgoing outgoing;
            switch (next % 7) {
            case 0:
            case 3:
                outgoing = message::Text{number};
                expected.append("F1 " + number);
                break;
            case 1:
                outgoing = message::Raw{rawPing(next)};
                expected.append("F9 " + number);
                break;
            case 2:
                outgoing = message::Ping{bytes};
                expected.append("F9 " + number);
                break;
            case 4:
                outgoing = message::Frames{
                    {frameOf(wire::Opcode::Binary, bytes), frameOf(wire::Opcode::Pong, bytes)}};
                expected << "F2 " + number << "F10 " + number;
                break;
            case 5:
                outgoing = message::Fragments{message::Text{"ab"}, 1, bytes};
                expected << "1 a"
                         << "F9 " + number << "F0 b";
                break;
            default:
                outgoing = message::Stream{std::make_shared<message::BytesContent>(bytes), true};
                expected.append("F1 " + number);
            }
            const auto sent = run->send(outgoing);
            QVERIFY2(sent, sent ? "" : sent.error().message().c_str());
            ++next;
        }
    };
    connect(&run.session(), &Session::canSendAgain, this, sendMore);
    sendMore();
    QTRY_COMPARE(next, Count);
    QVERIFY(run->close(1000, QStringLiteral("end")));
    QVERIFY(run.waitForClosed());
    expected.append(QString::fromUtf8("F8 \x03\xe8"
                                      "end"));
    QTRY_COMPARE(peer_->reports(QStringLiteral("end")).size(), 1);
    QStringList seen = framesSeen();
    QCOMPARE(seen.size(), expected.size());
    seen.removeLast();
    expected.removeLast();
    for (qsizetype i = 0; i < seen.size(); ++i) {
        QVERIFY2(seen[i] == expected[i],
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(seen[i], expected[i])));
    }
    QCOMPARE(run->messages().recorded + run->controls().recorded, std::uint64_t(Count + 1));
}

/// FIN, each RSV bit, each opcode, the mask, each length form, as the bytes say.
void SessionSending::everyBit()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/collect"))));
    struct Case
    {
        bool fin;
        int rsv;
        int opcode;
        std::optional<wire::MaskKey> key;
        wire::LengthForm form;
    };
    std::vector<Case> cases;
    for (const bool fin : {true, false}) {
        for (int rsv = 0; rsv < 8; ++rsv) {
            cases.push_back({fin, rsv, 1, wire::MaskKey{9, 8, 7, 6}, wire::LengthForm::Bits7});
        }
    }
    for (int opcode = 0; opcode < 16; ++opcode) {
        if (opcode != 8) {
            cases.push_back({true, 0, opcode, {}, wire::LengthForm::Bits16});
        }
    }
    cases.push_back({true, 0, 2, wire::MaskKey{}, wire::LengthForm::Bits64});
    for (const Case& one : cases) {
        message::Frame frame;
        frame.spec.fin = one.fin;
        frame.spec.rsv = std::uint8_t(one.rsv);
        frame.spec.opcode = wire::Opcode(one.opcode);
        frame.spec.maskKey = one.key;
        frame.spec.lengthForm = one.form;
        frame.payload = "bits";
        QVERIFY(run->send(message::Frames{{frame}}));
    }
    QVERIFY(run->close({}));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(peer_->reports(QStringLiteral("end")).size(), 1);
    const auto frames = peer_->reports(QStringLiteral("frame"));
    QCOMPARE(std::size_t(frames.size()), cases.size() + 1);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const QVariantMap& frame = frames[qsizetype(i)];
        QCOMPARE(frame["fin"].toBool(), cases[i].fin);
        QCOMPARE(frame["rsv"].toInt(), cases[i].rsv);
        QCOMPARE(frame["opcode"].toInt(), cases[i].opcode);
        QCOMPARE(frame["key"].isNull(), !cases[i].key.has_value());
        const int form = cases[i].form == wire::LengthForm::Bits7    ? 7
                         : cases[i].form == wire::LengthForm::Bits16 ? 126
                                                                     : 127;
        QCOMPARE(frame["form"].toInt(), form);
        QCOMPARE(frame["payload"].toByteArray(), QByteArray("62697473"));
    }
}

void SessionSending::fragments()
{
    for (const char* path : {"/collect", "/collect?deflate"}) {
        peer_->forget();
        SessionRun run;
        QVERIFY(run.open(options(QString::fromLatin1(path))));
        const QString text = QString(1000, QChar(0xe9)) + QStringLiteral("end");
        QVERIFY(run->send(message::Fragments{message::Text{text}, 333, QByteArray("between")}));
        QVERIFY(run->send(message::Fragments{message::Json{"[1]"}, 100}));
        QVERIFY(run->send(message::Text{QStringLiteral("[1]")}));
        QVERIFY(run->close(1000));
        QVERIFY(run.waitForClosed());
        QTRY_COMPARE(peer_->reports(QStringLiteral("end")).size(), 1);
        const auto messages = peer_->reports(QStringLiteral("message"));
        QCOMPARE(messages.size(), 3);
        QCOMPARE(messages[0]["frames"].toInt(), 7); // 2003 bytes
        QCOMPARE(messages[0]["md5"].toString(),
                 QString::fromLatin1(
                     QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Md5).toHex()));
        QCOMPARE(messages[1]["frames"].toInt(), 1);
        QCOMPARE(messages[1]["md5"], messages[2]["md5"]);
        const auto frames = peer_->reports(QStringLiteral("frame"));
        QCOMPARE(frames[1]["opcode"].toInt(), 9);
        QCOMPARE(frames[1]["payload"].toByteArray(), QByteArray("between").toHex());
        QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
        QVERIFY2(run.story().filter("!").isEmpty(), qPrintable(run.story().join('\n')));
    }
}

/// Raw frames and messages share the compression's context.
void SessionSending::compressedRawFrame()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/collect?deflate"))));
    const QByteArray content = "the same words, the same words";
    message::Frame frame = frameOf(wire::Opcode::Text, content);
    frame.compressed = true;
    QVERIFY(run->send(message::Text{QString::fromUtf8(content)}));
    QVERIFY(run->send(message::Frames{{frame}}));
    QVERIFY(run->send(message::Text{QString::fromUtf8(content)}));
    frame.compressed = false;
    QVERIFY(run->send(message::Frames{{frame}}));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QTRY_COMPARE(peer_->reports(QStringLiteral("end")).size(), 1);
    const auto messages = peer_->reports(QStringLiteral("message"));
    QCOMPARE(messages.size(), 4);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(messages[i]["md5"], messages[0]["md5"]);
        QCOMPARE(messages[i]["compressed"].toBool(), i != 3);
    }
}

void SessionSending::streams_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<qulonglong>("fragment"); // 0: none
    QTest::newRow("one frame") << "/collect" << 0ull;
    QTest::newRow("fragments") << "/collect?brief" << 100'003ull;
    QTest::newRow("compressed") << "/collect?deflate" << 0ull;
    QTest::newRow("compressed fragments") << "/collect?deflate&brief" << 100'003ull;
}

/// 200 MB, of which little is in memory.
void SessionSending::streams()
{
    QFETCH(QString, path);
    QFETCH(qulonglong, fragment);
    constexpr std::uint64_t Size = 200'000'000;
    constexpr long Most = 100'000; // KiB
    SessionRun run;
    QVERIFY(run.open(options(path)));
    const long before = resetPeak();
    const auto content = std::make_shared<MadeContent>(Size);
    message::Stream stream{content, false};
    if (fragment > 0) {
        stream.fragmentSize = fragment;
    }
    QVERIFY(run->send(stream));
    QVERIFY(run->sending());
    QCOMPARE(run->sending()->size, Size);
    QVERIFY(run->send(message::Close{1000, {}})); // comes behind it
    QVERIFY(!run->send(message::Text{QStringLiteral("too late")}));
    std::uint64_t last = 0;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 const auto sending = run->sending();
                                 const bool forward = !sending || sending->sent >= last;
                                 last = sending ? sending->sent : Size;
                                 return forward && !sending;
                             }()),
                             10 * Patience);
    QVERIFY(QTest::qWaitFor([&] { return run->state() == Session::State::Closed; }, 10 * Patience));
    const long peak = statusValue("VmHWM:");
    QVERIFY2(peak - before < Most, qPrintable(QStringLiteral("%1 KiB").arg(peak - before)));
    QTRY_COMPARE(peer_->reports(QStringLiteral("end")).size(), 1);
    const auto messages = peer_->reports(QStringLiteral("message"));
    QCOMPARE(messages.size(), 1);
    QCOMPARE(messages[0]["md5"].toString(), content->md5());
    QCOMPARE(messages[0]["length"].toULongLong(), qulonglong(Size));
    QCOMPARE(messages[0]["frames"].toInt(), fragment > 0               ? 2000
                                            : path.contains("deflate") ? 191
                                                                       : 1);
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
    QCOMPARE(run->controls().recorded, 2u);
}

void SessionSending::streamsToOthers_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("arguments");
    const QString python = QStringLiteral("websockets_peer.py");
    QTest::newRow("websockets") << python << QStringList();
    QTest::newRow("websockets, no context takeover")
        << python << QStringList{"--no-context-takeover"};
    QTest::newRow("websockets, 9 bits") << python << QStringList{"--client-bits", "9"};
    QTest::newRow("websockets, not compressed") << python << QStringList{"--no-deflate"};
    QTest::newRow("ws") << "ws_peer.js" << QStringList();
}

void SessionSending::streamsToOthers()
{
    QFETCH(QString, script);
    QFETCH(QStringList, arguments);
    PeerProcess peer(script, arguments);
    SessionRun run;
    QVERIFY(run.open(SessionRun::options(peer.url(QStringLiteral("/digest")))));
    const QString text = QStringLiteral("grüße ").repeated(1000);
    const auto large = std::make_shared<MadeContent>(3'000'000);
    const auto small = std::make_shared<MadeContent>(10'000);
    QVERIFY(run->send(message::Text{text}));
    QVERIFY(run->send(message::Stream{large, false}));
    QVERIFY(run->send(message::Text{text}));
    QVERIFY(run->send(message::Fragments{message::Text{text}, 7, QByteArray("p")}));
    QVERIFY(run->send(message::Stream{small, true, 1000}));
    QVERIFY(run->send(message::Stream{std::make_shared<MadeContent>(0), true, 1000}));
    QVERIFY(run->send(message::Text{text}));
    QTRY_COMPARE(peer.reports(QStringLiteral("message")).size(), 7);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QStringList seen;
    for (const QVariantMap& message : peer.reports(QStringLiteral("message"))) {
        seen.append(message["md5"].toString());
    }
    const auto md5 = [](const QByteArray& bytes) {
        return QString::fromLatin1(
            QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex());
    };
    const QString same = md5(text.toUtf8());
    QCOMPARE(seen, (QStringList{same, large->md5(), same, same, small->md5(), md5({}), same}));
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
}

void SessionSending::cancelled()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/collect?brief"))));
    QVERIFY(run->send(message::Stream{std::make_shared<MadeContent>(5'000'000'000), false, 1000}));
    QTRY_VERIFY(run->sending() && run->sending()->sent > 100'000);
    run->cancelSending();
    QTRY_VERIFY(!run->sending());
    QVERIFY(run->cancelledSending() && !run->cancelledSending()->oneFrame);
    QVERIFY(run->send(message::Text{QStringLiteral("after")}));
    QTRY_COMPARE(peer_->reports(QStringLiteral("message")).size(), 2);
    const auto messages = peer_->reports(QStringLiteral("message"));
    QVERIFY(messages[0]["length"].toULongLong() < 5'000'000'000);
    QCOMPARE(std::uint64_t{messages[0]["length"].toULongLong()}, run->cancelledSending()->sent);
    QCOMPARE(messages[1]["length"].toInt(), 5);
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
    QCOMPARE(run.story().last(), QStringLiteral("closed 1000 clean by client"));
    QCOMPARE(run.story().filter("sending was cancelled by the user: the message ended").size(), 1);

    SessionRun oneFrame;
    QVERIFY(oneFrame.open(options(QStringLiteral("/collect?brief"))));
    QVERIFY(oneFrame->send(message::Stream{std::make_shared<MadeContent>(5'000'000'000), false}));
    QTRY_VERIFY(oneFrame->sending() && oneFrame->sending()->sent > 100'000);
    QVERIFY(oneFrame->sending()->oneFrame);
    oneFrame->cancelSending();
    QVERIFY(oneFrame.waitForClosed());
    QVERIFY(oneFrame->cancelledSending() && oneFrame->cancelledSending()->oneFrame);
    QCOMPARE(oneFrame.story().filter("sending was cancelled by the user: TCP is reset").size(), 1);
    QVERIFY(!oneFrame->sending());
    QCOMPARE(oneFrame.story().last(), QStringLiteral("closed 1006"));
}

/// While a stream waits, no more is taken; then it is, again.
void SessionSending::tooMuchToSend()
{
    SessionRun run;
    QVERIFY(run.open(options(QStringLiteral("/collect?brief"))));
    QVERIFY(run->send(message::Stream{std::make_shared<MadeContent>(50'000'000), false}));
    QVERIFY(!run->canSend());
    QVERIFY(run->bytesToSend() > 8'000'000);
    const auto refused = run->send(message::Ping{});
    QVERIFY(!refused && refused.error().what.starts_with("a message is being sent: "));
    QSignalSpy again(&run.session(), &Session::canSendAgain);
    QTRY_COMPARE(again.size(), 1);
    QVERIFY(run->send(message::Ping{}));
    QVERIFY(run->close(1000));
    QVERIFY(run.waitForClosed());
}

FRAMESCOPE_TEST(SessionSending)

} // namespace tst_session_sending

#include "tst_session_sending.moc"
