// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/terms.h"

#include "filter/language/parser.h"

#include <algorithm>

namespace framescope::filter {

namespace {

/// Characters that end a bare word or have a meaning in it.
constexpr std::string_view Special = " \t\r\n\"'()\\,/{}[]<>=~!";

std::string quoted(std::string_view text)
{
    constexpr std::string_view Special = "\"\\\n\r\t";
    constexpr std::string_view Kinds = "\"\\nrt";
    std::string result = "\"";
    for (const char c : text) {
        const std::size_t kind = Special.find(c);
        if (kind != std::string_view::npos) {
            result += '\\';
        }
        result += kind == std::string_view::npos ? c : Kinds[kind];
    }
    return result + '"';
}

std::string seconds(Duration duration)
{
    std::string text = toSeconds(duration);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text + 's';
}

constexpr std::string_view TimeField = "time";

bool isTimeTerm(std::string_view term)
{
    return term.starts_with(TimeField) && term.substr(TimeField.size()).starts_with(':');
}

} // namespace

std::string phraseTerm(std::string_view text)
{
    return quoted(text);
}

std::string fieldValue(std::string_view text)
{
    const bool bare = !text.empty() && text.find_first_of(Special) == std::string_view::npos &&
                      text.find("..") == std::string_view::npos;
    return bare ? std::string(text) : quoted(text);
}

std::string fieldTerm(std::string_view field, std::string_view text)
{
    return std::string(field) + ':' + fieldValue(text);
}

std::string timeTerm(Duration from, Duration to)
{
    return "time:" + seconds(from) + ".." + seconds(to);
}

std::string jsonTerm(std::string_view path, std::string_view text)
{
    return jsonPathTerm(path) + '=' + fieldValue(text);
}

std::string jsonPathTerm(std::string_view path)
{
    return "json:" + std::string(path);
}

std::string withTerm(std::string_view expression, std::string_view term)
{
    const Parsed parsed = parseExpression(expression);
    std::string result(expression);
    if (isTimeTerm(term) && !parsed.hasLooseOr) {
        const auto earlier = std::ranges::find_if(parsed.looseTerms, [](const Spot& loose) {
            return loose.atom && loose.atom->field.name == TimeField;
        });
        if (earlier != parsed.looseTerms.end()) {
            return result.replace(earlier->position, earlier->length, term);
        }
    }
    const std::size_t last = result.find_last_not_of(" \t\r\n");
    result.erase(last == std::string::npos ? 0 : last + 1);
    if (result.empty()) {
        return std::string(term);
    }
    if (parsed.hasLooseOr) {
        const std::string grouped = '(' + result + ')';
        // A last word like "x(y" includes a parenthesis that follows at once.
        const bool takesIt = parseExpression(grouped).mistake.has_value();
        result = takesIt ? '(' + result + " )" : grouped;
    }
    return result + ' ' + std::string(term);
}

} // namespace framescope::filter
