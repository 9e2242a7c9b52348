// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/model/value_texts.h"

#include "base/text/base64.h"
#include "collection/yaml/yaml_reader.h"
#include "connection/field_text.h"

#include <charconv>

namespace framescope::scenario {

namespace {

using filter::Comparison;

/// The operators that a number may have before it; the longer one first where one begins another.
constexpr std::pair<std::string_view, Comparison> Operators[] = {
    {">=", Comparison::GreaterOrEqual},
    {"<=", Comparison::LessOrEqual},
    {"!=", Comparison::NotEqual},
    {">", Comparison::Greater},
    {"<", Comparison::Less},
    {"=", Comparison::Equal},
};

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

filter::FieldValue numberValue(std::string_view text)
{
    filter::FieldValue value;
    text = trimmed(text);
    for (const auto& [sign, comparison] : Operators) {
        if (text.starts_with(sign)) {
            value.comparison = comparison;
            text = trimmed(text.substr(sign.size()));
            break;
        }
    }
    value.text = text;
    return value;
}

tl::unexpected<Error> withoutPlace(const filter::Mistake& mistake)
{
    return failure(mistake.what, {}, mistake.hint);
}

Result<filter::NumberSet> numberSet(std::string_view text, filter::Quantity quantity)
{
    filter::ValueList list;
    while (true) {
        const std::size_t comma = text.find(',');
        list.values.push_back(numberValue(text.substr(0, comma)));
        if (comma == std::string_view::npos) {
            break;
        }
        text.remove_prefix(comma + 1);
    }
    auto set = filter::NumberSet::of(list, quantity);
    return set ? Result<filter::NumberSet>(*std::move(set)) : withoutPlace(set.error());
}

/// A condition that everything meets shows nothing.
tl::unexpected<Error> emptyCondition()
{
    return failure("the text is empty, and everything would meet it", {},
                   "leave the key out, or write any: true where everything may come");
}

} // namespace

Result<std::string> wordFrom(const std::string& text, Words words)
{
    collection::YamlReader reader{std::string()};
    (void)reader.choice(collection::YamlValue::plain(text), words);
    return reader.mistake() ? Result<std::string>(tl::unexpected<Error>(*reader.mistake())) : text;
}

Result<std::string> partFrom(const std::string& text)
{
    return text.empty() ? Result<std::string>(emptyCondition()) : text;
}

Result<std::chrono::milliseconds> timeFrom(const std::string& text)
{
    collection::YamlReader reader{std::string()};
    const auto time = reader.time(collection::YamlValue::plain(text));
    return reader.mistake() ? Result<std::chrono::milliseconds>(tl::unexpected(*reader.mistake()))
                            : time;
}

Result<filter::NumberSet> numbersFrom(std::string_view text)
{
    return numberSet(text, filter::Quantity::Plain);
}

Result<filter::NumberSet> sizesFrom(std::string_view text)
{
    return numberSet(text, filter::Quantity::Bytes);
}

Result<std::uint64_t> numberFrom(std::string_view text)
{
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc{} || stop != end) {
        return failure('"' + std::string(text) + "\" is no whole number");
    }
    return number;
}

Result<int> statusFrom(std::string_view text)
{
    constexpr std::uint64_t Least = 100;
    constexpr std::uint64_t Most = 999;
    const auto number = numberFrom(text);
    return number && *number >= Least && *number <= Most
               ? Result<int>(static_cast<int>(*number))
               : failure('"' + std::string(text) + "\" is no status of HTTP", {},
                         "a number like 101 or 403");
}

Result<std::string> headerValueFrom(const std::string& text)
{
    return connection::hasLineEnd(text)
               ? Result<std::string>(failure("the value of a header has no line break or NUL", {},
                                             "write respond: for an answer that breaks the rules"))
               : text;
}

ExpressionText expressionText(std::string_view text)
{
    const std::size_t end = text.rfind('/');
    if (text.size() < 2 || text.front() != '/' || end == 0) {
        return {text};
    }
    const std::string_view flags = text.substr(end + 1);
    if (!flags.empty() && flags != "i") {
        return {text};
    }
    return {text.substr(1, end - 1), flags.empty() ? filter::Case::Exact : filter::Case::Ignored};
}

Result<filter::TextPattern> patternFrom(std::string_view text)
{
    const auto [expression, matchCase] = expressionText(text);
    if (expression.empty()) {
        return emptyCondition();
    }
    auto pattern = filter::TextPattern::regex(expression, matchCase);
    return pattern ? Result<filter::TextPattern>(*std::move(pattern))
                   : withoutPlace(pattern.error());
}

Result<codec::JsonPath> pathFrom(std::string_view text)
{
    std::size_t length = 0;
    auto path = codec::JsonPath::parse(text, length);
    if (!path) {
        return failure(path.error().what, {}, path.error().hint);
    }
    if (length != text.size()) {
        return failure("the path ends before \"" + std::string(text.substr(length)) + '"', {},
                       "a path is like $.items[0].id");
    }
    return *std::move(path);
}

Result<filter::Filter> filterFrom(std::string_view text, const contract::Document::Ptr& contract)
{
    if (trimmed(text).empty()) {
        return emptyCondition();
    }
    auto filter = filter::parse(text, contract);
    if (!filter) {
        const Error& error = filter.error();
        return failure("the filter is not understood at " + error.where + ": " + error.what, {},
                       error.hint);
    }
    return *std::move(filter);
}

Result<Bytes> base64From(std::string_view text)
{
    Base64 decoded = decodeBase64(asBytes(text));
    return decoded.failure ? Result<Bytes>(failure("this is no base64")) : std::move(decoded.bytes);
}

Result<CodeSet> codesFrom(std::string_view text)
{
    if (trimmed(text) == "none") {
        return CodeSet{.none = true, .numbers = {}};
    }
    return numbersFrom(text).map(
        [](filter::NumberSet numbers) { return CodeSet{.none = false, .numbers = numbers}; });
}

} // namespace framescope::scenario
