// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "filter/json/json_path.h"

#include <memory>
#include <string>
#include <string_view>

namespace framescope::filter {

/// A value of a JSON text as it stands there; of a string, with its quotes.
struct JsonValue
{
    enum class Kind : std::uint8_t { Object, Array, String, Number, Word };

    Kind kind = Kind::Word; ///< Word: true, false or null
    std::string_view raw;
    bool isWithin = false; ///< an object or array within another that is at the path too

    /// Of a string: its content, made in `scratch` where it has escapes. A surrogate without
    /// its other half stays as it was sent.
    std::string_view content(std::string& scratch) const;
};

/// Told of the values at a path, duplicates of a key included.
class JsonVisitor
{
public:
    virtual ~JsonVisitor() = default;
    virtual void value(const JsonValue& value) = 0;
};

class JsonShapes;

/// Looks for values in JSON texts. In all but short ones of ASCII letters, simdjson finds where
/// tokens are and checks the UTF-8; the walk over the tokens is our own, since it has to keep
/// numbers of any size and duplicate keys, and to end well at any depth. One per thread.
class JsonSearch
{
public:
    /// Deeper is not taken for JSON.
    static constexpr std::size_t MaxDepth = 1'000'000;

    /// How long a text is, in bytes, that simdjson is quicker with.
    static constexpr std::size_t LongText = 512;

    explicit JsonSearch(std::size_t longText = LongText);
    ~JsonSearch();
    JsonSearch(const JsonSearch&) = delete;
    JsonSearch& operator=(const JsonSearch&) = delete;

    /// The text that is walked from now on; it must stay.
    void load(ByteView text);
    /// Whether what was loaded is a JSON text as a whole (RFC 8259), be it behind a byte order
    /// mark. `path` may be null. The
    /// visitor may be told of values before it turns out that it is not. `shapes` are of this path
    /// alone: with them, a text that looks like one before is known again. They may be null.
    bool walk(const JsonPath* path, JsonVisitor& visitor, JsonShapes* shapes = nullptr);

private:
    struct State;
    std::size_t longText_;
    std::unique_ptr<State> state_;
};

} // namespace framescope::filter
