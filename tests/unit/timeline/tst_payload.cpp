// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/payload/stream_reader.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

#include <algorithm>
#include <random>

namespace tst_payload {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

struct Mode
{
    const char* name;
    const char* request;
    const char* response;
    bool deflate;
    bool takeover;
};

const Mode Modes[] = {
    {"plain", "", "", false, false},
    {"context takeover", "deflate", "deflate", true, true},
    {"no context takeover", "deflate",
     "deflate=server_no_context_takeover;client_no_context_takeover", true, false},
};

/// Random messages as sent in one direction.
class Sender
{
public:
    Sender(Direction direction, const Mode& mode, unsigned seed)
        : direction_(direction), mode_(mode), random_(seed), deflater_(15, !mode.takeover)
    {
    }

    std::size_t number(std::size_t below) { return random_() % below; }

    Bytes content()
    {
        static constexpr std::size_t Sizes[] = {1, 30, 200, 3000, 30'000, 200'000};
        Bytes bytes(number(Sizes[number(std::size(Sizes))] + 1));
        const std::size_t variety = number(2) == 0 ? 256 : 4;
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(number(variety));
        }
        return bytes;
    }

    /// The frames of a message, with control frames between.
    Bytes message(const Bytes& content)
    {
        const bool compressed = mode_.deflate && number(4) != 0;
        const Bytes payload = compressed ? deflater_.compress(content) : content;
        Bytes wire;
        std::size_t sent = 0;
        bool first = true;
        bool last = false;
        while (!last) {
            if (number(8) == 0) {
                frame(wire, {true, 0, wire::Opcode::Ping, {}, {}, {}}, Bytes(number(20), 'p'));
            }
            const std::size_t rest = payload.size() - sent;
            const std::size_t size = number(3) == 0 ? number(rest + 1) : rest;
            last = size == rest && number(4) != 0;
            const std::uint8_t rsv = first && compressed ? wire::FrameHeader::Rsv1 : 0;
            frame(
                wire,
                {last, rsv, first ? wire::Opcode::Binary : wire::Opcode::Continuation, {}, {}, {}},
                ByteView(payload).subspan(sent, size));
            sent += size;
            first = false;
        }
        return wire;
    }

private:
    void frame(Bytes& wire, wire::FrameSpec spec, ByteView payload)
    {
        if (direction_ == Direction::Out) {
            spec.maskKey = wire::MaskKey{static_cast<std::uint8_t>(random_()), 2, 3, 4};
        }
        wire::appendFrame(wire, spec, payload);
    }

    Direction direction_;
    const Mode& mode_;
    std::mt19937 random_;
    wire::Deflater deflater_;
};

} // namespace

class PayloadTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { capture_.reset(); }

    void randomAccess_data()
    {
        QTest::addColumn<int>("mode");
        for (int i = 0; i < static_cast<int>(std::size(Modes)); ++i) {
            QTest::newRow(Modes[i].name) << i;
        }
    }
    void randomAccess()
    {
        QFETCH(int, mode);
        record(Modes[mode], 150);
        capture_->finish();
        const auto loaded = capture_->reloaded();
        for (const Timeline* timeline : {&capture_->timeline(), loaded.get()}) {
            findMessages(*timeline);
            sequential(*timeline);
            randomOrder(*timeline);
            slices(*timeline);
            pieces(*timeline);
            fragments(*timeline);
        }
    }

    void manySmallCompressedMessages()
    {
        record(Modes[1], 0);
        Sender sender(Direction::In, Modes[1], 1);
        wire::Deflater deflater(15, false);
        std::vector<Bytes> originals;
        Bytes wire;
        for (int i = 0; i < 20'000; ++i) {
            const std::string text = "{\"type\":\"tick\",\"n\":" + std::to_string(i * 7919) + "}";
            originals.emplace_back(text.begin(), text.end());
            wire::appendFrame(wire, {true, wire::FrameHeader::Rsv1, wire::Opcode::Text, {}, {}, {}},
                              deflater.compress(originals.back()));
        }
        capture_->send(Direction::In, wire);
        const auto first =
            static_cast<std::uint32_t>(capture_->timeline().size() - originals.size());
        StreamReader reader(capture_->timeline());
        for (int i = 0; i < 200; ++i) {
            const auto which = static_cast<std::uint32_t>(sender.number(originals.size()));
            const auto payload = reader.payload(EventId{first + which});
            QVERIFY(payload);
            QCOMPARE(*payload, originals[which]);
        }
    }

