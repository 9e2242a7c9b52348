// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_walk.h"
#include "contract/checking/checker.h"
#include "filter/match/connection_channel.h"
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

/// The event being tested. Its data is read on demand, at most once. Use one object per thread.
class Candidate
{
public:
    /// `contract` is the one that the filter is about, or null.
    Candidate(const timeline::Timeline& timeline, timeline::View view,
              contract::Document::Ptr contract = {});

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
    /// The header of a frame, or of a message's first frame. Null for other events, and on read
    /// errors.
    const wire::FrameHeader* header();
    /// Whether the payload is longer than `LongestWhole`, so that only `findInParts` reads it.
    bool isLong() const { return !isLifeCycle() && timeline_.length(*entry_) > LongestWhole; }
    /// The payload, unmasked and inflated; nullopt for life-cycle events, long payloads and read
    /// errors.
    std::optional<ByteView> payload();
    /// Whether a part of the payload satisfies `isFound`; each part begins with the last `overlap`
    /// bytes of the previous one. Returns nullopt on read errors.
    std::optional<bool> findInParts(std::size_t overlap,
                                    const std::function<bool(const PayloadPart&)>& isFound);
    /// Whether a literal is in the payload; Unknown if that requires reading the payload
    /// separately. `slot` is the literal's number in its filter.
    PayloadScan::Found scan(std::size_t slot, const ByteSearch& literal);
    /// Whether the literal is known to be missing from the payload. If it rarely is, the search
    /// pauses for a while, since it would cost more than it saves.
    bool lacks(std::size_t slot, const ByteSearch& literal);
    /// Like payload(), to be searched as JSON: a payload that is too long is recorded in tooLong().
    std::optional<ByteView> json();
    /// The values that codec::decode finds in a payload that is not JSON, as a JSON text; empty if
    /// it recognises none.
    const std::string& decodedJson();
    codec::JsonWalk& jsonWalk() { return jsonWalk_; }

    /// The details of a life-cycle event; empty for other events.
    const DetailText& detailText();

    bool isHeartbeat();

    /// How the message stands to the contract; null if the event is no message that can be held
    /// against it, or there is no contract.
    const contract::Verdict* verdict();

    /// The current notes and marks.
    const timeline::Notes& notes();

    /// Records that a regular expression was not found in a long payload, which may still contain a
    /// match that is longer than the overlap of the parts.
    void noteLongForRegex() { note(tooLong_.forRegex); }
    const TooLong& tooLong() const { return tooLong_; }

private:
    /// The search for one literal, and how often the payload lacked it.
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
    codec::JsonWalk jsonWalk_;
    std::optional<timeline::Heartbeats> heartbeats_;
    std::optional<timeline::Notes> notes_;
    contract::Document::Ptr contract_;
    std::optional<contract::Checker> checker_;
    std::optional<ConnectionChannel> channel_;
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
    bool judged_ = false;
    std::optional<contract::Verdict> verdict_;
};

} // namespace framescope::filter
