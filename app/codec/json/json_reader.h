// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_tokens.h"

#include <cstddef>
#include <string_view>

namespace framescope::codec {

/// Reads a JSON text (RFC 8259) from `at` to its end, at any depth, without recursion. Returns
/// whether it is valid; UTF-8 is not checked. This is the only JSON grammar: trees, filters and
/// checks are sinks of it. A `Sink` has
/// - `bool key(begin, end, hasEscapes)`: a member's key with its quotes; the value is next;
/// - `bool scalar(kind, begin, end, hasEscapes)`: a string with its quotes, a number or a word;
/// - `bool open(begin, isObject)` and `void close(end)`: an object or array;
/// - `bool isOpen()`, `bool isInObject()`: if anything is open; if the innermost is an object;
/// - `bool fail(at, what)`, which returns false: an error and its position. Any of these that
/// returns false ends the reading.
template <class Sink>
bool readJson(std::string_view text, std::size_t at, Sink& sink)
{
    for (;;) {
        bool isFirst = false; // the innermost container has no member yet
        at = skipJsonSpace(text, at);
        if (const char first = charAt(text, at); first == '{' || first == '[') {
            if (!sink.open(at++, first == '{')) {
                return false;
            }
            isFirst = true;
        } else {
            const JsonToken token = readJsonScalar(text, at);
            if (token.mistake) {
                return sink.fail(token.end, token.mistake);
            }
            if (!sink.scalar(token.kind, at, token.end, token.hasEscapes)) {
                return false;
            }
            at = token.end;
        }
        at = skipJsonSpace(text, at);
        while (sink.isOpen() && charAt(text, at) == (sink.isInObject() ? '}' : ']')) {
            sink.close(++at);
            isFirst = false;
            at = skipJsonSpace(text, at);
        }
        if (!sink.isOpen()) {
            return at == text.size() || sink.fail(at, "text after the end of the document");
        }
        const bool isObject = sink.isInObject();
        if (!isFirst) {
            if (charAt(text, at) != ',') {
                return sink.fail(at, isObject ? "expected ',' or '}'" : "expected ',' or ']'");
            }
            at = skipJsonSpace(text, at + 1);
        }
        if (!isObject) {
            continue;
        }
        if (charAt(text, at) != '"') {
            return sink.fail(at, "expected a key in quotes");
        }
        const JsonToken key = readJsonString(text, at);
        if (key.mistake) {
            return sink.fail(key.end, key.mistake);
        }
        if (!sink.key(at, key.end, key.hasEscapes)) {
            return false;
        }
        at = skipJsonSpace(text, key.end);
        if (charAt(text, at) != ':') {
            return sink.fail(at, "expected ':' after the key");
        }
        ++at;
    }
}

} // namespace framescope::codec
