// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/address_bar.h"

#include "base/text/visible_text.h"
#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "ui/connect/address_field.h"
#include "ui/connect/copy_connection_menu.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QStringListModel>
#include <QToolButton>
#include <QVariant>

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace framescope::ui {

using session::Session;

namespace {

/// Percent-encodes invisible characters of an address, and those that reverse text, as they are
/// sent. White space stays: it may surround an address, but is no part of it.
QString withoutInvisible(const QString& address)
{
    QString shown;
    for (const char32_t character : address.toStdU32String()) {
        const QString text = QString::fromUcs4(&character, 1);
        const bool hidden = isInvisible(character) && !QChar::isSpace(character);
        shown += hidden ? QString::fromLatin1(text.toUtf8().toPercentEncoding()) : text;
    }
    return shown;
}

/// Text and tooltip of the button, in the order of Session::State.
constexpr std::array Words{
    std::pair{QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Connect"),
              QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Connect and record (Enter)")},
    std::pair{QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Cancel"),
              QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Give up connecting")},
    std::pair{
        QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Disconnect"),
        QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Close with 1000, the normal closure")},
    std::pair{QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Drop"),
              QT_TRANSLATE_NOOP("framescope::ui::AddressBar",
                                "Drop the connection without waiting for the server's Close")},
    std::pair{QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Cancel"),
              QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Give up the next attempt")},
    std::pair{QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Connect"),
              QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Connect and record (Enter)")},
};

/// In the order of AddressBar::Security.
constexpr std::array Securities{
    std::tuple{"globe", style::Ink::Muted,
               QT_TRANSLATE_NOOP("framescope::ui::AddressBar", "Not encrypted")},
    std::tuple{"lock", style::Ink::Good,
               QT_TRANSLATE_NOOP("framescope::ui::AddressBar",
                                 "Encrypted; the server's certificate was verified")},
    std::tuple{"warning", style::Ink::Warning,
               QT_TRANSLATE_NOOP("framescope::ui::AddressBar",
                                 "Encrypted, but the server's identity was not verified")},
};

} // namespace

AddressBar::AddressBar(QWidget* parent)
    : QWidget(parent), field_(new AddressField), history_(new QStringListModel(this)),
      button_(new QToolButton),
      options_(style::iconButton("connectOptions", "options", tr("Connect options"))),
      behaviours_(style::iconButton("behavioursButton", "tool", tr("Behaviours"))),
      indicator_(new StateIndicator), recordingIcon_(new style::IconLabel(12)),
      recording_(style::plainLabel({}, "muted"))
{
    field_->setObjectName(QStringLiteral("address"));
    field_->setPlaceholderText(tr("Address, for instance wss://example.com/chat"));
    field_->setAccessibleName(tr("Address of the WebSocket"));
    fieldIcon_ = field_->addAction(style::icon(QStringLiteral("globe"), style::Ink::Muted),
                                   QLineEdit::LeadingPosition);
    historyButton_ =
        field_->addAction(style::icon(QStringLiteral("chevron-down"), style::Ink::Muted),
                          QLineEdit::TrailingPosition);
    historyButton_->setObjectName(QStringLiteral("addressHistory"));
    historyButton_->setToolTip(tr("Addresses used before (Down)"));
    connect(historyButton_, &QAction::triggered, this, &AddressBar::showHistory);
    field_->installEventFilter(this);
    auto* completer = new QCompleter(history_, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    completer->popup()->installEventFilter(this);
    field_->setCompleter(completer);
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        const QAbstractItemView& list = *field_->completer()->popup();
        if (list.isVisible() && list.currentIndex().isValid()) {
            field_->setText(list.currentIndex().data().toString());
        }
        if (!isPlace_ && isIdle()) {
            emit connectRequested();
        }
    });
    connect(field_, &QLineEdit::textEdited, this, [this](const QString& typed) {
        if (const QString shown = withoutInvisible(typed); shown != typed) {
            const auto behind = typed.size() - field_->cursorPosition();
            field_->setText(shown);
            field_->setCursorPosition(static_cast<int>(shown.size() - behind));
        }
        if (field_->property("invalid").toBool()) {
            setInvalid({});
            emit corrected();
        }
    });

    setOptionsChosen(false);
    connect(options_, &QToolButton::clicked, this, &AddressBar::optionsRequested);
    setBehaviours({});
    connect(behaviours_, &QToolButton::clicked, this, &AddressBar::behavioursRequested);

    buildButton();
    recording_->setAccessibleName(tr("Size of the recording"));

    auto* row = style::row(this, {10, 8, 12, 8}, 8);
    row->addWidget(field_, 1);
    row->addWidget(options_);
    row->addWidget(behaviours_);
    row->addWidget(button_);
    row->addSpacing(6);
    row->addWidget(indicator_);
    connect(indicator_, &StateIndicator::chosen, this, &AddressBar::endingRequested);
    row->addSpacing(6);
    row->addWidget(recordingIcon_);
    row->addWidget(recording_);
    choose(Session::State::Idle);
    setRecordingSize(0);
}

void AddressBar::buildButton()
{
    button_->setObjectName(QStringLiteral("connectButton"));
    button_->setProperty("button", true);
    button_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button_->setPopupMode(QToolButton::MenuButtonPopup);
    auto* menu = new QMenu(this);
    closeWithCode_ =
        menu->addAction(style::icon(QStringLiteral("power")), tr("Close with code and reason…"),
                        this, &AddressBar::closeWithCodeRequested);
    abort_ = menu->addAction(style::icon(QStringLiteral("disconnect")),
                             tr("Drop the connection, without a Close frame"), this,
                             &AddressBar::abortRequested);
    menu->addSeparator();
    copy_ = new CopyConnectionMenu(menu);
    menu->addMenu(copy_);
    connect(copy_, &CopyConnectionMenu::chosen, this, &AddressBar::copyRequested);
    connect(copy_, &CopyConnectionMenu::withSecretsChosen, this, &AddressBar::copySecretsChosen);
    button_->setMenu(menu);
    connect(button_, &QToolButton::clicked, this, &AddressBar::run);
}

QString AddressBar::address() const
{
    return next_.value_or(field_->text());
}

void AddressBar::setAddress(const QString& address)
{
    next_.reset();
    if (!isIdle() && withoutInvisible(address) != field_->text()) {
        next_ = withoutInvisible(address);
        field_->setToolTip(whyReadOnly());
        return;
    }
    field_->setText(withoutInvisible(address));
    field_->setCursorPosition(0);
    setInvalid({});
}

void AddressBar::setHistory(const QStringList& addresses)
{
    QStringList shown;
    std::ranges::transform(addresses, std::back_inserter(shown), withoutInvisible);
    history_->setStringList(shown);
    historyButton_->setEnabled(!addresses.isEmpty());
}

QString AddressBar::whyReadOnly() const
{
    const QString why =
        tr("Connected: disconnect (Shift+F5) to change the address, or open a new tab (Ctrl+T)");
    return next_ ? why + QLatin1Char('\n') + tr("The next connection goes to %1").arg(*next_) : why;
}

void AddressBar::showHistory()
{
    if (!field_->isReadOnly() && history_->rowCount() > 0) {
        field_->setFocus();
        field_->completer()->setCompletionPrefix({}); // show all addresses
        field_->completer()->complete();
        QAbstractItemView& list = *field_->completer()->popup();
        const QSignalBlocker keepsText(field_->completer());
        list.setCurrentIndex(list.model()->index(0, 0));
    }
}

bool AddressBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != field_ && event->type() == QEvent::Show) {
        // QCompleter sizes the list without its frame and padding.
        auto* list = static_cast<QAbstractItemView*>(watched);
        const QCompleter& completer = *field_->completer();
        const int rows = std::min(completer.completionCount(), completer.maxVisibleItems());
        list->resize(list->width(),
                     rows * list->sizeHintForRow(0) + list->height() - list->viewport()->height());
    }
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (key.key() == Qt::Key_Down && !field_->isReadOnly()) {
            showHistory();
            return true;
        }
        const bool types = !key.text().isEmpty() && key.text().at(0).isPrint();
        if (types && !isIdle()) {
            style::showToolTip(field_->mapToGlobal(QPoint(0, field_->height())), whyReadOnly(),
                               field_);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AddressBar::focusAddress()
{
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void AddressBar::setTaker(std::function<bool(const QString& text)> take)
{
    field_->setTaker(std::move(take));
}

void AddressBar::setInvalid(const QString& why)
{
    field_->setToolTip(why.isEmpty() && !isIdle() ? whyReadOnly() : why);
    style::restyle(*field_, "invalid", !why.isEmpty());
}

void AddressBar::select(qsizetype at, qsizetype length)
{
    if (length > 0) {
        field_->setSelection(static_cast<int>(at), static_cast<int>(length));
    }
}

void AddressBar::setState(Session::State state)
{
    if (state != state_) {
        choose(state);
    }
}

void AddressBar::choose(Session::State state)
{
    state_ = state;
    const bool idle = isIdle();
    const bool open = state == Session::State::Open;
    field_->setReadOnly(!idle || isPlace_);
    if (!idle) {
        field_->completer()->popup()->hide(); // it would take the keys
    }
    if (idle && next_) {
        setAddress(*std::exchange(next_, std::nullopt));
    }
    field_->setToolTip(idle ? QString() : whyReadOnly());
    historyButton_->setVisible(idle && !isPlace_);
    style::restyle(*button_, "primary", idle);
    closeWithCode_->setEnabled(open);
    abort_->setEnabled(!idle);
    const auto& [text, toolTip] = Words.at(static_cast<std::size_t>(state));
    button_->setText(tr(text));
    button_->setToolTip(tr(toolTip));
    style::setButtonIcon(button_, idle ? QStringLiteral("connect") : QStringLiteral("disconnect"),
                         idle ? style::Ink::OnAccent : style::Ink::Text);
}

void AddressBar::run()
{
    const auto wanted = isIdle()                            ? &AddressBar::connectRequested
                        : state_ == Session::State::Closing ? &AddressBar::abortRequested
                                                            : &AddressBar::closeRequested;
    emit(this->*wanted)();
}

bool AddressBar::isIdle() const
{
    return state_ == Session::State::Idle || state_ == Session::State::Closed;
}

void AddressBar::setLook(const StateLook& look, const QString& note, bool hasEnded)
{
    indicator_->setLook(look);
    indicator_->setNote(note);
    indicator_->setLeadsTo(hasEnded ? tr("show how it ended") : QString());
}

void AddressBar::setSecurity(Security security)
{
    if (security == security_) {
        return;
    }
    security_ = security;
    const auto& [icon, ink, toolTip] = Securities.at(static_cast<std::size_t>(security));
    fieldIcon_->setIcon(style::icon(QLatin1String(icon), ink));
    fieldIcon_->setToolTip(tr(toolTip));
}

void AddressBar::setOptionsChosen(bool chosen)
{
    options_->setIcon(
        style::icon(QStringLiteral("options"), chosen ? style::Ink::Accent : style::Ink::Text));
    options_->setToolTip(chosen ? tr("Connect options (some are set)")
                                : tr("Connect options: headers, subprotocols, TLS, proxy"));
    style::restyle(*options_, "chosen", chosen);
}

void AddressBar::setBehaviours(const QStringList& changed)
{
    const bool any = !changed.isEmpty();
    const QString text = changed.size() > 1 ? tr("misbehaves: %1 ways").arg(changed.size())
                                            : tr("misbehaves: %1").arg(changed.join(QString()));
    behaviours_->setToolButtonStyle(any ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    behaviours_->setText(any ? style::withoutMnemonic(text) : QString());
    behaviours_->setIcon(
        style::icon(QStringLiteral("tool"), any ? style::Ink::Warning : style::Ink::Text));
    behaviours_->setAccessibleName(any ? tr("Behaviours, %1").arg(text) : tr("Behaviours"));
    behaviours_->setToolTip(
        any ? tr("The client misbehaves on purpose: %1").arg(changed.join(QStringLiteral(", ")))
            : tr("Behaviours: what the client does wrong on purpose (Ctrl+Alt+B)"));
    style::restyle(*behaviours_, "chosen", any);
}

void AddressBar::setCopiesSecrets(bool copies)
{
    copy_->setWithSecrets(copies);
}

void AddressBar::setRecordingSize(std::uint64_t bytes)
{
    recordingIcon_->setVisible(bytes > 0);
    recordingIcon_->setIcon(QStringLiteral("record"),
                            isIdle() ? style::Ink::Muted : style::Ink::Bad);
    recording_->setVisible(bytes > 0);
    recording_->setText(tr("rec %1").arg(present::formatBytes(bytes)));
    recording_->setToolTip(tr("Size of the recording on disk"));
}

void AddressBar::setPlace(const QString& place)
{
    isPlace_ = true;
    style::restyle(*field_, "place", true);
    field_->setText(present::visibleLine(place));
    field_->setCursorPosition(0);
    field_->setReadOnly(true);
    field_->setPlaceholderText({});
    historyButton_->setVisible(false);
    field_->setAccessibleName(tr("What the tab shows"));
    fieldIcon_->setIcon(style::icon(QStringLiteral("file"), style::Ink::Muted));
    options_->hide();
    behaviours_->hide();
    button_->hide();
}

} // namespace framescope::ui
