// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"

#include "base/hex.h"
#include "present/json_outline.h"
#include "session/session.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "wire/close_codes.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QVBoxLayout>

#include <optional>

namespace framescope::ui {

namespace {

using session::Session;

constexpr int noCode = 999; ///< the spin box's "no code"

QByteArray toByteArray(const Bytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Composers of JSON want to hear of a mistake before the server does.
Result<void> checkJson(const QByteArray& text)
{
    const auto outline = present::JsonOutline::parse(
        asBytes(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))));
    if (outline.failure()) {
        return failure(outline.failure()->what,
                       "byte " + std::to_string(outline.failure()->offset + 1),
                       "mend it, or send it as Text");
    }
    return {};
}

Result<void> sendHex(const QString& text, Session& session,
                     Result<void> (Session::*send)(const QByteArray&))
{
    const auto bytes = parseHex(text.toStdString());
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return (session.*send)(toByteArray(*bytes));
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
    : QWidget(parent), modes_(new QTabBar), inputs_(new QStackedWidget),
      editor_(new QPlainTextEdit), code_(new QSpinBox), reason_(new QLineEdit),
      codeMeaning_(new QLabel), note_(new QLabel), send_(new QPushButton(tr("Send")))
{
    setObjectName(QStringLiteral("composer"));
    modes_->setObjectName(QStringLiteral("composerModes"));
    modes_->setAccessibleName(tr("What to send"));
    modes_->setDrawBase(false);
    for (const QString& name :
         {tr("Text"), tr("JSON"), tr("Binary"), tr("Ping"), tr("Close"), tr("Raw")}) {
        modes_->addTab(name);
    }

    editor_->setObjectName(QStringLiteral("composerEditor"));
    editor_->setAccessibleName(tr("Message to send"));
    editor_->setFont(style::payloadFont());
    editor_->setTabChangesFocus(true);
    editor_->installEventFilter(this);

    auto* closePage = new QWidget;
    code_->setObjectName(QStringLiteral("composerCode"));
    code_->setAccessibleName(tr("Close code"));
    code_->setRange(noCode, 4999);
    code_->setSpecialValueText(tr("no code"));
    code_->setValue(1000);
    reason_->setObjectName(QStringLiteral("composerReason"));
    reason_->setAccessibleName(tr("Close reason"));
    reason_->setPlaceholderText(tr("reason, at most %1 bytes").arg(wire::MaxCloseReason));
    codeMeaning_->setProperty("role", "muted");
    auto* closeLayout = new QGridLayout(closePage);
    closeLayout->setContentsMargins(0, 4, 0, 4);
    closeLayout->addWidget(code_, 0, 0);
    closeLayout->addWidget(reason_, 0, 1);
    closeLayout->addWidget(codeMeaning_, 1, 0, 1, 2);
    closeLayout->setColumnStretch(1, 1);
    closeLayout->setRowStretch(2, 1);
    inputs_->addWidget(editor_);
    inputs_->addWidget(closePage);

    send_->setObjectName(QStringLiteral("composerSend"));
    send_->setProperty("primary", true);
    send_->setIcon(style::icon(QStringLiteral("send"), style::Ink::OnAccent));
    send_->setToolTip(tr("Send (Ctrl+Enter)"));
    note_->setObjectName(QStringLiteral("composerNote"));
    note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto* head = new QHBoxLayout;
    head->addWidget(modes_);
    head->addWidget(note_, 1);
    head->addWidget(send_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 8);
    layout->setSpacing(4);
    layout->addLayout(head);
    layout->addWidget(inputs_, 1);

    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto* shortcut = new QShortcut(QKeySequence(Qt::ControlModifier | key), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, &Composer::send);
    }
    connect(send_, &QPushButton::clicked, this, &Composer::send);
    connect(modes_, &QTabBar::currentChanged, this, &Composer::updateMode);
    connect(code_, &QSpinBox::valueChanged, this, &Composer::updateReasonLength);
    connect(reason_, &QLineEdit::textChanged, this, &Composer::updateReasonLength);
    connect(reason_, &QLineEdit::returnPressed, this, &Composer::send);
    updateMode();
    updateReasonLength();
    updateState();
}

void Composer::setSession(session::Session* session)
{
    if (session_) {
        session_->disconnect(this);
    }
    session_ = session;
    if (session_) {
        connect(session_, &Session::stateChanged, this, &Composer::updateState);
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
    drafts_[static_cast<std::size_t>(shownMode_)] = editor_->toPlainText();
    shownMode_ = modes_->currentIndex();
    editor_->setPlainText(drafts_[static_cast<std::size_t>(shownMode_)]);
    editor_->setPlaceholderText(placeholder(shownMode_));
    inputs_->setCurrentIndex(shownMode_ == Close ? 1 : 0);
    send_->setText(shownMode_ == Close ? tr("Close") : tr("Send"));
    showNote({}, false);
}

void Composer::updateState()
{
    const bool open = session_ && session_->state() == Session::State::Open;
    send_->setEnabled(open);
    showNote(open ? QString() : tr("Connect to send."), false);
}

void Composer::updateReasonLength()
{
    const bool hasCode = code_->value() != noCode;
    reason_->setEnabled(hasCode);
    if (!hasCode) {
        codeMeaning_->setText(tr("An empty Close frame: the other side reports 1005."));
        return;
    }
    const auto& row = wire::closeCode(static_cast<std::uint16_t>(code_->value()));
    const auto meaning =
        QString::fromUtf8(row.meaning.data(), static_cast<qsizetype>(row.meaning.size()));
    codeMeaning_->setText(tr("%1  ·  reason: %2 of %3 bytes")
                              .arg(meaning)
                              .arg(reason_->text().toUtf8().size())
                              .arg(wire::MaxCloseReason));
}

void Composer::showNote(const QString& text, bool bad)
{
    note_->setText(text);
    note_->setToolTip(text);
    note_->setProperty("role", bad ? "bad" : "muted");
    note_->style()->unpolish(note_);
    note_->style()->polish(note_);
}

void Composer::send()
{
    if (!send_->isEnabled() || !session_) {
        return;
    }
    const Result<void> result = mode() == Close ? sendClose() : sendEditor();
    if (!result) {
        const QString message = QString::fromStdString(result.error().message());
        showNote(message, true);
        emit failed(message);
        return;
    }
    showNote({}, false);
}

Result<void> Composer::sendEditor()
{
    const QString text = editor_->toPlainText();
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
        history_.removeAll(text);
        history_.append(text);
        if (history_.size() > HistorySize) {
            history_.removeFirst();
        }
        recalled_ = history_.size();
        editor_->clear();
    }
    return result;
}

Result<void> Composer::sendClose()
{
    if (code_->value() == noCode) {
        return session_->close(std::nullopt);
    }
    return session_->close(static_cast<std::uint16_t>(code_->value()), reason_->text());
}

void Composer::recall(int step)
{
    const qsizetype to = recalled_ + step;
    if (to < 0 || to > history_.size()) {
        return;
    }
    recalled_ = to;
    editor_->setPlainText(to == history_.size() ? QString() : history_.at(to));
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
