// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/message_inbox.h"
#include "support/test_program.h"

#include <QtTest>

#include <thread>

namespace tst_message_inbox {

using framescope::session::MessageInbox;

class TestMessageInbox : public QObject
{
    Q_OBJECT

private slots:
    void oneWakeABatch();
    void waitsForRoom();
    void closedNeverWaits();
};

void TestMessageInbox::oneWakeABatch()
{
    MessageInbox inbox;
    QVERIFY(inbox.put({QStringLiteral("a")}));
    QVERIFY(!inbox.put({QByteArray("b")}));
    const auto batch = inbox.take();
    QCOMPARE(batch.size(), 2u);
    QCOMPARE(std::get<QString>(batch[0].content), QStringLiteral("a"));
    QCOMPARE(std::get<QByteArray>(batch[1].content), QByteArray("b"));
    QVERIFY(inbox.take().empty());
    QVERIFY(inbox.put({QStringLiteral("c")}));
}

void TestMessageInbox::waitsForRoom()
{
    MessageInbox inbox;
    std::atomic<std::size_t> put{0};
    constexpr std::size_t Count = 3 * MessageInbox::MaxMessages;
    std::thread writer([&] {
        for (std::size_t i = 0; i < Count; ++i) {
            inbox.put({QByteArray()});
            ++put;
        }
    });
    QTRY_COMPARE(put.load(), MessageInbox::MaxMessages);
    std::size_t taken = 0;
    while (taken < Count) {
        const std::size_t batch = inbox.take().size();
        QVERIFY(batch <= MessageInbox::MaxMessages);
        taken += batch;
    }
    writer.join();
    QCOMPARE(taken, Count);
}

void TestMessageInbox::closedNeverWaits()
{
    MessageInbox inbox;
    const QByteArray large(static_cast<qsizetype>(MessageInbox::MaxBytes), 'x');
    QVERIFY(inbox.put({large}));
    std::thread writer([&] { QVERIFY(!inbox.put({large})); });
    inbox.close();
    writer.join();
    QVERIFY(!inbox.put({large}));
}

FRAMESCOPE_TEST(TestMessageInbox)

} // namespace tst_message_inbox

#include "tst_message_inbox.moc"
