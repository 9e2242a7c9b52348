// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/bru_text.h"
#include "collection/imports/foreign_formats.h"
#include "collection/imports/foreign_request.h"

#include "base/text/qt_string.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace framescope::collection {

namespace {

constexpr int DeepestBrunoFolder = 16;
constexpr std::size_t MostBrunoFiles = 10'000;

/// What a folder gives to the requests in it.
struct BrunoDefaults
{
    ForeignPairs headers;
    ForeignAuth auth;
};

/// A request and its place among its neighbours.
struct BrunoItem
{
    double sequence = 0;
    ForeignRequest request;
};

std::string filePath(const QString& path)
{
    return path.toStdString();
}

Result<std::vector<BruBlock>> bruBlocks(const QString& path)
{
    return foreignText(path).and_then(
        [&path](const std::string& text) { return readBru(text, filePath(path)); });
}

/// Reads the blocks of one .bru file.
class BruFile
{
public:
    BruFile(const std::vector<BruBlock>& blocks, ImportTaker& taker)
        : blocks_(blocks), taker_(taker)
    {
    }

    const BruBlock& block(std::string_view name) const
    {
        static const BruBlock nothing;
        const auto found = std::ranges::find(blocks_, name, &BruBlock::name);
        return found == blocks_.end() ? nothing : *found;
    }
    bool has(std::string_view name) const { return !block(name).name.empty(); }

