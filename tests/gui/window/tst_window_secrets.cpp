// SPDX-License-Identifier: GPL-3.0-or-later
#include "raw_server.h"
#include "support/test_program.h"
#include "ui/collection/collection_model.h"
#include "ui/collection/collection_pane.h"
#include "ui/collection/collection_tree.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/widgets/secret_field.h"
#include "ui/window/collection_control.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableWidget>
#include <QTest>
#include <QtEndian>

namespace tst_window_secrets {

using namespace framescope;
using namespace framescope::test;

namespace {

/// In the value of each secret.
const QByteArray Core = "hunter2";

QString valueOf(const QString& name)
{
    return QString::fromLatin1(Core) + (name.endsWith(QLatin1String("path"))
                                            ? QStringLiteral(" pa/th")
                                            : QStringLiteral("-") + name.section('.', -1));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// All of a recording but the bytes of its packets.
QByteArray withoutPackets(const QByteArray& recording)
{
    constexpr quint32 EnhancedPacket = 6;
    constexpr qsizetype PacketStart = 28;
    QByteArray rest;
    for (qsizetype at = 0; at + 12 <= recording.size();) {
        const auto number = [&](qsizetype offset) {
            return qFromLittleEndian<quint32>(recording.constData() + at + offset);
        };
        const qsizetype length = number(4);
        const bool packet = number(0) == EnhancedPacket;
        const qsizetype begin = packet ? PacketStart + (number(20) + 3) / 4 * 4 : 0;
        rest += recording.mid(at + begin, length - begin);
        at += std::max<qsizetype>(length, 12);
    }
    return rest;
}

QByteArray refusing(const wire::HttpHead& /*request*/)
{
    return "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
}

} // namespace

// Secrets that are entered in the real window stand in no file but on the recorded wire.
class TestWindowSecrets : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void nowhereButOnTheWire();
    void unknownSecretOfAMessage();
    void hiddenInPreviews();
    void copiedConnection();
    void deletedFolder();

private:
    void write(const QString& name, const QByteArray& text) const;
    /// Chooses a folder that has these files, and shows them.
    void readFiles();
    void choose(const QString& name);
    void connectTo(const QString& name);
    void makeEnvironment();
    /// Enters the values that a dialog asks for.
    void answer();
    void exportAll(const QString& name);
    /// Windows and tabs whose titles have a secret.
    QStringList titlesWithSecret();
    QStringList filesWithSecret(bool exports) const;
    ui::Composer& composer() { return fixture_->page().composer(); }
    void send(const QString& text);
    bool isKept(const QString& secret);

    std::unique_ptr<WindowFixture> fixture_;
};

void TestWindowSecrets::init()
{
    fixture_ = std::make_unique<WindowFixture>();
    fixture_->window().action(ui::ActionId::GoToCollection)->trigger();
}

void TestWindowSecrets::cleanup()
{
    fixture_.reset();
}

void TestWindowSecrets::write(const QString& name, const QByteArray& text) const
{
    const QString path = fixture_->file(QStringLiteral("connections/") + name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestWindowSecrets::readFiles()
{
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(fixture_->file(QStringLiteral("connections")));
}

void TestWindowSecrets::choose(const QString& name)
{
    ui::CollectionPane& pane = fixture_->window().connections();
    const auto found = [&pane, name] {
        for (int row = 0; row < pane.model().rowCount(); ++row) {
            if (const QModelIndex index = pane.model().index(row, 0);
                index.data().toString() == name) {
                return index;
            }
        }
        return QModelIndex();
    };
    QTRY_VERIFY(found().isValid());
    pane.tree().setCurrentIndex(found());
    pane.tree().setFocus();
}

void TestWindowSecrets::connectTo(const QString& name)
{
    choose(name);
    QTest::keyClick(&fixture_->window().connections().tree(), Qt::Key_Return, Qt::ControlModifier);
}

/// By its dialog: a variable "key", which is a secret.
void TestWindowSecrets::makeEnvironment()
{
    emit fixture_->window().connections().newEnvironmentRequested();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    fixture_->type(dialog->findChild<QLineEdit*>(QStringLiteral("environmentName")),
                   QStringLiteral("local"));
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("addVariable")),
                      Qt::LeftButton);
    auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("variables"));
    table->item(0, 0)->setText(QStringLiteral("key"));
    table->item(0, 2)->setCheckState(Qt::Checked);
    table->setCurrentCell(0, 1);
    table->editItem(table->item(0, 1));
    auto* field = table->findChild<ui::SecretField*>();
    QVERIFY2(field && !field->isShown(), "the value is hidden while it is typed");
    field->setShown(true);
    QCOMPARE(field->echoMode(), QLineEdit::Normal);
    fixture_->type(field, valueOf(QStringLiteral("key")));
    QTest::keyClick(field, Qt::Key_Tab);
    QCOMPARE(table->item(0, 1)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("hidden"));
    dialog->accept();
    const QString file = fixture_->file(QStringLiteral("connections/local.env.yaml"));
    QTRY_VERIFY(QFile::exists(file));
}

