// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "session/session.h"
#include "ui/composer/close_code_field.h"
#include "ui/composer/message_edit.h"
#include "ui/composer/message_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"
#include "wire/frames/close_codes.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace framescope::ui {

namespace {

using session::Session;

/// A handler that does nothing: only the decoder's position within the last frame is needed.
struct FrameEnds
{
    static void frameBegin(const wire::FrameHeader& /*header*/, StreamOffset /*start*/) {}
    static void framePayload(ByteView /*chunk*/, std::uint64_t /*offset*/) {}
    static void frameEnd() {}
};

/// A sentence on what an unfinished raw frame lacks; empty if the last frame is complete.
QString lackOf(const wire::FrameDecoder& raw)
{
    if (!raw.midFrame()) {
        return {};
    }
    const wire::FrameHeader* header = raw.currentHeader();
    const std::uint64_t lacks = header ? header->payloadLength - raw.payloadReceived() : 0;
    return !header ? Composer::tr("a frame's header is incomplete: the next bytes are added to it")
           : lacks == 1
               ? Composer::tr("a frame lacks 1 byte: the next byte is added to its payload")
               : Composer::tr("a frame lacks %1 bytes: the next bytes are added to its payload")
                     .arg(lacks);
}

/// In the order of Composer::Mode. Close frames have fields of their own.
constexpr std::array Placeholders{
    QT_TRANSLATE_NOOP("framescope::ui::Composer", "A text message"),
    QT_TRANSLATE_NOOP("framescope::ui::Composer",
                      "{\"type\": \"hello\"}   checked before it is sent"),
    QT_TRANSLATE_NOOP("framescope::ui::Composer", "ca fe 01   a binary message, in hex"),
    QT_TRANSLATE_NOOP("framescope::ui::Composer",
                      "payload of the ping, at most 125 bytes; may be empty"),
    "",
    QT_TRANSLATE_NOOP("framescope::ui::Composer",
                      "81 85 37 fa 21 3d 7f 9f 4d 51 58   put on the wire as it is, in hex"),
};

} // namespace

Composer::Composer(QWidget* parent)
    : QWidget(parent), modes_(new QTabBar), inputs_(new QStackedWidget), editor_(new MessageEdit),
      code_(new CloseCodeField), reason_(new MessageLine),
      codeMeaning_(new ElidedLabel("composerCodeMeaning", "muted")), note_(style::plainLabel()),
      send_(new QPushButton(tr("Send")))
{
    setObjectName(QStringLiteral("composer"));
    modes_->setObjectName(QStringLiteral("composerModes"));
    modes_->setAccessibleName(tr("What to send"));
    modes_->setDrawBase(false);
    modes_->setExpanding(false);
    for (const QString& name :
         {tr("Text"), tr("JSON"), tr("Binary"), tr("Ping"), tr("Close"), tr("Raw")}) {
        modes_->addTab(name);
    }
    editor_->setObjectName(QStringLiteral("composerEditor"));
    editor_->setAccessibleName(tr("Message to send"));
    style::usePayloadFont(*editor_);
    editor_->setTabChangesFocus(true);
    editor_->setMinimumHeight(editor_->fontMetrics().lineSpacing() + 12);
    editor_->installEventFilter(this);
    inputs_->addWidget(editor_);
    inputs_->addWidget(makeClosePage());

    send_->setObjectName(QStringLiteral("composerSend"));
    send_->setProperty("primary", true);
    send_->setIcon(style::icon(QStringLiteral("send"), style::Ink::OnAccent));
    send_->setToolTip(tr("Send (Ctrl+Enter)"));
    note_->setObjectName(QStringLiteral("composerNote"));
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* head = style::row(nullptr, {}, 8);
    head->addWidget(modes_);
    head->addWidget(note_, 1);
    head->addWidget(send_);
    auto* layout = style::column(this, {8, 4, 8, 8}, 4);
    layout->addLayout(head);
    layout->addWidget(inputs_, 1);

    connectInputs();
    updateMode();
    describeCode();
    updateState();
}

