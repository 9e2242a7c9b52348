// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection_pictures.h"
#include "command_pictures.h"
#include "composer_pictures.h"
#include "details_pictures.h"
#include "ending_pictures.h"
#include "failure_pictures.h"
#include "options_pictures.h"
#include "overview_pictures.h"
#include "scenario_pictures.h"
#include "table_pictures.h"
#include "task_pictures.h"
#include "ui/composer/close_dialog.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/recovery_dialog.h"
#include "window_fixture.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFontDatabase>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <array>
#include <cstdio>
#include <functional>

// screenshots FOLDER [failures|connections|endings|scenarios|tasks]: draws the real windows, on
// sessions with the demo server, light and dark. `failures`: only those of connections that did not
// open; `connections`: only those of the side bar; `endings`: only those of the Close tab;
// `scenarios`: only those of a scenario's tab; `tasks`: only those of servers, probes and
// contracts.

using namespace framescope;
using test::require;
using test::WindowFixture;
using Tab = ui::DetailsPane::Tab;

namespace {

class Photographer
{
public:
    explicit Photographer(QString folder) : folder_(std::move(folder)) {}

    void take(QWidget& widget, const QString& name)
    {
        QCoreApplication::processEvents();
        QTest::qWait(60); // previews and details come from workers
        const QString path = QDir(folder_).filePath(name + QStringLiteral(".png"));
        if (!widget.grab().save(path)) {
            qFatal("%s could not be written", qPrintable(path));
        }
        std::printf("%s\n", qPrintable(path));
    }

private:
    QString folder_;
};

/// A conversation with all that a timeline shows; it is still open at the end.
void converse(WindowFixture& f)
{
    f.connectTo(QStringLiteral("/ticks?rate=40&count=600"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "open");
    session::Session& session = *f.page().document().session();
    session.send(message::Text{
        QStringLiteral(R"({"op":"subscribe","id":1,"channels":["ticks","orders"],)"
                       R"("options":{"depth":20,"snapshot":true,"since":null,"limit":1e3}})")});
    session.send(message::Ping{"heartbeat 1"});
    require(QTest::qWaitFor([&f] { return f.rowCount() > 30; }, test::Patience), "ticks");
    session.send(message::Binary{QByteArray::fromHex("89504e470d0a1a0a0000000d4948445200000010")});
    session.send(message::Text{QStringLiteral("Grüße aus Köln — Ω ≈ 3,14 ✓")});
    session.send(message::Pong{"nobody asked"});
    require(QTest::qWaitFor([&f] { return f.rowCount() > 60; }, test::Patience), "more ticks");
}

void select(WindowFixture& f, const QString& preview, Tab tab)
{
    int row = -1;
    require(QTest::qWaitFor([&] { return (row = f.rowOf(preview)) >= 0; }, test::Patience),
            qPrintable(preview));
    auto& view = f.page().timelineView();
    view.setFollowing(false);
    view.setCurrentIndex(f.page().model().index(row, 0));
    view.scrollTo(view.currentIndex(), QAbstractItemView::PositionAtCenter);
    f.page().details().setCurrentTab(tab);
    QTest::qWait(120);
}

/// Each state of the filter bar, its menu and its help.
void takeFilterBar(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    auto* filter = f.page().findChild<QLineEdit*>(QStringLiteral("filter"));
    f.type(filter, QStringLiteral("type:text json:$.price>101 -is:heartbeat"));
    QTest::qWait(300);
    camera.take(f.window(), name("filter"));
    f.type(filter, QStringLiteral("type:text json:"));
    QTest::qWait(300);
    camera.take(f.window(), name("filter-completion"));
    f.type(filter, QStringLiteral("type:text code:banana (is:data or size:>1k)"));
    QTest::keyClick(filter, Qt::Key_Return);
    camera.take(f.window(), name("filter-mistake"));
    filter->clear();
    f.window().settings().saveNamedFilter(
        {QStringLiteral("Big answers"), QStringLiteral("dir:in size:>1k")});
    f.window().settings().saveNamedFilter(
        {QStringLiteral("Prices"), QStringLiteral("json:$.price>101")});
    f.page().filterBar().addTerm(QStringLiteral("json:$.price>101"));
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("filterMenu"));
    menu->popup({});
    camera.take(*menu, name("filter-menu"));
    menu->close();
    f.page().filterBar().showHelp();
    auto* help = f.window().findChild<QDialog*>(QStringLiteral("filterHelp"));
    camera.take(*help, name("filter-help"));
    help->close();
    f.window().activateWindow();
}

void takeSession(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    converse(f);
    select(f, QStringLiteral("{\"op"), Tab::Json);
    camera.take(f.window(), name("window"));
    f.page().document().session()->close(1000, QStringLiteral("seen enough"));
    require(QTest::qWaitFor([&f] { return f.isShownClosed(); }, test::Patience), "closed");
    select(f, QStringLiteral("89 50"), Tab::Hex);
    camera.take(f.window(), name("hex"));
    select(f, QStringLiteral("{\"op"), Tab::Frame);
    camera.take(f.window(), name("frame"));
    select(f, QStringLiteral("101"), Tab::Handshake);
    camera.take(f.window(), name("handshake"));
    select(f, QStringLiteral("1000"), Tab::Close);
    camera.take(f.window(), name("close"));
    select(f, QStringLiteral("Grüße"), Tab::Text);
    camera.take(f.window(), name("text"));
    takeFilterBar(f, camera, suffix);
}

/// Two rows of the timeline side by side; by their previews.
void compare(WindowFixture& f, const QString& first, const QString& second)
{
    require(QTest::qWaitFor([&] { return f.rowOf(first) >= 0 && f.rowOf(second) >= 0; },
                            test::Patience),
            "two");
    select(f, first, Tab::Diff);
    const QModelIndex other = f.page().model().index(f.rowOf(second), 0);
    f.page().timelineView().selectionModel()->select(other, QItemSelectionModel::Select |
                                                                QItemSelectionModel::Rows);
    QTest::qWait(200);
}

void takeDecoding(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/echo"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "open");
    session::Session& session = *f.page().document().session();
    session.send(message::Binary{QByteArray::fromHex(
        "86a474797065a57472616465a26964cd1234a57072696365cb4058eccccccccccda474"
        "61677393a46c6976650ac0a4626c6f62c408deadbeef00112233a27473d6ff6553f100")});
    session.send(message::Text{QStringLiteral(
        "H4sIAAAAAAACA6tWKqksSFWyUirJTM5W0lHKTFGyMjHSUSpJTC9WsopWSgSKJSnF1gIAN7EhmygAAAA=")});
    session.send(message::Text{QStringLiteral(
        R"({"type":"order","id":4711,"side":"buy","price":101.50,"tags":["new","eu"],)"
        R"("user":{"name":"John","level":3},"items":[{"sku":"A1","n":2},{"sku":"B7","n":1}]})")});
    session.send(message::Text{QStringLiteral(
        R"({"type":"order","user":{"level":4,"name":"John"},"id":4711,"price":101.5,)"
        R"("tags":["new","vip","eu"],"items":[{"sku":"A1","n":3},{"sku":"B7","n":1}],"late":true})")});
    session.send(
        message::Text{QStringLiteral("SELECT name,\n  price\nFROM orders\nWHERE id = 4711")});
    session.send(message::Text{
        QStringLiteral("SELECT id,\n  price\nFROM orders\nWHERE id = 4712\nLIMIT 1")});
    session.send(message::Binary{QByteArray::fromHex("0001020304050607f0f1f2f3f4f5f6f7cafe")});
    session.send(message::Binary{QByteArray::fromHex("0001020304ff0607f0f1f2f3f4f5f6f7babecafe")});
    require(QTest::qWaitFor([&f] { return f.rowCount() > 20; }, test::Patience), "echoes");
    require(QTest::qWaitFor([&f] { return f.rowOf(QStringLiteral("86 A4")) >= 0; }, test::Patience),
            "previews");
    select(f, QStringLiteral("86 A4"), Tab::Decoded);
    camera.take(f.window(), name("decoded-messagepack"));
    select(f, QStringLiteral("H4sI"), Tab::Decoded);
    camera.take(f.window(), name("decoded-chain"));
    compare(f, QStringLiteral(R"({"type":"order","id)"),
            QStringLiteral(R"({"type":"order","user)"));
    camera.take(f.window(), name("diff-structure"));
    compare(f, QStringLiteral("SELECT name"), QStringLiteral("SELECT id"));
    camera.take(f.window(), name("diff-lines"));
    compare(f, QStringLiteral("00 01 02 03 04 05"), QStringLiteral("00 01 02 03 04 FF"));
    camera.take(f.window(), name("diff-bytes"));
}

/// What is wrong, and where.
void takeMistakes(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    const auto in = [&f](const char* pane, const char* object) {
        return f.page()
            .details()
            .findChild<QWidget*>(QLatin1String(pane))
            ->findChild<QWidget*>(QLatin1String(object));
    };
    f.connectTo(QStringLiteral("/echo"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "open");
    session::Session& session = *f.page().document().session();
    session.send(
        message::Text{QStringLiteral("{\n  \"id\": 9223372036854775808,\n  \"id\": 1e400,\n"
                                     "  \"name\": \"Ann\\ud800\",\n}")});
    session.send(
        message::Binary{QByteArray::fromHex("cafe00010102030405060708c3b6404b4c0012cafe0201") +
                        QByteArray("plain text inside \0\1", 20)});
    require(QTest::qWaitFor([&f] { return f.rowOf(QStringLiteral("CA FE")) >= 0; }, test::Patience),
            "binary");
    session.send(
        message::Raw{QByteArray::fromHex("b1940000000047727fc3bc73732041c3c1ff6221e280ae2e0d0a")});
    QTest::qWait(300);
    select(f, QStringLiteral("{"), Tab::Json);
    camera.take(f.window(), name("json-mistake"));
    select(f, QStringLiteral("CA FE"), Tab::Hex);
    auto* view = static_cast<QAbstractScrollArea*>(in("hex", "hexView"));
    QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(in("hex", "findField"), "text");
    QTest::qWait(100);
    camera.take(f.window(), name("hex-find"));
    QTest::keyClick(in("hex", "findField"), Qt::Key_Escape);
    select(f, QStringLiteral("Gr"), Tab::Text);
    camera.take(f.window(), name("text-mistake"));
    f.page().details().setCurrentTab(Tab::Frame);
    camera.take(f.window(), name("frame-mistake"));
}

void takeNewRows(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/ticks?rate=200&count=100000"));
    require(QTest::qWaitFor([&f] { return f.rowCount() > 100; }, test::Patience), "ticks");
    f.page().timelineView().setFollowing(false);
    require(QTest::qWaitFor([&f] { return f.rowCount() > 200; }, test::Patience), "more ticks");
    QTest::qWait(200);
    camera.take(f.window(), QStringLiteral("new-rows") + suffix);
    f.page().connection().dropConnection();
}

void takeStates(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    f.window().action(ui::ActionId::NewTab)->trigger();
    camera.take(f.window(), name("welcome"));
    f.window().openDemo();
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "the demo");
    camera.take(f.window(), name("demo"));
    f.page().exportEvents();
    QTest::qWait(300);
    QDialog* exporting = f.dialog();
    require(exporting, "the export's dialog");
    camera.take(*exporting, name("dialog-export"));
    exporting->reject();
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/deny?status=401"));
    require(QTest::qWaitFor([&f] { return f.isClosed(); }, test::Patience), "denied");
    camera.take(f.window(), name("refused"));
    f.window().action(ui::ActionId::NewTab)->trigger();
    const auto secure = scenario::DemoServerThread::start(0, true);
    require(secure.has_value(), "TLS");
    f.page().connectTo((*secure)->url() + QStringLiteral("/hello"));
    require(QTest::qWaitFor([&f] { return f.isClosed(); }, test::Patience), "certificate");
    camera.take(f.window(), name("certificate"));
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/hello"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "open");
    f.page().document().session()->send(message::Text{QStringLiteral("My name is John")});
    require(QTest::qWaitFor([&f] { return f.rowOf(QStringLiteral("Hello from")) >= 0; },
                            test::Patience),
            "hello");
    select(f, QStringLiteral("Hello from"), Tab::Text);
    camera.take(f.window(), name("open"));
    ui::CloseDialog close(&f.window());
    close.show();
    camera.take(close, name("dialog-close"));
}

/// Heartbeats between messages, some of which are marked and noted.
void takeNotes(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    const auto name = [&suffix](const char* what) { return QLatin1String(what) + suffix; };
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/pings?every=150"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, test::Patience), "open");
    session::Session& session = *f.page().document().session();
    for (const char* text : {"login as John", "subscribe to orders", "order 4711: 3 apples"}) {
        QTest::qWait(1200);
        session.send(message::Text{QLatin1String(text)});
        require(QTest::qWaitFor([&] { return f.rowOf(QLatin1String(text)) > 0; }, test::Patience),
                text);
    }
    QTest::qWait(900);
    session.close(1000);
    require(QTest::qWaitFor([&f] { return f.isShownClosed(); }, test::Patience), "closed");
    auto& view = f.page().timelineView();
    auto& model = f.page().model();
    for (const char* text : {"login", "order"}) {
        select(f, QLatin1String(text), Tab::Text);
        f.window().action(ui::ActionId::ToggleMark)->trigger();
    }
    f.page().document().editNotes(
        timeline::NoteEdit::noteOn(*view.currentEvent(), "this order is never confirmed"));
    const auto isNoted = [&view] {
        return !view.currentIndex().data(present::TimelineModel::NoteRole).toString().isEmpty();
    };
    require(QTest::qWaitFor(isNoted, test::Patience), "note");
    camera.take(f.window(), name("folded"));
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.foldState(row) == present::FoldState::Closed) {
            model.setFoldOpen(row, true);
            break;
        }
    }
    camera.take(f.window(), name("unfolded"));
    f.window().action(ui::ActionId::EditNote)->trigger();
    if (QDialog* dialog = f.dialog()) {
        camera.take(*dialog, name("dialog-note"));
        dialog->reject();
    }
}

