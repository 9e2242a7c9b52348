// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json_search.h"

#include "filter/decimal.h"
#include "filter/json_escapes.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

#include <simdjson.h>

namespace framescope::filter {

namespace {

using Step = JsonPath::Step;

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

std::string_view JsonValue::content(std::string& scratch) const
{
    const std::string_view inside = raw.substr(1, raw.size() - 2);
    if (inside.find('\\') == std::string_view::npos) {
        return inside;
    }
    unescapeJson(inside, scratch);
    return scratch;
}

struct JsonSearch::State
{
    /// An object or array that is being walked through.
    struct Level
    {
        std::uint32_t waiting = 0; ///< a bit for each step that a child may take
        std::uint32_t index = 0;   ///< of an array
        std::uint32_t start = 0;
        bool isObject = false;
        bool isResult = false;
    };
    enum class Next : std::uint8_t { Value, Key, Separator, End, Wrong };

    bool tokenize(ByteView bytes);
    bool run(const JsonPath* path, JsonVisitor& receiver);
    Next value();
    Next open(char bracket);
    Next scalar(char first);
    Next key();
    Next separator();
    Next close();
    void descend(std::string_view key);
    void descendByIndex();
    void take(const Step& step, std::uint32_t i, bool matches);
    bool isKey(std::string_view raw, const std::string& name);
    std::string_view stringAt(std::uint32_t token) const;
    bool isWhole(std::string_view raw, std::size_t at) const;

    char token() const { return next < tokens.size() ? text[tokens[next]] : '\0'; }
    std::size_t tokenEnd(std::uint32_t i) const
    {
        return i + 1 < tokens.size() ? tokens[i + 1] : text.size();
    }

    std::unique_ptr<simdjson::internal::dom_parser_implementation> simd;
    std::string_view text;
    std::span<const std::uint32_t> tokens;
    bool hasTokens = false;
    bool hasEscapes = false;

