// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/verify/evidence.h"

#include <algorithm>
#include <string_view>

namespace framescope::scenario {

namespace {

constexpr std::size_t LongestName = 160; ///< without numbers and suffix

bool isPlain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           std::string_view("-_.=+,@").find(c) != std::string_view::npos;
}

std::string stemOf(const std::string& file)
{
    std::string stem = file.substr(file.rfind('/') + 1);
    for (const std::string_view suffix : {".yaml", ".yml", ".scenario"}) {
        if (stem.size() > suffix.size() && stem.ends_with(suffix)) {
            stem.resize(stem.size() - suffix.size());
        }
    }
    return stem;
}

} // namespace

std::string EvidenceNames::next(const std::string& file, const Values& values, std::uint64_t number,
                                std::uint64_t repeats)
{
    std::string name = stemOf(file);
    for (const auto& [variable, value] : values) {
        name += '-' + variable + '=' + value;
    }
    std::ranges::replace_if(
        name, [](char c) { return !isPlain(c); }, '_');
    if (name.starts_with('.')) {
        name.front() = '_';
    }
    name.resize(std::min(name.size(), LongestName));
    if (repeats > 1) {
        const std::string digits = std::to_string(number);
        const std::size_t width = std::to_string(repeats).size();
        name += '-' + std::string(width - std::min(width, digits.size()), '0') + digits;
    }
    std::string whole = name + ".pcapng";
    for (int copy = 2; !given_.insert(whole).second; ++copy) {
        whole = name + '-' + std::to_string(copy) + ".pcapng";
    }
    return whole;
}

} // namespace framescope::scenario
