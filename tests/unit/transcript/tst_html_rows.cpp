// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "transcript/export.h"

#include <QTest>

namespace tst_html_rows {

using namespace framescope;
using namespace framescope::transcript;

class HtmlRowsTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatItIs();
    void introducesAConnectionOnce();
    void rows_data();
    void rows();
    void foldsWhatIsLong_data();
    void foldsWhatIsLong();
};

namespace {

constexpr auto Opening = R"(
    connecting ws://example.com/chat
    tcp
    -> request
    <- 101
)";

QString pageOf(test::CaptureScript& script, const ExportOptions& options)
{
    std::string page;
    const std::shared_ptr<const timeline::Timeline> timeline(std::shared_ptr<void>(),
                                                             &script.timeline());
    const auto done = exportEvents(timeline, options, [&page](std::string_view text) {
        page += text;
        return Result<void>();
    });
    return done && *done ? QString::fromStdString(page) : QString();
}

} // namespace

void HtmlRowsTest::tellsWhatItIs()
{
    test::CaptureScript script;
    script.play(Opening);
    const QString page = pageOf(script, {.format = ExportFormat::Html,
                                         .view = timeline::View::Frames,
                                         .keepSecrets = true,
                                         .title = "<a>.pcapng",
                                         .filter = "size:>1 & \"x\""});
    QVERIFY(page.contains(QStringLiteral("<title>&lt;a&gt;.pcapng</title>")));
    QVERIFY(page.contains(QStringLiteral("All frames that match <code>size:&gt;1 &amp; "
                                         "&quot;x&quot;</code>. Credentials are in it.")));
    QVERIFY(pageOf(script, {.format = ExportFormat::Html})
                .contains(QStringLiteral("Credentials in headers and URLs were removed.")));
}

void HtmlRowsTest::introducesAConnectionOnce()
{
    test::CaptureScript script;
    script.play(Opening);
    script.play("<- text a\n<- close 1001 later\n-> close 1001\n<- fin\n-> fin\nclosed {}");
    const QString page = pageOf(script, {.format = ExportFormat::Html});
    QCOMPARE(page.count(QStringLiteral("<h2>Connection 1: ws://example.com/chat</h2>")), 1);
    QVERIFY(page.contains(
        QStringLiteral("<dd>1001 going away &quot;later&quot;, clean, by the server")));
}

void HtmlRowsTest::rows_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("part");
    QTest::newRow("text")
        << QStringLiteral("<- text <b>&")
        << QStringLiteral(
               R"(<td class="d">← from server</td><td class="t">text</td><td class="r">4</td><td>)"
               R"(<code class="payload">&lt;b&gt;&amp;</code></td>)");
    QTest::newRow("binary") << QStringLiteral("-> binary <")
                            << QStringLiteral("→ to server</td><td class=\"t\">binary</td>");
    QTest::newRow("dump") << QStringLiteral("-> binary <") << QStringLiteral("<pre>00000000: 3c ");
    QTest::newRow("ping") << QStringLiteral("<- ping hey") << QStringLiteral("<code>hey</code>");
    QTest::newRow("violation") << QStringLiteral("-> raw 81 01 78")
                               << QStringLiteral(
                                      "<div class=\"error\">error: mask-missing (RFC 6455 5.1): ");
    QTest::newRow("note") << QStringLiteral("note <look>")
                          << QStringLiteral("<code>&lt;look&gt;</code>");
}

void HtmlRowsTest::rows()
{
    QFETCH(QString, step);
    QFETCH(QString, part);
    test::CaptureScript script;
    script.play(Opening);
    script.step(step.toStdString());
    const QString page = pageOf(script, {.format = ExportFormat::Html});
    QVERIFY2(page.contains(part), qPrintable(page.mid(page.indexOf(QStringLiteral("<tbody>")))));
}

void HtmlRowsTest::foldsWhatIsLong_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("folded");
    QTest::newRow("text") << QStringLiteral("text") << 2000 << false;
    QTest::newRow("long text") << QStringLiteral("text") << 2001 << true;
    QTest::newRow("binary") << QStringLiteral("binary") << 256 << false;
    QTest::newRow("long binary") << QStringLiteral("binary") << 257 << true;
}

void HtmlRowsTest::foldsWhatIsLong()
{
    QFETCH(QString, verb);
    QFETCH(int, size);
    QFETCH(bool, folded);
    test::CaptureScript script;
    script.play(Opening);
    script.step("<- " + verb.toStdString() + " " +
                std::string(static_cast<std::size_t>(size), 'x'));
    const QString page = pageOf(script, {.format = ExportFormat::Html});
    const QString row = page.mid(page.lastIndexOf(QStringLiteral("<tr id=")));
    QCOMPARE(row.contains(QStringLiteral("<details>")), folded);
    QCOMPARE(row.contains(QStringLiteral("…")), folded);
}

FRAMESCOPE_TEST(HtmlRowsTest)

} // namespace tst_html_rows

#include "tst_html_rows.moc"