    static ForeignPairs enabled(const BruBlock& block);
    ForeignAuth auth(const std::string& mode) const;
    BrunoDefaults defaults() const;
    BrunoItem request(const BrunoDefaults& defaults) const;
    /// Notes what a request or folder of that name has besides.
    void noteOthers(const std::string& name) const;

private:
    const std::vector<BruBlock>& blocks_;
    ImportTaker& taker_;
};

ForeignPairs BruFile::enabled(const BruBlock& block)
{
    ForeignPairs pairs;
    for (const YamlEntry& entry : block.entries) {
        if (!entry.key.empty() && !entry.key.starts_with('~')) {
            pairs.emplace_back(entry.key, entry.value.text);
        }
    }
    return pairs;
}

ForeignAuth BruFile::auth(const std::string& mode) const
{
    const BruBlock& values = block("auth:" + mode);
    ForeignAuth auth;
    auth.mode = mode;
    auth.user = valueIn(values, "username");
    auth.secret = valueIn(values, mode == "bearer" ? "token" : "password");
    auth.keyName = valueIn(values, "key");
    auth.keyValue = valueIn(values, "value");
    auth.keyInQuery = valueIn(values, "placement") == "queryparams";
    return auth;
}

BrunoDefaults BruFile::defaults() const
{
    return {enabled(block("headers")), auth(valueIn(block("auth"), "mode"))};
}

void BruFile::noteOthers(const std::string& name) const
{
    if (has("vars:pre-request")) {
        taker_.notTaken("A variable of " + name, "variables are those of an environment");
    }
    if (std::ranges::any_of(blocks_, [](const BruBlock& block) {
            return block.name.starts_with("script:") || block.name == "tests" ||
                   block.name == "assert";
        })) {
        taker_.notTaken("A script", "scripts are not run");
    }
}

BrunoItem BruFile::request(const BrunoDefaults& defaults) const
{
    const BruBlock& ws = block("ws");
    BrunoItem item;
    ForeignRequest& read = item.request;
    item.sequence = toQString(valueIn(block("meta"), "seq")).toDouble();
    read.name = valueIn(block("meta"), "name");
    read.url = valueIn(ws, "url");
    read.mark = {ws.line, 1};
    read.headers = defaults.headers;
    std::ranges::copy(enabled(block("headers")), std::back_inserter(read.headers));
    const std::string& mode = valueIn(ws, "auth");
    read.auth = mode == "inherit" || mode.empty() ? defaults.auth : auth(mode);
    read.pathParts = enabled(block("params:path"));
    for (const BruBlock& body : blocks_) {
        if (body.name == "body:ws" && !valueIn(body, "content").empty()) {
            read.messages.push_back(
                {valueIn(body, "name"), valueIn(body, "content"), valueIn(body, "type") == "json"});
        }
    }
    read.keepAlive = std::chrono::milliseconds(
        std::max(0, toQString(valueIn(block("settings"), "keepAliveInterval")).toInt()));
    noteOthers(read.name);
    return item;
}

/// The variables of a .bru environment; "vars:secret [a, b]" has names only.
void takeBruEnvironment(const BruFile& file, const std::string& name, ImportTaker& taker)
{
    ForeignPairs values = BruFile::enabled(file.block("vars"));
    std::set<std::string> secrets;
    for (const std::string& secret : file.block("vars:secret").items) {
        if (!secret.starts_with('~')) {
            values.emplace_back(secret, std::string());
            secrets.insert(secret);
        }
    }
    taker.takeEnvironment(name, values, secrets);
}

ForeignAuth documentAuth(const YamlValue& written)
{
    ForeignAuth auth;
    auth.mode = written.kind == YamlValue::Kind::Text ? written.text : textOf(written, "type");
    auth.user = textOf(written, "username");
    auth.secret = textOf(written, auth.mode == "bearer" ? "token" : "password");
    auth.keyName = textOf(written, "key");
    auth.keyValue = textOf(written, "value");
    auth.keyInQuery = textOf(written, "placement").starts_with("query");
    return auth;
}

/// The names and values of messages: a list of variants, or one message.
void readDocumentMessages(ForeignRequest& request, const YamlValue& written)
{
    const auto take = [&request](const std::string& name, const YamlValue& message) {
        const std::string& text =
            message.kind == YamlValue::Kind::Text ? message.text : textOf(message, "data");
        if (!text.empty()) {
            request.messages.push_back({name, text, textOf(message, "type") == "json"});
        }
    };
    for (const YamlValue& variant : written.items) {
        take(textOf(variant, "title"), memberOf(variant, "message"));
    }
    take({}, written);
}

BrunoItem documentRequest(const YamlValue& document, const BrunoDefaults& defaults,
                          ImportTaker& taker)
{
    const YamlValue& info = memberOf(document, "info");
    const YamlValue& ws = memberOf(document, "websocket");
    BrunoItem item;
    item.sequence = toQString(textOf(info, "seq")).toDouble();
    ForeignRequest& read = item.request;
    read.name = textOf(info, "name");
    read.url = textOf(ws, "url");
    read.mark = ws.isNull() ? document.mark : ws.mark;
    read.headers = defaults.headers;
    std::ranges::copy(pairsOf(memberOf(ws, "headers"), "name", "value"),
                      std::back_inserter(read.headers));
    const ForeignAuth own = documentAuth(memberOf(ws, "auth"));
    read.auth = own.mode.empty() || own.mode == "inherit" ? defaults.auth : own;
    readDocumentMessages(read, memberOf(ws, "message"));
    read.keepAlive = std::chrono::milliseconds(std::max(
        0, toQString(textOf(memberOf(document, "settings"), "keepAliveInterval")).toInt()));
    const YamlValue& runtime = memberOf(document, "runtime");
    if (!memberOf(runtime, "scripts").isNull()) {
        taker.notTaken("A script", "scripts are not run");
    }
    if (!memberOf(runtime, "variables").items.empty()) {
        taker.notTaken("A variable of " + read.name, "variables are those of an environment");
    }
    return item;
}

void takeDocumentEnvironment(const YamlValue& document, const std::string& name, ImportTaker& taker)
{
    const YamlValue& variables = memberOf(document, "variables");
    std::set<std::string> secrets;
    for (const YamlValue& variable : variables.items) {
        if (isTrue(variable, "secret")) {
            secrets.insert(textOf(variable, "name"));
        }
    }
    const std::string& own = textOf(document, "name");
    taker.takeEnvironment(own.empty() ? name : own, pairsOf(variables, "name", "value"), secrets);
}

BrunoDefaults documentDefaults(const YamlValue& document)
{
    const YamlValue& request = memberOf(document, "request");
    return {pairsOf(memberOf(request, "headers"), "name", "value"),
            documentAuth(memberOf(request, "auth"))};
}

/// Reads a collection that is a folder.
class BrunoFolder
{
public:
    explicit BrunoFolder(Imported& imported) : imported_(imported), taker_(imported, {}) {}

