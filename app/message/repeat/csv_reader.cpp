// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/repeat/csv_reader.h"

#include "base/text/counted.h"

namespace framescope::message {

Result<std::optional<CsvReader::Record>> CsvReader::next()
{
    line_ = reader_.line();
    size_ = 0;
    if (!reader_.peek()) {
        if (reader_.error()) {
            return tl::unexpected(*reader_.error());
        }
        return std::nullopt;
    }
    Record record;
    for (;;) {
        if (const auto read = readField(record.emplace_back()); !read) {
            return tl::unexpected(read.error());
        }
        const auto end = reader_.next();
        if (!end || *end == '\n') {
            break;
        }
        if (*end == '\r') {
            if (reader_.peek() == '\n') {
                reader_.next();
            }
            break;
        }
    }
    if (reader_.error()) {
        return tl::unexpected(*reader_.error());
    }
    return record;
}

/// Stops before the comma or line end.
Result<void> CsvReader::readField(std::string& field)
{
    if (reader_.peek() == '"') {
        return readQuoted(field);
    }
    for (auto byte = reader_.peek(); byte && *byte != ',' && *byte != '\n'; byte = reader_.peek()) {
        reader_.next();
        if (*byte == '"') {
            return wrong("a quote in a field without quotes",
                         "put the field in quotes, and write the quote twice");
        }
        field += *byte;
        if (++size_ > LargestRecord) {
            return wrong("the record is larger than " + limitText(LargestRecord), "shorten it");
        }
    }
    if (reader_.peek() != ',' && field.ends_with('\r')) {
        field.pop_back(); // of the line end
    }
    return {};
}

Result<void> CsvReader::readQuoted(std::string& field)
{
    reader_.next();
    for (;;) {
        const auto byte = reader_.next();
        if (!byte) {
            return wrong("a field in quotes does not end", "put a quote behind it");
        }
        if (*byte == '"') {
            if (reader_.peek() != '"') {
                break;
            }
            reader_.next();
        }
        field += *byte;
        if (++size_ > LargestRecord) {
            return wrong("the record is larger than " + limitText(LargestRecord),
                         "shorten it, or look for a quote that is missing");
        }
    }
    const auto end = reader_.peek();
    if (end && *end != ',' && *end != '\n' && *end != '\r') {
        return wrong("text behind a field in quotes", "write a quote in the field twice");
    }
    return {};
}

tl::unexpected<Error> CsvReader::wrong(std::string what, std::string hint) const
{
    if (reader_.error()) {
        return tl::unexpected(*reader_.error());
    }
    return failure(std::move(what), "line " + std::to_string(line_), std::move(hint));
}

} // namespace framescope::message
