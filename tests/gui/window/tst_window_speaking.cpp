// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"
#include "support/peer_process.h"
#include "support/test_program.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/binary_mode.h"
#include "ui/composer/sending_control.h"
#include "ui/page/connection_exchange.h"
#include "ui/page/document_look.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/collection_control.h"
#include "window_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <chrono>
#include <memory>

namespace tst_window_speaking {

using namespace framescope;
using test::PeerProcess;
using test::RawServer;
using test::WindowFixture;

/// What one says to a server, from the buttons of the window to the bytes of the server.
class TestWindowSpeaking : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { peer_ = std::make_unique<PeerProcess>("raw_peer.py"); }
    void init() { peer_->forget(); }

    void aLargeFileShowsItsProgressAndIsCancelled();
    void aFileInFragmentsArrives();
    void columnsOfAFileAreVariables();
    void messagesAreSavedWithTheConnection();
    void anotherAttemptIsAnnouncedAndGivenUp();
    void aRedirectIsFollowed();

private:
    static QString fileOf(const WindowFixture& f, const QByteArray& bytes, qint64 size)
    {
        QFile file(f.file(QStringLiteral("to-send")));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) < 0 || !file.resize(size)) {
            qFatal("the file can't be written");
        }
        return file.fileName();
    }
    void connectTo(WindowFixture& f, const QString& path)
    {
        f.page().connectTo(peer_->url(path));
        QTRY_VERIFY(f.isOpen());
    }
    static void chooseFile(WindowFixture& f, const QString& path)
    {
        ui::Composer& composer = f.page().composer();
        composer.setMode(ui::Composer::Binary);
        composer.findChild<QComboBox*>(QStringLiteral("binaryWays"))
            ->setCurrentIndex(ui::BinaryMode::File);
        f.type(composer.findChild<QLineEdit*>(QStringLiteral("composerFile")), path);
    }
    static void pressSend(WindowFixture& f)
    {
        auto* send = f.page().composer().findChild<QPushButton*>(QStringLiteral("composerSend"));
        QVERIFY(send->isEnabled());
        QTest::mouseClick(send, Qt::LeftButton);
    }

    std::unique_ptr<PeerProcess> peer_;
};

