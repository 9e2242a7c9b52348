// SPDX-License-Identifier: GPL-3.0-or-later
#include "composer_pictures.h"

#include "ui/composer/composer.h"
#include "ui/composer/edit/hex_editor.h"
#include "ui/composer/modes/binary_mode.h"
#include "ui/composer/modes/mode_pane.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QSplitter>
#include <QTest>

#include <string>
#include <utility>
#include <vector>

namespace framescope::test {

namespace {

using message::Draft;
using message::Form;
using message::FrameDraft;
using Kind = Draft::Kind;

Draft written(Kind kind, Form form, const QString& content)
{
    Draft draft;
    draft.kind = kind;
    draft.form = form;
    draft.content = content;
    return draft;
}

Draft frames()
{
    Draft draft;
    draft.kind = Kind::Frames;
    FrameDraft first;
    first.fin = false;
    first.payload = QStringLiteral("Hel");
    FrameDraft second;
    second.opcode = 0;
    second.rsv = 1;
    second.mask = FrameDraft::Mask::Key;
    second.key = {0x37, 0xfa, 0x21, 0x3d};
    second.lengthForm = wire::LengthForm::Bits16;
    second.claimedLength = 1000;
    second.payload = QStringLiteral("lo");
    draft.frames = {first, second};
    return draft;
}

std::vector<std::pair<const char*, Draft>> drafts()
{
    Draft text = written(Kind::Text, Form::Text,
                         QStringLiteral("hello {{user}}, it is {{now.iso}}, message {{counter}}"));
    text.fragmentSize = 16;
    text.ping = QStringLiteral("still there?");
    Draft close = written(Kind::Close, Form::Text, QStringLiteral("so long"));
    close.code = QStringLiteral("1001");
    return {{"composer-text", text},
            {"composer-json",
             written(Kind::Json, Form::Text,
                     QStringLiteral("{\n  \"op\": \"subscribe\",\n  \"id\": {{counter}},\n"
                                    "  \"price\": 1.50,\n  \"live\": true\n}"))},
            {"composer-json-mistake",
             written(Kind::Json, Form::Text,
                     QStringLiteral("{\"op\": \"subscribe\", \"id\": 12, \"live\": tru}"))},
            {"composer-msgpack", written(Kind::Binary, Form::MessagePack,
                                         QStringLiteral(R"({"type": "order", "id": 4711})"))},
            {"composer-ping", written(Kind::Pong, Form::Text, QStringLiteral("heartbeat 1"))},
            {"composer-close", close},
            {"composer-frames", frames()}};
}

} // namespace

void takeComposerPictures(WindowFixture& f, const std::function<void(QWidget&, const char*)>& take)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.connectTo(QStringLiteral("/echo"));
    require(QTest::qWaitFor([&f] { return f.isOpen(); }, Patience), "open");
    ui::Composer& composer = f.page().composer();
    composer.setVariables({{}, {{"user", "John", false}}});
    const QSize size = f.window().size();
    for (const auto& [name, draft] : drafts()) {
        f.window().resize(1280, 900);
        composer.compose(draft);
        composer.setFocus(Qt::ShortcutFocusReason);
        take(composer, name);
    }
    composer.compose(written(Kind::Binary, Form::Hex, QStringLiteral("48 65 6c 6c 6f 00 ca fe")));
    composer.pane()
        .tools()
        ->findChild<QComboBox*>(QStringLiteral("binaryWays"))
        ->setCurrentIndex(ui::BinaryMode::Editor);
    composer.setFocus(Qt::ShortcutFocusReason);
    take(composer, "composer-hex-editor");
    take(f.window(), "composer-window");
    for (const auto& [name, draft] : drafts()) {
        f.window().resize(640, 400);
        composer.compose(draft);
        take(composer, (std::string(name) + "-small").c_str());
    }
    take(f.window(), "composer-window-small");
    f.window().resize(size);
    composer.compose(written(Kind::Text, Form::Text, QStringLiteral("hello")));
    composer.setFocus(Qt::ShortcutFocusReason);
    f.press(Qt::Key_Return, Qt::ControlModifier);
    emit composer.historyRequested();
    QDialog* history = f.dialog();
    require(history, "the history");
    take(*history, "dialog-history");
    history->reject();
    emit composer.repeatRequested();
    QDialog* repeat = f.dialog();
    require(repeat, "the repetition");
    repeat->findChild<QComboBox*>(QStringLiteral("repeatRows"))->setCurrentIndex(1);
    take(*repeat, "dialog-repeat");
    repeat->reject();
}

} // namespace framescope::test
