// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection_pictures.h"

#include "ui/collection/collection_model.h"
#include "ui/collection/collection_pane.h"
#include "ui/collection/collection_tree.h"
#include "ui/collection/secret_dialog.h"
#include "ui/window/collection_control.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

namespace framescope::test {

namespace {

void write(WindowFixture& f, const char* name, const char* text)
{
    const QString path = f.file(QStringLiteral("connections/") + QString::fromUtf8(name));
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    require(file.open(QIODevice::WriteOnly), "file of a collection");
    file.write(text);
}

void fill(WindowFixture& f)
{
    write(f, "Chat.yaml",
          "url: wss://{{host}}/chat?token={{secret.chat-url}}\nsubprotocols: [chat.v2]\n");
    write(f, "Prices/EUR USD.yaml", "url: wss://{{host}}/ticks/eurusd\n");
    write(f, "Prices/A connection with quite a long name.yaml", "url: wss://{{host}}/ticks\n");
    write(f, "Broken.yaml", "ulr: wss://example.com\n");
    write(f, "Staging.env.yaml",
          "variables:\n  host: staging.example.com\n  user: john\n  password: {secret: true}\n");
}

} // namespace

void takeCollectionPictures(WindowFixture& f,
                            const std::function<void(QWidget&, const char*)>& take)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.window().action(ui::ActionId::GoToCollection)->trigger();
    ui::CollectionPane& pane = f.window().connections();
    QDir(f.file(QStringLiteral("connections"))).removeRecursively();
    take(f.window(), "side-bar-empty");
    fill(f);
    f.window().collection().setFolder({});
    f.window().collection().setFolder(f.file(QStringLiteral("connections")));
    require(QTest::qWaitFor([&] { return pane.model().rowCount() == 3; }, Patience), "connections");
    pane.setEnvironment(QStringLiteral("Staging"));
    pane.tree().expandAll();
    pane.select(f.file(QStringLiteral("connections/Chat.yaml")), QStringLiteral("Chat"));
    emit pane.openRequested(f.file(QStringLiteral("connections/Chat.yaml")),
                            QStringLiteral("Chat"));
    QTest::qWait(200);
    take(f.window(), "side-bar");
    emit pane.editEnvironmentRequested(QStringLiteral("Staging"));
    QDialog* dialog = f.dialog();
    require(dialog, "environment");
    take(*dialog, "environment");
    dialog->reject();
    ui::SecretDialog secrets({QStringLiteral("password"), QStringLiteral("secret.chat-url")}, true,
                             QStringLiteral("Con&nect"), &f.window());
    secrets.show();
    take(secrets, "secrets");
    secrets.close();
    f.window().action(ui::ActionId::ShowCollection)->trigger();
}

} // namespace framescope::test