    void read(const QString& path);

private:
    void readFolder(const QDir& folder, const QStringList& names, const BrunoDefaults& inherited,
                    int depth);
    void readEnvironments(const QDir& folder);
    void readFile(const QFileInfo& file, const BrunoDefaults& defaults,
                  std::vector<BrunoItem>& items);
    BrunoDefaults defaultsOf(const QDir& folder, const BrunoDefaults& inherited, QString& name);
    void note(const Error& mistake) { imported_.mistakes.push_back(mistake); }

    Imported& imported_;
    ImportTaker taker_;
    std::size_t files_ = 0;
};

/// What collection.bru, folder.bru, opencollection.yml or folder.yml say, and the folder's name.
BrunoDefaults BrunoFolder::defaultsOf(const QDir& folder, const BrunoDefaults& inherited,
                                      QString& name)
{
    BrunoDefaults own;
    for (const char* file : {"collection.bru", "folder.bru"}) {
        const QString path = folder.filePath(QLatin1String(file));
        if (!QFileInfo(path).isFile()) {
            continue;
        }
        const auto blocks = bruBlocks(path);
        if (!blocks) {
            note(blocks.error());
            continue;
        }
        const BruFile read(*blocks, taker_);
        own = read.defaults();
        if (const std::string& said = valueIn(read.block("meta"), "name"); !said.empty()) {
            name = toQString(said);
        }
        read.noteOthers(name.toStdString());
    }
    for (const char* file : {"opencollection.yml", "folder.yml"}) {
        const QString path = folder.filePath(QLatin1String(file));
        if (!QFileInfo(path).isFile()) {
            continue;
        }
        const auto document = foreignDocument(path);
        if (!document) {
            note(document.error());
            continue;
        }
        own = documentDefaults(*document);
        const std::string& said = textOf(memberOf(*document, "info"), "name");
        name = said.empty() ? name : toQString(said);
    }
    own.headers.insert(own.headers.begin(), inherited.headers.begin(), inherited.headers.end());
    if (own.auth.mode.empty() || own.auth.mode == "inherit") {
        own.auth = inherited.auth;
    }
    return own;
}

void BrunoFolder::readFile(const QFileInfo& file, const BrunoDefaults& defaults,
                           std::vector<BrunoItem>& items)
{
    const std::string path = filePath(file.filePath());
    ImportTaker taker(imported_, path);
    if (file.suffix() == QLatin1String("bru")) {
        const auto blocks = bruBlocks(file.filePath());
        if (!blocks) {
            note(blocks.error());
            return;
        }
        const BruFile read(*blocks, taker);
        if (read.has("ws") || valueIn(read.block("meta"), "type") == "ws") {
            items.push_back(read.request(defaults));
        } else if (read.has("meta")) {
            taker_.countOther();
        }
        return;
    }
    const auto document = foreignDocument(file.filePath());
    if (!document) {
        note(document.error());
    } else if (isBrunoDocument(*document)) {
        items.push_back(documentRequest(*document, defaults, taker));
    } else if (!textOf(memberOf(*document, "info"), "type").empty()) {
        taker_.countOther();
    }
}

void BrunoFolder::readEnvironments(const QDir& folder)
{
    const QDir environments(folder.filePath(QStringLiteral("environments")));
    for (const QFileInfo& file :
         environments.entryInfoList({QStringLiteral("*.bru"), QStringLiteral("*.yml")},
                                    QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        const std::string path = filePath(file.filePath());
        const std::string name = file.completeBaseName().toStdString();
        ImportTaker taker(imported_, path);
        if (file.suffix() == QLatin1String("bru")) {
            const auto blocks = bruBlocks(file.filePath());
            if (blocks) {
                takeBruEnvironment(BruFile(*blocks, taker), name, taker);
            } else {
                note(blocks.error());
            }
        } else if (const auto document = foreignDocument(file.filePath())) {
            takeDocumentEnvironment(*document, name, taker);
        } else {
            note(document.error());
        }
    }
}

void BrunoFolder::readFolder(const QDir& folder, const QStringList& names,
                             const BrunoDefaults& defaults, int depth)
{
    static const QStringList others{QStringLiteral("collection.bru"), QStringLiteral("folder.bru"),
                                    QStringLiteral("opencollection.yml"),
                                    QStringLiteral("folder.yml")};
    std::vector<BrunoItem> items;
    for (const QFileInfo& file :
         folder.entryInfoList({QStringLiteral("*.bru"), QStringLiteral("*.yml")},
                              QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        if (others.contains(file.fileName())) {
            continue;
        }
        if (++files_ > MostBrunoFiles) {
            taker_.notTaken("What comes after 10,000 files", "that is the most that is read");
            return;
        }
        readFile(file, defaults, items);
    }
    std::ranges::stable_sort(items, {}, &BrunoItem::sequence);
    for (BrunoItem& item : items) {
        item.request.folder = names;
        taker_.take(item.request);
    }
    static const QStringList passed{QStringLiteral("environments"), QStringLiteral("node_modules")};
    for (const QFileInfo& inner :
         folder.entryInfoList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot, QDir::Name)) {
        if (passed.contains(inner.fileName()) || inner.fileName().startsWith(QLatin1Char('.'))) {
            continue;
        }
        if (depth >= DeepestBrunoFolder) {
            taker_.notTaken("A folder", "more than 16 levels of folders are not read");
            return;
        }
        QString name = inner.fileName();
        const QDir below(inner.filePath());
        const BrunoDefaults own = defaultsOf(below, defaults, name);
        readFolder(below, names + QStringList(name), own, depth + 1);
    }
}

void BrunoFolder::read(const QString& path)
{
    const QDir folder(path);
    QString name = folder.dirName();
    if (const QString settings = folder.filePath(QStringLiteral("bruno.json"));
        QFileInfo(settings).isFile()) {
        const auto document = foreignDocument(settings);
        if (!document) {
            note(document.error());
        } else {
            name = toQString(textOf(*document, "name"));
            if (isTrue(memberOf(*document, "proxy"), "enabled")) {
                taker_.notTaken("The proxy of bruno.json", "a proxy is an option of a connection");
            }
            if (!memberOf(memberOf(*document, "clientCertificates"), "certs").items.empty()) {
                taker_.notTaken("A client certificate of bruno.json",
                                "a certificate is an option of a connection");
            }
        }
    }
    const BrunoDefaults defaults = defaultsOf(folder, {}, name);
    imported_.name = name;
    readFolder(folder, {}, defaults, 0);
    readEnvironments(folder);
    taker_.finish();
}

} // namespace

bool isBrunoFolder(const QString& path)
{
    const QDir folder(path);
    return folder.exists(QStringLiteral("bruno.json")) ||
           folder.exists(QStringLiteral("opencollection.yml")) ||
           folder.exists(QStringLiteral("collection.bru"));
}

void importBrunoFolder(Imported& imported, const QString& path)
{
    BrunoFolder(imported).read(path);
}

void importBruFile(Imported& imported, const QString& path)
{
    const std::string file = filePath(path);
    const auto blocks = bruBlocks(path);
    if (!blocks) {
        imported.mistakes.push_back(blocks.error());
        return;
    }
    ImportTaker taker(imported, file);
    const BruFile read(*blocks, taker);
    if (read.has("ws")) {
        taker.take(read.request({}).request);
    } else if (read.has("vars") || read.has("vars:secret")) {
        takeBruEnvironment(read, QFileInfo(path).completeBaseName().toStdString(), taker);
    } else {
        taker.countOther();
    }
    taker.finish();
}

bool isBrunoDocument(const YamlValue& document)
{
    return textOf(memberOf(document, "info"), "type") == "websocket";
}

void importBrunoDocument(Imported& imported, const YamlValue& document, const std::string& file)
{
    ImportTaker taker(imported, file);
    taker.take(documentRequest(document, {}, taker).request);
}

} // namespace framescope::collection
