// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/file_text.h"

#include "base/file/input_file.h"
#include "base/file/replacement_file.h"
#include "collection/yaml/yaml_value.h"

#include <QFile>

#include <algorithm>

namespace framescope::collection {

Result<std::string> textOfFile(const QString& path)
{
    return readInputFile(QFile::encodeName(path).toStdString(), MostYamlBytes)
        .map([](const Bytes& bytes) { return std::string(asText(bytes)); });
}

Result<void> replaceFile(const QString& path, std::string_view text)
{
    auto file = ReplacementFile::create(QFile::encodeName(path).toStdString());
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file->write(asBytes(text)).and_then([&] { return file->commit(); });
}

std::string leadingComment(std::string_view text)
{
    std::size_t end = 0;
    std::size_t kept = 0; // the end of the last line with #
    while (end < text.size() && (text[end] == '#' || text[end] == '\n')) {
        const bool comment = text[end] == '#';
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
        kept = comment ? end : kept;
    }
    return std::string(text.substr(0, kept));
}

} // namespace framescope::collection
