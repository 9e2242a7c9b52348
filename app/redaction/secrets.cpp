// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secrets.h"

#include "base/text/hex.h"
#include "wire/http/http_token.h"

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::redaction {

namespace {

/// Authentication schemes (RFC 9110 11), which a secret follows.
constexpr auto Schemes =
    std::to_array<std::string_view>({"Basic", "Bearer", "Digest", "Negotiate", "NTLM", "Token",
                                     "ApiKey", "HOBA", "SCRAM-SHA-256", "AWS4-HMAC-SHA256"});

bool isSubprotocolHeader(std::string_view name)
{
    return plainName(name) == "secwebsocketprotocol";
}

/// Calls `replace` for each element between separators, and keeps the white space around it.
template <class Replace>
std::string eachPart(std::string_view text, char separator, Replace replace)
{
    std::string result;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(separator, start), text.size());
        const std::string_view part = text.substr(start, end - start);
        const std::string_view inner = wire::trimmed(part);
        const std::size_t before =
            inner.empty() ? part.size() : static_cast<std::size_t>(inner.data() - part.data());
        result += part.substr(0, before);
        if (!inner.empty()) {
            result += replace(inner);
            result += part.substr(before + inner.size());
        }
        if (end < text.size()) {
            result += separator;
        }
        start = end + 1;
    }
    return result;
}

std::string cookieWithoutValue(std::string_view cookie)
{
    const std::size_t equals = cookie.find('=');
    const std::size_t kept = equals == std::string_view::npos ? 0 : equals + 1;
    return std::string(cookie.substr(0, kept)).append(SecretMarker);
}

/// Removes a cookie's value and keeps its attributes (RFC 6265 4.1.1), which reveal nothing of it.
std::string setCookieWithoutValue(std::string_view value)
{
    bool first = true;
    return eachPart(value, ';', [&first](std::string_view part) {
        const bool cookie = std::exchange(first, false);
        return cookie ? cookieWithoutValue(part) : std::string(part);
    });
}

std::string credentialsWithoutSecret(std::string_view value)
{
    const std::size_t space = value.find(' ');
    const std::string_view scheme = value.substr(0, std::min(space, value.size()));
    const bool known = space != std::string_view::npos &&
                       std::ranges::any_of(Schemes, [scheme](std::string_view one) {
                           return wire::equalsIgnoreCase(one, scheme);
                       });
    return (known ? std::string(scheme) + ' ' : std::string()).append(SecretMarker);
}

/// Removes secrets: in "access_token, eyJ…", the first element means that the second is one.
std::string subprotocolsWithoutSecrets(std::string_view value, bool& secretFollows)
{
    return eachPart(value, ',', [&secretFollows](std::string_view token) {
        const bool secret = std::exchange(secretFollows, isSecretName(token));
        return std::string(secret || looksLikeCredential(token) ? SecretMarker : token);
    });
}

/// The end of the user info in a URL whose "://" ends at `start`; `start` if there is none (RFC
/// 3986 3.2.1).
std::size_t userInfoEnd(std::string_view text, std::size_t start)
{
    const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"<>", start), text.size());
    const std::size_t at = text.substr(start, end - start).rfind('@');
    return at == std::string_view::npos ? start : start + at;
}

