// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QtTest>

#include <algorithm>
#include <random>

namespace tst_frame_stream_random {

using namespace framescope;
using namespace framescope::wire;
using namespace framescope::test;

namespace {

/// Random streams and splits, always the same for a seed.
class Dice
{
public:
    explicit Dice(unsigned seed) : engine_(seed) {}

    std::uint64_t upTo(std::uint64_t most)
    {
        return std::uniform_int_distribution<std::uint64_t>(0, most)(engine_);
    }
    bool oneIn(std::uint64_t count) { return upTo(count - 1) == 0; }

    Bytes content()
    {
        const std::uint64_t kind = upTo(9);
        Bytes bytes(kind == 0 ? upTo(70000) : kind < 3 ? upTo(400) : upTo(20));
        const bool text = !oneIn(4);
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(text ? 'a' + upTo(25) : upTo(255));
        }
        return bytes;
    }

    MaskKey maskKey()
    {
        MaskKey key;
        std::ranges::generate(key, [this] { return static_cast<std::uint8_t>(upTo(255)); });
        return key;
    }

    FrameSpec spec()
    {
        FrameSpec spec;
        spec.fin = !oneIn(3);
        spec.rsv = oneIn(10) ? static_cast<std::uint8_t>(upTo(7)) : 0;
        constexpr std::array Usual{Opcode::Continuation, Opcode::Text, Opcode::Binary, Opcode::Ping,
                                   Opcode::Pong};
        spec.opcode = oneIn(8) ? static_cast<Opcode>(upTo(15)) : Usual[upTo(Usual.size() - 1)];
        if (!oneIn(3)) {
            spec.maskKey = maskKey();
        }
        if (oneIn(6)) {
            spec.lengthForm = LengthForm::Bits64;
        }
        return spec;
    }

    std::vector<std::size_t> cuts(std::size_t size)
    {
        std::vector<std::size_t> cuts(upTo(40));
        std::ranges::generate(cuts, [&] { return upTo(size); });
        std::ranges::sort(cuts);
        return cuts;
    }

private:
    std::mt19937 engine_;
};

/// Frames of messages, some compressed, mixed with arbitrary frames.
Bytes randomStream(Dice& dice, Deflater& deflater)
{
    Bytes stream;
    for (std::uint64_t frames = dice.upTo(30); frames > 0; --frames) {
        FrameSpec spec = dice.spec();
        if (dice.oneIn(3)) {
            spec.fin = true;
            spec.rsv = FrameHeader::Rsv1;
            spec.opcode = Opcode::Text;
            appendFrame(stream, spec, deflater.compress(dice.content()));
        } else {
            appendFrame(stream, spec, dice.content());
        }
    }
    if (dice.oneIn(2)) {
        stream.resize(dice.upTo(stream.size()));
    }
    return stream;
}

} // namespace

class TestFrameStreamRandom : public QObject
{
    Q_OBJECT

private slots:
    void anySplitSaysTheSame_data();
    void anySplitSaysTheSame();
    void validMessagesComeBack();
};

void TestFrameStreamRandom::anySplitSaysTheSame_data()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<bool>("deflate");

    QTest::newRow("in") << Direction::In << false;
    QTest::newRow("out") << Direction::Out << false;
    QTest::newRow("in, deflate") << Direction::In << true;
    QTest::newRow("out, deflate") << Direction::Out << true;
}

void TestFrameStreamRandom::anySplitSaysTheSame()
{
    QFETCH(Direction, direction);
    QFETCH(bool, deflate);
    FrameStream::Options options;
    options.direction = direction;
    options.inflateLimit = 50000;
    if (deflate) {
        options.deflate.emplace();
    }
    for (unsigned seed = 0; seed < 30; ++seed) {
        Dice dice(seed);
        Deflater deflater(15, false);
        const Bytes stream = randomStream(dice, deflater);
        const auto wanted = playFrames(options, stream);
        for (int i = 0; i < 4; ++i) {
            const auto seen = playFrames(options, stream, dice.cuts(stream.size()));
            QVERIFY2(seen == wanted, qPrintable(QString("seed %1").arg(seed)));
        }
    }
}

/// Messages of a correct client are read with their content and without a violation.
void TestFrameStreamRandom::validMessagesComeBack()
{
    FrameStream::Options options;
    options.direction = Direction::Out;
    options.deflate.emplace();
    for (unsigned seed = 0; seed < 30; ++seed) {
        Dice dice(seed);
        Deflater deflater(15, false);
        Bytes stream;
        std::vector<std::string> messages;
        for (int i = 0; i < 20; ++i) {
            const Bytes content = dice.content();
            const bool compressed = dice.oneIn(2);
            const Bytes payload = compressed ? deflater.compress(content) : content;
            std::string line = "-> message @" + std::to_string(stream.size()) + " binary ";
            line += (compressed ? "compressed " : "") + pictureOf(content);
            if (payload.size() != content.size()) {
                line += " wire=" + std::to_string(payload.size());
            }
            messages.push_back(line);
            appendFrame(stream,
                        {.rsv = compressed ? FrameHeader::Rsv1 : std::uint8_t{0},
                         .opcode = Opcode::Binary,
                         .maskKey = dice.maskKey()},
                        payload);
        }
        const auto lines = playFrames(options, stream, dice.cuts(stream.size()));
        QCOMPARE(lines.size(), messages.size() * 2);
        for (std::size_t i = 0; i < messages.size(); ++i) {
            QVERIFY2(lines[i * 2 + 1] == messages[i], qPrintable(QString("seed %1").arg(seed)));
        }
    }
}

FRAMESCOPE_TEST(TestFrameStreamRandom)

} // namespace tst_frame_stream_random

#include "tst_frame_stream_random.moc"
