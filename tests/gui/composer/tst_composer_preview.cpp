// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer/composer_desk.h"
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/composer/modes/mode_pane.h"

#include <QCheckBox>
#include <QLayout>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

namespace tst_composer_preview {

using namespace framescope;
using namespace framescope::ui;
using Desk = test::ComposerDesk;

/// What the composer tells before a message is sent, held against what a server gets.
class TestComposerPreview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<test::PeerProcess>("raw_peer.py"); }
    void init() { peer_->forget(); }

    void whatIsShownIsSent_data();
    void whatIsShownIsSent();
    void templateMistakesAreReadable_data();
    void templateMistakesAreReadable();
    void foldedChoicesAreTold();
    void aFrameGoesOnWithTheMessage();

private:
    /// A choice of the mode that is shown.
    template <class Widget>
    static Widget& choice(Desk& desk, const char* name)
    {
        return *desk.composer.pane().tools()->findChild<Widget*>(name);
    }
    QString url() const { return peer_->url(QStringLiteral("/echo")); }
    /// The payloads of the text frames that the peer has received.
    QStringList texts()
    {
        QStringList all;
        for (const QVariantMap& frame : peer_->reports(QStringLiteral("frame"))) {
            if (frame["opcode"].toInt() == 1) {
                all += QByteArray::fromHex(frame["payload"].toByteArray());
            }
        }
        return all;
    }

    std::unique_ptr<test::PeerProcess> peer_;
};

void TestComposerPreview::whatIsShownIsSent_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("inFragments"); ///< with a ping between that has templates too
    QTest::newRow("uuid") << "{{uuid}}" << false;
    QTest::newRow("random") << "{{random 1 1000000000}}" << false;
    QTest::newRow("time") << "{{now}} {{now.iso}}" << false;
    QTest::newRow("all") << "{{uuid}} {{random 1 1000000000}} {{counter}} {{now}}" << true;
}

void TestComposerPreview::whatIsShownIsSent()
{
    QFETCH(QString, text);
    QFETCH(bool, inFragments);
    Desk desk;
    desk.connectTo(url());
    desk.composer.resize(900, 160);
    if (inFragments) {
        choice<QCheckBox>(desk, "fragmented").click();
        choice<QSpinBox>(desk, "fragmentSize").setValue(100);
        choice<QCheckBox>(desk, "fragmentWithPing").click();
        choice<QLineEdit>(desk, "fragmentPing").setText(QStringLiteral("{{uuid}}{{counter}}"));
    }
    auto& shown = *desk.composer.pane().findChild<QPlainTextEdit*>("composerExpansion");
    QStringList expected;
    for (int n = 0; n < 2; ++n) {
        QTest::qWait(2); // the time is another one
        desk.editor().setPlainText(text);
        desk.type(" "); // what was shown stays the same while one goes on
        expected += shown.toPlainText();
        desk.pressSend();
    }
    QTRY_COMPARE(texts(), expected);
    QVERIFY(expected[0] != expected[1]);
}

void TestComposerPreview::templateMistakesAreReadable_data()
{
    QTest::addColumn<int>("mode");
    QTest::newRow("text") << int{Composer::Text};
    QTest::newRow("JSON") << int{Composer::Json};
    QTest::newRow("binary") << int{Composer::Binary};
    QTest::newRow("ping") << int{Composer::Ping};
}

void TestComposerPreview::templateMistakesAreReadable()
{
    QFETCH(int, mode);
    Desk desk;
    desk.connectTo(url());
    desk.click(static_cast<Composer::Mode>(mode));
    auto& shown = *desk.composer.pane().findChild<QPlainTextEdit*>("composerExpansion");
    desk.editor().setPlainText(QStringLiteral("{{counter}}{{nobody}}"));
    QVERIFY2(shown.toPlainText().contains("no template or variable is called \"nobody\""),
             qPrintable(shown.toPlainText()));
    QVERIFY(shown.isVisible());
    QCOMPARE(shown.lineWrapMode(), QPlainTextEdit::WidgetWidth);
    QVERIFY(desk.noteIsBad());
    QVERIFY(desk.part<QLabel>("composerNote").toolTip().contains("nobody"));
    desk.editor().setPlainText(QStringLiteral("{{counter}}"));
    QCOMPARE(shown.toPlainText(), QStringLiteral("1")); // no whole byte, but what it expands to
    QVERIFY(!shown.property("mistake").toBool());
}

void TestComposerPreview::foldedChoicesAreTold()
{
    Desk desk;
    auto& button = desk.part<QToolButton>("composerTools");
    const QString hint = QStringLiteral("in fragments of 5 bytes, with a ping");
    const auto isTold = [&] {
        return desk.note().startsWith(hint) && button.isVisible() &&
               button.property("chosen").toBool() && button.toolTip().contains(hint);
    };
    desk.composer.layout()->setSizeConstraint(QLayout::SetNoConstraint); // as in a low window
    desk.composer.setMinimumSize(1, 1);
    choice<QCheckBox>(desk, "fragmented").click();
    choice<QSpinBox>(desk, "fragmentSize").setValue(5);
    choice<QCheckBox>(desk, "fragmentWithPing").click();
    desk.composer.resize(900, 160);
    QVERIFY(!button.isVisible() && !desk.note().contains("fragments"));
    desk.composer.resize(900, 100); // too low for the choices
    QTRY_VERIFY2(isTold(), qPrintable(desk.note()));
    desk.connectTo(url());
    desk.type("hello");
    QVERIFY2(isTold(), qPrintable(desk.note()));
    desk.click(Composer::Json);
    QVERIFY(!button.property("chosen").toBool());
    desk.click(Composer::Text);
    desk.composer.resize(900, 160);
    QTRY_VERIFY(!button.isVisible());
    QVERIFY(!desk.note().contains("fragments"));
}

void TestComposerPreview::aFrameGoesOnWithTheMessage()
{
    Desk desk;
    desk.click(Composer::Raw);
    const auto opcodes = [&desk] {
        std::vector<int> all;
        for (const message::FrameDraft& frame : desk.composer.draft().frames) {
            all.push_back(frame.opcode);
        }
        return all;
    };
    auto& add = desk.part<QToolButton>("frameAdd");
    desk.part<QCheckBox>("frameFin").setChecked(false);
    QTest::mouseClick(&add, Qt::LeftButton);
    QCOMPARE(opcodes(), (std::vector{1, 0})); // which ends the message
    QTest::mouseClick(&add, Qt::LeftButton);
    QCOMPARE(opcodes(), (std::vector{1, 0, 1}));
    desk.part<QCheckBox>("frameFin").setChecked(false);
    QTest::mouseClick(&add, Qt::LeftButton);
    desk.part<QComboBox>("frameOpcode").setCurrentIndex(9); // a ping between the fragments
    QTest::mouseClick(&add, Qt::LeftButton);
    QCOMPARE(opcodes(), (std::vector{1, 0, 1, 9, 0}));
}

FRAMESCOPE_TEST(TestComposerPreview)

} // namespace tst_composer_preview

#include "tst_composer_preview.moc"
