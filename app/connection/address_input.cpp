// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/address_input.h"

#include "base/text/clause.h"
#include "base/text/hex.h"
#include "redaction/secrets.h"

#include <QRegularExpression>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace framescope::connection {

namespace {

using Mistaken = tl::unexpected<AddressMistake>;

const QLatin1String SchemeEnd("://");
constexpr const char* Form = "the form is wss://HOST/PATH";

Mistaken mistake(qsizetype at, qsizetype length, std::string what, std::string where = {},
                 std::string hint = {})
{
    return Mistaken(
        AddressMistake{{std::move(what), std::move(where), std::move(hint)}, at, length});
}

/// A position for an error message, counted from 1.
std::string character(qsizetype at)
{
    return "at character " + std::to_string(at + 1);
}

bool isThisMachine(const QString& host)
{
    return host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
           host == QLatin1String("::1");
}

/// Offset of the "://" after a scheme (RFC 3986 3.1); -1 if the text does not begin with one.
qsizetype schemeEnd(const QString& text)
{
    const qsizetype end = text.indexOf(SchemeEnd);
    const auto mayStand = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringLiteral("+-.").contains(c));
    };
    const bool isScheme = end > 0 && text[0].unicode() < 0x80 && text[0].isLetter() &&
                          std::all_of(text.begin(), text.begin() + end, mayStand);
    return isScheme ? end : -1;
}

/// Rejects text that probably lacks a correct "://": "ws:/h", "ws:h", "http//h". If it were taken
/// for a host and a path, a password in it would be sent and recorded. A host may be called ws.
tl::expected<void, AddressMistake> checkSchemeless(const QString& text, qsizetype offset)
{
    static const QRegularExpression Broken(
        QStringLiteral("^(?:(?:wss?|https?)(?=:(?![0-9]+(?:[/?](?!.*:.*@)|$))|//)|"
                       "[^/?@:]*(?=:(?:[/?]|$))|[^/?]*(?=[?]?//[^?]*@))"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = Broken.match(text);
    if (!found.hasMatch()) {
        return {};
    }
    const qsizetype at = found.capturedLength();
    const auto isPart = [](QChar c) { return QStringLiteral(":/?").contains(c); };
    const auto end = std::find_if_not(text.begin() + at, text.end(), isPart) - text.begin();
    return mistake(offset + at, end - at, "a scheme has \"://\" behind it", character(offset + at),
                   Form);
}

/// Rejects invalid characters in the text, which begins at `offset` of the input.
tl::expected<void, AddressMistake> checkCharacters(const QString& text, qsizetype offset)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const bool pair =
            c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (c.unicode() < 0x20 || c.unicode() == 0x7F) {
            return mistake(offset + i, 1, "a control character can't stand in an address",
                           character(offset + i));
        }
        if (c.isSurrogate() && !pair) {
            return mistake(offset + i, 1, "half of a surrogate pair is no character",
                           character(offset + i));
        }
        if (c == QLatin1Char('%') &&
            (i + 2 >= text.size() || !hexDigitValue(text[i + 1].toLatin1()) ||
             !hexDigitValue(text[i + 2].toLatin1()))) {
            return mistake(offset + i, std::min<qsizetype>(3, text.size() - i),
                           "this is no escape: two hexadecimal digits follow a % (RFC 3986 2.1)",
                           character(offset + i), "a % itself is written %25");
        }
        if (c == QLatin1Char('#')) {
            return mistake(offset + i, text.size() - i,
                           "a WebSocket URL has no fragment (RFC 6455 3)", character(offset + i),
                           "write # as %23 where it belongs to the path or query");
        }
        i += pair ? 1 : 0;
    }
    return {};
}

std::string encoded(const QString& text)
{
    constexpr std::string_view Allowed = "-._~!$&'()*+,;=:@/?%[]";
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text.toStdString()) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain =
            byte < 0x80 && (std::isalnum(byte) != 0 || Allowed.find(c) != Allowed.npos);
        if (plain) {
            result += c;
        } else {
            result += {'%', Digits[byte >> 4U], Digits[byte & 0xFU]};
        }
    }
    return result;
}

tl::expected<QUrl, AddressMistake> urlOf(const QString& scheme, const QString& authority,
                                         qsizetype at)
{
    QUrl url(scheme + SchemeEnd + authority, QUrl::StrictMode);
    if (auto checked = checkAuthority(url); !checked) {
        return mistake(at, authority.size(), std::move(checked.error().what), character(at),
                       std::move(checked.error().hint));
    }
    return url;
}

