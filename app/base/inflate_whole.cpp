// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inflate_whole.h"

#include "base/text/counted.h"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <string>

#include <zlib.h>

namespace framescope {

namespace {

int windowBits(DeflateWrapper wrapper)
{
    constexpr int gzip = 16; // added to the window bits to select gzip (zlib's inflateInit2)
    return wrapper == DeflateWrapper::Gzip   ? MAX_WBITS + gzip
           : wrapper == DeflateWrapper::Zlib ? MAX_WBITS
                                             : -MAX_WBITS;
}

class Stream
{
public:
    Stream(ByteView compressed, DeflateWrapper wrapper) : compressed_(compressed), wrapper_(wrapper)
    {
        if (inflateInit2(&stream_, windowBits(wrapper)) != Z_OK) {
            throw std::bad_alloc();
        }
    }
    ~Stream() { inflateEnd(&stream_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    Inflated run(std::size_t limit, const std::stop_token& stop)
    {
        while (step(limit)) {
            if (stop.stop_requested()) {
                fail("cancelled");
                break;
            }
        }
        return std::move(result_);
    }

private:
    /// Inflates one portion of the input. Returns whether there is more to do.
    bool step(std::size_t limit)
    {
        constexpr std::size_t mostInput = std::numeric_limits<uInt>::max();
        const ByteView input = compressed_.subspan(at_);
        stream_.next_in = const_cast<Bytef*>(input.data());
        stream_.avail_in = static_cast<uInt>(std::min(input.size(), mostInput));
        stream_.next_out = output_.data();
        stream_.avail_out = static_cast<uInt>(output_.size());
        const uInt given = stream_.avail_in;
        const int status = inflate(&stream_, Z_NO_FLUSH);
        at_ += given - stream_.avail_in;
        const std::size_t produced = output_.size() - stream_.avail_out;
        const std::size_t taken = std::min(produced, limit - result_.bytes.size());
        append(result_.bytes, ByteView(output_).first(taken));
        if (taken < produced) {
            result_.cut = true;
            return false;
        }
        if (status == Z_STREAM_END) {
            return goOn();
        }
        if (status == Z_OK && (given > stream_.avail_in || produced > 0)) {
            return true;
        }
        fail(reason(status));
        return false;
    }

    /// Handles the end of a stream, which may be followed by another gzip member, by nothing, or by
    /// trailing bytes, which are an error.
    bool goOn()
    {
        const ByteView rest = compressed_.subspan(at_);
        if (wrapper_ == DeflateWrapper::Gzip && beginsLikeGzip(rest)) {
            inflateReset(&stream_);
            return true;
        }
        if (!rest.empty()) {
            fail("the data are followed by " + counted(rest.size(), "byte"));
        }
        return false;
    }

    std::string reason(int status) const
    {
        if (status == Z_NEED_DICT) {
            return "a preset dictionary is needed that is not sent along";
        }
        if (status == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        if (stream_.msg) {
            return stream_.msg;
        }
        return at_ == compressed_.size() ? "the data end before the compressed stream does"
                                         : "the data are damaged";
    }

    void fail(std::string what) { result_.failure = DecodeFailure{at_, std::move(what)}; }

    static constexpr std::size_t OutputSize = 256 * 1024;

    ByteView compressed_;
    DeflateWrapper wrapper_;
    z_stream stream_{};
    std::size_t at_ = 0;
    Bytes output_ = Bytes(OutputSize);
    Inflated result_;
};

} // namespace

Inflated inflateWhole(ByteView compressed, DeflateWrapper wrapper, std::size_t limit,
                      const std::stop_token& stop)
{
    return Stream(compressed, wrapper).run(limit, stop);
}

bool beginsLikeGzip(ByteView bytes)
{
    constexpr std::size_t headerSize = 10;
    constexpr std::uint8_t reservedFlags = 0xE0;
    return bytes.size() >= headerSize && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8 &&
           (bytes[3] & reservedFlags) == 0;
}

bool beginsLikeZlib(ByteView bytes)
{
    constexpr std::size_t leastSize = 8; // header, an empty block and checksum
    constexpr unsigned deflate = 8;
    constexpr unsigned largestWindow = 7;
    constexpr unsigned dictionary = 0x20;
    return bytes.size() >= leastSize && (bytes[0] & 0x0FU) == deflate &&
           bytes[0] >> 4 <= largestWindow && (bytes[0] * 256U + bytes[1]) % 31 == 0 &&
           (bytes[1] & dictionary) == 0;
}

} // namespace framescope