/// What is asked when the window closes, and what is offered after a crash.
void takeEnds(WindowFixture& f, Photographer& camera, const QString& suffix)
{
    f.window().close();
    if (QDialog* dialog = f.dialog()) {
        camera.take(*dialog, QStringLiteral("dialog-unsaved") + suffix);
        dialog->reject();
    }
    f.restart();
    for (QPushButton* button : f.window().notificationBar().findChildren<QPushButton*>()) {
        if (button->text().contains(QStringLiteral("Choose"))) {
            button->click();
            break;
        }
    }
    QDialog* dialog = f.dialog();
    require(dialog, "recovery");
    auto* list = dialog->findChild<QTreeWidget*>(QStringLiteral("leftBehind"));
    const auto isRead = [list] {
        const auto* last = list->topLevelItem(list->topLevelItemCount() - 1);
        return !last->text(ui::RecoveryDialog::Ending).contains(QStringLiteral("reading"));
    };
    require(QTest::qWaitFor(isRead, test::Patience), "what was left behind");
    list->topLevelItem(0)->setCheckState(0, Qt::Checked);
    camera.take(*dialog, QStringLiteral("dialog-left-behind") + suffix);
    dialog->reject();
}

/// Shows the window in that theme and size; returns the end of its pictures' names.
QString arrange(WindowFixture& f, bool dark, QSize size)
{
    f.window().action(dark ? ui::ActionId::ThemeDark : ui::ActionId::ThemeLight)->trigger();
    f.window().resize(size);
    return QStringLiteral("-%1-%2x%3")
        .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))
        .arg(size.width())
        .arg(size.height());
}

