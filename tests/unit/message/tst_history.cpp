// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/draft_json.h"
#include "message/history.h"
#include "support/test_program.h"

#include <QTest>

#include <QFileInfo>
#include <QTemporaryDir>

namespace tst_history {

using namespace framescope;
using namespace framescope::message;

class TestHistory : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void draftsAsJson();
    void badJson_data();
    void badJson();
    void keepsOverSessions();
    void keepsNoDuplicateInARow();
    void findsTexts();
    void staysBounded();
    void removesAndClears();
    void skipsDamagedLines();
    void writesNoSecret();
    void isOfTheUserAlone();
    void tellsWhatCannotBeWritten();

private:
    QByteArray bytes() const
    {
        QFile file(path_);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

Draft text(const QString& content)
{
    Draft draft;
    draft.content = content;
    return draft;
}

QStringList contents(const History& history)
{
    QStringList all;
    for (const History::Entry& entry : history.entries()) {
        all += entry.draft.content;
    }
    return all;
}

void TestHistory::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    path_ = folder_->filePath("data/history.jsonl");
}

Draft everything()
{
    Draft draft;
    draft.kind = Draft::Kind::Frames;
    draft.form = Form::Cbor;
    draft.content = "a\u00e4\n\"{{x}}";
    draft.code = "{{code}}";
    draft.fragmentSize = UINT64_MAX;
    draft.ping = "";
    FrameDraft frame;
    frame.fin = false;
    frame.rsv = 7;
    frame.opcode = 15;
    frame.mask = FrameDraft::Mask::Key;
    frame.key = {1, 2, 3, 255};
    frame.lengthForm = wire::LengthForm::Bits16;
    frame.claimedLength = UINT64_MAX;
    frame.compressed = true;
    frame.form = Form::Hex;
    frame.payload = "ca fe";
    draft.frames = {frame, FrameDraft()};
    draft.frames[1].mask = FrameDraft::Mask::None;
    return draft;
}

void TestHistory::draftsAsJson()
{
    QCOMPARE(draftJson(Draft()), std::string(R"({"kind":"text"})"));
    const std::string json = draftJson(everything());
    QVERIFY(json.find('\n') == std::string::npos);
    QVERIFY(draftFromJson(json).value() == everything());
    QVERIFY(draftFromJson("{}").value() == Draft());
    QVERIFY(draftFromJson(R"({"kind":"ping","new":[1]})").value().kind == Draft::Kind::Ping);
}

void TestHistory::badJson_data()
{
    QTest::addColumn<QString>("json");
    for (const char* json : {"", "x", "[]", R"({"kind":"no"})", R"({"kind":7})", R"({"content":1})",
                             R"({"fragment":-1})", R"({"frames":{}})", R"({"frames":[1]})",
                             R"({"frames":[{"opcode":16}]})", R"({"frames":[{"mask":"0102"}]})",
                             R"({"frames":[{"length-bits":8}]})", R"({"frames":[{"fin":1}]})"}) {
        QTest::newRow(json) << QString(json);
    }
}

void TestHistory::badJson()
{
    QFETCH(QString, json);
    QVERIFY(!draftFromJson(json.toStdString()));
}

void TestHistory::keepsOverSessions()
{
    History history(path_);
    QVERIFY(history.entries().empty());
    QVERIFY(history.add(text("one"), 1));
    QVERIFY(history.add(everything(), 2));
    History other(path_);
    QVERIFY(history.add(text("three"), 3));
    QCOMPARE(other.entries().size(), std::size_t{2});
    const History later(path_);
    QCOMPARE(later.entries().size(), std::size_t{3});
    QVERIFY(later.entries()[1].draft == everything());
    QCOMPARE(later.entries()[2].time, std::int64_t{3});
    QCOMPARE(later.damaged(), std::size_t{0});
}

void TestHistory::keepsNoDuplicateInARow()
{
    History history(path_);
    for (const char* content : {"a", "a", "b", "a", "a"}) {
        QVERIFY(history.add(text(content), 1));
    }
    QCOMPARE(contents(history), QStringList({"a", "b", "a"}));
    QCOMPARE(contents(History(path_)), QStringList({"a", "b", "a"}));
}

void TestHistory::findsTexts()
{
    History history(path_);
    QVERIFY(history.add(text("Hello World"), 1));
    QVERIFY(history.add(text("other"), 2));
    QVERIFY(history.add(everything(), 3));
    QCOMPARE(history.find(u"WORLD"), std::vector<std::size_t>{0});
    QCOMPARE(history.find(u"ca fe"), std::vector<std::size_t>{2});
    QCOMPARE(history.find(u""), (std::vector<std::size_t>{2, 1, 0}));
    QVERIFY(history.find(u"nothing").empty());
}

void TestHistory::staysBounded()
{
    History history(path_, {.entries = 10, .bytes = 1000});
    for (int i = 0; i < 500; ++i) {
        QVERIFY(history.add(text(QString("message %1").arg(i)), i));
        QVERIFY(QFileInfo(path_).size() <= 2000);
    }
    QCOMPARE(history.entries().size(), std::size_t{10});
    QCOMPARE(contents(History(path_)).last(), QString("message 499"));
    QVERIFY(history.add(text(QString(300'000, 'x')), 0));
    QVERIFY(!history.entries().back().isKept);
    QVERIFY(!bytes().contains("xxx"));
    QVERIFY(history.add(text(QString(1500, 'y')), 0)); // more than the limit for all
    QVERIFY(history.add(text(QString("z")), 0));
    QVERIFY(QFileInfo(path_).size() <= 2000);
}

void TestHistory::removesAndClears()
{
    History history(path_);
    for (const char* content : {"a", "b", "c"}) {
        QVERIFY(history.add(text(content), 1));
    }
    QVERIFY(history.remove(1));
    QCOMPARE(contents(History(path_)), QStringList({"a", "c"}));
    QVERIFY(history.clear());
    QVERIFY(history.entries().empty() && bytes().isEmpty());
}

void TestHistory::skipsDamagedLines()
{
    {
        History history(path_);
        QVERIFY(history.add(text("a"), 1));
    }
    QFile file(path_);
    QVERIFY(file.open(QIODevice::Append));
    file.write("rubbish\n\n\xff\xfe\n12 {\"kind\":\"no\"}\n5 {\"content\":\"b\"}\n7 {\"cont");
    file.close();
    History history(path_);
    QCOMPARE(contents(history), QStringList({"a", "b"}));
    QCOMPARE(history.damaged(), std::size_t{4});
    QVERIFY(history.add(text("c"), 8)); // behind a torn line
    QCOMPARE(contents(History(path_)), QStringList({"a", "b", "c"}));
}

void TestHistory::writesNoSecret()
{
    History history(path_);
    history.setSecrets({"", "hunter2"});
    Draft frame = everything();
    frame.frames[1].payload = "x hunter2 y";
    const Draft secrets[] = {
        text("login hunter2"),
        frame,
        text(R"({"auth":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlMTIzNDU2Nzg5"})"),
        text("wss://user:geheim@example.org/"),
    };
    for (const Draft& draft : secrets) {
        QVERIFY(history.add(draft, 1));
        QVERIFY(!history.entries().back().isKept);
    }
    QVERIFY(history.add(text("{{password}}"), 1));
    QCOMPARE(history.entries().size(), std::size_t{5});
    QCOMPARE(contents(History(path_)), QStringList("{{password}}"));
    QVERIFY(history.remove(4));
    QVERIFY(bytes().isEmpty());
}

void TestHistory::isOfTheUserAlone()
{
    History history(path_, {.entries = 10, .bytes = 60});
    QVERIFY(history.add(text("a"), 1));
    const auto ours = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(path_), ours);
    QVERIFY(
        !(QFile::permissions(folder_->filePath("data")) & (QFile::ReadGroup | QFile::ReadOther)));
    for (int i = 0; i < 10; ++i) {
        QVERIFY(history.add(text(QString::number(i)), 1)); // written anew in between
    }
    QCOMPARE(QFile::permissions(path_), ours);
}

void TestHistory::tellsWhatCannotBeWritten()
{
    QFile blocking(folder_->filePath("data"));
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    History history(path_);
    QVERIFY(!history.add(text("a"), 1));
    QCOMPARE(contents(history), QStringList("a"));
}

FRAMESCOPE_TEST(TestHistory)

} // namespace tst_history

#include "tst_history.moc"