/// Whether the value may be a status code or close code.
bool isPlainCode(std::string_view value)
{
    constexpr std::size_t MostDigits = 5;
    return value.size() <= MostDigits &&
           value.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Whether a parameter is a secret. `code` is one if it may be an authorization code (RFC 6749
/// 4.1.2), which anyone who has it can use.
bool isSecretParameter(std::string_view name, std::string_view value)
{
    return isSecretName(name) || (plainName(name) == "code" &&
                                  !isPlainCode(value.substr(0, value.find_first_of(";&# \t\r\n"))));
}

/// Whether the text is a template such as {{token}}, which names a value and has none itself.
bool isTemplate(std::string_view text)
{
    if (text.size() < 4 || !text.starts_with("{{") || !text.ends_with("}}")) {
        return false;
    }
    const std::string_view name = text.substr(2, text.size() - 4);
    return !name.empty() && isLatin(name[0]) && std::ranges::all_of(name, [](char c) {
        return isLatin(c) || isNumeral(c) || c == '.' || c == '-' || c == '_';
    });
}

/// Start of the value of a secret parameter whose name begins at `start`; npos if there is none.
std::size_t secretValueStart(std::string_view text, std::size_t start)
{
    const std::size_t end = text.find_first_of("=?&;#/ \t\r\n\"<>", start);
    if (end == std::string_view::npos || text[end] != '=' ||
        !isSecretParameter(percentDecoded(text.substr(start, end - start)), text.substr(end + 1))) {
        return std::string_view::npos;
    }
    return end + 1;
}

constexpr bool isBase64Url(char c)
{
    return isLatin(c) || isNumeral(c) || c == '-' || c == '_';
}

/// The end of the JSON Web Token that begins at `start`; `start` if there is none. The part before
/// its first dot is a JSON object with an algorithm.
std::size_t jsonWebTokenEnd(std::string_view text, std::size_t start)
{
    constexpr std::size_t ShortestHeader = 12;
    if (!text.substr(start).starts_with(JsonWebToken) ||
        (start > 0 && isBase64Url(text[start - 1]))) {
        return start;
    }
    const auto first = text.begin() + static_cast<std::ptrdiff_t>(start);
    const auto dot = std::find_if_not(first, text.end(), isBase64Url);
    if (dot == text.end() || *dot != '.' ||
        dot - first < static_cast<std::ptrdiff_t>(ShortestHeader)) {
        return start;
    }
    const auto end =
        std::find_if_not(dot, text.end(), [](char c) { return isBase64Url(c) || c == '.'; });
    return static_cast<std::size_t>(end - text.begin());
}

/// Tracks whether a position is within the path of a URL or after it.
class PlaceInUrl
{
public:
    void pass(char c)
    {
        if (std::string_view(" \t\r\n\"<>").find(c) != std::string_view::npos) {
            *this = PlaceInUrl();
        }
        hasPath_ = hasPath_ || c == '/';
        hasQuery_ = hasQuery_ || c == '?' || c == '#';
    }
    /// The characters that end the value of a parameter. A path parameter (RFC 3986 3.3) ends
    /// before the query.
    std::string_view valueEnds() const
    {
        return hasPath_ && !hasQuery_ ? "?&# \t\r\n" : "&# \t\r\n";
    }

private:
    bool hasPath_ = false;
    bool hasQuery_ = false;
};

/// A header line, valid or not.
struct FieldLine
{
    std::string_view name;      ///< empty if it has none
    std::size_t valueStart = 0; ///< offset in the line
};

/// Splits a header line. The name ends at a colon; without a colon or a valid name (RFC 9110 5.1),
/// the first word may still be the name of a secret.
FieldLine fieldLineOf(std::string_view line)
{
    const std::size_t colon = line.find(':');
    const std::string_view name =
        wire::trimmed(line.substr(0, colon == std::string_view::npos ? 0 : colon));
    if (wire::isToken(name) && !line.substr(colon).starts_with("://")) {
        return {name, std::min(line.find_first_not_of(" \t", colon + 1), line.size())};
    }
    const auto start = std::ranges::find_if(line, wire::isTokenCharacter);
    const auto end = std::find_if_not(start, line.end(), wire::isTokenCharacter);
    const std::string_view word(start, end);
    if (isSecretName(word) || isSubprotocolHeader(word)) {
        const auto value = std::find_if(end, line.end(), [](char c) {
            return static_cast<unsigned char>(c) > ' ' && c != ':' && c != '=';
        });
        return {word, static_cast<std::size_t>(value - line.begin())};
    }
    if (isSecretName(name)) {
        return {name, std::min(line.find_first_not_of(" \t", colon + 1), line.size())};
    }
    return {};
}

/// Whether the line is the start line of a request or response (RFC 9112 3, 4), where no name ends
/// at a colon.
bool isStartLine(std::string_view line)
{
    return line.starts_with("HTTP/") || line.starts_with("CONNECT ") ||
           line.find(" HTTP/") != std::string_view::npos;
}

/// A reason phrase without secrets; its words may be parameters.
std::string reasonWithoutSecrets(std::string_view reason)
{
    return eachPart(reason, ' ', [](std::string_view word) {
        const std::size_t start = secretValueStart(word, 0);
        return start == std::string_view::npos
                   ? textWithoutSecrets(word)
                   : std::string(word.substr(0, start)) + std::string(SecretMarker);
    });
}

/// The start line of a request or response, or any other text, without secrets.
std::string startLineWithoutSecrets(std::string_view line)
{
    constexpr std::string_view Connect = "CONNECT ";
    if (line.starts_with("HTTP/")) {
        return reasonWithoutSecrets(line);
    }
    if (!line.starts_with(Connect)) {
        return textWithoutSecrets(line);
    }
    const std::size_t end = std::min(line.find(' ', Connect.size()), line.size());
    return std::string(Connect) +
           addressWithoutSecrets(line.substr(Connect.size(), end - Connect.size())) +
           std::string(line.substr(end));
}

std::string lineWithoutSecrets(std::string_view line, const FieldLine& field, bool& secretFollows)
{
    return std::string(line.substr(0, field.valueStart)) +
           headerWithoutSecrets(field.name, line.substr(field.valueStart), secretFollows);
}

/// A value whose name is no secret, without secrets. Some readers take a CR without LF for a line
/// end (RFC 9112 2.2), so another header line may follow it.
std::string otherLinesWithoutSecrets(std::string_view value, bool& secretFollows)
{
    const std::size_t end = std::min(value.find('\r'), value.size());
    std::string result = startLineWithoutSecrets(value.substr(0, end));
    if (end < value.size()) {
        const std::string_view line = value.substr(end + 1);
        result += '\r';
        result += lineWithoutSecrets(line, fieldLineOf(line), secretFollows);
    }
    return result;
}

} // namespace

std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const auto high = escape ? hexDigitValue(text[i + 1]) : std::nullopt;
        const auto low = escape ? hexDigitValue(text[i + 2]) : std::nullopt;
        decoded += high && low ? static_cast<char>(*high << 4 | *low) : text[i];
        i += high && low ? 2 : 0;
    }
    return decoded;
}

