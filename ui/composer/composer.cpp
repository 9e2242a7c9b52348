// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "ui/composer/modes/mode_pane.h"
#include "ui/composer/sending_control.h"
#include "ui/composer/tool_strip.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/error_text.h"

#include <QApplication>
#include <QLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace framescope::ui {

using message::Draft;
using session::Session;

namespace {

constexpr qsizetype LargeDraft = 256 * 1024; ///< a larger draft is checked only when it is sent
constexpr int LowComposer = 132; ///< pixels; a lower composer has its choices behind a button

/// Whether a template of the draft begins so.
bool uses(const Draft& draft, QLatin1String name)
{
    const QString texts = message::textsOf(draft);
    return texts.contains(QLatin1String("{{") + name) ||
           texts.contains(QLatin1String("{{ ") + name);
}

bool usesLast(const Draft& draft)
{
    return uses(draft, QLatin1String("last"));
}

/// Whether a template of the draft can't be expanded.
bool hasTemplateMistake(const Draft& draft, const message::TemplateScope& scope)
{
    message::TemplateScope copy = scope;
    return !message::expanded(message::textsOf(draft), copy);
}

Result<message::Outgoing> withoutValue(const QString& secret, std::string where)
{
    return failure("the secret " + secret.toStdString() + " has no value", std::move(where),
                   "enter it when you are asked for it");
}

bool isFile(const Draft& draft)
{
    return draft.kind == Draft::Kind::Binary && draft.form == message::Form::File;
}

std::size_t modeIndexOf(Draft::Kind kind)
{
    return static_cast<std::size_t>(Composer::modeOf(kind));
}

} // namespace

Composer::Composer(QWidget* parent)
    : QWidget(parent), modes_(new QTabBar), inputs_(new QStackedWidget), tools_(new ToolStrip),
      note_(new ElidedLabel("composerNote")), send_(new QPushButton(tr("Send"))),
      sending_(new SendingControl(this)), freshTimer_(new QTimer(this))
{
    constexpr int freshInterval = 500; // ms
    setObjectName(QStringLiteral("composer"));
    makePanes();
    build();
    addShortcuts();
    scope_.last = [this] { return last_.value(); };
    freshTimer_->setInterval(freshInterval);
    connect(freshTimer_, &QTimer::timeout, this, &Composer::freshen);
    connect(send_, &QPushButton::clicked, this, &Composer::send);
    connect(modes_, &QTabBar::currentChanged, this, &Composer::updateMode);
    for (const auto signal : {&Repeater::started, &Repeater::finished}) {
        connect(&sending_->repeater(), signal, this, &Composer::describeDraft);
    }
    connect(&sending_->queue(), &SendQueue::failed, this,
            [this](const Error& why) { refuse(errorText(why)); });
    updateMode();
}

Composer::~Composer() = default;

void Composer::setSession(Session* session)
{
    if (session_) {
        session_->disconnect(this);
    }
    session_ = session;
    last_.setTimeline(session ? session->timeline() : nullptr);
    preparing_.cancel();
    sending_->setSession(session);
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

Composer::Mode Composer::modeOf(Draft::Kind kind)
{
    switch (kind) {
    case Draft::Kind::Text:
        return Text;
    case Draft::Kind::Json:
        return Json;
    case Draft::Kind::Binary:
        return Binary;
    case Draft::Kind::Ping:
    case Draft::Kind::Pong:
        return Ping;
    case Draft::Kind::Close:
        return Close;
    default:
        return Raw;
    }
}

void Composer::compose(const Draft& draft)
{
    setMode(modeOf(draft.kind));
    if (!pane().isEmpty()) {
        memory_.history(static_cast<std::size_t>(mode())).keep(pane().draft());
    }
    pane().setDraft(draft);
}

Draft Composer::draft() const
{
    return pane().draft();
}

void Composer::setVariables(const collection::Environment& environment,
                            const collection::SecretValues& secrets)
{
    secrets_ = DraftSecrets(environment, secrets);
    scope_.variables = collection::scopeOf(environment, secrets).variables;
    QStringList names = secrets_.names();
    for (const auto& [name, value] : scope_.variables) {
        names += name;
    }
    names.removeDuplicates();
    for (ModePane* pane : panes_) {
        pane->setVariables(names);
    }
    describeDraft();
}

void Composer::sendAll(std::vector<message::Outgoing> messages)
{
    sending_->queue().add(std::move(messages));
}

void Composer::updateMode()
{
    inputs_->setCurrentWidget(&pane());
    tools_->setCurrent(pane().tools());
    fitTools();
    setFocusProxy(&pane());
    send_->setText(mode() == Close ? tr("Close") : tr("Send"));
    updateState();
}

void Composer::updateState()
{
    if (!isOpen()) {
        raw_.reset();
    }
    send_->setEnabled(isOpen() && (mode() == Close || session_->canSend()));
    describeDraft();
}

bool Composer::isOpen() const
{
    return session_ && session_->state() == Session::State::Open;
}

bool Composer::isClosing() const
{
    return session_ && session_->state() == Session::State::Closing;
}

QSize Composer::sizeHint() const
{
    const QMargins edges = layout()->contentsMargins();
    const int head = layout()->itemAt(0)->sizeHint().height() + layout()->spacing();
    return {QWidget::sizeHint().width(),
            neededHeight_ > 0 ? edges.top() + head + neededHeight_ + edges.bottom() : 0};
}

/// The fields of the mode come first, then its choices.
void Composer::fitTools()
{
    const QMargins edges = contentsMargins() + layout()->contentsMargins();
    if (neededHeight_ != pane().neededHeight()) {
        neededHeight_ = pane().neededHeight();
        updateGeometry();
    }
    const int withFields =
        sizeHint().height() + layout()->spacing() + tools_->neededSize().height();
    tools_->setFolded(height() < LowComposer || (neededHeight_ > 0 && height() < withFields) ||
                      tools_->neededSize().width() > width() - edges.left() - edges.right());
}

void Composer::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool folded = tools_->isFolded();
    fitTools();
    if (folded != tools_->isFolded()) {
        describeDraft();
    }
}

