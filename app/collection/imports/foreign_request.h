// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/imports/import_collection.h"
#include "collection/yaml/yaml_value.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace framescope::collection {

using ForeignPairs = std::vector<std::pair<std::string, std::string>>;

/// How another tool authorises a request.
struct ForeignAuth
{
    std::string mode; ///< as it is written there: "basic", "bearer", "apikey", "inherit", …
    std::string user;
    std::string secret; ///< password or token
    std::string keyName;
    std::string keyValue;
    bool keyInQuery = false;
};

struct ForeignMessage
{
    std::string name;
    std::string text;
    bool json = false;
};

/// A WebSocket request of another tool, before its templates are rewritten.
struct ForeignRequest
{
    QStringList folder;
    std::string name;
    std::string url;
    ForeignPairs headers;
    ForeignPairs query;     ///< to be added to the URL
    ForeignPairs pathParts; ///< the values of ":name" in the path
    ForeignAuth auth;
    std::vector<ForeignMessage> messages;
    bool insecure = false;
    bool followRedirects = false;
    std::chrono::milliseconds keepAlive{0};
    YamlMark mark;
};

/// Takes requests and environments of one tool into what is imported.
class ImportTaker
{
public:
    ImportTaker(Imported& imported, std::string file) : imported_(imported), file_(std::move(file))
    {
    }

    void take(const ForeignRequest& request);
    /// A variable is secret also if its name says so, even without a value: exports leave it out.
    void takeEnvironment(const std::string& name, const ForeignPairs& values,
                         const std::set<std::string>& secrets);
    void notTaken(std::string_view what, std::string_view why);
    void mistake(const YamlMark& mark, std::string what, std::string hint);
    /// A request that is no WebSocket; they are counted for one sentence.
    void countOther() { ++others_; }
    /// To be called at the end.
    void finish();

private:
    void add(const QString& sentence);
    QString address(const ForeignRequest& request);
    void takeAuth(SavedConnection& connection, const ForeignRequest& request);
    QString text(std::string_view foreign);

    Imported& imported_;
    std::string file_;
    std::size_t others_ = 0;
};

/// Whether a URL is one of a WebSocket: ws:// or wss://.
bool isWebSocketUrl(std::string_view url);

/// The scalar of a member, or an empty text.
const std::string& textOf(const YamlValue& map, std::string_view key);
bool isTrue(const YamlValue& map, std::string_view key);
/// A member that is a list or a map; an empty value if there is none.
const YamlValue& memberOf(const YamlValue& map, std::string_view key);

/// The name and value of each item of a list of maps, unless it is disabled.
ForeignPairs pairsOf(const YamlValue& list, std::string_view nameKey, std::string_view valueKey);

} // namespace framescope::collection
