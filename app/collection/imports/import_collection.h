// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/environment.h"
#include "collection/saved_connection.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace framescope::collection {

/// A connection of another tool's collection, and the names of the folders it is in.
struct ImportedItem
{
    QStringList folder;
    SavedConnection connection;
};

struct ImportedEnvironment
{
    Environment environment;
    std::map<QString, QString> secrets; ///< the values of its secret variables, by name
};

/// What was read of another tool's collection.
struct Imported
{
    QString name; ///< of the collection
    std::vector<ImportedItem> items;
    std::vector<ImportedEnvironment> environments;
    std::vector<Error> mistakes; ///< each names file and line; the rest was read all the same
    QStringList notTaken;        ///< sentences, without secrets
};

/// Reads the WebSocket requests and the environments of a collection: a file of Postman (v2.1) or
/// of Insomnia (v4, v5), a folder of Bruno (.bru or .yml) or one request of it, or a folder with
/// files of these. Scripts are not run. Error: the path can't be read, or nothing in it is one of
/// these.
Result<Imported> importCollection(const QString& path);

} // namespace framescope::collection
