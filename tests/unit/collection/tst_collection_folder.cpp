// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/folder/collection_edits.h"
#include "collection/folder/collection_watcher.h"
#include "collection/memory_secret_store.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace tst_collection_folder {

using namespace framescope;
using namespace framescope::collection;

class TestCollectionFolder : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void tree();
    void usedSecrets();
    void watching();
    void edits();
    void memoryStore();

private:
    QString path(const char* name) const { return folder_->filePath(QString::fromUtf8(name)); }
    void write(const char* name, const char* text) const
    {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

void TestCollectionFolder::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
}

/// A mistake in one file leaves the others usable; what is no collection does not matter.
void TestCollectionFolder::tree()
{
    write("b.yaml", "url: ws://b\norigin: '{{secret.b}}'\n");
    write("a.yml", "url: ws://a\n");
    write("wrong.yaml", "ulr: ws://a\n");
    write("sub/c.yaml", "url: ws://c\n");
    write("test.env.yaml", "variables: {host: h}\n");
    write("wrong.env.yaml", "x: 1\n");
    write("README.md", "url: [");
    write(".git/d.yaml", "url: ws://d\n");
    QVERIFY(QFile::link(folder_->path(), path("sub/loop")));
    QVERIFY(::mkfifo(QFile::encodeName(path("pipe.yaml")).constData(), 0600) == 0);
    const CollectionFolder content = readCollection(folder_->path());
    QStringList files;
    QStringList mistakes;
    content.eachFile([&](const CollectionFile& file) {
        files += QDir(folder_->path()).relativeFilePath(file.path);
        if (!file.content) {
            mistakes += QString::fromStdString(file.content.error().message());
        }
    });
    QCOMPARE(files, (QStringList{"a.yml", "b.yaml", "wrong.yaml", "sub/c.yaml"}));
    QCOMPARE(mistakes.size(), 1);
    QVERIFY2(mistakes[0].contains(QStringLiteral("wrong.yaml:1:1")), qPrintable(mistakes[0]));
    QCOMPARE(content.usableEnvironments().size(), std::size_t{1});
    QCOMPARE(content.usedSecrets(), QStringList{"secret.b"});
    QCOMPARE(content.usedSecrets(path("b.yaml")), QStringList());
    QVERIFY(content.find(path("sub/c.yaml")));
    QVERIFY(!content.find(path("sub/d.yaml")));
}

/// Those of messages are used too; of one connection, of a file or a folder they are left out.
void TestCollectionFolder::usedSecrets()
{
    write("one.yaml", "url: ws://a/{{secret.one}}\n"
                      "messages:\n  - name: m\n    text: '{{secret.message}}'\n");
    write("sub/two.yaml", "connections:\n"
                          "  - name: a\n    url: ws://a/{{secret.a}}/{{secret.one}}\n"
                          "  - name: b\n    url: ws://a/{{secret.b}}\n");
    write("sub2.yaml", "url: ws://a/{{secret.sub2}}\n");
    const CollectionFolder content = readCollection(folder_->path());
    const auto used = [&](const QString& path, const QString& name = {}) {
        QStringList names = content.usedSecrets(path, name);
        names.replaceInStrings(QStringLiteral("secret."), QString());
        names.sort();
        return names.join(QLatin1Char(' '));
    };
    QCOMPARE(used({}), QStringLiteral("a b message one sub2"));
    QCOMPARE(used(path("one.yaml")), QStringLiteral("a b one sub2"));
    QCOMPARE(used(path("sub")), QStringLiteral("message one sub2"));
    QCOMPARE(used(path("sub/two.yaml"), QStringLiteral("a")), QStringLiteral("b message one sub2"));
}

void TestCollectionFolder::watching()
{
    write("a.yaml", "url: ws://a\n");
    CollectionWatcher watcher;
    QList<CollectionChanges> seen;
    connect(&watcher, &CollectionWatcher::changed, this,
            [&](const CollectionChanges& changes) { seen += changes; });
    watcher.setFolder(folder_->path());
    QTRY_COMPARE(seen.size(), 1);
    QVERIFY(seen[0].added.contains(path("a.yaml")));

    write("a.yaml", "url: ws://b\n");
    QTRY_COMPARE(watcher.content()->find(path("a.yaml"))->content.value().connections.at(0).address,
                 QStringLiteral("ws://b"));
    QVERIFY(seen.last().changed.contains(path("a.yaml")));

    // Replaced, as editors do.
    write("new", "url: [\n");
    QVERIFY(::rename(QFile::encodeName(path("new")).constData(),
                     QFile::encodeName(path("a.yaml")).constData()) == 0);
    QTRY_VERIFY(!watcher.content()->find(path("a.yaml"))->content);
    write("a.yaml", "url: ws://c\n");
    QTRY_VERIFY(watcher.content()->find(path("a.yaml"))->content);

    QDir(folder_->path()).mkpath(QStringLiteral("sub"));
    QTRY_COMPARE(watcher.content()->folders.size(), std::size_t{1});
    write("sub/d.yaml", "url: ws://d\n");
    QTRY_VERIFY(watcher.content()->find(path("sub/d.yaml")));
    QVERIFY(QFile::remove(path("a.yaml")));
    QTRY_VERIFY(!watcher.content()->find(path("a.yaml")));
    QVERIFY(seen.last().removed.contains(path("a.yaml")));
}

void TestCollectionFolder::edits()
{
    write("a.yaml", "url: ws://a\n");
    QCOMPARE(freePath(folder_->path(), "a/b", ConnectionSuffix), path("a-b.yaml"));
    QCOMPARE(freePath(folder_->path(), "a", ConnectionSuffix), path("a 2.yaml"));
    QCOMPARE(freePath(folder_->path(), "../..", ConnectionSuffix), path("-...yaml"));
    QCOMPARE(duplicated(path("a.yaml")).value(), path("a 2.yaml"));
    QCOMPARE(renamed(path("a 2.yaml"), "b").value(), path("b.yaml"));
    const auto taken = renamed(path("b.yaml"), "a");
    QVERIFY(!taken);
    QVERIFY(taken.error().what.find("exists") != std::string::npos);
    const QString sub = newFolder(folder_->path(), "sub").value();
    QCOMPARE(moved(path("b.yaml"), sub).value(), path("sub/b.yaml"));
    QVERIFY(!moved(sub, sub));
    QVERIFY(removed(sub));
    QVERIFY(!QFileInfo::exists(sub));
    QVERIFY(removed(path("a.yaml")));
    QVERIFY(!removed(path("a.yaml")));
}

void TestCollectionFolder::memoryStore()
{
    MemorySecretStore store;
    const auto value = [&store](const char* collection, const char* name) {
        std::optional<QString> found;
        store.get(QString::fromUtf8(collection), QString::fromUtf8(name),
                  [&found](const auto& got) { found = got.value(); });
        return found;
    };
    store.set("a", "token", "1", [](const Result<void>&) {});
    QCOMPARE(value("a", "token"), QStringLiteral("1"));
    QVERIFY(!value("b", "token"));
    store.remove("a", "token", [](const Result<void>&) {});
    QVERIFY(!value("a", "token"));
}

FRAMESCOPE_TEST(TestCollectionFolder)

} // namespace tst_collection_folder

#include "tst_collection_folder.moc"
