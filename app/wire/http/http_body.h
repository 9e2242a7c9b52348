// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::wire {

/// Reads the body of a request, or of a response that refuses the upgrade. It is delimited by
/// Content-Length, by chunks, or, in a response, by the end of the connection (RFC 9112 6). After a
/// malformed chunk, all further bytes are added to the body unchanged. Keeps the first 64 KiB.
class HttpBodyReader
{
public:
    static constexpr std::size_t MaxKept = 64 * 1024;

    /// `method`: that of the request if `head` is a response; a response to HEAD has no body.
    explicit HttpBodyReader(const HttpHead& head, std::string_view method = {});

    /// Takes those of the bytes that belong to the body; returns their number.
    std::size_t feed(ByteView bytes);

    /// Skips `count` bytes that are missing from the capture; later bytes of the body are counted,
    /// not kept. Returns false, with nothing changed, if it is unknown what the missing bytes are.
    bool skip(std::uint64_t count);

    /// Whether the body has ended. Never true if it is delimited by the end of the connection.
    bool complete() const { return complete_; }
    /// The body without the framing of chunks.
    const std::string& body() const { return body_; }
    /// The number of bytes received, without the framing of chunks.
    std::uint64_t received() const { return received_; }
    bool truncated() const { return truncated_; } ///< the body is longer than what is kept
    /// Whether the end of the body is announced and has not been reached.
    bool isUnfinished() const { return !complete_ && framing_ != Framing::UntilClose; }

private:
    enum class Framing { Length, Chunked, UntilClose };
    enum class Chunk { Size, Data, DataEnd, Trailer };

    std::size_t feedChunked(ByteView bytes);
    void takeSizeByte(char c);
    void startLine(Chunk next);
    void giveUpChunks();
    std::size_t takeData(ByteView bytes);
    void keep(ByteView bytes);

    Framing framing_ = Framing::UntilClose;
    Chunk chunk_ = Chunk::Size;
    std::uint64_t remaining_ = 0; ///< bytes left of the body or chunk
    std::string line_;            ///< the current line: a chunk's size, its end, or a trailer
    bool sizeEnded_ = false;      ///< the rest of the line is chunk extensions
    std::string body_;
    std::uint64_t received_ = 0;
    bool complete_ = false;
    bool truncated_ = false;
};

} // namespace framescope::wire
