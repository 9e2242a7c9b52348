// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/repeat/row_source.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "message/file_content.h"
#include "message/repeat/csv_reader.h"

#include <set>
#include <utility>
#include <vector>

namespace framescope::message {

namespace {

constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t LargestLine = 16 * 1024 * 1024;

std::string placeOfLine(std::uint64_t line)
{
    return "line " + std::to_string(line);
}

Error inFile(const std::string& path, Error error)
{
    if (!error.where.starts_with(path)) {
        error.where = path + (error.where.empty() ? "" : ", ") + error.where;
    }
    return error;
}

Result<QString> textOfRow(const std::string& bytes, std::uint64_t line)
{
    if (!isUtf8(asBytes(bytes))) {
        return failure("is not UTF-8", placeOfLine(line), "save the file as UTF-8");
    }
    return toQString(bytes);
}

class Lines final : public RowSource
{
public:
    Lines(std::string path, std::shared_ptr<Content> content)
        : path_(std::move(path)), reader_(std::move(content))
    {
    }

    Result<std::optional<Row>> next() override
    {
        const std::uint64_t number = reader_.line();
        if (!reader_.peek()) {
            return ended();
        }
        std::string line;
        for (auto byte = reader_.next(); byte && *byte != '\n'; byte = reader_.next()) {
            line += *byte;
            if (line.size() > LargestLine) {
                return tl::unexpected(inFile(
                    path_, {"is longer than " + limitText(LargestLine), placeOfLine(number), {}}));
            }
        }
        if (reader_.error()) {
            return ended();
        }
        if (line.ends_with('\r')) {
            line.pop_back();
        }
        return textOfRow(line, number)
            .map([](const QString& text) {
                return std::optional(Row{{QStringLiteral("line"), text}});
            })
            .map_error([&](Error error) { return inFile(path_, std::move(error)); });
    }

private:
    Result<std::optional<Row>> ended()
    {
        if (reader_.error()) {
            return tl::unexpected(*reader_.error());
        }
        return std::nullopt;
    }

    std::string path_;
    PieceReader reader_;
};

class CsvRows final : public RowSource
{
public:
    CsvRows(std::string path, std::shared_ptr<Content> content)
        : path_(std::move(path)), reader_(std::move(content))
    {
    }

    Result<void> readHeader()
    {
        auto header = reader_.next();
        if (header && !*header) {
            header = failure("the file is empty", {}, "the first line names the variables");
        }
        if (!header) {
            return tl::unexpected(inFile(path_, header.error()));
        }
        if (std::string& first = (*header)->front(); first.starts_with(ByteOrderMark)) {
            first.erase(0, ByteOrderMark.size());
        }
        std::set<QString> seen;
        for (const std::string& field : **header) {
            auto name = textOfRow(field, 1).and_then([&](const QString& text) -> Result<QString> {
                const QString trimmed = text.trimmed();
                if (trimmed.isEmpty() || !seen.insert(trimmed).second) {
                    return failure(trimmed.isEmpty() ? "a column has no name"
                                                     : "two columns have the name \"" +
                                                           trimmed.toStdString() + "\"",
                                   placeOfLine(1), "the first line names the variables");
                }
                return trimmed;
            });
            if (!name) {
                return tl::unexpected(inFile(path_, name.error()));
            }
            names_.push_back(*std::move(name));
        }
        return {};
    }

    Result<std::optional<Row>> next() override
    {
        return nextRow().map_error([&](Error error) { return inFile(path_, std::move(error)); });
    }

private:
    Result<std::optional<Row>> nextRow()
    {
        auto record = reader_.next();
        while (record && *record && names_.size() > 1 && (*record)->size() == 1 &&
               (*record)->front().empty()) {
            record = reader_.next();
        }
        if (!record || !*record) {
            return record.map([](const auto& /*end*/) { return std::optional<Row>(); });
        }
        if ((*record)->size() != names_.size()) {
            return failure("has " + counted((*record)->size(), "field") + ", the header has " +
                               std::to_string(names_.size()),
                           placeOfLine(reader_.line()), "put a field with a comma in quotes");
        }
        Row row;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            auto text = textOfRow((**record)[i], reader_.line());
            if (!text) {
                return tl::unexpected(text.error());
            }
            row.emplace(names_[i], *std::move(text));
        }
        return std::optional(std::move(row));
    }

    std::string path_;
    CsvReader reader_;
    std::vector<QString> names_;
};

} // namespace

Result<std::unique_ptr<RowSource>> linesOf(const std::string& path)
{
    return FileContent::open(path).map([&](std::shared_ptr<FileContent> content) {
        return std::unique_ptr<RowSource>(std::make_unique<Lines>(path, std::move(content)));
    });
}

Result<std::unique_ptr<RowSource>> csvRowsOf(const std::string& path)
{
    return FileContent::open(path).and_then([&](std::shared_ptr<FileContent> content) {
        auto rows = std::make_unique<CsvRows>(path, std::move(content));
        return rows->readHeader().map([&] { return std::unique_ptr<RowSource>(std::move(rows)); });
    });
}

} // namespace framescope::message
