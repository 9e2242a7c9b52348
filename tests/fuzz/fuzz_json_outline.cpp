// SPDX-License-Identifier: GPL-3.0-or-later
//
// The input is a JSON text. What nlohmann's parser takes, JsonOutline takes, and the other way
// round; ranges lie within the text and within each other.
#include "base/text/utf8_validator.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"

#include <cstdlib>

#include <nlohmann/json.hpp>

using namespace framescope;
using framescope::codec::JsonOutline;

namespace {

void demand(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

/// Takes everything; remembers why it stopped.
struct Judge : nlohmann::json_sax<nlohmann::json>
{
    static constexpr int OutOfRange = 406; ///< the grammar has no limit for numbers

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return true; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& e) override
    {
        error = e.id;
        return false;
    }
    int error = 0;
};

bool startsWithByteOrderMark(std::string_view text)
{
    return text.substr(0, 1) == "\xef"; // which nlohmann's parser passes over
}

bool hasNul(std::string_view text)
{
    return text.find('\0') != std::string_view::npos; // which nlohmann's parser takes for the end
}

bool hasLoneSurrogate(std::string_view text)
{
    return text.find("\\u") != std::string_view::npos; // perhaps; nlohmann's refuses those
}

void checkRanges(const JsonOutline& outline, ByteView text)
{
    for (JsonOutline::NodeId id = 0; id < outline.size(); ++id) {
        const JsonOutline::Node node = outline.node(id);
        demand(node.value.begin <= node.value.end && node.value.end <= text.size());
        demand(node.key.begin <= node.key.end && node.key.end <= node.value.begin);
        if (!node.key.empty()) {
            codec::unescape(text.subspan(node.key.begin, node.key.size()));
        }
        if (id != JsonOutline::Root) {
            const JsonOutline::Node parent = outline.node(node.parent);
            demand(outline.child(parent, node.row) == id);
            demand(outline.nodeAt(node.value.begin) == id);
            demand(parent.value.begin < node.value.begin && node.value.end <= parent.value.end);
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const ByteView text(data, size);
    const JsonOutline outline = JsonOutline::parse(text);
    checkRanges(outline, text);
    demand(!outline.failure() || outline.failure()->offset <= size);
    if (!isUtf8(text) || startsWithByteOrderMark(asText(text)) || hasNul(asText(text)) ||
        hasLoneSurrogate(asText(text))) {
        return 0;
    }
    Judge judge;
    nlohmann::json::sax_parse(asText(text), &judge);
    if (judge.error != Judge::OutOfRange) {
        demand(outline.failure().has_value() == (judge.error != 0));
    }
    return 0;
}
