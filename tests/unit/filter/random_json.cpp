// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_json.h"

#include <algorithm>

namespace framescope::test {

std::string_view RandomJson::oneOf(std::initializer_list<std::string_view> choices)
{
    return *(choices.begin() + below(choices.size()));
}

void RandomJson::addSpace(std::string& to)
{
    if (below(8) == 0) {
        to += oneOf({" ", "\n", "\r\n", "\t", "                    "});
    }
}

void RandomJson::addString(std::string& to)
{
    to += '"';
    for (std::size_t i = below(4); i > 0; --i) {
        to += oneOf({"tick", "ti\\u0063k", "x", "\\n", "\\\"", "\\\\", "\\u0041", "\\ud83d\\ude00",
                     "\\udc00", "\\ud800", "\\/", "é", "漢字", "a run of more than sixteen", "7",
                     "{", "]", ",", "exactly16letters"});
    }
    to += '"';
}

void RandomJson::addObject(std::string& to, int depth)
{
    to += '{';
    for (std::size_t i = below(5); i > 0; --i) {
        addSpace(to);
        to += oneOf({"\"a\"", "\"b\"", "\"a\"", "\"\\u0061\"", "\"type\"", "\"t\\u0079pe\"", "\"\"",
                     "\"é\"", "\"a\\\\\"", "\"\\ud800\"", "\"a key of more than sixteen\""});
        addSpace(to);
        to += ':';
        addValue(to, depth);
        to += i > 1 ? "," : "";
    }
    to += '}';
}

void RandomJson::addArray(std::string& to, int depth)
{
    to += '[';
    for (std::size_t i = below(5); i > 0; --i) {
        addValue(to, depth);
        to += i > 1 ? "," : "";
    }
    addSpace(to);
    to += ']';
}

void RandomJson::addValue(std::string& to, int depth)
{
    addSpace(to);
    const std::size_t kind = below(depth > 0 ? 10 : 6);
    if (kind < 2) {
        addString(to);
    } else if (kind < 5) {
        to += oneOf({"0", "-0", "7", "12", "100.50", "-1E-3", "1e400", "9223372036854775808", "1e2",
                     "100000000000000000000000000000000000000001", "0.1e+1"});
    } else if (kind == 5) {
        to += oneOf({"true", "false", "null"});
    } else if (kind < 9) {
        addObject(to, depth - 1);
    } else {
        addArray(to, depth - 1);
    }
    addSpace(to);
}

std::string RandomJson::text()
{
    std::string text;
    addValue(text, 4);
    if (below(20) == 0) {
        const std::size_t depth = 1 + below(100);
        text = std::string(depth, '[') + text + std::string(depth, ']');
    }
    return text;
}

std::string RandomJson::broken(std::string text)
{
    constexpr std::string_view Odd("\0\x01\t\"\\{}[],:0-e.tx\x7f\x80\xc5\xff \xed\xa0\x80", 24);
    const std::size_t at = below(text.size() + 1);
    const std::string odd(1, Odd[below(Odd.size())]);
    switch (below(4)) {
    case 0:
        text.insert(at, odd);
        break;
    case 1:
        text.replace(at, at < text.size() ? 1 : 0, odd);
        break;
    case 2:
        text.erase(at, 1);
        break;
    default:
        text.resize(at);
    }
    return text;
}

std::string RandomJson::likeIt(const std::string& text)
{
    std::string like;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            like += static_cast<char>('1' + below(9));
            like += below(16) == 0 ? "7" : "";
        } else if (c == 'x') {
            like += oneOf({"x", "yyyyyyyy", "", "\\u0041", "é"});
        } else {
            like += c;
        }
    }
    return like;
}

} // namespace framescope::test
