// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/frame_stream.h"

#include "base/text/counted.h"

#include <algorithm>

namespace framescope::wire {

namespace {

/// The most bytes unmasked at a time: a long payload is unmasked in pieces that fit the cache.
constexpr std::size_t MaxPiece = 16 * 1024;
constexpr std::size_t MaxControlPayloadKept = 64 * 1024;

} // namespace

/// The decoder's handler during one call: the stream's state and the caller's handlers.
class FrameStream::Sink
{
public:
    Sink(FrameStream& stream, FrameStreamHandler& handler, FrameStreamHandler* second = nullptr)
        : s_(stream), handler_(handler), second_(second)
    {
    }

    void frameBegin(const FrameHeader& header, StreamOffset start)
    {
        s_.frameViolations_.clear();
        checkFrameHeader(header, s_.checkContext(header.opcode), s_.frameViolations_);
        begin(header, start);
    }

    void framePayload(ByteView chunk, std::uint64_t offset)
    {
        const FrameHeader& header = s_.decoder_.lastHeader();
        if (!header.masked) {
            takePayload(header, chunk);
            return;
        }
        while (!chunk.empty()) {
            const ByteView masked = chunk.first(std::min(chunk.size(), MaxPiece));
            takePayload(header, unmask(masked, header.maskKey, offset));
            chunk = chunk.subspan(masked.size());
            offset += masked.size();
        }
    }

    void frameEnd() { end(s_.decoder_.lastHeader(), received(), s_.frameMissing_ == 0); }

    void endCutFrame(bool connectionEnded)
    {
        const FrameHeader& header = s_.decoder_.lastHeader();
        if (connectionEnded && s_.decoder_.payloadReceived() < header.payloadLength) {
            s_.frameViolations_.push_back(
                {Rule::FrameTruncated, std::to_string(received()) + " of " +
                                           std::to_string(header.payloadLength) +
                                           " payload bytes came"});
        }
        end(header, received(), false);
    }

    void endCutHeader(bool connectionEnded)
    {
        const FrameHeader header = parseCutHeader(s_.decoder_.partialHeader());
        s_.frameViolations_.clear();
        checkCutHeader(header, s_.checkContext(header.opcode), s_.frameViolations_);
        if (connectionEnded) {
            s_.frameViolations_.push_back(
                {Rule::FrameTruncated,
                 "the header is cut off after byte " + std::to_string(header.size)});
        }
        begin(header, s_.decoder_.frameStart());
        end(header, 0, false);
    }

    void endMessage(bool complete)
    {
        if (s_.messageCompressed_ && !complete) {
            s_.inflater_->finish([](ByteView) {});
        }
        complete = complete && !s_.messageGap_;
        s_.messageOpen_ = false;
        const MessageReport report{s_.messageOpcode_,     s_.messageStart_,  s_.messageFrames_,
                                   s_.messageWireLength_, s_.messageLength_, s_.messageCompressed_,
                                   s_.notInflated_,       complete,          s_.messageViolations_};
        tell([&](FrameStreamHandler& handler) { handler.messageEnd(report); });
    }

private:
    template <class Tell>
    void tell(const Tell& tellOne)
    {
        tellOne(handler_);
        if (second_) {
            tellOne(*second_);
        }
    }

    /// The payload bytes of the current frame that were received.
    std::uint64_t received() const { return s_.decoder_.payloadReceived() - s_.frameMissing_; }

    void begin(const FrameHeader& header, StreamOffset start)
    {
        s_.frameStart_ = start;
        s_.frameLength_ = 0;
        s_.frameMissing_ = 0;
        s_.controlPayload_.clear();
        if (header.opcode == Opcode::Text || header.opcode == Opcode::Binary) {
            if (s_.messageOpen_) {
                endMessage(false);
            }
            openMessage(header, start);
        }
        if (isData(header.opcode) && (header.fin || header.opcode != Opcode::Continuation)) {
            s_.messageUnknown_ = false;
        }
        s_.frameOfMessage_ = s_.messageOpen_ && isData(header.opcode);
        tell([&](FrameStreamHandler& handler) {
            handler.frameBegin(header, start, s_.frameViolations_);
        });
    }

