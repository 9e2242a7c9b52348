// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/last_members.h"

#include "base/bytes.h"
#include "codec/json/byte_order_mark.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_reader.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

namespace framescope::codec {

namespace {

/// Finds the members that come again.
class Repeats
{
public:
    using Range = std::pair<std::size_t, std::size_t>; ///< from a name up to the next one

    explicit Repeats(std::string_view text) : text_(text) {}

    bool key(std::size_t begin, std::size_t end, bool hasEscapes)
    {
        Level& level = levels_.back();
        const std::string_view raw = text_.substr(begin, end - begin);
        std::string name =
            hasEscapes ? unescape(asBytes(raw)) : std::string(raw.substr(1, raw.size() - 2));
        const auto [known, isNew] = level.members.try_emplace(std::move(name), level.begins.size());
        level.begins.push_back(begin);
        if (!isNew) {
            const std::size_t last = std::exchange(known->second, level.begins.size() - 1);
            found.emplace_back(level.begins[last], level.begins[last + 1]);
        }
        return true;
    }
    bool scalar(JsonKind /*kind*/, std::size_t /*begin*/, std::size_t /*end*/, bool /*escapes*/)
    {
        return true;
    }
    bool open(std::size_t /*begin*/, bool isObject)
    {
        levels_.push_back({isObject, {}, {}});
        return true;
    }
    void close(std::size_t /*end*/) { levels_.pop_back(); }
    bool isOpen() const { return !levels_.empty(); }
    bool isInObject() const { return levels_.back().isObject; }
    bool fail(std::size_t /*at*/, const char* /*what*/) { return false; }

    std::vector<Range> found;

private:
    struct Level
    {
        bool isObject = false;
        std::unordered_map<std::string, std::size_t> members; ///< the last one of each name
        std::vector<std::size_t> begins;                      ///< of each member's name
    };

    std::string_view text_;
    std::vector<Level> levels_;
};

} // namespace

std::string withLastMembers(std::string_view json)
{
    const std::string_view text = asText(withoutByteOrderMark(asBytes(json)));
    Repeats repeats(text);
    if (!readJson(text, 0, repeats) || repeats.found.empty()) {
        return std::string(json);
    }
    std::ranges::sort(repeats.found);
    std::string left;
    std::size_t at = 0;
    for (const auto& [begin, end] : repeats.found) {
        if (end > at) { // else it is in one that is left out
            left += text.substr(at, std::max(begin, at) - at);
            at = end;
        }
    }
    return left + std::string(text.substr(at));
}

} // namespace framescope::codec
