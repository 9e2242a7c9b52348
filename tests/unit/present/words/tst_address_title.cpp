// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/address_title.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_address_title {

using framescope::present::addressTitle;

class TestAddress : public QObject
{
    Q_OBJECT

private slots:
    void titles();
};

void TestAddress::titles()
{
    QCOMPARE(addressTitle(QUrl(QStringLiteral("wss://example.com/"))),
             QStringLiteral("example.com"));
    QCOMPARE(addressTitle(QUrl(QStringLiteral("ws://localhost:1/chat?key=secret"))),
             QStringLiteral("localhost:1/chat"));
    QCOMPARE(addressTitle(QUrl()), QString());
    // What is no part of a line stays escaped.
    QCOMPARE(addressTitle(QUrl(QStringLiteral("ws://example.com/a%0Ab%00%1B"))),
             QStringLiteral("example.com/a%0Ab%00%1B"));
}

FRAMESCOPE_TEST(TestAddress)

} // namespace tst_address_title

#include "tst_address_title.moc"