void TestWindowSecrets::answer()
{
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    const auto fields = dialog->findChildren<ui::SecretField*>();
    QVERIFY(!fields.isEmpty());
    for (ui::SecretField* field : fields) {
        QVERIFY(!field->isShown());
        fixture_->type(field, valueOf(field->objectName()));
    }
    QCOMPARE(titlesWithSecret(), QStringList());
    QTest::keyClick(fields.front(), Qt::Key_Return);
    QTRY_VERIFY(!dialog->isVisible());
}

void TestWindowSecrets::exportAll(const QString& name)
{
    for (const char* format : {"har", "jsonl", "csv", "html", "txt"}) {
        fixture_->window().action(ui::ActionId::Export)->trigger();
        QDialog* dialog = fixture_->dialog();
        QVERIFY(dialog);
        auto* box = dialog->findChild<QComboBox*>(QStringLiteral("exportFormat"));
        box->setCurrentIndex(
            box->findText(QStringLiteral("(.%1)").arg(QLatin1String(format)), Qt::MatchContains));
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportWrite")),
                          Qt::LeftButton);
        const QString path = fixture_->file(name + '.' + QLatin1String(format));
        fixture_->giveFileName(path);
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(!fixture_->dialog(0));
    }
}

QStringList TestWindowSecrets::titlesWithSecret()
{
    QStringList titles;
    for (QWidget* window : QApplication::topLevelWidgets()) {
        titles += window->windowTitle();
        for (auto* tabs : window->findChildren<QTabBar*>()) {
            for (int i = 0; i < tabs->count(); ++i) {
                titles += {tabs->tabText(i), tabs->tabToolTip(i)};
            }
        }
    }
    return titles.filter(QString::fromLatin1(Core));
}

/// `exports`: only those that were exported; otherwise all others.
QStringList TestWindowSecrets::filesWithSecret(bool exports) const
{
    QStringList found;
    QDirIterator files(fixture_->file({}), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QByteArray content = contentOf(path);
        const bool isExport = QFileInfo(path).fileName().startsWith(QLatin1String("export"));
        const QByteArray searched =
            path.endsWith(QLatin1String(".pcapng")) ? withoutPackets(content) : content;
        if (isExport == exports && searched.contains(Core)) {
            found += path;
        }
    }
    return found;
}

void TestWindowSecrets::send(const QString& text)
{
    message::Draft draft;
    draft.content = text;
    composer().compose(draft);
    QTest::mouseClick(composer().findChild<QPushButton*>(QStringLiteral("composerSend")),
                      Qt::LeftButton);
}

bool TestWindowSecrets::isKept(const QString& secret)
{
    std::optional<QString> value;
    fixture_->window().collection().secrets().get(
        fixture_->file(QStringLiteral("connections")), secret,
        [&value](const auto& found) { value = found.value_or(std::nullopt); });
    return value.has_value();
}

