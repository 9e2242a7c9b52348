// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/collection/collection_model.h"
#include "ui/collection/collection_pane.h"
#include "ui/collection/collection_tree.h"
#include "ui/connect/address_bar.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/collection_control.h"
#include "ui/window/page_tabs.h"
#include "window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>

#include <QTest>

#include <algorithm>

namespace tst_window_collection {

using namespace framescope;
using namespace framescope::test;

namespace {

const QString Secret = QStringLiteral("hunter2-secret");

} // namespace

// The side bar, in the real window.
class TestWindowCollection : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saveOpenAndConnect();
    void anotherAddressReplacesNoneUnasked();
    void aNameIsTakenOnce();
    void aMessageIsSavedWithItsConnection();
    void theTabsConnectionIsShown();
    void mistakesAndChanges();
    void aTabFollowsItsFile();
    void theBarShowsTheOpenConnection();
    void environmentsAndSecrets();
    void environmentsAreMadeAndDeleted();
    void renameAndDelete();
    void filterAndFolders();
    void importIsInTheFileMenu();

private:
    QString path(const QString& name) const
    {
        return fixture_->file(QStringLiteral("connections/") + name);
    }
    void write(const QString& name, const QByteArray& text) const;
    /// Shows what was written, and opens a connection of it.
    void openWritten(const QString& name);
    void answer(const char* button);
    QByteArray read(const QString& name) const;
    ui::CollectionPane& pane() { return fixture_->window().connections(); }
    /// The texts of the top level of the tree.
    QStringList shown();
    void choose(const QString& name);
    /// Files that have the secret in them, other than recordings, where it is on the wire.
    QStringList filesWithSecret() const;

    std::unique_ptr<WindowFixture> fixture_;
};

void TestWindowCollection::init()
{
    fixture_ = std::make_unique<WindowFixture>();
    fixture_->window().action(ui::ActionId::GoToCollection)->trigger();
}

void TestWindowCollection::cleanup()
{
    fixture_.reset();
}

void TestWindowCollection::write(const QString& name, const QByteArray& text) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

void TestWindowCollection::openWritten(const QString& name)
{
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_VERIFY(shown().contains(name));
    choose(name);
    QTest::keyClick(&pane().tree(), Qt::Key_Return);
    QTRY_VERIFY(fixture_->page().connection().origin());
}

void TestWindowCollection::answer(const char* button)
{
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    auto* found = dialog->findChild<QPushButton*>(QLatin1String(button));
    QVERIFY(found);
    found->click();
}

QByteArray TestWindowCollection::read(const QString& name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestWindowCollection::shown()
{
    QStringList names;
    for (int row = 0; row < pane().model().rowCount(); ++row) {
        names += pane().model().index(row, 0).data().toString();
    }
    return names;
}

void TestWindowCollection::choose(const QString& name)
{
    for (int row = 0; row < pane().model().rowCount(); ++row) {
        if (const QModelIndex index = pane().model().index(row, 0);
            index.data().toString() == name) {
            pane().tree().setCurrentIndex(index);
        }
    }
    pane().tree().setFocus();
    QCOMPARE(pane().tree().currentIndex().data().toString(), name);
}

QStringList TestWindowCollection::filesWithSecret() const
{
    QStringList found;
    QDirIterator files(fixture_->file({}), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.fileName().endsWith(QLatin1String(".pcapng")) && file.open(QIODevice::ReadOnly) &&
            file.readAll().contains(Secret.toUtf8())) {
            found += file.fileName();
        }
    }
    return found;
}

