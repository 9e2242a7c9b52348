// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "collection/format/option_fields.h"
#include "collection/format/proxy_address.h"

#include <array>
#include <limits>

// How the server is reached: authorization, TLS, proxy, compression, connecting again.
namespace framescope::collection {

namespace {

using connection::Authorization;
using connection::Compression;
using connection::ConnectionOptions;
using connection::ProxyOptions;
using connection::Reconnecting;
using connection::TlsOptions;
using connection::TlsVersion;

constexpr std::uint64_t LeastWindowBits = 8;
constexpr std::uint64_t MostWindowBits = 15;

const std::vector<std::string> AuthorizationKeys{"basic", "bearer"};
const std::vector<std::string> BasicKeys{"user", "password"};
const std::vector<std::string> ProxyKeys{"use", "url", "user", "password", "except"};

YamlValue textUnlessEmpty(const std::string& text)
{
    return text.empty() ? YamlValue() : YamlValue::of(text);
}

void readAccepted(const YamlValue& value, TlsOptions& into, YamlReader& reader)
{
    constexpr std::size_t Sha256Size = 32;
    const auto bytes = parseHex(reader.text(value));
    if (!bytes || bytes->size() != Sha256Size) {
        reader.report(value.mark, "this is no SHA-256 fingerprint", "it has 64 hex digits");
        return;
    }
    into.acceptedCertificate = toByteArray(*bytes);
}

template <TlsVersion TlsOptions::*Member>
constexpr YamlField<TlsOptions> versionField(const char* key)
{
    return {key,
            [](const YamlValue& value, TlsOptions& into, YamlReader& reader) {
                into.*Member = reader.choice(value, {"1.2", "1.3"}) == 0 ? TlsVersion::Tls1_2
                                                                         : TlsVersion::Tls1_3;
            },
            [](const TlsOptions& from) {
                return from.*Member == TlsOptions().*Member
                           ? YamlValue()
                           : YamlValue::of(from.*Member == TlsVersion::Tls1_2 ? "1.2" : "1.3");
            }};
}

constexpr std::array TlsFields{
    truthField<TlsOptions, &TlsOptions::insecure>("insecure"),
    YamlField<TlsOptions>{"accept", readAccepted,
                          [](const TlsOptions& from) {
                              return textUnlessEmpty(
                                  from.acceptedCertificate.toHex().toStdString());
                          }},
    textField<TlsOptions, &TlsOptions::caFile>("ca"),
    textField<TlsOptions, &TlsOptions::certFile>("certificate"),
    textField<TlsOptions, &TlsOptions::keyFile>("key"),
    textField<TlsOptions, &TlsOptions::passPhrase>("pass-phrase"),
    textField<TlsOptions, &TlsOptions::serverName>("server-name"),
    versionField<&TlsOptions::lowest>("lowest"),
    versionField<&TlsOptions::highest>("highest"),
    textsField<TlsOptions, &TlsOptions::alpn>("alpn"),
};

/// The value of `basic`.
void readBasic(const YamlValue& value, Authorization& into, YamlReader& reader)
{
    if (!reader.checkMap(value, BasicKeys)) {
        return;
    }
    into.scheme = Authorization::Scheme::Basic;
    if (const YamlEntry* user = value.find("user")) {
        into.user = reader.text(user->value);
    }
    if (const YamlEntry* password = value.find("password")) {
        into.secret = reader.text(password->value);
    }
}

template <bool Compression::*Member>
constexpr YamlField<Compression> takeoverField(const char* key)
{
    return truthField<Compression, Member>(key);
}

YamlValue windowBits(std::optional<int> bits)
{
    return !bits        ? YamlValue::plain("none")
           : *bits == 0 ? YamlValue::plain("any")
                        : YamlValue::plain(std::to_string(*bits));
}

template <std::optional<int> Compression::*Member>
constexpr YamlField<Compression> windowBitsField(const char* key)
{
    return {key,
            [](const YamlValue& value, Compression& into, YamlReader& reader) {
                into.*Member = value.text == "none" ? std::nullopt
                               : value.text == "any"
                                   ? std::optional(0)
                                   : std::optional(static_cast<int>(
                                         reader.number(value, LeastWindowBits, MostWindowBits)));
            },
            [](const Compression& from) {
                return from.*Member == Compression().*Member ? YamlValue()
                                                             : windowBits(from.*Member);
            }};
}

constexpr std::array CompressionFields{
    truthField<Compression, &Compression::offered>("offered"),
    takeoverField<&Compression::serverNoContextTakeover>("server-no-context-takeover"),
    takeoverField<&Compression::clientNoContextTakeover>("client-no-context-takeover"),
    windowBitsField<&Compression::serverMaxWindowBits>("server-max-window-bits"),
    windowBitsField<&Compression::clientMaxWindowBits>("client-max-window-bits"),
    YamlField<Compression>{
        "extensions",
        [](const YamlValue& value, Compression& into, YamlReader& reader) {
            into.extensions = reader.text(value);
        },
        [](const Compression& from) { return textUnlessEmpty(from.extensions); }},
};

constexpr std::array ReconnectingFields{
    timeField<Reconnecting, &Reconnecting::first>("first"),
    timeField<Reconnecting, &Reconnecting::longest>("longest"),
    YamlField<Reconnecting>{"attempts",
                            [](const YamlValue& value, Reconnecting& into, YamlReader& reader) {
                                into.attempts = static_cast<std::uint32_t>(reader.number(
                                    value, 0, std::numeric_limits<std::uint32_t>::max()));
                            },
                            [](const Reconnecting& from) {
                                return from.attempts == 0
                                           ? YamlValue()
                                           : YamlValue::plain(std::to_string(from.attempts));
                            }},
    YamlField<Reconnecting>{"wanted",
                            [](const YamlValue& value, Reconnecting& into, YamlReader& reader) {
                                into.wanted = reader.truth(value);
                            },
                            [](const Reconnecting& from) {
                                return from.wanted ? YamlValue() : YamlValue::plain("false");
                            }},
};

constexpr std::array TimeoutFields{
    timeField<ConnectionOptions, &ConnectionOptions::connectTimeout>("connect"),
    timeField<ConnectionOptions, &ConnectionOptions::upgradeTimeout>("upgrade"),
    timeField<ConnectionOptions, &ConnectionOptions::closeTimeout>("close"),
};

} // namespace

std::vector<std::string> keysWithin(std::string_view option)
{
    return option == "authorization" ? AuthorizationKeys
           : option == "basic"       ? BasicKeys
           : option == "tls"         ? keysOf(TlsFields)
           : option == "proxy"       ? ProxyKeys
           : option == "compression" ? keysOf(CompressionFields)
           : option == "timeouts"    ? keysOf(TimeoutFields)
           : option == "reconnect"   ? keysOf(ReconnectingFields)
                                     : std::vector<std::string>();
}

void readAuthorization(const YamlValue& value, connection::ConnectionOptions& into,
                       YamlReader& reader)
{
    if (!reader.checkMap(value, AuthorizationKeys)) {
        return;
    }
    if (value.entries.size() != 1) {
        reader.report(value.mark, "one of basic and bearer is expected here");
        return;
    }
    const YamlEntry& entry = value.entries.front();
    if (entry.key == "basic") {
        readBasic(entry.value, into.authorization, reader);
    } else {
        into.authorization.scheme = Authorization::Scheme::Bearer;
        into.authorization.secret = reader.text(entry.value);
    }
}

YamlValue writeAuthorization(const connection::ConnectionOptions& from)
{
    const Authorization& authorization = from.authorization;
    YamlValue map = YamlValue::map();
    if (authorization.scheme == Authorization::Scheme::Basic) {
        map.add("basic", YamlValue::map({{"user", YamlValue::of(authorization.user), {}},
                                         {"password", YamlValue::of(authorization.secret), {}}}));
    } else if (authorization.scheme == Authorization::Scheme::Bearer) {
        map.add("bearer", YamlValue::of(authorization.secret));
    }
    return map.entries.empty() ? YamlValue() : map;
}

void readTls(const YamlValue& value, connection::ConnectionOptions& into, YamlReader& reader)
{
    reader.checkMap(value, keysOf(TlsFields));
    readFields(TlsFields, value, into.tls, reader);
}

YamlValue writeTls(const connection::ConnectionOptions& from)
{
    YamlValue map = YamlValue::map();
    writeFields(TlsFields, from.tls, map);
    return map.entries.empty() ? YamlValue() : map;
}

void readProxy(const YamlValue& value, connection::ConnectionOptions& into, YamlReader& reader)
{
    ProxyOptions& proxy = into.proxy;
    if (value.kind == YamlValue::Kind::Text) {
        const bool word = value.text == "none" || value.text == "system";
        proxy.use = !word                  ? ProxyOptions::Use::Given
                    : value.text == "none" ? ProxyOptions::Use::None
                                           : ProxyOptions::Use::System;
        if (!word) {
            proxy.url = proxyFrom({toQString(value.text), {}, {}});
        }
    } else if (reader.checkMap(value, ProxyKeys)) {
        const auto text = [&](const char* key) {
            const YamlEntry* entry = value.find(key);
            return entry ? reader.qText(entry->value) : QString();
        };
        const YamlEntry* use = value.find("use");
        proxy.use = use ? static_cast<ProxyOptions::Use>(
                              reader.choice(use->value, {"none", "system", "given"}))
                        : ProxyOptions::Use::Given;
        proxy.url = proxyFrom({text("url"), text("user"), text("password")});
        proxy.exceptions = text("except");
    }
    if (proxy.use == ProxyOptions::Use::Given && proxy.url.isEmpty()) {
        reader.report(value.mark, "the proxy has no URL",
                      "write none, system, http://HOST:PORT or socks5://HOST:PORT");
    }
}

YamlValue writeProxy(const connection::ConnectionOptions& from)
{
    const ProxyOptions& proxy = from.proxy;
    YamlValue map = YamlValue::map();
    const auto add = [&map](const char* key, const QString& text) {
        map.add(key, textUnlessEmpty(text.toStdString()));
    };
    const ProxyText written = proxyTextOf(proxy.url);
    add("url", written.url);
    add("user", written.user);
    add("password", written.password);
    add("except", proxy.exceptions);
    const bool given = proxy.use == ProxyOptions::Use::Given;
    const char* use = proxy.use == ProxyOptions::Use::None ? "none" : "system";
    if (!given && map.entries.empty()) {
        return proxy.use == ProxyOptions::Use::None ? YamlValue() : YamlValue::plain(use);
    }
    if (given && map.entries.size() == 1 && !proxy.url.isEmpty()) {
        return map.entries.front().value;
    }
    if (!given) {
        map.entries.insert(map.entries.begin(), {"use", YamlValue::plain(use), {}});
    }
    return map;
}

void readCompression(const YamlValue& value, connection::ConnectionOptions& into,
                     YamlReader& reader)
{
    if (value.kind == YamlValue::Kind::Text) {
        into.compression.offered = reader.truth(value);
    } else {
        reader.checkMap(value, keysOf(CompressionFields));
        readFields(CompressionFields, value, into.compression, reader);
    }
}

YamlValue writeCompression(const connection::ConnectionOptions& from)
{
    YamlValue map = YamlValue::map();
    writeFields(CompressionFields, from.compression, map);
    if (map.entries.size() == 1 && !from.compression.offered) {
        return YamlValue::plain("false");
    }
    return map.entries.empty() ? YamlValue() : map;
}

void readReconnecting(const YamlValue& value, connection::ConnectionOptions& into,
                      YamlReader& reader)
{
    if (value.kind == YamlValue::Kind::Text) {
        into.reconnecting.wanted = reader.truth(value);
    } else {
        reader.checkMap(value, keysOf(ReconnectingFields));
        into.reconnecting.wanted = true;
        readFields(ReconnectingFields, value, into.reconnecting, reader);
    }
}

YamlValue writeReconnecting(const connection::ConnectionOptions& from)
{
    if (from.reconnecting == Reconnecting()) {
        return {};
    }
    YamlValue map = YamlValue::map({}, YamlValue::Style::Line);
    writeFields(ReconnectingFields, from.reconnecting, map);
    return map.entries.empty() ? YamlValue::plain("true") : map;
}

void readTimeouts(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    reader.checkMap(value, keysOf(TimeoutFields));
    readFields(TimeoutFields, value, into, reader);
}

YamlValue writeTimeouts(const ConnectionOptions& from)
{
    YamlValue map = YamlValue::map({}, YamlValue::Style::Line);
    writeFields(TimeoutFields, from, map);
    return map.entries.empty() ? YamlValue() : map;
}

} // namespace framescope::collection