/// In a saved connection, by the dialogs, in a message by its template: then it is saved and
/// exported in each format, and the window is closed.
void TestWindowSecrets::nowhereButOnTheWire()
{
    QByteArray request;
    RawServer server([&request](const wire::HttpHead& head) {
        request = QByteArray::fromStdString(head.raw);
        return RawServer::accept(head);
    });
    RawServer proxy(&refusing);
    makeEnvironment();
    write(QStringLiteral("chat.yaml"),
          "url: \"" + server.url(QStringLiteral("/{{secret.path}}?x={{secret.query}}")).toUtf8() +
              "\"\nheaders:\n  - X-Tenant: \"acme {{secret.header}}\"\n  - X-Key: \"{{key}}\"\n"
              "subprotocols: [chat, \"{{secret.subprotocol}}\"]\n"
              "authorization: {bearer: \"{{secret.bearer}}\"}\n"
              "cookies:\n  - sid: \"{{secret.cookie}}\"\n");
    write(QStringLiteral("proxied.yaml"),
          "url: ws://host.invalid/\nproxy: {url: \"" +
              proxy.url({}).replace(QStringLiteral("ws:"), QStringLiteral("http:")).toUtf8() +
              "\", user: me, password: \"{{secret.proxy}}\"}\n");
    connectTo(QStringLiteral("chat"));
    answer();
    QTRY_VERIFY(fixture_->isOpen());
    for (const char* name : {"path", "query", "header", "key", "subprotocol", "bearer", "cookie"}) {
        const QByteArray value = valueOf(QLatin1String(name)).toUtf8();
        QVERIFY2(request.contains(value) || request.contains(value.toPercentEncoding("/")), name);
    }
    auto& shown = *composer().pane().findChild<QPlainTextEdit*>("composerExpansion");
    send(QStringLiteral("hello {{secret.message}} {{key}}"));
    answer();
    QVERIFY(fixture_->shownRow(QStringLiteral("hello hunter2-message hunter2-key")) >= 0);
    message::Draft draft;
    draft.content = QStringLiteral("again {{secret.message}}");
    composer().compose(draft);
    QVERIFY2(shown.toPlainText().startsWith(QStringLiteral("again \u2022")),
             qPrintable(shown.toPlainText()));
    draft.content = QStringLiteral("typed hunter2-bearer");
    composer().compose(draft);
    fixture_->page().connection().disconnectNormally();
    QTRY_VERIFY(fixture_->isClosed());
    QCOMPARE(titlesWithSecret(), QStringList());
    fixture_->window().action(ui::ActionId::SaveAs)->trigger();
    fixture_->giveFileName(fixture_->file(QStringLiteral("saved.pcapng")));
    QTRY_VERIFY(!fixture_->page().document().isUnsaved());
    // Payloads are exported as they are.
    fixture_->page()
        .findChild<QLineEdit*>(QStringLiteral("filter"))
        ->setText(QStringLiteral("not type:text"));
    exportAll(QStringLiteral("export"));
    QVERIFY(contentOf(fixture_->file(QStringLiteral("export.har"))).contains("X-Tenant"));

    fixture_->window().action(ui::ActionId::NewTab)->trigger();
    connectTo(QStringLiteral("proxied"));
    answer();
    QTRY_VERIFY(fixture_->isShownClosed());
    QCOMPARE(titlesWithSecret(), QStringList());

    QVERIFY(contentOf(fixture_->file(QStringLiteral("saved.pcapng"))).contains(Core));
    fixture_->restart();
    QCOMPARE(filesWithSecret(true), QStringList());
    QCOMPARE(filesWithSecret(false), QStringList());
    QDirIterator history(fixture_->file({}), {"history.jsonl"}, QDir::Files,
                         QDirIterator::Subdirectories);
    QVERIFY(history.hasNext());
    QVERIFY(contentOf(history.next()).contains("hello {{secret.message}} {{key}}"));
}

/// Nothing is sent before its value is entered.
void TestWindowSecrets::unknownSecretOfAMessage()
{
    fixture_->connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(fixture_->isOpen());
    send(QStringLiteral("a {{secret.nobody}}"));
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    dialog->reject();
    QCOMPARE(fixture_->rowOf(QStringLiteral("a ")), -1);
    QCOMPARE(composer().draft().content, QStringLiteral("a {{secret.nobody}}"));
    QLabel* note = composer().findChild<QLabel*>(QStringLiteral("composerNote"));
    QVERIFY(note);
    QVERIFY2(note->toolTip().contains(QStringLiteral("secret.nobody")) ||
                 note->text().contains(QStringLiteral("secret.nobody")),
             qPrintable(note->text()));
    // Once it is known, it is not kept in the history either.
    send(QStringLiteral("b {{secret.nobody}}"));
    answer();
    QVERIFY(fixture_->shownRow(QStringLiteral("b hunter2-nobody")) >= 0);
    send(QStringLiteral("c hunter2-nobody"));
    QVERIFY(fixture_->shownRow(QStringLiteral("c hunter2-nobody")) >= 0);
    fixture_->restart();
    QCOMPARE(filesWithSecret(false), QStringList());
}