QWidget* Composer::makeClosePage()
{
    auto* page = new QWidget;
    code_->setObjectName(QStringLiteral("composerCode"));
    reason_->setObjectName(QStringLiteral("composerReason"));
    reason_->setAccessibleName(tr("Close reason"));
    reason_->setPlaceholderText(tr("reason, at most %1 bytes").arg(wire::MaxCloseReason));
    auto* layout = new QGridLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(code_, 0, 0);
    layout->addWidget(reason_, 0, 1);
    layout->addWidget(codeMeaning_, 1, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(2, 1);
    return page;
}

void Composer::connectInputs()
{
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::ControlModifier | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &Composer::send);
    }
    connect(send_, &QPushButton::clicked, this, &Composer::send);
    connect(modes_, &QTabBar::currentChanged, this, &Composer::updateMode);
    connect(editor_, &QPlainTextEdit::textChanged, this, &Composer::describeDraft);
    connect(code_, &CloseCodeField::editTextChanged, this, &Composer::describeCode);
    connect(reason_, &QLineEdit::textChanged, this, &Composer::describeCode);
    connect(code_, &CloseCodeField::editTextChanged, this, &Composer::describeDraft);
    connect(reason_, &QLineEdit::textChanged, this, &Composer::describeDraft);
    for (const QLineEdit* line : {reason_, code_->lineEdit()}) {
        connect(line, &QLineEdit::returnPressed, this, &Composer::send);
    }
}

void Composer::setSession(session::Session* session)
{
    if (session_) {
        session_->disconnect(this);
    }
    session_ = session;
    if (session_) {
        connect(session_, &Session::stateChanged, this, &Composer::updateState);
        connect(session_, &Session::canSendAgain, this, &Composer::updateState);
    }
    updateState();
}

void Composer::setMode(Mode mode)
{
    modes_->setCurrentIndex(mode);
}

Composer::Mode Composer::mode() const
{
    return static_cast<Mode>(modes_->currentIndex());
}

void Composer::updateMode()
{
    const int next = modes_->currentIndex();
    if (next != shownMode_) {
        drafts_[static_cast<std::size_t>(shownMode_)] = editor_->message();
        shownMode_ = next;
        editor_->setPlainText(std::exchange(drafts_[static_cast<std::size_t>(next)], {}));
        editor_->moveCursor(QTextCursor::End);
    }
    editor_->setPlaceholderText(tr(Placeholders.at(static_cast<std::size_t>(next))));
    inputs_->setCurrentIndex(next == Close ? 1 : 0);
    setFocusProxy(next == Close ? static_cast<QWidget*>(code_) : editor_);
    send_->setText(next == Close ? tr("Close") : tr("Send"));
    updateState();
}

void Composer::updateState()
{
    if (!isOpen()) {
        raw_ = wire::FrameDecoder();
    }
    send_->setEnabled(isOpen() && (mode() == Close || session_->canSend()));
    describeDraft();
}

bool Composer::isOpen() const
{
    return session_ && session_->state() == Session::State::Open;
}

void Composer::describeCode()
{
    const auto code = code_->code();
    const QString mistake = code_->mistake();
    reason_->setEnabled(code || !mistake.isEmpty());
    if (!mistake.isEmpty()) {
        codeMeaning_->setLine(mistake);
        return;
    }
    if (!code) {
        codeMeaning_->setLine(tr("An empty Close frame: the other side reports 1005."));
        return;
    }
    codeMeaning_->setLine(latinText(wire::closeCode(*code).meaning) + QStringLiteral("  ·  ") +
                          tr("reason: %1 of %2 bytes")
                              .arg(reason_->text().toUtf8().size())
                              .arg(wire::MaxCloseReason));
}

/// Shows size and mistakes of the draft. A large one is checked only when it is sent.
void Composer::describeDraft()
{
    constexpr int largest = 256 * 1024;
    constexpr std::uint64_t slow = 16 * 1024; // bytes waiting from which the server counts as slow
    if (!send_->isEnabled()) {
        const std::uint64_t waiting = session_ ? session_->bytesToSend() : 0;
        const QString bytes = present::formatBytes(waiting);
        const bool closing = session_ && session_->state() == Session::State::Closing;
        showNote(isOpen() ? tr("The server reads slowly: %1 wait to be sent.").arg(bytes)
                 : closing && waiting > slow
                     ? tr("Closing, but the server reads slowly: %1 wait to be sent.").arg(bytes)
                 : closing ? tr("Closing: waiting for the server's Close frame.")
                           : tr("Connect to send."),
                 false);
        return;
    }
    if (mode() == Close || editor_->document()->isEmpty() ||
        editor_->document()->characterCount() > largest) {
        showNote(lackOf(raw_), false);
        return;
    }
    const auto bytes = [](auto count) {
        return present::formatBytes(static_cast<std::uint64_t>(count));
    };
    const auto drafted = draft();
    const auto length = drafted.and_then(message::check);
    const auto* raw = drafted ? std::get_if<message::Raw>(&*drafted) : nullptr;
    wire::FrameDecoder ahead = raw_;
    if (raw) {
        FrameEnds ends;
        ahead.feed(viewOf(raw->bytes), ends);
    }
    QString note;
    if (mode() == Json) {
        note = length ? tr("%1, valid JSON").arg(bytes(*length))
                      : tr("Not JSON yet: %1, at %2.")
                            .arg(QString::fromStdString(length.error().what),
                                 QString::fromStdString(length.error().where));
    } else {
        note = length ? bytes(*length) : errorText(length.error());
    }
    const QString lack = lackOf(ahead);
    showNote(lack.isEmpty() ? note : note + QStringLiteral("  ·  ") + lack,
             mode() == Ping && !length);
}