/// A connection with a secret is saved without it, and connects with it.
void TestWindowCollection::saveOpenAndConnect()
{
    const QString address = fixture_->url(QStringLiteral("/echo?token=") + Secret);
    fixture_->page().addressBar().setAddress(address);
    fixture_->press(Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("connectionName"));
    fixture_->type(name, QStringLiteral("Echo"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(shown(), QStringList{"Echo"});
    QVERIFY2(read("Echo.yaml").contains("{{secret.echo-url}}"), read("Echo.yaml").constData());
    QVERIFY(!read("Echo.yaml").contains(Secret.toUtf8()));
    QTRY_VERIFY(!fixture_->page().addressBar().address().contains(Secret));

    fixture_->window().action(ui::ActionId::NewTab)->trigger();
    choose(QStringLiteral("Echo"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(fixture_->isOpen());
    QVERIFY(!fixture_->page().title().contains(Secret));
    QVERIFY(!fixture_->window().windowTitle().contains(Secret));
    QCOMPARE(fixture_->page().document().options().resource,
             ("/echo?token=" + Secret).toStdString());
    fixture_->restart();
    QCOMPARE(filesWithSecret(), QStringList());
}

/// What is in the file stays unless the user says so; a file that says the same is not written.
void TestWindowCollection::anotherAddressReplacesNoneUnasked()
{
    const QByteArray before = "# by hand\nurl: 'ws://one.example/' # quoted\n";
    write("one.yaml", before);
    openWritten(QStringLiteral("one"));
    fixture_->window().collection().saveCurrent();
    QVERIFY(!fixture_->dialog(0));
    fixture_->page().addressBar().setAddress(QStringLiteral("ws://two.example/"));
    fixture_->window().collection().saveCurrent();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!fixture_->dialog(0));
    QCOMPARE(read("one.yaml"), before);

    fixture_->window().collection().saveCurrent();
    answer("saveAsNew");
    QTRY_VERIFY(fixture_->dialog(0) &&
                fixture_->dialog(0)->findChild<QLineEdit*>(QStringLiteral("connectionName")));
    QTest::keyClick(fixture_->dialog(0), Qt::Key_Return);
    QTRY_COMPARE(shown(), (QStringList{"one 2", "one"}));
    QVERIFY(read("one 2.yaml").contains("ws://two.example/"));
    QCOMPARE(read("one.yaml"), before);

    fixture_->page().addressBar().setAddress(QStringLiteral("ws://three.example/"));
    fixture_->window().collection().saveCurrent();
    answer("replaceConnection");
    QTRY_VERIFY(read("one 2.yaml").contains("ws://three.example/"));
}

void TestWindowCollection::aNameIsTakenOnce()
{
    write("one.yaml", "url: ws://one.example/\n");
    openWritten(QStringLiteral("one"));
    fixture_->window().action(ui::ActionId::NewTab)->trigger();
    fixture_->window().collection().saveCurrent();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("connectionName"));
    auto* note = dialog->findChild<QLabel*>(QStringLiteral("nameNote"));
    fixture_->type(name, QStringLiteral("one"));
    QVERIFY(note->isVisible());
    QTest::keyClick(name, Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    fixture_->type(name, QStringLiteral("other"));
    QVERIFY(!note->isVisible());
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(shown(), (QStringList{"one", "other"}));
    emit pane().renameRequested(path("other.yaml"), "other", "one");
    QVERIFY(fixture_->window().notificationBar().isVisible());
}

void TestWindowCollection::aMessageIsSavedWithItsConnection()
{
    emit fixture_->page().saveConnectionRequested();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    const auto labels = dialog->findChildren<QLabel*>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible() &&
               label->text().contains(QStringLiteral("only as long as the tab"));
    }));
}

