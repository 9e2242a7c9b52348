// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/deflate.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <new>

#include <zlib.h>

namespace framescope::wire {

namespace {

/// The end of a sync flush, which compressed messages leave out (RFC 7692 7.2.1).
constexpr std::array<std::uint8_t, 4> Tail{0x00, 0x00, 0xFF, 0xFF};

constexpr std::size_t MaxWindow = 32 * 1024;

/// The part of `bytes` that fits into one call of zlib, which counts in 32 bits.
ByteView zlibPiece(ByteView bytes)
{
    return bytes.first(std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
}

void setInput(z_stream& stream, ByteView bytes)
{
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
}

} // namespace

/// Always inflates with the largest window: with a smaller one, it would depend on the pieces of
/// the input whether data that refers back too far can be inflated.
struct Inflater::State
{
    State(bool dropContext, std::uint64_t most) : noContextTakeover(dropContext), limit(most)
    {
        if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~State() { inflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Status inflateAll(ByteView compressed, const Sink& sink);
    Status inflatePiece(const Sink& sink);
    Status deliver(ByteView output, const Sink& sink);
    bool atByteBoundaryBetweenBlocks() const;
    Status inflateTail(const Sink& sink);

    z_stream stream{};
    bool noContextTakeover;
    std::uint64_t limit;
    std::uint64_t produced = 0; ///< of the current message
    Status status = Status::Ok; ///< of the current message
    bool anyInput = false;      ///< in the current message
    bool endedFinal = false;    ///< the input so far ends with a BFINAL block
};

Inflater::Status Inflater::State::inflateAll(ByteView compressed, const Sink& sink)
{
    while (!compressed.empty() && status == Status::Ok) {
        const ByteView piece = zlibPiece(compressed);
        compressed = compressed.subspan(piece.size());
        anyInput = true;
        setInput(stream, piece);
        status = inflatePiece(sink);
    }
    return status;
}

Inflater::Status Inflater::State::inflatePiece(const Sink& sink)
{
    std::array<std::uint8_t, MaxWindow> output;
    for (;;) {
        stream.next_out = output.data();
        stream.avail_out = static_cast<uInt>(output.size());
        const int result = inflate(&stream, Z_SYNC_FLUSH);
        if (result == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        if (deliver(ByteView(output).first(output.size() - stream.avail_out), sink) != Status::Ok) {
            return Status::LimitReached;
        }
        endedFinal = result == Z_STREAM_END;
        if (endedFinal) {
            inflateReset(&stream);
            if (stream.avail_in == 0) {
                return Status::Ok;
            }
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            return Status::Invalid;
        } else if (stream.avail_out > 0) {
            return Status::Ok;
        }
    }
}

Inflater::Status Inflater::State::deliver(ByteView output, const Sink& sink)
{
    const auto allowed =
        static_cast<std::size_t>(std::min<std::uint64_t>(output.size(), limit - produced));
    if (allowed > 0) {
        produced += allowed;
        sink(output.first(allowed));
    }
    return allowed == output.size() ? Status::Ok : Status::LimitReached;
}

/// Reads zlib's `data_type`: 128 is set between two blocks, and the low six bits are the number of
/// unused bits in the last byte.
bool Inflater::State::atByteBoundaryBetweenBlocks() const
{
    return !endedFinal && (stream.data_type & 128) != 0 && (stream.data_type & 63) == 0;
}

/// Appends the 00 00 FF FF that the sender left out. A message that ends with a BFINAL block needs
/// none. If all its blocks have ended, it violates RFC 7692 7.2.1, but the next message can be
/// read. In one that was cut off, zlib takes them for data, so output counts only without an error.
Inflater::Status Inflater::State::inflateTail(const Sink& sink)
{
    if (endedFinal) {
        return Status::Ok;
    }
    if (!anyInput || atByteBoundaryBetweenBlocks()) {
        return Status::Invalid;
    }
    Bytes tailOutput;
    inflateAll(Tail, [&tailOutput](ByteView bytes) { append(tailOutput, bytes); });
    if (status == Status::Ok && !endedFinal && !atByteBoundaryBetweenBlocks()) {
        status = Status::Invalid;
    }
    if (status == Status::Ok && !tailOutput.empty()) {
        sink(tailOutput);
    }
    return status;
}

Inflater::Inflater([[maybe_unused]] int windowBits, bool noContextTakeover, std::uint64_t limit)
    : state_(std::make_unique<State>(noContextTakeover, limit))
{
    assert(windowBits >= 8 && windowBits <= 15);
}

Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

Inflater::Status Inflater::feed(ByteView compressed, const Sink& sink)
{
    return state_->inflateAll(compressed, sink);
}

Inflater::Status Inflater::finish(const Sink& sink)
{
    State& state = *state_;
    const Status result = state.status == Status::Ok ? state.inflateTail(sink) : state.status;
    if (state.noContextTakeover || state.status != Status::Ok) {
        inflateReset(&state.stream);
    }
    state.status = Status::Ok;
    state.produced = 0;
    state.anyInput = false;
    state.endedFinal = false;
    return result;
}

Bytes Inflater::window() const
{
    Bytes window(MaxWindow);
    uInt size = 0;
    inflateGetDictionary(&state_->stream, window.data(), &size);
    window.resize(size);
    return window;
}

void Inflater::setWindow(ByteView window)
{
    inflateReset(&state_->stream);
    const ByteView last = window.last(std::min(window.size(), MaxWindow));
    if (!last.empty()) {
        inflateSetDictionary(&state_->stream, last.data(), static_cast<uInt>(last.size()));
    }
}

/// zlib can't write raw deflate data with a window of 256 bytes. Strategy Z_RLE with the next
/// larger window is a substitute: it uses no distance greater than one.
struct Deflater::State
{
    State(int bits, int effort) : windowBits(bits), level(effort)
    {
        constexpr int MemoryLevel = 8;
        const int strategy = windowBits == 8 ? Z_RLE : Z_DEFAULT_STRATEGY;
        if (deflateInit2(&stream, level, Z_DEFLATED, -std::clamp(windowBits, 9, MAX_WBITS),
                         MemoryLevel, strategy) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~State() { deflateEnd(&stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void deflateInto(Bytes& out, std::size_t& used, int flush);

    /// Those of the thread that nobody uses.
    static thread_local std::vector<std::unique_ptr<State>> spare;

    z_stream stream{};
    const int windowBits;
    const int level;
    bool noContextTakeover = false;
    bool flushed = true; ///< no input since the last flush
};

/// Deflates all of the input; `out` grows as needed.
void Deflater::State::deflateInto(Bytes& out, std::size_t& used, int flush)
{
    constexpr std::size_t Growth = 16 * 1024;
    do {
        if (out.size() - used < Tail.size() + 8) {
            out.resize(out.size() + Growth);
        }
        const MutableByteView space = MutableByteView(out).subspan(used);
        stream.next_out = space.data();
        stream.avail_out = static_cast<uInt>(zlibPiece(space).size());
        const uInt offered = stream.avail_out;
        deflate(&stream, flush);
        used += offered - stream.avail_out;
    } while (stream.avail_out == 0);
}

thread_local std::vector<std::unique_ptr<Deflater::State>> Deflater::State::spare;

Deflater::Deflater(int windowBits, bool noContextTakeover, int level)
{
    assert(windowBits >= 8 && windowBits <= 15);
    const auto fits = [&](const std::unique_ptr<State>& state) {
        return state->windowBits == windowBits && state->level == level;
    };
    auto& spare = State::spare;
    if (const auto found = std::ranges::find_if(spare, fits); found != spare.end()) {
        state_ = std::move(*found);
        spare.erase(found);
    } else {
        state_ = std::make_unique<State>(windowBits, level);
    }
    state_->noContextTakeover = noContextTakeover;
}

/// zlib takes 256 KiB for each, which short connections would take and give back all the time.
Deflater::~Deflater()
{
    constexpr std::size_t MostSpare = 4;
    if (state_ && State::spare.size() < MostSpare) {
        deflateReset(&state_->stream);
        state_->flushed = true;
        State::spare.push_back(std::move(state_));
    }
}

Deflater::Deflater(Deflater&&) noexcept = default;
Deflater& Deflater::operator=(Deflater&&) noexcept = default;

Bytes Deflater::compress(ByteView part, End end)
{
    z_stream& stream = state_->stream;
    Bytes out;
    if (!part.empty() || !state_->flushed) {
        out.resize(deflateBound(&stream, static_cast<uLong>(part.size())) + 16);
        std::size_t used = 0;
        do {
            const ByteView piece = zlibPiece(part);
            part = part.subspan(piece.size());
            setInput(stream, piece);
            const bool flush = end != End::None && part.empty();
            state_->deflateInto(out, used, flush ? Z_SYNC_FLUSH : Z_NO_FLUSH);
        } while (!part.empty());
        state_->flushed = end != End::None;
        out.resize(end == End::Message ? used - Tail.size() : used);
    } else if (end == End::Message) {
        out = {0x00}; // RFC 7692 7.2.3.6; zlib writes nothing for a second flush in a row
    }
    if (end == End::Message && state_->noContextTakeover) {
        deflateReset(&stream);
    }
    return out;
}

} // namespace framescope::wire
