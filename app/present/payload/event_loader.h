// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "present/payload/payload.h"
#include "present/values/json_tree_model.h"
#include "timeline/index/event_record.h"
#include "work/task.h"

#include <QMetaType>
#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>

namespace framescope::present {

/// A frame as it was on the wire.
struct LoadedFrame
{
    wire::FrameHeader header;
    bool compressed = false;
    wire::Violations violations; ///< of this frame, and of its message where it is all of it
    std::shared_ptr<const Bytes> wireBytes; ///< its first part, never null
};

/// All that a details pane shows of one event, by value.
struct LoadedEvent
{
    timeline::EventRecord record;             ///< its payload was moved to `payload`
    std::shared_ptr<const Bytes> payload;     ///< never null; empty for life-cycle events; where
                                              ///< record.payloadCut is set only its beginning
    std::shared_ptr<const Payload> content;   ///< all of the payload, never null
    std::shared_ptr<const Payload> asItCame;  ///< of what is compressed, not inflated; else null
    std::optional<LoadedFrame> frame;         ///< the frame; of an assembled message the first one
    std::shared_ptr<const JsonDocument> json; ///< where the payload is meant to be JSON, else null
    bool jsonLater = false;                   ///< it may be JSON, and is too large to be read by
                                              ///< the way (see readJson)
    std::optional<timeline::ConnectionInfo> connection;
    Timestamp start; ///< of the recording

    bool isLifeCycle() const { return record.kind == timeline::Kind::Event; }
    bool isAssembled() const { return record.entry.has(timeline::Entry::Assembled); }
};

/// The payload of an event of this type where it is meant to be JSON, else null: it is UTF-8,
/// begins like an object or an array and, unless the type is Text, is JSON to its end. Numbers
/// and words alone do not make a tree.
std::shared_ptr<const JsonDocument> jsonDocument(timeline::Type type,
                                                 const std::shared_ptr<const Bytes>& payload);

/// Loads events for the details pane, in the background. The newest request wins: what was asked
/// for before it and has not been delivered is never delivered.
class EventLoader : public QObject
{
    Q_OBJECT

public:
    /// The most payload that is loaded of one event; LoadedEvent::content has the rest.
    static constexpr std::uint64_t PayloadLimit = std::uint64_t{4} << 20;
    /// The most payload that is read as JSON by the way.
    static constexpr std::uint64_t JsonLimit = std::uint64_t{256} << 10;
    /// The most of a frame's bytes on the wire.
    static constexpr std::uint64_t WireLimit = std::uint64_t{4} << 10;

    using QObject::QObject;

    /// Precondition: the timeline has the event.
    void load(std::shared_ptr<const timeline::Timeline> timeline, EventId id, timeline::View view);
    /// Forgets a request that is under way, and the timeline.
    void cancel();

signals:
    /// In this object's thread.
    void loaded(const std::shared_ptr<const framescope::present::LoadedEvent>& event);
    void failed(const QString& message);

private:
    struct Source;

    std::shared_ptr<Source> source_; ///< of the last request
    work::Task task_;
};

} // namespace framescope::present
