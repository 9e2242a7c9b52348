// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/frames/masking.h"

#include <bit>
#include <cstring>

namespace framescope::wire {

namespace {

using Word = std::uint64_t;

/// Words per step of the main loop, which the compiler turns into vector instructions.
constexpr std::size_t WordsPerStep = 4;
constexpr std::size_t StepSize = WordsPerStep * sizeof(Word);

/// The key twice, in memory order, turned for a word that starts at `offset`.
Word repeatedKey(const MaskKey& key, std::uint64_t offset)
{
    const auto once = std::bit_cast<std::uint32_t>(key);
    const int bits = static_cast<int>(offset & 3) * 8;
    const std::uint32_t turned =
        std::endian::native == std::endian::little ? std::rotr(once, bits) : std::rotl(once, bits);
    return Word{turned} << 32 | turned;
}

template <std::size_t Words>
void xorWords(const std::uint8_t* from, std::uint8_t* to, Word key)
{
    std::array<Word, Words> words;
    std::memcpy(words.data(), from, sizeof words);
    for (Word& word : words) {
        word ^= key;
    }
    std::memcpy(to, words.data(), sizeof words);
}

/// Precondition: `from` and `to` are the same place or don't overlap.
void xorBytes(const std::uint8_t* from, std::uint8_t* to, std::size_t size, const MaskKey& key,
              std::uint64_t offset)
{
    const Word word = repeatedKey(key, offset);
    std::size_t at = 0;
    for (; size - at >= StepSize; at += StepSize) {
        xorWords<WordsPerStep>(from + at, to + at, word);
    }
    for (; size - at >= sizeof word; at += sizeof word) {
        xorWords<1>(from + at, to + at, word);
    }
    for (; at < size; ++at) {
        to[at] = from[at] ^ key[(offset + at) & 3];
    }
}

} // namespace

void applyMask(MutableByteView bytes, const MaskKey& key, std::uint64_t offset)
{
    xorBytes(bytes.data(), bytes.data(), bytes.size(), key, offset);
}

void copyMasked(ByteView from, std::uint8_t* to, const MaskKey& key, std::uint64_t offset)
{
    xorBytes(from.data(), to, from.size(), key, offset);
}

} // namespace framescope::wire
