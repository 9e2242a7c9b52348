// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/echo.h"

#include "base/text/qt_string.h"
#include "session/received.h"
#include "session/recorded_content.h"

#include <algorithm>
#include <utility>

namespace framescope::session {

namespace {

/// Events that are looked at before other things get their turn.
constexpr int AtOnce = 4096;

message::Outgoing outgoingFrom(timeline::Type type, const Bytes& bytes)
{
    if (type == timeline::Type::Binary) {
        return message::Binary{toByteArray(bytes)};
    }
    return message::Text{toQString(asText(bytes))};
}

} // namespace

Echo::Echo(Session& session, QObject* parent)
    : QObject(parent), session_(session), timeline_(session.timeline()), reader_(*timeline_)
{
    connect(&session_, &Session::news, this, &Echo::sendMore);
    connect(&session_, &Session::canSendAgain, this, &Echo::sendMore);
    connect(&session_, &Session::stateChanged, this, &Echo::sendMore);
    sendMore();
}

/// Asks for news before it looks, so that none is missed.
void Echo::sendMore()
{
    session_.awaitNews();
    int left = AtOnce;
    for (; next_ < timeline_->size() && !closed_; ++next_) {
        const EventId id{next_};
        const timeline::Entry& entry = timeline_->entry(id);
        if (left-- == 0) {
            if (!std::exchange(goesOn_, true)) {
                QMetaObject::invokeMethod(
                    this,
                    [this] {
                        goesOn_ = false;
                        sendMore();
                    },
                    Qt::QueuedConnection);
            }
            return;
        }
        if (entry.conn() != session_.connection() ||
            !(isReceivedMessage(entry) || isReceivedClose(entry))) {
            continue;
        }
        if (!session_.canSend()) {
            return;
        }
        if (isReceivedClose(entry)) {
            closed_ = true;
            session_.answerClose();
        } else {
            echo(id, entry);
        }
    }
}

void Echo::echo(EventId id, const timeline::Entry& entry)
{
    const bool isText = entry.type == timeline::Type::Text;
    const bool isSpecial = isText && entry.has(timeline::Entry::NotText);
    const bool isStream = isSpecial || timeline_->length(entry) > LargestInMemory;
    const auto outgoing = [&]() -> Result<message::Outgoing> {
        if (isStream) {
            return message::Stream{std::make_shared<RecordedContent>(timeline_, id), isText};
        }
        return reader_.payload(id).map(
            [&](const Bytes& bytes) { return outgoingFrom(entry.type, bytes); });
    }();
    const auto sent =
        outgoing.and_then([&](const message::Outgoing& message) { return session_.send(message); });
    if (sent) {
        const Session::Progress progress = isStream ? session_.controls() : session_.messages();
        Numbers& numbers = isStream ? controls_ : messages_;
        numbers.push_back(progress.accepted);
        while (!numbers.empty() && numbers.front() <= progress.recorded) {
            numbers.pop_front();
        }
    } else {
        emit failed(toQString("message " + std::to_string(std::uint64_t{id.value} + 1) +
                              " was not sent back: " + sent.error().message()));
    }
}

std::uint64_t Echo::waiting() const
{
    const auto behind = [](const Numbers& numbers, const Session::Progress& progress) {
        return numbers.end() - std::ranges::upper_bound(numbers, progress.recorded);
    };
    return static_cast<std::uint64_t>(behind(messages_, session_.messages()) +
                                      behind(controls_, session_.controls()));
}

std::uint64_t Echo::unsent() const
{
    std::uint64_t count = waiting();
    bool closed = closed_;
    for (std::uint32_t next = next_; next < timeline_->size() && !closed; ++next) {
        const timeline::Entry& entry = timeline_->entry(EventId{next});
        if (entry.conn() == session_.connection()) {
            count += isReceivedMessage(entry) ? 1 : 0;
            closed = isReceivedClose(entry);
        }
    }
    return count;
}

} // namespace framescope::session
