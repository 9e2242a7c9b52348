// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8_validator.h"

#include <bit>
#include <cstring>

namespace framescope {

namespace {

constexpr std::uint64_t HighBits = 0x8080808080808080;

std::uint64_t wordAt(const std::uint8_t* at)
{
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// Index, in memory order, of the first byte of a word that is not 0.
int firstByteSet(std::uint64_t word)
{
    return (std::endian::native == std::endian::little ? std::countr_zero(word)
                                                       : std::countl_zero(word)) /
           8;
}

/// Returns the first byte in [at, end) that is not ASCII.
const std::uint8_t* skipAscii(const std::uint8_t* at, const std::uint8_t* end)
{
    while (end - at >= 32) {
        const std::uint64_t all = wordAt(at) | wordAt(at + 8) | wordAt(at + 16) | wordAt(at + 24);
        if ((all & HighBits) != 0) {
            break;
        }
        at += 32;
    }
    while (end - at >= 8) {
        const std::uint64_t high = wordAt(at) & HighBits;
        if (high != 0) {
            return at + firstByteSet(high);
        }
        at += 8;
    }
    while (at != end && *at < 0x80) {
        ++at;
    }
    return at;
}

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

constexpr std::ptrdiff_t LongestSequence = 4;

/// Length of the valid sequence at `at`; 0 if it is invalid. Four bytes must be readable.
std::ptrdiff_t wholeSequence(const std::uint8_t* at)
{
    const std::uint8_t first = at[0];
    if (!isContinuation(at[1])) {
        return 0;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return 2;
    }
    const unsigned firstTwo = static_cast<unsigned>(first) << 8 | at[1];
    if (!isContinuation(at[2])) {
        return 0;
    }
    if ((firstTwo >= 0xE0A0 && firstTwo <= 0xED9F) || (firstTwo >= 0xEE80 && firstTwo <= 0xEFBF)) {
        return 3;
    }
    return firstTwo >= 0xF090 && firstTwo <= 0xF48F && isContinuation(at[3]) ? 4 : 0;
}

/// Skips complete valid sequences by a fast check; stops where the slow one is needed.
const std::uint8_t* skipWhole(const std::uint8_t* at, const std::uint8_t* end)
{
    for (;;) {
        while (end - at >= LongestSequence && *at >= 0x80) {
            const std::ptrdiff_t size = wholeSequence(at);
            if (size == 0) {
                return at;
            }
            at += size;
        }
        if (end - at < LongestSequence) {
            return skipAscii(at, end);
        }
        at = skipAscii(at, end);
    }
}

/// The continuation of a first byte (RFC 3629 4): the number of bytes, and the bounds of the next.
struct Sequence
{
    std::uint8_t pending; ///< 0 if no sequence begins with this byte
    std::uint8_t lowest;
    std::uint8_t highest;
};

Sequence sequenceAfter(std::uint8_t first)
{
    if (first >= 0xC2 && first <= 0xDF) {
        return {1, 0x80, 0xBF};
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const std::uint8_t lowest = first == 0xE0 ? 0xA0 : 0x80;
        const std::uint8_t highest = first == 0xED ? 0x9F : 0xBF;
        return {2, lowest, highest};
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const std::uint8_t lowest = first == 0xF0 ? 0x90 : 0x80;
        const std::uint8_t highest = first == 0xF4 ? 0x8F : 0xBF;
        return {3, lowest, highest};
    }
    return {0, 0, 0};
}

} // namespace

bool Utf8Validator::feed(ByteView bytes)
{
    if (error_) {
        return false;
    }
    const std::uint8_t* const begin = bytes.data();
    const std::uint8_t* const end = begin + bytes.size();
    const std::uint8_t* at = begin;
    while (at != end) {
        if (pending_ == 0) {
            at = skipWhole(at, end);
            if (at == end) {
                break;
            }
            const Sequence sequence = sequenceAfter(*at);
            sequenceStart_ = consumed_ + static_cast<std::uint64_t>(at - begin);
            pending_ = sequence.pending;
            lowest_ = sequence.lowest;
            highest_ = sequence.highest;
            if (pending_ == 0) {
                error_ = sequenceStart_;
                return false;
            }
            ++at;
        } else {
            if (*at < lowest_ || *at > highest_) {
                error_ = sequenceStart_;
                return false;
            }
            --pending_;
            lowest_ = 0x80;
            highest_ = 0xBF;
            ++at;
        }
    }
    consumed_ += bytes.size();
    return true;
}

bool Utf8Validator::finish()
{
    if (!error_ && pending_ > 0) {
        error_ = sequenceStart_;
    }
    return !error_;
}

/// Resets each member: assigning a new object costs several times as much, and this runs once per
/// message.
void Utf8Validator::reset()
{
    consumed_ = 0;
    sequenceStart_ = 0;
    error_.reset();
    pending_ = 0;
    lowest_ = 0x80;
    highest_ = 0xBF;
}

bool isUtf8(ByteView bytes)
{
    Utf8Validator validator;
    return validator.feed(bytes) && validator.finish();
}

} // namespace framescope
