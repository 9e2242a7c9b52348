// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reference_inflater.h"

#include <algorithm>
#include <array>
#include <span>

namespace framescope::test {

namespace {

struct Malformed
{
};

void demand(bool condition)
{
    if (!condition) {
        throw Malformed{};
    }
}

class BitReader
{
public:
    explicit BitReader(ByteView bytes) : bytes_(bytes) {}

    unsigned bits(unsigned count)
    {
        unsigned value = 0;
        for (unsigned i = 0; i < count; ++i) {
            demand(position_ / 8 < bytes_.size());
            value |= (bytes_[position_ / 8] >> (position_ % 8) & 1U) << i;
            ++position_;
        }
        return value;
    }

    void align() { position_ = (position_ + 7) / 8 * 8; }
    std::size_t bytePosition() const { return position_ / 8; }
    bool atEnd() const { return position_ == bytes_.size() * 8; }

private:
    ByteView bytes_;
    std::size_t position_ = 0;
};

// A canonical prefix code (RFC 1951 3.2.2).
class PrefixCode
{
public:
    static constexpr unsigned MaxLength = 15;

    explicit PrefixCode(std::span<const unsigned> lengths)
    {
        for (const unsigned length : lengths) {
            ++count_[length];
        }
        for (unsigned length = 1; length <= MaxLength; ++length) {
            for (unsigned symbol = 0; symbol < lengths.size(); ++symbol) {
                if (lengths[symbol] == length) {
                    symbols_.push_back(symbol);
                }
            }
        }
        int left = 1;
        for (unsigned length = 1; length <= MaxLength; ++length) {
            left = left * 2 - count_[length];
            demand(left >= 0);
        }
        complete_ = left == 0;
    }

    bool complete() const { return complete_; }
    bool empty() const { return symbols_.empty(); }
    // Whether it is the only kind of incomplete code that a block may define (RFC 1951 3.2.7).
    bool isSingleBit() const { return symbols_.size() == 1 && count_[1] == 1; }

    unsigned decode(BitReader& reader) const
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (unsigned length = 1; length <= MaxLength; ++length) {
            code |= static_cast<int>(reader.bits(1));
            if (code - count_[length] < first) {
                return symbols_[static_cast<std::size_t>(index + code - first)];
            }
            index += count_[length];
            first = (first + count_[length]) * 2;
            code *= 2;
        }
        throw Malformed{};
    }

private:
    std::array<int, MaxLength + 1> count_{};
    std::vector<unsigned> symbols_;
    bool complete_ = false;
};

struct BlockCodes
{
    PrefixCode literals;
    PrefixCode distances;
};

BlockCodes fixedCodes()
{
    std::array<unsigned, 288> literals{};
    std::fill(literals.begin(), literals.begin() + 144, 8);
    std::fill(literals.begin() + 144, literals.begin() + 256, 9);
    std::fill(literals.begin() + 256, literals.begin() + 280, 7);
    std::fill(literals.begin() + 280, literals.end(), 8);
    std::array<unsigned, 32> distances{};
    distances.fill(5);
    return {PrefixCode(literals), PrefixCode(distances)};
}

// Reads dynamic Huffman codes (RFC 1951 3.2.7).
BlockCodes dynamicCodes(BitReader& reader)
{
    constexpr std::array<std::size_t, 19> Order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                11, 4,  12, 3, 13, 2, 14, 1, 15};
    const std::size_t literalCount = reader.bits(5) + 257;
    const std::size_t distanceCount = reader.bits(5) + 1;
    const std::size_t orderCount = reader.bits(4) + 4;
    demand(literalCount <= 286 && distanceCount <= 30);
    std::array<unsigned, 19> codeLengths{};
    for (std::size_t i = 0; i < orderCount; ++i) {
        codeLengths[Order[i]] = reader.bits(3);
    }
    const PrefixCode lengthCode(codeLengths);
    demand(lengthCode.complete());
    std::vector<unsigned> lengths;
    while (lengths.size() < literalCount + distanceCount) {
        const unsigned symbol = lengthCode.decode(reader);
        if (symbol < 16) {
            lengths.push_back(symbol);
            continue;
        }
        demand(symbol != 16 || !lengths.empty());
        const unsigned value = symbol == 16 ? lengths.back() : 0;
        const unsigned times = symbol == 16   ? reader.bits(2) + 3
                               : symbol == 17 ? reader.bits(3) + 3
                                              : reader.bits(7) + 11;
        lengths.insert(lengths.end(), times, value);
    }
    demand(lengths.size() == literalCount + distanceCount && lengths[256] != 0);
    const std::span<const unsigned> all(lengths);
    BlockCodes codes{PrefixCode(all.first(literalCount)), PrefixCode(all.subspan(literalCount))};
    demand(codes.literals.complete() || codes.literals.isSingleBit());
    demand(codes.distances.complete() || codes.distances.isSingleBit() || codes.distances.empty());
    return codes;
}

