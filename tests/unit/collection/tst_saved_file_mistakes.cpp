// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/saved_file.h"
#include "support/test_program.h"

#include <QTemporaryFile>
#include <QTest>

namespace tst_saved_file_mistakes {

using namespace framescope;

namespace {

std::string mistakeIn(const std::string& text)
{
    const auto file = collection::savedFileFrom(text, QStringLiteral("/collection/chat.yaml"));
    return file ? std::string() : file.error().message();
}

} // namespace

/// What a saved connection can't be read from.
class TestSavedFileMistakes : public QObject
{
    Q_OBJECT

private slots:
    void mistakes_data();
    void mistakes();
    void hostile_data();
    void hostile();
    void recordings();
};

void TestSavedFileMistakes::mistakes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    const auto row = [](const char* name, const char* text, const QStringList& parts) {
        QTest::newRow(name) << QString::fromUtf8(text) << parts;
    };
    row("misspelt", "url: ws://a\nsubprotocol: [x]\n",
        {"/collection/chat.yaml:2:1", "\"subprotocol\" is not known", "did you mean subprotocols?",
         "understood here: name, url, headers"});
    row("deep", "url: ws://a\ntls:\n  insecre: true\n",
        {"chat.yaml:3:3", "did you mean insecure?", "server-name"});
    row("no url", "origin: x\n", {"chat.yaml:1:1", "no url"});
    row("truth", "url: ws://a\nstrict: maybe\n", {"chat.yaml:2:9", "true"});
    row("no value", "url: ws://a\ntls:\n  insecure:\n  ca: b\n", {"chat.yaml:3:3", "true"});
    row("time", "url: ws://a\nkeep-alive: 30\n", {"chat.yaml:2:13", "500ms, 30s"});
    row("size", "url: ws://a\nlargest-message: 99999999999GB\n", {"chat.yaml:2:18", "16MB"});
    row("number", "url: ws://a\ncompression: {server-max-window-bits: 16}\n",
        {"chat.yaml:2:39", "8 to 15"});
    row("map for text", "url: {{host}}\n", {"chat.yaml:1:", "quoted"});
    row("twice", "url: ws://a\nurl: ws://b\n", {"chat.yaml:2:1", "twice"});
    row("header", "url: ws://a\nheaders:\n  - X\n", {"chat.yaml:3:5", "- Name: value"});
    row("headers", "url: ws://a\nheaders: {X: 1}\n", {"chat.yaml:2:10", "list"});
    row("behaviour", "url: ws://a\nbehaviours: [pang=on]\n", {"chat.yaml:2:14", "pong"});
    row("message", "url: ws://a\nmessages:\n  - txt: x\n", {"chat.yaml:3:5", "did you mean text?"});
    row("two contents", "url: ws://a\nmessages:\n  - text: x\n    ping: y\n",
        {"chat.yaml:4:5", "second content"});
    row("no content", "url: ws://a\nmessages:\n  - name: x\n", {"chat.yaml:3:5", "no content"});
    row("mask", "url: ws://a\nmessages: [{frames: [{mask: x}]}]\n", {"chat.yaml:2:", "8 hex"});
    row("close", "url: ws://a\nmessages: [{close: {reason: x}}]\n", {"chat.yaml:2:", "code"});
    row("syntax", "url: ws://a\n  x: [\n",
        {"chat.yaml:2:4: a key can't stand here", "begin in the same column"});
    row("item without a dash", "a:\n  b: c\n  - d: e\n",
        {"chat.yaml:3:3: an item of a list stands here", "also the first one"});
    row("key without a dash", "a:\n  - b: c\n  d: e\n",
        {"chat.yaml:3:3: the line is neither an item", "begin it with \"- \""});
    row("indented otherwise", "a:\n- b: c\n d: e\n", {"chat.yaml:3:2: the line is neither"});
    row("tab", "a:\n\t- b\n", {"chat.yaml:2:2: a tab can't indent a line", "use spaces"});
    row("open brace", "a: { b: c\nd: e\n",
        {"chat.yaml:2:2: the { of line 1, column 4 is not closed before this", "comma"});
    row("open bracket", "a: [ b\n", {"the [ of line 1, column 4 is not closed before this"});
    row("two colons", "a: b: c\n", {"chat.yaml:1:5: a key can't stand here", "is quoted"});
    row("list behind its key", "a: - b\n", {"chat.yaml:1:4: a list can't begin behind its key"});
    row("bracket that closes nothing", "a: }\n", {"chat.yaml:1:4: the } closes nothing"});
    row("character", "a: @b\n", {"chat.yaml:1:4: a text can't begin with @", "quotation marks"});
    row("behind a text", "a: \"b\" c\n", {"chat.yaml:1:8: this can't stand behind the value"});
    row("behind a bar", "a: |b\n  c\n", {"chat.yaml:1:5: nothing stands behind | or >"});
    row("escape", "a: \"\\q\"\n", {"chat.yaml:1:7: there is no escape \\q", "backslash"});
    row("open quotation marks", "a: \"b\nc: d\n",
        {"chat.yaml:1:4: these quotation marks are not closed", "at the end of the text"});
    row("other open quotation marks", "a: [b, 'c'']\n", {"chat.yaml:1:8: these quotation marks"});
    row("no map", "- a\n", {"chat.yaml:1:1", "map"});
    row("empty", "", {"chat.yaml:1:1", "no connection"});
    row("two of a name", "url: ws://a\n---\nurl: ws://b\n", {"chat", "name of its own"});
}

