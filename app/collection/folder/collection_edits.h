// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

// Changes of the files of a collection. Nothing is overwritten.
namespace framescope::collection {

/// A path in `folder` for a connection or folder of that name that no file has yet: characters that
/// a file name may not have become -, and a number follows where the name is taken.
QString freePath(const QString& folder, const QString& name, const QString& suffix = {});

/// The end of the names of files of saved connections.
inline const QString ConnectionSuffix = QStringLiteral(".yaml");

/// Gives a file or folder another name in its folder and returns its new path.
Result<QString> renamed(const QString& path, const QString& name);
/// Moves a file or folder into another folder and returns its new path.
Result<QString> moved(const QString& path, const QString& folder);
/// Copies a file to a free name beside it and returns that.
Result<QString> duplicated(const QString& path);
/// Removes a file, or a folder with all that is in it.
Result<void> removed(const QString& path);
/// Renames a folder or a file or, if `oldName` is not empty, that connection; the only connection
/// of a file is called as its file. Returns the path.
Result<QString> renamedItem(const QString& path, const QString& oldName, const QString& name);
/// Removes a connection from a file that has several, and returns the path.
Result<QString> withoutConnection(const QString& path, const QString& name);
Result<QString> newFolder(const QString& folder, const QString& name);

} // namespace framescope::collection
