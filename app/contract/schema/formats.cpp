// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/schema/formats.h"

#include "base/text/hex.h"
#include "codec/json/decimal.h"
#include "contract/schema/pattern.h"

#include <QUrl>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>

#include <arpa/inet.h>

namespace framescope::contract {

using codec::isDigit;

namespace {

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes parts off the front of a text.
class Front
{
public:
    explicit Front(std::string_view text) : left_(text) {}

    bool isEmpty() const { return left_.empty(); }
    std::string_view left() const { return left_; }

    bool take(char c)
    {
        const bool is = left_.starts_with(c);
        left_.remove_prefix(is ? 1 : 0);
        return is;
    }

    bool takeOne(std::string_view characters)
    {
        const bool is = !left_.empty() && characters.find(left_[0]) != std::string_view::npos;
        left_.remove_prefix(is ? 1 : 0);
        return is;
    }

    /// Exactly so many digits, at most `most`; -1 if they are not there.
    int number(std::size_t digits, int most)
    {
        int value = 0;
        const std::string_view text = left_.substr(0, digits);
        if (text.size() < digits || !std::ranges::all_of(text, isDigit)) {
            return -1;
        }
        std::from_chars(text.data(), text.data() + digits, value);
        left_.remove_prefix(digits);
        return value > most ? -1 : value;
    }

    std::size_t digits()
    {
        const auto end = std::ranges::find_if_not(left_, isDigit);
        const auto count = static_cast<std::size_t>(end - left_.begin());
        left_.remove_prefix(count);
        return count;
    }

private:
    std::string_view left_;
};

bool takeDate(Front& front)
{
    const int year = front.number(4, 9999);
    const bool first = front.take('-');
    const int month = front.number(2, 12);
    const bool second = front.take('-');
    const int day = front.number(2, 31);
    using namespace std::chrono;
    return first && second && year >= 0 && month > 0 && day > 0 &&
           year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                          std::chrono::day(static_cast<unsigned>(day)))
               .ok();
}

/// RFC 3339 5.6: full-time.
bool takeTime(Front& front)
{
    constexpr int Minutes = 60;
    const int hour = front.number(2, 23);
    const bool first = front.take(':');
    const int minute = front.number(2, 59);
    const bool second = front.take(':');
    const int seconds = front.number(2, 60);
    if (!first || !second || hour < 0 || minute < 0 || seconds < 0 ||
        (front.take('.') && front.digits() == 0)) {
        return false;
    }
    int offset = 0;
    if (!front.takeOne("Zz")) {
        const int sign = front.take('+') ? 1 : front.take('-') ? -1 : 0;
        const int hours = front.number(2, 23);
        const bool colon = front.take(':');
        const int minutes = front.number(2, 59);
        if (sign == 0 || hours < 0 || minutes < 0 || !colon) {
            return false;
        }
        offset = sign * (hours * Minutes + minutes);
    }
    constexpr int Day = 24 * Minutes;
    const int utc = ((hour * Minutes + minute - offset) % Day + Day) % Day;
    return seconds < 60 || utc == Day - 1; // a leap second ends a day
}

bool isDate(std::string_view text)
{
    Front front(text);
    return takeDate(front) && front.isEmpty();
}

bool isTime(std::string_view text)
{
    Front front(text);
    return takeTime(front) && front.isEmpty();
}

bool isDateTime(std::string_view text)
{
    Front front(text);
    return takeDate(front) && front.takeOne("Tt") && takeTime(front) && front.isEmpty();
}

/// RFC 3339 appendix A.
bool isDuration(std::string_view text)
{
    static const Pattern Shape(
        R"(^P(\d+W|(\d+Y(\d+M(\d+D)?)?|\d+M(\d+D)?|\d+D)?(T(\d+H(\d+M(\d+S)?)?|\d+M(\d+S)?|\d+S))?)$)");
    return text.size() > 1 && Shape.isIn(text).value_or(false);
}

bool isLabel(std::string_view label)
{
    constexpr std::size_t Most = 63;
    return !label.empty() && label.size() <= Most && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return isLetter(c) || isDigit(c) || c == '-'; });
}

