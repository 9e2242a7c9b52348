// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_behaviours.h"

#include "base/text/qt_string.h"
#include "scenario/demo_arguments.h"
#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include <QRegularExpression>

namespace framescope::scenario {

namespace {

using std::chrono::milliseconds;
using wire::Opcode;

constexpr std::uint16_t NormalClosure = 1000;

class Hello final : public DemoBehaviour
{
public:
    explicit Hello(milliseconds wait) : wait_(wait) {}

    void message(DemoPeer& peer, Opcode, ByteView payload) override
    {
        const std::string greeting = "Hello from server, " + trailingName(asText(payload)) + "!";
        peer.send(Opcode::Text, asBytes(greeting));
        peer.after(wait_, [&peer] { peer.close(NormalClosure, "Bye!"); });
    }

private:
    milliseconds wait_;
};

class Echo final : public DemoBehaviour
{
public:
    void message(DemoPeer& peer, Opcode opcode, ByteView payload) override
    {
        peer.send(opcode, payload);
    }
};

class Close final : public DemoBehaviour
{
public:
    Close(std::optional<std::uint16_t> code, std::string reason, milliseconds after)
        : code_(code), reason_(std::move(reason)), after_(after)
    {
    }

    void opened(DemoPeer& peer) override
    {
        peer.after(after_, [this, &peer] { peer.close(code_, reason_); });
    }

private:
    std::optional<std::uint16_t> code_;
    std::string reason_;
    milliseconds after_;
};

class Drop final : public DemoBehaviour
{
public:
    explicit Drop(milliseconds after) : after_(after) {}

    void opened(DemoPeer& peer) override
    {
        peer.after(after_, [&peer] { peer.reset(); });
    }

private:
    milliseconds after_;
};

class Silent final : public DemoBehaviour
{
public:
    bool answersClose() const override { return false; }
};

class Pings final : public DemoBehaviour
{
public:
    explicit Pings(milliseconds every) : every_(std::max(every, milliseconds(1))) {}

    void opened(DemoPeer& peer) override
    {
        ping(peer);
        peer.every(every_, [this, &peer] { ping(peer); });
    }

private:
    void ping(DemoPeer& peer)
    {
        if (peer.hasRoom()) {
            const std::string payload = std::to_string(++count_);
            Bytes frame;
            wire::appendFrame(frame, {.opcode = Opcode::Ping}, asBytes(payload));
            peer.sendRaw(frame);
        }
    }

    milliseconds every_;
    std::uint64_t count_ = 0;
};

class Fragments final : public DemoBehaviour
{
public:
    void opened(DemoPeer& peer) override
    {
        sendInPieces(peer, Opcode::Text, asBytes("A text in three fragments, a ping between."));
    }

    void message(DemoPeer& peer, Opcode opcode, ByteView payload) override
    {
        sendInPieces(peer, opcode, payload);
    }

private:
    static void sendInPieces(DemoPeer& peer, Opcode opcode, ByteView payload)
    {
        Bytes deflated;
        std::uint8_t rsv = 0;
        if (peer.compresses()) {
            deflated = peer.compressed(payload);
            payload = deflated;
            rsv = wire::FrameHeader::Rsv1;
        }
        const std::size_t third = payload.size() / 3;
        Bytes frames;
        wire::appendFrame(frames, {.fin = false, .rsv = rsv, .opcode = opcode},
                          payload.first(third));
        wire::appendFrame(frames, {.fin = false, .opcode = Opcode::Continuation},
                          payload.subspan(third, third));
        wire::appendFrame(frames, {.opcode = Opcode::Ping}, asBytes("between"));
        wire::appendFrame(frames, {.opcode = Opcode::Continuation}, payload.subspan(2 * third));
        peer.sendRaw(frames);
    }
};

class Binary final : public DemoBehaviour
{
public:
    void opened(DemoPeer& peer) override
    {
        std::array<std::uint8_t, 256> allBytes{};
        std::iota(allBytes.begin(), allBytes.end(), std::uint8_t{0});
        peer.send(Opcode::Binary, allBytes);
    }

    void message(DemoPeer& peer, Opcode, ByteView payload) override
    {
        peer.send(Opcode::Binary, payload);
    }
};

/// Makes the message while sending it, so that its size costs no memory. Only a message that is
/// small enough to be held is compressed.
class Big final : public DemoBehaviour
{
public:
    explicit Big(std::uint64_t size) : remaining_(size) {}

