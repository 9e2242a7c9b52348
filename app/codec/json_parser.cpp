// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/byte_order_mark.h"
#include "codec/json_outline.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <string_view>

namespace framescope::codec {

namespace {

/// Tokens beyond this, and what is between a key and its value, are remembered: their end is
/// not looked for twice.
constexpr std::uint32_t rememberedSize = 4096;

/// Lines and columns as an editor counts them.
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

/// A state machine over the text with a stack of open containers. The children of those wait in
/// `pending_` until their container is closed: then they stand side by side.
class JsonOutline::Parser
{
public:
    Parser(ByteView text, const Limits& limits, const std::stop_token& stop, JsonOutline& out)
        : text_(text), size_(static_cast<std::uint32_t>(text.size())), limits_(limits), stop_(stop),
          out_(out)
    {
    }

    void run()
    {
        at_ = size_ - static_cast<std::uint32_t>(withoutByteOrderMark(text_).size());
        if (!readValue({}) || !readRest()) {
            return;
        }
        skipSpace();
        if (at_ != size_) {
            fail("text after the end of the document");
        }
    }

private:
    struct Open
    {
        std::uint32_t container = 0;
        std::size_t firstPending = 0;
        bool isObject = false;
    };

    bool readRest()
    {
        while (!open_.empty()) {
            skipSpace();
            const Open& container = open_.back();
            const bool object = container.isObject;
            if (peek() == (object ? '}' : ']')) {
                ++at_;
                close();
                continue;
            }
            if (pending_.size() > container.firstPending && !expectComma(object)) {
                return false;
            }
            if (!(object ? readMember() : readValue({}))) {
                return false;
            }
        }
        return true;
    }

    bool expectComma(bool object)
    {
        if (peek() != ',') {
            return fail(object ? "expected ',' or '}'" : "expected ',' or ']'");
        }
        ++at_;
        skipSpace();
        return true;
    }

    bool readMember()
    {
        const std::uint32_t begin = at_;
        if (peek() != '"') {
            return fail("expected a key in quotes");
        }
        if (!readString()) {
            return false;
        }
        const Range key{begin, at_};
        skipSpace();
        if (peek() != ':') {
            return fail("expected ':' after the key");
        }
        ++at_;
        return readValue(key);
    }

    bool readValue(Range key)
    {
        skipSpace();
        const std::uint32_t begin = at_;
        bool good = true;
        switch (peek()) {
        case '{':
        case '[':
            ++at_;
            return add(key, begin) && open(begin);
        case '"':
            good = readString();
            break;
        case 't':
            good = readWord("true");
            break;
        case 'f':
            good = readWord("false");
            break;
        case 'n':
            good = readWord("null");
            break;
        default:
            good = readNumber();
            break;
        }
        if (!good || !add(key, begin)) {
            return false;
        }
        remember({begin, at_});
        return true;
    }

    void remember(Range token)
    {
        if (token.size() > rememberedSize) {
            out_.longTokens_.push_back(token);
        }
    }

    bool add(Range key, std::uint32_t value)
    {
        constexpr std::size_t betweenChecks = 64 * 1024;
        if (nodes_ == limits_.nodes) {
            at_ = value;
            return fail("more than " + std::to_string(limits_.nodes) + " values");
        }
        if (nodes_++ % betweenChecks == 0 && stop_.stop_requested()) {
            return fail("cancelled");
        }
        const std::uint32_t start = key.empty() ? value : key.begin;
        if (!key.empty()) {
            remember(key);
            remember({key.end, value});
        }
        if (open_.empty()) {
            out_.starts_.push_back(start);
        } else {
            pending_.push_back(start);
        }
        return true;
    }

    bool open(std::uint32_t begin)
    {
        if (out_.containers_.size() == limits_.containers) {
            at_ = begin;
            (open_.empty() ? out_.starts_ : pending_).pop_back();
            return fail("more than " + std::to_string(limits_.containers) + " objects and arrays");
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
        open_.push_back({number, pending_.size(), text_[begin] == '{'});
        return true;
    }

    void close()
    {
        const Open last = open_.back();
        open_.pop_back();
        Container& container = out_.containers_[last.container];
        container.end = at_;
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

    /// Whether one of the keys with the same hash before it is the same. The nearest nearly
    /// always is.
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

    /// `plain` holds it where it has escapes.
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

    bool readString()
    {
        ++at_;
        while (at_ < size_) {
            const std::uint8_t byte = text_[at_];
            if (byte == '"') {
                ++at_;
                return true;
            }
            if (byte < 0x20) {
                return fail("a control character in a string");
            }
            if (byte != '\\') {
                ++at_;
            } else if (!readEscape()) {
                return false;
            }
        }
        return fail("the string does not end");
    }

    bool readEscape()
    {
        constexpr std::uint32_t unicodeEscape = 6;
        ++at_;
        const int what = peek();
        if (what != 'u') {
            if (what < 0 || std::string_view("\"\\/bfnrt").find(static_cast<char>(what)) ==
                                std::string_view::npos) {
                return fail("an unknown escape");
            }
            ++at_;
            return true;
        }
        for (std::uint32_t i = 1; i + 1 < unicodeEscape; ++i) {
            ++at_;
            if (!isHex(peek())) {
                return fail("\\u needs four hexadecimal digits");
            }
        }
        ++at_;
        return true;
    }

    bool readWord(std::string_view word)
    {
        for (const char letter : word) {
            if (peek() != letter) {
                return fail("expected '" + std::string(word) + "'");
            }
            ++at_;
        }
        return true;
    }

    bool readNumber()
    {
        const std::uint32_t begin = at_;
        if (peek() == '-') {
            ++at_;
        }
        if (!isDigit(peek())) {
            return fail(at_ == begin ? "expected a value" : "expected a digit");
        }
        if (peek() == '0') {
            ++at_;
        } else {
            skipDigits();
        }
        if (peek() == '.') {
            ++at_;
            if (!skipDigits()) {
                return fail("expected a digit after '.'");
            }
        }
        if (peek() == 'e' || peek() == 'E') {
            ++at_;
            if (peek() == '+' || peek() == '-') {
                ++at_;
            }
            if (!skipDigits()) {
                return fail("expected a digit in the exponent");
            }
        }
        return true;
    }

    bool skipDigits()
    {
        const std::uint32_t begin = at_;
        while (isDigit(peek())) {
            ++at_;
        }
        return at_ > begin;
    }

    void skipSpace()
    {
        while (at_ < size_ && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' ||
                               text_[at_] == '\r')) {
            ++at_;
        }
    }

    static bool isDigit(int c) { return c >= '0' && c <= '9'; }
    static bool isHex(int c)
    {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /// -1 at the end.
    int peek() const { return at_ < size_ ? text_[at_] : -1; }

    bool fail(std::string what)
    {
        if (at_ == size_) {
            what = "the text ends here: " + what;
        }
        out_.failure_ = Failure{at_, 1, 1, std::move(what)};
        locate(text_, *out_.failure_);
        while (!open_.empty()) {
            close();
        }
        return false;
    }

    ByteView text_;
    std::uint32_t size_;
    const Limits& limits_;
    const std::stop_token& stop_;
    JsonOutline& out_;
    std::uint32_t at_ = 0;
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
    Parser(text, limits, stop, outline).run();
    return outline;
}

} // namespace framescope::codec
