// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/byte_search.h"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace framescope::filter {

namespace {

constexpr std::uint8_t CaseBit = 0x20;

constexpr bool isLower(std::uint8_t byte)
{
    return byte >= 'a' && byte <= 'z';
}

constexpr std::uint8_t folded(std::uint8_t byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte | CaseBit : byte;
}

constexpr auto Fold = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = folded(static_cast<std::uint8_t>(i));
    }
    return table;
}();

/// Estimated frequency of a byte in WebSocket payloads; it only affects speed.
constexpr int commonness(std::uint8_t byte)
{
    constexpr std::string_view Common = "\" ,:etaoinsr0123456789ldhcum";
    const std::size_t place = Common.find(static_cast<char>(folded(byte)));
    if (place != std::string_view::npos) {
        return 100 - static_cast<int>(place);
    }
    return isLower(folded(byte)) ? 50 : byte == 0 ? 60 : 10;
}

} // namespace

ByteSearch::ByteSearch(std::string_view literal, Case matchCase)
    : literal_(matchCase == Case::Ignored ? lowerCase(literal) : std::string(literal)),
      case_(matchCase)
{
    std::size_t rarest = 0;
    std::size_t second = literal_.size() - 1;
    const auto rank = [this](std::size_t i) {
        return commonness(static_cast<std::uint8_t>(literal_[i]));
    };
    for (std::size_t i = 0; i < literal_.size(); ++i) {
        if (rank(i) < rank(rarest)) {
            rarest = i;
        }
    }
    for (std::size_t i = 0; i < literal_.size(); ++i) {
        if (i != rarest && (second == rarest || rank(i) < rank(second))) {
            second = i;
        }
    }
    probes_ = {probeAt(rarest), probeAt(second)};
}

ByteSearch::Probe ByteSearch::probeAt(std::size_t offset) const
{
    const auto byte = static_cast<std::uint8_t>(literal_[offset]);
    const bool fold = case_ == Case::Ignored && isLower(byte);
    return {offset, byte, fold ? CaseBit : std::uint8_t{0}};
}

bool ByteSearch::isAt(const std::uint8_t* at) const
{
    if (case_ == Case::Exact) {
        return std::memcmp(at, literal_.data(), literal_.size()) == 0;
    }
    for (const char c : literal_) {
        if (Fold[*at++] != static_cast<std::uint8_t>(c)) {
            return false;
        }
    }
    return true;
}

std::size_t ByteSearch::findStepwise(ByteView haystack, std::size_t from) const
{
    const auto [first, second] = probes_;
    for (std::size_t at = from; at + literal_.size() <= haystack.size(); ++at) {
        const std::uint8_t* here = haystack.data() + at;
        if ((here[first.offset] | first.fold) == first.byte &&
            (here[second.offset] | second.fold) == second.byte && isAt(here)) {
            return at;
        }
    }
    return NotFound;
}

#ifdef __SSE2__

std::size_t ByteSearch::find(ByteView haystack, std::size_t from) const
{
    constexpr std::size_t Step = 16;
    const std::size_t places =
        haystack.size() >= literal_.size() ? haystack.size() - literal_.size() + 1 : 0;
    if (from + Step > places) {
        return findStepwise(haystack, from);
    }
    const auto [first, second] = probes_;
    const auto load = [](const std::uint8_t* at) {
        return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    };
    const auto all = [](std::uint8_t byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
    const __m128i firstByte = all(first.byte);
    const __m128i firstFold = all(first.fold);
    const __m128i secondByte = all(second.byte);
    const __m128i secondFold = all(second.fold);
    for (std::size_t at = from;;) {
        const std::uint8_t* here = haystack.data() + at;
        const __m128i a = _mm_or_si128(load(here + first.offset), firstFold);
        const __m128i b = _mm_or_si128(load(here + second.offset), secondFold);
        const __m128i both =
            _mm_and_si128(_mm_cmpeq_epi8(a, firstByte), _mm_cmpeq_epi8(b, secondByte));
        for (auto hits = static_cast<unsigned>(_mm_movemask_epi8(both)); hits != 0;
             hits &= hits - 1) {
            const auto place = static_cast<std::size_t>(std::countr_zero(hits));
            if (isAt(here + place)) {
                return at + place;
            }
        }
        if (at + Step == places) {
            return NotFound;
        }
        at = std::min(at + Step, places - Step); // the last step may repeat positions
    }
}

#else

std::size_t ByteSearch::find(ByteView haystack, std::size_t from) const
{
    return findStepwise(haystack, from);
}

#endif

bool equalIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        return Fold[static_cast<std::uint8_t>(x)] == Fold[static_cast<std::uint8_t>(y)];
    });
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return static_cast<char>(Fold[static_cast<std::uint8_t>(c)]);
    });
    return result;
}

} // namespace framescope::filter
