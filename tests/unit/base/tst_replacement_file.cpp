// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/replacement_file.h"
#include "support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

namespace tst_replacement_file {

using namespace framescope;

class ReplacementFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void takesThePlaceOfTheTarget();
    void leavesNothing();
    void keepsTheMode();
    void tellsWhyNot();
    void leavesWhatIsNoFile();

private:
    QStringList names() const { return QDir(folder_->path()).entryList(QDir::Files); }
    QByteArray content() const
    {
        QFile file(QString::fromStdString(target_));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::string target_;
};

void ReplacementFileTest::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    target_ = folder_->filePath(QStringLiteral("file")).toStdString();
    QFile file(QString::fromStdString(target_));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
}

void ReplacementFileTest::takesThePlaceOfTheTarget()
{
    auto file = ReplacementFile::create(target_);
    QVERIFY(file);
    QVERIFY(file->write(asBytes("new ")) && file->write({}) && file->write(asBytes("content")));
    QCOMPARE(content(), QByteArray("old"));
    ReplacementFile moved(*std::move(file));
    QVERIFY(moved.commit());
    QCOMPARE(content(), QByteArray("new content"));
    QCOMPARE(names(), QStringList(QStringLiteral("file")));
    QVERIFY(!(QFile::permissions(QString::fromStdString(target_)) & QFile::ReadOther));
}

void ReplacementFileTest::leavesNothing()
{
    {
        const auto file = ReplacementFile::create(target_);
        QVERIFY(file);
        QCOMPARE(names().size(), 2);
    }
    QCOMPARE(names().size(), 1);
    QCOMPARE(content(), QByteArray("old"));
}

void ReplacementFileTest::keepsTheMode()
{
    auto file = ReplacementFile::create(target_);
    QVERIFY(file && file->takeModeOfTarget() && file->commit());
    QVERIFY(QFile::permissions(QString::fromStdString(target_)) & QFile::ReadOther);
}

void ReplacementFileTest::tellsWhyNot()
{
    const auto none = ReplacementFile::create(target_ + "/none/file");
    QVERIFY(!none);
    QVERIFY(none.error().message().find("none/file") != std::string::npos);
    auto folder = ReplacementFile::create(target_ + "1");
    QVERIFY(folder);
    QVERIFY(QDir(folder_->path()).mkdir(QStringLiteral("file1")));
    QVERIFY(!folder->commit());
    auto missing = ReplacementFile::create(target_ + "2");
    QVERIFY(missing && !missing->takeModeOfTarget());
}

void ReplacementFileTest::leavesWhatIsNoFile()
{
    const std::string pipe = folder_->filePath(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string& target : {pipe, folder_->path().toStdString()}) {
        const auto file = ReplacementFile::create(target);
        QVERIFY(!file);
        QCOMPARE(file.error().where, target);
    }
    QCOMPARE(names().size(), 1);
}

FRAMESCOPE_TEST(ReplacementFileTest)

} // namespace tst_replacement_file

#include "tst_replacement_file.moc"
