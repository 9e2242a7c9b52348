// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/index/publisher.h"

namespace framescope::timeline {

namespace {

std::uint32_t orInDetail(std::uint64_t length)
{
    return length < Entry::LengthInDetail ? static_cast<std::uint32_t>(length)
                                          : Entry::LengthInDetail;
}

} // namespace

EventId Publisher::publish(Entry entry, Detail detail)
{
    entry.wireLength = orInDetail(detail.wireLength);
    entry.length = orInDetail(detail.length);
    entry.set(Entry::HasViolation, !detail.violations.empty());
    entry.detail = detailNumber(std::move(detail));
    return publish(entry);
}

/// Stores a detail only once if one of the last frames or messages has the same: in a flood of
/// frames that violate a rule, each may have only two bytes.
std::uint32_t Publisher::detailNumber(Detail detail)
{
    const bool mayRepeat = !detail.lifeCycle;
    if (mayRepeat) {
        for (const std::uint32_t number : lastDetails_) {
            if (number > 0 && timeline_.details_[number - 1] == detail) {
                return number;
            }
        }
    }
    const auto number = static_cast<std::uint32_t>(timeline_.details_.push(std::move(detail)) + 1);
    if (mayRepeat) {
        lastDetails_[nextOfLast_++ % lastDetails_.size()] = number;
    }
    return number;
}

EventId Publisher::publish(ConnectionId conn, Timestamp time, Type type, Detail detail,
                           std::optional<Direction> direction)
{
    Entry entry;
    entry.time = time.time_since_epoch().count();
    entry.connection = conn.value;
    entry.type = type;
    entry.flags = Entry::InFrames | Entry::InMessages;
    if (direction) {
        entry.setDirection(*direction);
    }
    counters().violations.add(detail.violations.size());
    if (type == Type::Error && conn.value > 0 && detail.as<ErrorDetail>()) {
        update(conn, [&detail](ConnectionInfo& info) {
            if (!info.error) {
                info.error = detail.lifeCycle;
            }
            if (detail.as<ErrorDetail>()->layer == "http") {
                info.lastHttpError = detail.lifeCycle;
            }
        });
    }
    return publish(entry, std::move(detail));
}

void Publisher::addConnection(ConnectionId conn)
{
    auto connection = std::make_unique<Timeline::Connections::Connection>();
    connection->info.id = conn;
    timeline_.connections_->all.push(std::move(connection));
}

void Publisher::editNotes(NoteEdit edit)
{
    if (edit.isChange()) {
        Timeline::Connections& connections = *timeline_.connections_;
        const std::lock_guard lock(connections.mutex);
        connections.changedNotes.insert_or_assign(*edit.replaces, edit.text);
        connections.anyChangedNote = true;
    }
    timeline_.noteEdits_.push(std::move(edit));
}

void Publisher::setFile(std::shared_ptr<const recording::File> file)
{
    const std::lock_guard lock(timeline_.connections_->mutex);
    timeline_.connections_->file = std::move(file);
}

} // namespace framescope::timeline
