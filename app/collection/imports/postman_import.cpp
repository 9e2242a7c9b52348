// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/foreign_formats.h"
#include "collection/imports/foreign_request.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace framescope::collection {

namespace {

/// Reads a collection of Postman, format v2.1 (and v2.0, which writes some lists as objects).
class PostmanReader
{
public:
    PostmanReader(Imported& imported, const YamlValue& document, const std::string& file)
        : document_(document), taker_(imported, file)
    {
        for (auto& [name, value] : pairsOf(memberOf(document, "variable"), "key", "value")) {
            variables_.emplace(std::move(name), std::move(value));
        }
    }

    void read();
    void readEnvironment();

private:
    void readItems(const YamlValue& items, const QStringList& folder, const ForeignAuth& inherited);
    void readRequest(const YamlValue& item, const QStringList& folder,
                     const ForeignAuth& inherited);
    bool isWebSocket(const YamlValue& item, std::string_view url) const;
    ForeignAuth auth(const YamlValue& holder, const ForeignAuth& inherited);
    void readUrl(ForeignRequest& request, const YamlValue& url);
    static void readHeaders(ForeignRequest& request, const YamlValue& headers);
    static void readMessages(ForeignRequest& request, const YamlValue& list);
    static void readBody(ForeignRequest& request, const YamlValue& body, const std::string& name);

