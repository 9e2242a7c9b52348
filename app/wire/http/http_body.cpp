// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http/http_body.h"

#include "base/text/hex.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace framescope::wire {

namespace {

/// The most bytes of a chunk-size line with its extensions, and of a trailer line that are kept.
constexpr std::size_t MaxLine = 4096;

bool hasNoBody(int status)
{
    return (status >= 100 && status < 200) || status == 204 || status == 304;
}

/// The announced length; nullopt if it has other characters than digits or several values differ.
std::optional<std::uint64_t> contentLength(const HttpHead& head)
{
    const auto values = splitList(head.joined("Content-Length"));
    if (values.empty() || std::any_of(values.begin(), values.end(), [&](const std::string& value) {
            return value != values.front();
        })) {
        return std::nullopt;
    }
    const std::string& value = values.front();
    std::uint64_t length = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
    const bool isNumber = error == std::errc() && end == value.data() + value.size();
    return isNumber ? std::optional(length) : std::nullopt;
}

/// Parses a chunk's size from its first line or a part of it; nullopt if it can't be one.
std::optional<std::uint64_t> chunkSize(std::string_view line)
{
    std::uint64_t size = 0;
    const char* const last = line.data() + line.size();
    const auto [end, error] = std::from_chars(line.data(), last, size, 16);
    const bool fits =
        end == last || std::string_view(" \t;\r\n").find(*end) != std::string_view::npos;
    return error == std::errc() && fits ? std::optional(size) : std::nullopt;
}

} // namespace

HttpBodyReader::HttpBodyReader(const HttpHead& head, std::string_view method)
{
    if (!head.isRequest && (hasNoBody(head.status) || method == "HEAD")) {
        complete_ = true;
        return;
    }
    const auto codings = splitList(head.joined("Transfer-Encoding"));
    if (!codings.empty()) {
        framing_ =
            equalsIgnoreCase(codings.back(), "chunked") ? Framing::Chunked : Framing::UntilClose;
    } else if (const auto length = contentLength(head)) {
        framing_ = Framing::Length;
        remaining_ = *length;
        complete_ = *length == 0;
    } else {
        complete_ = head.isRequest;
    }
}

std::size_t HttpBodyReader::feed(ByteView bytes)
{
    std::size_t taken = 0;
    while (!complete_ && taken < bytes.size()) {
        const ByteView rest = bytes.subspan(taken);
        switch (framing_) {
        case Framing::Length:
            taken += takeData(rest);
            complete_ = remaining_ == 0;
            break;
        case Framing::Chunked:
            taken += feedChunked(rest);
            break;
        case Framing::UntilClose:
            keep(rest);
            taken += rest.size();
            break;
        }
    }
    return taken;
}

bool HttpBodyReader::skip(std::uint64_t count)
{
    const bool inData =
        framing_ == Framing::Length || (framing_ == Framing::Chunked && chunk_ == Chunk::Data);
    if (complete_ || !inData || count > remaining_) {
        return false;
    }
    remaining_ -= count;
    received_ += count;
    truncated_ = true;
    if (remaining_ == 0) {
        complete_ = framing_ == Framing::Length;
        chunk_ = Chunk::DataEnd;
    }
    return true;
}

/// Takes at least one byte, and at most those up to the end of the current element.
std::size_t HttpBodyReader::feedChunked(ByteView bytes)
{
    if (chunk_ == Chunk::Data) {
        const std::size_t taken = takeData(bytes);
        chunk_ = remaining_ == 0 ? Chunk::DataEnd : Chunk::Data;
        return taken;
    }
    const char c = static_cast<char>(bytes.front());
    if (line_.size() < MaxLine) {
        line_ += c;
    }
    switch (chunk_) {
    case Chunk::Size:
        takeSizeByte(c);
        break;
    case Chunk::DataEnd:
        if (c == '\n') {
            startLine(Chunk::Size);
        } else if (line_ != "\r") {
            giveUpChunks();
        }
        break;
    case Chunk::Trailer:
        if (c == '\n') {
            complete_ = line_ == "\n" || line_ == "\r\n";
            startLine(Chunk::Trailer);
        }
        break;
    case Chunk::Data:
        break;
    }
    return 1;
}

void HttpBodyReader::takeSizeByte(char c)
{
    const bool digitsOnly = !sizeEnded_;
    if (digitsOnly) {
        const auto size = chunkSize(line_);
        if (!size) {
            giveUpChunks();
            return;
        }
        remaining_ = *size;
        sizeEnded_ = !hexDigitValue(c);
    }
    if (c == '\n') {
        startLine(remaining_ == 0 ? Chunk::Trailer : Chunk::Data);
    } else if (line_.size() == MaxLine) {
        giveUpChunks();
    }
}

void HttpBodyReader::startLine(Chunk next)
{
    chunk_ = next;
    sizeEnded_ = false;
    line_.clear();
}

/// Treats the rest of the input as unchunked, so that it is shown unchanged.
void HttpBodyReader::giveUpChunks()
{
    framing_ = Framing::UntilClose;
    keep(asBytes(line_));
    line_.clear();
}

std::size_t HttpBodyReader::takeData(ByteView bytes)
{
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size()));
    keep(bytes.first(taken));
    remaining_ -= taken;
    return taken;
}

void HttpBodyReader::keep(ByteView bytes)
{
    received_ += bytes.size();
    const std::size_t kept = truncated_ ? 0 : std::min(bytes.size(), MaxKept - body_.size());
    body_ += asText(bytes.first(kept));
    truncated_ = truncated_ || kept < bytes.size();
}

} // namespace framescope::wire
