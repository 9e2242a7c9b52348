// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "present/payload/payload.h"
#include "present/payload/response_body.h"
#include "present/rows/contract_findings.h"
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
    wire::Violations violations; ///< of the frame, and of its message if it is the only frame
    std::shared_ptr<const Bytes> wireBytes; ///< the first WireLimit bytes of the frame, never null
};

/// The data of one event that the details pane shows.
struct LoadedEvent
{
    timeline::EventRecord record;             ///< without its payload, which is in `payload`
    std::shared_ptr<const Bytes> payload;     ///< never null; empty for life-cycle events; only
                                              ///< its beginning if record.payloadCut is set
    std::shared_ptr<const Payload> content;   ///< the whole payload, never null
    std::shared_ptr<const Payload> asItCame;  ///< the compressed payload as received; else null
    std::optional<LoadedFrame> frame;         ///< the frame, or the first frame of a message
    std::shared_ptr<const JsonDocument> json; ///< the payload as JSON, see jsonDocument; else null
    bool jsonLater = false;                   ///< may be JSON, too large for `json`: see readJson
    std::optional<timeline::ConnectionInfo> connection;
    ResponseBody responseBody;        ///< of `connection`, if its upgrade was refused
    Timestamp start;                  ///< start of the recording
    contract::Document::Ptr contract; ///< that is open; null: none
    std::shared_ptr<const contract::Verdict> verdict; ///< how it stands to that; null: it can't

    bool isLifeCycle() const { return record.kind == timeline::Kind::Event; }
    bool isAssembled() const { return record.entry.has(timeline::Entry::Assembled); }
};

/// Returns the payload parsed as JSON. Returns null unless it is UTF-8, begins like an object or an
/// array and, unless the type is Text, is valid JSON to its end. A lone number or word gives null.
std::shared_ptr<const JsonDocument> jsonDocument(timeline::Type type,
                                                 const std::shared_ptr<const Bytes>& payload);

/// Loads events for the details pane in the background. The newest request wins: an earlier request
/// that is still pending is dropped.
class EventLoader : public QObject
{
    Q_OBJECT

public:
    /// The most payload bytes in LoadedEvent::payload; LoadedEvent::content has the rest.
    static constexpr std::uint64_t PayloadLimit = std::uint64_t{4} << 20;
    /// The most payload bytes that are parsed as JSON while loading.
    static constexpr std::uint64_t JsonLimit = std::uint64_t{256} << 10;
    /// The most bytes of a frame on the wire that are loaded.
    static constexpr std::uint64_t WireLimit = std::uint64_t{4} << 10;

    using QObject::QObject;

    /// Precondition: the timeline has the event.
    void load(std::shared_ptr<const timeline::Timeline> timeline, EventId id, timeline::View view);
    /// Sets how messages stand to a contract, for later requests; null: there is none.
    void setFindings(std::shared_ptr<ContractFindings> findings)
    {
        findings_ = std::move(findings);
    }
    /// Drops a pending request, and releases the timeline.
    void cancel();

signals:
    /// Emitted in this object's thread.
    void loaded(const std::shared_ptr<const framescope::present::LoadedEvent>& event);
    void failed(const QString& message);

private:
    struct Source;

    std::shared_ptr<Source> source_; ///< source of the latest request
    std::shared_ptr<ContractFindings> findings_;
    work::Task task_;
};

} // namespace framescope::present