    const YamlValue& document_;
    std::map<std::string, std::string, std::less<>> variables_; ///< of the collection
    ImportTaker taker_;
};

void PostmanReader::read()
{
    const ForeignAuth own = auth(document_, {});
    readItems(memberOf(document_, "item"), {}, own);
    const YamlValue& variables = memberOf(document_, "variable");
    std::set<std::string> secrets;
    for (const YamlValue& item : variables.items) {
        if (textOf(item, "type") == "secret") {
            secrets.insert(textOf(item, "key"));
        }
    }
    taker_.takeEnvironment(textOf(memberOf(document_, "info"), "name"),
                           pairsOf(variables, "key", "value"), secrets);
    if (!memberOf(document_, "event").items.empty()) {
        taker_.notTaken("A script", "scripts are not run");
    }
    taker_.finish();
}

void PostmanReader::readEnvironment()
{
    const YamlValue& values = memberOf(document_, "values");
    std::set<std::string> secrets;
    for (const YamlValue& item : values.items) {
        if (textOf(item, "type") == "secret") {
            secrets.insert(textOf(item, "key"));
        }
    }
    taker_.takeEnvironment(textOf(document_, "name"), pairsOf(values, "key", "value"), secrets);
}

void PostmanReader::readItems(const YamlValue& items, const QStringList& folder,
                              const ForeignAuth& inherited)
{
    for (const YamlValue& item : items.items) {
        const ForeignAuth own = auth(item, inherited);
        if (!memberOf(item, "event").items.empty()) {
            taker_.notTaken("A script", "scripts are not run");
        }
        if (item.kind != YamlValue::Kind::Map) {
            taker_.mistake(item.mark, "an item is no object", "export the collection again");
        } else if (item.find("item") != nullptr) {
            readItems(memberOf(item, "item"), folder + QStringList(toQString(textOf(item, "name"))),
                      own);
        } else {
            readRequest(item, folder, own);
        }
    }
}

bool PostmanReader::isWebSocket(const YamlValue& item, std::string_view url) const
{
    const YamlValue& request = memberOf(item, "request");
    for (const YamlValue* holder : {&item, &request}) {
        for (const char* key : {"type", "protocol", "method"}) {
            std::string kind = textOf(*holder, key);
            std::ranges::transform(kind, kind.begin(), [](unsigned char c) {
                return static_cast<char>(std::tolower(c));
            });
            if (kind == "websocket" || kind == "ws" || kind.starts_with("ws-raw") ||
                kind.starts_with("websocket-")) {
                return true;
            }
        }
    }
    if (url.starts_with("{{")) {
        const std::size_t end = url.find("}}");
        const auto value = end == std::string_view::npos ? variables_.end()
                                                         : variables_.find(url.substr(2, end - 2));
        return value != variables_.end() && isWebSocketUrl(value->second);
    }
    return isWebSocketUrl(url);
}

void PostmanReader::readRequest(const YamlValue& item, const QStringList& folder,
                                const ForeignAuth& inherited)
{
    const YamlValue& request = memberOf(item, "request");
    ForeignRequest read;
    read.folder = folder;
    read.name = textOf(item, "name");
    read.mark = item.mark;
    // A request may be its URL alone.
    readUrl(read, request.kind == YamlValue::Kind::Text ? request : memberOf(request, "url"));
    if (read.url.empty()) {
        readUrl(read, memberOf(item, "url"));
    }
    const bool webSocket = isWebSocket(item, read.url);
    if (!webSocket && !read.url.empty()) {
        taker_.countOther();
        return;
    }
    read.auth = auth(request, inherited);
    readHeaders(read, memberOf(request, "header"));
    readBody(read, memberOf(request, "body"), {});
    readMessages(read, memberOf(item, "messages"));
    readMessages(read, memberOf(request, "messages"));
    for (const YamlValue& example : memberOf(item, "response").items) {
        readBody(read, memberOf(memberOf(example, "originalRequest"), "body"),
                 textOf(example, "name"));
    }
    const YamlValue& behaviour = memberOf(item, "protocolProfileBehavior");
    read.insecure = textOf(behaviour, "strictSSL") == "false";
    read.followRedirects = isTrue(behaviour, "followRedirects");
    taker_.take(read);
}

void PostmanReader::readUrl(ForeignRequest& request, const YamlValue& url)
{
    if (url.kind == YamlValue::Kind::Text) {
        request.url = url.text;
        return;
    }
    request.url = textOf(url, "raw");
    const auto joined = [](const YamlValue& value, const char* separator) {
        std::string text = value.text;
        for (const YamlValue& item : value.items) {
            text += (text.empty() ? "" : separator) + item.text;
        }
        return text;
    };
    if (request.url.empty() && url.kind == YamlValue::Kind::Map) {
        const std::string host = joined(memberOf(url, "host"), ".");
        const std::string& port = textOf(url, "port");
        const std::string path = joined(memberOf(url, "path"), "/");
        if (!host.empty()) {
            request.url = textOf(url, "protocol") + "://" + host +
                          (port.empty() ? "" : ":" + port) + "/" + path;
        }
        request.query = pairsOf(memberOf(url, "query"), "key", "value");
    }
    request.pathParts = pairsOf(memberOf(url, "variable"), "key", "value");
}

void PostmanReader::readHeaders(ForeignRequest& request, const YamlValue& headers)
{
    request.headers = pairsOf(headers, "key", "value");
    for (const QString& line :
         toQString(headers.text).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        request.headers.emplace_back(line.section(QLatin1Char(':'), 0, 0).trimmed().toStdString(),
                                     line.section(QLatin1Char(':'), 1).trimmed().toStdString());
    }
}

void PostmanReader::readBody(ForeignRequest& request, const YamlValue& body,
                             const std::string& name)
{
    const std::string& text = textOf(body, "raw");
    if (!text.empty()) {
        const YamlValue& options = memberOf(memberOf(body, "options"), "raw");
        request.messages.push_back({name, text, textOf(options, "language") == "json"});
    }
}

void PostmanReader::readMessages(ForeignRequest& request, const YamlValue& list)
{
    for (const YamlValue& message : list.items) {
        if (message.kind == YamlValue::Kind::Text) {
            request.messages.push_back({{}, message.text, false});
            continue;
        }
        for (const char* key : {"payload", "message", "content", "body", "data", "raw"}) {
            const YamlValue& payload = memberOf(message, key);
            const std::string& text =
                payload.kind == YamlValue::Kind::Map ? textOf(payload, "raw") : payload.text;
            if (!text.empty()) {
                const bool json =
                    textOf(message, "type") == "json" || textOf(message, "language") == "json";
                request.messages.push_back({textOf(message, "name"), text, json});
                break;
            }
        }
    }
}

ForeignAuth PostmanReader::auth(const YamlValue& holder, const ForeignAuth& inherited)
{
    const YamlValue& written = memberOf(holder, "auth");
    if (written.isNull() || textOf(written, "type") == "inherit") {
        return inherited;
    }
    ForeignAuth auth;
    auth.mode = textOf(written, "type");
    const YamlValue& values = memberOf(written, auth.mode);
    const auto value = [&values](const char* key) {
        for (const auto& [name, text] : pairsOf(values, "key", "value")) {
            if (name == key) {
                return text;
            }
        }
        return textOf(values, key); // as v2.0 writes it
    };
    auth.user = value("username");
    auth.secret = auth.mode == "bearer" ? value("token") : value("password");
    auth.keyName = value("key");
    auth.keyValue = value("value");
    auth.keyInQuery = value("in") == "query";
    return auth;
}

bool isEnvironment(const YamlValue& document)
{
    return !textOf(document, "_postman_variable_scope").empty() ||
           (memberOf(document, "values").kind == YamlValue::Kind::List &&
            !textOf(document, "name").empty());
}

} // namespace

bool isPostman(const YamlValue& document)
{
    return memberOf(document, "item").kind == YamlValue::Kind::List || isEnvironment(document);
}

void importPostman(Imported& imported, const YamlValue& document, const std::string& file)
{
    PostmanReader reader(imported, document, file);
    if (memberOf(document, "item").kind != YamlValue::Kind::List) {
        reader.readEnvironment();
        return;
    }
    imported.name = toQString(textOf(memberOf(document, "info"), "name"));
    reader.read();
}

} // namespace framescope::collection