unsigned matchLength(BitReader& reader, unsigned symbol)
{
    demand(symbol <= 285);
    if (symbol < 265) {
        return symbol - 254;
    }
    if (symbol == 285) {
        return 258;
    }
    const unsigned extra = (symbol - 261) / 4;
    return ((4 + (symbol - 261) % 4) << extra) + 3 + reader.bits(extra);
}

std::size_t matchDistance(BitReader& reader, unsigned symbol)
{
    demand(symbol <= 29);
    if (symbol < 4) {
        return symbol + 1;
    }
    const unsigned extra = symbol / 2 - 1;
    return ((2 + symbol % 2) << extra) + 1 + reader.bits(extra);
}

void storedBlock(BitReader& reader, Bytes& output)
{
    reader.align();
    const unsigned length = reader.bits(16);
    demand(reader.bits(16) == (length ^ 0xFFFF));
    for (unsigned i = 0; i < length; ++i) {
        output.push_back(static_cast<std::uint8_t>(reader.bits(8)));
    }
}

// Inflates a block and returns the greatest distance of its matches.
std::size_t codedBlock(BitReader& reader, const BlockCodes& codes, Bytes& output)
{
    std::size_t farthest = 0;
    for (;;) {
        const unsigned symbol = codes.literals.decode(reader);
        if (symbol == 256) {
            return farthest;
        }
        if (symbol < 256) {
            output.push_back(static_cast<std::uint8_t>(symbol));
            continue;
        }
        unsigned length = matchLength(reader, symbol);
        const std::size_t distance = matchDistance(reader, codes.distances.decode(reader));
        demand(distance <= output.size());
        farthest = std::max(farthest, distance);
        for (; length > 0; --length) {
            output.push_back(output[output.size() - distance]);
        }
    }
}

} // namespace

std::optional<Bytes> ReferenceInflater::message(ByteView payload)
{
    Bytes input(payload.begin(), payload.end());
    append(input, Bytes{0x00, 0x00, 0xFF, 0xFF});
    BitReader reader(input);
    Bytes output;
    try {
        while (!reader.atEnd()) {
            const std::size_t before = history_.size();
            const bool final = reader.bits(1) == 1;
            const unsigned type = reader.bits(2);
            demand(type != 3);
            if (type == 0) {
                storedBlock(reader, history_);
            } else {
                const BlockCodes codes = type == 1 ? fixedCodes() : dynamicCodes(reader);
                farthest_ = std::max(farthest_, codedBlock(reader, codes, history_));
                demand(farthest_ <= window_);
            }
            append(output, ByteView(history_).subspan(before));
            if (final) {
                history_.clear();
                reader.align();
                if (reader.bytePosition() == payload.size()) {
                    break;
                }
            }
        }
    } catch (const Malformed&) {
        return std::nullopt;
    }
    return output;
}

} // namespace framescope::test
