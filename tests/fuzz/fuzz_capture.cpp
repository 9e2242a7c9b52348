// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any recording makes a timeline, and whatever a timeline shows can be read from its file, in
// order and at random, live and at the end.
#include "timeline/decode/capture.h"
#include "timeline/index/event_record.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

using namespace framescope;
using namespace framescope::timeline;

namespace {

constexpr std::uint64_t InflateLimit = 256 * 1024;
constexpr std::size_t MaxEvents = 4000; // what is looked at of one input

void check(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

/// The input as a list of steps.
class Input
{
public:
    explicit Input(ByteView bytes) : rest_(bytes) {}

    bool empty() const { return rest_.empty(); }
    std::uint8_t byte()
    {
        if (rest_.empty()) {
            return 0;
        }
        const std::uint8_t first = rest_.front();
        rest_ = rest_.subspan(1);
        return first;
    }
    ByteView bytes(std::size_t most)
    {
        const ByteView taken = rest_.first(std::min(most, rest_.size()));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }

private:
    ByteView rest_;
};

/// A file in memory that recordings are written to, one after the other.
class Storage
{
public:
    Storage() : descriptor_(memfd_create("recording", MFD_CLOEXEC))
    {
        file_ = *recording::File::open("/proc/self/fd/" + std::to_string(descriptor_));
    }
    void clear()
    {
        size_ = 0;
        check(ftruncate(descriptor_, 0) == 0);
    }
    FileOffset append(ByteView bytes)
    {
        const FileOffset at{size_};
        check(pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_)) ==
              static_cast<ssize_t>(bytes.size()));
        size_ += bytes.size();
        return at;
    }
    std::shared_ptr<const recording::File> file() const { return file_; }

private:
    int descriptor_;
    std::uint64_t size_ = 0;
    std::shared_ptr<const recording::File> file_;
};

std::string handshake(Direction direction, unsigned options)
{
    static constexpr const char* Answers[] = {
        "permessage-deflate", "permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover; server_max_window_bits=9"};
    std::string head = direction == Direction::Out
                           ? "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n"
                             "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                           : "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";
    if (options % 4 != 3) {
        head += std::string("Sec-WebSocket-Extensions: ") + Answers[options % 4] + "\r\n";
    }
    return head + "\r\n";
}

class Player
{
public:
    Player(Input input, Storage& storage) : input_(input), storage_(storage)
    {
        capture_.setFile(storage.file());
    }

    void play()
    {
        while (!input_.empty()) {
            step();
        }
        capture_.finish();
    }
    const Timeline& timeline() const { return timeline_; }

private:
    void step()
    {
        const std::uint8_t what = input_.byte();
        conn_ = ConnectionId{1U + (what >> 6) % 3};
        dir_ = (what & 0x20) != 0 ? Direction::Out : Direction::In;
        time_ += std::chrono::microseconds(1);
        switch (what & 7) {
        case 0:
        case 1:
            send(input_.bytes(input_.byte()));
            break;
        case 2:
            sendFrame();
            break;
        case 3:
            openHandshake(input_.byte());
            break;
        case 4:
            capture_.comment(conn_, time_, asText(input_.bytes(input_.byte())));
            break;
        case 5:
            capture_.gap(conn_, dir_, time_, input_.byte());
            break;
        case 6:
            capture_.streamEnded(conn_, dir_, time_,
                                 (what & 8) != 0 ? recording::StreamEnd::Reset
                                                 : recording::StreamEnd::Fin);
            break;
        case 7:
            capture_.endpointsKnown(conn_, time_, {});
            break;
        }
    }

    void send(ByteView bytes) { capture_.data(conn_, dir_, time_, bytes, storage_.append(bytes)); }
    void openHandshake(unsigned options)
    {
        for (const Direction direction : {Direction::Out, Direction::In}) {
            dir_ = direction;
            send(asBytes(handshake(direction, options)));
        }
    }
    /// A whole frame, so that an input gets past the header without luck; compressed by us or
    /// as it comes.
    void sendFrame()
    {
        const std::uint8_t first = input_.byte();
        wire::FrameSpec spec;
        spec.fin = (first & 0x80) != 0;
        spec.rsv = static_cast<std::uint8_t>((first >> 4) & 7);
        spec.opcode = static_cast<wire::Opcode>(first & 15);
        if (dir_ == Direction::Out) {
            spec.maskKey = wire::MaskKey{1, 2, 3, first};
        }
        const std::uint8_t size = input_.byte();
        const ByteView content = input_.bytes(size & 0x7F);
        send(wire::encodeFrame(spec, (size & 0x80) != 0
                                         ? deflaters_[indexOf(dir_)].compress(content)
                                         : Bytes(content.begin(), content.end())));
    }

    Input input_;
    Storage& storage_;
    Timeline timeline_;
    Capture capture_{timeline_, InflateLimit};
    ConnectionId conn_;
    Direction dir_ = Direction::In;
    Timestamp time_{};
    wire::Deflater deflaters_[2] = {{15, false}, {15, false}};
};

EventRecord recordOf(const Timeline& timeline, StreamReader& reader, EventId id, View view)
{
    auto record = eventRecord(timeline, reader, id, view);
    check(record.has_value());
    return *std::move(record);
}

void checkEvent(const Timeline& timeline, StreamReader& inOrder, EventId id)
{
    const Entry& entry = timeline.entry(id);
    check(entry.has(Entry::InFrames) || entry.has(Entry::InMessages));
    check(entry.has(Entry::InFrames) != entry.has(Entry::Assembled));
    const View view = entry.has(Entry::InFrames) ? View::Frames : View::Messages;
    const EventRecord record = recordOf(timeline, inOrder, id, view);
    check(record.kind == Kind::Event || record.payload.size() == record.detail.length);
    check(record.entry.has(Entry::HasViolation) == !record.detail.violations.empty());
    if (entry.has(Entry::Assembled)) {
        const Entry& first = timeline.entry(record.detail.firstFrameOf(record.id));
        check(first.streamOffset == entry.streamOffset && first.connection == entry.connection);
    }
    if (record.kind != Kind::Event) {
        const auto wire = inOrder.wireBytes(id);
        check(wire.has_value());
        const auto part = inOrder.payload(id, record.payload.size() / 2, 7);
        check(part &&
              std::ranges::equal(*part, ByteView(record.payload)
                                            .subspan(record.payload.size() / 2)
                                            .first(std::min<std::size_t>(part->size(), 7))));
    }
}

/// Read backwards, each by a reader that knows nothing yet.
void checkAtRandom(const Timeline& timeline, std::size_t count)
{
    StreamReader inOrder(timeline);
    for (std::uint32_t i = 0; i < count; i += 1 + static_cast<std::uint32_t>(count / 20)) {
        const EventId id{static_cast<std::uint32_t>(count - 1 - i)};
        if (isLifeCycle(timeline.entry(id).type)) {
            continue;
        }
        StreamReader fresh(timeline);
        const auto one = inOrder.payload(id);
        const auto other = fresh.view(id);
        check(one && other && std::ranges::equal(*one, *other));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static Storage storage;
    storage.clear();
    Player player(Input({data, size}), storage);
    player.play();
    const Timeline& timeline = player.timeline();
    const std::size_t count = std::min(timeline.size(), MaxEvents);
    StreamReader reader(timeline);
    for (std::uint32_t i = 0; i < count; ++i) {
        checkEvent(timeline, reader, EventId{i});
    }
    checkAtRandom(timeline, count);
    return 0;
}
