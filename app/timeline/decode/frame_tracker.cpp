// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/decode/frame_tracker.h"

#include "base/text/counted.h"

#include <algorithm>
#include <utility>

namespace framescope::timeline {

namespace {

// The most data between checkpoints: a reader inflates up to this much needlessly.
constexpr std::uint64_t BytesPerCheckpoint = 1024 * 1024;
constexpr std::uint64_t MessagesPerCheckpoint = 4096;
constexpr std::size_t MaxArrivals = 8192; // if exceeded, old ones are removed

bool fits(std::uint64_t length)
{
    return length < Entry::LengthInDetail;
}

unsigned only(bool condition, Entry::Flag flag)
{
    return condition ? unsigned{flag} : 0U;
}

bool has(const wire::Violations& violations, wire::Rule rule)
{
    return std::ranges::find(violations, rule, &wire::Violation::rule) != violations.end();
}

void addOneOfEachRule(wire::Violations& to, const wire::Violations& from)
{
    for (const wire::Violation& violation : from) {
        if (!has(to, violation.rule)) {
            to.push_back(violation);
        }
    }
}

std::string resumedText(Direction direction, bool again, std::uint64_t passed)
{
    std::string text = "the frames of " + ownerOf(direction) + " are told apart " +
                       (again ? "again " : "") + "from here on";
    if (passed > 0) {
        text += "; " + counted(passed, "byte") + " before them " + (passed == 1 ? "is" : "are") +
                " not";
    }
    return text;
}

wire::FrameStream::Options optionsOf(Direction direction, const StreamIndex& index)
{
    return {direction, index.framesStart, index.deflate, index.inflateLimit};
}

} // namespace

std::string missingText(Direction direction, std::uint64_t count)
{
    return counted(count, "byte") + " that " + ownerOf(direction) + " sent " +
           (count == 1 ? "is" : "are") + " missing from the recording";
}

FrameTracker::FrameTracker(ConnectionId conn, Direction direction, Publisher& publisher,
                           StreamIndex& index, ControlFrames& controls)
    : conn_(conn), direction_(direction), publisher_(publisher), index_(index), controls_(controls),
      counters_(publisher.counters().direction[indexOf(direction)]),
      stream_(std::make_shared<wire::FrameStream>(optionsOf(direction, index)))
{
    if (index.deflate && !index.deflate->noContextTakeover(direction)) {
        index.checkpoints = std::make_unique<AppendLog<InflateCheckpoint, 16>>();
    }
}

void FrameTracker::follow(std::shared_ptr<wire::FrameStream> stream)
{
    stream_ = std::move(stream);
    follows_ = true;
}

void FrameTracker::lose(std::string why, StreamOffset next)
{
    lostAt_ = next;
    finder_.emplace(
        wire::FrameFinder::Options{direction_ == Direction::Out, index_.deflate.has_value(), next});
    controls_.unreadable(direction_, std::move(why));
}

void FrameTracker::feed(Timestamp time, ByteView bytes)
{
    if (ended_) {
        return;
    }
    time_ = time;
    if (follows_) {
        return;
    }
    if (!finder_) {
        stream_->feed(pass(bytes), *this);
        return;
    }
    arrivals_.push_back({finder_->position(), time});
    finder_->feed(bytes);
    if (arrivals_.size() >= MaxArrivals) { // remove those of pieces no longer kept
        const auto kept =
            std::ranges::upper_bound(arrivals_, finder_->keptFrom(), {}, &Arrival::start);
        arrivals_.erase(arrivals_.begin(), std::max(arrivals_.begin(), kept - 1));
    }
    resumeWhereFound();
}

bool FrameTracker::skip(Timestamp time, std::uint64_t count)
{
    if (ended_) {
        return true;
    }
    const std::uint64_t passed = std::min(toPass_, count);
    toPass_ -= passed;
    count -= passed;
    if (!finder_ && stream_->skip(count)) {
        missing_ += count;
        return true;
    }
    time_ = time;
    if (!finder_) {
        const wire::FrameDecoder& decoder = stream_->decoder();
        const StreamOffset next = decoder.position() + count;
        if (const wire::FrameHeader* header = decoder.currentHeader()) {
            missing_ += header->payloadLength - decoder.payloadReceived();
        }
        cutting_ = true;
        stream_->end(*this);
        cutting_ = false;
        lose(missingText(direction_, count), next);
    } else {
        finder_->gap(count);
    }
    arrivals_.clear();
    return false;
}

void FrameTracker::startAt(StreamOffset start)
{
    toPass_ = passed_ = start.value - finder_->position().value;
    finder_.reset();
    resumeAt(start);
}

/// Skips `toPass_` bytes; returns the rest.
ByteView FrameTracker::pass(ByteView bytes)
{
    const auto passed = static_cast<std::size_t>(std::min<std::uint64_t>(toPass_, bytes.size()));
    toPass_ -= passed;
    if (toPass_ == 0 && passed_ > 0) {
        tellResumed(std::exchange(passed_, 0));
    }
    return bytes.subspan(passed);
}

void FrameTracker::resumeAt(StreamOffset start)
{
    if (index_.checkpoints) {
        index_.checkpoints->push(InflateCheckpoint{start, {}});
    }
    sinceCheckpoint_ = messagesSinceCheckpoint_ = 0;
    controls_.readable(direction_);
    stream_->resume(start);
}

void FrameTracker::tellResumed(std::uint64_t passed)
{
    const bool again = nextFrame_.value > 0;
    publisher_.note(conn_, time_, resumedText(direction_, again, passed), direction_);
}

/// Decodes the bytes stored during the search, with their arrival times.
void FrameTracker::resumeWhereFound()
{
    const auto found = finder_->found();
    if (!found) {
        return;
    }
    const ByteView kept = finder_->bytesFrom(found->start);
    const Bytes bytes(kept.begin(), kept.end());
    const std::vector<Arrival> arrivals = std::exchange(arrivals_, {});
    finder_.reset();
    tellResumed(found->start.value - lostAt_.value);
    resumeAt(found->start);
    const std::uint64_t end = found->start.value + bytes.size();
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        const std::uint64_t from = std::max(arrivals[i].start, found->start).value;
        const std::uint64_t to = i + 1 < arrivals.size() ? arrivals[i + 1].start.value : end;
        if (from < to) {
            time_ = arrivals[i].time;
            stream_->feed(
                ByteView(bytes).subspan(static_cast<std::size_t>(from - found->start.value),
                                        static_cast<std::size_t>(to - from)),
                *this);
        }
    }
}

