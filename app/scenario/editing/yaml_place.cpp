// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/editing/yaml_place.h"

#include <algorithm>
#include <optional>

namespace framescope::scenario {

namespace {

/// An open map or item: in a block by its indent, in a flow by its bracket.
struct YamlLevel
{
    std::size_t indent = 0;
    char bracket = '\0'; ///< '{' or '[' of a flow
    std::string name;    ///< the key, or "-"; in a flow the key that was read last
};

std::size_t endOfScalar(std::string_view text, std::size_t at)
{
    const char quote = text[at];
    for (++at; at < text.size() && text[at] != quote; ++at) {
        at += quote == '"' && text[at] == '\\' ? 1 : 0;
    }
    return std::min(at + 1, text.size());
}

bool isQuote(char c)
{
    return c == '"' || c == '\'';
}

std::string_view unquoted(std::string_view text)
{
    return text.size() > 1 && isQuote(text.front()) ? text.substr(1, text.size() - 2) : text;
}

class PlaceReader
{
public:
    explicit PlaceReader(std::string_view text) : text_(text) {}

    YamlPlace run()
    {
        for (std::size_t at = 0; at <= text_.size();) {
            const std::size_t end = std::min(text_.find('\n', at), text_.size());
            isLast_ = end == text_.size();
            takeLine(at, end);
            at = end + 1;
        }
        YamlPlace place;
        place.isComment = isComment_ || (block_ && isLast_ && inBlock_);
        place.isFlow = !levels_.empty() && levels_.back().bracket != '\0';
        place.path = pathOfLevels();
        if (hasKey_ && !place.path.empty()) {
            place.key = place.path.back();
            place.path.pop_back();
        }
        place.begin = std::min(begin_, text_.size());
        place.written = text_.substr(place.begin);
        return place;
    }

    std::vector<YamlKey> keys;

private:
    std::vector<std::string> pathOfLevels() const
    {
        std::vector<std::string> path;
        for (const YamlLevel& level : levels_) {
            if (level.bracket == '[') {
                path.emplace_back("-");
            } else if (!level.name.empty()) {
                path.push_back(level.name);
            }
        }
        return path;
    }

    void noteKey(std::size_t value)
    {
        YamlKey key{pathOfLevels(), {}, value};
        key.key = std::move(key.path.back());
        key.path.pop_back();
        keys.push_back(std::move(key));
    }

    bool inFlow() const { return !levels_.empty() && levels_.back().bracket != '\0'; }

    void takeLine(std::size_t at, std::size_t end)
    {
        const std::string_view line = text_.substr(at, end - at);
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        isComment_ = false;
        inBlock_ = false;
        if (inFlow()) {
            takeFlow(at, end);
            return;
        }
        const bool isBlank = indent == line.size();
        if (block_ && (isBlank || indent > *block_)) {
            inBlock_ = !isBlank || isLast_;
            begin_ = at;
            return;
        }
        if (isBlank && !isLast_) {
            return;
        }
        block_.reset();
        hasKey_ = false;
        closeBlocks(indent, !isBlank && line[indent] == '-');
        std::size_t begin = at + indent;
        while (begin < end && text_[begin] == '-' &&
               (begin + 1 == end || text_[begin + 1] == ' ')) {
            levels_.push_back({begin - at, '\0', "-"});
            ++begin;
            while (begin < end && text_[begin] == ' ') {
                ++begin;
            }
        }
        takeBlockContent(at, begin, end);
    }

    void closeBlocks(std::size_t indent, bool isItem)
    {
        while (!levels_.empty()) {
            const YamlLevel& top = levels_.back();
            const bool holdsItem = isItem && top.indent == indent && top.name != "-";
            if (top.indent < indent || holdsItem) {
                break;
            }
            levels_.pop_back();
        }
    }

