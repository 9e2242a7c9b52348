// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/code_text.h"

#include "base/text/hex.h"
#include "connection/tools/escaped_units.h"
#include "connection/tools/shell_words.h"

#include <algorithm>
#include <cctype>

namespace framescope::connection {

namespace {

constexpr std::size_t LongestPrefix = 2;

/// The offset of the quote behind the prefix of a text; npos if there is none.
std::size_t quoteAt(std::string_view text, std::size_t at, CodeLanguage language)
{
    const bool python = language == CodeLanguage::Python;
    const std::string_view quotes = python ? "\"'" : "\"'`";
    const std::size_t last = python ? at + LongestPrefix : at;
    for (; at < text.size() && at <= last; ++at) {
        if (quotes.find(text[at]) != std::string_view::npos) {
            return at;
        }
        if (std::string_view("rRbBuUfF").find(text[at]) == std::string_view::npos) {
            break;
        }
    }
    return std::string_view::npos;
}

/// Reads the escapes of one text.
class TextTaker
{
public:
    TextTaker(std::string_view text, std::size_t at, CodeLanguage language, std::string& to)
        : text_(text), at_(at), python_(language == CodeLanguage::Python), to_(to), units_(to)
    {
    }

    Result<std::size_t> take();

private:
    void takeEscape();
    std::uint32_t number(std::size_t digits);
    std::uint32_t bracedNumber();
    void takePlain(char c);

    std::string_view text_;
    std::size_t at_;
    bool python_;
    std::string& to_;
    EscapedUnits units_;
};

Result<std::size_t> TextTaker::take()
{
    const std::size_t open = at_;
    bool raw = false;
    for (; text_[at_] != '"' && text_[at_] != '\'' && text_[at_] != '`'; ++at_) {
        raw = raw || text_[at_] == 'r' || text_[at_] == 'R';
    }
    std::string_view quote = text_.substr(at_, 1);
    const std::string triple(3, text_[at_]);
    if (python_ && text_.substr(at_).starts_with(triple)) {
        quote = text_.substr(at_, triple.size());
    }
    for (at_ += quote.size(); at_ < text_.size();) {
        if (text_.substr(at_).starts_with(quote)) {
            units_.end();
            return at_ + quote.size();
        }
        if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
            if (raw) {
                takePlain(text_[at_++]);
                takePlain(text_[at_++]);
            } else {
                ++at_;
                takeEscape();
            }
        } else if (text_[at_] == '\n' && quote.size() == 1 && quote != "`") {
            break;
        } else {
            takePlain(text_[at_++]);
        }
    }
    return failure("the quote " + std::string(quote) + " is not closed", characterAt(text_, open));
}

void TextTaker::takePlain(char c)
{
    units_.end();
    to_ += c;
}

std::uint32_t TextTaker::number(std::size_t digits)
{
    constexpr std::uint32_t Base = 16;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < digits && at_ < text_.size(); ++i, ++at_) {
        const auto digit = hexDigitValue(text_[at_]);
        if (!digit) {
            break;
        }
        value = value * Base + *digit;
    }
    return value;
}

std::uint32_t TextTaker::bracedNumber()
{
    constexpr std::size_t Most = 8;
    ++at_;
    const std::uint32_t value = number(Most);
    at_ += at_ < text_.size() && text_[at_] == '}' ? 1 : 0;
    return value;
}

void TextTaker::takeEscape()
{
    constexpr std::string_view Letters = "abfnrtv0";
    constexpr std::string_view Meanings("\a\b\f\n\r\t\v\0", 8);
    constexpr std::size_t InX = 2;
    constexpr std::size_t InU = 4;
    constexpr std::size_t InLongU = 8;
    const char c = text_[at_++];
    if (c == 'x') {
        units_.add(number(InX));
    } else if (c == 'u') {
        units_.add(at_ < text_.size() && text_[at_] == '{' && !python_ ? bracedNumber()
                                                                       : number(InU));
    } else if (c == 'U' && python_) {
        units_.add(number(InLongU));
    } else if (c == '\r' || c == '\n') {
        at_ += c == '\r' && at_ < text_.size() && text_[at_] == '\n' ? 1 : 0;
    } else if (const std::size_t letter = Letters.find(c);
               letter != std::string_view::npos && (python_ || c != 'a')) {
        takePlain(Meanings[letter]);
    } else {
        if (python_ && std::string_view("\\'\"").find(c) == std::string_view::npos) {
            takePlain('\\');
        }
        takePlain(c);
    }
}

/// Appends a character in quotes; false if it needs no escape.
bool appendEscaped(std::string& to, unsigned char c)
{
    constexpr unsigned char Space = 0x20;
    constexpr unsigned char Delete = 0x7F;
    if (c == '"' || c == '\\') {
        to += '\\';
        to += static_cast<char>(c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
        to += c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t";
    } else if (c < Space || c == Delete) {
        to += "\\x";
        appendHex(to, c);
    } else {
        return false;
    }
    return true;
}

} // namespace

bool textStartsAt(std::string_view text, std::size_t at, CodeLanguage language)
{
    return quoteAt(text, at, language) != std::string_view::npos;
}

Result<std::size_t> takeText(std::string_view text, std::size_t at, CodeLanguage language,
                             std::string& to)
{
    return TextTaker(text, at, language, to).take();
}

std::string quotedForCode(std::string_view utf8)
{
    std::string quoted = "\"";
    for (const char c : utf8) {
        if (!appendEscaped(quoted, static_cast<unsigned char>(c))) {
            quoted += c;
        }
    }
    return quoted + '"';
}

std::string bytesForCode(std::string_view bytes)
{
    constexpr unsigned char LastAscii = 0x7F;
    std::string quoted = "\"";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > LastAscii) {
            quoted += "\\x";
            appendHex(quoted, byte);
        } else if (!appendEscaped(quoted, byte)) {
            quoted += c;
        }
    }
    return quoted + '"';
}

} // namespace framescope::connection