void FrameTracker::end(Timestamp time)
{
    if (ended_) {
        return;
    }
    time_ = time;
    if (finder_) {
        finder_->finish();
        resumeWhereFound();
        time_ = time;
    }
    ended_ = cutting_ = true;
    index_.framesEnd.store(index_.length.load(std::memory_order_relaxed),
                           std::memory_order_release);
    if (finder_) {
        return;
    }
    const wire::FrameDecoder& decoder = stream_->decoder();
    if (const wire::FrameHeader* header = decoder.currentHeader()) {
        if (decoder.payloadReceived() < header->payloadLength) { // else its last bytes are missing
            cut_ = Cut{typeOf(header->opcode), decoder.payloadReceived() - missing_,
                       header->payloadLength};
        }
    } else if (decoder.midFrame()) {
        cut_ = Cut{{}, decoder.partialHeader().size(), 0};
    }
    stream_->end(*this);
}

void FrameTracker::goOn()
{
    const bool atFrame = (!cut_ || cut_->ofMessage) && !finder_;
    const StreamOffset next{index_.length.load(std::memory_order_relaxed)};
    ended_ = cutting_ = false;
    cut_.reset();
    index_.framesEnd.store(StreamIndex::Unknown, std::memory_order_release);
    lose("a frame was cut off where the connection was told as closed", next);
    if (atFrame) {
        startAt(next);
    }
}