    void openMessage(const FrameHeader& header, StreamOffset start)
    {
        s_.messageOpen_ = true;
        s_.messageOpcode_ = header.opcode;
        s_.messageStart_ = start;
        s_.messageFrames_ = 0;
        s_.messageWireLength_ = 0;
        s_.messageLength_ = 0;
        s_.messageCompressed_ = s_.inflater_ && (header.rsv & FrameHeader::Rsv1) != 0;
        s_.messageGap_ = false;
        s_.damaged_ = s_.notInflated_ = false;
        s_.messageViolations_.clear();
        s_.textJudged_ = false;
        s_.utf8_.reset();
    }

    ByteView unmask(ByteView masked, const MaskKey& key, std::uint64_t offset)
    {
        if (s_.scratch_.size() < masked.size()) {
            s_.scratch_.resize(masked.size());
        }
        copyMasked(masked, s_.scratch_.data(), key, offset);
        return ByteView(s_.scratch_).first(masked.size());
    }

    void takePayload(const FrameHeader& header, ByteView piece)
    {
        if (isControl(header.opcode)) {
            keepControlPayload(piece);
        } else if (isCompressed()) {
            if (!s_.damaged_) {
                judge(s_.inflater_->feed(piece, [this](ByteView output) { deliver(output); }));
            }
        } else if (isData(header.opcode)) {
            deliver(piece);
        }
    }

    void keepControlPayload(ByteView piece)
    {
        if (s_.frameMissing_ == 0) {
            const std::size_t room = MaxControlPayloadKept - s_.controlPayload_.size();
            append(s_.controlPayload_, piece.first(std::min(piece.size(), room)));
        }
    }

    bool isCompressed() const { return s_.frameOfMessage_ && s_.messageCompressed_; }

    void deliver(ByteView content)
    {
        s_.frameLength_ += content.size();
        if (s_.frameOfMessage_) {
            s_.messageLength_ += content.size();
            if (s_.messageOpcode_ == Opcode::Text && !s_.messageGap_) {
                s_.utf8_.feed(content);
            }
        }
        tell([&](FrameStreamHandler& handler) { handler.data(content); });
    }

    void judge(Inflater::Status status)
    {
        if (status == Inflater::Status::Ok) {
            return;
        }
        s_.damaged_ = true;
        if (s_.contextLost_) {
            s_.messageGap_ = s_.notInflated_ = true;
            return;
        }
        if (status == Inflater::Status::LimitReached) {
            violate({Rule::InflateLimit, "the limit is " + limitText(s_.options_.inflateLimit)});
        } else {
            violate({Rule::DeflateInvalid, "the compressed data is damaged, inflated so far: " +
                                               std::to_string(s_.messageLength_)});
        }
    }

    /// Adds a violation in a message's content, which is reported for the current frame as well.
    void violate(Violation violation)
    {
        s_.frameViolations_.push_back(violation);
        s_.messageViolations_.push_back(std::move(violation));
    }

    void end(const FrameHeader& header, std::uint64_t received, bool complete)
    {
        const bool endsMessage = s_.frameOfMessage_ && header.fin;
        if (endsMessage && complete && s_.messageCompressed_) {
            finishInflating();
        }
        if (s_.frameOfMessage_) {
            ++s_.messageFrames_;
            s_.messageWireLength_ += received;
            checkText(endsMessage && complete && !s_.messageGap_ && !s_.damaged_);
        }
        std::optional<ClosePayload> close;
        if (header.opcode == Opcode::Close) {
            s_.closeSeen_ = true;
            close = parseClosePayload(s_.controlPayload_);
            if (complete) {
                const bool reasonKept = s_.controlPayload_.size() == received;
                checkClosePayload(*close, received, reasonKept, s_.frameViolations_);
            }
        }
        const FrameReport report{header,
                                 s_.frameStart_,
                                 received,
                                 complete,
                                 isCompressed(),
                                 isCompressed() && s_.notInflated_,
                                 isData(header.opcode) ? s_.frameLength_ : received,
                                 s_.controlPayload_,
                                 std::move(close),
                                 s_.frameViolations_};
        tell([&](FrameStreamHandler& handler) { handler.frameEnd(report); });
        if (endsMessage) {
            endMessage(complete);
        }
    }

