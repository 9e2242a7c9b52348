// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/masking.h"

#include <cstring>

namespace framescope::wire {

namespace {

/// Bytes XORed per step; the compiler turns a step into vector instructions.
constexpr std::size_t StepSize = 32;

void xorWord(std::uint8_t* at, std::uint64_t key)
{
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    word ^= key;
    std::memcpy(at, &word, sizeof word);
}

} // namespace

void applyMask(MutableByteView bytes, const MaskKey& key, std::uint64_t offset)
{
    std::array<std::uint8_t, 8> repeated;
    for (std::size_t i = 0; i < repeated.size(); ++i) {
        repeated[i] = key[(offset + i) & 3];
    }
    std::uint64_t wordKey;
    std::memcpy(&wordKey, repeated.data(), sizeof wordKey);
    if (wordKey == 0) {
        return;
    }

    std::uint8_t* at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= StepSize; left -= StepSize, at += StepSize) {
        xorWord(at, wordKey);
        xorWord(at + 8, wordKey);
        xorWord(at + 16, wordKey);
        xorWord(at + 24, wordKey);
    }
    for (; left >= sizeof wordKey; left -= sizeof wordKey, at += sizeof wordKey) {
        xorWord(at, wordKey);
    }
    for (std::size_t i = 0; i < left; ++i) {
        at[i] ^= repeated[i];
    }
}

} // namespace framescope::wire