std::string textWithoutSecrets(std::string_view text)
{
    std::string result;
    std::size_t copied = 0;
    const auto replace = [&](std::size_t from, std::size_t to) {
        result += text.substr(copied, from - copied);
        result += SecretMarker;
        copied = to;
    };
    PlaceInUrl place;
    for (std::size_t i = 0; i < text.size(); ++i) {
        place.pass(text[i]);
        if (const std::size_t end = jsonWebTokenEnd(text, i); end > i) {
            replace(i, end);
            i = end - 1;
        } else if (text.substr(i).starts_with("://")) {
            const std::size_t infoEnd = userInfoEnd(text, i + 3);
            if (infoEnd > i + 3) {
                replace(i + 3, infoEnd);
                i = infoEnd;
            }
        } else if (std::string_view("?&;#").find(text[i]) != std::string_view::npos) {
            const std::size_t start = secretValueStart(text, i + 1);
            const std::size_t valueEnd =
                start == std::string_view::npos
                    ? start
                    : std::min(text.find_first_of(place.valueEnds(), start), text.size());
            if (start < valueEnd && !isTemplate(text.substr(start, valueEnd - start))) {
                replace(start, valueEnd);
                i = valueEnd - 1;
            }
        } else if (text[i] == '"') {
            const std::size_t quoteEnd = std::min(text.find('"', i + 1), text.size());
            if (looksLikeCredential(text.substr(i + 1, quoteEnd - i - 1))) {
                replace(i + 1, quoteEnd);
                i = quoteEnd;
            }
        }
    }
    return result.append(text.substr(copied));
}

