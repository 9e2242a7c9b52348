// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"
#include "base/text/clause.h"
#include "support/test_program.h"

#include <QtTest>

#include <cerrno>

namespace tst_error {

using namespace framescope;

class TestError : public QObject
{
    Q_OBJECT

private slots:
    void message_data();
    void message();
    void failureIsAResult();
    void systemFailureSaysWhy();
    void clauses();
};

void TestError::message_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<QString>("text");
    QTest::newRow("what") << "no such thing"
                          << ""
                          << ""
                          << "no such thing";
    QTest::newRow("where") << "no such thing"
                           << "a.txt"
                           << ""
                           << "a.txt: no such thing";
    QTest::newRow("hint") << "no such thing"
                          << ""
                          << "look again"
                          << "no such thing (look again)";
    QTest::newRow("all") << "no such thing"
                         << "a.txt"
                         << "look again"
                         << "a.txt: no such thing (look again)";
}

void TestError::message()
{
    QFETCH(QString, what);
    QFETCH(QString, where);
    QFETCH(QString, hint);
    const Error error{what.toStdString(), where.toStdString(), hint.toStdString()};
    QTEST(QString::fromStdString(error.message()), "text");
}

void TestError::failureIsAResult()
{
    const Result<int> result = failure("too large", "line 3", "split it");
    QVERIFY(!result);
    QCOMPARE(result.error().what, std::string("too large"));
    QCOMPARE(result.error().where, std::string("line 3"));
    QCOMPARE(result.error().hint, std::string("split it"));
}

void TestError::systemFailureSaysWhy()
{
    errno = ENOENT;
    const Result<void> result = systemFailure("cannot open", "/nowhere");
    QVERIFY(!result);
    QCOMPARE(result.error().message(),
             std::string("/nowhere: cannot open: no such file or directory"));
}

void TestError::clauses()
{
    QCOMPARE(asClause("Input/output error"), std::string("input/output error"));
    QCOMPARE(asClause("A text message is not valid UTF-8"),
             std::string("a text message is not valid UTF-8"));
    QCOMPARE(asClause("Sec-WebSocket-Accept is missing"),
             std::string("Sec-WebSocket-Accept is missing"));
    QCOMPARE(asClause("TLS failed"), std::string("TLS failed"));
    QCOMPARE(asClause("HTTP"), std::string("HTTP"));
    QCOMPARE(asClause("no answer"), std::string("no answer"));
    QCOMPARE(asClause(""), std::string());
}

FRAMESCOPE_TEST(TestError)

} // namespace tst_error

#include "tst_error.moc"
