// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/record_action.h"
#include "cli/table.h"
#include "support/test_program.h"

#include <QTemporaryFile>
#include <QTest>

namespace tst_record_action {

using namespace framescope;
using namespace framescope::cli;

namespace {

/// Null where it is another message, or a mistake.
template <class T>
const T* as(const Result<message::Outgoing>& action)
{
    return action ? std::get_if<T>(&*action) : nullptr;
}

} // namespace

class RecordActionTest : public QObject
{
    Q_OBJECT

private slots:
    void sendsText();
    void sendsBinary_data();
    void sendsBinary();
    void sendsFiles();
    void pings();
    void closes_data();
    void closes();
    void tablesAreAligned();
};

void RecordActionTest::sendsText()
{
    const auto action = parseSend("ž [1,2]");
    QVERIFY(as<message::Text>(action));
    QCOMPARE(as<message::Text>(action)->text, QString::fromUtf8("ž [1,2]"));
    QVERIFY(!parseSend("\xff"));
}

void RecordActionTest::sendsBinary_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");

    QTest::newRow("empty") << "" << QByteArray() << true;
    QTest::newRow("hex") << "cafe00FF" << QByteArray("\xca\xfe\x00\xff", 4) << true;
    QTest::newRow("with spaces") << "ca fe" << QByteArray("\xca\xfe") << true;
    QTest::newRow("half a byte") << "caf" << QByteArray() << false;
    QTest::newRow("no hex") << "hello" << QByteArray() << false;
    QTest::newRow("no file") << "@/nonexistent/file" << QByteArray() << false;
}

void RecordActionTest::sendsBinary()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    const auto action = parseSendBinary(value.toStdString());
    const auto* binary = as<message::Binary>(action);
    QCOMPARE(binary != nullptr, valid);
    QCOMPARE(binary ? binary->bytes : QByteArray(), bytes);
}

void RecordActionTest::sendsFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray content("\x00\xff line\n", 8);
    file.write(content);
    file.flush();
    const auto action = parseSendBinary("@" + file.fileName().toStdString());
    QVERIFY(as<message::Binary>(action));
    QCOMPARE(as<message::Binary>(action)->bytes, content);
}

void RecordActionTest::pings()
{
    QVERIFY(as<message::Ping>(parsePing("")));
    const auto longest = parsePing(std::string(125, 'x'));
    QVERIFY(as<message::Ping>(longest));
    QCOMPARE(as<message::Ping>(longest)->payload.size(), 125);
    QVERIFY(!parsePing(std::string(126, 'x')));
}

void RecordActionTest::closes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");

    QTest::newRow("code") << "1000" << 1000 << "";
    QTest::newRow("code and reason") << "4999:done: all" << 4999 << "done: all";
    QTest::newRow("empty reason") << "3000:" << 3000 << "";
    QTest::newRow("reason too long") << "1000:" + QString(124, QLatin1Char('x')) << -1 << "";
    QTest::newRow("never on the wire") << "1006" << -1 << "";
    QTest::newRow("word") << "bye" << -1 << "";
    QTest::newRow("empty") << "" << -1 << "";
    QTest::newRow("reason alone") << ":bye" << -1 << "";
    QTest::newRow("more than 16 bits") << "66536" << -1 << "";
}

void RecordActionTest::closes()
{
    QFETCH(QString, value);
    QFETCH(int, code);
    QFETCH(QString, reason);
    const auto action = parseClose(value.toStdString());
    const auto* close = as<message::Close>(action);
    QCOMPARE(close ? close->code.value() : -1, code);
    QCOMPARE(close ? close->reason : QString(), reason);
}

void RecordActionTest::tablesAreAligned()
{
    const Table table{{"a", "bb", "c"}, {"long", "", "x"}, {"s"}};
    QCOMPARE(QString::fromStdString(alignedText(table)),
             QStringLiteral("a     bb  c\nlong      x\ns\n"));
}

FRAMESCOPE_TEST(RecordActionTest)

} // namespace tst_record_action

#include "tst_record_action.moc"
