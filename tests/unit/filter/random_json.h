// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>

namespace framescope::test {

// Random JSON texts with escapes, duplicate keys, numbers of any size, deep nesting, spaces and
// lone surrogates; on request broken in one place.
class RandomJson
{
public:
    explicit RandomJson(std::uint64_t seed) : random_(seed) {}

    std::string text();
    // Changes, removes or inserts one byte, or cuts off the end.
    std::string broken(std::string text);
    // The same text with other numbers and words, sometimes longer ones.
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
