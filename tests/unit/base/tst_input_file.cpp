// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/file/input_file.h"
#include "support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <string>

#include <sys/stat.h>
#include <unistd.h>

namespace tst_input_file {

using namespace framescope;

constexpr std::uint64_t Limit = 4096;

class InputFileTest : public QObject
{
    Q_OBJECT

private slots:
    void readsFilesUpToTheLimit();
    void readsPipesUpToTheLimit();
    void refusesTheRestAtOnce();

private:
    std::string write(const char* name, qsizetype size)
    {
        QFile file(folder_.filePath(QLatin1String(name)));
        [[maybe_unused]] const bool open = file.open(QIODevice::WriteOnly);
        file.write(QByteArray(size, 'x'));
        return file.fileName().toStdString();
    }
    // Like <(command) in a shell, after the command has ended.
    static Result<Bytes> readPipe(std::size_t size)
    {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) {
            return failure("no pipe");
        }
        const std::string content(size, 'x');
        const auto written = ::write(ends[1], content.data(), content.size());
        ::close(ends[1]);
        auto read = readInputFile("/dev/fd/" + std::to_string(ends[0]), Limit);
        ::close(ends[0]);
        return written == static_cast<ssize_t>(size) ? read : failure("the pipe is too small");
    }

    QTemporaryDir folder_;
};

void InputFileTest::readsFilesUpToTheLimit()
{
    QCOMPARE(readInputFile(write("empty", 0), Limit)->size(), 0U);
    QCOMPARE(readInputFile(write("full", Limit), Limit)->size(), Limit);
    const std::string large = write("large", Limit + 1);
    QCOMPARE(readInputFile(large, Limit).error().message(), large + ": is larger than 4 KiB");
    QVERIFY(readInputFile("/proc/self/status", Limit)->size() > 100); // reports no size
    QVERIFY(!readInputFile("/proc/self/status", 100));
}

void InputFileTest::readsPipesUpToTheLimit()
{
    QCOMPARE(readPipe(Limit)->size(), Limit);
    QVERIFY(readPipe(Limit + 1).error().message().ends_with(": is larger than 4 KiB"));
    QVERIFY(readPipe(0).error().message().find("no program writes") != std::string::npos);
}

void InputFileTest::refusesTheRestAtOnce()
{
    const auto said = [](const std::string& path) {
        return QString::fromStdString(readInputFile(path, Limit).error().message());
    };
    const std::string pipe = folder_.filePath(QStringLiteral("pipe")).toStdString();
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QVERIFY(said(pipe).contains(QStringLiteral("no program writes to this pipe")));
    QVERIFY(said("/dev/zero").contains(QStringLiteral("is not a regular file")));
    QVERIFY(said(folder_.path().toStdString()).contains(QStringLiteral("is a folder")));
    QVERIFY(said("/nonexistent").contains(QStringLiteral("no such file")));
}

FRAMESCOPE_TEST(InputFileTest)

} // namespace tst_input_file

#include "tst_input_file.moc"