/// The pictures of one subject, in a window of their own.
struct Subject
{
    const char* name;
    void (*take)(WindowFixture& fixture, const std::function<void(QWidget&, const char*)>& take);
};

constexpr auto Subjects = std::to_array<Subject>({
    {"connections", test::takeCollectionPictures},
    {"endings", test::takeEndingPictures},
    {"scenarios", test::takeScenarioPictures},
    {"tasks", test::takeTaskPictures},
    {"failures", test::takeFailurePictures},
});

void takeSubject(const Subject& subject, Photographer& camera, bool dark, QSize size)
{
    WindowFixture f;
    const QString suffix = arrange(f, dark, size);
    subject.take(f, [&](QWidget& widget, const char* what) {
        camera.take(widget, QLatin1String(what) + suffix);
    });
}

void takeAll(Photographer& camera, bool dark, QSize size, bool states)
{
    WindowFixture f;
    const QString suffix = arrange(f, dark, size);
    takeSession(f, camera, suffix);
    const auto take = [&](QWidget& widget, const char* what) {
        camera.take(widget, QLatin1String(what) + suffix);
    };
    test::takeTablePictures(f, take);
    test::takeCommandPictures(f, take);
    test::takeCollectionPictures(f, take);
    test::takeComposerPictures(f, take);
    test::takeOptionsPictures(f, take);
    takeNewRows(f, camera, suffix);
    takeNotes(f, camera, suffix);
    takeDecoding(f, camera, suffix);
    f.window().action(ui::ActionId::NewTab)->trigger();
    test::takeDetailsPictures(f, take);
    test::takeOverviewPictures(f, take);
    f.window().action(ui::ActionId::NewTab)->trigger();
    takeMistakes(f, camera, suffix);
    if (states) {
        takeStates(f, camera, suffix);
    }
    takeEnds(f, camera, suffix);
}

void useTheBestFont()
{
    for (const char* family : {"Inter", "Noto Sans", "DejaVu Sans"}) {
        if (QFontDatabase::hasFamily(QLatin1String(family))) {
            QApplication::setFont(QFont(QLatin1String(family), 10));
            return;
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    useTheBestFont();
    const QString folder =
        argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("screenshots");
    QDir().mkpath(folder);
    Photographer camera(folder);
    const QLatin1String wanted(argc > 2 ? argv[2] : "");
    for (const Subject& subject : Subjects) {
        if (wanted.isEmpty() || wanted == QLatin1String(subject.name)) {
            takeSubject(subject, camera, false, {1440, 900});
            takeSubject(subject, camera, true, {1440, 900});
            takeSubject(subject, camera, false, {900, 600});
        }
    }
    if (wanted.isEmpty()) {
        takeAll(camera, false, {1440, 900}, true);
        takeAll(camera, true, {1440, 900}, true);
        takeAll(camera, false, {900, 600}, false);
        takeAll(camera, true, {900, 600}, false);
    }
    return 0;
}
