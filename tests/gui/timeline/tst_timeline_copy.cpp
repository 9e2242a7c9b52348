// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_page.h"
#include "support/test_program.h"
#include "ui/widgets/notification_bar.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>

namespace tst_timeline_copy {

using namespace framescope;
using test::RecordedPage;
using ui::ActionId;

namespace {

constexpr const char* Session = "<- text hello\n-> text Grüße\n-> binary abc\n<- text \n"
                                "<- raw 82 02 ff fe\n<- close 1000 bye\n";

struct Page : RecordedPage
{
    Page() : RecordedPage(Session) { QGuiApplication::clipboard()->clear(); }

    QString clipboard() { return QGuiApplication::clipboard()->text(); }
    /// Rows from one to another, by mouse and Shift.
    void selectRows(int first, int last)
    {
        const auto click = [this](int row, Qt::KeyboardModifiers with) {
            const QModelIndex index = model().index(row, present::TimelineModel::Preview);
            QTest::mouseClick(view().viewport(), Qt::LeftButton, with,
                              view().visualRect(index).center());
        };
        click(first, {});
        click(last, Qt::ShiftModifier);
    }
};

} // namespace

class TestTimelineCopy : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void jsonLines();
    void rowsAsShown();
    void manyRows();
    void allRows();
    void nothingSelected();
    void tooMuch();
};

void TestTimelineCopy::formats_data()
{
    QTest::addColumn<QString>("preview");
    QTest::addColumn<int>("action");
    QTest::addColumn<QString>("copied");
    const auto hello = QStringLiteral("hello");
    QTest::newRow("text") << hello << int(ActionId::CopyText) << hello;
    QTest::newRow("hex") << hello << int(ActionId::CopyHex) << QStringLiteral("68656c6c6f");
    QTest::newRow("base64") << hello << int(ActionId::CopyBase64) << QStringLiteral("aGVsbG8=");
    QTest::newRow("C array") << hello << int(ActionId::CopyCArray)
                             << QStringLiteral("] = {\n    0x68, 0x65, 0x6c, 0x6c, 0x6f,\n};");
    QTest::newRow("hex dump") << hello << int(ActionId::CopyHexDump)
                              << QStringLiteral("6865 6c6c 6f");
    QTest::newRow("letters beyond ASCII")
        << QStringLiteral("Grüße") << int(ActionId::CopyText) << QStringLiteral("Grüße");
    QTest::newRow("binary") << QStringLiteral("61 62") << int(ActionId::CopyHex)
                            << QStringLiteral("616263");
    QTest::newRow("not UTF-8") << QStringLiteral("FF FE") << int(ActionId::CopyText)
                               << QStringLiteral("\uFFFD\uFFFD");
    QTest::newRow("a close in words")
        << QStringLiteral("1000") << int(ActionId::CopyText) << QStringLiteral("bye");
    QTest::newRow("a life-cycle event in words")
        << QStringLiteral("ws://") << int(ActionId::CopyText) << QStringLiteral("ws://example.com");
}

void TestTimelineCopy::formats()
{
    QFETCH(const QString, preview);
    QFETCH(const int, action);
    QFETCH(const QString, copied);
    Page f;
    f.click(preview);
    f.window().action(static_cast<ActionId>(action))->trigger();
    QTRY_VERIFY2(f.clipboard().contains(copied), qPrintable(f.clipboard()));
    QVERIFY(!f.clipboard().endsWith(QLatin1String("\n\n")));
}

void TestTimelineCopy::jsonLines()
{
    Page f;
    f.click(QStringLiteral("hello"));
    f.window().action(ActionId::CopyJsonLine)->trigger();
    QTRY_VERIFY(f.clipboard().startsWith(QStringLiteral("{\"n\":")));
    QVERIFY(f.clipboard().contains(QStringLiteral("\"kind\":\"message\"")));
    QVERIFY(f.clipboard().contains(QStringLiteral("\"text\":\"hello\"")));
}

void TestTimelineCopy::rowsAsShown()
{
    Page f;
    f.click(QStringLiteral("hello"));
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(f.clipboard().endsWith(QStringLiteral("\tin\ttext\t5 B\thello")));
    f.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(f.clipboard(), QStringLiteral("hello"));
}

void TestTimelineCopy::manyRows()
{
    Page f;
    const int row = f.shownRow(QStringLiteral("hello"));
    f.selectRows(row, row + 2);
    f.press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(f.clipboard(), QStringLiteral("hello\nGrüße\nabc"));
    QTRY_VERIFY(f.note().contains(QLatin1Char('3')));
    f.window().action(ActionId::CopyHex)->trigger();
    QTRY_COMPARE(f.clipboard(), QStringLiteral("68656c6c6f\n4772c3bcc39f65\n616263"));
}

void TestTimelineCopy::allRows()
{
    Page f;
    // Of ten million rows too: headers would look at each that is selected.
    QVERIFY(f.view().verticalHeader()->selectionModel() != f.view().selectionModel());
    QVERIFY(f.view().horizontalHeader()->selectionModel() != f.view().selectionModel());
    f.view().setFocus();
    f.press(Qt::Key_A, Qt::ControlModifier);
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(f.clipboard().count(QLatin1Char('\n')), f.rowCount() - 1);
}

void TestTimelineCopy::nothingSelected()
{
    Page f;
    f.view().clearSelection();
    f.view().setFocus();
    f.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(f.note().contains(QStringLiteral("Nothing is selected")));
    QCOMPARE(f.clipboard(), QString());
}

void TestTimelineCopy::tooMuch()
{
    constexpr std::size_t Size = std::size_t{1} << 20;
    std::string script;
    for (int i = 0; i < 33; ++i) {
        script += "<- text " + std::string(Size, 'x') + '\n';
    }
    RecordedPage f(script);
    QGuiApplication::clipboard()->setText(QStringLiteral("as before"));
    f.view().setFocus();
    f.press(Qt::Key_A, Qt::ControlModifier);
    f.window().action(ActionId::CopyHex)->trigger(); // 66 MiB
    QTRY_VERIFY(f.page().notificationBar().isVisible());
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("as before"));
    f.window().action(ActionId::CopyText)->trigger(); // half of that
    QTRY_VERIFY(QGuiApplication::clipboard()->text().size() > 33 * qsizetype(Size));
}

FRAMESCOPE_TEST(TestTimelineCopy)

} // namespace tst_timeline_copy

#include "tst_timeline_copy.moc"
