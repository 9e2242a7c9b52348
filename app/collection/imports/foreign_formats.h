// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/imports/import_collection.h"
#include "collection/yaml/yaml_value.h"

#include <string>

// The formats of other tools. Each function adds what it finds to `imported`.
namespace framescope::collection {

bool isPostman(const YamlValue& document);
void importPostman(Imported& imported, const YamlValue& document, const std::string& file);

bool isInsomnia(const YamlValue& document);
void importInsomnia(Imported& imported, const YamlValue& document, const std::string& file);

/// Whether a folder is a collection of Bruno.
bool isBrunoFolder(const QString& path);
void importBrunoFolder(Imported& imported, const QString& path);
/// One request or environment of Bruno, ".bru".
void importBruFile(Imported& imported, const QString& path);
bool isBrunoDocument(const YamlValue& document);
void importBrunoDocument(Imported& imported, const YamlValue& document, const std::string& file);

/// The text of a file of at most 32 MiB, without a byte order mark.
Result<std::string> foreignText(const QString& path);
/// The document in a file ".json", ".yaml" or ".yml".
Result<YamlValue> foreignDocument(const QString& path);

} // namespace framescope::collection