/// Says why nothing can be sent now.
void Composer::describeState()
{
    constexpr std::uint64_t much = 16 * 1024; // bytes
    constexpr qint64 stalled = 1000;          // ms without progress: the server counts as slow
    const std::uint64_t waiting = session_ ? session_->bytesToSend() : 0;
    if (waiting_ != waiting || !sinceProgress_.isValid()) {
        waiting_ = waiting;
        sinceProgress_.start();
    }
    const QString bytes = present::formatBytes(waiting);
    const bool slow = sinceProgress_.hasExpired(stalled);
    const bool closing = isClosing();
    showNote(isOpen() ? slow ? tr("The server reads slowly: %1 wait to be sent.").arg(bytes)
                             : tr("%1 wait to be sent.").arg(bytes)
             : closing && waiting > much
                 ? slow ? tr("Closing, but the server reads slowly: %1 wait to be sent.").arg(bytes)
                        : tr("Closing: %1 wait to be sent.").arg(bytes)
             : !closing                  ? tr("Connect to send.")
             : session_->closeReceived() ? tr("Closing: waiting for the server to end TCP.")
                                         : tr("Closing: waiting for the server's Close frame."),
             false);
}

/// Brings up to date what changes by itself: {{last}} and {{now}}, which are seen before they are
/// sent, and what sending waits for.
void Composer::freshen()
{
    if (!usesLast(pane().draft())) {
        describeDraft();
    } else if (!last_.isReading()) { // a message may wait for what is read
        last_.update([this] { describeDraft(); });
    }
}

/// Shows what the draft becomes, its size and its mistakes. A large one is checked only when it is
/// sent.
void Composer::describeDraft()
{
    ModePane& pane = this->pane();
    const Draft draft = pane.weight() > LargeDraft ? Draft() : pane.draftToSend();
    const bool waits = !send_->isEnabled() && (isOpen() || isClosing());
    const bool ages = usesLast(draft) || uses(draft, QLatin1String("now")) || waits ||
                      sending_->repeater().isRunning();
    if (ages != freshTimer_->isActive()) {
        ages ? freshTimer_->start() : freshTimer_->stop();
    }
    scope_.now.reset();
    if (pane.isEmpty() || pane.weight() > LargeDraft || isFile(draft)) {
        pane.clearPreview();
        send_->isEnabled() ? showNote(raw_.lack(), false) : describeState();
        return;
    }
    scope_.now = QDateTime::currentDateTimeUtc(); // it is sent as it is shown
    message::TemplateScope scope = scope_;
    auto outgoing = outgoingFrom(draft, scope);
    if (const QStringList unknown = secrets_.unknownIn(draft); !outgoing && !unknown.isEmpty()) {
        outgoing = withoutValue(unknown.front(), outgoing.error().where);
    }
    previewDraft(draft, outgoing);
    if (!send_->isEnabled()) {
        describeState();
        return;
    }
    const QString remark = pane.remark();
    const bool told = mode() == Close || mode() == Raw;
    QString note = outgoing ? remark : remark.isEmpty() ? errorText(outgoing.error()) : remark;
    if (outgoing && !(told && draft.kind != Draft::Kind::Raw)) {
        const auto length = message::check(*outgoing);
        const QString bytes = length ? present::formatBytes(*length) : errorText(length.error());
        note = remark.isEmpty() ? bytes : bytes + QStringLiteral(", ") + remark;
    }
    if (const QString mistake = pane.mistake(); !mistake.isEmpty()) {
        note = mistake;
    }
    const QString lack = outgoing ? raw_.lackAfter(*outgoing) : raw_.lack();
    showNote(lack.isEmpty()   ? note
             : note.isEmpty() ? lack
                              : note + QStringLiteral("  ·  ") + lack,
             !outgoing && (mode() == Ping || hasTemplateMistake(draft, scope_)));
}