void FrameTracker::frameBegin(const wire::FrameHeader&, StreamOffset, const wire::Violations&)
{
    missing_ = 0;
}

void FrameTracker::frameEnd(const wire::FrameReport& report)
{
    nextFrame_ = report.start + report.header.size + report.header.payloadLength;
    counters_.frames.add(1);
    counters_.payloadBytes.add(report.received);
    const Entry entry = entryOf(report);
    publisher_.counters()
        .framesOfType[static_cast<std::size_t>(entry.type) -
                      static_cast<std::size_t>(Type::Continuation)]
        .add(1);
    if (!report.violations.empty()) {
        publisher_.counters().violations.add(report.violations.size());
    }
    // An incomplete data frame counts as sent, an incomplete control frame does not.
    const bool came = report.complete || wire::isData(report.header.opcode);
    if (came && has(report.violations, wire::Rule::DataAfterClose)) {
        controls_.closeFollowed(direction_, entry.type);
    }
    if (awaitsMessage(report)) {
        single_ = entry;
        messageMissing_ = missing_;
        violations_.clear();
        addOneOfEachRule(violations_, report.violations);
    } else if (wire::isControl(report.header.opcode)) {
        publishControl(entry, report);
    } else {
        publishFrame(entry, report);
    }
}

void FrameTracker::messageEnd(const wire::MessageReport& report)
{
    counters_.messages.add(1);
    counters_.length.add(report.length);
    addOneOfEachRule(violations_, report.violations); // counted with its frames
    if (single_) {
        publishSingle(report);
    } else if (firstFrame_) {
        if (ended_ && !cut_) {
            cut_ = Cut{typeOf(report.opcode), report.wireLength, 0, true};
        }
        publishAssembled(report);
    }
    checkpoint(report);
}

Entry FrameTracker::entryOf(const wire::FrameReport& report) const
{
    Entry entry;
    entry.time = time_.time_since_epoch().count();
    entry.streamOffset = report.start.value;
    entry.connection = conn_.value;
    entry.wireLength = static_cast<std::uint32_t>(report.received);
    entry.length = static_cast<std::uint32_t>(report.length);
    entry.type = typeOf(report.header.opcode);
    entry.flags = static_cast<std::uint16_t>(
        Entry::InFrames | Entry::HasDirection |
        only(direction_ == Direction::Out, Entry::Outgoing) | only(report.header.fin, Entry::Fin) |
        only(report.header.masked, Entry::Masked) | only(report.compressed, Entry::Compressed) |
        only(!report.complete, Entry::Incomplete));
    return entry;
}

/// Whether this is the only frame of a message, so that messageEnd follows.
bool FrameTracker::awaitsMessage(const wire::FrameReport& report) const
{
    const wire::Opcode opcode = report.header.opcode;
    return (opcode == wire::Opcode::Text || opcode == wire::Opcode::Binary) &&
           (report.header.fin || cutting_);
}

/// Publishes a frame of a message in several frames, or one outside any message. The latter is also
/// a row of the Messages view.
void FrameTracker::publishFrame(const Entry& entry, const wire::FrameReport& report)
{
    Entry frame = entry;
    const bool orphan =
        entry.type == Type::Reserved || (entry.type == Type::Continuation && !firstFrame_);
    frame.set(Entry::InMessages, orphan);
    EventId id;
    if (isPlain(report)) {
        id = publisher_.publish(frame);
    } else {
        id = publisher_.publish(frame, detailOf(report));
        controls_.violated(direction_, id, report.violations);
    }
    if (!orphan) {
        rememberForMessage(id, report);
    }
}

void FrameTracker::rememberForMessage(EventId id, const wire::FrameReport& report)
{
    if (report.header.opcode != wire::Opcode::Continuation) {
        firstFrame_ = id;
        firstFrameMasked_ = report.header.masked;
        messageMissing_ = 0;
        violations_.clear();
    }
    messageMissing_ += missing_;
    addOneOfEachRule(violations_, report.violations);
}

