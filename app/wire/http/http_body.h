// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "wire/http/http_head.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace framescope::wire {

/// Reads the body of a request, or of a response that refused the upgrade: by Content-Length,
/// chunked, or, for a response, up to the end of the connection (RFC 9112 6). After a malformed
/// chunk all further bytes belong to the body, unchanged. Keeps the first 64 KiB.
class HttpBodyReader
{
public:
    static constexpr std::size_t MaxKept = 64 * 1024;

    /// `method`: that of the request, if `head` is a response; a response to HEAD has no body.
    explicit HttpBodyReader(const HttpHead& head, std::string_view method = {});

    /// Takes the bytes of the body; returns their number.
    std::size_t feed(ByteView bytes);

    /// `count` bytes are missing here. False, with nothing changed, if it is not known what they
    /// are. No further bytes of the body are kept.
    bool skip(std::uint64_t count);

    /// The body has ended. Never true for a body that ends with the connection.
    bool complete() const { return complete_; }
    /// De-chunked.
    const std::string& body() const { return body_; }
    /// Number of its bytes that were sent, without the framing of chunks.
    std::uint64_t received() const { return received_; }
    bool truncated() const { return truncated_; } ///< there is more than is kept
    /// The announced end has not been reached.
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
    std::uint64_t remaining_ = 0; ///< of the body or of the chunk
    std::string line_;            ///< of a chunk's size, its end, or a trailer
    bool sizeEnded_ = false;      ///< the rest of the line is extensions
    std::string body_;
    std::uint64_t received_ = 0;
    bool complete_ = false;
    bool truncated_ = false;
};

} // namespace framescope::wire
