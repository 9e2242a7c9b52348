// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "transcript/formats/html_text.h"

#include <QTest>

namespace tst_html_text {

using namespace framescope::transcript;

class HtmlTextTest : public QObject
{
    Q_OBJECT

private slots:
    void escapes_data();
    void escapes();
    void replacesWhatIsNoText();
};

void HtmlTextTest::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("html");
    const auto row = [](const char* name, const QByteArray& text, const char* html) {
        QTest::newRow(name) << text << QByteArray(html);
    };
    row("empty", "", "");
    row("plain", "Hello, \xC5\xBEluť \xF0\x9F\x90\xB4", "Hello, \xC5\xBEluť \xF0\x9F\x90\xB4");
    row("markup", "</script><!--&lt;\"'>", "&lt;/script&gt;&lt;!--&amp;lt;&quot;&#39;&gt;");
    row("white space", "a\tb\n  c", "a\tb\n  c");
    row("carriage return", "a\rb", "a<b class=\"c\">U+000D</b>b");
    row("NUL", QByteArray("\0", 1), "<b class=\"c\">U+0000</b>");
    row("escape", "\x1b[31m", "<b class=\"c\">U+001B</b>[31m");
    row("C1", "\xC2\x85", "<b class=\"c\">U+0085</b>");
    row("right to left override", "a\xE2\x80\xAE", "a<b class=\"c\">U+202E</b>");
    row("isolate", "\xE2\x81\xA6", "<b class=\"c\">U+2066</b>");
    row("zero width", "\xE2\x80\x8B", "<b class=\"c\">U+200B</b>");
    row("byte order mark", "\xEF\xBB\xBFx", "<b class=\"c\">U+FEFF</b>x");
    row("no character", "\xEF\xBF\xBE", "<b class=\"c\">U+FFFE</b>");
    row("no character of the last plane", "\xF4\x8F\xBF\xBF", "<b class=\"c\">U+10FFFF</b>");
    row("tag character", "\xF3\xA0\x81\x81", "<b class=\"c\">U+E0041</b>");
    row("replacement character", "\xEF\xBF\xBD", "\xEF\xBF\xBD");
    row("no-break space", "\xC2\xA0", "\xC2\xA0");
}

void HtmlTextTest::escapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, html);
    std::string written;
    appendHtml(written, text.toStdString());
    QCOMPARE(QByteArray::fromStdString(written), html);
}

void HtmlTextTest::replacesWhatIsNoText()
{
    std::string written;
    appendHtmlReplacing(written, "<\xff\xC5");
    QCOMPARE(written, std::string("&lt;\xEF\xBF\xBD\xEF\xBF\xBD"));
}

FRAMESCOPE_TEST(HtmlTextTest)

} // namespace tst_html_text

#include "tst_html_text.moc"
