// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/memory_secret_store.h"
#include "raw_server.h"
#include "support/test_program.h"
#include "ui/collection/cookie_jars.h"
#include "ui/connect/address_bar.h"
#include "ui/settings/settings.h"
#include "ui/window/collection_control.h"
#include "window_fixture.h"

#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <functional>
#include <memory>

namespace tst_window_cookies {

using namespace framescope;
using namespace framescope::test;

namespace {

const char* const Secret = "geheim-8431";

/// Keeps values for another window, as a key ring does.
class Ring : public collection::MemorySecretStore
{
public:
    bool isLasting() const override { return true; }
};

void click(QWidget* inside, const char* name)
{
    auto* button = inside->findChild<QWidget*>(QLatin1String(name));
    QVERIFY2(button && button->isVisible(), name);
    QTest::mouseClick(button, Qt::LeftButton);
}

QString noteIn(QDialog* dialog)
{
    const auto* note = dialog->findChild<QLabel*>(QStringLiteral("cookieNote"));
    return note->isVisible() ? note->text() : QString();
}

} // namespace

/// The cookies that servers set, in the real window.
class TestWindowCookies : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theNextConnectOfATab();
    void theyAreRemovedAndTurnedOff();
    void aSavedConnectionHasItsOwn();
    void theyOutliveTheWindow();

private:
    void connectTo(const QString& address);
    /// The page with the cookies, in the dialog of the options.
    QDialog* options();
    void accept(QDialog* dialog);

    std::unique_ptr<WindowFixture> fixture_;
    std::unique_ptr<RawServer> server_;
    std::vector<std::string> sent_; ///< the Cookie of each request
};

void TestWindowCookies::init()
{
    sent_.clear();
    fixture_ = std::make_unique<WindowFixture>();
    auto preferences = fixture_->window().settings().preferences();
    preferences.closeTimeout = std::chrono::seconds(1); // the server leaves TCP open
    fixture_->window().settings().setPreferences(preferences);
    server_ = std::make_unique<RawServer>([this](const wire::HttpHead& request) {
        sent_.push_back(request.joined("Cookie"));
        QByteArray answer = RawServer::accept(request);
        answer.chop(2);
        return answer + "Set-Cookie: sid=" + Secret + "; Path=/; HttpOnly\r\n" +
               "Set-Cookie: other=1; Path=/elsewhere; Max-Age=5000\r\n\r\n" +
               QByteArray::fromHex("880203e8");
    });
}

void TestWindowCookies::cleanup()
{
    fixture_.reset();
    server_.reset();
}

void TestWindowCookies::connectTo(const QString& address)
{
    const std::size_t before = sent_.size();
    auto* field = fixture_->page().findChild<QLineEdit*>(QStringLiteral("address"));
    fixture_->type(field, address);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(sent_.size(), before + 1);
    QTRY_VERIFY(fixture_->isClosed());
}

QDialog* TestWindowCookies::options()
{
    click(&fixture_->page(), "connectOptions");
    QDialog* dialog = fixture_->dialog();
    auto* pages = dialog->findChild<QListWidget*>(QStringLiteral("optionPages"));
    const auto found = pages->findItems(QStringLiteral("Authorisation"), Qt::MatchExactly);
    QTest::mouseClick(pages->viewport(), Qt::LeftButton, {},
                      pages->visualItemRect(found.value(0)).center());
    return dialog;
}

void TestWindowCookies::accept(QDialog* dialog)
{
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok),
                      Qt::LeftButton);
    QTRY_VERIFY(!fixture_->dialog(0));
}

void TestWindowCookies::theNextConnectOfATab()
{
    connectTo(server_->url());
    connectTo(server_->url());
    connectTo(server_->url(QStringLiteral("/elsewhere")));
    const std::string sid = std::string("sid=") + Secret;
    QCOMPARE(sent_, (std::vector<std::string>{"", sid, "other=1; " + sid}));
    fixture_->press(Qt::Key_T, Qt::ControlModifier);
    connectTo(server_->url());
    QCOMPARE(sent_.back(), std::string()); // another tab
}