void TestSavedFileMistakes::mistakes()
{
    QFETCH(QString, text);
    QFETCH(QStringList, parts);
    const QString mistake = QString::fromStdString(mistakeIn(text.toStdString()));
    for (const QString& part : parts) {
        QVERIFY2(mistake.contains(part), qPrintable(mistake + "\n  lacks " + part));
    }
}

void TestSavedFileMistakes::hostile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const QByteArray& text, const char* part) {
        QTest::newRow(name) << text << QString::fromUtf8(part);
    };
    row("aliases", "a: &a [x]\nb: &b [*a, *a]\nurl: *b\n", "anchors");
    row("alias to itself", "url: &a [*a]\n", "anchors");
    row("tag", "url: !include /etc/passwd\n", "chat.yaml:1:6: tags");
    row("tag of a type", "url: ws://a\nmessages: !!python/object [x]\n", "chat.yaml:2:11: tags");
    row("tag of a map", "--- !!map\nurl: ws://a\n", "tags");
    row("depth", QByteArray(100'000, '['), "chat.yaml:1:");
    row("depth beyond a look", QByteArray(1'000'000, '['), "chat.yaml:1:1001: more than 32 levels");
    row("depth behind other things",
        "# ]\nurl: ws://a\nname: \"]\"\nmessages: " + QByteArray("[{").repeated(500'000),
        "chat.yaml:4:1011: more than 32 levels");
    row("depth of maps", QByteArray("{a: ").repeated(1000), "levels");
    row("depth of lists", QByteArray("- ").repeated(1000), "levels");
    row("size", "url: " + QByteArray(5'000'000, 'x'), "4 MiB");
    row("not UTF-8", "url: ws://a\norigin: \xff\n", "chat.yaml:2:9");
    row("NUL", QByteArray("url: \0x", 7), "control character");
    row("end of input", "url: ws://a\n\x04strict: true", "chat.yaml:2:1");
    row("tab", "url: ws://a\n\tstrict: true", "YAML");
    row("tag in whole", "url: ws://a\nname: !<tag:x> 1\n", "chat.yaml:2:7: tags");
    row("directive", "%YAML 9.9\n---\nurl: ws://a\nx: 1\n", "");
    row("complex key", "? [a, b]\n: 1\n", "key");
    row("merge", "<<: {a: 1}\n", "\"<<\" is not known");
    row("unclosed", "url: \"ws://a", "chat.yaml:1:");
}

void TestSavedFileMistakes::hostile()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, part);
    const QString mistake = QString::fromStdString(mistakeIn(text.toStdString()));
    QVERIFY(!mistake.isEmpty());
    QVERIFY2(mistake.contains(part), qPrintable(mistake.left(500)));
}

/// However large they are.
void TestSavedFileMistakes::recordings()
{
    for (const QByteArray& beginning :
         {QByteArray("\x0a\x0d\x0d\x0a\x1c", 5), QByteArray("\xd4\xc3\xb2\xa1\x02", 5)}) {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(beginning + QByteArray(5'000'000, '\xff'));
        file.close();
        const auto read = collection::readSavedFile(file.fileName());
        QVERIFY(!read);
        QCOMPARE(QString::fromStdString(read.error().what),
                 QStringLiteral("this is a recording, where a text file is expected"));
    }
}

FRAMESCOPE_TEST(TestSavedFileMistakes)

} // namespace tst_saved_file_mistakes

#include "tst_saved_file_mistakes.moc"
