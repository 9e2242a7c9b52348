// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/send_again.h"

#include "base/text/qt_string.h"
#include "codec/json/json_outline.h"
#include "message/draft_from.h"
#include "present/rows/timeline_model.h"
#include "present/words/format.h"
#include "session/recorded_content.h"
#include "timeline/payload/stream_reader.h"
#include "ui/composer/composer.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/error_text.h"

#include <QItemSelectionModel>
#include <QMenu>

#include <algorithm>

namespace framescope::ui {

using message::Draft;
using timeline::Entry;
using timeline::Type;

namespace {

/// The opcode of a whole message or control frame; nullopt for anything else, such as a fragment.
std::optional<wire::Opcode> opcodeOf(const Entry& entry)
{
    if (!entry.has(Entry::InMessages)) {
        return std::nullopt;
    }
    switch (entry.type) {
    case Type::Text:
        return wire::Opcode::Text;
    case Type::Binary:
        return wire::Opcode::Binary;
    case Type::Ping:
        return wire::Opcode::Ping;
    case Type::Pong:
        return wire::Opcode::Pong;
    case Type::Close:
        return wire::Opcode::Close;
    default:
        return std::nullopt;
    }
}

Result<Draft> draftOf(const timeline::Timeline& timeline, EventId id)
{
    timeline::StreamReader reader(timeline);
    const auto opcode = opcodeOf(timeline.entry(id));
    return reader.payload(id).map([&](const Bytes& payload) {
        Draft draft = message::draftFrom(*opcode, payload);
        const bool json = draft.kind == Draft::Kind::Text && codec::beginsLikeJson(payload) &&
                          !codec::JsonOutline::parse(payload).failure();
        draft.kind = json ? Draft::Kind::Json : draft.kind;
        return draft;
    });
}

QString withShortcut(const QString& text, ActionId id)
{
    const auto table = actionTable();
    const auto row = std::ranges::find(table, id, &ActionRow::id);
    return text + QLatin1Char('\t') +
           QKeySequence::fromString(QString::fromLatin1(row->shortcut))
               .toString(QKeySequence::NativeText);
}

} // namespace

SendAgain::SendAgain(TimelineView& view, present::TimelineModel& model, Composer& composer)
    : QObject(&view), view_(view), model_(model), composer_(composer)
{
    connect(&view_, &TimelineView::rowMenuOpens, this, &SendAgain::addTo);
}

void SendAgain::run(ActionId id)
{
    if (model_.timeline()) {
        runAction({{ActionId::SendAgain, [this] { send(); }},
                   {ActionId::EditAndSend, [this] { edit(); }}},
                  id);
    }
}

void SendAgain::addTo(QMenu& menu)
{
    const auto current = view_.currentEvent();
    if (!current || !composer_.isVisibleTo(composer_.window()) ||
        !opcodeOf(model_.timeline()->entry(*current))) {
        return;
    }
    menu.addSeparator();
    menu.addAction(style::icon(QStringLiteral("send")),
                   withShortcut(actionText(choice()), ActionId::SendAgain), this, &SendAgain::send);
    if (selected().size() == 1) {
        menu.addAction(withShortcut(tr("&Edit and send…"), ActionId::EditAndSend), this,
                       &SendAgain::edit);
    }
}

/// The events of the selected rows in the order of the rows; at most one more than MostRows.
std::vector<EventId> SendAgain::selected() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : view_.selectionModel()->selection()) {
        for (int row = range.top();
             row <= range.bottom() && rows.size() <= static_cast<std::size_t>(MostRows); ++row) {
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows);
    std::vector<EventId> events;
    for (const int row : rows) {
        events.push_back(model_.eventAt(row));
    }
    return events;
}

SendAgain::Choice SendAgain::choice() const
{
    Choice choice;
    std::vector<EventId> received;
    for (const EventId id : selected()) {
        const Entry& entry = model_.timeline()->entry(id);
        if (!opcodeOf(entry)) {
            ++choice.withoutMessage;
        } else {
            (entry.direction() == Direction::In ? received : choice.events).push_back(id);
        }
    }
    choice.received = choice.events.empty();
    if (choice.received) {
        choice.events = std::move(received);
    } else {
        choice.receivedToo = received.size();
    }
    return choice;
}

