// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/saved_mark.h"

#include "base/bytes.h"
#include "base/file/replacement_file.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QFileInfo>

#include <string>

namespace framescope::library {

namespace {

constexpr qint64 LongestMark = 64 << 10;

QString markPath(const QString& recording)
{
    return recording + QStringLiteral(".saved");
}

} // namespace

std::optional<SavedMark> SavedMark::of(const QString& recording)
{
    QFile file(markPath(recording));
    if (!file.open(QIODevice::ReadOnly) || file.size() > LongestMark) {
        return std::nullopt;
    }
    const auto json = nlohmann::json::parse(file.readAll().toStdString(), nullptr, false);
    if (!json.is_object() || !json.contains("file") || !json["file"].is_string() ||
        !json.contains("size") || !json["size"].is_number_unsigned()) {
        return std::nullopt;
    }
    return SavedMark{QString::fromStdString(json["file"].get<std::string>()),
                     json["size"].get<std::uint64_t>()};
}

void SavedMark::remove(const QString& recording)
{
    QFile::remove(markPath(recording));
}

void SavedMark::write(const QString& recording) const
{
    auto mark = ReplacementFile::create(QFile::encodeName(markPath(recording)).toStdString());
    const nlohmann::json json{{"file", QFileInfo(file).absoluteFilePath().toStdString()},
                              {"size", size}};
    if (mark && mark->write(asBytes(json.dump()))) {
        static_cast<void>(mark->commit());
    }
}

} // namespace framescope::library
