// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/json_outline.h"

#include <forward_list>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace framescope::present {

/// A state machine over the text with a stack of open containers.
class JsonOutline::Parser
{
public:
    Parser(ByteView text, JsonOutline& out)
        : text_(text), size_(static_cast<std::uint32_t>(text.size())), out_(out)
    {
    }

    void run()
    {
        if (!readValue({}) || !readRest()) {
            return;
        }
        skipSpace();
        if (at_ != size_) {
            fail("text after the end of the document");
        }
    }

private:
    bool readRest()
    {
        while (!open_.empty()) {
            skipSpace();
            const NodeId container = open_.back();
            const bool object = out_.nodes_[container].kind == Kind::Object;
            const std::uint8_t close = object ? '}' : ']';
            if (peek() == close) {
                ++at_;
                out_.nodes_[container].value.end = at_;
                open_.pop_back();
                continue;
            }
            if (out_.nodes_[container].children > 0 && !expectComma(object)) {
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
        const int next = peek();
        Kind kind = Kind::Null;
        bool good = true;
        switch (next) {
        case '{':
        case '[':
            kind = next == '{' ? Kind::Object : Kind::Array;
            ++at_;
            break;
        case '"':
            kind = Kind::String;
            good = readString();
            break;
        case 't':
            kind = Kind::True;
            good = readWord("true");
            break;
        case 'f':
            kind = Kind::False;
            good = readWord("false");
            break;
        case 'n':
            good = readWord("null");
            break;
        default:
            kind = Kind::Number;
            good = readNumber();
            break;
        }
        return good && add(kind, key, {begin, at_});
    }

    bool add(Kind kind, Range key, Range value)
    {
        if (out_.nodes_.size() == MaxNodes) {
            at_ = value.begin;
            return fail("more than " + std::to_string(MaxNodes) + " values");
        }
        const auto id = static_cast<NodeId>(out_.nodes_.size());
        Node node;
        node.kind = kind;
        node.key = key;
        node.value = value;
        if (!open_.empty()) {
            node.parent = open_.back();
            node.row = out_.nodes_[node.parent].children++;
        }
        out_.nodes_.push_back(node);
        if (kind == Kind::Object || kind == Kind::Array) {
            open_.push_back(id);
        }
        return true;
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
        while (at_ < size_ && std::string_view(" \t\r\n").find(static_cast<char>(text_[at_])) !=
                                  std::string_view::npos) {
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
        out_.failure_ = Failure{at_, std::move(what)};
        for (const NodeId container : open_) {
            out_.nodes_[container].value.end = at_;
        }
        return false;
    }

    ByteView text_;
    std::uint32_t size_;
    JsonOutline& out_;
    std::uint32_t at_ = 0;
    std::vector<NodeId> open_;
};

JsonOutline JsonOutline::parse(ByteView text)
{
    constexpr std::size_t largest = std::numeric_limits<std::uint32_t>::max();
    JsonOutline outline;
    if (text.size() > largest) {
        outline.failure_ = Failure{largest, "too large to be shown as a tree"};
        return outline;
    }
    Parser(text, outline).run();
    outline.linkChildren();
    outline.markDuplicates(text);
    return outline;
}

void JsonOutline::linkChildren()
{
    std::uint32_t next = 0;
    for (Node& node : nodes_) {
        node.firstChild = next;
        next += node.children;
    }
    childList_.resize(next);
    for (NodeId id = 1; id < nodes_.size(); ++id) {
        const Node& node = nodes_[id];
        childList_[nodes_[node.parent].firstChild + node.row] = id;
    }
}

void JsonOutline::markDuplicates(ByteView text)
{
    for (const Node& node : nodes_) {
        if (node.kind == Kind::Object && node.children > 1) {
            markDuplicates(text, node);
        }
    }
}

void JsonOutline::markDuplicates(ByteView text, const Node& object)
{
    std::unordered_set<std::string_view> seen;
    std::forward_list<std::string> unescaped; // what `seen` looks at, where keys have escapes
    seen.reserve(object.children);
    for (std::uint32_t row = 0; row < object.children; ++row) {
        Node& member = nodes_[child(object, row)];
        const ByteView quoted = text.subspan(member.key.begin, member.key.size());
        std::string_view key = asText(quoted.subspan(1, quoted.size() - 2));
        if (key.find('\\') != std::string_view::npos) {
            key = unescaped.emplace_front(unescape(quoted));
        }
        member.duplicateKey = !seen.insert(key).second;
    }
}

namespace {

unsigned hexValue(ByteView digits)
{
    unsigned value = 0;
    for (const std::uint8_t digit : digits) {
        const unsigned low = digit <= '9' ? digit - '0' : (digit | 0x20U) - 'a' + 10U;
        value = value * 16 + low;
    }
    return value;
}

void appendUtf8(std::string& to, unsigned codePoint)
{
    const auto tail = [&](int shift) {
        to += static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F));
    };
    if (codePoint < 0x80) {
        to += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        to += static_cast<char>(0xC0 | (codePoint >> 6));
        tail(0);
    } else if (codePoint < 0x10000) {
        to += static_cast<char>(0xE0 | (codePoint >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (codePoint >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool isHighSurrogate(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}
bool isLowSurrogate(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/// Appends the `\uXXXX` at `at` (or the pair of them); returns its length.
std::size_t appendUnicodeEscape(std::string& to, ByteView text, std::size_t at)
{
    constexpr std::size_t single = 6;
    const unsigned unit = hexValue(text.subspan(at + 2, 4));
    if (isHighSurrogate(unit) && at + 2 * single <= text.size() && text[at + single] == '\\' &&
        text[at + single + 1] == 'u') {
        const unsigned low = hexValue(text.subspan(at + single + 2, 4));
        if (isLowSurrogate(low)) {
            appendUtf8(to, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
            return 2 * single;
        }
    }
    if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
        to += asText(text.subspan(at, single));
    } else {
        appendUtf8(to, unit);
    }
    return single;
}

char simpleEscape(std::uint8_t letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return static_cast<char>(letter);
    }
}

} // namespace

std::string unescape(ByteView quoted)
{
    const ByteView text = quoted.size() < 2 ? ByteView{} : quoted.subspan(1, quoted.size() - 2);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            plain += static_cast<char>(text[at++]);
        } else if (text[at + 1] == 'u' && at + 6 <= text.size()) {
            at += appendUnicodeEscape(plain, text, at);
        } else {
            plain += simpleEscape(text[at + 1]);
            at += 2;
        }
    }
    return plain;
}

} // namespace framescope::present