/// Whether the entry alone describes the frame completely.
bool FrameTracker::isPlain(const wire::FrameReport& report) const
{
    return report.violations.empty() && missing_ == 0 && !report.notInflated &&
           fits(report.received) && fits(report.length);
}

Detail FrameTracker::detailOf(const wire::FrameReport& report) const
{
    Detail detail;
    detail.wireLength = report.received;
    detail.length = report.length;
    detail.missing = missing_;
    detail.notInflated = report.notInflated;
    detail.violations = report.violations;
    return detail;
}

void FrameTracker::publishControl(const Entry& entry, const wire::FrameReport& report)
{
    Entry frame = entry;
    frame.set(Entry::InMessages);
    Detail detail = detailOf(report);
    if (missing_ > 0) {
        controls_.notWhole(direction_, frame.type, missing_);
    }
    if (frame.type == Type::Pong) {
        controls_.describePong(direction_, time_, report, detail);
    } else if (frame.type == Type::Close) {
        detail.code = report.close->code;
        detail.reason = missing_ > 0 ? std::string() : report.close->reason;
        controls_.closeReported(direction_, time_, report);
    }
    const bool plain = frame.type == Type::Ping && isPlain(report);
    const EventId id =
        plain ? publisher_.publish(frame) : publisher_.publish(frame, std::move(detail));
    controls_.violated(direction_, id, report.violations);
    if (frame.type == Type::Ping) {
        controls_.pingPublished(direction_, id, time_, report);
    }
}

void FrameTracker::publishSingle(const wire::MessageReport& report)
{
    Entry entry = *std::exchange(single_, {});
    entry.set(Entry::InMessages);
    entry.set(Entry::Incomplete, !report.complete);
    if (violations_.empty() && messageMissing_ == 0 && !report.notInflated &&
        fits(report.wireLength) && fits(report.length)) {
        publisher_.publish(entry);
    } else {
        publishMessage(entry, Detail(), report);
    }
}

void FrameTracker::publishAssembled(const wire::MessageReport& report)
{
    Entry entry;
    entry.time = time_.time_since_epoch().count();
    entry.streamOffset = report.start.value;
    entry.connection = conn_.value;
    entry.type = typeOf(report.opcode);
    entry.setDirection(direction_);
    entry.set(Entry::InMessages);
    entry.set(Entry::Assembled);
    entry.set(Entry::Fin, report.complete);
    entry.set(Entry::Incomplete, !report.complete);
    entry.set(Entry::Masked, firstFrameMasked_);
    entry.set(Entry::Compressed, report.compressed);
    Detail detail;
    detail.frames = report.frames;
    detail.firstFrame = static_cast<std::uint32_t>(publisher_.timeline().size()) -
                        std::exchange(firstFrame_, {})->value;
    publishMessage(entry, std::move(detail), report);
}

void FrameTracker::publishMessage(Entry entry, Detail detail, const wire::MessageReport& report)
{
    entry.set(Entry::NotText, has(report.violations, wire::Rule::Utf8Invalid));
    detail.wireLength = report.wireLength;
    detail.length = report.length;
    detail.missing = messageMissing_;
    detail.notInflated = report.notInflated;
    detail.violations = violations_;
    controls_.violated(direction_, publisher_.publish(entry, std::move(detail)), violations_);
    violations_.clear();
}

/// Stores the inflater's state between two messages, so that a reader can begin there.
void FrameTracker::checkpoint(const wire::MessageReport& report)
{
    if (!index_.checkpoints || !report.complete) {
        return;
    }
    sinceCheckpoint_ += report.length;
    ++messagesSinceCheckpoint_;
    if (sinceCheckpoint_ >= BytesPerCheckpoint ||
        messagesSinceCheckpoint_ >= MessagesPerCheckpoint) {
        index_.checkpoints->push(InflateCheckpoint{nextFrame_, stream_->inflater()->window()});
        sinceCheckpoint_ = 0;
        messagesSinceCheckpoint_ = 0;
    }
}

} // namespace framescope::timeline
