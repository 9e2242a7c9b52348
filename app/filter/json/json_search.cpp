// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json/json_search.h"

#include "codec/byte_order_mark.h"
#include "filter/json/json_byte_cursor.h"
#include "filter/json/json_shapes.h"
#include "filter/json/json_token_cursor.h"
#include "filter/json/json_walk.h"

#include <algorithm>

#include <simdjson.h>

namespace framescope::filter {

std::string_view JsonValue::content(std::string& scratch) const
{
    const std::string_view inside = raw.substr(1, raw.size() - 2);
    if (inside.find('\\') == std::string_view::npos) {
        return inside;
    }
    unescapeJson(inside, scratch);
    return scratch;
}

namespace {

bool isAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char c : text) {
        all |= static_cast<unsigned char>(c);
    }
    return all < 0x80;
}

} // namespace

struct JsonSearch::State
{
    bool tokenize();

    std::unique_ptr<simdjson::internal::dom_parser_implementation> simd;
    std::string_view text;
    std::span<const std::uint32_t> tokens;
    enum class Kind : std::uint8_t { Unknown, Short, Tokens, Wrong };
    Kind kind = Kind::Unknown;
    bool hasEscapes = false;
    std::vector<JsonLevel> levels;
    JsonShapes whole; ///< where no path is asked for
};

bool JsonSearch::State::tokenize()
{
    constexpr std::size_t KeepCapacity = 4 << 20;
    constexpr std::size_t LeastCapacity = 64 << 10;
    tokens = {};
    if (text.empty() || text.size() >= UINT32_MAX) {
        return false;
    }
    if (simd && simd->capacity() > KeepCapacity && text.size() < KeepCapacity) {
        simd.reset();
    }
    if (!simd || simd->capacity() < text.size()) {
        simd.reset();
        const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            std::max(text.size(), LeastCapacity), simdjson::DEFAULT_MAX_DEPTH, simd);
        if (error) {
            return false;
        }
    }
    if (simd->stage1(asBytes(text).data(), text.size(), simdjson::stage1_mode::regular)) {
        return false;
    }
    tokens = {simd->structural_indexes.get(), simd->n_structural_indexes};
    hasEscapes = text.find('\\') != std::string_view::npos;
    return true;
}

JsonSearch::JsonSearch(std::size_t longText)
    : longText_(longText), state_(std::make_unique<State>())
{
}

JsonSearch::~JsonSearch() = default;

void JsonSearch::load(ByteView text)
{
    state_->text = asText(codec::withoutByteOrderMark(text));
    state_->kind = State::Kind::Unknown;
}

bool JsonSearch::walk(const JsonPath* path, JsonVisitor& visitor, JsonShapes* shapes)
{
    State& state = *state_;
    const std::string_view text = state.text;
    if (!path) {
        shapes = &state.whole;
    }
    if (shapes && text.size() < longText_ && shapes->fit(text)) {
        for (const JsonValue& value : shapes->results()) {
            visitor.value(value);
        }
        return true;
    }
    if (state.kind == State::Kind::Unknown) {
        const bool isShort = text.size() < longText_ && isAscii(text);
        state.kind = isShort            ? State::Kind::Short
                     : state.tokenize() ? State::Kind::Tokens
                                        : State::Kind::Wrong;
    }
    if (state.kind == State::Kind::Short) {
        JsonShape* shape = shapes ? shapes->toLearn() : nullptr;
        return JsonWalk(text, JsonByteCursor(text), path, visitor, state.levels, shape).run();
    }
    const JsonTokenCursor tokens(text, state.tokens, state.hasEscapes);
    return state.kind == State::Kind::Tokens &&
           JsonWalk(text, tokens, path, visitor, state.levels).run();
}

} // namespace framescope::filter
