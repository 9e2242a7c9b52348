// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/import_collection.h"

#include "base/bytes.h"
#include "base/file/input_file.h"
#include "collection/imports/foreign_formats.h"
#include "collection/imports/json_value.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace framescope::collection {

namespace {

constexpr const char* Understood =
    "collections of Postman (v2.1), Insomnia (v4, v5) and Bruno are understood";

/// Adds what one file has; false if it is of none of the tools.
bool importFile(Imported& imported, const QString& path)
{
    const std::string file = path.toStdString();
    if (path.endsWith(QLatin1String(".bru"))) {
        importBruFile(imported, path);
        return true;
    }
    const auto document = foreignDocument(path);
    if (!document) {
        imported.mistakes.push_back(document.error());
        return true;
    }
    if (isInsomnia(*document)) {
        importInsomnia(imported, *document, file);
    } else if (isBrunoDocument(*document)) {
        importBrunoDocument(imported, *document, file);
    } else if (isPostman(*document)) {
        importPostman(imported, *document, file);
    } else {
        return false;
    }
    return true;
}

bool importFiles(Imported& imported, const QString& path)
{
    bool any = false;
    const QStringList names{QStringLiteral("*.json"), QStringLiteral("*.yaml"),
                            QStringLiteral("*.yml"), QStringLiteral("*.bru")};
    for (const QFileInfo& file :
         QDir(path).entryInfoList(names, QDir::Files | QDir::NoSymLinks, QDir::Name)) {
        any = importFile(imported, file.filePath()) || any;
    }
    return any;
}

} // namespace

Result<std::string> foreignText(const QString& path)
{
    constexpr std::uint64_t Most = 32U * 1024 * 1024;
    constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
    return readInputFile(QFile::encodeName(path).toStdString(), Most).map([&](const Bytes& bytes) {
        std::string_view text = asText(bytes);
        text.remove_prefix(text.starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0);
        return std::string(text);
    });
}

Result<YamlValue> foreignDocument(const QString& path)
{
    const std::string file = path.toStdString();
    return foreignText(path).and_then([&](const std::string& text) -> Result<YamlValue> {
        // Insomnia writes its fourth format as JSON or as YAML.
        const std::size_t start = text.find_first_not_of(" \t\r\n");
        if (path.endsWith(QLatin1String(".json")) ||
            (start != std::string::npos && text[start] == '{')) {
            return readJsonValue(text, file);
        }
        return readYaml(text, file).map([](std::vector<YamlValue>&& documents) {
            return documents.empty() ? YamlValue() : std::move(documents.front());
        });
    });
}

Result<Imported> importCollection(const QString& path)
{
    Imported imported;
    const QFileInfo info(path);
    if (!info.exists()) {
        return failure("there is no such file or folder", path.toStdString());
    }
    bool any = true;
    if (info.isDir() && isBrunoFolder(path)) {
        importBrunoFolder(imported, path);
    } else {
        any = info.isDir() ? importFiles(imported, path) : importFile(imported, path);
    }
    const bool nothing = imported.items.empty() && imported.environments.empty();
    if (nothing && !imported.mistakes.empty()) {
        return tl::unexpected(imported.mistakes.front());
    }
    if (!any) {
        return failure("nothing of another tool is in it", path.toStdString(), Understood);
    }
    return imported;
}

} // namespace framescope::collection