void TestWindowCookies::theyAreRemovedAndTurnedOff()
{
    connectTo(server_->url());
    QDialog* dialog = options();
    auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("cookieJar"));
    QVERIFY(table->isVisible());
    QCOMPARE(table->rowCount(), 2);
    QStringList texts;
    for (int column = 0; column < table->columnCount(); ++column) {
        texts += table->item(0, column)->text();
    }
    QCOMPARE(texts, QStringList({"sid", "127.0.0.1", "/", "no date"}));
    QCOMPARE(table->item(1, 2)->text(), QStringLiteral("/elsewhere"));
    QVERIFY(!table->item(1, 3)->text().isEmpty());
    QCOMPARE(noteIn(dialog),
             QStringLiteral("Kept as long as the tab: the connection is not saved."));

    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualItemRect(table->item(0, 0)).center());
    click(dialog, "removeFromJar");
    QCOMPARE(table->rowCount(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape); // as it was
    QTRY_VERIFY(!fixture_->dialog(0));
    connectTo(server_->url());
    QCOMPARE(sent_.back(), std::string("sid=") + Secret);

    dialog = options();
    click(dialog, "emptyJar");
    accept(dialog);
    connectTo(server_->url());
    QCOMPARE(sent_.back(), std::string());

    dialog = options();
    click(dialog, "keepCookies");
    accept(dialog);
    connectTo(server_->url());
    QCOMPARE(sent_.back(), std::string());
}

/// The cookies of a tab come along when it is saved, and the value is in no file but a recording.
void TestWindowCookies::aSavedConnectionHasItsOwn()
{
    connectTo(server_->url());
    fixture_->press(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    QDialog* dialog = fixture_->dialog();
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("connectionName"));
    fixture_->type(name, QStringLiteral("Mine"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(fixture_->page().connection().origin());
    const QString path = fixture_->page().connection().origin()->path;
    fixture_->press(Qt::Key_T, Qt::ControlModifier);
    fixture_->page().connection().takeSaved(
        {path, {QStringLiteral("Mine"), server_->url(), {}, {}}});
    connectTo(server_->url());
    QCOMPARE(sent_.back(), std::string("sid=") + Secret);
    dialog = options();
    QCOMPARE(noteIn(dialog), QStringLiteral("Kept until the program ends: there is no key ring."));
    accept(dialog);
    QDirIterator files(fixture_->file({}), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(file.fileName().endsWith(QLatin1String(".pcapng")) ||
                     !file.readAll().contains(Secret),
                 qPrintable(file.fileName()));
    }
}

void TestWindowCookies::theyOutliveTheWindow()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings"));
    Ring ring;
    const QUrl url(QStringLiteral("ws://127.0.0.1/"));
    const QString path = QStringLiteral("/a/b#c.yaml");
    const auto cookies = [&](const QString& of) {
        ui::Settings settings(file);
        ui::CookieJars jars(ring, settings, nullptr);
        std::string sent = "not opened";
        jars.open(of, QStringLiteral("one"), [&](const ui::CookieJars::Jar& jar) {
            sent = connection::headerValue(jar->cookiesFor(url));
        });
        return sent;
    };
    const auto change = [&](const std::function<void(connection::CookieJar&)>& edit) {
        ui::Settings settings(file);
        ui::CookieJars jars(ring, settings, nullptr);
        jars.open(path, QStringLiteral("one"), [&](const ui::CookieJars::Jar& jar) {
            edit(*jar);
            jars.keep(path, QStringLiteral("one"));
        });
    };
    change([&](connection::CookieJar& jar) {
        jar.take(url, {{"Set-Cookie", std::string("sid=") + Secret}});
    });
    QCOMPARE(cookies(path), std::string("sid=") + Secret);
    QCOMPARE(cookies(QStringLiteral("/a/other.yaml")), std::string());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(!written.readAll().contains(Secret));
    change([](connection::CookieJar& jar) { jar.remove(jar.all().front()); });
    QCOMPARE(cookies(path), std::string());
    change([&](connection::CookieJar& jar) { jar.take(url, {{"Set-Cookie", "sid=1"}}); });
    QCOMPARE(cookies(path), std::string("sid=1"));
    {
        ui::Settings settings(file);
        ui::CookieJars(ring, settings, nullptr).forget(QStringLiteral("/a"), {});
        QVERIFY(settings.connectionsWithCookies().isEmpty());
    }
    QCOMPARE(cookies(path), std::string());
    std::optional<QString> left;
    ring.get(path, QStringLiteral("cookies of one"), [&left](const auto& found) { left = *found; });
    QVERIFY(!left);
}

FRAMESCOPE_TEST(TestWindowCookies)

} // namespace tst_window_cookies

#include "tst_window_cookies.moc"