    void opened(DemoPeer& peer) override
    {
        if (peer.compresses() && remaining_ <= LargestCompressed) {
            peer.send(Opcode::Text, piece(remaining_));
            remaining_ = 0;
            return;
        }
        Bytes header;
        wire::appendFrame(header, {.opcode = Opcode::Text, .claimedLength = remaining_}, {});
        peer.sendPart(header, remaining_ == 0);
        canSendAgain(peer);
    }

    void canSendAgain(DemoPeer& peer) override
    {
        while (remaining_ > 0 && peer.hasRoom()) {
            const Bytes bytes = piece(std::min<std::uint64_t>(remaining_, PieceSize));
            remaining_ -= bytes.size();
            peer.sendPart(bytes, remaining_ == 0);
        }
    }

private:
    static constexpr std::uint64_t LargestCompressed = 16 << 20;
    static constexpr std::uint64_t PieceSize = 256 << 10;
    static_assert(PieceSize % 64 == 0, "pieces start with the start of a line");

    static Bytes piece(std::uint64_t size)
    {
        constexpr std::string_view Line =
            "The quick brown fox jumps over the lazy dog; it did so 42 times\n";
        static_assert(Line.size() == 64);
        Bytes bytes(size);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::uint8_t>(Line[i % Line.size()]);
        }
        return bytes;
    }

    std::uint64_t remaining_;
};

class Slow final : public DemoBehaviour
{
public:
    explicit Slow(milliseconds betweenBytes) : betweenBytes_(betweenBytes) {}

    void opened(DemoPeer& peer) override
    {
        peer.trickle(betweenBytes_);
        peer.send(Opcode::Text, asBytes("This comes a byte at a time."));
    }

    void message(DemoPeer& peer, Opcode opcode, ByteView payload) override
    {
        peer.send(opcode, payload);
    }

private:
    milliseconds betweenBytes_;
};

} // namespace

std::unique_ptr<DemoBehaviour> makeHello(const DemoArguments& arguments)
{
    return std::make_unique<Hello>(arguments.milliseconds("wait"));
}

std::unique_ptr<DemoBehaviour> makeEcho(const DemoArguments&)
{
    return std::make_unique<Echo>();
}

std::unique_ptr<DemoBehaviour> makeClose(const DemoArguments& arguments)
{
    return std::make_unique<Close>(static_cast<std::uint16_t>(arguments.number("code")),
                                   arguments.text("reason"), arguments.milliseconds("after"));
}

std::unique_ptr<DemoBehaviour> makeCloseEmpty(const DemoArguments& arguments)
{
    return std::make_unique<Close>(std::nullopt, std::string(), arguments.milliseconds("after"));
}

std::unique_ptr<DemoBehaviour> makeDrop(const DemoArguments& arguments)
{
    return std::make_unique<Drop>(arguments.milliseconds("after"));
}

std::unique_ptr<DemoBehaviour> makeSilent(const DemoArguments&)
{
    return std::make_unique<Silent>();
}

std::unique_ptr<DemoBehaviour> makePings(const DemoArguments& arguments)
{
    return std::make_unique<Pings>(arguments.milliseconds("every"));
}

std::unique_ptr<DemoBehaviour> makeFragments(const DemoArguments&)
{
    return std::make_unique<Fragments>();
}

std::unique_ptr<DemoBehaviour> makeBinary(const DemoArguments&)
{
    return std::make_unique<Binary>();
}

std::unique_ptr<DemoBehaviour> makeBig(const DemoArguments& arguments)
{
    return std::make_unique<Big>(arguments.number("size"));
}

std::unique_ptr<DemoBehaviour> makeSlow(const DemoArguments& arguments)
{
    return std::make_unique<Slow>(arguments.milliseconds("trickle"));
}

/// Like javascript.info's server, a word has letters, marks, digits, connectors and joiners.
std::string trailingName(std::string_view message)
{
    static const QRegularExpression lastWord(
        QStringLiteral("[\\p{L}\\p{Nl}\\p{M}\\p{Nd}\\p{Pc}\\x{200C}\\x{200D}]+\\z"));
    // A word is short; a long message is not searched from its start.
    constexpr std::size_t LongestName = 4096;
    const std::string_view tail =
        message.substr(message.size() - std::min(message.size(), LongestName));
    const QString text = toQString(tail);
    const auto match = lastWord.match(text);
    return match.hasMatch() ? match.captured().toStdString() : "Guest";
}

} // namespace framescope::scenario