void TestWindowSpeaking::aLargeFileShowsItsProgressAndIsCancelled()
{
    WindowFixture f;
    connectTo(f, QStringLiteral("/does-not-read"));
    chooseFile(f, fileOf(f, "begin", 200'000'000));
    pressSend(f);
    const auto* what = f.page().findChild<QLabel*>(QStringLiteral("sendingWhat"));
    auto* stop = f.page().findChild<QPushButton*>(QStringLiteral("sendingStop"));
    QTRY_VERIFY(stop->isVisible());
    QTRY_VERIFY2(what->text().contains(QStringLiteral("of 200 MB")), qPrintable(what->text()));
    QCOMPARE(stop->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY(f.isClosed()); // a frame can't end early
    QTRY_VERIFY(!stop->isVisible());
    connectTo(f, QStringLiteral("/echo"));
    chooseFile(f, fileOf(f, "short", 5));
    pressSend(f);
    QTRY_COMPARE(peer_->reports(QStringLiteral("frame")).size(), 1);
    QCOMPARE(peer_->reports(QStringLiteral("frame"))[0]["payload"].toString(),
             QStringLiteral("73686f7274"));
}

void TestWindowSpeaking::aFileInFragmentsArrives()
{
    WindowFixture f;
    constexpr qint64 size = 3'000'000;
    RawServer server(&RawServer::accept);
    f.page().connectTo(server.url());
    QTRY_VERIFY(f.isOpen());
    chooseFile(f, fileOf(f, "begin", size));
    ui::Composer& composer = f.page().composer();
    message::Draft draft = composer.draft();
    draft.fragmentSize = 100'000;
    composer.compose(draft);
    pressSend(f);
    constexpr qint64 head = 14; // of each frame: a length of 8 bytes, and the mask
    QTRY_COMPARE(server.received().size(), size + 30 * head);
    const QByteArray& bytes = server.received();
    QCOMPARE(bytes[0], '\x02');
    QCOMPARE(bytes[size + 29 * head - 100'000], '\x80');
}

void TestWindowSpeaking::columnsOfAFileAreVariables()
{
    WindowFixture f;
    connectTo(f, QStringLiteral("/echo"));
    QFile rows(f.file(QStringLiteral("rows.csv")));
    QVERIFY(rows.open(QIODevice::WriteOnly));
    rows.write("user,city\nJohn,\"Bonn, Rhein\"\nAnn,Rome\n");
    rows.close();
    ui::Composer& composer = f.page().composer();
    message::Draft draft;
    draft.content = QStringLiteral("{{counter}} {{user}} of {{city}}");
    composer.compose(draft);
    QTest::mouseClick(composer.findChild<QToolButton*>(QStringLiteral("composerRepeat")),
                      Qt::LeftButton);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    dialog->findChild<QDoubleSpinBox*>(QStringLiteral("repeatInterval"))->setValue(1);
    dialog->findChild<QComboBox*>(QStringLiteral("repeatRows"))->setCurrentIndex(2);
    auto* file = dialog->findChild<QLineEdit*>(QStringLiteral("composerFile"));
    QVERIFY(file->isVisible());
    f.type(file, rows.fileName());
    QTest::keyClick(file, Qt::Key_Return);
    QTRY_COMPARE(peer_->reports(QStringLiteral("frame")).size(), 2);
    QStringList texts;
    for (const QVariantMap& frame : peer_->reports(QStringLiteral("frame"))) {
        texts += QString::fromUtf8(QByteArray::fromHex(frame["payload"].toByteArray()));
    }
    QCOMPARE(texts, (QStringList{"1 John of Bonn, Rhein", "2 Ann of Rome"}));
}

void TestWindowSpeaking::messagesAreSavedWithTheConnection()
{
    WindowFixture f;
    connectTo(f, QStringLiteral("/echo"));
    ui::Composer& composer = f.page().composer();
    message::Draft draft;
    draft.kind = message::Draft::Kind::Json;
    draft.content = QStringLiteral("{\"op\": \"hello\"}");
    composer.compose(draft);
    QMenu* menu = composer.findChild<QToolButton*>(QStringLiteral("composerSaved"))->menu();
    emit menu->aboutToShow();
    menu->actions().constFirst()->trigger();
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    f.type(dialog->findChild<QLineEdit*>(), QStringLiteral("greeting"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(f.dialog() && f.dialog() != dialog); // the name of the connection
    QTest::keyClick(f.dialog(), Qt::Key_Return);
    QTRY_VERIFY(f.page().connection().origin());
    const auto origin = *f.page().connection().origin();
    f.window().action(ui::ActionId::NewTab)->trigger();
    QTRY_VERIFY(f.window().collection().watcher().content() &&
                f.window().collection().watcher().content()->find(origin.path));
    f.page().connection().takeSaved(origin);
    ui::Composer& other = f.page().composer();
    menu = other.findChild<QToolButton*>(QStringLiteral("composerSaved"))->menu();
    emit menu->aboutToShow();
    QVERIFY(menu->actions().constLast()->text().startsWith(QStringLiteral("greeting")));
    menu->actions().constLast()->trigger();
    QCOMPARE(other.draft(), draft);
}

void TestWindowSpeaking::anotherAttemptIsAnnouncedAndGivenUp()
{
    WindowFixture f;
    connection::ConnectionOptions options;
    options.reconnecting.wanted = true;
    options.reconnecting.first = std::chrono::seconds(30);
    options.reconnecting.longest = std::chrono::seconds(60);
    f.page().connection().exchange().fill(peer_->url(QStringLiteral("/fin")), options);
    f.window().action(ui::ActionId::Connect)->trigger();
    QTRY_COMPARE(f.stateWord(), QStringLiteral("waiting"));
    QVERIFY2(ui::noteOf(f.page().document()).contains(QStringLiteral("attempt ")),
             qPrintable(ui::noteOf(f.page().document())));
    auto* button = f.page().findChild<QToolButton*>(QStringLiteral("connectButton"));
    QCOMPARE(button->text(), QStringLiteral("Cancel"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(f.isClosed());
    QCOMPARE(button->text(), QStringLiteral("Connect"));
}

void TestWindowSpeaking::aRedirectIsFollowed()
{
    WindowFixture f;
    const QString target = peer_->url(QStringLiteral("/echo"));
    RawServer server([&target](const wire::HttpHead&) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target.toLatin1() +
               "\r\nContent-Length: 0\r\n\r\n";
    });
    connection::ConnectionOptions options;
    options.followRedirects = true;
    f.page().connection().exchange().fill(server.url(), options);
    f.window().action(ui::ActionId::Connect)->trigger();
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowOf(QStringLiteral("302")) >= 0);
    QTRY_VERIFY(f.rowOf(target) >= 0); // "connecting" of the second connection
    QVERIFY(!f.page().notificationBar().isVisible());
    message::Draft draft;
    draft.content = QStringLiteral("there");
    f.page().composer().compose(draft);
    pressSend(f);
    QTRY_COMPARE(peer_->reports(QStringLiteral("frame")).size(), 1);
}

FRAMESCOPE_TEST(TestWindowSpeaking)

} // namespace tst_window_speaking

#include "tst_window_speaking.moc"