/// Shows what the draft becomes, without the values of secrets.
void Composer::previewDraft(const Draft& draft, const Result<message::Outgoing>& outgoing)
{
    const bool showsBytes = mode() == Binary || mode() == Raw;
    const bool hidesBytes = showsBytes && outgoing && !secrets_.usedIn(draft).isEmpty();
    const Result<message::Outgoing> hidden = failure("bytes made of a secret are not shown");
    pane().preview(hidesBytes ? hidden : outgoing, secrets_.hidden(scope_));
}

void Composer::showNote(const QString& text, bool bad)
{
    const QString hint = tools_->isFolded() ? pane().hint() : QString();
    tools_->setHint(hint);
    note_->setLine(hint.isEmpty() || bad ? text
                   : text.isEmpty()      ? hint
                                         : hint + QStringLiteral("  ·  ") + text);
    style::restyle(*note_, "role", bad ? QStringLiteral("bad") : QStringLiteral("muted"));
}

void Composer::refuse(const QString& message)
{
    showNote(message, true);
    emit failed(message);
}

void Composer::send()
{
    // A modal dialog does not block the shortcut if the window manager sends the keys here.
    if (!send_->isEnabled() || !session_ || QApplication::activeModalWidget() ||
        preparing_.isRunning()) {
        return;
    }
    if (const QString mistake = pane().mistake(); !mistake.isEmpty()) {
        refuse(mistake);
        return;
    }
    const Draft draft = pane().draftToSend();
    if (const QStringList unknown = secrets_.unknownIn(draft); !unknown.isEmpty()) {
        refuse(errorText(withoutValue(unknown.front(), {}).error()));
        emit secretsWanted(unknown);
        return;
    }
    if (isFile(draft)) { // opening it may take a while
        using Prepared = std::pair<Result<message::Outgoing>, message::TemplateScope>;
        preparing_.run(
            [draft, scope = scope_](work::Run& /*run*/) mutable {
                auto outgoing = outgoingFrom(draft, scope);
                return Prepared(std::move(outgoing), std::move(scope));
            },
            [this, draft](const Prepared& prepared) {
                scope_.counter = prepared.second.counter;
                scope_.random = prepared.second.random;
                sendPrepared(draft, prepared.first);
            });
    } else if (usesLast(draft)) {
        last_.update([this, draft] { sendPrepared(draft, outgoingFrom(draft, scope_)); });
    } else {
        sendPrepared(draft, outgoingFrom(draft, scope_));
    }
}

void Composer::sendPrepared(const Draft& draft, const Result<message::Outgoing>& outgoing)
{
    const Result<void> result =
        !session_
            ? failure("the connection is not open")
            : outgoing.and_then([this](const auto& message) { return session_->send(message); });
    if (!result) {
        refuse(errorText(result.error()));
        return;
    }
    sending_->watch();
    ModePane& pane = *panes_.at(modeIndexOf(draft.kind));
    const Draft written = pane.draft();
    emit draftSent(written);
    if (draft.kind == Draft::Kind::Close) {
        return;
    }
    raw_.sent(*outgoing);
    memory_.sent(modeIndexOf(draft.kind), written, message::dataOf(*outgoing).has_value(),
                 *session_);
    pane.clear();
    updateState();
}

qsizetype Composer::keepUnsent()
{
    return session_ ? memory_.keepUnsent(modeIndexOf, *session_) : 0;
}

void Composer::bringBack()
{
    const auto last = memory_.lastUnsent();
    if (last) {
        setMode(modeOf(last->kind));
        const Draft written = draft();
        if (const auto draft = memory_.history(modeIndexOf(last->kind)).goTo(*last, written)) {
            pane().setDraft(*draft);
        }
    }
}

void Composer::recall(int step)
{
    DraftHistory& history = memory_.history(static_cast<std::size_t>(mode()));
    if (const auto draft = history.step(step, this->draft())) {
        pane().setDraft(*draft);
    }
}

} // namespace framescope::ui
