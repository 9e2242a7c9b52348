// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_walk.h"
#include "filter/match/detail_text.h"
#include "filter/match/payload_part.h"
#include "filter/match/payload_scan.h"
#include "filter/match/plain_payloads.h"
#include "filter/match/too_long.h"
#include "timeline/heartbeats/heartbeats.h"
#include "timeline/index/event_record.h"
#include "timeline/index/timeline.h"
#include "timeline/notes/notes.h"
#include "timeline/payload/stream_reader.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// The event that is being tested. Its data is read on demand and only once. One per thread.
class Candidate
{
public:
    Candidate(const timeline::Timeline& timeline, timeline::View view);

    void lookAt(EventId id);

    const timeline::Timeline& timeline() const { return timeline_; }
    timeline::View view() const { return view_; }
    EventId id() const { return id_; }
    const timeline::Entry& entry() const { return *entry_; }
    bool isLifeCycle() const { return timeline::isLifeCycle(entry_->type); }
    bool isData() const
    {
        return entry_->type >= timeline::Type::Continuation &&
               entry_->type <= timeline::Type::Binary;
    }

    /// Null if the event has none.
    const timeline::Detail* detail();
    /// The header of a frame, or of a message's first frame. Null for other events, and if it can't
    /// be read.
    const wire::FrameHeader* header();
    /// The payload is longer than `LongestWhole`, so only `findInParts` reads it.
    bool isLong() const { return !isLifeCycle() && timeline_.length(*entry_) > LongestWhole; }
    /// The payload, unmasked and inflated; nothing for life-cycle events and long payloads, and if
    /// it can't be read.
    std::optional<ByteView> payload();
    /// Whether a part of the payload satisfies `isFound`; each part begins with the last `overlap`
    /// bytes of the previous one. Nothing if it can't be read.
    std::optional<bool> findInParts(std::size_t overlap,
                                    const std::function<bool(const PayloadPart&)>& isFound);
    /// Whether a literal is in the payload, if that is known without reading the payload
    /// separately. `slot`: the literal's number in its filter.
    PayloadScan::Found scan(std::size_t slot, const ByteSearch& literal);
    /// Whether the literal is known to be missing from the payload. If it is rarely missing, the
    /// search pauses for a while, since it would cost more than it saves.
    bool lacks(std::size_t slot, const ByteSearch& literal);
    /// As payload(), to be looked through as JSON: where it is too long for that, it is noted.
    std::optional<ByteView> json();
    /// A payload that is not JSON but holds values (codec::decode), as a JSON text; empty where
    /// nothing is recognised.
    const std::string& decodedJson();
    JsonWalk& jsonWalk() { return jsonWalk_; }

    /// Of a life-cycle event; empty for other events.
    const DetailText& detailText();

    bool isHeartbeat();

    /// Notes and marks as they are now.
    const timeline::Notes& notes();

    /// Records that a regular expression was not found in a long payload; it may still contain a
    /// match that is longer than the overlap of the parts.
    void noteLongForRegex() { note(tooLong_.forRegex); }
    const TooLong& tooLong() const { return tooLong_; }

private:
    /// A literal to search for.
    struct Scan
    {
        Scan(timeline::StreamSource& source, const ByteSearch& literal) : scan(source, literal) {}

        PayloadScan scan;
        std::uint32_t asked = 0;
        std::uint32_t lacking = 0;
    };

    void note(std::vector<EventId>& list);
    Scan& scanOf(std::size_t slot, const ByteSearch& literal);

    const timeline::Timeline& timeline_;
    timeline::View view_;
    timeline::StreamReader reader_;
    PlainPayloads plain_;
    timeline::StreamSource source_;
    std::vector<std::unique_ptr<Scan>> scans_;
    JsonWalk jsonWalk_;
    std::optional<timeline::Heartbeats> heartbeats_;
    std::optional<timeline::Notes> notes_;
    TooLong tooLong_;

    EventId id_;
    const timeline::Entry* entry_ = nullptr;
    bool payloadRead_ = false;
    bool headerRead_ = false;
    bool decoded_ = false;
    std::optional<ByteView> payload_;
    std::optional<wire::FrameHeader> header_;
    std::string decodedJson_;
    std::optional<DetailText> detailText_;
};

} // namespace framescope::filter