    std::vector<Level> levels;
    std::span<const Step> steps;
    JsonVisitor* visitor = nullptr;
    std::uint32_t next = 0;    ///< token
    std::uint32_t waiting = 0; ///< what the value that comes may go on with
    bool isResult = false;     ///< the value that comes is one
    std::string scratch;
};

bool JsonSearch::State::tokenize(ByteView bytes)
{
    constexpr std::size_t KeepCapacity = 4 << 20;
    constexpr std::size_t LeastCapacity = 64 << 10;
    text = asText(bytes);
    tokens = {};
    if (bytes.empty() || bytes.size() >= UINT32_MAX) {
        return false;
    }
    if (simd && simd->capacity() > KeepCapacity && bytes.size() < KeepCapacity) {
        simd.reset();
    }
    if (!simd || simd->capacity() < bytes.size()) {
        simd.reset();
        const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            std::max(bytes.size(), LeastCapacity), simdjson::DEFAULT_MAX_DEPTH, simd);
        if (error) {
            return false;
        }
    }
    if (simd->stage1(bytes.data(), bytes.size(), simdjson::stage1_mode::regular)) {
        return false;
    }
    tokens = {simd->structural_indexes.get(), simd->n_structural_indexes};
    hasEscapes = text.find('\\') != std::string_view::npos;
    return true;
}

bool JsonSearch::State::run(const JsonPath* path, JsonVisitor& receiver)
{
    levels.clear();
    steps = path ? std::span<const Step>(path->steps()) : std::span<const Step>();
    visitor = &receiver;
    next = 0;
    waiting = steps.empty() ? 0 : 1;
    isResult = path && steps.empty();
    Next state = Next::Value;
    for (;;) {
        switch (state) {
        case Next::Value:
            state = value();
            break;
        case Next::Key:
            state = key();
            break;
        case Next::Separator:
            state = levels.empty() ? Next::End : separator();
            break;
        case Next::End:
            return next == tokens.size();
        case Next::Wrong:
            return false;
        }
    }
}

JsonSearch::State::Next JsonSearch::State::value()
{
    const char c = token();
    return c == '{' || c == '[' ? open(c) : scalar(c);
}

JsonSearch::State::Next JsonSearch::State::open(char bracket)
{
    if (levels.size() == MaxDepth) {
        return Next::Wrong;
    }
    const bool isObject = bracket == '{';
    levels.push_back({waiting, 0, tokens[next], isObject, isResult});
    ++next;
    if (token() == (isObject ? '}' : ']')) {
        return close();
    }
    if (isObject) {
        return Next::Key;
    }
    descendByIndex();
    return Next::Value;
}

JsonSearch::State::Next JsonSearch::State::close()
{
    const Level level = levels.back();
    levels.pop_back();
    if (level.isResult) {
        const auto kind = level.isObject ? JsonValue::Kind::Object : JsonValue::Kind::Array;
        visitor->value({kind, text.substr(level.start, tokens[next] + 1 - level.start)});
    }
    ++next;
    return Next::Separator;
}

/// Whether only space follows up to the next token.
bool JsonSearch::State::isWhole(std::string_view raw, std::size_t at) const
{
    const auto rest = text.substr(at + raw.size(), tokenEnd(next) - at - raw.size());
    return std::ranges::all_of(rest, isSpace);
}

JsonSearch::State::Next JsonSearch::State::scalar(char first)
{
    if (next >= tokens.size()) {
        return Next::Wrong;
    }
    const std::size_t at = tokens[next];
    const std::string_view rest = text.substr(at, tokenEnd(next) - at);
    JsonValue found;
    if (first == '"') {
        found = {JsonValue::Kind::String, stringAt(next)};
        if (hasEscapes && !jsonEscapesAreValid(found.raw.substr(1, found.raw.size() - 2))) {
            return Next::Wrong;
        }
    } else if (first == 't' || first == 'f' || first == 'n') {
        const std::string_view word = first == 't' ? "true" : first == 'f' ? "false" : "null";
        if (!rest.starts_with(word)) {
            return Next::Wrong;
        }
        found = {JsonValue::Kind::Word, rest.substr(0, word.size())};
    } else {
        found = {JsonValue::Kind::Number, rest.substr(0, numberLength(rest))};
        if (found.raw.empty()) {
            return Next::Wrong;
        }
    }
    if (found.kind != JsonValue::Kind::String && !isWhole(found.raw, at)) {
        return Next::Wrong;
    }
    if (isResult) {
        visitor->value(found);
    }
    ++next;
    return Next::Separator;
}

/// Between a string's first quote and the next token are its content, its last quote and space.
std::string_view JsonSearch::State::stringAt(std::uint32_t i) const
{
    const std::size_t start = tokens[i];
    std::size_t end = tokenEnd(i);
    while (isSpace(text[end - 1])) {
        --end;
    }
    return text.substr(start, end - start);
}

JsonSearch::State::Next JsonSearch::State::key()
{
    if (token() != '"') {
        return Next::Wrong;
    }
    const std::string_view raw = stringAt(next);
    const std::string_view inside = raw.substr(1, raw.size() - 2);
    if (hasEscapes && !jsonEscapesAreValid(inside)) {
        return Next::Wrong;
    }
    ++next;
    if (token() != ':') {
        return Next::Wrong;
    }
    ++next;
    descend(inside);
    return Next::Value;
}

JsonSearch::State::Next JsonSearch::State::separator()
{
    const Level& level = levels.back();
    const char c = token();
    if (c == (level.isObject ? '}' : ']')) {
        return close();
    }
    if (c != ',') {
        return Next::Wrong;
    }
    ++next;
    if (level.isObject) {
        return Next::Key;
    }
    ++levels.back().index;
    descendByIndex();
    return Next::Value;
}

void JsonSearch::State::take(const Step& step, std::uint32_t i, bool matches)
{
    const std::uint32_t bit = std::uint32_t{1} << i;
    if (step.deep) {
        waiting |= bit;
    }
    if (matches && i + 1 == steps.size()) {
        isResult = true;
    } else if (matches) {
        waiting |= bit << 1;
    }
}

void JsonSearch::State::descend(std::string_view key)
{
    waiting = 0;
    isResult = false;
    for (std::uint32_t left = levels.back().waiting; left != 0; left &= left - 1) {
        const auto i = static_cast<std::uint32_t>(std::countr_zero(left));
        const Step& step = steps[i];
        take(step, i,
             step.kind == Step::Kind::Any ||
                 (step.kind == Step::Kind::Key && isKey(key, step.key)));
    }
}

void JsonSearch::State::descendByIndex()
{
    const Level& level = levels.back();
    waiting = 0;
    isResult = false;
    for (std::uint32_t left = level.waiting; left != 0; left &= left - 1) {
        const auto i = static_cast<std::uint32_t>(std::countr_zero(left));
        const Step& step = steps[i];
        take(step, i,
             step.kind == Step::Kind::Any ||
                 (step.kind == Step::Kind::Index && step.index == level.index));
    }
}

bool JsonSearch::State::isKey(std::string_view raw, const std::string& name)
{
    if (!hasEscapes || raw.find('\\') == std::string_view::npos) {
        return raw == name;
    }
    unescapeJson(raw, scratch);
    return scratch == name;
}

JsonSearch::JsonSearch() : state_(std::make_unique<State>()) {}

JsonSearch::~JsonSearch() = default;

void JsonSearch::load(ByteView text)
{
    state_->hasTokens = state_->tokenize(text);
}

bool JsonSearch::walk(const JsonPath* path, JsonVisitor& visitor)
{
    return state_->hasTokens && state_->run(path, visitor);
}

} // namespace framescope::filter
