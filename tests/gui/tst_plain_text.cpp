// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "ui/details/shell/details_pane.h"
#include "ui/style/plain_text.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/markup_view.h"
#include "window_fixture.h"

#include <QAbstractItemView>
#include <QFile>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolTip>

#include <sys/stat.h>

namespace tst_plain_text {

using namespace framescope;
using test::WindowFixture;

namespace {

/// A pipe that nobody writes to: whoever opens it hangs.
class Trap
{
public:
    Trap()
    {
        if (::mkfifo(path().toLocal8Bit().constData(), S_IRUSR | S_IWUSR) != 0) {
            qFatal("no pipe");
        }
    }
    QString path() const { return folder_.filePath(QStringLiteral("pipe")); }
    /// On one line, with a word that is looked for.
    QByteArray markup() const
    {
        return "<img src='file://" + path().toLocal8Bit() + "'><img src='" + path().toLocal8Bit() +
               "'><b>hook</b> &amp; <a href='x'>link</a>";
    }

private:
    QTemporaryDir folder_;
};

/// A session with the markup wherever a server, a file or a person can put text.
std::string hostileSession(const std::string& markup)
{
    std::string json = markup;
    for (std::size_t at = 0; (at = json.find('"', at)) != std::string::npos; at += 2) {
        json.insert(at, "\\");
    }
    const std::string value = "\"" + json + "\"";
    const std::string event = "event secured {\"protocol\":" + value + ",\"cipher\":" + value +
                              ",\"chain\":[" + value + "],\"failures\":[" + value + "]}\n";
    return "connecting ws://example.com/" + markup +
           "\n"
           "event resolved {\"addresses\":[" +
           value + "]}\ntcp\n" + event + "-> request protocols=" + json +
           "\n<- http HTTP/1.1 101 " + markup +
           "|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Accept: "
           "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=|Sec-WebSocket-Protocol: " +
           markup + "|Sec-WebSocket-Extensions: " + markup + "|" + "X-<b>hook</b>: " + markup +
           "||\n"
           "<- text " +
           markup +
           "\n"
           "<- text {" +
           value + ":" + value + "," + value + ":[1]}\n-> ping " + markup.substr(0, 120) +
           "\ncomment " + markup + "\nnote " + markup + "\nevent behaviour {\"text\":" + value +
           "}\nevent error {\"layer\":\"tls\",\"text\":" + value + "}\n<- close 1000 " +
           markup.substr(0, 120) + "\n<- fin\nclosed {}\n";
}

/// What a person reads in the tooltip that is there now.
QString readToolTip()
{
    QTextDocument document;
    document.setHtml(QToolTip::text());
    return document.toPlainText();
}

bool isHarmless(const QString& text)
{
    return !text.contains(QLatin1String("<img")) && !text.contains(QLatin1String("<b>hook"));
}

class Hover
{
public:
    int tips() const { return tips_; }
    int hooks() const { return hooks_; } ///< of them with the markup

    void overAll(QWidget& window)
    {
        for (QWidget* widget : window.findChildren<QWidget*>()) {
            if (!widget->isVisible()) {
                continue;
            }
            over(*widget, widget->rect().center());
            if (auto* view = qobject_cast<QAbstractItemView*>(widget->parentWidget());
                view && view->viewport() == widget && !qobject_cast<QHeaderView*>(view)) {
                overCells(*view);
            }
            if (auto* tabs = qobject_cast<QTabBar*>(widget)) {
                for (int i = 0; i < tabs->count(); ++i) {
                    over(*tabs, tabs->tabRect(i).center());
                }
            }
            look(*widget);
        }
    }

private:
    void overCells(QAbstractItemView& view)
    {
        for (int y = 4; y < view.viewport()->height(); y += 18) {
            for (int x = 4; x < view.viewport()->width(); x += 120) {
                over(*view.viewport(), {x, y});
            }
        }
    }

    void over(QWidget& widget, const QPoint& at)
    {
        QToolTip::hideText();
        QHelpEvent help(QEvent::ToolTip, at, widget.mapToGlobal(at));
        QCoreApplication::sendEvent(&widget, &help);
        const QString tip = QToolTip::text();
        if (tip.isEmpty()) {
            return;
        }
        ++tips_;
        hooks_ += readToolTip().contains(QLatin1String("<b>hook")) ? 1 : 0;
        QVERIFY2(!Qt::mightBeRichText(tip) || isHarmless(tip), qPrintable(tip));
    }

    static void look(QWidget& widget)
    {
        if (auto* label = qobject_cast<QLabel*>(&widget); label && !label->isWindow()) {
            const bool plain = label->textFormat() == Qt::PlainText;
            QVERIFY2(plain || isHarmless(label->text()), qPrintable(label->text()));
            QVERIFY2(plain || label->textFormat() == Qt::RichText, qPrintable(label->objectName()));
        } else if (auto* edit = qobject_cast<QTextEdit*>(&widget)) {
            QVERIFY(isHarmless(edit->toHtml()));
        }
    }

