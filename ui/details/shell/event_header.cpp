// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/shell/event_header.h"

#include "present/words/format.h"
#include "present/words/visible_line.h"
#include "ui/details/shell/checks_list.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include <array>

namespace framescope::ui {

namespace {

using present::LoadedEvent;
using timeline::Entry;
using timeline::Type;

QString nameOf(Type type)
{
    static constexpr auto Names = std::to_array<const char*>(
        {"Connecting", "Name resolved", "TCP connected", "TLS secured", "Upgrade request",
         "Upgrade response", "Open", "Error", "Closed", "Note", "Done on purpose", "Continuation",
         "Text", "Binary", "Ping", "Pong", "Close", "Reserved opcode"});
    static_assert(Names.size() == static_cast<std::size_t>(Type::Reserved) + 1);
    return EventHeader::tr(Names.at(static_cast<std::size_t>(type)));
}

QString titleOf(const LoadedEvent& event)
{
    const Entry& entry = event.record.entry;
    const QString what = nameOf(entry.type);
    if (event.isLifeCycle()) {
        return what;
    }
    const bool isMessage = event.record.kind == timeline::Kind::Message;
    if (entry.direction() == Direction::In) {
        return isMessage ? EventHeader::tr("%1 message from the server").arg(what)
                         : EventHeader::tr("%1 frame from the server").arg(what);
    }
    return isMessage ? EventHeader::tr("%1 message to the server").arg(what)
                     : EventHeader::tr("%1 frame to the server").arg(what);
}

style::Ink inkOf(const LoadedEvent& event)
{
    const Entry& entry = event.record.entry;
    if (entry.type == Type::Error) {
        return style::Ink::Bad;
    }
    if (event.isLifeCycle()) {
        return style::Ink::LifeCycle;
    }
    if (timeline::isControl(entry.type)) {
        return style::Ink::Control;
    }
    return entry.direction() == Direction::In ? style::Ink::Incoming : style::Ink::Outgoing;
}

QString factsOf(const LoadedEvent& event)
{
    const timeline::EventRecord& record = event.record;
    QStringList facts{QStringLiteral("#%1").arg(present::formatCount(record.id.value + 1ULL)),
                      EventHeader::tr("%1 s").arg(present::formatSeconds(record.sinceStart))};
    if (record.entry.conn().value > 1) {
        facts += EventHeader::tr("connection %1").arg(record.entry.conn().value);
    }
    if (!event.isLifeCycle()) {
        facts += present::formatBytes(record.detail.length);
        if (record.entry.has(Entry::Compressed)) {
            facts += EventHeader::tr("%1 compressed")
                         .arg(present::formatBytes(record.detail.wireLength));
        }
    }
    if (event.isAssembled()) {
        facts += EventHeader::tr("%1 frames").arg(present::formatCount(record.detail.frames));
    }
    if (record.detail.roundTrip) {
        facts +=
            EventHeader::tr("round trip %1").arg(present::formatDuration(*record.detail.roundTrip));
    }
    if (record.detail.answeredIn) {
        facts += EventHeader::tr("answered in %1")
                     .arg(present::formatDuration(*record.detail.answeredIn));
    }
    if (event.verdict && event.verdict->fits() && event.verdict->message) {
        facts += (event.verdict->skipped
                      ? EventHeader::tr("is %1 of the contract, as far as it can be checked")
                      : EventHeader::tr("is %1 of the contract"))
                     .arg(QString::fromStdString(event.contract->messageName(*event.verdict)));
    }
    return facts.join(QStringLiteral("  ·  "));
}

/// What of the contract the message breaks: first which message it is, then each place.
QStringList brokenOf(const LoadedEvent& event)
{
    if (!event.verdict || event.verdict->fits()) {
        return {};
    }
    QStringList broken;
    const QString name = QString::fromStdString(event.contract->messageName(*event.verdict));
    const bool isIt = event.verdict->kind == contract::Verdict::Kind::Breaks;
    broken += isIt ? EventHeader::tr("It breaks %1").arg(name)
              : name.isEmpty()
                  ? EventHeader::tr("It is no message of the contract")
                  : EventHeader::tr("It is no message of the contract; nearest to %1").arg(name);
    for (const contract::Violation& violation : event.verdict->violations) {
        broken += QStringLiteral("%1, %2").arg(QString::fromStdString(violation.message()),
                                               QString::fromStdString(violation.rule));
    }
    return broken;
}

} // namespace

EventHeader::EventHeader(QWidget* parent)
    : QWidget(parent), icon_(style::plainLabel()), title_(style::plainLabel({}, "title")),
      facts_(style::plainLabel({}, "muted")), note_(new ElidedLabel("eventNote")),
      checks_(new ChecksList)
{
    setObjectName(QStringLiteral("eventHeader"));
    title_->setObjectName(QStringLiteral("eventTitle"));
    facts_->setObjectName(QStringLiteral("eventFacts"));
    facts_->setWordWrap(true);
    note_->hide();
    for (QLabel* label : {title_, facts_}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(1); // is clipped instead of widening the pane
    }
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(3);
    layout->addWidget(icon_, 0, 0);
    layout->addWidget(title_, 0, 1);
    layout->addWidget(checks_->button(), 0, 2, Qt::AlignVCenter);
    layout->addWidget(facts_, 1, 1, 1, 2);
    layout->addWidget(note_, 2, 1, 1, 2);
    layout->addWidget(checks_, 3, 0, 1, 3);
    layout->setColumnStretch(1, 1);
}

void EventHeader::setEvent(std::shared_ptr<const present::LoadedEvent> event)
{
    constexpr int iconSize = 16;
    event_ = std::move(event);
    icon_->setPixmap(style::icon(style::iconName(event_->record.entry.type), inkOf(*event_))
                         .pixmap(iconSize, iconSize));
    title_->setText(present::visibleLine(titleOf(*event_)));
    facts_->setText(present::visibleLine(factsOf(*event_)));
    facts_->setToolTip(facts_->text());
    checks_->setViolations(event_->record.detail.violations, brokenOf(*event_));
}

void EventHeader::setNote(const QString& text)
{
    note_->setVisible(!text.isEmpty());
    note_->setLine(text.isEmpty() ? QString() : tr("Note: %1").arg(text.simplified()));
    note_->setToolTip(text);
}

void EventHeader::setSpace(int checks, int checksWhenOpened)
{
    space_ = {checks, checksWhenOpened};
    const QMargins margins = layout()->contentsMargins();
    checks_->setSpace({width() - margins.left() - margins.right(), checks}, checksWhenOpened);
}

void EventHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    setSpace(space_.first, space_.second);
}

void EventHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && event_) {
        setEvent(event_);
    }
}

} // namespace framescope::ui
