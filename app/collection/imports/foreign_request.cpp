// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/foreign_request.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "base/text/visible_text.h"
#include "collection/imports/foreign_templates.h"
#include "connection/tools/pasted_request.h"
#include "redaction/secret_names.h"
#include "wire/http/http_token.h"

#include <algorithm>
#include <span>

namespace framescope::collection {

namespace {

constexpr std::size_t MostItems = 10'000;

/// The URL with ":name" in its path replaced.
std::string withPathParts(std::string url, const ForeignPairs& parts)
{
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    constexpr std::size_t Most = 100;
    for (const auto& [name, value] : std::span(parts).first(std::min(parts.size(), Most))) {
        const std::string part = "/:" + name;
        for (std::size_t at = url.find(part, path); at != std::string::npos;
             at = url.find(part, at + 1)) {
            const std::size_t end = at + part.size();
            if (end == url.size() || url[end] == '/' || url[end] == '?') {
                url.replace(at + 1, part.size() - 1, value);
            }
        }
    }
    return url;
}

void appendQuery(std::string& url, const ForeignPairs& query)
{
    bool first = url.find('?') == std::string::npos;
    for (const auto& [name, value] : query) {
        url += first ? '?' : '&';
        url += name + "=" + value;
        first = false;
    }
}

} // namespace

void ImportTaker::notTaken(std::string_view what, std::string_view why)
{
    add(toQString(visibleText(what)) + QLatin1String(" is not taken: ") + toQString(why) +
        QLatin1Char('.'));
}

void ImportTaker::add(const QString& sentence)
{
    constexpr qsizetype Most = 100;
    if (imported_.notTaken.size() < Most && !imported_.notTaken.contains(sentence)) {
        imported_.notTaken.append(sentence);
    }
}

void ImportTaker::mistake(const YamlMark& mark, std::string what, std::string hint)
{
    constexpr std::size_t Most = 100;
    if (imported_.mistakes.size() >= Most) {
        return;
    }
    imported_.mistakes.push_back(
        {std::move(what), file_ + ":" + std::to_string(mark.line), std::move(hint)});
}

QString ImportTaker::text(std::string_view foreign)
{
    // A tag of Insomnia is a call: {% uuid 'v4' %}.
    if (const std::size_t tag = foreign.find("{%"); tag != std::string_view::npos) {
        const std::string_view call = wire::trimmed(foreign.substr(tag + 2));
        const auto end = std::ranges::find_if_not(call, redaction::isLatin);
        notTaken("The template {% " + std::string(call.begin(), end) + " %}",
                 "there is nothing like it");
    }
    return withOwnTemplates(toQString(foreign), [this](const QString& name) {
        notTaken("The template {{" + name.toStdString() + "}}", "there is nothing like it");
    });
}

QString ImportTaker::address(const ForeignRequest& request)
{
    std::string url = withPathParts(request.url, request.pathParts);
    appendQuery(url, request.query);
    if (request.auth.keyInQuery && request.auth.mode == "apikey") {
        appendQuery(url, {{request.auth.keyName, request.auth.keyValue}});
    }
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (url.starts_with(scheme)) {
            url.replace(0, 4, "ws");
        }
    }
    return text(url);
}

void ImportTaker::takeAuth(SavedConnection& connection, const ForeignRequest& request)
{
    const ForeignAuth& auth = request.auth;
    connection::Authorization& own = connection.options.authorization;
    if (auth.mode == "basic") {
        own = {connection::Authorization::Scheme::Basic, text(auth.user).toStdString(),
               text(auth.secret).toStdString()};
    } else if (auth.mode == "bearer") {
        own = {connection::Authorization::Scheme::Bearer, {}, text(auth.secret).toStdString()};
    } else if (auth.mode == "apikey" && !auth.keyInQuery && !auth.keyName.empty()) {
        connection.options.headers.push_back(
            {text(auth.keyName).toStdString(), text(auth.keyValue).toStdString()});
    } else if (auth.mode != "apikey" && !auth.mode.empty() && auth.mode != "none" &&
               auth.mode != "noauth" && auth.mode != "inherit") {
        notTaken("The authorisation \"" + auth.mode + "\" of " + request.name,
                 "only basic, bearer and API keys can be used");
    }
}

