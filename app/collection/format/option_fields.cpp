// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/format/option_fields.h"

#include "base/bytes.h"
#include "base/text/base64.h"
#include "base/text/utf8_validator.h"

#include <array>

namespace framescope::collection {

namespace {

using connection::ConnectionOptions;
using Field = YamlField<ConnectionOptions>;

// A raw request as a block text: each line break stands for CR LF. YAML takes the empty lines from
// the end of a text after |, so the one that ends a head is put back.

/// Whether there are lines, but no empty one after them.
bool lacksEnd(std::string_view text, std::string_view lineEnd)
{
    const std::string twice = std::string(lineEnd) + std::string(lineEnd);
    return text.ends_with(lineEnd) && text.find(twice) == std::string_view::npos;
}

bool fitsLines(const std::string& request)
{
    if (lacksEnd(request, "\r\n")) {
        return false;
    }
    for (std::size_t i = 0; i < request.size(); ++i) {
        const bool afterCr = i > 0 && request[i - 1] == '\r';
        const bool beforeLf = i + 1 < request.size() && request[i + 1] == '\n';
        if ((request[i] == '\n' && !afterCr) || (request[i] == '\r' && !beforeLf)) {
            return false;
        }
    }
    return isUtf8(asBytes(request));
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

void readRawRequest(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    std::string text = reader.text(value);
    text += lacksEnd(text, "\n") ? "\n" : "";
    into.rawRequest = replaced(std::move(text), "\n", "\r\n");
}

YamlValue writeRawRequest(const ConnectionOptions& from)
{
    return from.rawRequest.empty() || !fitsLines(from.rawRequest)
               ? YamlValue()
               : YamlValue::block(replaced(from.rawRequest, "\r\n", "\n"));
}

void readRawBytes(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    const Base64 decoded = decodeBase64(asBytes(reader.text(value)));
    if (decoded.failure) {
        reader.report(value.mark, "this is no base64", "use raw-request for a request of text");
    }
    into.rawRequest = asText(decoded.bytes);
}

YamlValue writeRawBytes(const ConnectionOptions& from)
{
    return fitsLines(from.rawRequest) ? YamlValue()
                                      : YamlValue::of(toBase64(asBytes(from.rawRequest)));
}

void readHeaders(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    reader.eachPair(value, [&](const YamlEntry& entry) {
        into.headers.push_back({entry.key, reader.text(entry.value)});
    });
}

template <class Pair>
YamlValue pairs(const std::vector<Pair>& all)
{
    YamlValue list = YamlValue::list({});
    for (const Pair& pair : all) {
        list.items.push_back(YamlValue::map({{pair.name, YamlValue::of(pair.value), {}}}));
    }
    return list.items.empty() ? YamlValue() : list;
}

void readCookies(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    reader.eachPair(value, [&](const YamlEntry& entry) {
        into.cookies.push_back({entry.key, reader.text(entry.value)});
    });
}

YamlValue inOneLine(const std::vector<std::string>& texts)
{
    YamlValue list = YamlValue::list({}, YamlValue::Style::Line);
    for (const std::string& text : texts) {
        list.items.push_back(YamlValue::of(text));
    }
    return list.items.empty() ? YamlValue() : list;
}

void readLeftOut(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    into.leftOut = reader.texts(value);
}

void readBehaviours(const YamlValue& value, ConnectionOptions& into, YamlReader& reader)
{
    reader.eachItem(value, [&](const YamlValue& item) {
        const auto set = connection::setBehaviour(into.behaviours, reader.text(item));
        if (!set) {
            reader.report(item.mark, set.error());
        }
    });
}

constexpr std::array Fields{
    Field{"headers", readHeaders,
          [](const ConnectionOptions& from) { return pairs(from.headers); }},
    Field{"leave-out", readLeftOut,
          [](const ConnectionOptions& from) { return inOneLine(from.leftOut); }},
    Field{"raw-request", readRawRequest, writeRawRequest},
    Field{"raw-request-base64", readRawBytes, writeRawBytes},
    textsField<ConnectionOptions, &ConnectionOptions::subprotocols>("subprotocols"),
    textField<ConnectionOptions, &ConnectionOptions::origin>("origin"),
    Field{"authorization", readAuthorization, writeAuthorization},
    Field{"cookies", readCookies,
          [](const ConnectionOptions& from) { return pairs(from.cookies); }},
    truthField<ConnectionOptions, &ConnectionOptions::keepCookies>("keep-cookies"),
    Field{"tls", readTls, writeTls},
    Field{"proxy", readProxy, writeProxy},
    Field{"compression", readCompression, writeCompression},
    truthField<ConnectionOptions, &ConnectionOptions::strict>("strict"),
    Field{"behaviours", readBehaviours,
          [](const ConnectionOptions& from) {
              return inOneLine(connection::textOf(from.behaviours));
          }},
    Field{"timeouts", readTimeouts, writeTimeouts},
    timeField<ConnectionOptions, &ConnectionOptions::keepAlive>("keep-alive"),
    Field{"largest-message",
          [](const YamlValue& value, ConnectionOptions& into, YamlReader& reader) {
              into.largestMessage = reader.size(value);
          },
          [](const ConnectionOptions& from) {
              return from.largestMessage == 0
                         ? YamlValue()
                         : YamlValue::plain(wholeSizeText(from.largestMessage));
          }},
    Field{"reconnect", readReconnecting, writeReconnecting},
    truthField<ConnectionOptions, &ConnectionOptions::followRedirects>("follow-redirects"),
};

} // namespace

std::span<const YamlField<ConnectionOptions>> optionFields()
{
    return Fields;
}

} // namespace framescope::collection
