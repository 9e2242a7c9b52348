// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/foreign_formats.h"
#include "collection/imports/foreign_request.h"

#include "base/text/qt_string.h"

#include <algorithm>
#include <map>

namespace framescope::collection {

namespace {

constexpr int DeepestFolder = 16;
constexpr std::string_view Vault = "__insomnia_vault";

/// Reads what both formats of Insomnia have: requests, authorisation, environments.
class InsomniaReader
{
public:
    InsomniaReader(Imported& imported, const YamlValue& document, const std::string& file)
        : imported_(imported), document_(document), taker_(imported, file)
    {
    }

    void readExport();     ///< format 4: a flat list of resources
    void readCollection(); ///< format 5: a tree

private:
    using Ids = std::map<std::string, const YamlValue*, std::less<>>;

    void readResource(const YamlValue& resource, const Ids& ids);
    QStringList foldersOf(const YamlValue& resource, const Ids& ids,
                          std::vector<const YamlValue*>& groups) const;
    void readPayloads(ForeignRequest& request, const std::string& id) const;
    void readChildren(const YamlValue& children, const QStringList& folder,
                      const std::vector<const YamlValue*>& groups);
    ForeignRequest request(const YamlValue& written, const std::vector<const YamlValue*>& groups);
    static ForeignAuth auth(const YamlValue& written);
    void takeEnvironment(const std::string& name, const YamlValue& base, const YamlValue& data);
    void noteFolder(const YamlValue& folder);
    void noteScripts(const YamlValue& holder);

