// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/saved_connection.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace framescope::collection {

/// A file of saved connections: mostly one.
struct SavedFile
{
    std::vector<SavedConnection> connections;
    std::string comment; ///< the lines with # at its beginning, which are kept

    /// The connection of that name; null if there is none.
    const SavedConnection* find(const QString& name) const;
};

/// Reads the text of a file. The documents of a file, and the items of its `connections`, are
/// connections; one without a name has that of the file. An error names file, line and column, and
/// what is understood there.
Result<SavedFile> savedFileFrom(std::string_view text, const QString& path);
/// Reads a regular file of at most MostYamlBytes.
Result<SavedFile> readSavedFile(const QString& path);

/// The text of the file, with what differs from the defaults alone. An error names a text that YAML
/// can't hold.
Result<std::string> textOf(const SavedFile& file, const QString& path);
/// Replaces the file in one step; only its owner can read it.
Result<void> writeSavedFile(const SavedFile& file, const QString& path);

/// The name of a connection in a file without one: "chat" for "/a/chat.yaml".
QString nameFromPath(const QString& path);

} // namespace framescope::collection
