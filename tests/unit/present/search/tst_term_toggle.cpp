// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/search/term_toggle.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_term_toggle {

using namespace framescope;

class TestTermToggle : public QObject
{
    Q_OBJECT

private slots:
    void demanded_data();
    void demanded();
    void takenOut_data();
    void takenOut();
};

void TestTermToggle::demanded_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("term");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* expression, const char* term, bool expected) {
        QTest::addRow("%s in %s", term, expression)
            << QByteArray(expression) << QByteArray(term) << expected;
    };
    row("", "is:data", false);
    row("is:data", "is:data", true);
    row("IS:Data", "is:data", true);
    row("John is:data dir:in", "is:data", true);
    row("John and is:data", "is:data", true);
    row("(a or b) is:data", "is:data", true);
    row("-is:data", "is:data", false);
    row("not is:data", "is:data", false);
    row("a or is:data", "is:data", false);
    row("is:data or a", "is:data", false);
    row("(is:data or a) b", "is:data", false);
    row("\"is:data\"", "is:data", false);
    row("-is:heartbeat", "-is:heartbeat", true);
    row("not is:heartbeat", "-is:heartbeat", true);
    row("a -is:heartbeat b", "-is:heartbeat", true);
    row("is:heartbeat", "-is:heartbeat", false);
    row("-(is:heartbeat)", "-is:heartbeat", false);
    row("((", "is:data", false);
    row("is:data )", "is:data", true);
}

void TestTermToggle::demanded()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, term);
    QTEST(present::demandsTerm(expression.toStdString(), term.toStdString()), "expected");
}

void TestTermToggle::takenOut_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("term");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* expression, const char* term, const char* left) {
        QTest::addRow("%s from %s", term, expression)
            << QByteArray(expression) << QByteArray(term) << QByteArray(left);
    };
    row("is:data", "is:data", "");
    row("John is:data dir:in", "is:data", "John dir:in");
    row("is:data John", "is:data", "John");
    row("John and is:data", "is:data", "John");
    row("is:data and John", "is:data", "John");
    row("a and is:data and b", "is:data", "a and b");
    row("(a or b) is:data", "is:data", "a or b");
    row("(a) (b) is:data", "is:data", "(a) (b)");
    row("is:data is:data", "is:data", "");
    row("not is:heartbeat x", "-is:heartbeat", "x");
    row("x -is:heartbeat", "-is:heartbeat", "x");
    row("a or is:data", "is:data", "a or is:data");
    row("x", "is:data", "x");
}

void TestTermToggle::takenOut()
{
    QFETCH(QByteArray, expression);
    QFETCH(QByteArray, term);
    QFETCH(QByteArray, left);
    QCOMPARE(QByteArray::fromStdString(
                 present::withoutTerm(expression.toStdString(), term.toStdString())),
             left);
}

FRAMESCOPE_TEST(TestTermToggle)

} // namespace tst_term_toggle

#include "tst_term_toggle.moc"
