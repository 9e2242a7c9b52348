// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>

namespace framescope::test {

// Texts that are JSON, and texts that nearly are: escapes, duplicate keys, numbers of any size,
// deep nesting, spaces, surrogates without their other half; broken in one place where asked.
class RandomJson
{
public:
    explicit RandomJson(std::uint64_t seed) : random_(seed) {}

    std::string text();
    // One byte of it is changed, left out or put in, or its end is cut off.
    std::string broken(std::string text);
    // The same with other numbers and words, at times a longer one.
    std::string likeIt(const std::string& text);

    std::size_t below(std::size_t limit) { return random_() % limit; }

private:
    std::string_view oneOf(std::initializer_list<std::string_view> choices);
    void addSpace(std::string& to);
    void addString(std::string& to);
    void addObject(std::string& to, int depth);
    void addArray(std::string& to, int depth);
    void addValue(std::string& to, int depth);

    std::mt19937_64 random_;
};

} // namespace framescope::test
