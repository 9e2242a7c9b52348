// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/frame_finder.h"

#include "base/text/utf8_validator.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/close_payload.h"

#include <algorithm>

namespace framescope::wire {

namespace {

constexpr std::size_t MaxKept = 256 * 1024;
constexpr std::size_t MaxChains = 128;
constexpr std::size_t MaxJudged = 256; ///< bytes of a payload that are examined
constexpr std::size_t MaxStarts = 32;
constexpr std::uint64_t MaxPlausibleLength = std::uint64_t{1} << 40;

// Evidence, in bits: a little less than the improbability of the property in random bytes.
constexpr unsigned AtBoundary = 3; ///< the chain begins or ends with a piece of the stream
constexpr unsigned ExactToTheEnd = 7;
constexpr unsigned MaskedRight = 1;
constexpr unsigned ValidClose = 6;
constexpr unsigned SureFrame = 2; ///< of a payload: enough to make its frame certain

/// The evidence in a header's first byte. A byte without FIN is none: zeros, small numbers and the
/// letters 0x41 and 0x42 are common in binary protocols.
unsigned firstByteEvidence(const FrameHeader& header)
{
    if (isControl(header.opcode)) {
        return 6;
    }
    if (!header.fin) {
        return 0;
    }
    return header.opcode == Opcode::Continuation ? 3 : header.rsv != 0 ? 4 : 5;
}

/// Whether the masking key repeats the first byte: a run of one byte looks like such frames.
bool isRun(const FrameHeader& header, std::uint8_t first)
{
    return header.masked &&
           std::ranges::all_of(header.maskKey, [&](std::uint8_t byte) { return byte == first; });
}

} // namespace

FrameFinder::FrameFinder(const Options& options)
    : options_(options), bufferAt_(options.start.value),
      scanned_(options.start.value), boundaries_{options.start.value}
{
}

void FrameFinder::feed(ByteView bytes)
{
    append(buffer_, bytes);
    if (bytes.size() > 1) {
        boundaries_.push_back(end().value);
    }
    scan();
    dropOld();
}

void FrameFinder::gap(std::uint64_t count)
{
    const std::uint64_t next = end().value + count;
    chains_.erase(chains_.begin(), chains_.lower_bound(next));
    buffer_.clear();
    bufferAt_ = scanned_ = next;
    boundaries_ = {next};
}

void FrameFinder::finish()
{
    finished_ = true;
    const auto exact = chains_.find(end().value);
    if (exact == chains_.end()) {
        return;
    }
    if (endFrame(exact->second, exact->first)) {
        exact->second.evidence += ExactToTheEnd;
    } else {
        chains_.erase(exact);
    }
}

std::optional<FrameFinder::Found> FrameFinder::best() const
{
    const auto best = std::ranges::max_element(
        chains_, {}, [](const auto& chain) { return chain.second.evidence; });
    if (best == chains_.end()) {
        return std::nullopt;
    }
    const Chain& chain = best->second;
    return Found{startOf(best->first, chain), chain.evidence, chain.content, chain.frames};
}

std::optional<FrameFinder::Found> FrameFinder::found() const
{
    const auto chain = best();
    const bool enough = chain && chain->evidence >= Enough &&
                        chain->frames >= (finished_ ? 1U : 2U) && chain->start <= end();
    return enough ? chain : std::nullopt;
}

/// Start of the first certain frame: a chain's first may be coincidence within another frame.
StreamOffset FrameFinder::startOf(std::uint64_t next, const Chain& chain) const
{
    const auto first = chain.starts.begin() + (chain.firstIsSure ? 0 : 1);
    const auto start = std::find_if(first, chain.starts.end(), [this](StreamOffset offset) {
        return offset.value >= bufferAt_;
    });
    return start == chain.starts.end() ? StreamOffset{next} : *start;
}

ByteView FrameFinder::bytesFrom(StreamOffset start) const
{
    return start > end() ? ByteView() : kept(start.value, end().value);
}

/// Returns the bytes of the range; empty if a part of it is not kept.
ByteView FrameFinder::kept(std::uint64_t from, std::uint64_t to) const
{
    if (from < bufferAt_ || to > end().value || from > to) {
        return {};
    }
    return ByteView(buffer_).subspan(static_cast<std::size_t>(from - bufferAt_),
                                     static_cast<std::size_t>(to - from));
}

bool FrameFinder::isBoundary(std::uint64_t at) const
{
    return std::ranges::binary_search(boundaries_, at);
}

/// Examines the new bytes up to the end or an incomplete header.
void FrameFinder::scan()
{
    for (; scanned_ < end().value; ++scanned_) {
        auto waiting =
            chains_.empty() || chains_.begin()->first > scanned_ ? chains_.end() : chains_.begin();
        const ByteView rest = kept(scanned_, end().value);
        const unsigned opcode = rest.front() & 0x0FU;
        const bool plausible = (rest.front() & 0x30U) == 0 && (opcode <= 2 || (opcode & 0xCU) == 8);
        FrameHeader header;
        if (plausible && !readFrameHeader(rest, header)) {
            return;
        }
        Chain chain;
        bool goesOn = false;
        if (waiting != chains_.end()) {
            chain = std::move(waiting->second);
            chains_.erase(waiting);
            goesOn = plausible && endFrame(chain, scanned_) && takeFrame(chain, scanned_, header);
        }
        if (plausible && !goesOn) {
            chain = Chain{};
            goesOn = takeFrame(chain, scanned_, header);
        }
        if (goesOn) {
            await(scanned_ + header.size + header.payloadLength, std::move(chain));
        }
    }
}

/// Appends a frame to the chain. Returns false if no peer would send this header here.
bool FrameFinder::takeFrame(Chain& chain, std::uint64_t at, const FrameHeader& header) const
{
    const bool continues = header.opcode == Opcode::Continuation;
    const bool starts = header.opcode == Opcode::Text || header.opcode == Opcode::Binary;
    const bool control = isControl(header.opcode);
    const bool rsvFits =
        header.rsv == 0 || (header.rsv == FrameHeader::Rsv1 && options_.compressed && starts);
    const bool lengthFits = header.lengthIsMinimal() &&
                            header.payloadLength <= MaxPlausibleLength &&
                            (header.fin || header.payloadLength > 0);
    const bool controlFits = !control || (header.fin && header.payloadLength <= MaxControlPayload);
    const bool orderFits = (!continues || chain.message != Message::None) &&
                           (!starts || chain.message != Message::Open);
    if (header.masked != options_.masked || isReserved(header.opcode) || !rsvFits || !lengthFits ||
        !controlFits || !orderFits || isRun(header, kept(at, at + 1).front())) {
        return false;
    }
    if (!control) {
        chain.message = header.fin ? Message::None : Message::Open;
    }
    if (chain.frames == 0 && isBoundary(at)) {
        chain.firstIsSure = true;
        chain.evidence += AtBoundary;
    }
    chain.evidence += firstByteEvidence(header) + (header.masked ? MaskedRight : 0);
    ++chain.frames;
    if (chain.starts.size() == MaxStarts) {
        chain.starts.erase(chain.starts.begin());
        chain.firstIsSure = true;
    }
    chain.starts.push_back(StreamOffset{at});
    chain.header = header;
    return true;
}

/// Ends the chain's last frame at `at`. Returns false if its payload is implausible.
bool FrameFinder::endFrame(Chain& chain, std::uint64_t at) const
{
    const auto evidence = payloadEvidence(chain, at);
    if (!evidence) {
        return false;
    }
    if (chain.frames == 1 && (*evidence >= SureFrame || isBoundary(at))) {
        chain.firstIsSure = true;
    }
    chain.content += *evidence;
    chain.evidence += *evidence + (isBoundary(at) ? AtBoundary : 0);
    return true;
}

std::optional<unsigned> FrameFinder::payloadEvidence(const Chain& chain, std::uint64_t end) const
{
    const FrameHeader& header = chain.header;
    const bool isClose = header.opcode == Opcode::Close;
    const bool isText = header.opcode == Opcode::Text && header.rsv == 0;
    const ByteView wire = kept(end - header.payloadLength, end);
    if ((!isClose && !isText) || wire.size() < header.payloadLength) {
        return 0;
    }
    const ByteView judged = wire.first(std::min(wire.size(), MaxJudged));
    Bytes payload(judged.begin(), judged.end());
    if (header.masked) {
        applyMask(payload, header.maskKey);
    }
    const auto length = static_cast<unsigned>(std::min<std::size_t>(payload.size(), 32));
    Utf8Validator utf8;
    if (isText) {
        const bool whole = header.fin && judged.size() == wire.size();
        const bool valid = utf8.feed(payload) && (!whole || utf8.finish());
        const unsigned evidence = header.masked ? std::min(length, 16U) : std::min(length / 2, 10U);
        return valid ? std::optional(evidence) : std::nullopt;
    }
    if (payload.empty()) {
        return 2;
    }
    const ClosePayload close = parseClosePayload(payload);
    const bool valid =
        close.code && closeCode(*close.code).validOnWire && isUtf8(asBytes(close.reason));
    return valid ? std::optional(ValidClose + std::min(length - 2, 8U)) : std::nullopt;
}

/// Stores a chain until `next` is reached. If two chains meet there, the better one is kept.
void FrameFinder::await(std::uint64_t next, Chain&& chain)
{
    const auto [place, isNew] = chains_.try_emplace(next, std::move(chain));
    if (!isNew && place->second.evidence < chain.evidence) {
        place->second = std::move(chain);
    }
    if (chains_.size() > MaxChains) {
        chains_.erase(std::ranges::min_element(
            chains_, {}, [](const auto& each) { return each.second.evidence; }));
    }
}

void FrameFinder::dropOld()
{
    if (buffer_.size() < 2 * MaxKept) {
        return;
    }
    const std::size_t dropped =
        std::min(buffer_.size() - MaxKept, static_cast<std::size_t>(scanned_ - bufferAt_));
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(dropped));
    bufferAt_ += dropped;
    boundaries_.erase(boundaries_.begin(), std::ranges::lower_bound(boundaries_, bufferAt_));
}

} // namespace framescope::wire
