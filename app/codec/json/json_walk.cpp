// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/json_walk.h"

#include "base/text/utf8_validator.h"
#include "codec/json/byte_order_mark.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_reader.h"

#include <bit>
#include <span>

namespace framescope::codec {

/// Handles the tokens from readJson and follows the path.
class JsonWalk::Sink
{
public:
    Sink(std::string_view text, const JsonPath* path, const Visitor& visitor,
         std::vector<Level>& levels, std::vector<JsonShape::Scalar>* scalars)
        : text_(text), visitor_(visitor), levels_(levels), scalars_(scalars)
    {
        levels_.clear();
        if (scalars_) {
            scalars_->clear();
        }
        if (path) {
            steps_ = path->steps();
            waiting_ = steps_.empty() ? 0 : 1;
            isResult_ = steps_.empty();
        }
    }

    /// Whether all scalars were collected and no object or array is at the path.
    bool hasShape() const { return scalars_ != nullptr; }

    bool isOpen() const { return !levels_.empty(); }
    bool isInObject() const { return levels_.back().isObject; }

    bool key(std::size_t begin, std::size_t end, bool hasEscapes)
    {
        const std::string_view raw = text_.substr(begin, end - begin);
        descend([&](const Step& step) {
            return step.kind == Step::Kind::Key &&
                   (hasEscapes ? unescape(asBytes(raw)) == step.key
                               : raw.substr(1, raw.size() - 2) == step.key);
        });
        return true;
    }

    bool scalar(JsonKind kind, std::size_t begin, std::size_t end, bool hasEscapes)
    {
        enterElement();
        if (isResult_) {
            visitor_({kind, text_.substr(begin, end - begin), hasEscapes, false});
        }
        if (scalars_) {
            scalars_->push_back({begin, end, isResult_});
        }
        return true;
    }

    bool open(std::size_t begin, bool isObject)
    {
        enterElement();
        if (levels_.size() == MaxDepth) {
            return false;
        }
        levels_.push_back({waiting_, 0, begin, isObject, isResult_});
        openResults_ += isResult_ ? 1 : 0;
        return true;
    }

    void close(std::size_t end)
    {
        const Level level = levels_.back();
        levels_.pop_back();
        if (level.isResult) {
            --openResults_;
            scalars_ = nullptr;
            visitor_({level.isObject ? JsonKind::Object : JsonKind::Array,
                      text_.substr(level.begin, end - level.begin), false, openResults_ > 0});
        }
    }

    bool fail(std::size_t /*at*/, const char* /*what*/) { return false; }

private:
    using Step = JsonPath::Step;

    /// If the next value is an element of an array, takes the steps that lead to it.
    void enterElement()
    {
        if (levels_.empty() || levels_.back().isObject) {
            return;
        }
        descend([index = levels_.back().index++](const Step& step) {
            return step.kind == Step::Kind::Index && step.index == index;
        });
    }

    /// Takes the steps that match the next key or index.
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

    std::string_view text_;
    const Visitor& visitor_;
    std::vector<Level>& levels_;
    std::vector<JsonShape::Scalar>* scalars_; ///< null: not collected
    std::span<const Step> steps_;
    std::uint32_t waiting_ = 0;   ///< bits of the steps that may match children of the next value
    bool isResult_ = false;       ///< the next value is at the path
    std::size_t openResults_ = 0; ///< number of open levels that are at the path
};

bool JsonWalk::run(ByteView text, const JsonPath* path, const Visitor& visitor)
{
    constexpr std::size_t LongText = 512; // a longer text hardly ever has the shape of another
    const std::string_view json = asText(withoutByteOrderMark(text));
    JsonShape* shape = json.size() < LongText ? &shapes_[path] : nullptr;
    if (shape && shape->fits(json, results_)) {
        for (const JsonValue& value : results_) {
            visitor(value);
        }
        return isUtf8(asBytes(json));
    }
    Sink sink(json, path, visitor, levels_, shape && shape->wantsAnother() ? &scalars_ : nullptr);
    const bool isJson = readJson(json, 0, sink) && isUtf8(asBytes(json));
    if (isJson && sink.hasShape()) {
        shape->learn(json, scalars_);
    }
    return isJson;
}

} // namespace framescope::codec
