// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/json_value.h"

#include "base/bytes.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_reader.h"

#include <utility>

namespace framescope::collection {

namespace {

/// Builds the values from what the JSON grammar finds.
class JsonBuilder
{
public:
    explicit JsonBuilder(std::string_view text) : text_(text) {}

    bool key(std::size_t begin, std::size_t end, bool /*hasEscapes*/)
    {
        key_ = {unescaped(begin, end), {}, markAt(begin)};
        return true;
    }
    bool scalar(codec::JsonKind kind, std::size_t begin, std::size_t end, bool /*hasEscapes*/)
    {
        YamlValue value;
        value.mark = markAt(begin);
        if (kind != codec::JsonKind::Null) {
            value.kind = YamlValue::Kind::Text;
            value.quoted = kind == codec::JsonKind::String;
            value.text = value.quoted ? unescaped(begin, end)
                                      : std::string(text_.substr(begin, end - begin));
        }
        put(std::move(value));
        return true;
    }
    bool open(std::size_t begin, bool isObject)
    {
        constexpr std::size_t Deepest = 64;
        if (levels_.size() >= Deepest) {
            return fail(begin, "more than 64 levels are not read");
        }
        YamlValue value;
        value.kind = isObject ? YamlValue::Kind::Map : YamlValue::Kind::List;
        value.mark = markAt(begin);
        levels_.push_back({std::move(value), std::exchange(key_, {})});
        return true;
    }
    void close(std::size_t /*end*/)
    {
        Level level = std::move(levels_.back());
        levels_.pop_back();
        key_ = std::move(level.key);
        put(std::move(level.value));
    }
    bool isOpen() const { return !levels_.empty(); }
    bool isInObject() const { return levels_.back().value.kind == YamlValue::Kind::Map; }
    bool fail(std::size_t at, const char* what)
    {
        failedAt_ = markAt(at);
        what_ = what;
        return false;
    }

    YamlValue take() { return std::move(root_); }
    const YamlMark& failedAt() const { return failedAt_; }
    const std::string& what() const { return what_; }

private:
    struct Level
    {
        YamlValue value;
        YamlEntry key; ///< the one that the value has in the level above
    };

    std::string unescaped(std::size_t begin, std::size_t end) const
    {
        return codec::unescape(asBytes(text_.substr(begin, end - begin)));
    }

    /// Positions come in their order, so that lines are counted once.
    YamlMark markAt(std::size_t at)
    {
        for (; counted_ < at && counted_ < text_.size(); ++counted_) {
            if (text_[counted_] == '\n') {
                ++line_;
                lineStart_ = counted_ + 1;
            }
        }
        return {line_, static_cast<int>(at - lineStart_) + 1};
    }

    void put(YamlValue value)
    {
        if (levels_.empty()) {
            root_ = std::move(value);
        } else if (isInObject()) {
            key_.value = std::move(value);
            levels_.back().value.entries.push_back(std::exchange(key_, {}));
        } else {
            levels_.back().value.items.push_back(std::move(value));
        }
    }

    std::string_view text_;
    std::vector<Level> levels_;
    YamlEntry key_;
    YamlValue root_;
    std::size_t counted_ = 0;
    std::size_t lineStart_ = 0;
    int line_ = 1;
    YamlMark failedAt_;
    std::string what_;
};

} // namespace

Result<YamlValue> readJsonValue(std::string_view text, const std::string& file)
{
    JsonBuilder builder(text);
    if (!codec::readJson(text, 0, builder)) {
        return failure("invalid JSON: " + builder.what(),
                       file + ":" + std::to_string(builder.failedAt().line) + ":" +
                           std::to_string(builder.failedAt().column),
                       "export the collection again");
    }
    return builder.take();
}

} // namespace framescope::collection
