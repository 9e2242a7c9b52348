// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json_search.h"

#include "filter/decimal.h"

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

int hexDigit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Of four digits; -1 where they are not there.
std::int32_t codeUnit(std::string_view text)
{
    if (text.size() < 4) {
        return -1;
    }
    std::int32_t unit = 0;
    for (const char c : text.substr(0, 4)) {
        const int digit = hexDigit(c);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

bool escapesAreValid(std::string_view content)
{
    constexpr std::string_view Simple = "\"\\/bfnrt";
    for (std::size_t at = 0; (at = content.find('\\', at)) != std::string_view::npos;) {
        const char kind = at + 1 < content.size() ? content[at + 1] : '\0';
        if (kind == 'u' ? codeUnit(content.substr(at + 2)) < 0
                        : kind == '\0' || Simple.find(kind) == std::string_view::npos) {
            return false;
        }
        at += 2;
    }
    return true;
}

void appendUtf8(std::string& to, std::int32_t c)
{
    const auto put = [&to](std::int32_t byte) { to += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

/// Of what stands behind \u; returns how much of it was used.
std::size_t appendCodeUnits(std::string& to, std::string_view text)
{
    constexpr std::int32_t Replacement = 0xFFFD;
    const std::int32_t unit = codeUnit(text);
    if (unit < 0xD800 || unit > 0xDFFF) {
        appendUtf8(to, unit);
        return 4;
    }
    const std::int32_t low =
        unit < 0xDC00 && text.substr(4, 2) == "\\u" ? codeUnit(text.substr(6)) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        appendUtf8(to, Replacement);
        return 4;
    }
    appendUtf8(to, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
    return 10;
}

/// Precondition: the escapes are valid.
void unescape(std::string_view content, std::string& to)
{
    constexpr std::string_view Kinds = "bfnrt";
    constexpr std::string_view Meanings = "\b\f\n\r\t";
    to.clear();
    std::size_t at = 0;
    while (at < content.size()) {
        const std::size_t end = std::min(content.find('\\', at), content.size());
        to.append(content, at, end - at);
        if (end == content.size()) {
            break;
        }
        const char kind = content[end + 1];
        at = end + 2;
        if (kind == 'u') {
            at += appendCodeUnits(to, content.substr(at));
        } else {
            const std::size_t known = Kinds.find(kind);
            to += known == std::string_view::npos ? kind : Meanings[known];
        }
    }
}

} // namespace

std::string_view JsonValue::content(std::string& scratch) const
{
    const std::string_view inside = raw.substr(1, raw.size() - 2);
    if (inside.find('\\') == std::string_view::npos) {
        return inside;
    }
    unescape(inside, scratch);
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
        if (hasEscapes && !escapesAreValid(found.raw.substr(1, found.raw.size() - 2))) {
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
    if (hasEscapes && !escapesAreValid(inside)) {
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
    unescape(raw, scratch);
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