void Composer::showNote(const QString& text, bool bad)
{
    note_->setText(text);
    note_->setToolTip(text);
    style::restyle(*note_, "role", bad ? QStringLiteral("bad") : QStringLiteral("muted"));
}

void Composer::send()
{
    // A modal dialog does not block the shortcut if the window manager sends the keys here.
    if (!send_->isEnabled() || !session_ || QApplication::activeModalWidget()) {
        return;
    }
    const auto drafted = draft();
    const Result<void> result = drafted.and_then(
        [this](const message::Outgoing& outgoing) { return session_->send(outgoing); });
    if (!result) {
        const QString message = errorText(result.error());
        showNote(message, true);
        emit failed(message);
    } else if (mode() != Close) {
        sent(*drafted);
    }
}

Result<message::Outgoing> Composer::draft() const
{
    const QString text = editor_->message();
    const auto bytes = [&text] { return message::bytesFromHex(text.toStdString()); };
    switch (mode()) {
    case Json:
        return message::Json{text};
    case Binary:
        return bytes().map(
            [](const QByteArray& hex) { return message::Outgoing(message::Binary{hex}); });
    case Ping:
        return message::Ping{text.toUtf8()};
    case Close:
        if (const QString mistake = code_->mistake(); !mistake.isEmpty()) {
            return failure(mistake.toStdString());
        }
        return message::Close{code_->code(), code_->code() ? reason_->text() : QString()};
    case Raw:
        return bytes().map(
            [](const QByteArray& hex) { return message::Outgoing(message::Raw{hex}); });
    default:
        return message::Text{text};
    }
}

void Composer::sent(const message::Outgoing& outgoing)
{
    FrameEnds ends;
    if (const auto* raw = std::get_if<message::Raw>(&outgoing)) {
        raw_.feed(viewOf(raw->bytes), ends);
    } else {
        raw_ = wire::FrameDecoder(); // this message was sent inside an unfinished raw frame
    }
    const QString text = editor_->message();
    History& history = histories_[static_cast<std::size_t>(mode())];
    history.append(text);
    history.at = history.texts.size();
    history.draft.clear();
    waiting_ += {mode(), text, progressOf(mode()).accepted};
    forgetSent();
    editor_->clear();
    updateState();
}

/// The progress of the kind of messages that a mode sends.
session::Session::Progress Composer::progressOf(int mode) const
{
    return mode == Ping || mode == Raw ? session_->controls() : session_->messages();
}

void Composer::History::append(const QString& text)
{
    if (!text.isEmpty()) {
        texts.removeAll(text);
        texts.append(text);
        if (texts.size() > Size) {
            texts.removeFirst();
        }
    }
}

void Composer::forgetSent()
{
    waiting_.removeIf(
        [this](const Accepted& one) { return one.number <= progressOf(one.mode).recorded; });
}

qsizetype Composer::keepUnsent()
{
    if (!session_) {
        return 0;
    }
    forgetSent();
    unsent_ = std::exchange(waiting_, {});
    for (const Accepted& one : std::as_const(unsent_)) {
        History& history = histories_[static_cast<std::size_t>(one.mode)];
        const bool atDraft = history.at == history.texts.size();
        history.append(one.text);
        history.at = atDraft ? history.texts.size() : std::min(history.at, history.texts.size());
    }
    return unsent_.size();
}

void Composer::bringBack()
{
    if (unsent_.isEmpty()) {
        return;
    }
    const Accepted last = unsent_.constLast();
    setMode(static_cast<Mode>(last.mode));
    History& history = histories_[static_cast<std::size_t>(last.mode)];
    recall(static_cast<int>(history.texts.lastIndexOf(last.text) - history.at));
}

void Composer::recall(int step)
{
    History& history = histories_[static_cast<std::size_t>(mode())];
    const qsizetype to = history.at + step;
    if (to < 0 || to > history.texts.size()) {
        return;
    }
    if (history.at == history.texts.size()) {
        history.draft = editor_->message();
    }
    history.at = to;
    editor_->setPlainText(to == history.texts.size() ? history.draft : history.texts.at(to));
    editor_->moveCursor(QTextCursor::End);
}

bool Composer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == editor_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::ControlModifier &&
            (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down)) {
            recall(key->key() == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace framescope::ui