void ImportTaker::take(const ForeignRequest& request)
{
    if (request.url.empty()) {
        mistake(request.mark, "the request \"" + visibleText(request.name) + "\" has no URL",
                "give it one in the tool it is from, or leave it out");
        return;
    }
    if (imported_.items.size() >= MostItems) {
        notTaken("What comes after 10,000 requests", "that is the most that is read");
        return;
    }
    connection::PastedRequest taken;
    for (const auto& [name, value] : request.headers) {
        connection::takeHeader(taken, text(name).toStdString(), text(value).toStdString());
    }
    for (const QString& sentence : taken.notTaken) {
        add(sentence);
    }
    SavedConnection connection;
    connection.name = toQString(request.name);
    connection.address = address(request);
    connection.options = std::move(taken.options);
    takeAuth(connection, request);
    connection.options.tls.insecure = request.insecure;
    connection.options.followRedirects = request.followRedirects;
    connection.options.keepAlive = request.keepAlive;
    for (std::size_t i = 0; i < request.messages.size(); ++i) {
        const ForeignMessage& message = request.messages[i];
        SavedMessage own;
        own.name = message.name.empty() ? QStringLiteral("Message %1").arg(i + 1)
                                        : toQString(message.name);
        own.draft.kind = message.json ? message::Draft::Kind::Json : message::Draft::Kind::Text;
        own.draft.content = text(message.text);
        connection.messages.push_back(std::move(own));
    }
    imported_.items.push_back({request.folder, std::move(connection)});
}

void ImportTaker::takeEnvironment(const std::string& name, const ForeignPairs& values,
                                  const std::set<std::string>& secrets)
{
    ImportedEnvironment own;
    own.environment.name = toQString(name);
    std::set<QString> names;
    for (const auto& [foreignName, value] : values) {
        const QString variable = variableNameFor(toQString(foreignName));
        if (!names.insert(variable).second) {
            notTaken("A second variable " + variable.toStdString() + " of " + name,
                     "a name stands once");
            continue;
        }
        const bool secret = secrets.contains(foreignName) || redaction::isSecretName(foreignName);
        own.environment.variables.push_back({variable, secret ? QString() : text(value), secret});
        if (secret && !value.empty()) {
            own.secrets[variable] = text(value);
        }
    }
    if (!own.environment.variables.empty()) {
        imported_.environments.push_back(std::move(own));
    }
}

void ImportTaker::finish()
{
    if (others_ > 0) {
        imported_.notTaken.append(toQString(counted(others_, "request")) +
                                  (others_ == 1
                                       ? QLatin1String(" that is no WebSocket is not taken.")
                                       : QLatin1String(" that are no WebSockets are not taken.")));
    }
}

bool isWebSocketUrl(std::string_view url)
{
    return url.starts_with("ws://") || url.starts_with("wss://");
}

const YamlValue& memberOf(const YamlValue& map, std::string_view key)
{
    static const YamlValue nothing;
    const YamlEntry* entry = map.kind == YamlValue::Kind::Map ? map.find(key) : nullptr;
    return entry == nullptr ? nothing : entry->value;
}

const std::string& textOf(const YamlValue& map, std::string_view key)
{
    return memberOf(map, key).text;
}

bool isTrue(const YamlValue& map, std::string_view key)
{
    return textOf(map, key) == "true";
}

ForeignPairs pairsOf(const YamlValue& list, std::string_view nameKey, std::string_view valueKey)
{
    ForeignPairs pairs;
    for (const YamlValue& item : list.items) {
        const bool enabled = !isTrue(item, "disabled") && textOf(item, "enabled") != "false";
        if (enabled && !textOf(item, nameKey).empty()) {
            pairs.emplace_back(textOf(item, nameKey), textOf(item, valueKey));
        }
    }
    return pairs;
}

} // namespace framescope::collection
