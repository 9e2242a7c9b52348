// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "present/words/html_text.h"
#include "support/test_program.h"

namespace tst_html_text {

using framescope::present::htmlText;

class TestHtmlText : public QObject
{
    Q_OBJECT

private slots:
    void text_data();
    void text();
    void manyTagsWithoutEnd();
};

void TestHtmlText::text_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << "just text"
                           << "just text";
    QTest::newRow("blocks") << "<html><body><h1>403</h1>\n<p>No,\n  thanks.</p></body></html>"
                            << "403\nNo, thanks.";
    QTest::newRow("inside a line") << "a <b class='x'>bold</b> word"
                                   << "a bold word";
    QTest::newRow("script") << "<p>a</p><SCRIPT>if (a < b) alert('x')</script><style>p{}</style>b"
                            << "a\nb";
    QTest::newRow("comment") << "a<!-- <p>not this</p> -->b"
                             << "ab";
    QTest::newRow("doctype") << "<!DOCTYPE html><p>a"
                             << "a";
    QTest::newRow("references") << "1 &lt; 2 &amp;&#38; &#x41;&quot; &nope; & &amp"
                                << "1 < 2 && A\" &nope; & &amp";
    QTest::newRow("no such character") << "&#xD800;&#0;&#99999999;"
                                       << "&#xD800;&#0;&#99999999;";
    QTest::newRow("not a tag") << "a < b <3"
                               << "a < b <3";
    QTest::newRow("not ended") << "a<p class="
                               << "a";
    QTest::newRow("comment not ended") << "a<!-- b"
                                       << "a";
    QTest::newRow("script not ended") << "a<script>b"
                                      << "a";
}

void TestHtmlText::text()
{
    QFETCH(QString, html);
    QTEST(htmlText(html), "shown");
}

void TestHtmlText::manyTagsWithoutEnd()
{
    QCOMPARE(htmlText(QStringLiteral("<p>").repeated(20'000) + QStringLiteral("a")),
             QStringLiteral("a"));
    QCOMPARE(htmlText(QStringLiteral("<script").repeated(20'000)), QString());
    QCOMPARE(htmlText(QStringLiteral("&").repeated(60'000)).size(), 60'000);
}

FRAMESCOPE_TEST(TestHtmlText)

} // namespace tst_html_text

#include "tst_html_text.moc"
