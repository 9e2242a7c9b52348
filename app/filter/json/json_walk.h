// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/json/json_escapes.h"
#include "filter/json/json_path.h"
#include "filter/json/json_scalar.h"
#include "filter/json/json_search.h"
#include "filter/json/json_shape.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::filter {

/// An object or array that is being walked through.
struct JsonLevel
{
    std::uint32_t waiting = 0; ///< a bit for each step that a child may take
    std::uint32_t index = 0;   ///< of an array
    std::size_t start = 0;
    bool isObject = false;
    bool isResult = false;
};

/// One walk through the tokens of a JSON text, which `Cursor` knows to find. Numbers of any size
/// and duplicate keys are kept, and it ends well at any depth.
template <class Cursor>
class JsonWalk
{
public:
    /// `path` may be null. `levels` is room to work in. `shape` learns what the text looks like;
    /// may be null.
    JsonWalk(std::string_view text, Cursor cursor, const JsonPath* path, JsonVisitor& visitor,
             std::vector<JsonLevel>& levels, JsonShape* shape = nullptr)
        : text_(text), cursor_(cursor), visitor_(visitor), levels_(levels), shape_(shape)
    {
        if (path) {
            steps_ = path->steps();
            waiting_ = steps_.empty() ? 0 : 1;
            isResult_ = steps_.empty();
        }
    }

    /// Whether the text is JSON as a whole.
    bool run()
    {
        levels_.clear();
        Next next = Next::Value;
        while (next != Next::Wrong) {
            if (next == Next::Value) {
                next = value();
            } else if (!levels_.empty()) {
                next = separator();
            } else {
                return end();
            }
        }
        return false;
    }

private:
    enum class Next : std::uint8_t { Value, Separator, Wrong };
    using Step = JsonPath::Step;

    bool end()
    {
        const bool isWhole = cursor_.peek() == '\0' && cursor_.isAtEnd();
        if (isWhole && shape_) {
            shape_->keep(text_);
        }
        return isWhole;
    }

    Next value()
    {
        const char c = cursor_.peek();
        return c == '{' || c == '[' ? open(c == '{') : scalar();
    }

    Next open(bool isObject)
    {
        if (levels_.size() == JsonSearch::MaxDepth) {
            return Next::Wrong;
        }
        levels_.push_back({waiting_, 0, cursor_.position(), isObject, isResult_});
        openResults_ += isResult_ ? 1 : 0;
        cursor_.skip();
        if (cursor_.peek() == (isObject ? '}' : ']')) {
            return close();
        }
        return isObject ? key() : element();
    }

    Next close()
    {
        const JsonLevel level = levels_.back();
        levels_.pop_back();
        const std::size_t end = cursor_.position() + 1;
        cursor_.skip();
        if (level.isResult) {
            const auto kind = level.isObject ? JsonValue::Kind::Object : JsonValue::Kind::Array;
            shape_ = nullptr; // it would have to know where this begins
            --openResults_;
            visitor_.value({kind, text_.substr(level.start, end - level.start), openResults_ > 0});
        }
        return Next::Separator;
    }

    Next scalar()
    {
        JsonValue found;
        if (!takeJsonScalar(cursor_, found)) {
            return Next::Wrong;
        }
        if (isResult_) {
            visitor_.value(found);
        }
        if (shape_) {
            shape_->add(found.raw, isResult_);
        }
        return Next::Separator;
    }

    Next key()
    {
        std::string_view raw;
        if (cursor_.peek() != '"' || !cursor_.takeString(raw) || cursor_.peek() != ':') {
            return Next::Wrong;
        }
        cursor_.skip();
        raw = raw.substr(1, raw.size() - 2);
        descend([this, raw](const Step& step) {
            return step.kind == Step::Kind::Key && isKey(raw, step.key);
        });
        return Next::Value;
    }

    Next element()
    {
        descend([index = levels_.back().index](const Step& step) {
            return step.kind == Step::Kind::Index && step.index == index;
        });
        return Next::Value;
    }

    Next separator()
    {
        JsonLevel& level = levels_.back();
        const char c = cursor_.peek();
        if (c == (level.isObject ? '}' : ']')) {
            return close();
        }
        if (c != ',') {
            return Next::Wrong;
        }
        cursor_.skip();
        if (level.isObject) {
            return key();
        }
        ++level.index;
        return element();
    }

    /// Takes the steps that lead to the value that comes.
    template <class Matches>
    void descend(Matches matches)
    {
        waiting_ = 0;
        isResult_ = false;
        for (std::uint32_t left = levels_.back().waiting; left != 0; left &= left - 1) {
            const auto i = static_cast<std::uint32_t>(std::countr_zero(left));
            const std::uint32_t bit = std::uint32_t{1} << i;
            const Step& step = steps_[i];
            if (step.deep) {
                waiting_ |= bit;
            }
            if (step.kind != Step::Kind::Any && !matches(step)) {
                continue;
            }
            if (i + 1 == steps_.size()) {
                isResult_ = true;
            } else {
                waiting_ |= bit << 1;
            }
        }
    }

    bool isKey(std::string_view raw, std::string_view name)
    {
        if (!cursor_.hadEscapes()) {
            return raw == name;
        }
        unescapeJson(raw, scratch_);
        return scratch_ == name;
    }

    std::string_view text_;
    Cursor cursor_;
    JsonVisitor& visitor_;
    std::vector<JsonLevel>& levels_;
    JsonShape* shape_;
    std::span<const Step> steps_;
    std::uint32_t waiting_ = 0;   ///< what the value that comes may go on with
    bool isResult_ = false;       ///< the value that comes is one
    std::size_t openResults_ = 0; ///< levels that are
    std::string scratch_;
};

} // namespace framescope::filter
