// SPDX-License-Identifier: GPL-3.0-or-later
#include "recorded_rows.h"

#include "wire/frames/frame_encoder.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace framescope::bench {

namespace {

constexpr std::size_t PayloadSize = 64;
constexpr std::uint64_t FramesPerChunk = 200;

constexpr std::string_view Request =
    "GET /ticks HTTP/1.1\r\nHost: 192.0.2.2\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
constexpr std::string_view Response =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

template <class T>
T orDie(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message().c_str());
        std::exit(EXIT_FAILURE);
    }
    if constexpr (!std::is_void_v<T>) {
        return *std::move(result);
    }
}

} // namespace

RecordedRows::RecordedRows(const std::string& path)
    : live_(orDie(timeline::LiveCapture::create(path, {.replace = true}))),
      connection_(live_->addConnection()), time_(now())
{
    const Endpoints ends{{*IpAddress::parse("192.0.2.1"), 50000},
                         {*IpAddress::parse("192.0.2.2"), 80}};
    timeline::ConnectingDetail connecting;
    connecting.url = "ws://192.0.2.2/ticks";
    orDie(live_->event(connection_, connecting));
    orDie(live_->connected(connection_, time_, ends, timeline::ConnectedDetail()));
    orDie(live_->append(connection_, Direction::Out, time_, asBytes(Request)));
    orDie(live_->append(connection_, Direction::In, time_, asBytes(Response)));
}

void RecordedRows::append(std::uint64_t frames)
{
    while (frames > 0) {
        const std::uint64_t count = std::min(frames, FramesPerChunk);
        chunk_.clear();
        for (std::uint64_t i = 0; i < count; ++i, ++sequence_) {
            std::array<char, PayloadSize + 1> text;
            std::snprintf(text.data(), text.size(),
                          R"({"type":"%s","seq":%011llu,"price":%07.2f,"pad":"0123456"})",
                          sequence_ % 1000 == 999 ? "order" : "tick",
                          static_cast<unsigned long long>(sequence_),
                          static_cast<double>(sequence_ % 997) + 0.25);
            wire::appendFrame(chunk_, {}, asBytes(std::string_view(text.data())));
        }
        orDie(live_->append(connection_, Direction::In, time_, chunk_));
        time_ += std::chrono::microseconds(10 * count);
        frames -= count;
    }
}

void RecordedRows::finish()
{
    orDie(live_->finish());
}

} // namespace framescope::bench
