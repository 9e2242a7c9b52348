// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/json/byte_order_mark.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_outline.h"
#include "codec/json/json_reader.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>

namespace framescope::codec {

namespace {

/// The ends of tokens longer than this, and long gaps between key and value, are stored, so that
/// they need not be searched again.
constexpr std::uint32_t rememberedSize = 4096;

/// Sets line and column as an editor counts them.
void locate(ByteView text, JsonOutline::Failure& failure)
{
    const ByteView before = text.first(std::min(failure.offset, text.size()));
    for (const std::uint8_t byte : before) {
        if (byte == '\n') {
            ++failure.line;
            failure.column = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            ++failure.column;
        }
    }
}

} // namespace

/// Stores what readJson finds. The children of an open container are kept in `pending_` until it is
/// closed, so that they become adjacent.
class JsonOutline::Builder
{
public:
    Builder(ByteView text, const Limits& limits, const std::stop_token& stop, JsonOutline& out)
        : text_(text), limits_(limits), stop_(stop), out_(out)
    {
    }

    bool isOpen() const { return !open_.empty(); }
    bool isInObject() const { return open_.back().isObject; }

    bool key(std::size_t begin, std::size_t end, bool /*hasEscapes*/)
    {
        key_ = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        return true;
    }

    bool scalar(JsonKind /*kind*/, std::size_t begin, std::size_t end, bool /*hasEscapes*/)
    {
        const Range value{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        const bool added = add(value.begin);
        if (added) {
            remember(value);
        }
        return added;
    }

    bool open(std::size_t at, bool isObject)
    {
        const auto begin = static_cast<std::uint32_t>(at);
        if (!add(begin)) {
            return false;
        }
        if (out_.containers_.size() == limits_.containers) {
            (open_.empty() ? out_.starts_ : pending_).pop_back();
            return fail(at,
                        "more than " + std::to_string(limits_.containers) + " objects and arrays");
        }
        Container container;
        container.begin = begin;
        if (!open_.empty()) {
            container.parent = open_.back().container;
            container.row =
                static_cast<std::uint32_t>(pending_.size() - open_.back().firstPending - 1);
        }
        const auto number = static_cast<std::uint32_t>(out_.containers_.size());
        out_.containers_.push_back(container);
        open_.push_back({number, pending_.size(), isObject});
        return true;
    }

    void close(std::size_t end)
    {
        const Open last = open_.back();
        open_.pop_back();
        Container& container = out_.containers_[last.container];
        container.end = static_cast<std::uint32_t>(end);
        container.firstChild = static_cast<NodeId>(out_.starts_.size());
        container.children = static_cast<std::uint32_t>(pending_.size() - last.firstPending);
        if (container.children == 0) {
            return;
        }
        const auto first = pending_.begin() + static_cast<std::ptrdiff_t>(last.firstPending);
        out_.starts_.insert(out_.starts_.end(), first, pending_.end());
        pending_.erase(first, pending_.end());
        out_.blocks_.push_back(last.container);
        if (last.isObject && container.children > 1) {
            markDuplicates(container);
        }
    }

    bool fail(std::size_t at, std::string what)
    {
        if (at == text_.size()) {
            what = "the text ends here: " + what;
        }
        out_.failure_ = Failure{at, 1, 1, std::move(what)};
        locate(text_, *out_.failure_);
        while (!open_.empty()) {
            close(at);
        }
        return false;
    }

private:
    struct Open
    {
        std::uint32_t container = 0;
        std::size_t firstPending = 0;
        bool isObject = false;
    };

    void remember(Range token)
    {
        if (token.size() > rememberedSize) {
            out_.longTokens_.push_back(token);
        }
    }

    bool add(std::uint32_t value)
    {
        constexpr std::size_t betweenChecks = 64 * 1024;
        if (nodes_ == limits_.nodes) {
            return fail(value, "more than " + std::to_string(limits_.nodes) + " values");
        }
        if (nodes_++ % betweenChecks == 0 && stop_.stop_requested()) {
            return fail(value, "cancelled");
        }
        const Range key = std::exchange(key_, {});
        const std::uint32_t start = key.empty() ? value : key.begin;
        if (!key.empty()) {
            remember(key);
            remember({key.end, value});
        }
        (open_.empty() ? out_.starts_ : pending_).push_back(start);
        return true;
    }

    struct Key
    {
        std::size_t hash = 0;
        std::uint32_t row = 0;
    };

    void markDuplicates(const Container& object)
    {
        keys_.clear();
        std::string plain;
        for (std::uint32_t row = 0; row < object.children; ++row) {
            keys_.push_back({std::hash<std::string_view>()(keyOf(object, row, plain)), row});
        }
        std::ranges::sort(keys_, [](const Key& a, const Key& b) {
            return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
        });
        const std::size_t known = out_.duplicates_.size();
        for (std::size_t i = 1; i < keys_.size(); ++i) {
            if (keys_[i].hash == keys_[i - 1].hash && hasEarlier(object, i)) {
                out_.duplicates_.push_back(object.firstChild + keys_[i].row);
            }
        }
        std::sort(out_.duplicates_.begin() + static_cast<std::ptrdiff_t>(known),
                  out_.duplicates_.end());
    }

    /// Whether an earlier key with the same hash is equal. The nearest one nearly always is.
    bool hasEarlier(const Container& object, std::size_t at)
    {
        std::string plain;
        std::string other;
        const std::string_view key = keyOf(object, keys_[at].row, plain);
        for (std::size_t i = at; i > 0 && keys_[i - 1].hash == keys_[at].hash; --i) {
            if (keyOf(object, keys_[i - 1].row, other) == key) {
                return true;
            }
        }
        return false;
    }

    /// The key of a member; `plain` holds the result if it has escapes.
    std::string_view keyOf(const Container& object, std::uint32_t row, std::string& plain) const
    {
        const std::uint32_t begin = out_.starts_[object.firstChild + row];
        const std::uint32_t end = out_.tokenEnd(begin);
        const std::string_view key = asText(text_.subspan(begin + 1, end - begin - 2));
        if (key.find('\\') == std::string_view::npos) {
            return key;
        }
        plain = unescape(text_.subspan(begin, end - begin));
        return plain;
    }

    ByteView text_;
    const Limits& limits_;
    const std::stop_token& stop_;
    JsonOutline& out_;
    Range key_; ///< of the next value; empty: none
    std::size_t nodes_ = 0;
    std::vector<Open> open_;
    std::vector<std::uint32_t> pending_;
    std::vector<Key> keys_;
};

JsonOutline JsonOutline::parse(ByteView text, const Limits& limits, const std::stop_token& stop)
{
    constexpr std::size_t largest = std::numeric_limits<std::uint32_t>::max();
    JsonOutline outline;
    if (text.size() > largest) {
        outline.failure_ = Failure{largest, 1, 1, "too large to be shown as a tree"};
        return outline;
    }
    outline.text_ = text;
    Builder builder(text, limits, stop, outline);
    readJson(asText(text), text.size() - withoutByteOrderMark(text).size(), builder);
    return outline;
}

} // namespace framescope::codec
