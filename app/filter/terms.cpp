// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/terms.h"

#include <array>
#include <cstdio>

namespace framescope::filter {

namespace {

/// What ends a bare word, or means something in it.
constexpr std::string_view Special = " \t\r\n\"'()\\,";

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            result += '\\';
        }
        result += c;
    }
    return result + '"';
}

std::string value(std::string_view text)
{
    const bool bare = !text.empty() && text.find_first_of(Special) == std::string_view::npos;
    return bare ? std::string(text) : quoted(text);
}

std::string seconds(Duration duration)
{
    std::array<char, 32> buffer;
    const int size = std::snprintf(buffer.data(), buffer.size(), "%.9f",
                                   std::chrono::duration<double>(duration).count());
    std::string text(buffer.data(), static_cast<std::size_t>(size));
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text + 's';
}

} // namespace

std::string phraseTerm(std::string_view text)
{
    return quoted(text);
}

std::string fieldTerm(std::string_view field, std::string_view text)
{
    return std::string(field) + ':' + value(text);
}

std::string timeTerm(Duration from, Duration to)
{
    return "time:" + seconds(from) + ".." + seconds(to);
}

std::string jsonTerm(std::string_view path, std::string_view text)
{
    return "json:" + std::string(path) + '=' + value(text);
}

std::string withTerm(std::string_view expression, std::string_view term)
{
    if (expression.empty()) {
        return std::string(term);
    }
    return std::string(expression) + ' ' + std::string(term);
}

} // namespace framescope::filter