    /// Outputs the last bytes of a message, as a part of its last frame.
    void finishInflating()
    {
        if (s_.damaged_) {
            s_.inflater_->finish([](ByteView) {});
        } else {
            judge(s_.inflater_->finish([this](ByteView output) { deliver(output); }));
        }
    }

    /// Checks the text at the end of a frame. An unfinished sequence is an error if `wholeKnown`:
    /// the whole message is known.
    void checkText(bool wholeKnown)
    {
        if (s_.messageOpcode_ != Opcode::Text || s_.textJudged_) {
            return;
        }
        if (wholeKnown) {
            s_.utf8_.finish();
        }
        if (const auto offset = s_.utf8_.errorOffset()) {
            s_.textJudged_ = true;
            const bool several = s_.messageFrames_ > 1;
            violate({Rule::Utf8Invalid,
                     "at byte " + std::to_string(*offset) + (several ? " of the message" : "")});
        }
    }

    FrameStream& s_;
    FrameStreamHandler& handler_;
    FrameStreamHandler* second_;
};

FrameStream::FrameStream(const Options& options, ByteView window)
    : options_(options), decoder_(options.start)
{
    if (options_.deflate) {
        inflater_.emplace(freshInflater());
        inflater_->setWindow(window);
    }
}

void FrameStream::feed(ByteView bytes, FrameStreamHandler& handler, FrameStreamHandler* second)
{
    if (unreadable_) {
        return;
    }
    Sink sink(*this, handler, second);
    decoder_.feed(bytes, sink);
}

bool FrameStream::skip(std::uint64_t count)
{
    if (unreadable_ || !decoder_.skip(count)) {
        unreadable_ = true;
        return false;
    }
    if (count == 0) {
        return true;
    }
    frameMissing_ += count;
    if (frameOfMessage_) {
        messageGap_ = true;
        if (messageCompressed_) {
            inflater_.emplace(freshInflater());
            damaged_ = notInflated_ = true;
            contextLost_ = !options_.deflate->noContextTakeover(options_.direction);
        }
    }
    return true;
}

void FrameStream::end(FrameStreamHandler& handler)
{
    const bool connectionEnded = !unreadable_;
    unreadable_ = true;
    Sink sink(*this, handler);
    if (decoder_.currentHeader()) {
        sink.endCutFrame(connectionEnded);
    } else if (decoder_.midFrame()) {
        sink.endCutHeader(connectionEnded);
    }
    if (messageOpen_) {
        sink.endMessage(false);
    }
    decoder_ = FrameDecoder(decoder_.frameStart());
}

void FrameStream::resume(StreamOffset start)
{
    decoder_ = FrameDecoder(start);
    unreadable_ = false;
    messageUnknown_ = true;
    if (inflater_) {
        inflater_.emplace(freshInflater());
        contextLost_ = !options_.deflate->noContextTakeover(options_.direction);
    }
}

/// If it is unknown whether a message is open, the frame's opcode decides.
FrameCheckContext FrameStream::checkContext(Opcode opcode) const
{
    const bool open = messageUnknown_ ? opcode == Opcode::Continuation : messageOpen_;
    return {options_.direction, options_.deflate.has_value(), open, closeSeen_};
}

Inflater FrameStream::freshInflater() const
{
    return Inflater(options_.deflate->windowBits(options_.direction),
                    options_.deflate->noContextTakeover(options_.direction), options_.inflateLimit);
}

} // namespace framescope::wire