bool isHostname(std::string_view text)
{
    constexpr std::size_t Most = 253;
    if (text.size() > Most) {
        return false;
    }
    for (std::size_t end = 0; end != text.npos;) {
        end = text.find('.');
        if (!isLabel(text.substr(0, end))) {
            return false;
        }
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return true;
}

bool isAddress(int family, std::string_view text)
{
    std::array<char, sizeof(in6_addr)> address{};
    return text.find('\0') == text.npos &&
           ::inet_pton(family, std::string(text).c_str(), address.data()) == 1;
}

bool isIpv4(std::string_view text)
{
    return isAddress(AF_INET, text);
}

bool isIpv6(std::string_view text)
{
    return isAddress(AF_INET6, text);
}

/// Dot-string and Quoted-string of RFC 5321 4.1.2.
bool isLocalPart(std::string_view text)
{
    constexpr std::string_view Signs = "!#$%&'*+-/=?^_`{|}~.";
    if (text.size() < 2 || !text.starts_with('"')) {
        return !text.empty() && !text.starts_with('.') && !text.ends_with('.') &&
               text.find("..") == text.npos && std::ranges::all_of(text, [&](char c) {
                   return isLetter(c) || isDigit(c) || Signs.find(c) != Signs.npos;
               });
    }
    bool isEscaped = false;
    const auto fits = [&isEscaped](char c) {
        const bool isPlain = c >= ' ' && c <= '~' && (isEscaped || c != '"');
        isEscaped = c == '\\' && !isEscaped;
        return isPlain;
    };
    return text.ends_with('"') && std::ranges::all_of(text.substr(1, text.size() - 2), fits) &&
           !isEscaped;
}

/// RFC 5321 4.1.2.
bool isEmail(std::string_view text)
{
    const std::size_t at = text.rfind('@');
    if (at == text.npos || !isLocalPart(text.substr(0, at))) {
        return false;
    }
    const std::string_view domain = text.substr(at + 1);
    const bool isLiteral = domain.starts_with('[') && domain.ends_with(']');
    const std::string_view inside =
        isLiteral ? domain.substr(1, domain.size() - 2) : std::string_view();
    return isLiteral ? isIpv4(inside) || (inside.starts_with("IPv6:") && isIpv6(inside.substr(5)))
                     : isHostname(domain);
}

/// RFC 3986, with or without a scheme.
bool isUriReference(std::string_view text)
{
    constexpr std::string_view Signs = "-._~:/?#[]@!$&'()*+,;=";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isEscape = c == '%' && i + 2 < text.size() && hexDigitValue(text[i + 1]) &&
                              hexDigitValue(text[i + 2]);
        if (!isLetter(c) && !isDigit(c) && Signs.find(c) == Signs.npos && !isEscape) {
            return false;
        }
    }
    // Brackets stand around an address of IPv6 alone, so in an authority (3.2).
    const std::size_t colon = text.find(':');
    const std::size_t start = colon < text.find_first_of("/?#") ? colon + 1 : 0;
    const bool hasAuthority = text.substr(start).starts_with("//");
    const std::size_t rest = hasAuthority ? text.find_first_of("/?#", start + 2) : start;
    const bool hasStrayBracket =
        text.substr(std::min(rest, text.size())).find_first_of("[]") != text.npos;
    return !hasStrayBracket && std::ranges::count(text, '#') <= 1 &&
           (text.empty() ||
            QUrl(QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())),
                 QUrl::StrictMode)
                .isValid());
}

bool isUri(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view scheme = text.substr(0, colon);
    return colon != text.npos && !scheme.empty() && isLetter(scheme[0]) &&
           std::ranges::all_of(scheme,
                               [](char c) {
                                   return isLetter(c) || isDigit(c) || c == '+' || c == '-' ||
                                          c == '.';
                               }) &&
           isUriReference(text);
}

bool isUuid(std::string_view text)
{
    constexpr std::string_view Shape = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";
    return std::ranges::equal(text, Shape, [](char c, char shape) {
        return shape == 'h' ? hexDigitValue(c).has_value() : c == shape;
    });
}

/// RFC 6901.
bool isJsonPointer(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view two = text.substr(i, 2);
        if (text[i] == '~' && two != "~0" && two != "~1") {
            return false;
        }
    }
    return text.empty() || text.starts_with('/');
}

bool isRelativeJsonPointer(std::string_view text)
{
    Front front(text);
    const std::size_t digits = front.digits();
    return digits > 0 && (digits == 1 || text[0] != '0') &&
           (front.left() == "#" || isJsonPointer(front.left()));
}

constexpr auto FormatTable = std::to_array<Format>({
    {"date", isDate},
    {"date-time", isDateTime},
    {"duration", isDuration},
    {"email", isEmail},
    {"hostname", isHostname},
    {"ipv4", isIpv4},
    {"ipv6", isIpv6},
    {"json-pointer", isJsonPointer},
    {"relative-json-pointer", isRelativeJsonPointer},
    {"time", isTime},
    {"uri", isUri},
    {"uri-reference", isUriReference},
    {"uuid", isUuid},
});

} // namespace

std::span<const Format> formats()
{
    return FormatTable;
}

const Format* findFormat(std::string_view name)
{
    const auto found = std::ranges::find(FormatTable, name, &Format::name);
    return found == FormatTable.end() ? nullptr : &*found;
}

bool isFormatOfMeaning(std::string_view name)
{
    constexpr auto Names = std::to_array<std::string_view>(
        {"int32", "int64", "float", "double", "byte", "binary", "password"});
    return std::ranges::find(Names, name) != Names.end();
}

} // namespace framescope::contract