    int tips_ = 0;
    int hooks_ = 0;
};

} // namespace

class TestPlainText : public QObject
{
    Q_OBJECT

private slots:
    void nothingFromOutsideIsMarkup();
    void menusShowWhatIsThere();
    void namesCanNotTurnTheTextAround();
    void documentsOpenNoFile();
    void questionsOfQtAreText();
    void toolTipsKeepTheirText_data();
    void toolTipsKeepTheirText();
};

void TestPlainText::nothingFromOutsideIsMarkup()
{
    const Trap trap;
    WindowFixture f;
    test::CaptureScript script;
    script.play(hostileSession(trap.markup().toStdString()));
    script.finish();
    const QString name = f.file(QStringLiteral("<img src='a'><b>hook<b> &amp; [*].pcapng"));
    QVERIFY(QFile::copy(QString::fromStdString(script.path()), name));
    f.window().open(name);
    QTRY_VERIFY(f.page().document().timeline() && !f.page().document().isLoading() &&
                f.page().rowsJob().progress().complete() && f.rowCount() > 10);
    QVERIFY(f.window().windowTitle().contains(QLatin1String("[*][*]")));

    Hover hover;
    auto* tabs = f.page().details().findChild<QTabWidget*>(QStringLiteral("detailsTabs"));
    for (int row = 0; row < f.rowCount(); ++row) {
        auto& view = f.page().timelineView();
        if (view.currentIndex().row() != row) {
            QSignalSpy shown(&f.page().details(), &ui::DetailsPane::shown);
            view.setCurrentIndex(f.page().model().index(row, 0));
            QTRY_VERIFY(!shown.isEmpty());
        }
        for (int tab = 0; tab < tabs->count(); ++tab) {
            if (tabs->isTabEnabled(tab) && tabs->isTabVisible(tab)) {
                tabs->setCurrentIndex(tab);
                QCoreApplication::processEvents();
                hover.overAll(f.window());
            }
        }
    }
    QCOMPARE_GT(hover.tips(), 100);
    QCOMPARE_GT(hover.hooks(), 10);
}

void TestPlainText::menusShowWhatIsThere()
{
    WindowFixture f;
    const QString name = f.file(QStringLiteral("a && b &amp;\t<b>.pcapng"));
    f.window().settings().remember(ui::Recent::Files, name);
    QVERIFY(QFile(name).open(QIODevice::WriteOnly));
    QMenu* recent = nullptr;
    for (QMenu* menu : f.window().findChildren<QMenu*>()) {
        recent = menu->title() == QLatin1String("Open &recent") ? menu : recent;
    }
    QVERIFY(recent);
    emit recent->aboutToShow();
    QCOMPARE(recent->actions().first()->text(), QStringLiteral("a &&&& b &&amp; <b>.pcapng"));
}

/// What would turn around a row or a title, or is not seen in it, is there by its escape.
void TestPlainText::namesCanNotTurnTheTextAround()
{
    using namespace ui::style;
    const QString odd = QStringLiteral("gpj.\u202etxt\u200b&\u2028");
    QCOMPARE(withoutMnemonic(odd), QStringLiteral("gpj.\\u202etxt\\u200b&&"));
    QCOMPARE(windowTitle(QStringLiteral("\u202e[*]")), QStringLiteral("\\u202e[*][*]"));
    QVERIFY(toolTipMarkup(odd).contains(QLatin1String("gpj.\\u202etxt")));
    QVERIFY(plainMarkup(odd).contains(QLatin1String("gpj.\\u202etxt")));
    ui::ElidedLabel label;
    label.setLine(odd);
    QVERIFY(label.text().startsWith(QLatin1String("gpj.\\u202etxt")));
}

void TestPlainText::documentsOpenNoFile()
{
    const Trap trap;
    ui::style::MarkupView view;
    view.show();
    view.setHtml(QString::fromLocal8Bit(trap.markup()) +
                 QStringLiteral("<link rel='stylesheet' href='%1'>").arg(trap.path()));
    QVERIFY(QTest::qWaitForWindowExposed(&view, test::Patience));
    QVERIFY(view.toPlainText().contains(QLatin1String("hook")));
}

/// As QFileDialog asks whether a file is to be replaced.
void TestPlainText::questionsOfQtAreText()
{
    const Trap trap;
    WindowFixture f;
    QMessageBox box(QMessageBox::Warning, QStringLiteral("Save"),
                    QString::fromLocal8Bit(trap.markup()) + QStringLiteral(" already exists."));
    box.open();
    QVERIFY(QTest::qWaitForWindowExposed(&box, test::Patience));
    QCOMPARE(box.textFormat(), Qt::PlainText);
}

void TestPlainText::toolTipsKeepTheirText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    const QString longWord(300, QLatin1Char('x'));
    QTest::newRow("markup") << QStringLiteral("<b>a</b> &lt; \"b\"")
                            << QStringLiteral("<b>a</b> &lt; \"b\"");
    QTest::newRow("blanks and lines")
        << QStringLiteral(" a   b\n  c") << QStringLiteral(" a   b\n  c");
    QTest::newRow("a long word") << longWord
                                 << longWord.left(90) + '\n' + longWord.left(90) + '\n' +
                                        longWord.left(90) + '\n' + longWord.left(30);
    QTest::newRow("a long line") << QStringLiteral("word ").repeated(20)
                                 << QStringLiteral("word ").repeated(18) + '\n' +
                                        QStringLiteral("word ").repeated(2);
}

void TestPlainText::toolTipsKeepTheirText()
{
    QFETCH(QString, text);
    QTextDocument document;
    document.setHtml(ui::style::toolTipMarkup(text));
    QTEST(document.toPlainText(), "shown");
}

FRAMESCOPE_TEST(TestPlainText)

} // namespace tst_plain_text

#include "tst_plain_text.moc"