std::string addressWithoutSecrets(std::string_view typed)
{
    const std::size_t scheme = typed.find("://");
    const std::size_t start = scheme == std::string_view::npos ? 0 : scheme + 3;
    const std::size_t at = typed.rfind('@');
    std::string shown(typed);
    if (at != std::string_view::npos && at > start) {
        shown.replace(start, at - start, SecretMarker);
    }
    return textWithoutSecrets(shown);
}

std::string headerWithoutSecrets(std::string_view name, std::string_view value)
{
    bool secretFollows = false;
    return headerWithoutSecrets(name, value, secretFollows);
}

std::string headerWithoutSecrets(std::string_view name, std::string_view value, bool& secretFollows)
{
    const std::string plain = plainName(name);
    if (isSubprotocolHeader(name)) {
        return subprotocolsWithoutSecrets(value, secretFollows);
    }
    if (plain == "host") {
        return addressWithoutSecrets(value);
    }
    if (!isSecretName(name)) {
        return otherLinesWithoutSecrets(value, secretFollows);
    }
    if (wire::trimmed(value).empty()) {
        return std::string(value);
    }
    if (plain == "setcookie") {
        return setCookieWithoutValue(value);
    }
    if (plain == "cookie") {
        return eachPart(value, ';', cookieWithoutValue);
    }
    return plain.ends_with("authorization") || plain.ends_with("authentication")
               ? credentialsWithoutSecret(value)
               : std::string(SecretMarker);
}

void removeSecrets(wire::HeaderField& field, bool& secretFollows)
{
    if (field.name.empty()) {
        const FieldLine line = fieldLineOf(field.value);
        field.value = lineWithoutSecrets(field.value, line, secretFollows);
        return;
    }
    const FieldLine line = fieldLineOf(field.name);
    const bool valueInName = !wire::isToken(field.name) && line.valueStart > 0;
    field.value =
        headerWithoutSecrets(valueInName ? line.name : field.name, field.value, secretFollows);
    if (valueInName) {
        field.name = lineWithoutSecrets(field.name, line, secretFollows);
    }
}

std::string rawHeadWithoutSecrets(std::string_view raw)
{
    std::string result;
    std::string_view name;
    bool secretFollows = false;
    for (std::size_t start = 0; start < raw.size();) {
        const std::size_t lineEnd = raw.find('\n', start);
        const std::size_t next = lineEnd == std::string_view::npos ? raw.size() : lineEnd + 1;
        std::string_view line = raw.substr(start, next - start);
        const std::size_t contentEnd = line.find_last_not_of("\r\n") + 1;
        const std::string_view ending = line.substr(contentEnd);
        line = line.substr(0, contentEnd);
        FieldLine field = isStartLine(line) ? FieldLine() : fieldLineOf(line);
        const bool folded = start > 0 && !line.empty() && wire::isSpace(line[0]);
        if (folded && !isSecretName(field.name)) {
            field = {name, std::min(line.find_first_not_of(" \t"), line.size())};
        }
        result += lineWithoutSecrets(line, field, secretFollows);
        result += ending;
        name = field.name;
        start = next;
    }
    return result;
}

wire::HttpHead headWithoutSecrets(wire::HttpHead head)
{
    // The target of CONNECT is an authority (RFC 9112 3.2.3), which may contain a password.
    head.target = head.method == "CONNECT" ? addressWithoutSecrets(head.target)
                                           : textWithoutSecrets(head.target);
    head.reason = reasonWithoutSecrets(head.reason);
    bool secretFollows = false;
    for (wire::HeaderField& field : head.fields) {
        removeSecrets(field, secretFollows);
    }
    head.raw = rawHeadWithoutSecrets(head.raw);
    return head;
}

} // namespace framescope::redaction