QString SendAgain::actionText(const Choice& choice)
{
    const QString count = present::formatCount(choice.events.size());
    if (choice.received) {
        return choice.events.size() == 1 ? tr("&Send this received message")
                                         : tr("&Send these %1 received messages").arg(count);
    }
    const QString what =
        choice.events.size() == 1 ? tr("&Send again") : tr("&Send these %1 again").arg(count);
    return choice.receivedToo == 0
               ? what
               : tr("%1, without %2 received").arg(what, present::formatCount(choice.receivedToo));
}

QString SendAgain::report(const Choice& choice)
{
    const std::uint64_t count = choice.events.size();
    QStringList parts{choice.received
                          ? tr("sending %1").arg(present::formatCounted(count, "received message"))
                          : tr("sending %1 again").arg(present::formatCounted(count, "message"))};
    if (choice.receivedToo > 0) {
        parts += tr("%1 left out: select only those to send them")
                     .arg(present::formatCounted(choice.receivedToo, "received message"));
    }
    if (choice.withoutMessage > 0) {
        parts += tr("%1 left out, being no whole message")
                     .arg(present::formatCounted(choice.withoutMessage, "row"));
    }
    return parts.join(QStringLiteral("; "));
}

Result<std::vector<message::Outgoing>>
SendAgain::read(const std::shared_ptr<const timeline::Timeline>& timeline,
                const std::vector<EventId>& events)
{
    std::vector<message::Outgoing> messages;
    std::uint64_t inMemory = 0;
    message::TemplateScope scope;
    for (const EventId id : events) {
        const Entry& entry = timeline->entry(id);
        const std::uint64_t length = timeline->length(entry);
        const bool isData = entry.type == Type::Text || entry.type == Type::Binary;
        if (isData && (length > MostInMemory || inMemory + length > MostInAll)) {
            messages.emplace_back(
                message::Stream{std::make_shared<session::RecordedContent>(timeline, id),
                                entry.type == Type::Text});
            continue;
        }
        inMemory += length;
        auto outgoing = draftOf(*timeline, id).and_then([&](Draft draft) {
            draft.kind = draft.kind == Draft::Kind::Json ? Draft::Kind::Text : draft.kind;
            return outgoingFrom(draft, scope);
        });
        if (!outgoing) {
            return tl::unexpected(outgoing.error());
        }
        messages.push_back(*std::move(outgoing));
    }
    return messages;
}

void SendAgain::send()
{
    const Choice choice = this->choice();
    if (choice.events.empty() || selected().size() > static_cast<std::size_t>(MostRows)) {
        emit noticed(
            choice.events.empty()
                ? tr("No message is selected.")
                : tr("At most %1 rows can be sent at once.").arg(present::formatCount(MostRows)));
        return;
    }
    if (!composer_.isOpen()) {
        emit noticed(tr("Connect to send."));
        return;
    }
    task_.run([timeline = model_.timeline(),
               events = choice.events](work::Run& /*run*/) { return read(timeline, events); },
              [this, report = report(choice)](Result<std::vector<message::Outgoing>> messages) {
                  if (!messages) {
                      emit noticed(errorText(messages.error()));
                      return;
                  }
                  composer_.sendAll(*std::move(messages));
                  emit noticed(report);
              });
}

void SendAgain::edit()
{
    const auto current = view_.currentEvent();
    if (!current) {
        emit noticed(tr("Nothing is selected."));
        return;
    }
    const Entry& entry = model_.timeline()->entry(*current);
    if (!opcodeOf(entry)) {
        emit noticed(tr("This row is no whole message: there is nothing to be edited."));
        return;
    }
    if (model_.timeline()->length(entry) > MostInMemory) {
        emit noticed(tr("The message is too large to be edited here: %1, at most 1 MiB. It can be "
                        "sent again as it is.")
                         .arg(present::formatBytes(model_.timeline()->length(entry))));
        return;
    }
    task_.run([timeline = model_.timeline(),
               id = *current](work::Run& /*run*/) { return draftOf(*timeline, id); },
              [this](const Result<Draft>& draft) {
                  if (!draft) {
                      emit noticed(errorText(draft.error()));
                      return;
                  }
                  composer_.compose(*draft);
                  composer_.setFocus(Qt::OtherFocusReason);
              });
}

} // namespace framescope::ui