private:
    void record(const Mode& mode, int messages)
    {
        capture_ = std::make_unique<CaptureScript>();
        capture_->step("tcp");
        capture_->step(std::string("-> request ") + mode.request);
        std::string response = std::string("<- 101 ") + mode.response;
        capture_->step(response);
        for (auto& each : originals_) {
            each.clear();
        }
        Sender senders[] = {{Direction::In, mode, 1}, {Direction::Out, mode, 2}};
        Bytes wires[2];
        for (const Direction direction : {Direction::In, Direction::Out}) {
            Sender& sender = senders[indexOf(direction)];
            for (int i = 0; i < messages; ++i) {
                const Bytes content = sender.content();
                append(wires[indexOf(direction)], sender.message(content));
                originals_[indexOf(direction)].push_back(content);
            }
        }
        interleave(senders[0], wires);
    }

    /// The bytes of both sides in chunks independent of frames.
    void interleave(Sender& random, const Bytes (&wires)[2])
    {
        std::size_t sent[2] = {0, 0};
        while (sent[0] < wires[0].size() || sent[1] < wires[1].size()) {
            const std::size_t i = random.number(2);
            const std::size_t size =
                std::min(wires[i].size() - sent[i], random.number(random.number(10) * 2000 + 5));
            capture_->send(i == 0 ? Direction::In : Direction::Out,
                           ByteView(wires[i]).subspan(sent[i], size));
            sent[i] += size;
        }
    }

    void findMessages(const Timeline& timeline)
    {
        messages_.clear();
        std::size_t next[2] = {0, 0};
        for (std::uint32_t i = 0; i < timeline.size(); ++i) {
            const Entry& entry = timeline.entry(EventId{i});
            if (entry.has(Entry::InMessages) && entry.type == Type::Binary) {
                const std::size_t direction = indexOf(entry.direction());
                messages_.push_back({EventId{i}, &originals_[direction].at(next[direction]++)});
            }
        }
        QCOMPARE(next[0], originals_[0].size());
        QCOMPARE(next[1], originals_[1].size());
    }

    void check(StreamReader& reader, const std::pair<EventId, const Bytes*>& message)
    {
        const auto payload = reader.payload(message.first);
        QVERIFY2(payload, payload ? "" : payload.error().message().c_str());
        QVERIFY(*payload == *message.second);
        const auto view = reader.view(message.first);
        QVERIFY(view);
        QVERIFY(std::ranges::equal(*view, *message.second));
    }

    void sequential(const Timeline& timeline)
    {
        StreamReader reader(timeline);
        for (const auto& message : messages_) {
            check(reader, message);
        }
    }

    void randomOrder(const Timeline& timeline)
    {
        auto shuffled = messages_;
        std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(3));
        StreamReader reader(timeline);
        for (const auto& message : shuffled) {
            check(reader, message);
        }
    }

    void slices(const Timeline& timeline)
    {
        std::mt19937 random(4);
        StreamReader reader(timeline);
        for (int i = 0; i < 300; ++i) {
            const auto& [id, original] = messages_[random() % messages_.size()];
            const std::size_t offset = random() % (original->size() + 2);
            const std::size_t limit = random() % (original->size() + 2);
            const auto part = reader.payload(id, offset, limit);
            QVERIFY(part);
            const std::size_t from = std::min(offset, original->size());
            const std::size_t size = std::min(limit, original->size() - from);
            QVERIFY(std::ranges::equal(*part, ByteView(*original).subspan(from, size)));
        }
    }

    /// One reader continues at its position, and sometimes jumps back or ahead.
    void pieces(const Timeline& timeline)
    {
        std::mt19937 random(5);
        StreamReader reader(timeline);
        for (const auto& [id, original] : messages_) {
            std::size_t at = 0;
            for (int i = 0; i < 20 && at < original->size(); ++i) {
                const std::size_t limit = random() % 5000 + 1;
                const auto part = reader.payload(id, at, limit);
                QVERIFY(part);
                const std::size_t size = std::min(limit, original->size() - at);
                QVERIFY(std::ranges::equal(*part, ByteView(*original).subspan(at, size)));
                at = random() % 8 == 0 ? random() % original->size() : at + size;
            }
        }
    }

    /// The fragments of a message, read backwards, make up the message.
    void fragments(const Timeline& timeline)
    {
        StreamReader reader(timeline);
        for (const auto& [id, original] : messages_) {
            const Entry& message = timeline.entry(id);
            if (!message.has(Entry::Assembled)) {
                continue;
            }
            Bytes whole;
            std::uint32_t frames = 0;
            const Detail* detail = timeline.detail(message);
            for (std::uint32_t i = id.value; i-- > detail->firstFrameOf(id).value;) {
                const Entry& frame = timeline.entry(EventId{i});
                if (frame.direction() != message.direction() || isControl(frame.type) ||
                    !frame.has(Entry::InFrames)) {
                    continue;
                }
                ++frames;
                const auto part = reader.payload(EventId{i});
                QVERIFY(part);
                QCOMPARE(part->size(), timeline.length(frame));
                whole.insert(whole.begin(), part->begin(), part->end());
            }
            QCOMPARE(frames, detail->frames);
            QVERIFY(whole == *original);
        }
    }

    std::unique_ptr<CaptureScript> capture_;
    std::vector<Bytes> originals_[2];
    std::vector<std::pair<EventId, const Bytes*>> messages_;
};

FRAMESCOPE_TEST(PayloadTest)

} // namespace tst_payload

#include "tst_payload.moc"
