// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "present/json_tree_model.h"
#include "timeline/event_record.h"

#include <QMetaType>
#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::present {

/// Whether whoever sent it means JSON: text that begins like an object or an array. Numbers and
/// words alone do not make a tree.
bool looksLikeJson(const timeline::EventRecord& record);

/// All that a details pane shows of one event, by value.
struct LoadedEvent
{
    timeline::EventRecord record;
    Bytes wireBytes; ///< the frame as it was on the wire, its first part; empty for events
    std::shared_ptr<const JsonDocument> json; ///< where the payload looks like JSON, else null
    std::optional<timeline::ConnectionInfo> connection;
    Timestamp start; ///< of the recording
};

/// Loads events for the details pane in a thread of its own. The newest request wins: what was
/// asked for before it and has not been delivered is never delivered.
class EventLoader : public QObject
{
    Q_OBJECT

public:
    /// The most payload that is loaded of one event.
    static constexpr std::uint64_t PayloadLimit = std::uint64_t{64} << 20;
    /// The most of a frame's bytes on the wire.
    static constexpr std::uint64_t WireLimit = std::uint64_t{4} << 10;

    explicit EventLoader(QObject* parent = nullptr);
    ~EventLoader() override;

    void load(std::shared_ptr<const timeline::Timeline> timeline, EventId id, timeline::View view);
    /// Forgets a request that is under way.
    void cancel();

signals:
    void loaded(std::shared_ptr<const framescope::present::LoadedEvent> event);
    void failed(const QString& message);

private:
    class Worker;
    struct Request;
    void deliver(std::uint64_t number, const Result<std::shared_ptr<const LoadedEvent>>& result);

    std::unique_ptr<Worker> worker_;
    std::uint64_t newest_ = 0;
};

} // namespace framescope::present