/// In the tab, and by the selection of the side bar.
void TestWindowCollection::theTabsConnectionIsShown()
{
    write("one.yaml", "url: ws://one.example/\n");
    write("two.yaml", "url: ws://two.example/\n");
    openWritten(QStringLiteral("one"));
    auto* tabs = fixture_->window().findChild<ui::PageTabs*>();
    QTRY_COMPARE(tabs->tabText(0), QStringLiteral("one"));
    QVERIFY(tabs->tabToolTip(0).contains(QStringLiteral("“one”")));
    fixture_->window().action(ui::ActionId::NewTab)->trigger();
    choose(QStringLiteral("two"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return);
    QTRY_COMPARE(tabs->tabText(1), QStringLiteral("two"));
    tabs->setCurrentIndex(0);
    QCOMPARE(pane().tree().currentIndex().data().toString(), QStringLiteral("one"));
}

/// A file with a mistake is marked and the others are usable; what changes on the disk is shown,
/// unless the tab was changed by hand.
void TestWindowCollection::mistakesAndChanges()
{
    write("good.yaml", "url: ws://one.example/\n");
    write("wrong.yaml", "ulr: ws://a\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), (QStringList{"good", "wrong.yaml"}));
    choose(QStringLiteral("wrong.yaml"));
    const QString tip = pane().tree().currentIndex().data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(QStringLiteral("ulr")) && !tip.contains(QLatin1Char('<')),
             qPrintable(tip));
    QTest::keyClick(&pane().tree(), Qt::Key_Return);
    QTRY_VERIFY(fixture_->window().notificationBar().isVisible());
    write("wrong.yaml", "url: ws://a\n");
    QTRY_VERIFY(!fixture_->window().notificationBar().isVisible()); // it is right now

    choose(QStringLiteral("good"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return);
    ui::AddressBar& bar = fixture_->page().addressBar();
    QCOMPARE(bar.address(), QStringLiteral("ws://one.example/"));
    write("good.yaml", "url: ws://two.example/\n");
    QTRY_COMPARE(bar.address(), QStringLiteral("ws://two.example/"));

    bar.setAddress(QStringLiteral("ws://mine.example/"));
    write("good.yaml", "url: ws://three.example/\n");
    QTRY_VERIFY(fixture_->page().notificationBar().isVisible());
    QCOMPARE(bar.address(), QStringLiteral("ws://mine.example/"));
    QVERIFY(fixture_->page().notificationBar().title().contains(QStringLiteral("changed")));
    fixture_->window().collection().saveCurrent();
    answer("replaceConnection");
    QTRY_VERIFY(!fixture_->page().notificationBar().isVisible());
    QVERIFY(read("good.yaml").contains("ws://mine.example/"));
}

/// Whatever the connection is called in its file, and wherever the side bar moves that.
void TestWindowCollection::aTabFollowsItsFile()
{
    write("one.yaml", "name: first\nurl: ws://one.example/\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), QStringList{"first"});
    choose(QStringLiteral("first"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return);
    const auto nameOfTab = [this] {
        const auto& origin = fixture_->page().connection().origin();
        return origin ? origin->saved.name : QString();
    };
    ui::AddressBar& bar = fixture_->page().addressBar();
    write("one.yaml", "name: second\nurl: ws://two.example/\n");
    QTRY_COMPARE(bar.address(), QStringLiteral("ws://two.example/"));
    QCOMPARE(nameOfTab(), QStringLiteral("second"));

    bar.setAddress(QStringLiteral("ws://mine.example/")); // the tab keeps it, and the file
    write("one.yaml", "name: third\nurl: ws://two.example/\n");
    QTRY_COMPARE(nameOfTab(), QStringLiteral("third"));
    emit pane().newFolderRequested(path({}));
    QTest::keyClick(fixture_->dialog(), Qt::Key_Return);
    QTRY_VERIFY(QFileInfo(path("New folder")).isDir());
    emit pane().moveRequested(path("one.yaml"), path("New folder"));
    QTRY_COMPARE(fixture_->page().connection().origin()->path, path("New folder/one.yaml"));
    QTRY_COMPARE(shown(), QStringList{"New folder"});
    fixture_->window().collection().saveCurrent();
    answer("replaceConnection");
    QTRY_VERIFY(read("New folder/one.yaml").contains("ws://mine.example/"));
    QVERIFY(read("New folder/one.yaml").contains("third"));
}

/// Also when the file has another address meanwhile, which is that of the next connection.
void TestWindowCollection::theBarShowsTheOpenConnection()
{
    const QString open = fixture_->url(QStringLiteral("/echo"));
    write("echo.yaml", "url: " + open.toUtf8() + "\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), QStringList{"echo"});
    choose(QStringLiteral("echo"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(fixture_->isOpen());
    auto* field = fixture_->page().findChild<QLineEdit*>(QStringLiteral("address"));
    write("echo.yaml", "url: ws://other.example/\n");
    QTRY_VERIFY(fixture_->page().notificationBar().isVisible());
    QCOMPARE(field->text(), open);
    QVERIFY(
        field->toolTip().contains(QStringLiteral("next connection goes to ws://other.example/")));
    fixture_->page().connection().disconnectNormally();
    QTRY_COMPARE(field->text(), QStringLiteral("ws://other.example/"));
    QCOMPARE(field->toolTip(), QString());
}

/// Variables have the values of the chosen environment; a secret one is asked for once.
void TestWindowCollection::environmentsAndSecrets()
{
    const QString host = fixture_->url({}).mid(QStringLiteral("ws://").size());
    write("echo.yaml", "url: \"ws://{{host}}/echo?x={{key}}\"\n");
    write("local.env.yaml", "variables:\n  host: " + host.toUtf8() + "\n  key: {secret: true}\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), QStringList{"echo"});
    choose(QStringLiteral("echo"));
    QTest::keyClick(&pane().tree(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(fixture_->page().notificationBar().isVisible());
    QVERIFY(!fixture_->page().document().isConnected());

    auto* environments = pane().findChild<QComboBox*>(QStringLiteral("environment"));
    QCOMPARE(environments->count(), 2);
    environments->setCurrentIndex(1);
    emit environments->activated(1);
    auto* address = fixture_->page().findChild<QLineEdit*>(QStringLiteral("address"));
    QVERIFY(address->property("invalid").toBool());
    fixture_->window().action(ui::ActionId::CopyAsCurl)->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(host + QStringLiteral("/echo?x=")), qPrintable(copied));
    QVERIFY(!address->property("invalid").toBool());
    fixture_->page().connection().connectToAddress();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("key"));
    QVERIFY(field);
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    fixture_->type(field, Secret);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(fixture_->isOpen());
    QCOMPARE(fixture_->page().document().options().resource, ("/echo?x=" + Secret).toStdString());
    QCOMPARE(fixture_->page().addressBar().address(), "ws://{{host}}/echo?x={{key}}");
    fixture_->page().connection().disconnectNormally();
    QTRY_VERIFY(fixture_->isClosed());
    fixture_->page().connection().connectToAddress();
    QTRY_VERIFY(fixture_->isOpen());
    fixture_->restart();
    QCOMPARE(filesWithSecret(), QStringList());
}

void TestWindowCollection::environmentsAreMadeAndDeleted()
{
    write("local.env.yaml", "variables:\n  host: a.example\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    auto* environments = pane().findChild<QComboBox*>(QStringLiteral("environment"));
    QTRY_COMPARE(environments->count(), 2);
    auto* menu = pane().findChild<QMenu*>(QStringLiteral("environmentMenu"));
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1); // a new one
    environments->setCurrentIndex(1);
    emit environments->activated(1);
    emit menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 3);
    menu->actions().at(0)->trigger();
    QDialog* dialog = fixture_->dialog();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLineEdit*>(QStringLiteral("environmentName"))->text().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!fixture_->dialog(0));
    menu->actions().at(2)->trigger();
    auto* box = qobject_cast<QMessageBox*>(fixture_->dialog());
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("local.env.yaml")), qPrintable(box->text()));
    answer("deleteItem");
    QTRY_COMPARE(environments->count(), 1);
    QVERIFY(!QFile::exists(path("local.env.yaml")));
}

void TestWindowCollection::renameAndDelete()
{
    write("one.yaml", "url: ws://one.example/\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), QStringList{"one"});
    choose(QStringLiteral("one"));
    QTest::keyClick(&pane().tree(), Qt::Key_F2);
    auto* editor = pane().tree().findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->setText(QStringLiteral("two"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(shown(), QStringList{"two"});
    QVERIFY(QFile::exists(path("two.yaml")));
    choose(QStringLiteral("two"));
    emit pane().duplicateRequested(path("two.yaml"));
    QTRY_COMPARE(shown(), (QStringList{"two 2", "two"}));
    choose(QStringLiteral("two 2"));
    QTest::keyClick(&pane().tree(), Qt::Key_Delete);
    auto* box = qobject_cast<QMessageBox*>(fixture_->dialog());
    QVERIFY(box);
    QVERIFY2(box->text().contains(QStringLiteral("the file “two 2.yaml”")),
             qPrintable(box->text()));
    answer("deleteItem");
    QTRY_COMPARE(shown(), QStringList{"two"});
}

void TestWindowCollection::filterAndFolders()
{
    write("one.yaml", "url: ws://one.example/\n");
    write("sub/deep.yaml", "url: ws://deep.example/\n");
    fixture_->window().collection().setFolder({});
    fixture_->window().collection().setFolder(path({}));
    QTRY_COMPARE(shown(), (QStringList{"sub", "one"}));
    auto* filter = pane().findChild<QLineEdit*>(QStringLiteral("collectionFilter"));
    fixture_->type(filter, QStringLiteral("deep.ex"));
    QCOMPARE(shown(), QStringList{"sub"});
    filter->clear();
    emit pane().moveRequested(path("one.yaml"), path("sub"));
    QTRY_COMPARE(shown(), QStringList{"sub"});
    QVERIFY(QFile::exists(path("sub/one.yaml")));
    QVERIFY(pane().model().find(path("sub/one.yaml"), QStringLiteral("one")).isValid());
}

void TestWindowCollection::importIsInTheFileMenu()
{
    fixture_->window().action(ui::ActionId::ShowCollection)->trigger();
    QVERIFY(!pane().isVisible());
    QFile file(fixture_->file(QStringLiteral("chat.bru")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("meta {\n  name: chat\n  type: ws\n}\n\nws {\n  url: ws://chat.example/\n}\n");
    file.close();
    fixture_->window().action(ui::ActionId::ImportFile)->trigger();
    fixture_->giveFileName(file.fileName());
    QTRY_VERIFY(!shown().isEmpty());
    QVERIFY(pane().isVisible());
    QVERIFY(!fixture_->window().notificationBar().title().isEmpty());
}

FRAMESCOPE_TEST(TestWindowCollection)

} // namespace tst_window_collection

#include "tst_window_collection.moc"