    Imported& imported_;
    const YamlValue& document_;
    std::multimap<std::string, const YamlValue*, std::less<>> payloads_; ///< by their request
    ImportTaker taker_;
};

/// The scalars of an object, those of inner objects as "outer.inner".
void flatten(const YamlValue& map, const std::string& prefix,
             std::map<std::string, std::string>& into, int depth = 0)
{
    for (const YamlEntry& entry : map.entries) {
        const std::string name = prefix + entry.key;
        if (entry.value.kind == YamlValue::Kind::Text) {
            into[name] = entry.value.text;
        } else if (entry.value.kind == YamlValue::Kind::Map && entry.key != Vault &&
                   depth < DeepestFolder) {
            flatten(entry.value, name + ".", into, depth + 1);
        }
    }
}

void InsomniaReader::takeEnvironment(const std::string& name, const YamlValue& base,
                                     const YamlValue& data)
{
    std::map<std::string, std::string> values;
    std::set<std::string> secrets;
    for (const YamlValue* part : {&base, &data}) {
        flatten(*part, {}, values);
        for (const YamlEntry& entry : memberOf(*part, Vault).entries) {
            const std::string secret = "vault." + entry.key;
            values[secret] = {}; // it is encrypted
            secrets.insert(secret);
        }
        for (const YamlEntry& entry : part->entries) {
            if (entry.value.kind == YamlValue::Kind::List) {
                taker_.notTaken("The list " + entry.key + " of an environment",
                                "a variable is a text");
            }
        }
    }
    taker_.takeEnvironment(name, {values.begin(), values.end()}, secrets);
}

ForeignAuth InsomniaReader::auth(const YamlValue& written)
{
    ForeignAuth auth;
    if (isTrue(written, "disabled")) {
        auth.mode = "none";
        return auth;
    }
    auth.mode = textOf(written, "type");
    if (auth.mode == "singleToken") {
        auth.mode = "bearer";
    }
    auth.user = textOf(written, "username");
    auth.secret = auth.mode == "bearer" ? textOf(written, "token") : textOf(written, "password");
    auth.keyName = textOf(written, "key");
    auth.keyValue = textOf(written, "value");
    auth.keyInQuery = textOf(written, "addTo") == "queryParams";
    if (auth.mode == "bearer" && !textOf(written, "prefix").empty() &&
        textOf(written, "prefix") != "Bearer") {
        auth.keyName = "Authorization";
        auth.keyValue = textOf(written, "prefix") + " " + auth.secret;
        auth.mode = "apikey";
    }
    return auth;
}

/// A request, with what its folders (the outermost first) give to it.
ForeignRequest InsomniaReader::request(const YamlValue& written,
                                       const std::vector<const YamlValue*>& groups)
{
    ForeignRequest read;
    read.name = textOf(written, "name");
    read.url = textOf(written, "url");
    read.mark = written.mark;
    for (const YamlValue* group : groups) {
        const ForeignPairs headers = pairsOf(memberOf(*group, "headers"), "name", "value");
        read.headers.insert(read.headers.end(), headers.begin(), headers.end());
        if (const ForeignAuth own = auth(memberOf(*group, "authentication")); !own.mode.empty()) {
            read.auth = own;
        }
    }
    const ForeignPairs headers = pairsOf(memberOf(written, "headers"), "name", "value");
    read.headers.insert(read.headers.end(), headers.begin(), headers.end());
    if (const ForeignAuth own = auth(memberOf(written, "authentication"));
        !own.mode.empty() && own.mode != "inherit") {
        read.auth = own;
    }
    read.query = pairsOf(memberOf(written, "parameters"), "name", "value");
    read.pathParts = pairsOf(memberOf(written, "pathParameters"), "name", "value");
    const YamlValue& settings = memberOf(written, "settings");
    read.followRedirects = textOf(written, "settingFollowRedirects") == "on" ||
                           textOf(settings, "followRedirects") == "on";
    noteScripts(written);
    return read;
}

void InsomniaReader::noteFolder(const YamlValue& folder)
{
    noteScripts(folder);
    if (!memberOf(folder, "environment").entries.empty()) {
        taker_.notTaken("The environment of a folder",
                        "an environment is for the whole collection");
    }
}

void InsomniaReader::noteScripts(const YamlValue& holder)
{
    const YamlValue& scripts = memberOf(holder, "scripts");
    if (!textOf(scripts, "preRequest").empty() || !textOf(scripts, "afterResponse").empty() ||
        !textOf(holder, "preRequestScript").empty() ||
        !textOf(holder, "afterResponseScript").empty()) {
        taker_.notTaken("A script", "scripts are not run");
    }
}

/// The names of the folders around a resource, the outermost first, and these folders.
QStringList InsomniaReader::foldersOf(const YamlValue& resource, const Ids& ids,
                                      std::vector<const YamlValue*>& groups) const
{
    QStringList names;
    const YamlValue* at = &resource;
    for (int depth = 0; depth < DeepestFolder; ++depth) {
        const auto parent = ids.find(textOf(*at, "parentId"));
        if (parent == ids.end() || textOf(*parent->second, "_type") != "request_group") {
            break;
        }
        at = parent->second;
        names.prepend(toQString(textOf(*at, "name")));
        groups.insert(groups.begin(), at);
    }
    return names;
}

void InsomniaReader::readPayloads(ForeignRequest& request, const std::string& id) const
{
    const auto [begin, end] = payloads_.equal_range(id);
    for (auto payload = begin; payload != end; ++payload) {
        const YamlValue& written = *payload->second;
        if (!textOf(written, "value").empty()) {
            request.messages.push_back({textOf(written, "name"), textOf(written, "value"),
                                        textOf(written, "mode") == "application/json"});
        }
    }
}

void InsomniaReader::readResource(const YamlValue& resource, const Ids& ids)
{
    const std::string& type = textOf(resource, "_type");
    if (type == "websocket_request") {
        std::vector<const YamlValue*> groups;
        const QStringList folder = foldersOf(resource, ids, groups);
        ForeignRequest read = request(resource, groups);
        read.folder = folder;
        readPayloads(read, textOf(resource, "_id"));
        taker_.take(read);
    } else if (type == "environment") {
        const auto parent = ids.find(textOf(resource, "parentId"));
        const bool isBase =
            parent == ids.end() || textOf(*parent->second, "_type") != "environment";
        static const YamlValue none;
        takeEnvironment(textOf(resource, "name"), isBase ? none : memberOf(*parent->second, "data"),
                        memberOf(resource, "data"));
    } else if (type == "request_group") {
        noteFolder(resource);
    } else if (type == "workspace" && imported_.name.isEmpty()) {
        imported_.name = toQString(textOf(resource, "name"));
    } else if (type == "cookie_jar" && !memberOf(resource, "cookies").items.empty()) {
        taker_.notTaken("A cookie jar", "cookies are kept for each connection");
    } else if (type == "request" || type == "grpc_request" || type == "socketio_request") {
        taker_.countOther();
    }
}

void InsomniaReader::readExport()
{
    const YamlValue& resources = memberOf(document_, "resources");
    Ids ids;
    for (const YamlValue& resource : resources.items) {
        if (textOf(resource, "_type") == "websocket_payload") {
            payloads_.emplace(textOf(resource, "parentId"), &resource);
        } else if (resource.kind == YamlValue::Kind::Map) {
            ids[textOf(resource, "_id")] = &resource;
        } else {
            taker_.mistake(resource.mark, "a resource is no object", "export the collection again");
        }
    }
    std::vector<const YamlValue*> sorted;
    for (const YamlValue& resource : resources.items) {
        sorted.push_back(&resource);
    }
    std::ranges::stable_sort(sorted, {}, [](const YamlValue* resource) {
        return toQString(textOf(*resource, "metaSortKey")).toDouble();
    });
    for (const YamlValue* resource : sorted) {
        readResource(*resource, ids);
    }
    taker_.finish();
}

void InsomniaReader::readChildren(const YamlValue& children, const QStringList& folder,
                                  const std::vector<const YamlValue*>& groups)
{
    for (const YamlValue& child : children.items) {
        if (child.kind != YamlValue::Kind::Map) {
            taker_.mistake(child.mark, "an item is no object", "export the collection again");
            continue;
        }
        if (child.find("children") != nullptr) {
            noteFolder(child);
            std::vector<const YamlValue*> inner = groups;
            inner.push_back(&child);
            readChildren(memberOf(child, "children"),
                         folder + QStringList(toQString(textOf(child, "name"))), inner);
            continue;
        }
        const std::string& id = textOf(memberOf(child, "meta"), "id");
        const bool webSocket = id.starts_with("ws-req") ||
                               (isWebSocketUrl(textOf(child, "url")) && !child.find("method"));
        if (webSocket) {
            ForeignRequest read = request(child, groups);
            read.folder = folder;
            taker_.take(read);
        } else if (!id.starts_with("fld")) {
            taker_.countOther();
        }
    }
}

void InsomniaReader::readCollection()
{
    if (imported_.name.isEmpty()) {
        imported_.name = toQString(textOf(document_, "name"));
    }
    readChildren(memberOf(document_, "collection"), {}, {});
    const YamlValue& base = memberOf(document_, "environments");
    static const YamlValue none;
    takeEnvironment(textOf(base, "name"), none, memberOf(base, "data"));
    for (const YamlValue& sub : memberOf(base, "subEnvironments").items) {
        takeEnvironment(textOf(sub, "name"), memberOf(base, "data"), memberOf(sub, "data"));
    }
    if (!memberOf(memberOf(document_, "cookieJar"), "cookies").items.empty()) {
        taker_.notTaken("A cookie jar", "cookies are kept for each connection");
    }
    if (!memberOf(document_, "certificates").items.empty()) {
        taker_.notTaken("A certificate", "certificates are read from files");
    }
    taker_.finish();
}

bool isFormat5(const YamlValue& document)
{
    return textOf(document, "type").find(".insomnia.rest/5") != std::string::npos;
}

} // namespace

bool isInsomnia(const YamlValue& document)
{
    return isFormat5(document) || (textOf(document, "_type") == "export" &&
                                   memberOf(document, "resources").kind == YamlValue::Kind::List);
}

void importInsomnia(Imported& imported, const YamlValue& document, const std::string& file)
{
    InsomniaReader reader(imported, document, file);
    if (isFormat5(document)) {
        reader.readCollection();
    } else {
        reader.readExport();
    }
}

} // namespace framescope::collection