/// What is made of a message is shown without the value, in whatever form that would be.
void TestWindowSecrets::hiddenInPreviews()
{
    using Kind = message::Draft::Kind;
    using message::Form;
    composer().setVariables({{}, {{"key", {}, true}, {"hex", {}, true}}},
                            {{"key", "hunter2"}, {"hex", "cafe0b"}});
    const auto draftOf = [](Kind kind, Form form, const char* content) {
        message::Draft draft;
        draft.kind = kind;
        draft.form = form;
        draft.content = QString::fromLatin1(content);
        draft.frames.resize(kind == Kind::Frames ? 1 : 0);
        if (kind == Kind::Frames) {
            draft.frames[0].payload = draft.content;
        }
        return draft;
    };
    const message::Draft drafts[] = {draftOf(Kind::Text, Form::Text, "a {{key}}"),
                                     draftOf(Kind::Json, Form::Text, R"({"a": "{{key}}"})"),
                                     draftOf(Kind::Binary, Form::Hex, "{{hex}}"),
                                     draftOf(Kind::Binary, Form::Cbor, R"(["{{key}}"])"),
                                     draftOf(Kind::Ping, Form::Text, "{{key}}"),
                                     draftOf(Kind::Raw, Form::Hex, "{{hex}}"),
                                     draftOf(Kind::Frames, Form::Text, "{{key}}")};
    for (const message::Draft& draft : drafts) {
        composer().compose(draft);
        QStringList texts;
        for (auto* edit : composer().findChildren<QPlainTextEdit*>()) {
            texts += edit->toPlainText().toLower();
        }
        for (auto* label : composer().findChildren<QLabel*>()) {
            texts += label->text().toLower();
        }
        for (const char* part : {"hunter2", "68 75 6e 74", "cafe0b", "ca fe 0b"}) {
            QCOMPARE(texts.filter(QLatin1String(part)), QStringList());
        }
    }
}

/// A copy has the values of variables, and those of secrets where they are asked for.
void TestWindowSecrets::copiedConnection()
{
    write(QStringLiteral("chat.yaml"),
          "url: \"ws://host.example/{{secret.path}}?x={{room}}\"\n"
          "headers:\n  - X-Tenant: \"{{base64 {{secret.header}}}}\"\n");
    write(QStringLiteral("local.env.yaml"), "variables: {room: red}\n");
    readFiles();
    auto* environments = fixture_->window().connections().findChild<QComboBox*>("environment");
    QTRY_COMPARE(environments->count(), 2);
    environments->setCurrentIndex(1);
    emit environments->activated(1);
    choose(QStringLiteral("chat"));
    QTest::keyClick(&fixture_->window().connections().tree(), Qt::Key_Return);
    fixture_->window().action(ui::ActionId::CopyAsCurl)->trigger();
    const QString without = QGuiApplication::clipboard()->text();
    QVERIFY2(without.contains(QStringLiteral("host.example/***removed***?x=red")) &&
                 without.contains(QStringLiteral("X-Tenant: ***removed***")),
             qPrintable(without));
    fixture_->window().action(ui::ActionId::CopyWithSecrets)->trigger();
    fixture_->window().action(ui::ActionId::CopyAsCurl)->trigger();
    answer();
    const QString with = QGuiApplication::clipboard()->text();
    QVERIFY2(with.contains(QStringLiteral("host.example/hunter2%20pa/th?x=red")) &&
                 with.contains(QString::fromLatin1(QByteArray("hunter2-header").toBase64())),
             qPrintable(with));
}

/// The secrets of a folder's connections go with it, but for those that others use.
void TestWindowSecrets::deletedFolder()
{
    write(QStringLiteral("sub/one.yaml"),
          "url: ws://a/\nheaders:\n  - A: \"{{secret.one}}\"\n  - B: \"{{secret.shared}}\"\n");
    write(QStringLiteral("two.yaml"), "url: \"ws://a/{{secret.shared}}\"\n");
    readFiles();
    choose(QStringLiteral("sub"));
    const QString folder = fixture_->file(QStringLiteral("connections"));
    for (const char* name : {"secret.one", "secret.shared"}) {
        fixture_->window().collection().secrets().set(folder, QLatin1String(name),
                                                      QStringLiteral("x"), [](const auto&) {});
    }
    QTest::keyClick(&fixture_->window().connections().tree(), Qt::Key_Delete);
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->text().contains(QStringLiteral("Delete"))) {
            button->click();
            break;
        }
    }
    QTRY_VERIFY(!QFile::exists(folder + QStringLiteral("/sub")));
    QVERIFY(!isKept(QStringLiteral("secret.one")));
    QVERIFY(isKept(QStringLiteral("secret.shared")));
}

FRAMESCOPE_TEST(TestWindowSecrets)

} // namespace tst_window_secrets

#include "tst_window_secrets.moc"