tl::expected<QString, AddressMistake> webSocketScheme(const QString& typed, qsizetype at)
{
    const QString scheme = typed.toLower();
    if (scheme == QLatin1String("ws") || scheme == QLatin1String("http")) {
        return QStringLiteral("ws");
    }
    if (scheme == QLatin1String("wss") || scheme == QLatin1String("https")) {
        return QStringLiteral("wss");
    }
    return mistake(at, typed.size(),
                   "the scheme of a WebSocket is ws or wss, not " + scheme.toStdString(),
                   character(at));
}

} // namespace

std::string mistakeIn(const QUrl& url)
{
    return asClause(url.errorString().section(QStringLiteral("; source was"), 0, 0).toStdString());
}

Result<void> checkAuthority(const QUrl& url)
{
    if (!url.isValid()) {
        return failure("this is no URL: " + mistakeIn(url));
    }
    if (url.host().isEmpty()) {
        return failure("the address names no host", {}, Form);
    }
    if (url.port() == 0) {
        return failure("port 0 can't be connected to");
    }
    return {};
}

tl::expected<Address, AddressMistake> addressFromInput(const QString& input)
{
    const QString text = input.trimmed();
    if (text.isEmpty()) {
        return mistake(0, input.size(), "there is no address", {},
                       "type one, for instance wss://example.com/chat");
    }
    const qsizetype before = input.indexOf(text);
    const QString marker = QString::fromLatin1(
        redaction::SecretMarker.data(), static_cast<qsizetype>(redaction::SecretMarker.size()));
    if (const qsizetype at = text.indexOf(marker); at >= 0) {
        return mistake(before + at, marker.size(),
                       "a secret stood here, which is not kept in the history",
                       character(before + at),
                       "type it again in the place of " + std::string(redaction::SecretMarker));
    }
    if (const auto checked = checkCharacters(text, before); !checked) {
        return tl::unexpected(checked.error());
    }
    const qsizetype typedScheme = schemeEnd(text);
    if (typedScheme < 0) {
        if (const auto checked = checkSchemeless(text, before); !checked) {
            return tl::unexpected(checked.error());
        }
    }
    const qsizetype start = typedScheme < 0 ? 0 : typedScheme + SchemeEnd.size();
    auto scheme =
        typedScheme < 0 ? QStringLiteral("wss") : webSocketScheme(text.left(typedScheme), before);
    if (!scheme) {
        return tl::unexpected(scheme.error());
    }
    const auto isEnd = [](QChar c) { return c == QLatin1Char('/') || c == QLatin1Char('?'); };
    const auto end = std::find_if(text.begin() + start, text.end(), isEnd) - text.begin();
    // In "ws://ws://me:secret@host" the password would be taken for a path, and sent.
    if (end > start && text[end - 1] == QLatin1Char(':') &&
        QStringView(text).mid(end).startsWith(QLatin1String("//"))) {
        return mistake(before + start, end + 2 - start, "a second scheme stands here",
                       character(before + start), Form);
    }
    const auto url = urlOf(*scheme, text.mid(start, end - start), before + start);
    if (!url) {
        return tl::unexpected(url.error());
    }
    Address address{*url, encoded(text.mid(end))};
    if (typedScheme < 0 && isThisMachine(url->host())) {
        address.url.setScheme(QStringLiteral("ws"));
    }
    address.url =
        QUrl(address.url.toString(QUrl::FullyEncoded) + QString::fromStdString(address.resource),
             QUrl::TolerantMode);
    if (!address.resource.starts_with('/')) {
        address.resource.insert(0, 1, '/');
    }
    return address;
}

QString addressForHistory(const QString& input)
{
    const QString text = input.trimmed();
    const qsizetype scheme = schemeEnd(text);
    const qsizetype start = scheme < 0 ? 0 : scheme + SchemeEnd.size();
    const auto isEnd = [](QChar c) { return QStringLiteral("/?#").contains(c); };
    const auto end = std::find_if(text.begin() + start, text.end(), isEnd) - text.begin();
    const qsizetype userInfo = QStringView(text).left(end).lastIndexOf(QLatin1Char('@'));
    const QString kept = userInfo < start ? text : text.left(start) + text.mid(userInfo + 1);
    return QString::fromStdString(redaction::textWithoutSecrets(kept.toStdString()));
}

} // namespace framescope::connection
