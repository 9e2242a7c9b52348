// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/patience.h"
#include "support/test_program.h"
#include "ui/composer/close_dialog.h"
#include "ui/settings/settings.h"
#include "ui/window/unsaved_dialog.h"

#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

namespace tst_dialogs {

using namespace framescope;
using namespace framescope::ui;

class TestDialogs : public QObject
{
    Q_OBJECT

private slots:
    void closeCodes_data();
    void closeCodes();
    void aMistakeIsNotCut();
    void settingsKeepOrderAndBounds();
    void settingsAreTheirOwnersAlone();
    void settingsKeepNoSecrets();
    void unsavedDialogFitsItsRows();
};

void TestDialogs::closeCodes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("normal") << "1000"
                            << "Bye!" << true;
    QTest::newRow("with its name") << "1001  going away"
                                   << "" << true;
    QTest::newRow("private") << "4999"
                             << "" << true;
    QTest::newRow("none") << "no code"
                          << "" << true;
    QTest::newRow("empty") << ""
                           << "" << true;
    QTest::newRow("a reason without a code") << "no code"
                                             << "why" << false;
    QTest::newRow("never on the wire") << "1005"
                                       << "" << false;
    QTest::newRow("abnormal") << "1006"
                              << "" << false;
    QTest::newRow("too low") << "999"
                             << "" << false;
    QTest::newRow("too high") << "5000"
                              << "" << false;
    QTest::newRow("far too high") << "70000"
                                  << "" << false;
    QTest::newRow("no number") << "bye"
                               << "" << false;
    QTest::newRow("typed behind an entry") << "1000  normal closure4000"
                                           << "" << false;
    QTest::newRow("a number and more") << "1000 4000"
                                       << "" << false;
    QTest::newRow("123 bytes") << "1000" << QString(123, QLatin1Char('x')) << true;
    QTest::newRow("124 bytes") << "1000" << QString(124, QLatin1Char('x')) << false;
    QTest::newRow("62 times two bytes") << "1000" << QString(62, QChar(0xE4)) << false;
}

void TestDialogs::closeCodes()
{
    QFETCH(QString, code);
    QFETCH(QString, reason);
    CloseDialog dialog;
    dialog.findChild<QComboBox*>(QStringLiteral("closeCode"))->setEditText(code);
    dialog.findChild<QLineEdit*>(QStringLiteral("closeReason"))->setText(reason);
    QTEST(dialog.mistake().isEmpty(), "allowed");
}

void TestDialogs::aMistakeIsNotCut()
{
    CloseDialog dialog;
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog, test::Patience));
    dialog.findChild<QComboBox*>(QStringLiteral("closeCode"))->setEditText(QStringLiteral("1005"));
    const QLabel* told = nullptr;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) {
        told = label->text().contains(QStringLiteral("1005")) ? label : told;
    }
    QVERIFY(told);
    QTRY_VERIFY2(told->height() >= told->heightForWidth(told->width()),
                 qPrintable(QString::number(told->height())));
}

void TestDialogs::settingsKeepOrderAndBounds()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("settings.ini"));
    {
        Settings settings(file);
        for (int i = 0; i < 150; ++i) {
            settings.remember(Recent::Addresses, QStringLiteral("ws://example.com/%1").arg(i));
        }
        settings.remember(Recent::Addresses, QStringLiteral("ws://example.com/100"));
        settings.remember(Recent::Addresses, QStringLiteral("ws://user:secret@example.com/"));
        Preferences preferences;
        preferences.theme = style::ThemeChoice::Dark;
        preferences.fontSize = 13;
        settings.setPreferences(preferences);
    }
    const Settings settings(file);
    QCOMPARE(settings.recent(Recent::Addresses).size(), Settings::MaxAddresses);
    QCOMPARE(settings.recent(Recent::Addresses).at(0), QStringLiteral("ws://example.com/"));
    QCOMPARE(settings.recent(Recent::Addresses).at(1), QStringLiteral("ws://example.com/100"));
    QCOMPARE(settings.recent(Recent::Addresses).count(QStringLiteral("ws://example.com/100")), 1);
    QCOMPARE(settings.preferences().theme, style::ThemeChoice::Dark);
}

/// A file that is new, and one that an earlier version wrote for everybody to read.
void TestDialogs::settingsAreTheirOwnersAlone()
{
    const QTemporaryDir folder;
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    for (const bool isOld : {false, true}) {
        const QString path = folder.filePath(isOld ? QStringLiteral("old") : QStringLiteral("new"));
        if (isOld) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("[General]\naddresses=ws://example.com/?token=geheim\n");
            file.close();
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        }
        {
            Settings settings(path);
            QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
            settings.remember(Recent::Addresses, QStringLiteral("ws://example.com/"));
        }
        QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.contains("example.com"));
        QVERIFY(!all.contains("geheim"));
    }
}

void TestDialogs::settingsKeepNoSecrets()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    settings.remember(Recent::Addresses,
                      QStringLiteral("wss://me:pw@example.com/a%20b?access_token=x&room=1"));
    QCOMPARE(
        settings.recent(Recent::Addresses),
        QStringList{QStringLiteral("wss://example.com/a%20b?access_token=***removed***&room=1")});
    settings.clear(Recent::Addresses);
    QVERIFY(settings.recent(Recent::Addresses).isEmpty());
}

/// A few rows have no empty room below them, many can be scrolled.
void TestDialogs::unsavedDialogFitsItsRows()
{
    for (const int count : {2, 40}) {
        std::vector<ui::UnsavedItem> items(static_cast<std::size_t>(count));
        for (auto& item : items) {
            item.title = QStringLiteral("wss://example.com/chat");
            item.size = 12'345;
        }
        ui::UnsavedDialog dialog(items);
        dialog.show();
        auto* list = dialog.findChild<QListWidget*>(QStringLiteral("unsaved"));
        const int rows = list->count() * list->sizeHintForRow(0);
        const int space = list->viewport()->height();
        if (count == 2) {
            QVERIFY2(space >= rows && space < rows + 12, qPrintable(QString::number(space)));
        } else {
            QVERIFY(list->verticalScrollBar()->maximum() > 0);
            QVERIFY2(dialog.height() < 400, qPrintable(QString::number(dialog.height())));
        }
    }
}

FRAMESCOPE_TEST(TestDialogs)

} // namespace tst_dialogs

#include "tst_dialogs.moc"
