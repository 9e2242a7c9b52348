// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "tap/upstream/name_lookup.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

namespace tst_name_lookup {

using framescope::tap::NameLookup;

class TestNameLookup : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void givenUp();
};

void TestNameLookup::names_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("known");
    QTest::newRow("known") << "localhost" << true;
    QTest::newRow("unknown") << "no-such-name.invalid" << false;
    QTest::newRow("too long") << QString(300, QLatin1Char('a')) << false;
    QTest::newRow("none") << " " << false;
}

void TestNameLookup::names()
{
    QFETCH(QString, host);
    QFETCH(bool, known);
    NameLookup lookup;
    QSignalSpy finished(&lookup, &NameLookup::finished);
    lookup.start(host);
    QTRY_COMPARE(finished.size(), 1);
    const auto addresses = finished[0][0].value<QList<QHostAddress>>();
    QCOMPARE(!addresses.isEmpty(), known);
    QCOMPARE(finished[0][1].toString().isEmpty(), known);
    for (const QHostAddress& address : addresses) {
        QVERIFY(address.isLoopback());
        QCOMPARE(addresses.count(address), 1);
    }
}

/// Lookups that are gone take no answer, and do not hold up others.
void TestNameLookup::givenUp()
{
    for (int i = 0; i < 50; ++i) {
        auto lookup = std::make_unique<NameLookup>();
        lookup->start(QStringLiteral("localhost"));
        if (i % 2 == 1) {
            QCoreApplication::processEvents();
        }
    }
    NameLookup lookup;
    QSignalSpy finished(&lookup, &NameLookup::finished);
    lookup.start(QStringLiteral("localhost"));
    QTRY_COMPARE(finished.size(), 1);
}

FRAMESCOPE_TEST(TestNameLookup)

} // namespace tst_name_lookup

#include "tst_name_lookup.moc"
