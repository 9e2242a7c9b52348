// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"

#include "base/hex.h"
#include "base/qt_string.h"
#include "codec/json_outline.h"
#include "present/words/format.h"
#include "session/session.h"
#include "ui/composer/close_code_field.h"
#include "ui/composer/message_edit.h"
#include "ui/composer/message_line.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"
#include "wire/frames/close_codes.h"

#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>
#include <utility>

namespace framescope::ui {

namespace {

using session::Session;

constexpr std::size_t largestPing = 125;

QByteArray toByteArray(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Writers of JSON want to hear of a mistake before the server does.
Result<void> checkJson(const QByteArray& text)
{
    const auto outline = present::JsonOutline::parse(
        asBytes(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
    if (outline.failure()) {
        return failure(outline.failure()->what,
                       "byte " + std::to_string(outline.failure()->offset + 1),
                       "correct it, or send it as Text");
    }
    return {};
}

Result<void> sendHex(const QString& text, Session& session,
                     Result<void> (Session::*send)(const QByteArray&))
{
    return parseHex(text.toStdString()).and_then([&](const Bytes& bytes) {
        return (session.*send)(toByteArray(bytes));
    });
}

/// Of raw bytes it matters where their last frame ends, and nothing else.
struct FrameEnds
{
    static void frameBegin(const wire::FrameHeader& /*header*/, StreamOffset /*start*/) {}
    static void framePayload(ByteView /*chunk*/, std::uint64_t /*offset*/) {}
    static void frameEnd() {}
};

/// Empty where the last frame is whole.
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

QString placeholder(int mode)
{
    switch (mode) {
    case Composer::Json:
        return Composer::tr("{\"type\": \"hello\"}   checked before it is sent");
    case Composer::Binary:
        return Composer::tr("ca fe 01   a binary message, in hex");
    case Composer::Ping:
        return Composer::tr("payload of the ping, at most 125 bytes; may be empty");
    case Composer::Raw:
        return Composer::tr("81 85 37 fa 21 3d 7f 9f 4d 51 58   put on the wire as it is, in hex");
    default:
        return Composer::tr("A text message");
    }
}

} // namespace

Composer::Composer(QWidget* parent)
    : QWidget(parent), modes_(new QTabBar), inputs_(new QStackedWidget), editor_(new MessageEdit),
      code_(new CloseCodeField), reason_(new MessageLine), codeMeaning_(new ElidedLabel),
      note_(style::plainLabel()), send_(new QPushButton(tr("Send")))
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

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(modes_);
    head->addWidget(note_, 1);
    head->addWidget(send_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 8);
    layout->setSpacing(4);
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
    codeMeaning_->setObjectName(QStringLiteral("composerCodeMeaning"));
    codeMeaning_->setProperty("role", "muted");
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
        connect(session_, &Session::roomToSend, this, &Composer::updateState);
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
    editor_->setPlaceholderText(placeholder(next));
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

/// What would be sent as it stands; a large draft is looked at when it is sent.
void Composer::describeDraft()
{
    constexpr int largest = 256 * 1024;
    constexpr std::uint64_t slow = 16 * 1024; // what waits longer than a moment
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
    const QByteArray utf8 = editor_->message().toUtf8();
    const auto bytes = [](std::size_t count) { return present::formatBytes(count); };
    const auto size = static_cast<std::size_t>(utf8.size());
    wire::FrameDecoder raw = raw_;
    QString note = bytes(size);
    bool bad = false;
    if (mode() == Binary || mode() == Raw) {
        const auto parsed = parseHex({utf8.constData(), size});
        note = parsed ? bytes(parsed->size()) : errorText(parsed.error());
        if (parsed && mode() == Raw) {
            FrameEnds ends;
            raw.feed(*parsed, ends);
        }
    } else if (mode() == Json) {
        const auto checked = checkJson(utf8);
        note = checked ? tr("%1, valid JSON").arg(bytes(size))
                       : tr("Not JSON yet: %1, at %2.")
                             .arg(QString::fromStdString(checked.error().what),
                                  QString::fromStdString(checked.error().where));
    } else if (mode() == Ping && size > largestPing) {
        note = tr("%1 bytes, %2 more than a ping can carry.").arg(size).arg(size - largestPing);
        bad = true;
    }
    const QString lack = lackOf(raw);
    showNote(lack.isEmpty() ? note : note + QStringLiteral("  ·  ") + lack, bad);
}

void Composer::showNote(const QString& text, bool bad)
{
    note_->setText(text);
    note_->setToolTip(text);
    style::restyle(*note_, "role", bad ? QStringLiteral("bad") : QStringLiteral("muted"));
}

void Composer::send()
{
    // A shortcut is not held back by a dialog where the window manager gives this window the keys.
    if (!send_->isEnabled() || !session_ || QApplication::activeModalWidget()) {
        return;
    }
    const Result<void> result = mode() == Close ? sendClose() : sendEditor();
    if (!result) {
        const QString message = errorText(result.error());
        showNote(message, true);
        emit failed(message);
    }
}

Result<void> Composer::sendEditor()
{
    const QString text = editor_->message();
    Result<void> result;
    switch (mode()) {
    case Json:
        result = checkJson(text.toUtf8()).and_then([&] { return session_->sendText(text); });
        break;
    case Binary:
        result = sendHex(text, *session_, &Session::sendBinary);
        break;
    case Ping:
        result = session_->ping(text.toUtf8());
        break;
    case Raw:
        result = sendHex(text, *session_, &Session::sendRaw);
        break;
    default:
        result = session_->sendText(text);
        break;
    }
    if (result) {
        FrameEnds ends;
        if (mode() != Raw) {
            raw_ = wire::FrameDecoder(); // this went into the frame
        } else if (const auto sent = parseHex(text.toStdString())) {
            raw_.feed(*sent, ends);
        }
        remember(text);
        const bool isData = mode() != Ping && mode() != Raw;
        waiting_ += {mode(), text, (isData ? session_->messages() : session_->controls()).accepted};
        forgetSent();
        editor_->clear();
        updateState();
    }
    return result;
}

Result<void> Composer::sendClose()
{
    if (const QString mistake = code_->mistake(); !mistake.isEmpty()) {
        return failure(mistake.toStdString());
    }
    const auto code = code_->code();
    return session_->close(code, code ? reason_->text() : QString());
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

void Composer::remember(const QString& text)
{
    History& history = histories_[static_cast<std::size_t>(mode())];
    history.append(text);
    history.at = history.texts.size();
    history.draft.clear();
}

void Composer::forgetSent()
{
    waiting_.removeIf([this](const Accepted& one) {
        const bool isData = one.mode != Ping && one.mode != Raw;
        return one.number <= (isData ? session_->messages() : session_->controls()).recorded;
    });
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