    void takeBlockContent(std::size_t lineBegin, std::size_t begin, std::size_t end)
    {
        begin_ = begin;
        if (begin < end && text_[begin] == '#') {
            isComment_ = true;
            return;
        }
        const std::size_t colon = keyEnd(begin, end);
        if (colon == std::string_view::npos) {
            takeValue(begin, end);
            return;
        }
        levels_.push_back(
            {begin - lineBegin, '\0', std::string(unquoted(text_.substr(begin, colon - begin)))});
        hasKey_ = true;
        if (!levels_.back().name.empty()) {
            noteKey(colon + 1);
        }
        std::size_t value = colon + 1;
        while (value < end && text_[value] == ' ') {
            ++value;
        }
        takeValue(value, end);
    }

    void takeValue(std::size_t begin, std::size_t end)
    {
        begin_ = begin;
        if (begin >= end) {
            return;
        }
        const char first = text_[begin];
        if (first == '{' || first == '[') {
            takeFlow(begin, end);
        } else if ((first == '|' || first == '>') && hasKey_) {
            block_ = levels_.back().indent;
        } else if (isQuote(first)) {
            const std::size_t last = endOfScalar(text_, begin);
            isComment_ =
                last < end && text_.substr(last, end - last).find('#') != std::string_view::npos;
        } else {
            const std::size_t hash = text_.substr(begin, end - begin).find(" #");
            isComment_ = hash != std::string_view::npos || first == '#';
        }
    }

    /// The colon behind a key that begins there; npos if there is none.
    std::size_t keyEnd(std::size_t begin, std::size_t end) const
    {
        std::size_t at = begin;
        if (at < end && isQuote(text_[at])) {
            at = endOfScalar(text_, at);
            return at < end && text_[at] == ':' ? at : std::string_view::npos;
        }
        if (at < end && (text_[at] == '{' || text_[at] == '[')) {
            return std::string_view::npos;
        }
        for (; at < end; ++at) {
            if (text_[at] == ':' && (at + 1 == end || text_[at + 1] == ' ')) {
                return at;
            }
            if (text_[at] == '#' && at > begin && text_[at - 1] == ' ') {
                break;
            }
        }
        return std::string_view::npos;
    }

    void takeFlow(std::size_t at, std::size_t end)
    {
        bool fresh = true; // at the beginning of a key or value
        for (; at < end; ++at) {
            const char c = text_[at];
            if (c == '{' || c == '[') {
                levels_.push_back({levels_.empty() ? 0 : levels_.back().indent, c, {}});
                begin_ = at + 1;
                hasKey_ = false;
                fresh = true;
            } else if (c == '}' || c == ']') {
                levels_.pop_back();
                begin_ = at + 1;
                hasKey_ = false;
                if (!inFlow()) {
                    return;
                }
            } else if (c == ',') {
                levels_.back().name.clear();
                begin_ = at + 1;
                hasKey_ = false;
                fresh = true;
            } else if (c == ':' && levels_.back().bracket == '{' && !hasKey_ &&
                       (at + 1 == end || text_[at + 1] == ' ')) {
                levels_.back().name = std::string(unquoted(text_.substr(begin_, at - begin_)));
                hasKey_ = true;
                if (!levels_.back().name.empty()) {
                    noteKey(at + 1);
                }
                begin_ = at + 1;
                fresh = true;
            } else if (c == '#' && at > 0 && text_[at - 1] == ' ') {
                isComment_ = true;
                return;
            } else if (c == ' ' && fresh) {
                begin_ = at + 1;
            } else if (isQuote(c) && fresh) {
                begin_ = at;
                at = endOfScalar(text_, at) - 1;
                fresh = false;
            } else {
                fresh = false;
            }
        }
    }

    std::string_view text_;
    std::vector<YamlLevel> levels_;
    std::optional<std::size_t> block_; ///< indent of the key with a text of several lines
    std::size_t begin_ = 0;
    bool hasKey_ = false;
    bool isComment_ = false;
    bool inBlock_ = false;
    bool isLast_ = false;
};

} // namespace

YamlPlace yamlPlaceAt(std::string_view text, std::size_t cursor)
{
    return PlaceReader(text.substr(0, cursor)).run();
}

std::vector<YamlKey> yamlKeysIn(std::string_view text)
{
    PlaceReader reader(text);
    reader.run();
    return std::move(reader.keys);
}

} // namespace framescope::scenario
