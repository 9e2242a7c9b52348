// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/file_text.h"

#include "base/file/input_file.h"
#include "base/file/replacement_file.h"
#include "collection/yaml/yaml_value.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <string_view>

namespace framescope::collection {

namespace {

/// Whether a file begins as a pcapng or pcap file does.
bool isRecording(const QString& path)
{
    constexpr auto Beginnings =
        std::to_array<std::string_view>({"\x0a\x0d\x0d\x0a", "\xa1\xb2\xc3\xd4", "\xd4\xc3\xb2\xa1",
                                         "\xa1\xb2\x3c\x4d", "\x4d\x3c\xb2\xa1"});
    QFile file(path);
    const bool isOpen = QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly);
    const std::string beginning = isOpen ? file.read(4).toStdString() : std::string();
    return std::ranges::find(Beginnings, beginning) != Beginnings.end();
}

} // namespace

Result<std::string> textOfFile(const QString& path)
{
    if (isRecording(path)) {
        return failure("this is a recording, where a text file is expected", path.toStdString(),
                       "name a file of YAML or JSON here; a recording is opened by itself");
    }
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
