// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first byte says how; the rest is inflated as messages that damage each other, at two
// splits and by the reference, and is a message itself that goes through compression and back.
#include "support/reference_inflater.h"
#include "wire/deflate.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace framescope;
using namespace framescope::wire;
using framescope::test::ReferenceInflater;

namespace {

constexpr std::uint64_t Limit = 100'000;

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

struct Message
{
    Bytes content;
    Inflater::Status status = Inflater::Status::Ok;

    friend bool operator==(const Message&, const Message&) = default;
};

Message inflate(Inflater& inflater, ByteView payload, std::size_t piece)
{
    Message message;
    const Inflater::Sink sink = [&message](ByteView bytes) {
        demand(!bytes.empty());
        append(message.content, bytes);
    };
    while (!payload.empty() && message.status == Inflater::Status::Ok) {
        const ByteView part = payload.first(std::min(piece, payload.size()));
        payload = payload.subspan(part.size());
        message.status = inflater.feed(part, sink);
    }
    const Inflater::Status end = inflater.finish(sink);
    demand(message.status == Inflater::Status::Ok || end == message.status);
    demand(message.content.size() <= Limit);
    message.status = end;
    return message;
}

/// Cuts at each FF, so that a mutation can make several messages of one, up to eight.
std::vector<ByteView> messagesIn(ByteView input)
{
    std::vector<ByteView> messages;
    while (!input.empty() && messages.size() < 8) {
        const auto end = std::find(input.begin(), input.end(), 0xFF);
        const auto size = static_cast<std::size_t>(end - input.begin());
        messages.push_back(input.first(size));
        input = input.subspan(std::min(size + 1, input.size()));
    }
    return messages;
}

void inflateAtTwoSplits(const std::vector<ByteView>& messages, bool noContextTakeover,
                        std::size_t piece)
{
    Inflater whole(15, noContextTakeover, Limit);
    Inflater pieces(15, noContextTakeover, Limit);
    Inflater resumed(15, noContextTakeover, Limit);
    for (const ByteView payload : messages) {
        resumed.setWindow(whole.window());
        const Message message = inflate(whole, payload, SIZE_MAX);
        demand(inflate(pieces, payload, piece) == message);
        demand(inflate(resumed, payload, piece) == message);
        demand(whole.window() == pieces.window());
        demand(whole.window() == resumed.window());
    }
}

void compareWithReference(ByteView payload)
{
    Inflater inflater(15, false, Limit);
    const Message message = inflate(inflater, payload, SIZE_MAX);
    if (message.status != Inflater::Status::LimitReached) {
        const auto reference = ReferenceInflater().message(payload);
        demand(reference.has_value() == (message.status == Inflater::Status::Ok));
        demand(!reference || *reference == message.content);
    }
}

void roundTrip(ByteView input, int windowBits, bool noContextTakeover, int level)
{
    Deflater deflater(windowBits, noContextTakeover, level);
    Inflater inflater(windowBits, noContextTakeover);
    ReferenceInflater reference(std::size_t{1} << windowBits);
    for (const ByteView message : {input, input.first(input.size() / 2), input}) {
        const Bytes payload = deflater.compress(message);
        const auto inflated = inflate(inflater, payload, SIZE_MAX);
        demand(inflated.status == Inflater::Status::Ok);
        demand(std::ranges::equal(inflated.content, message));
        const auto second = reference.message(payload);
        demand(second && *second == inflated.content);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0 || size > Limit) {
        return 0;
    }
    const int windowBits = 8 + (data[0] & 7);
    const bool noContextTakeover = (data[0] & 8) != 0;
    const int level = (data[0] >> 4) % 10;
    const ByteView input(data + 1, size - 1);
    inflateAtTwoSplits(messagesIn(input), noContextTakeover, std::size_t{1} + (data[0] >> 4));
    inflateAtTwoSplits({input}, noContextTakeover, std::size_t{1} + (data[0] >> 4));
    compareWithReference(input);
    roundTrip(input, windowBits, noContextTakeover, level);
    return 0;
}
