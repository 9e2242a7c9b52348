// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/match/hex_pattern.h"

#include "base/text/hex.h"

#include <string>

namespace framescope::filter {

namespace {

/// Value and mask of a hex digit or ?; nullopt for any other character.
std::optional<std::pair<std::uint8_t, std::uint8_t>> nibble(char c)
{
    if (c == '?') {
        return std::pair<std::uint8_t, std::uint8_t>(0, 0);
    }
    const auto value = hexDigitValue(c);
    return value ? std::optional(std::pair(static_cast<std::uint8_t>(*value), std::uint8_t{0xF}))
                 : std::nullopt;
}

} // namespace

std::optional<HexPattern> HexPattern::parse(std::string_view text)
{
    HexPattern pattern;
    for (std::size_t at = 0; at < text.size();) {
        if (std::string_view(" \t:-").find(text[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        const auto high = nibble(text[at]);
        const auto low = at + 1 < text.size() ? nibble(text[at + 1]) : std::nullopt;
        if (!high || !low) {
            return std::nullopt;
        }
        pattern.bytes_.push_back({static_cast<std::uint8_t>(high->first << 4 | low->first),
                                  static_cast<std::uint8_t>(high->second << 4 | low->second)});
        at += 2;
    }
    if (pattern.bytes_.empty()) {
        return std::nullopt;
    }
    std::string longest;
    std::string run;
    for (std::size_t i = 0; i < pattern.bytes_.size(); ++i) {
        if (pattern.bytes_[i].mask != 0xFF) {
            run.clear();
            continue;
        }
        run += static_cast<char>(pattern.bytes_[i].value);
        if (run.size() > longest.size()) {
            longest = run;
            pattern.anchorAt_ = i + 1 - run.size();
        }
    }
    if (!longest.empty()) {
        pattern.anchor_.emplace(longest, Case::Exact);
    }
    return pattern;
}

bool HexPattern::isAt(const std::uint8_t* at) const
{
    for (const Byte& byte : bytes_) {
        if ((*at++ & byte.mask) != byte.value) {
            return false;
        }
    }
    return true;
}

bool HexPattern::isIn(ByteView haystack) const
{
    if (haystack.size() < bytes_.size()) {
        return false;
    }
    const std::size_t last = haystack.size() - bytes_.size();
    if (!anchor_) {
        for (std::size_t at = 0; at <= last; ++at) {
            if (isAt(haystack.data() + at)) {
                return true;
            }
        }
        return false;
    }
    std::size_t at = anchorAt_;
    while ((at = anchor_->find(haystack, at)) != ByteSearch::NotFound && at - anchorAt_ <= last) {
        if (isAt(haystack.data() + at - anchorAt_)) {
            return true;
        }
        ++at;
    }
    return false;
}

} // namespace framescope::filter
